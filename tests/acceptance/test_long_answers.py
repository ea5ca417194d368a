"""A long answer on a small screen: it begins in sight, goes on at a press, and nothing of it stays hidden."""

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.asyncio(loop_scope="module")  # the loop of the browser
TOLD = (
    "jai perdu mon boulo et je doi 2 mois de loyer",
    "rien",
    "les tilleuls denain",
    "apres midi",
)
SUMMED_UP = {
    "fr": (*TOLD, "le 3 novembre"),
    "ar": ("تأخرت في دفع الكراء شهرين", "لا شيء", TOLD[2]),
}
PHONE, ZOOMED = {"width": 320, "height": 480}, {"width": 240, "height": 360}
MOST_PRESSES = 8

# Whether something else lies on the last button.
COVERED = """() => {
  const last = [...document.querySelectorAll('#log .msg:last-child button')].at(-1);
  const {left, right, top, bottom} = last.getBoundingClientRect();
  const middle = (left + right) / 2;
  return [top + 2, bottom - 2].some(y => !last.contains(document.elementFromPoint(middle, y)));
}"""
ABOVE = """() => {
  const newest = document.querySelector('#log').lastElementChild.getBoundingClientRect();
  return newest.top - document.querySelector('#bar').getBoundingClientRect().bottom;
}"""
KEYBOARD = """covers => {
  const shown = {height: {value: innerHeight - covers, configurable: true}};
  Object.defineProperties(visualViewport, shown);
  visualViewport.dispatchEvent(new Event('resize'));
}"""


@pytest.mark.parametrize("language", SUMMED_UP)
async def test_a_long_answer_begins_in_sight_and_its_last_button_is_reached_by_pressing_on(
    visitor, language
):
    person = await visitor(f"/?lang={language}", viewport=PHONE, has_touch=True)
    for line in SUMMED_UP[language]:
        await person.say(line)
    more = person.page.locator("#latest")

    await expect(more).to_be_visible()
    assert await person.page.evaluate(ABOVE) >= 0
    for _ in range(MOST_PRESSES):
        if await more.is_hidden():
            break
        await more.tap()
        await person.page.evaluate("() => new Promise(requestAnimationFrame)")

    await expect(more).to_be_hidden()
    assert not await person.page.evaluate(COVERED)


async def test_on_a_screen_that_is_zoomed_a_long_answer_begins_in_sight_and_nothing_lies_on_it(
    visitor,
):
    person = await visitor(viewport=ZOOMED)
    for line in SUMMED_UP["fr"]:
        await person.say(line)

    assert await person.page.evaluate(ABOVE) >= 0
    await person.log.locator(".msg").last.locator("button").last.focus()
    assert not await person.page.evaluate(COVERED)
    assert await person.sideways() == 0


async def test_at_the_end_of_the_page_nothing_lies_under_the_place_where_one_writes(visitor):
    person = await visitor(viewport=PHONE)
    for line in SUMMED_UP["fr"]:
        await person.say(line)

    await person.log.locator(".msg").last.locator("button").last.focus()  # as Tab does
    assert not await person.page.evaluate(COVERED)
    await person.page.evaluate("scrollTo(0, document.body.scrollHeight)")

    dock = await person.page.locator("#dock").bounding_box()
    last = await person.log.locator(".msg").last.bounding_box()
    assert last["y"] + last["height"] <= dock["y"]


async def test_the_place_where_one_writes_stays_above_a_keyboard_that_lies_on_the_page(visitor):
    person = await visitor(viewport={"width": 320, "height": 640})
    await person.say("bonjour")

    await person.page.evaluate(KEYBOARD, 260)

    dock = await person.page.locator("#dock").bounding_box()
    assert dock["y"] + dock["height"] <= 640 - 260
    last = await person.log.locator(".msg").last.bounding_box()
    assert last["y"] < dock["y"]
    await person.page.evaluate(KEYBOARD, 0)
    await expect(person.page.locator("#dock")).to_be_in_viewport(ratio=1)
