"""An open page shows what is said, whichever bell was missed and whatever broke meanwhile."""

import asyncio
import re
from functools import partial

import pytest
from aiohttp import WSCloseCode, WSMsgType
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import event
from sqlmodel import col, select
from structlog.testing import capture_logs

from bot import clock
from bot.web import chat_line, desk_talk, sockets
from bot.web.app import HERE, make_app
from bot.web.sockets import SOCKETS
from storage.database import Database, DatabaseAway
from storage.tables.people import ChannelAddress
from tests.play import ARREARS, Player

A_DAY = 24 * 3600.0


@pytest.fixture(autouse=True)
def no_look(monkeypatch):
    """Have no look taken but those that a test takes."""
    monkeypatch.setattr(sockets, "LOOK", A_DAY)


@pytest.fixture
async def client(on_both):
    """The web of a Palier, to which nobody rings: each message is another process's."""
    async with TestClient(TestServer(make_app(on_both))) as opened:
        await opened.post("/chat/open")
        yield opened


@pytest.fixture
def conversation(on_both, client):
    """The conversation of the browser."""

    def newest(kept):
        query = select(ChannelAddress).order_by(col(ChannelAddress.id).desc())
        return kept.conversations.of_address(kept.session.exec(query).first()).id

    return on_both.database.write_now(newest)


def put(conversation_id, words, kept):
    kept.mail.send(
        conversation_id,
        key=f"put:{words}",
        message="m",
        text=words,
        language="fr",
        now=clock.now(),
        delivered=True,
    )


class Page:
    """An open page of the chat, without its script."""

    def __init__(self, socket) -> None:
        self.socket = socket

    async def hears(self, kind):
        async with asyncio.timeout(20):
            while (frame := await self.socket.receive_json())["type"] != kind:
                pass
        return frame

    async def reads(self):
        return (await self.hears("msg"))["text"]

    async def hung_up(self):
        async with asyncio.timeout(20):
            while (frame := await self.socket.receive()).type is WSMsgType.TEXT:
                pass
        return self.socket.close_code if frame.type is not WSMsgType.CLOSE else frame.data


@pytest.fixture
def dial(client):
    """Return a way to open the page, which has seen so much already."""

    async def hello(last=0):
        page = Page(await client.ws_connect("/chat/ws"))
        await page.socket.send_json({"type": "hello", "last": last})
        return page

    return hello


@pytest.fixture
def say(on_both, conversation):
    """Return a way to say something without ringing any bell."""
    return lambda words: on_both.database.write_now(partial(put, conversation, words))


async def test_what_no_bell_told_of_is_found_at_the_next_look(client, dial, say):
    page = await dial()
    await page.hears("welcome")
    say("avant")
    await client.app[SOCKETS].look()
    assert await page.reads() == "avant"

    say("après")
    await client.app[SOCKETS].look()

    assert await page.reads() == "après"


async def test_who_opens_a_page_that_another_shows_already_misses_nothing_either(
    client, dial, say
):
    first = await dial()
    await client.app[SOCKETS].look()
    say("un")
    await client.app[SOCKETS].look()
    assert await first.reads() == "un"

    second = await dial()
    assert await second.reads() == "un"
    say("deux")
    await client.app[SOCKETS].look()

    assert [await first.reads(), await second.reads()] == ["deux", "deux"]


async def test_the_looks_are_taken_while_the_web_is_up(on_both, monkeypatch):
    looked = asyncio.Event()

    async def look(self):
        looked.set()

    monkeypatch.setattr(sockets.Sockets, "look", look)
    monkeypatch.setattr(sockets, "LOOK", 0.01)
    async with TestClient(TestServer(make_app(on_both))), asyncio.timeout(20):
        await looked.wait()


async def test_a_look_rings_nobody_to_whom_nothing_new_was_said(client, dial, say):
    page = await dial()
    await page.hears("welcome")
    say("un")
    await client.app[SOCKETS].look()
    await page.reads()
    rung = []

    async def ring(conversation_id):
        rung.append(conversation_id)

    client.app[SOCKETS].ring = ring
    await client.app[SOCKETS].look()
    assert rung == []
    say("deux")
    await client.app[SOCKETS].look()
    assert len(rung) == 1


async def test_a_page_that_cannot_be_shown_a_message_is_hung_up_on_and_gets_it_when_it_calls(
    dial, say, monkeypatch
):
    frame_of, wrong = chat_line.frame_of, iter([True])

    def breaks_once(row):
        if next(wrong, False):
            raise ZeroDivisionError
        return frame_of(row)

    monkeypatch.setattr(chat_line, "frame_of", breaks_once)
    say("malgré tout")
    with capture_logs() as logs:
        page = await dial()
        assert await page.hung_up() == WSCloseCode.TRY_AGAIN_LATER

    assert [line["event"] for line in logs] == ["a page is asked to call again"]
    assert await (await dial()).reads() == "malgré tout"


