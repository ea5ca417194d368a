"""Open pages on a network that dies without a word: each notices, and misses nothing."""

import asyncio
from functools import partial

import pytest
import pytest_asyncio
from playwright.async_api import expect
from sqlmodel import col, select

from bot import clock
from storage.tables.people import ChannelAddress

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
A_MINUTE = 60_000  # milliseconds


class Network:
    """What lies between a page and the server: once dead it brings nothing and closes nothing."""

    def __init__(self) -> None:
        self.lines = []

    def open(self, page_side) -> None:
        line = Line(page_side)
        self.lines.append(line)

    def die(self) -> None:
        """Let every line of now be dead; who calls again gets a new one."""
        for line in self.lines:
            line.dead = True


class Line:
    """One WebSocket through the network."""

    def __init__(self, page_side) -> None:
        self.dead = False
        server_side = page_side.connect_to_server()
        page_side.on_message(partial(self._bring, server_side))
        server_side.on_message(partial(self._bring, page_side))

    def _bring(self, other, message) -> None:
        if not self.dead:
            other.send(message)


def newest_chat(kept):
    """Return the conversation of the last person who came to the web chat."""
    query = select(ChannelAddress).where(ChannelAddress.channel == "webchat")
    newest = kept.session.exec(query.order_by(col(ChannelAddress.id).desc())).first()
    return kept.conversations.of_address(newest)


async def put(palier, find, words):
    """Put words into a conversation, and ring its bell."""

    def write(kept):
        row = find(kept)
        how = {"message": "m", "text": words, "language": "fr", "delivered": True}
        kept.mail.send(row.id, key=words, now=clock.now(), **how)
        return row.id

    await palier.delivery.ring(palier.database.write_now(write))


async def hold(palier, find, agent):
    """Have an agent hold a conversation, or nobody, and ring its bell."""

    def write(kept):
        row = find(kept)
        kept.conversations.hold(row, agent.id if agent else None, now=clock.now())
        return row.id

    await palier.delivery.ring(palier.database.write_now(write))


@pytest_asyncio.fixture(loop_scope="module")
async def network():
    """A network that can die."""
    return Network()


async def test_a_page_gives_up_a_dead_line_and_shows_what_was_said_meanwhile(
    visitor, palier, network
):
    person = await visitor(path=None)
    await person.page.clock.install()
    await person.page.route_web_socket("**/chat/ws", network.open)
    await person.go("/")
    await person.say("bonjour")
    network.die()

    await put(palier, newest_chat, "Votre gardien passe à 14 h.")
    await person.page.clock.fast_forward(A_MINUTE)

    await expect(person.log).to_contain_text("Votre gardien passe à 14 h.")
    assert len(network.lines) == 2
    await person.say("merci")
    assert [words for who, words in await person.said() if who == "me"] == ["bonjour", "merci"]


async def test_who_was_away_while_the_conversation_was_given_back_does_not_read_that_it_is_held(
    visitor, palier, site
):
    person = await visitor()
    await person.say("bonjour")
    note = person.page.locator("#held")
    agent = palier.database.read_now(lambda kept: kept.staff.all()[0])
    await hold(palier, newest_chat, agent)
    await expect(note).to_contain_text(agent.first_name)

    await site.cut()
    await hold(palier, newest_chat, None)
    await site.mend()

    await expect(note).not_to_contain_text(agent.first_name)


async def test_an_agents_page_names_who_answers_now_when_one_takes_over_from_another(
    visitor, palier, desk_link, arrears
):
    watching = await visitor(desk_link("agency_manager", "AG-VAL"))
    await watching.page.get_by_role("button", name="Ouvrir le bureau").click()
    await expect(watching.page.get_by_role("table")).to_be_visible()
    await watching.go(f"/desk/cases/{arrears}")

    def of_the_case(kept):
        return kept.conversations.of_case_address(kept.cases.by_reference(arrears).address_id)

    colleagues = palier.database.read_now(lambda kept: kept.staff.all()[:2])
    for agent in colleagues:
        await hold(palier, of_the_case, agent)
        await expect(watching.page.locator("#answer")).to_contain_text(agent.first_name)


async def test_an_agents_page_gives_up_a_request_that_is_never_answered(
    visitor, palier, desk_link, arrears
):
    agent = await visitor(desk_link("social_adviser", "AG-VAL"))
    page = agent.page
    await page.get_by_role("button", name="Ouvrir le bureau").click()
    await expect(page.get_by_role("table")).to_be_visible()
    asked, waits = [], asyncio.Event()

    async def swallow_the_first(route):
        asked.append(route)
        waits.set()
        if len(asked) > 1:
            await route.continue_()

    def of_the_case(kept):
        return kept.conversations.of_case_address(kept.cases.by_reference(arrears).address_id)

    await page.clock.install()
    await page.route("**/news?*", swallow_the_first)
    await agent.go(f"/desk/cases/{arrears}")
    await waits.wait()

    await put(palier, of_the_case, "Votre gardien passe à 14 h.")
    await page.clock.fast_forward(A_MINUTE)

    await expect(page.get_by_role("log")).to_contain_text("Votre gardien passe à 14 h.")
    await page.unroute_all(behavior="ignoreErrors")
