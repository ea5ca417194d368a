"""Photos in a team room: an agent's reaches the tenant, a tenant's reaches the topic."""

import io

import pytest
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image
from sqlmodel import select

from bot import limits
from bot.web.app import make_app
from storage.tables.cases import NeedRow
from storage.tables.messages import MediaRow
from tests.bot.forum import ADVISER, GROUP, GUEST, TENANT
from tests.bot.test_telegram_files import SCRIPT, bomb, with_gps, zip_bomb
from tests.play import ARREARS, Player

ON_BOTH = pytest.mark.parametrize("forum_url", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
def photo(forum):
    """Return a way to name a photo of a telephone, with where it was taken in it."""

    def of(content: bytes | None = None, name: str = "f1", **more) -> dict:
        forum.files[name] = with_gps() if content is None else content
        return {"photo": [{"file_id": name, "file_size": 9}], **more}

    return of


def kept(running) -> list[MediaRow]:
    return running.database.read_now(lambda k: list(k.session.exec(select(MediaRow))))


def is_clean(content: bytes) -> bool:
    with Image.open(io.BytesIO(content)) as picture:
        return picture.format == "JPEG" and not picture.getexif() and b"Lilas" not in content


@ON_BOTH
async def test_an_agents_photo_reaches_the_tenant_without_what_it_tells(
    topic, updates, forum, photo, running
):
    _, thread = topic
    await updates.group(ADVISER, "", thread, caption="La chaudière est changée.", **photo())

    (got,) = forum.photos(TENANT)
    assert is_clean(got)
    assert forum.sent(TENANT)[-1].endswith("conseillère sociale :\nLa chaudière est changée.")
    assert [row.case_id is not None for row in kept(running)] == [True], "it is in the case too"


async def test_a_photo_without_words_says_who_sends_it(topic, updates, forum, photo):
    _, thread = topic
    await updates.group(ADVISER, "", thread, **photo())

    assert forum.sent(TENANT)[-1].endswith(", conseillère sociale, vous envoie une photo.")


@ON_BOTH
async def test_a_tenants_photo_reaches_the_topic_and_may_not_be_passed_on(
    topic, updates, forum, photo
):
    _, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "", **photo())
    await updates.private(TENANT, "", caption="voilà la fuite", **photo(name="f2"))

    first, second = forum.photos(GROUP, thread)
    assert is_clean(first)
    assert is_clean(second)
    assert forum.sent(GROUP, thread)[-2:] == [
        "Le locataire a envoyé cette photo.",
        "Le locataire : voilà la fuite",
    ]
    assert {form["protect_content"] for form in forum.forms("sendPhoto")} == {"true"}


async def test_before_an_agent_answers_a_photo_stays_with_the_case(topic, updates, forum, photo):
    _, thread = topic
    await updates.private(TENANT, "", **photo())

    assert forum.photos(GROUP, thread) == []


@pytest.mark.parametrize("words", ["mon mari me frappe", "j'ai un cancer je suis en chimio"])
async def test_a_photo_with_words_about_danger_or_health_stays_on_the_desk(
    topic, updates, forum, photo, words
):
    reference, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)
    await updates.private(TENANT, "", caption=words, **photo())

    assert forum.photos(GROUP, thread) == []
    assert f"/desk/cases/{reference}" in forum.sent(GROUP, thread)[-1]


async def test_of_a_case_with_a_restricted_need_no_photo_is_shown(
    topic, updates, forum, photo, running
):
    reference, thread = topic
    await updates.group(ADVISER, "Bonjour.", thread)

    def add_health(kept):
        case = kept.cases.by_reference(reference)
        need = NeedRow(case_id=case.id, code="HEALTH", severity=2, opened_at=case.opened_at)
        kept.cases.add_need(need)

    await running.database.write(add_health)
    await updates.private(TENANT, "", **photo())

    assert forum.photos(GROUP, thread) == []
    assert forum.photos(ADVISER) == []


async def test_the_photo_of_somebody_who_is_no_agent_is_not_even_fetched(
    topic, updates, forum, photo, running
):
    _, thread = topic
    await updates.group(GUEST, "", thread, **photo())

    assert forum.forms("getFile") == []
    assert kept(running) == []
    assert forum.photos(TENANT) == []


