"""What an agent has typed on the page of a case stays until it has left, and leaves once."""

import asyncio
import re

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.palier import Palier
from tests.play import ARREARS, Player

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
WORDS = "Bonjour, je regarde votre dossier."
TYPE_ONCE_THERE_IS_A_BOX = """words => {
  const type = setInterval(() => {
    const box = document.querySelector('#words');
    if (!box?.checkVisibility()) return;
    clearInterval(type);
    box.value = words;
    tellTyped();
  }, 20);
}"""
TAKE, SEND, INSTEAD = "Prendre la conversation", "Envoyer au locataire", "Répondre à sa place"


@pytest.fixture
def reference(palier) -> str:
    """An open case that came by the web chat."""
    tenant = Player(palier, channel="webchat")
    for line in ARREARS:
        tenant.say(line)
    return tenant.facts().cases[0].reference


@pytest.fixture
def said(palier, reference):
    """Return a way to read what agents have said to the tenant."""

    def read(kept) -> list[str]:
        case = kept.cases.by_reference(reference)
        row = kept.conversations.of_case_address(case.address_id)
        return [m.text for m in kept.mail.since(row.id, 0) if getattr(m, "who", "me") == "agent"]

    of_the_bot = re.compile("vous répond maintenant|a rendu la conversation")
    return lambda: [one for one in palier.database.read_now(read) if not of_the_bot.search(one)]


@pytest.fixture
def at_case(visitor, desk_link, reference):
    """Return a way to open the case's page as an agent of a role."""

    async def sit(role: str = "social_adviser", **how):
        agent = await visitor(desk_link(role, "AG-VAL"), **LAPTOP, **how)
        await agent.page.get_by_role("button", name="Ouvrir le bureau").click()
        await expect(agent.page.get_by_role("table")).to_be_visible()
        agent.writing = agent.page.locator("#words")
        agent.case = f"/desk/cases/{reference}"
        await agent.go(agent.case)
        return agent

    return sit


@pytest_asyncio.fixture(loop_scope="module")
async def writing(at_case):
    """The social adviser, who has the conversation and has begun to write."""
    agent = await at_case()
    await do(agent, TAKE)
    await expect(agent.page.get_by_text("L'assistant se tait.")).to_be_visible()
    await agent.page.wait_for_load_state()
    await agent.writing.focus()
    await agent.page.keyboard.type(WORDS)
    return agent


async def do(agent, name: str) -> None:
    await agent.page.get_by_role("button", name=name).click()


