"""What a tenant and an agent see in a browser: each test is a thing they can do, or must not see."""

import asyncio
import io
import re

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from PIL import Image
from playwright.async_api import expect
from sqlmodel import Session, select

from bot import clock
from bot.links import make_link
from storage.tables.messages import Inbox

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
HELLO = "bjr jai perdu mon boulo et je doi 2 mois de loyer"
LANGUAGES = ("fr", "ar", "tr")
PHONE = {"viewport": {"width": 320, "height": 480}}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
LEAST_CONTRAST = 4.5
BLANK_WITHIN = 300  # milliseconds

# Every text that is drawn with less contrast than asked: colours as computed, backgrounds as they
# lie on each other.
FAINT = """least => {
  const parse = said => {
    const [r, g, b, a = 1] = said.match(/[\\d.]+/g).map(Number);
    return {rgb: [r, g, b], a};
  };
  const over = (top, under) => top.rgb.map((c, i) => c * top.a + under[i] * (1 - top.a));
  const light = rgb => {
    const [r, g, b] = rgb.map(c => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const lines = node => node ? [...lines(node.parentElement), node] : [];
  const told = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), node = walker.currentNode.parentElement;
    if (!text || !node.checkVisibility({visibilityProperty: true}) || !node.getClientRects().length
        || node.closest('script, style, .sr, noscript')) continue;
    let paper = [255, 255, 255], seen = 1;
    for (const one of lines(node)) {
      const style = getComputedStyle(one);
      paper = over(parse(style.backgroundColor), paper);
      seen *= Number(style.opacity);
    }
    const ink = parse(getComputedStyle(node).color);
    ink.a *= seen;
    const [dark, bright] = [light(over(ink, paper)), light(paper)].sort((a, b) => a - b);
    const contrast = (bright + .05) / (dark + .05);
    if (contrast < least) told.push(`${contrast.toFixed(2)}: ${text.slice(0, 40)}`);
  }
  return told;
}"""

# From the key or the click that asks to leave to the blank page.
TIME_TO_BLANK = """() => {
  let asked = 0;
  for (const kind of ['click', 'keyup', 'keydown'])
    addEventListener(kind, event => { asked = event.timeStamp; }, true);
  new MutationObserver(() => {
    if (!document.body.childElementCount) tellBlank(performance.now() - asked);
  }).observe(document.body, {childList: true});
}"""


def picture(kind: str = "JPEG") -> bytes:
    """Return a small picture of a wall with a stain."""
    drawn = Image.new("RGB", (320, 240), "beige")
    drawn.paste("saddlebrown", (60, 40, 200, 160))
    out = io.BytesIO()
    drawn.save(out, kind)
    return out.getvalue()


def texts_kept(palier) -> list[str]:
    """Return what people wrote, as it is kept."""
    with Session(palier.database.engine) as session:
        return [row.body.get("text", "") for row in session.exec(select(Inbox).order_by(Inbox.id))]


# ── Arriving ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_visitor_reads_at_once_that_a_machine_answers(visitor):
    person = await visitor(**PHONE)

    notice = person.page.get_by_text("Une machine vous répond. Ce n'est pas une personne.")
    await expect(notice).to_be_in_viewport()
    ((who, words),) = await person.said()
    assert who == "bot"
    assert "assistant automatique" in words


async def test_nothing_is_kept_in_the_browser_before_the_person_writes(visitor):
    person = await visitor()
    before = await person.cookies()

    await person.say("bonjour")

    assert before == []
    assert await person.cookies() == ["palier_chat"]
    assert await person.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "palier_chat" not in await person.page.evaluate("document.cookie")


async def test_the_link_of_a_letter_ties_the_chat_to_the_home_and_leaves_the_address(
    visitor, palier
):
    code = palier.database.write_now(
        lambda kept: make_link(kept, palier.secrets, "204518", now=clock.now())
    )

    person = await visitor(f"/?start={code}")
    await person.until_answered()

    assert "reliée à votre logement" in (await person.said())[-1][1]
    assert code not in person.page.url
    assert texts_kept(palier) == ["/start"]


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────