WRONG = {
    "an archive": (zip_bomb(), "JPEG, PNG ou WebP"),
    "a page with a script": (b"<svg>" + SCRIPT, "JPEG, PNG ou WebP"),
    "a picture that would fill the memory": (bomb(), "trop lourde"),
}


@pytest.mark.parametrize(("content", "why"), WRONG.values(), ids=list(WRONG))
async def test_a_photo_that_is_not_kept_is_said_to_the_agent_and_its_words_go(
    topic, updates, forum, photo, content, why
):
    _, thread = topic
    await updates.group(ADVISER, "", thread, caption="Voici.", **photo(content))

    assert forum.photos(TENANT) == []
    assert forum.sent(TENANT)[-1].endswith("Voici.")
    assert any(why in text for text in forum.sent(GROUP, thread)[-3:])


async def test_photos_of_both_sides_are_counted_alike(
    topic, updates, forum, photo, running, monkeypatch
):
    _, thread = topic
    monkeypatch.setitem(limits.ROOM, "photo_of_known", limits.Room(every=3600.0, at_once=2))
    monkeypatch.setitem(limits.ROOM, "photo_of_account", limits.Room(every=3600.0, at_once=2))
    await updates.group(ADVISER, "Bonjour.", thread)

    for number in range(3):
        await updates.group(ADVISER, "", thread, **photo(name=f"a{number}"))
        await updates.private(TENANT, "", **photo(name=f"t{number}"))

    assert (len(forum.photos(TENANT)), len(forum.photos(GROUP, thread))) == (2, 2)
    assert any("beaucoup de photos" in text for text in forum.sent(GROUP, thread))


async def test_an_agents_photo_from_their_own_chat_goes_the_same_way(topic, updates, forum, photo):
    reference, _ = topic
    await updates.private(ADVISER, f"/prendre {reference}")
    await updates.private(ADVISER, "", caption="Le plan.", **photo())

    assert len(forum.photos(TENANT)) == 1
    assert forum.sent(TENANT)[-1].endswith("Le plan.")


async def test_a_photo_that_was_erased_leaves_its_words(topic, updates, forum, photo, running):
    _, thread = topic
    running.files.mkdir(exist_ok=True)
    keep = running.delivery._drain

    async def erase_first(conversation_id: int) -> None:
        for file in running.files.iterdir():
            file.unlink()
        await keep(conversation_id)

    running.delivery._drain = erase_first
    await updates.group(ADVISER, "", thread, caption="La photo.", **photo())

    assert forum.photos(TENANT) == []
    assert forum.sent(TENANT)[-1].endswith("La photo.")


async def test_in_the_web_chat_an_agents_photo_is_shown_to_that_person_only(
    running, updates, linked, forum, photo
):
    reference, strangers, theirs = await open_on_the_web(running)
    await linked(ADVISER, "social_adviser")
    await updates.private(ADVISER, f"/prendre {reference}")
    await updates.private(ADVISER, "", **photo())

    page = await (await theirs.get("/chat/plain")).text()
    (row,) = kept(running)
    assert f"/chat/files/{row.id}" in page
    assert "vous envoie une photo" in page
    shown = await theirs.get(f"/chat/files/{row.id}")
    assert is_clean(await shown.read())
    assert (await strangers.get(f"/chat/files/{row.id}")).status == 404
    await theirs.close()
    await strangers.close()


async def open_on_the_web(running) -> tuple[str, TestClient, TestClient]:
    """Return the case of somebody on the web chat, a stranger's browser and theirs."""
    app = TestServer(make_app(running))
    theirs, strangers = TestClient(app), TestClient(app)
    await theirs.start_server()
    await strangers.post("/chat/open")
    for line in ARREARS:
        await theirs.post("/chat/plain", data={"text": line}, allow_redirects=False)

    def newest(kept):
        return max(kept.cases.listed(open_only=True), key=lambda case: case.id).reference

    return running.database.read_now(newest), strangers, theirs


async def test_where_no_photo_can_be_shown_the_agent_is_told(
    running, updates, linked, forum, photo
):
    person = Player(running)
    for line in ARREARS:
        person.say(line)
    reference = person.facts().cases[0].reference
    await linked(ADVISER, "social_adviser")
    await updates.private(ADVISER, f"/prendre {reference}")
    await updates.private(ADVISER, "", **photo())

    assert "La photo n'est pas partie" in forum.sent(ADVISER)[-1]
