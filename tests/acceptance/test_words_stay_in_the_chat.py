"""What a tenant has typed in the web chat stays until it has left, and leaves once."""

import asyncio

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.acceptance.test_web_chat import picture, texts_kept

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
WORDS = "j'ai une fuite"


@pytest_asyncio.fixture(loop_scope="module")
async def arriving(visitor):
    """A person whose page is there before its script, which comes when it is told to."""
    person = await visitor(path=None)
    person.script = asyncio.Event()

    async def late(route):
        await person.script.wait()
        await route.continue_()

    await person.page.route("**/chat.js", late)
    await person.page.goto(person.site.url, wait_until="commit")
    await expect(person.writing).to_be_visible()
    yield person
    person.script.set()
    await person.page.unroute_all(behavior="ignoreErrors")


async def test_words_sent_twice_before_the_script_is_there_leave_once_and_none_is_lost(
    arriving, palier
):
    await arriving.writing.press_sequentially(WORDS)
    await arriving.page.locator("#send").dblclick(no_wait_after=True)
    arriving.script.set()
    await expect(arriving.log.locator(".msg.me")).to_have_count(1)  # the script has come
    await arriving.until_answered()
    await arriving.writing.press_sequentially("sous l'évier")

    assert texts_kept(palier) == [WORDS]
    assert await arriving.writing.input_value() == "sous l'évier"


async def test_words_are_posted_as_a_form_when_the_script_does_not_come(arriving, palier):
    await arriving.writing.press_sequentially(WORDS)
    await arriving.page.locator("#send").click(no_wait_after=True)

    await arriving.page.wait_for_url("**/chat/plain?lang=fr#end", wait_until="commit")
    await expect(arriving.page.locator("#log .msg.me .text")).to_have_text(WORDS)
    assert texts_kept(palier) == [WORDS]


async def test_two_taps_say_a_thing_once(visitor, palier):
    person = await visitor()

    await person.page.locator("#human").dblclick()
    await person.until_answered()
    await person.writing.fill(WORDS)
    await person.page.locator("#send").dblclick()
    await person.until_answered()

    assert texts_kept(palier) == ["Je veux parler à une personne.", WORDS]
    await expect(person.note).to_have_text("")


async def test_words_in_the_box_come_along_into_another_language_and_the_simple_page(visitor):
    person = await visitor()
    await person.writing.fill(WORDS)

    await person.page.get_by_role("link", name="Türkçe").click()
    await expect(person.page.locator("html")).to_have_attribute("lang", "tr")
    await expect(person.writing).to_have_value(WORDS)
    await person.page.locator(".foot a").first.click()
    await person.page.wait_for_url("**/chat/plain?lang=tr#end")

    await expect(person.writing).to_have_value(WORDS)
    kept = "[window.name, localStorage.length, sessionStorage.length]"
    assert await person.page.evaluate(kept) == ["", 0, 0]


async def test_words_stay_in_the_simple_page_while_the_line_is_down_and_leave_once(
    visitor, palier
):
    person = await visitor("/chat/plain")
    send = person.page.get_by_role("button", name="Envoyer")
    await person.writing.fill(WORDS)
    await person.site.cut()
    await send.click()
    await expect(person.note).to_contain_text("Pas encore parti.")
    assert await person.writing.input_value() == WORDS

    await person.site.mend()
    await send.dblclick()

    await expect(person.page.locator("#log .msg.me .text")).to_have_text(WORDS)
    assert texts_kept(palier) == [WORDS]


async def test_words_stay_in_the_box_when_something_else_is_pressed_without_javascript(
    visitor, palier
):
    person = await visitor("/chat/plain", java_script_enabled=False)
    await person.writing.fill("bonjour")
    await person.page.get_by_role("button", name="Envoyer").click()
    await expect(person.page.locator("#log .msg.me")).to_have_count(1)

    await person.writing.fill(WORDS)
    await person.page.get_by_role("button", name="Voir les nouveaux messages").click()
    await expect(person.writing).to_have_value(WORDS)
    await person.page.get_by_role("button", name="Panne").click()
    await expect(person.page.locator("#log .msg.me")).to_have_count(2)
    await expect(person.writing).to_have_value(WORDS)
    await person.page.get_by_role("button", name="Envoyer").click()

    await expect(person.page.locator("#log .msg.me")).to_have_count(3)
    assert texts_kept(palier)[-1] == WORDS


async def test_who_begins_with_a_photo_that_cannot_be_kept_goes_on_in_the_same_conversation(
    visitor, palier
):
    person = await visitor("/chat/plain", java_script_enabled=False)
    text = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"texte"}
    await person.page.locator("#photo").set_input_files(text)
    await person.writing.fill(WORDS)
    await person.page.get_by_role("button", name="Envoyer").click()

    mine = person.page.locator("#log .msg.me .text")
    await expect(person.note).to_contain_text("Je ne peux garder que des photos")
    await expect(mine).to_have_text(WORDS)
    await person.writing.fill("merci")
    await person.page.get_by_role("button", name="Envoyer").click()
    await expect(mine).to_have_text([WORDS, "merci"])


async def test_a_photo_whose_answer_was_lost_is_kept_once_when_it_is_sent_again(visitor):
    person = await visitor()
    await person.say("bonjour")

    async def lose(route):
        await route.fetch()
        await route.abort()

    await person.page.route("**/chat/files?*", lose, times=1)
    photo = {"name": "mur.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    await person.page.locator("#photo").set_input_files(photo)
    await person.write(WORDS)
    await expect(person.note).to_contain_text("La photo n'est pas partie.")
    await person.press("Enter")
    await person.log.get_by_text(WORDS).wait_for()
    await person.until_answered()

    await expect(person.log.get_by_role("img", name="Photo envoyée par vous")).to_have_count(1)
