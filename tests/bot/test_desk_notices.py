"""Notices at the desk: fields, counts, words in four languages, a second person, progress, cancel."""

import shutil

import pytest
from sqlmodel import Session, select

from bot import clock
from bot.notices.doubts import pause_by_itself
from bot.notices.sending import may_send
from bot.secrets_kept import INVITATION
from bot.web.desk import SESSION
from casework.first_readers import Doubt
from casework.notices import Kind
from storage.tables.messages import Outbox
from storage.tables.people import AccessLog
from tests.audience import Line, Notice, agent, in_days, settle_in, written
from tests.play import Player


@pytest.fixture
def enter(palier, web):
    """Open a session of the desk for an agent."""

    def as_agent(role, unit=None, but=None):
        def give(kept):
            found = agent(kept, role, unit, but)
            secret = palier.secrets.give(kept, "session", found.id, now=clock.now(), lasts=SESSION)
            return found.id, secret

        agent_id, secret = palier.database.write_now(give)
        web.session.cookie_jar.clear()
        web.session.cookie_jar.update_cookies({"palier_desk": secret}, web.make_url("/desk/"))
        return agent_id

    return as_agent


@pytest.fixture
def fields(palier, now):
    palier.channels["line"] = Line()
    settle_in(palier, 3)
    return {
        "kind": "works",
        "where": "residence|essai",
        "what": "water_cut",
        "starts": in_days(now, 1),
        "ends": in_days(now, 1, hour=17),
    }


async def page(web, path, data=None, status=200):
    answer = await (web.get(path) if data is None else web.post(path, data=data))
    text = await answer.text()
    assert answer.status == status, text[:2_000]
    return text


async def test_a_notice_is_written_counted_validated_by_another_and_sent(
    web, enter, fields, palier
):
    author = enter("cell_officer")
    await page(web, "/desk/notices/new?kind=works")
    shown = await page(web, "/desk/notices", fields)
    assert "Travaux : coupure d'eau." in shown.replace("&#39;", "'")
    assert "su kesintisi" in shown
    assert "انقطاع الماء" in shown
    assert "water cut" in shown

    shown = await page(web, "/desk/notices/1/preview", {})
    assert "<dt>Personnes</dt><dd>3</dd>" in shown
    assert "Valider" not in shown
    refused = await page(web, "/desk/notices/1/validate", {}, status=409)
    assert "ne peut pas la valider" in refused

    enter("cell_manager", but=author)
    await page(web, "/desk/notices/1/validate", {})
    shown = await page(web, "/desk/notices/1/send", {})
    assert 'data-live="yes"' in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    assert "<dt>En attente</dt><dd>3</dd>" in shown

    shown = await page(web, "/desk/notices/1/cancel", {})
    assert "<dt>Annulés</dt><dd>3</dd>" in shown
    assert 'data-live="no"' in shown
    assert palier.channels["line"].sent == []


@pytest.mark.parametrize(
    ("changed", "because"),
    [
        ({"what": "a fire"}, "choisissez dans la liste"),
        ({"starts": "demain"}, "une date et une heure"),
        ({"ends": "2026-11-20T10:00"}, "cette date est passée"),
        ({"ends": ""}, "il manque une valeur"),
        ({"where": "residence|nulle-part"}, "Ce lieu n&#39;existe pas"),
        ({"where": "everywhere"}, "Ce lieu n&#39;existe pas"),
        ({"debt": "over 100"}, "Un champ est à corriger"),
    ],
)
async def test_what_cannot_be_read_is_shown_again_with_why(web, enter, fields, changed, because):
    enter("cell_officer")

    shown = await page(web, "/desk/notices", fields | changed, status=422)

    assert because in shown
    assert "Aucune annonce pour l" in await page(web, "/desk/notices")


async def test_a_notice_of_another_unit_is_nowhere(web, enter, fields, palier, now):
    home = palier.database.read_now(lambda kept: kept.directory.residences_for_rules()["essai"])
    enter("cell_officer")
    await page(web, "/desk/notices", fields)
    units = palier.database.read_now(
        lambda kept: {one.unit for one in kept.staff.all() if one.role == "agency_manager"}
    )
    other = min(units - {home.agency})

    stranger = enter("agency_manager", other)
    elsewhere = await page(web, "/desk/notices/1", status=404)
    nowhere = await page(web, "/desk/notices/99", status=404)
    await page(web, "/desk/notices/1/cancel", {}, status=404)
    assert elsewhere == nowhere
    assert "/desk/notices/1" not in await page(web, "/desk/notices")

    enter("agency_manager", home.agency)
    assert "Annuler l" in await page(web, "/desk/notices/1")
    with Session(palier.database.engine) as session:
        query = select(AccessLog.action).where(AccessLog.staff_id == stranger)
        assert list(session.exec(query)).count("notice.refused") == 3


