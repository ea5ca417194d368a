"""Photos, voice notes, papers and places come with the case, harmless; nothing is lost in silence."""

import asyncio
import contextlib
import io
import struct
import zipfile
import zlib

import pytest
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image

from bot import clock, telegram_files
from bot.channels.contract import RetryLater
from bot.files import LARGEST_OTHER, NotKept, keep_file
from bot.pictures import LARGEST, MOST_PIXELS
from bot.web.app import make_app
from tests.fake_telegram import said

LEAK = "ya une fuite sous levier"
REPORTED = (LEAK, "les tilleuls denain", "la cuisine", "depuis hier", "matin", "oui", "oui")
OGG = b"OggS" + bytes(60)
PDF = b"%PDF-1.7\n" + bytes(60)
SIZES = {"file_unique_id": "u", "width": 90, "height": 90}


def photo(update_id: int, file_id: str = "p", size: int = 9, **more) -> dict:
    return said(update_id, "", photo=[{"file_id": file_id, "file_size": size, **SIZES}], **more)


def voice(update_id: int, file_id: str = "v", size: int = 60) -> dict:
    return said(update_id, "", voice={"file_id": file_id, "duration": 3, "file_size": size})


def document(update_id: int, mime: str, file_id: str = "d", size: int = 60) -> dict:
    paper = {"file_id": file_id, "mime_type": mime, "file_size": size}
    return said(update_id, "", document=paper)


def jpeg(**saved) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "beige").save(out, "JPEG", **saved)
    return out.getvalue()


def with_gps() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Telephone de Karim"
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 19.0, 45.8), 3: "E", 4: (3.0, 23.0, 43.0)})
    return jpeg(exif=exif, comment=b"rue des Lilas")


