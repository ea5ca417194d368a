"""The web desk takes a conversation over: the same rules as in chat, seen by everybody there."""

import asyncio
import html
import re
from datetime import timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import clock
from bot.channels import desk_page
from bot.tasks.timers import fire_due
from bot.web import desk_talk
from bot.web.app import make_app
from tests.play import ARREARS, Player


class Desk:
    """An agent at the desk, in a browser of their own."""

    def __init__(self, client: TestClient, name: str) -> None:
        self.client = client
        self.name = name

    async def page(self, reference: str) -> str:
        return await (await self.client.get(f"/desk/cases/{reference}")).text()

    async def do(self, reference: str, act: str, text: str = "", name: str | None = None) -> str:
        """Press a button of the page, and return the page that follows."""
        found = re.findall(r'name="id" value="([^"]+)"', await self.page(reference))
        form = {"id": name or (found or ["1"])[0], "text": text}
        answer = await self.client.post(f"/desk/cases/{reference}/{act}", data=form)
        return await answer.text()


def state(page: str) -> str | None:
    found = re.search(r'data-state="(\w+)"', page)
    return found[1] if found else None


def typed(page: str) -> str | None:
    """Return what stands in the box of the page."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    return found[1] if found else None


@pytest.fixture
def palier(on_both):
    return on_both


@pytest.fixture
async def at_desk(palier):
    """Return a way to sit an agent of a role down at the desk."""
    palier.ringing.on(asyncio.get_running_loop())
    server = TestServer(make_app(palier))
    await server.start_server()
    opened = []

    async def sit(role: str, unit: str = "AG-VAL", place: int = 0) -> Desk:
        def give(kept):
            agent = [a for a in kept.staff.all() if (a.role, a.unit) == (role, unit)][place]
            return agent, palier.secrets.give(
                kept, "session", agent.id, now=clock.now(), lasts=None
            )

        agent, token = palier.database.write_now(give)
        client = TestClient(server, cookies={"palier_desk": token})
        opened.append(client)
        return Desk(client, agent.first_name)

    yield sit
    for client in opened:
        await client.close()
    await server.close()


@pytest.fixture
def tenant(palier) -> Player:
    """Somebody on the web chat, with an open case."""
    person = Player(palier, channel="webchat")
    for line in ARREARS:
        person.say(line)
    return person


@pytest.fixture
def reference(tenant) -> str:
    return tenant.facts().cases[0].reference


def read_by(palier, tenant) -> list:
    """Return what the tenant's page shows of agents: who, and what."""

    def read(kept):
        row = kept.conversations.of(tenant.channel, "", tenant.user)
        return [
            (one.name, one.text)
            for one in kept.mail.since(row.id, 0)
            if getattr(one, "who", "me") == "agent"
        ]

    return palier.database.read_now(read)


async def test_an_agent_takes_writes_and_gives_back(at_desk, palier, tenant, reference):
    lea = await at_desk("social_adviser")
    assert state(await lea.page(reference)) == "free"

    taken = await lea.do(reference, "take")
    assert state(taken) == "mine"
    assert f"{lea.name}, conseillère sociale" in taken
    assert tenant.say("vous êtes là ?") == [], "the bot is silent"

    written = await lea.do(reference, "say", "Bonjour, je regarde votre dossier.")
    assert "Envoyé au locataire" in written
    assert "vous êtes là ?" in written
    assert read_by(palier, tenant) == [
        (lea.name, f"{lea.name}, conseillère sociale, vous répond maintenant."),
        (lea.name, "Bonjour, je regarde votre dossier."),
    ]

    back = await lea.do(reference, "give_back")
    assert state(back) == "free"
    assert tenant.say("bonjour"), "the bot answers again"


async def test_two_agents_on_one_case_see_each_other(at_desk, palier, tenant, reference):
    lea, chief = await at_desk("social_adviser"), await at_desk("agency_manager")
    await lea.do(reference, "take")

    seen = await chief.page(reference)
    assert state(seen) == "other"
    assert f"{lea.name} (" in seen

    await chief.do(reference, "take")
    page = await lea.page(reference)
    assert state(page) == "other"
    assert f"{chief.name} (" in page