async def test_a_person_writes_with_the_keyboard_alone_and_is_answered_in_the_log(visitor):
    person = await visitor()

    await person.press("Tab")
    first = await person.focused()
    await person.press("Tab", "Enter")  # the second stop leads past the page, to the message
    there = await person.focused()
    await person.page.keyboard.type("j'ai une fuite")
    await person.press("Shift+Enter")
    await person.page.keyboard.type("sous l'évier")
    await person.press("Enter")
    await person.until_answered()

    assert (first, there) == ("exit", "text")
    (_, mine, *answers) = await person.said()
    assert mine == ("me", "j'ai une fuite\nsous l'évier")
    assert {who for who, _ in answers} == {"bot"}
    assert await person.writing.input_value() == ""
    assert await person.focused() == "text"


async def test_hello_is_answered_and_the_first_message_is_not_there_twice(visitor):
    person = await visitor()
    ((_, greeting),) = await person.said()

    await person.say("bonjour")

    assert await person.said() == [("me", "bonjour"), ("bot", greeting)]
    await expect(person.log.get_by_role("button", name="Loyer")).to_be_visible()
    await person.go("/chat/plain")
    words = await person.page.locator("#log .text").all_inner_texts()
    assert words == ["bonjour", greeting]


async def test_an_empty_message_is_not_sent_and_the_page_says_what_to_do(visitor):
    person = await visitor()

    await person.write("   ")

    await expect(person.note).to_have_text("Écrivez d'abord un message.")
    assert len(await person.said()) == 1


async def test_a_button_is_pressed_with_the_keyboard_and_cannot_be_pressed_twice(visitor, palier):
    person = await visitor()

    await person.tab_to("Loyer")
    await person.press("Enter")
    await person.until_answered()
    said = await person.said()
    await person.press("Enter", "Space")

    pressed = person.log.get_by_role("button", name="Loyer")
    await expect(pressed).to_have_attribute("aria-pressed", "true")
    await expect(person.log.get_by_role("button", name="Panne")).to_be_hidden()
    assert said[1] == ("me", "Loyer")
    assert await person.said() == said
    assert texts_kept(palier) == ["Loyer"]


async def test_a_button_of_an_answer_is_pressed_with_the_keyboard(visitor, palier):
    person = await visitor()

    await person.say(HELLO)
    await person.say("rien")
    choice = person.log.locator(".choices button:visible").first
    label = await choice.inner_text()
    await person.tab_to(label)
    await person.press("Space")
    await person.until_answered()

    assert texts_kept(palier) == [HELLO, "rien", label]
    assert (await person.said())[-1][0] == "bot"


async def test_one_button_asks_for_a_person(visitor):
    person = await visitor()

    await person.tab_to("human")
    await person.press("Enter")
    await person.until_answered()

    assert (await person.said())[1] == ("me", "Je veux parler à une personne.")


async def test_what_a_person_writes_is_shown_as_typed_and_never_run(visitor):
    person = await visitor()

    await person.say("<img src=x onerror=alert(1)> & <b>loyer</b>")

    assert (await person.said())[1] == ("me", "<img src=x onerror=alert(1)> & <b>loyer</b>")
    assert await person.log.locator("img, b").count() == 0


# ── A line that breaks ───────────────────────────────────────────────────────────────────────────


async def test_the_conversation_goes_on_after_the_line_was_cut_and_nothing_comes_twice(visitor):
    person = await visitor()
    await person.say(HELLO)
    before = await person.said()

    await person.site.drop()
    await expect(person.page.locator("#line")).to_have_text("Connecté")
    await person.say("rien")

    after = await person.said()
    assert after[: len(before)] == before
    assert after[len(before)] == ("me", "rien")
    assert len(set(after)) == len(after)


async def test_the_conversation_is_there_again_after_a_reload(visitor):
    person = await visitor()
    await person.say(HELLO)
    await person.say("rien")
    before = await person.said()

    await person.page.reload()
    await expect(person.log.locator(".msg")).to_have_count(len(before))

    assert await person.said() == before
    await person.say("les tilleuls denain")
    assert (await person.said())[: len(before)] == before


async def test_a_message_typed_while_the_line_is_down_is_sent_once_when_it_is_back(
    visitor, palier
):
    person = await visitor()
    await person.say(HELLO)

    await person.site.cut()
    await expect(person.page.locator("#line")).to_contain_text("Connexion perdue")
    await person.write("rien")
    await expect(person.log.locator(".msg.waiting")).to_contain_text("Pas encore parti")
    await person.site.mend()
    await person.until_answered()

    await expect(person.log.locator(".msg.me").last).to_contain_text("Reçu")
    assert texts_kept(palier) == [HELLO, "rien"]
    assert [words for who, words in await person.said() if who == "me"] == [HELLO, "rien"]