def bomb() -> bytes:
    """A PNG of a few bytes that says it is larger than any telephone's photo."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(10_000_000))
    return out.getvalue()


SCRIPT = b"<script>alert(document.cookie)</script>"
HOSTILE = {  # what looks like a picture, and may not come out as it went in
    "a script after the picture": jpeg() + SCRIPT,
    "a script in the comment": jpeg(comment=SCRIPT),
    "an archive after the picture": jpeg() + zip_bomb(),
}
NO_PICTURE = {
    "a drawing that runs scripts": b'<svg xmlns="http://www.w3.org/2000/svg">'
    + SCRIPT
    + b"</svg>",
    "a page": b"<html>" + SCRIPT,
    "an archive": zip_bomb(),
    "a picture cut in half": jpeg()[:200],
    "nothing": b"",
    "a film's first frame": b"GIF89a" + bytes(40),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=list(HOSTILE))
def test_only_the_pixels_of_a_picture_are_kept(data, tmp_path):
    kept = keep_file("image", data, tmp_path)

    content = (tmp_path / kept.id).read_bytes()
    assert SCRIPT not in content
    assert b"PK\x03\x04" not in content
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (40, 30))
        assert "comment" not in picture.info


def test_a_picture_does_not_tell_where_it_was_taken(tmp_path):
    data = with_gps()
    assert b"Karim" in data
    assert b"Lilas" in data

    kept = keep_file("image", data, tmp_path)

    content = (tmp_path / kept.id).read_bytes()
    with Image.open(io.BytesIO(content)) as picture:
        assert dict(picture.getexif()) == {}
    assert b"Karim" not in content
    assert b"Lilas" not in content


@pytest.mark.parametrize("data", NO_PICTURE.values(), ids=list(NO_PICTURE))
def test_what_is_no_picture_is_not_kept(data, tmp_path):
    with pytest.raises(NotKept, match=r"media\.not_a_picture"):
        keep_file("image", data, tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_decompression_bomb_is_refused_by_its_size_before_it_is_decoded(tmp_path):
    assert MOST_PIXELS < 60_000 * 60_000

    with pytest.raises(NotKept, match=r"media\.too_large"):
        keep_file("image", bomb(), tmp_path)


@pytest.mark.parametrize(("kind", "data"), [("voice", PDF), ("document", OGG), ("voice", b"")])
def test_a_file_that_is_not_what_it_says_is_not_kept(kind, data, tmp_path):
    with pytest.raises(NotKept, match=r"media\.not_kept"):
        keep_file(kind, data, tmp_path)


@pytest.mark.parametrize("wound", range(0, 400, 7))
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_damaged_picture_is_kept_or_refused_and_breaks_nothing(wound, tmp_path):
    data = bytearray(with_gps())
    data[wound % len(data)] ^= 0xFF

    with contextlib.suppress(NotKept):  # any other error fails the test
        assert keep_file("image", bytes(data), tmp_path).mime == "image/jpeg"


# ── In a conversation ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def report(tell):
    """Report a leak to the end, from the update after this number on."""

    async def tell_all(first: int) -> None:
        for number, line in enumerate(REPORTED, start=first):
            await tell(said(number, line))

    return tell_all


@pytest.fixture
def case(on_telegram):
    """Return the case of the person, with its files."""

    def read(kept):
        address = kept.conversations.find_address("telegram", "", "555")
        found = kept.cases.open_of(address.household_id, address.id)
        return (found[-1], kept.mail.media_of_case(found[-1].id)) if found else (None, [])

    return lambda: on_telegram.database.read_now(read)


async def test_a_photo_sent_with_words_is_in_the_case_that_these_words_open(tell, report, case):
    await tell(photo(1, caption=LEAK))
    for number, line in enumerate(REPORTED[1:], start=2):
        await tell(said(number, line))

    _, files = case()
    assert [file.kind for file in files] == ["image"]


async def test_a_photo_sent_in_the_middle_of_a_report_is_in_its_case(tell, report, case):
    await tell(said(1, LEAK), photo(2))
    for number, line in enumerate(REPORTED[1:], start=3):
        await tell(said(number, line))

    _, files = case()
    assert [file.kind for file in files] == ["image"]


async def test_a_photo_is_not_answered_before_it_is_there(tell, api, monkeypatch):
    fetch = telegram_files.TelegramApi.fetch

    async def slow(line, file_id, most):
        await asyncio.sleep(0.3)
        return await fetch(line, file_id, most)

    monkeypatch.setattr(telegram_files.TelegramApi, "fetch", slow)

    await tell(*(said(n, LEAK) if n % 2 else photo(n) for n in range(1, 7)))

    assert [text for text in api.sent() if "Photo reçue" in text] == ["Photo reçue, merci."] * 3


async def test_a_full_disk_is_said_and_stops_nothing(tell, api, on_telegram, monkeypatch):
    def full(kind, data, folder):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(telegram_files, "keep_file", full)

    await tell(photo(1), said(2, LEAK))

    assert any("encore une fois" in text for text in api.sent())
    assert "Depuis quand" in api.sent()[-1]


async def test_an_album_is_answered_once_and_kept_whole(tell, report, case, api):
    await report(1)
    before = len(api.sent())

    await tell(*(photo(20 + n, f"p{n}", media_group_id="77") for n in range(4)))

    _, files = case()
    assert len(files) == 4
    assert api.sent()[before:] == ["Merci, c'est ajouté à votre demande."]


async def test_a_voice_note_is_kept_and_a_person_is_told_to_listen(tell, api, case):
    api.files["v"] = OGG

    await tell(voice(1))

    assert "une personne l'écoutera" in api.sent()[-1]
    opened, files = case()
    assert [(file.kind, file.mime) for file in files] == [("voice", "audio/ogg")]
    assert opened is not None


async def test_a_paper_is_kept_as_a_file_to_save(tell, api, report, case):
    api.files["d"] = PDF
    await report(1)

    await tell(document(20, "application/pdf"))

    _, files = case()
    assert [(file.kind, file.mime) for file in files] == [("document", "application/pdf")]


async def test_a_picture_sent_as_a_file_is_a_picture(tell, report, case):
    await report(1)

    await tell(document(20, "image/png"))

    _, files = case()
    assert [(file.kind, file.mime) for file in files] == [("image", "image/jpeg")]


REFUSED = {
    "a photo of 20 MB": (photo(1, size=20_000_000), "Le maximum est de 10 Mo"),
    "a paper of 30 MB": (document(1, "application/pdf", size=30_000_000), "20 Mo"),
    "an archive": (document(1, "application/zip"), "Je peux garder les photos et les PDF"),
    "a film": (said(1, "", video={"file_id": "x", "duration": 1}), "Une photo suffit"),
    "a paper that is none": (document(1, "application/pdf"), "Je peux garder les photos"),
}


@pytest.mark.parametrize(("update", "sentence"), REFUSED.values(), ids=list(REFUSED))
async def test_what_cannot_be_kept_is_answered_by_a_sentence(tell, api, update, sentence):
    await tell(update)

    assert sentence in api.sent()[-1]


async def test_a_photo_larger_than_the_channel_said_is_answered_too(tell, api):
    api.files["p"] = bytes(LARGEST + 1)
    api.sizes["p"] = 9

    await tell(photo(1))

    assert "encore une fois" in api.sent()[-1]


async def test_words_with_a_file_that_is_refused_are_read(tell, api):
    film = said(1, LEAK, video={"file_id": "x", "duration": 1})

    await tell(film)

    assert "Une photo suffit" in api.sent()[-1]
    assert len(api.sent()) > 1


async def test_danger_does_not_wait_for_its_photo_and_has_it_in_the_end(
    tell, api, case, monkeypatch
):
    order = []
    fetch = telegram_files.TelegramFiles._content

    async def slow(door, file_id, most):
        order.append(len(api.sent()))
        return await fetch(door, file_id, most)

    monkeypatch.setattr(telegram_files.TelegramFiles, "_content", slow)

    await tell(photo(1, caption="au feu ya le feu dans la cuisine"))

    assert order[0] > 0, "the numbers to call were sent before the photo was asked for"
    opened, files = case()
    assert (opened.restricted, len(files)) == (True, 1)


async def test_a_line_that_breaks_is_tried_again(tell, api, case, monkeypatch):
    monkeypatch.setattr(telegram_files, "FETCHED_AGAIN_AFTER", (0.0, 0.0))
    fetch, tries = telegram_files.TelegramApi.fetch, []

    async def broken(line, file_id, most):
        tries.append(file_id)
        if len(tries) < 3:
            raise RetryLater
        return await fetch(line, file_id, most)

    monkeypatch.setattr(telegram_files.TelegramApi, "fetch", broken)

    await tell(photo(1))

    assert len(tries) == 3
    assert "À propos" in api.sent()[-1] or "à propos" in api.sent()[-1]


async def test_a_file_that_a_crash_left_is_fetched_at_the_next_start(
    tell, api, case, on_telegram, monkeypatch
):
    door = on_telegram.telegram
    with monkeypatch.context() as crash:
        crash.setattr(telegram_files.TelegramFiles, "fetch_left", nothing)
        await tell(photo(1, caption="au feu ya le feu dans la cuisine"))
    assert case()[1] == []

    polling = asyncio.create_task(door.poll())
    while not api.of("getUpdates"):  # noqa: ASYNC110 (the door tells nobody)
        await asyncio.sleep(0.01)
    polling.cancel()

    assert [file.kind for file in case()[1]] == ["image"]


async def nothing(files, conversation_id=None) -> None:
    """Leave the file where it is."""


def test_the_limits_are_those_we_announce():
    assert (LARGEST, LARGEST_OTHER) == (10 * 1024**2, 20 * 1024**2)


# ── At the desk ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def desk(on_telegram):
    """Open the desk as an agent of a unit; returns the client of each."""
    clients = []

    async def enter(role: str, unit: str) -> TestClient:
        def make(kept):
            agent = next(a for a in kept.staff.all() if (a.role, a.unit) == (role, unit))
            return on_telegram.secrets.give(kept, "session", agent.id, now=clock.now(), lasts=None)

        token = on_telegram.database.write_now(make)
        client = TestClient(
            TestServer(make_app(on_telegram)), headers={"Cookie": f"palier_desk={token}"}
        )
        await client.start_server()
        clients.append(client)
        return client

    yield enter
    for client in clients:
        await client.close()


async def test_the_files_and_the_place_are_on_the_page_of_the_case(
    tell, report, case, desk, on_telegram
):
    await report(1)
    await tell(photo(20), said(21, "", location={"latitude": 50.3294, "longitude": 3.3953}))
    opened, (file,) = case()
    client = await desk("agency_manager", opened.unit)

    page = await (await client.get(f"/desk/cases/{opened.reference}")).text()
    handed = await client.get(f"/desk/files/{file.id}")

    assert f"/desk/files/{file.id}" in page
    assert "geo:50.32940,3.39530" in page
    assert handed.status == 200
    assert handed.headers["Content-Type"] == "image/jpeg"
    assert handed.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_paper_is_handed_out_to_be_saved_and_never_shown(tell, api, report, case, desk):
    api.files["d"] = PDF
    await report(1)
    await tell(document(20, "application/pdf"))
    opened, (file,) = case()
    client = await desk("agency_manager", opened.unit)

    handed = await client.get(f"/desk/files/{file.id}")

    assert handed.headers["Content-Disposition"].startswith("attachment")


async def test_a_file_is_not_for_another_agency_nor_for_nobody(
    tell, report, case, desk, on_telegram
):
    await report(1)
    await tell(photo(20))
    opened, (file,) = case()
    elsewhere = next(
        agent.unit
        for agent in on_telegram.database.read_now(lambda kept: kept.staff.all())
        if agent.role == "agency_manager" and agent.unit != opened.unit
    )
    stranger = await desk("agency_manager", elsewhere)

    refused = await stranger.get(f"/desk/files/{file.id}")
    absent = await stranger.get(f"/desk/files/{'0' * 32}")
    closed = await stranger.get(f"/desk/files/{file.id}", headers={"Cookie": ""})

    assert (refused.status, absent.status, closed.status) == (404, 404, 403)
    assert await refused.text() == await absent.text()
