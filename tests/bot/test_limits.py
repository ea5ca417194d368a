"""What costs room is limited; what somebody writes is read whatever the limit."""

import io

from aiohttp import FormData
from PIL import Image

from bot.limits import ROOM
from bot.web.limits import has_room

OPENED = {"X-Palier": "1"}


async def opened(web):
    await web.post("/chat/open", headers=OPENED)
    return web


def photo():
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "JPEG")
    form = FormData()
    form.add_field("file", kept.getvalue(), filename="fuite.jpg", content_type="image/jpeg")
    return form


async def test_the_fourth_photo_of_a_stranger_in_a_day_is_refused_with_what_to_do(web):
    await opened(web)

    answers = [await web.post("/chat/files", data=photo(), headers=OPENED) for _ in range(4)]

    assert [answer.status for answer in answers] == [200, 200, 200, 429]
    assert "numéro de locataire" in (await answers[-1].json())["error"]


async def test_words_that_come_with_a_photo_too_many_are_not_lost(web, palier):
    await opened(web)
    for _ in range(3):
        await web.post("/chat/files", data=photo(), headers=OPENED)
    form = photo()
    form.add_field("text", "il va me tuer")

    page = await web.post("/chat/plain", data=form)

    shown = await page.text()
    assert "il va me tuer" in shown
    assert "114" in shown


async def test_each_visitor_has_room_of_their_own_and_who_is_refused_is_not_counted(on_both):
    room = ROOM["session"]
    first = [await has_room(on_both, "session", "10.0.0.1") for _ in range(room.at_once + 20)]

    assert first.count(True) <= room.at_once + 3  # a machine that takes its time frees some
    assert first[: room.at_once] == [True] * room.at_once
    assert await has_room(on_both, "session", "10.0.0.2")


async def test_the_address_of_a_visitor_is_not_kept(on_both):
    await has_room(on_both, "session", "10.11.12.13")

    keys = on_both.database.read_now(
        lambda kept: kept.session.connection().exec_driver_sql("SELECT key FROM rate").all()
    )
    assert keys
    assert not any("10.11.12.13" in key for (key,) in keys)