async def test_a_first_message_written_offline_is_sent_when_the_line_is_back(visitor, palier):
    person = await visitor()

    await person.site.cut()
    await person.write(HELLO)
    await expect(person.log.locator(".msg.waiting")).to_contain_text("Pas encore parti")
    await person.site.mend()
    await person.until_answered()

    assert texts_kept(palier) == [HELLO]


# ── Photos ───────────────────────────────────────────────────────────────────────────────────────


async def test_a_photo_is_sent_and_shown_and_is_there_after_a_reload(visitor):
    person = await visitor()

    await person.page.locator("#photo").set_input_files(
        {"name": "mur.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    await expect(person.page.get_by_text("Photo prête : mur.jpg").first).to_be_visible()
    await person.write("voici le mur")
    await person.until_answered()

    shown = person.log.get_by_role("img", name="Photo envoyée par vous")
    for _ in range(2):
        await expect(shown).to_have_js_property("naturalWidth", 320)
        await expect(shown).to_have_count(1)
        assert ("me", "voici le mur") in await person.said()
        await person.page.reload()
    await expect(person.page.locator("#photo-ready")).to_be_hidden()


async def test_a_photo_is_not_for_other_browsers(visitor):
    person, other = await visitor(), await visitor()
    await person.page.locator("#photo").set_input_files(
        {"name": "mur.png", "mimeType": "image/png", "buffer": picture("PNG")}
    )
    await person.tab_to("send")
    await person.press("Enter")
    await person.until_answered()
    await other.say("bonjour")

    address = await person.log.get_by_role("img").get_attribute("src")
    theirs = await other.page.request.get(person.site.url + address)

    assert theirs.status == 404


NO_PHOTOS = {
    "an SVG": ("logo.svg", "image/svg+xml", b'<svg xmlns="http://www.w3.org/2000/svg"/>'),
    "a text named .jpg": ("photo.jpg", "image/jpeg", b"ceci n'est pas une photo"),
    "half a JPEG": ("coupe.jpg", "image/jpeg", picture()[:200]),
}


@pytest.mark.parametrize(("name", "kind", "content"), NO_PHOTOS.values(), ids=list(NO_PHOTOS))
async def test_what_is_no_photo_is_refused_with_a_sentence_and_the_words_stay(
    visitor, palier, name, kind, content
):
    person = await visitor()

    await person.page.locator("#photo").set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    await person.write("voici")

    await expect(person.note).to_have_text("Je ne peux garder que des photos (JPEG, PNG ou WebP).")
    assert await person.writing.input_value() == "voici"
    assert texts_kept(palier) == []
    await person.tab_to("photo-remove")
    await person.press("Enter")
    await person.writing.focus()
    await person.press("Enter")
    await person.until_answered()
    assert texts_kept(palier) == ["voici"]


async def test_a_refusal_is_in_the_language_of_the_page(visitor):
    person = await visitor("/?lang=tr")

    await person.page.locator("#photo").set_input_files(
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"metin"}
    )
    await person.write("merhaba")

    await expect(person.note).to_contain_text("JPEG")
    assert "Je ne peux" not in await person.note.text_content()


# ── Leaving in a hurry ───────────────────────────────────────────────────────────────────────────


async def click(person) -> None:
    box = await person.page.locator("#exit").bounding_box()
    await person.page.mouse.click(box["x"] + 20, box["y"] + 20)


async def enter(person) -> None:
    await person.page.locator("#exit").focus()
    await person.press("Enter")


async def shift_three_times(person) -> None:
    await person.writing.focus()
    await person.press("Shift", "Shift", "Shift")


WAYS_OUT = pytest.mark.parametrize("way", [click, enter, shift_three_times])


@WAYS_OUT
async def test_one_leaves_fast_and_the_session_is_gone(visitor, elsewhere, way):
    person = await visitor()
    await person.say("mon mari me frappe")

    await way(person)

    await person.page.wait_for_url(f"{elsewhere.url}/")
    assert await person.cookies() == []


@WAYS_OUT
async def test_the_page_is_blank_at_once_however_slow_the_other_site_is(visitor, elsewhere, way):
    person = await visitor()
    await person.say("mon mari me frappe")
    blank = asyncio.Queue()
    await person.page.expose_binding("tellBlank", lambda _, after: blank.put_nowait(after))
    await person.page.evaluate(TIME_TO_BLANK)
    elsewhere.answers.clear()

    await way(person)

    assert await blank.get() <= BLANK_WITHIN


async def test_the_back_button_does_not_show_the_chat(visitor, elsewhere):
    person = await visitor()
    await person.say("mon mari me frappe")
    await person.page.get_by_role("link", name="Türkçe").click()
    await expect(person.page.locator("html")).to_have_attribute("lang", "tr")
    await person.page.get_by_role("link", name="Français").click()
    await expect(person.page.locator("html")).to_have_attribute("lang", "fr")

    await click(person)
    await person.page.wait_for_url(f"{elsewhere.url}/")
    await person.page.go_back()

    assert person.page.url == "about:blank"


async def test_who_comes_back_after_leaving_finds_nothing_of_what_was_said(visitor, elsewhere):
    person = await visitor()
    await person.say("mon mari me frappe")
    await click(person)
    await person.page.wait_for_url(f"{elsewhere.url}/")

    await person.go("/")

    assert len(await person.said()) == 1
    await person.go("/chat/plain")
    assert "frappe" not in await person.page.content()


async def test_capitals_are_no_wish_to_leave(visitor):
    person = await visitor()

    await person.writing.focus()
    await person.press("Shift+A", "Shift+B", "Shift+C", "Shift", "Shift")

    assert await person.writing.input_value() == "ABC"
    await expect(person.page.locator("#exit")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_way_out_is_always_in_sight_on_a_small_phone(visitor, language):
    person = await visitor(f"/?lang={language}", **PHONE)
    await person.say("mon mari me frappe")

    for end in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        await person.page.evaluate(f"scrollTo(0, {end})")
        await expect(person.page.locator("#exit")).to_be_in_viewport(ratio=1)


async def test_one_leaves_fast_without_javascript(visitor, elsewhere):
    person = await visitor("/chat/plain", java_script_enabled=False)
    await person.page.locator("#text").fill("mon mari me frappe")
    await person.page.get_by_role("button", name="Envoyer").click()
    await expect(person.page.get_by_text("mon mari me frappe")).to_be_visible()

    await click(person)

    await person.page.wait_for_url(f"{elsewhere.url}/")
    assert await person.cookies() == []
    await person.page.go_back()
    assert "frappe" not in await person.page.content()


# ── Without JavaScript ───────────────────────────────────────────────────────────────────────────


async def test_the_chat_works_without_javascript(visitor, palier):
    person = await visitor(java_script_enabled=False)

    await person.page.locator("#text").fill(HELLO)
    await person.page.get_by_role("button", name="Envoyer").click()
    await person.page.wait_for_url("**/chat/plain?lang=fr#end")
    await person.page.locator("#text").fill("rien")
    await person.page.get_by_role("button", name="Envoyer").click()
    await person.page.locator(".choices button").first.click()
    mine = person.page.locator("#log .msg.me")
    await expect(mine).to_have_count(3)  # a page that is still coming cannot be loaded again
    await person.page.reload()

    assert texts_kept(palier)[:2] == [HELLO, "rien"]
    assert len(texts_kept(palier)) == 3
    assert (await mine.locator(".text").all_inner_texts())[:2] == [HELLO, "rien"]
    await expect(mine.locator("time").first).to_have_text("09:00")  # the hour of Paris
    assert await person.page.locator("#log .msg").last.get_attribute("class") == "msg bot"


async def test_the_page_keeps_its_language_without_javascript(visitor):
    person = await visitor("/?lang=tr", java_script_enabled=False)

    await person.writing.fill("merhaba")
    await person.page.locator("#send").click()
    await person.page.wait_for_url("**/chat/plain?lang=tr#end")
    await person.writing.fill("teşekkürler")
    await person.page.get_by_role("button", name="Gönder").click()

    await expect(person.page.locator("html")).to_have_attribute("lang", "tr")
    await expect(person.page.locator("#log")).to_contain_text("teşekkürler")


async def test_a_photo_is_sent_and_shown_without_javascript(visitor):
    person = await visitor("/chat/plain", java_script_enabled=False)
    photo, send = person.page.locator("#photo"), person.page.get_by_role("button", name="Envoyer")

    await photo.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"texte"})
    await send.click()
    refusal = person.page.get_by_text("Je ne peux garder que des photos (JPEG, PNG ou WebP).")
    await expect(refusal).to_be_visible()
    await photo.set_input_files({"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    await send.click()

    shown = person.page.get_by_role("img", name="Photo envoyée par vous")
    await expect(shown).to_have_js_property("naturalWidth", 320)


# ── Danger ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
async def test_words_of_danger_show_numbers_that_a_tap_calls(visitor, screen):
    person = await visitor(**screen)
    await person.say(HELLO)

    await person.say("mon mari me frappe")

    urgent = person.log.locator(".msg.urgent")
    await expect(urgent.get_by_text("À lire tout de suite")).to_be_in_viewport(ratio=1)
    await expect(urgent.locator("a[href='tel:17']")).to_have_text("17")
    await expect(urgent.locator("a[href='sms:114']")).to_have_text("114")
    await expect(urgent.locator("a[href='tel:3919']")).to_have_text("3919")
    await expect(urgent.get_by_role("link", name="Appeler le 17")).to_be_in_viewport()
    await expect(person.page.get_by_role("alert")).to_contain_text("17")


async def test_words_of_danger_show_numbers_that_a_tap_calls_without_javascript(visitor):
    person = await visitor("/chat/plain", java_script_enabled=False)

    await person.page.locator("#text").fill("mon mari me frappe")
    await person.page.get_by_role("button", name="Envoyer").click()

    urgent = person.page.locator(".msg.urgent")
    await expect(urgent.locator("a[href='tel:17']")).to_have_text("17")
    await expect(urgent.locator("a[href='sms:114']")).to_have_text("114")
    await expect(person.page.locator(".notice a[href='tel:112']")).to_be_visible()


# ── Languages, screens, colours ──────────────────────────────────────────────────────────────────


async def test_arabic_runs_from_right_to_left(visitor):
    person = await visitor("/?lang=ar", **LAPTOP)

    await person.say("السلام عليكم، عندي مشكل في الكراء")

    page = person.page
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await expect(page.locator("html")).to_have_attribute("lang", "ar")
    mine = await person.log.locator(".msg.me .bubble").last.bounding_box()
    theirs = await person.log.locator(".msg.bot .bubble").last.bounding_box()
    assert mine["x"] < theirs["x"]
    answer = person.log.locator(".msg.bot .text").last
    await expect(answer).to_have_attribute("lang", "ar")
    await expect(answer).to_have_css("direction", "rtl")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_nothing_runs_out_of_a_screen_320_pixels_wide(visitor, language):
    person = await visitor(f"/?lang={language}", **PHONE)

    await person.page.locator("#demo summary").click()
    await person.say("mon mari me frappe " + "a" * 200)
    live = await person.sideways()
    await person.go(f"/chat/plain?lang={language}")

    assert (live, await person.sideways()) == (0, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_stands_out_from_its_ground(visitor, scheme):
    person = await visitor(color_scheme=scheme, **LAPTOP)

    await person.page.locator("#demo summary").click()
    await person.say(HELLO)
    await person.say("mon mari me frappe")
    await person.write("")
    live = await person.page.evaluate(FAINT, LEAST_CONTRAST)
    await person.site.cut()
    await person.write("oui")
    await expect(person.page.locator("#fallback")).to_be_visible()
    offline = await person.page.evaluate(FAINT, LEAST_CONTRAST)
    await person.site.mend()
    await person.until_answered()
    await person.go("/chat/plain")

    assert (live, offline) == ([], [])
    assert await person.page.evaluate(FAINT, LEAST_CONTRAST) == []


# ── Two people ───────────────────────────────────────────────────────────────────────────────────


async def test_two_people_in_two_browsers_do_not_see_each_other(visitor):
    one, other = await visitor(), await visitor()

    await one.say("je suis en retard de loyer")
    await other.say("j'ai une fuite sous l'évier")
    await one.page.reload()
    await one.say("2 mois")

    assert [words for who, words in await one.said() if who == "me"] == [
        "je suis en retard de loyer",
        "2 mois",
    ]
    assert [words for who, words in await other.said() if who == "me"] == [
        "j'ai une fuite sous l'évier"
    ]


# ── The desk ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_desk_link_opens_the_list_once(visitor, desk_link, arrears):
    link = desk_link("social_adviser", "AG-VAL")
    adviser, other = await visitor(link), await visitor(link)  # looking at it does not use it up

    await adviser.tab_to("Ouvrir le bureau")
    await adviser.press("Enter")
    await expect(adviser.page.get_by_role("heading", level=1)).to_have_text("Dossiers")
    await other.tab_to("Ouvrir le bureau")
    await other.press("Enter")

    await expect(adviser.page.get_by_role("link", name=arrears)).to_be_visible()
    await expect(other.page.get_by_text("Cette page est réservée aux agents.")).to_be_visible()
    await other.go("/desk/")
    await expect(other.page.get_by_text("Cette page est réservée aux agents.")).to_be_visible()


@pytest_asyncio.fixture(loop_scope="module")
async def adviser(visitor, desk_link, arrears):
    """The social adviser of the case, at the desk."""
    person = await visitor(desk_link("social_adviser", "AG-VAL"), **LAPTOP)
    await person.page.get_by_role("button", name="Ouvrir le bureau").click()
    await expect(person.page.get_by_role("table")).to_be_visible()
    return person


async def test_a_case_shows_its_needs_why_it_came_here_and_what_happened(adviser, arrears):
    await adviser.tab_to(arrears)
    await adviser.press("Enter")

    page = adviser.page
    await expect(page.get_by_role("heading", level=1)).to_have_text(arrears)
    needs = page.get_by_role("region", name="Besoins")
    labels = await needs.get_by_role("heading", level=3).all_inner_texts()
    assert {"retard de loyer", "perte d'emploi"} <= {label.casefold() for label in labels}
    route = needs.get_by_role("article").first
    await expect(route).to_contain_text("Confié à :")
    reasons = await route.locator(".route > ul > li").all_inner_texts()
    assert reasons
    assert not any(re.search(r"[a-z]_[a-z]", reason) for reason in reasons)
    await expect(route.locator(".told li").first).to_be_visible()
    history = page.get_by_role("region", name="Historique").get_by_role("listitem")
    assert await history.count() >= 1
    conversation = page.get_by_role("region", name="Conversation")
    await expect(conversation).to_contain_text("boulo")
    await expect(conversation).not_to_contain_text("None")


async def test_the_list_is_narrowed_with_the_filters(adviser, arrears):
    page = adviser.page
    await page.get_by_label("Gravité").select_option("4")
    await page.get_by_role("button", name="Filtrer").click()

    await expect(page.get_by_role("link", name=arrears)).to_have_count(0)
    await page.get_by_role("link", name="Tout afficher").click()
    await expect(page.get_by_role("link", name=arrears)).to_have_count(1)


async def test_who_logs_out_of_the_desk_is_out(adviser):
    await adviser.page.get_by_role("button", name="Se déconnecter").click()

    await adviser.go("/desk/")
    await expect(adviser.page.get_by_text("Cette page est réservée aux agents.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_desk_can_be_read_by_day_by_night_and_on_a_phone(adviser, arrears, scheme):
    page = adviser.page
    await page.emulate_media(color_scheme=scheme)

    for path in ("/desk/", f"/desk/cases/{arrears}"):
        await adviser.go(path)
        assert await page.evaluate(FAINT, LEAST_CONTRAST) == []
        await page.set_viewport_size(PHONE["viewport"])
        assert await adviser.sideways() == 0
        await page.set_viewport_size(LAPTOP["viewport"])


# ── What every answer carries ────────────────────────────────────────────────────────────────────

PLACES = (
    "/",
    "/chat/plain",
    "/chat/chat.js",
    "/chat/chat.css",
    "/chat/files/nothing",
    "/desk/",
    "/desk/enter/wrong",
    "/nowhere",
    "/healthz",
)


@pytest.mark.parametrize("path", PLACES)
async def test_every_answer_says_what_a_browser_may_do_with_it(site, path):
    async with ClientSession() as asking, asking.get(site.url + path) as answer:
        headers = answer.headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


async def test_the_chat_is_not_shown_inside_another_site(site, browser):
    page = await browser.new_page()

    await page.set_content(f'<iframe src="{site.url}/" onload="this.title = 1"></iframe>')
    await page.wait_for_selector("iframe[title]")
    shown = await page.frames[1].locator("#log").count()
    await page.close()

    assert shown == 0
    await page.close()