async def test_words_typed_while_the_page_of_a_press_is_still_to_come_are_there_after_it(
    at_case, said, monkeypatch
):
    agent = await at_case()
    typed, comes = asyncio.Event(), asyncio.Event()
    take = Palier.take

    async def answer_late(palier, message):
        accepted = await take(palier, message)
        await comes.wait()
        return accepted

    monkeypatch.setattr(Palier, "take", answer_late)
    await agent.page.expose_binding("tellTyped", lambda _: typed.set())
    await agent.page.evaluate(TYPE_ONCE_THERE_IS_A_BOX, WORDS)
    await agent.page.evaluate("document.querySelector('#answer button').click()")
    await asyncio.sleep(3)  # the news of it may come before its page
    comes.set()
    await typed.wait()
    await asyncio.sleep(2)
    await expect(agent.page.get_by_label("Votre message")).to_have_value(WORDS)

    await do(agent, SEND)
    await expect(agent.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert said() == [WORDS]


async def test_words_stay_when_a_colleague_takes_the_conversation_and_leave_once_it_is_back(
    writing, at_case, said
):
    chief = await at_case("agency_manager")
    await do(chief, INSTEAD)
    await expect(writing.page.get_by_role("button", name=INSTEAD)).to_be_visible()
    await writing.page.keyboard.type(" Et encore.")

    await expect(writing.page.get_by_label("Non envoyé")).to_have_value(f"{WORDS} Et encore.")
    assert said() == []
    await do(writing, INSTEAD)
    await expect(writing.page.get_by_label("Votre message")).to_have_value(f"{WORDS} Et encore.")
    await do(writing, SEND)
    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert await writing.writing.input_value() == ""
    assert said() == [f"{WORDS} Et encore."]


async def test_words_stay_when_they_are_sent_just_after_a_colleague_took_over(at_case, said):
    writing, chief = await at_case(), await at_case("agency_manager")
    await writing.page.route("**/news?*", lambda route: route.abort())
    await writing.page.reload()
    await do(writing, TAKE)
    await writing.page.get_by_label("Votre message").fill(WORDS)
    await do(chief, INSTEAD)
    await expect(chief.page.get_by_text("L'assistant se tait.")).to_be_visible()

    await do(writing, SEND)

    await expect(writing.page.get_by_text("Rien n'a été envoyé")).to_be_visible()
    await expect(writing.page.get_by_label("Non envoyé")).to_have_value(WORDS)
    await do(writing, INSTEAD)
    await expect(writing.page.get_by_label("Votre message")).to_have_value(WORDS)
    await do(writing, SEND)
    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert said() == [WORDS]


async def test_words_stay_while_the_line_is_down_and_leave_once_when_it_is_back(writing, said):
    await writing.site.cut()
    await do(writing, SEND)
    await expect(writing.page.get_by_text("Pas encore parti.")).to_be_visible()
    assert await writing.writing.input_value() == WORDS

    await writing.site.mend()
    await do(writing, SEND)

    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert await writing.writing.input_value() == ""
    assert said() == [WORDS]


async def test_words_whose_answer_was_lost_leave_once_however_often_they_are_sent(writing, said):
    async def lose(route):
        await route.fetch()
        await route.abort()

    await writing.page.route("**/say", lose, times=1)
    await do(writing, SEND)
    await expect(writing.page.get_by_text("Pas encore parti.")).to_be_visible()
    await do(writing, SEND)
    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()

    assert said() == [WORDS]
    await writing.writing.fill("Un mot de plus.")
    await do(writing, SEND)
    await expect(writing.page.get_by_role("log")).to_contain_text("Un mot de plus.")
    assert said() == [WORDS, "Un mot de plus."]


async def test_words_stay_when_the_session_has_ended_and_leave_once_a_new_one_is_open(
    writing, desk_link, said
):
    context = writing.page.context
    await context.clear_cookies()
    await do(writing, SEND)
    await expect(writing.page.get_by_text("réservée aux agents")).to_be_visible()
    assert await writing.writing.input_value() == WORDS

    beside = await context.new_page()
    await beside.goto(writing.site.url + desk_link("social_adviser", "AG-VAL"))
    await beside.get_by_role("button", name="Ouvrir le bureau").click()
    await expect(beside.get_by_role("table")).to_be_visible()
    await do(writing, SEND)

    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert said() == [WORDS]


async def test_a_double_click_sends_once_and_what_is_typed_meanwhile_stays(writing, said):
    comes = asyncio.Event()

    async def late(route):
        await comes.wait()
        await route.continue_()

    await writing.page.route("**/say", late)
    await writing.page.get_by_role("button", name=SEND).dblclick(no_wait_after=True)
    await writing.writing.press_sequentially(" Encore un mot.")
    comes.set()

    await expect(writing.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert await writing.writing.input_value() == " Encore un mot."
    assert said() == [WORDS]


async def test_words_stay_when_the_conversation_is_given_back_before_they_are_sent(writing, said):
    await do(writing, "Rendre à l'assistant")

    await expect(writing.page.get_by_label("Non envoyé")).to_have_value(WORDS)
    await do(writing, TAKE)
    await expect(writing.page.get_by_label("Votre message")).to_have_value(WORDS)
    assert said() == []


async def test_a_note_leaves_the_words_for_the_tenant_where_they_are(writing, said):
    note = writing.page.get_by_label("Le locataire ne la lit pas")
    await note.fill("Rappeler lundi.")
    await do(writing, "Noter")

    history = writing.page.get_by_role("region", name="Historique")
    await expect(history).to_contain_text("Rappeler lundi.")
    await expect(note).to_have_value("")
    assert await writing.writing.input_value() == WORDS
    assert said() == []


async def test_who_leaves_the_page_with_words_in_the_box_is_asked_first(writing):
    asked = asyncio.Queue()

    async def stay(dialog):
        asked.put_nowait(dialog.type)
        await dialog.dismiss()

    writing.page.on("dialog", stay)
    await writing.page.evaluate("document.querySelector('.brand a').click()")

    assert await asked.get() == "beforeunload"
    assert await writing.writing.input_value() == WORDS
    writing.page.remove_listener("dialog", stay)


@pytest_asyncio.fixture(loop_scope="module")
async def without_its_script(at_case, reference):
    """The page of a case, held by its reader, whose script comes when it is told to."""
    agent = await at_case()
    await do(agent, TAKE)
    await expect(agent.page.get_by_text("L'assistant se tait.")).to_be_visible()
    agent.script = asyncio.Event()

    async def late(route):
        await agent.script.wait()
        await route.continue_()

    await agent.page.route("**/desk.js", late)
    await agent.page.goto(agent.site.url + agent.case, wait_until="commit")
    await expect(agent.writing).to_be_visible()
    yield agent
    agent.script.set()
    await agent.page.unroute_all(behavior="ignoreErrors")


async def test_words_sent_before_the_script_is_there_leave_once_and_none_is_lost(
    without_its_script, said
):
    agent = without_its_script
    await agent.writing.press_sequentially(WORDS)
    await agent.page.get_by_role("button", name=SEND).dblclick(no_wait_after=True)
    await agent.writing.press_sequentially(" Encore un mot.")
    agent.script.set()

    await expect(agent.page.get_by_text("Envoyé au locataire")).to_be_visible()
    left = [*said(), await agent.writing.input_value()]
    assert "".join(left).replace(WORDS, "").strip() == "Encore un mot."
    assert "".join(left).count(WORDS) == 1


async def test_words_are_posted_as_a_form_when_the_script_does_not_come(without_its_script, said):
    agent = without_its_script
    await agent.writing.press_sequentially(WORDS)
    await agent.page.get_by_role("button", name=SEND).click(no_wait_after=True)

    await agent.page.wait_for_url("**?said=*", wait_until="commit")
    await expect(agent.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert said() == [WORDS]


async def test_words_stay_without_javascript_when_a_colleague_took_over(at_case, said):
    agent = await at_case(java_script_enabled=False)
    await do(agent, TAKE)
    await agent.writing.fill(WORDS)
    chief = await at_case("agency_manager")
    await do(chief, INSTEAD)
    await expect(chief.page.get_by_text("L'assistant se tait.")).to_be_visible()

    await do(agent, SEND)
    await expect(agent.page.get_by_label("Non envoyé")).to_have_value(WORDS)
    await do(agent, INSTEAD)
    await expect(agent.page.get_by_label("Votre message")).to_have_value(WORDS)
    await do(agent, SEND)

    await expect(agent.page.get_by_text("Envoyé au locataire")).to_be_visible()
    assert await agent.writing.input_value() == ""
    assert said() == [WORDS]