async def test_a_role_that_writes_no_offers_sees_none(web, enter, palier, now):
    Notice(palier, now, 2, kind=Kind.JOB, agreed=True)
    enter("technician")

    shown = await page(web, "/desk/notices")

    assert "kind=works" in shown
    assert "kind=job" not in shown
    assert "/desk/notices/1" not in shown


async def test_a_notice_that_is_changed_must_be_validated_again(web, enter, palier, now):
    notice = Notice(palier, now, 1)
    changed = {
        "kind": "works",
        "where": "residence|essai",
        **notice.written().fields,
        "what": "lift",
    }
    enter("cell_officer")
    assert 'value="2026-11-24T09:00"' in await page(web, f"/desk/notices/{notice.id}/edit")

    shown = await page(web, f"/desk/notices/{notice.id}/edit", changed)

    assert "Brouillon" in shown
    assert "ascenseur" in shown
    assert "Validée par" not in shown
    await page(web, f"/desk/notices/{notice.id}/send", {}, status=409)


async def test_nobody_without_a_session_reads_a_notice(web, palier, now):
    Notice(palier, now, 1)

    for path in ("/desk/notices", "/desk/notices/1", "/desk/notices/new?kind=works"):
        await page(web, path, status=403)


async def test_the_hour_that_holds_a_notice_back_is_told(web, enter, palier, now):
    notice = Notice(palier, now, 2)
    notice.send()
    now.at = now.at.replace(hour=20)
    enter("cell_officer")

    shown = await page(web, f"/desk/notices/{notice.id}")

    assert "Rien ne part avant mardi 24 novembre" in shown


@pytest.fixture
def slow(start, tmp_path, demo_file):
    """A Palier with the delays as they are shipped."""
    shutil.copy(demo_file, tmp_path / "slow.db")
    url = f"sqlite:///{tmp_path / 'slow.db'}"
    return start(url, notice_delay_seconds=600, notice_listen_seconds=120)


class TestWithDelays:
    """The page of a notice on a Palier as it is shipped."""

    @pytest.fixture
    def palier(self, slow):
        return slow

    async def test_the_page_says_when_it_leaves_and_to_whom_first(self, web, enter, palier, now):
        notice = Notice(palier, now, 30)
        enter("cell_officer")

        shown = await page(web, f"/desk/notices/{notice.id}/send", {})

        leaves = palier.database.read_now(lambda kept: kept.notices.get(notice.id)).leaves_at
        said = f"{leaves.astimezone(clock.PARIS).hour}\u00a0h\u00a0{leaves.minute:02}"
        assert 'data-status="Envoi prévu"' in shown  # an open page loads itself when it leaves
        assert "En cours d" not in shown.partition("</h1>")[0]
        if may_send(leaves):  # else it waits for the morning, and the page says so
            assert said in shown
        assert "vous pouvez tout annuler" in shown
        assert "d&#39;abord à 20 personnes" in shown
        assert "Mettre en pause" in shown

    async def test_the_page_says_why_it_paused(self, web, enter, palier, now):
        notice = Notice(palier, now, 30)
        notice.send()
        palier.database.write_now(
            lambda kept: pause_by_itself(
                kept,
                palier.wording,
                kept.notices.get(notice.id),
                Doubt.COMPLAINT,
                now=now.at,
            )
        )
        enter("cell_officer")

        shown = await page(web, f"/desk/notices/{notice.id}")

        assert "en pause toute seule : une des premières personnes" in shown
        assert "Reprendre l&#39;envoi" in shown
        assert "Départ" not in shown
        shown = await page(web, f"/desk/notices/{notice.id}/resume", {})
        assert "toute seule" not in shown


async def test_a_notice_is_sent_to_oneself_from_its_page(web, enter, fields, palier, now):
    name = enter("cell_officer")
    await page(web, "/desk/notices", fields)
    shown = await page(web, "/desk/notices/1")
    assert "écrivez /agent" in shown
    assert 'action="/desk/notices/1/try"' not in shown
    assert "écrivez /agent" in await page(web, "/desk/notices/1/try", {}, status=409)

    code = palier.database.write_now(
        lambda kept: palier.secrets.give(kept, "invitation", name, now=now.at, lasts=INVITATION)
    )
    Player(palier, "own-chat").say(f"/agent {code}")
    assert "Me l&#39;envoyer" in await page(web, "/desk/notices/1")
    shown = await page(web, "/desk/notices/1/try", {"language": "ar"})
    assert "part dans votre chat" in shown
    with Session(palier.database.engine) as session:
        (text,) = session.exec(select(Outbox.text).where(Outbox.message == "desk.trial"))
    assert "انقطاع الماء" in text


def test_what_is_written_is_kept_as_it_is_read_again(palier, now):
    notice = Notice(palier, now, 1)
    row = palier.database.read_now(lambda kept: kept.notices.get(notice.id))

    again = written(Kind.WORKS, "essai", now, **row.fields)

    assert notice.act(notice.author, lambda office: office.write(again)).fields == row.fields