async def test_a_page_that_calls_while_the_database_is_away_is_told_to_call_again(
    dial, say, monkeypatch, on_both
):
    say("bonjour")
    read = on_both.database.read

    async def away(work):
        if getattr(work, "func", None) is chat_line._state_of:  # of the welcome
            raise DatabaseAway("OperationalError")
        return await read(work)

    with capture_logs() as logs:
        on_both.database.read = away
        assert await (await dial()).hung_up() == WSCloseCode.TRY_AGAIN_LATER
    on_both.database.read = read

    assert [(line["log_level"], "exc_info" in line) for line in logs] == [("warning", False)]
    assert await (await dial()).reads() == "bonjour"


async def test_a_page_to_which_nothing_is_said_hears_that_the_line_holds(dial, monkeypatch):
    monkeypatch.setattr(chat_line, "BEAT", 0.01)

    page = await dial()

    await page.hears("welcome")
    await page.hears("here")
    await page.hears("here")


def test_a_page_waits_longer_than_the_line_is_silent():
    script = (HERE / "webchat" / "chat.js").read_text()
    quiet = int(re.search(r"^const QUIET = (\d+);", script, re.MULTILINE)[1])

    assert quiet >= 2 * chat_line.BEAT * 1000


async def test_who_was_away_while_a_conversation_was_given_back_sees_that_nobody_holds_it(
    dial, say, on_both, conversation
):
    agent = on_both.database.read_now(lambda kept: kept.staff.all()[0])

    def hold(by, kept):
        kept.conversations.hold(kept.conversations.get(conversation), by, now=clock.now())

    on_both.database.write_now(partial(hold, agent.id))
    assert (await (await dial()).hears("welcome"))["held"] == agent.first_name
    on_both.database.write_now(partial(hold, None))

    assert (await (await dial()).hears("welcome"))["held"] is None


async def test_two_messages_that_come_while_a_page_reads_are_both_shown(
    on_both, conversation, store
):
    other = Database(store)

    def write_meanwhile(kept):
        kept.mail.take_in(
            conversation, channel="webchat", account="", ext_id="1", body={}, now=clock.now()
        )
        put(conversation, "réponse", kept)

    def between(connection, cursor, statement, *_):
        if "FROM inbox" in statement and (work := next(meanwhile, None)):
            other.write_now(work)

    meanwhile = iter([write_meanwhile])
    event.listen(on_both.database.engine, "after_cursor_execute", between)

    def look(seen):
        rows = on_both.database.read_now(lambda kept: kept.mail.since(conversation, seen))
        return [row.seq for row in rows]

    first = look(0)
    other.close()

    assert first + look(max(first, default=0)) == [1, 2]


# The desk


@pytest.fixture
def tenant(on_both):
    """Somebody on the web chat, with an open case."""
    person = Player(on_both, channel="webchat")
    for line in ARREARS:
        person.say(line)
    return person


@pytest.fixture
def at_desk(on_both, client):
    """Sit an adviser down at the desk."""

    def give(kept):
        agent = next(
            a for a in kept.staff.all() if (a.role, a.unit) == ("social_adviser", "AG-VAL")
        )
        return on_both.secrets.give(kept, "session", agent.id, now=clock.now(), lasts=None)

    token = on_both.database.write_now(give)
    client.session.cookie_jar.update_cookies({"palier_desk": token})
    return client


async def test_an_agents_page_misses_nothing_that_is_said_while_it_looks(
    on_both, at_desk, tenant, monkeypatch
):
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", A_DAY)
    case = f"/desk/cases/{tenant.facts().cases[0].reference}"
    known = re.search(r'data-known="([^"]+)"', await (await at_desk.get(case)).text())[1]
    read, said = on_both.database.read, iter(["dans l'intervalle"])

    async def read_slowly(work):
        found = await read(work)
        if getattr(work, "func", None) is desk_talk._readable and (words := next(said, None)):
            tenant.say(words)
            await on_both.delivery.ring(found.id)
        return found

    on_both.database.read = read_slowly
    async with asyncio.timeout(20):
        answer = await at_desk.get(f"{case}/news", params={"known": known})

    assert "dans l&#39;intervalle" in await answer.text()


async def test_an_agents_page_is_rung_by_a_look_too(on_both, at_desk, tenant, monkeypatch):
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", A_DAY)
    case = f"/desk/cases/{tenant.facts().cases[0].reference}"
    known = re.search(r'data-known="([^"]+)"', await (await at_desk.get(case)).text())[1]
    waits = asyncio.Event()
    read = on_both.database.read

    async def read_and_tell(work):
        found = await read(work)
        if getattr(work, "func", None) is desk_talk._readable:
            waits.set()
        return found

    on_both.database.read = read_and_tell
    asked = asyncio.create_task(at_desk.get(f"{case}/news", params={"known": known}))
    async with asyncio.timeout(20):
        await waits.wait()
        tenant.say("personne ne sonne")
        while not asked.done():
            await at_desk.app[SOCKETS].look()
            await asyncio.sleep(0)

    assert "personne ne sonne" in await (await asked).text()
