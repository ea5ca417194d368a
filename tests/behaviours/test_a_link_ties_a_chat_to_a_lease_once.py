"""The link of a letter ties one chat to the lease; used, expired or made up, it links nobody."""

import asyncio
import re
import uuid
from datetime import timedelta
from functools import partial

import pytest
import structlog
from sqlmodel import select
from typer.testing import CliRunner

from bot import clock
from bot.channels.contract import Incoming
from bot.cli import app
from bot.intake import store
from bot.links import LASTS, make_link, sealed
from storage.tables.people import LeaseLink
from tests.fake_telegram import TOKEN, said
from tests.play import Player

LEASE = "204518"


class Guest(Player):
    """A person who opens links."""

    def open(self, code: str) -> list[str]:
        text = f"/start {code}"
        message = Incoming(
            channel=self.channel, user=self.user, id=uuid.uuid4().hex, at=clock.now(), text=text
        )
        taken = sealed(message, self.palier.secrets)
        accepted = self.palier.database.write_now(partial(store, taken))
        while self.palier.turns.take(accepted.conversation_id):
            pass
        replies = self.palier.database.read_now(lambda k: k.mail.replies_to(accepted.inbox_id))
        return [reply.message for reply in replies]


def link(palier, lease: str = LEASE, **more) -> str:
    return palier.database.write_now(
        lambda kept: make_link(kept, palier.secrets, lease, now=clock.now(), **more)
    )


def test_a_link_ties_the_chat_to_the_lease(on_both):
    guest = Guest(on_both)

    answered = guest.open(link(on_both))

    assert answered[-1] == "link.done"
    address = guest.facts().address
    assert (address.lease_number, address.proof) == (LEASE, "link")
    assert address.verified_at == clock.now()


def test_a_used_link_links_nobody_and_says_how_to_get_another(on_both):
    code = link(on_both)
    Guest(on_both).open(code)
    late = Guest(on_both)

    assert late.open(code)[-1] == "link.refused"
    assert late.facts().address.lease_number is None


@pytest.mark.parametrize("code", ["A" * 22, "x", "LRP3-_", "0" * 64])
def test_a_code_nobody_made_gets_the_same_words(palier, code):
    guest = Guest(palier)

    assert guest.open(code)[-1] == "link.refused"
    assert guest.facts().address.lease_number is None


def test_an_expired_link_links_nobody(palier, now):
    code = link(palier)
    now.at += LASTS

    guest = Guest(palier)

    assert guest.open(code)[-1] == "link.refused"
    assert guest.facts().address.lease_number is None


def test_only_a_hash_is_kept_and_never_the_code(palier):
    code = link(palier)
    guest = Guest(palier)
    guest.open(code)

    dump = "\n".join(palier.database.engine.raw_connection().iterdump())
    hashed = palier.database.read_now(lambda k: k.session.exec(select(LeaseLink.hash)).one())

    assert hashed in dump
    assert code not in dump


def test_after_a_few_wrong_codes_even_a_right_one_is_checked_by_a_person(palier):
    guest, code = Guest(palier), link(palier)
    for wrong in "abcd":
        guest.open(wrong * 22)

    assert guest.open(code)[-1] == "identify.an_agent_checks"
    assert guest.facts().address.lease_number is None
    assert Guest(palier).open(code)[-1] == "link.done"


def test_a_link_in_the_middle_of_a_report_goes_on_with_it(palier):
    guest = Guest(palier)
    guest.say("je suis en retard de 2 mois de loyer")

    answered = guest.open(link(palier))

    assert answered[0] == "link.done"
    assert answered[-1].startswith("arrears.ask.")


def test_a_start_without_a_code_greets(palier):
    assert Guest(palier).say("/start")[0].startswith("Bonjour. Je suis Palier")


def test_there_is_no_link_to_a_lease_that_is_not(palier):
    assert link(palier, "000000") is None


async def test_the_link_works_on_telegram(on_telegram, tell, api):
    await tell(said(1, f"/start {link(on_telegram)}"))

    assert "reliée à votre logement" in api.sent()[-1]


def test_somebody_silent_for_half_a_year_proves_again_who_they_are(palier, now):
    guest = Guest(palier)
    guest.open(link(palier))
    now.at += timedelta(days=179)
    guest.say("bonjour")
    assert guest.facts().address.lease_number == LEASE
    now.at += timedelta(days=181)

    replies = guest.turn("bonjour")

    assert replies[-1].message == "identify.again"
    assert guest.facts().address.household_id is None


def test_danger_after_half_a_year_still_tells_where(palier, now):
    guest = Guest(palier)
    guest.open(link(palier))
    household = guest.facts().address.household_id
    now.at += timedelta(days=181)

    guest.say("au feu ya le feu dans la cuisine")

    cases = palier.database.read_now(lambda kept: kept.cases.of(household, None))
    assert [case.severity for case in cases if case.restricted][:1] == [4]
    assert guest.facts().address.household_id is None


@pytest.fixture
def command(tmp_path, demo_file, api, monkeypatch):
    """The command line, on a copy of the demonstration landlord."""
    (tmp_path / "palier.db").write_bytes(demo_file.read_bytes())
    monkeypatch.setenv("PALIER_HOME", str(tmp_path))
    monkeypatch.setenv("PALIER_DEMO", "1")
    monkeypatch.setenv("PALIER_PUBLIC_URL", "https://palier.example")
    yield lambda *words: CliRunner().invoke(app, ["link", *words])
    structlog.reset_defaults()  # the command logs to a standard error that is closed by now


def test_the_command_prints_the_address_of_the_web_chat(command):
    printed = command(LEASE).stdout.split()

    assert len(printed) == 1
    assert re.fullmatch(r"https://palier\.example/\?start=[\w-]{22}", printed[0])


async def test_the_command_prints_the_address_on_telegram_first(command, api, monkeypatch):
    monkeypatch.setenv("PALIER_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("PALIER_TELEGRAM_API_URL", api.url)

    printed = (await asyncio.to_thread(command, LEASE)).stdout.split()

    assert re.fullmatch(r"https://t\.me/PalierBot\?start=[\w-]{22}", printed[0])
    assert printed[1].startswith("https://palier.example/?start=")


def test_a_lease_that_is_not_there_is_refused_in_one_line(command):
    refused = command("000000")

    assert refused.exit_code == 1
    assert "'000000'" in refused.stderr


def test_a_qr_without_its_library_is_refused_before_a_link_is_made(command, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "segno", None)

    refused = command(LEASE, "--qr", str(tmp_path / "lien.svg"))

    assert refused.exit_code == 1
    assert "segno" in refused.stderr
    assert refused.stdout == ""


def test_a_qr_is_drawn_as_svg(command, tmp_path):
    pytest.importorskip("segno")

    command(LEASE, "--qr", str(tmp_path / "lien.svg"))

    assert "<svg" in (tmp_path / "lien.svg").read_text(encoding="utf-8")