async def test_words_for_a_conversation_that_somebody_else_took_do_not_leave_and_are_shown(
    at_desk, palier, tenant, reference
):
    lea, chief = await at_desk("social_adviser"), await at_desk("agency_manager")
    await lea.do(reference, "take")
    await chief.do(reference, "take")

    page = await lea.do(reference, "say", "Je viens demain.")

    assert "Rien n&#39;a été envoyé" in page
    assert "Non envoyé :" in page
    assert typed(page) == "Je viens demain."
    assert not [text for _, text in read_by(palier, tenant) if "demain" in text]


async def test_words_that_did_not_leave_are_in_the_box_once_the_conversation_is_taken_again(
    at_desk, palier, tenant, reference
):
    lea, chief = await at_desk("social_adviser"), await at_desk("agency_manager")
    await lea.do(reference, "take")
    await chief.do(reference, "take")
    kept = typed(await lea.do(reference, "say", "Je viens demain."))

    page = await lea.do(reference, "take", kept)
    assert (state(page), typed(page)) == ("mine", "Je viens demain.")
    sent = await lea.do(reference, "say", typed(page))

    assert (state(sent), typed(sent)) == ("mine", "")
    assert [text for _, text in read_by(palier, tenant)].count("Je viens demain.") == 1


async def test_other_words_under_the_id_of_an_old_form_are_another_message(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")

    for text in ("Je viens demain.", "Je viens demain.", "Non, jeudi."):
        await lea.do(reference, "say", text, name="1")

    said = [text for _, text in read_by(palier, tenant)]
    assert said[-2:] == ["Je viens demain.", "Non, jeudi."]
    assert said.count("Je viens demain.") == 1


async def test_what_fits_the_box_is_not_cut_by_the_two_signs_of_a_posted_line_feed(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")
    longest = "\n".join(["ligne"] * 650) + "\n" + "f" * 100
    assert len(longest) == desk_page.LONGEST_WORDS

    await lea.do(reference, "say", longest.replace("\n", "\r\n"))

    assert read_by(palier, tenant)[-1][1] == longest


async def test_words_written_when_the_session_has_ended_are_shown_and_can_be_sent_again(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")
    jar, here = lea.client.session.cookie_jar, lea.client.make_url("/desk/")
    inside = {name: kept.value for name, kept in jar.filter_cookies(here).items()}
    jar.clear()
    form = {"id": "7", "text": "Je viens demain.\n<b>"}

    refused = await lea.client.post(f"/desk/cases/{reference}/say", data=form)
    page = await refused.text()

    assert refused.status == 403
    assert "réservée aux agents" in page
    assert html.unescape(typed(page)) == form["text"]
    assert 'name="id" value="7"' in page
    for _ in range(2):
        await lea.client.post(f"/desk/cases/{reference}/say", data=form, cookies=inside)
    assert [text for _, text in read_by(palier, tenant)].count(form["text"]) == 1


async def test_only_the_holder_gives_a_conversation_back(at_desk, palier, tenant, reference):
    lea, chief = await at_desk("social_adviser"), await at_desk("agency_manager")
    await lea.do(reference, "take")

    await chief.do(reference, "give_back")

    assert state(await lea.page(reference)) == "mine"


async def test_a_form_sent_twice_is_done_once(at_desk, palier, tenant, reference):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")

    for _ in range(2):
        await lea.do(reference, "say", "Une seule fois.", name="the-same-form")

    assert [text for _, text in read_by(palier, tenant)].count("Une seule fois.") == 1


@pytest.mark.parametrize("words", ["rendre", "agent 123", "2", "oui", "<b>gras</b> & co", "aide"])
async def test_whatever_an_agent_writes_is_for_the_tenant(
    at_desk, palier, tenant, reference, words
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")

    page = await lea.do(reference, "say", words)

    assert read_by(palier, tenant)[-1] == (lea.name, words)
    assert "<b>gras" not in page
    assert state(page) == "mine"


async def test_a_case_elsewhere_and_one_that_is_nowhere_are_refused_alike(
    at_desk, palier, tenant, reference
):
    stranger = await at_desk("social_adviser", "AG-DUN")
    form = {"id": "1", "text": "Bonjour."}

    elsewhere = await stranger.client.get(f"/desk/cases/{reference}/news")
    nowhere = await stranger.client.get("/desk/cases/P-26-4F7K-3/news")
    assert (elsewhere.status, nowhere.status) == (404, 404)
    assert await elsewhere.text() == await nowhere.text()
    for act in ("take", "say", "give_back"):
        await stranger.client.post(f"/desk/cases/{reference}/{act}", data=form | {"id": act})
    assert read_by(palier, tenant) == []
    unknown = await stranger.client.post(f"/desk/cases/{reference}/delete", data=form)
    assert unknown.status == 404


async def test_nobody_writes_without_a_session_or_from_another_site(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("social_adviser")
    form, path = {"id": "1"}, f"/desk/cases/{reference}/take"

    async with TestClient(TestServer(make_app(palier))) as nobody:
        closed = await nobody.post(path, data=form)
    forged = await lea.client.post(path, data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert (closed.status, forged.status) == (403, 403)
    assert state(await lea.page(reference)) == "free"


async def test_who_may_not_read_a_case_whole_may_not_answer_from_its_page(
    at_desk, palier, tenant, reference
):
    caretaker = await at_desk("caretaker")

    assert state(await caretaker.page(reference)) is None
    assert (await caretaker.client.get(f"/desk/cases/{reference}/news")).status == 404


async def test_the_page_learns_at_once_what_the_tenant_writes(
    at_desk, palier, tenant, reference, monkeypatch
):
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", 0.2)
    lea = await at_desk("social_adviser")
    page = await lea.do(reference, "take")
    known = re.search(r'data-known="([^"]+)"', page)[1]
    news = f"/desk/cases/{reference}/news"

    nothing = await lea.client.get(news, params={"known": known})
    assert nothing.status == 204
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", 60.0)
    waiting = asyncio.create_task(lea.client.get(news, params={"known": known}))
    await asyncio.sleep(0.05)
    tenant.say("je suis là demain matin")
    await palier.delivery.ring(conversation(palier, tenant))

    answer = await waiting
    assert answer.status == 200
    assert "je suis là demain matin" in await answer.text()


async def test_a_page_that_waits_keeps_no_process_from_stopping(
    at_desk, palier, tenant, reference, monkeypatch
):
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", 3600.0)
    lea = await at_desk("social_adviser")
    known = re.search(r'data-known="([^"]+)"', await lea.page(reference))[1]
    news = f"/desk/cases/{reference}/news"
    waiting = asyncio.create_task(lea.client.get(news, params={"known": known}))
    await asyncio.sleep(0.1)

    await lea.client.app.shutdown()

    assert (await waiting).status == 204


def conversation(palier, tenant) -> int:
    return palier.database.read_now(
        lambda k: k.conversations.of(tenant.channel, "", tenant.user).id
    )


async def test_what_is_shown_is_written_down_as_read_and_waiting_is_not(
    at_desk, palier, tenant, reference, monkeypatch
):
    monkeypatch.setattr(desk_talk, "NEWS_WITHIN", 0.05)
    lea = await at_desk("social_adviser")
    page = await lea.page(reference)
    known = re.search(r'data-known="([^"]+)"', page)[1]
    case = tenant.facts().cases[0].id

    def reads() -> int:
        return len(palier.database.read_now(lambda kept: kept.access.reads_of(case)))

    before = reads()
    await lea.client.get(f"/desk/cases/{reference}/news", params={"known": known})
    assert reads() == before
    await lea.client.get(f"/desk/cases/{reference}/news", params={"known": "0"})
    assert reads() == before + 1


async def test_silence_gives_the_conversation_back_to_the_bot(
    at_desk, palier, tenant, reference, now
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")

    now.at += timedelta(days=3)
    await fire_due(palier)

    assert state(await lea.page(reference)) == "free"


async def test_an_agent_at_the_desk_is_no_chat_that_can_be_woken(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("agency_manager")
    await lea.do(reference, "take")

    def chats(kept):
        agent = next(
            a for a in kept.staff.all() if (a.role, a.unit) == ("agency_manager", "AG-VAL")
        )
        return kept.conversations.addresses_of_staff(agent.id)

    assert palier.database.read_now(chats) == []


async def test_what_was_told_of_a_danger_is_not_read_at_the_counter(palier, at_desk):
    person = Player(palier, channel="webchat")
    for line in (
        "bonjour je voudrais une attestation",
        "mon ex est en bas il sonne sans arret il a dit qu'il m'aurait",
        "non c'est bon il est parti",
        "attestation de logement",
        "les tilleuls denain",
        "oui",
    ):
        person.say(line)
    (reference,) = (case.reference for case in person.facts().cases if not case.restricted)

    counter = await (await at_desk("front_desk")).page(reference)
    manager = await (await at_desk("agency_manager")).page(reference)

    assert "attestation" in counter
    assert "mon ex est en bas" not in counter
    assert "3919" not in counter
    assert "chargées des urgences" in counter
    assert "mon ex est en bas" in manager


async def test_a_note_is_read_by_agents_on_the_page_and_never_by_the_tenant(
    at_desk, palier, tenant, reference
):
    lea, chief = await at_desk("social_adviser"), await at_desk("agency_manager")
    before = read_by(palier, tenant)

    for _ in range(2):
        page = await lea.do(reference, "note", "/agent 123 : rappeler lundi <b>", name="1")

    assert f"Note ajoutée à {reference}" in page
    seen = await chief.page(reference)
    assert seen.count("/agent 123 : rappeler lundi &lt;b&gt;") == 1
    assert read_by(palier, tenant) == before
    assert tenant.say("bonjour"), "a note takes no conversation"


async def test_a_note_and_a_message_of_the_same_words_are_two_things(
    at_desk, palier, tenant, reference
):
    lea = await at_desk("social_adviser")
    await lea.do(reference, "take")

    await lea.do(reference, "note", "Visite jeudi.", name="1")
    page = await lea.do(reference, "say", "Visite jeudi.", name="1")

    assert "Envoyé au locataire" in page
    assert [text for _, text in read_by(palier, tenant)].count("Visite jeudi.") == 1


async def test_what_was_said_long_ago_is_one_press_away(at_desk, tenant, reference):
    for number in range(20):
        tenant.say(f"message numéro {number}")
    lea = await at_desk("social_adviser")

    latest = await lea.page(reference)
    whole = await lea.page(f"{reference}?all=1")

    assert f'href="/desk/cases/{reference}?all=1#talk"' in latest
    assert "message numéro 1<" not in latest
    assert "message numéro 1<" in whole
    assert "message numéro 19<" in whole
    assert "?all=1#talk" not in whole


def home_of(palier, *people) -> None:
    """Prove that people live under one lease."""

    def prove(kept):
        for person in people:
            address = kept.conversations.find_address(person.channel, "", person.user)
            kept.people.link(address, "204612", now=clock.now(), proof="counter")

    palier.database.write_now(prove)


async def test_what_another_chat_of_the_home_said_is_read_with_the_case(at_desk, palier):
    wife, husband = Player(palier, channel="webchat"), Player(palier, channel="webchat")
    for person in (wife, husband):
        person.say("bonjour")
    home_of(palier, wife, husband)
    for line in ARREARS:
        wife.say(line)
    husband.say("c'est pour le loyer de ma femme, j'ai reçu la prime")
    case = next(c for c in wife.facts().cases if not c.restricted)
    lea = await at_desk("social_adviser", case.unit)

    page = html.unescape(await lea.page(case.reference))

    _, other = page.split("Aussi dit par un autre chat du foyer")
    assert "j'ai reçu la prime" in other
    assert "j'ai reçu la prime" not in page.partition('id="answer"')[0]


async def test_beside_a_danger_no_other_chat_of_the_home_is_shown(at_desk, palier):
    wife, husband = Player(palier, channel="webchat"), Player(palier, channel="webchat")
    for person in (wife, husband):
        person.say("bonjour")
    home_of(palier, wife, husband)
    wife.say("mon mari me frappe il est là")
    husband.say("ma femme ne répond plus")
    case = next(c for c in wife.facts().cases if c.restricted)
    cell = await at_desk("cell_manager", "cell")

    page = html.unescape(await cell.page(case.reference))

    assert case.reference in page
    assert "ma femme ne répond plus" not in page
