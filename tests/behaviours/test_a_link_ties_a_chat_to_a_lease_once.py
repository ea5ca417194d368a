"""The link of a letter ties one chat to the lease; used, expired or made up, it links nobody."""

import asyncio
import csv
import io
import re
import sqlite3
import uuid
from datetime import timedelta
from functools import partial

import pytest
import structlog
from sqlmodel import select
from typer.testing import CliRunner

from bot import clock, letters
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


# ── Letters for many households at once ──────────────────────────────────────────────────────────

RESIDENCE = "les-tilleuls"


def codes_in(sheet: str) -> list[str]:
    return re.findall(r"https://palier\.example/\?start=([\w-]+)", sheet)


def leases_there(palier) -> int:
    def count(kept):
        leases = kept.people.leases_of_residence(RESIDENCE)
        homes = [kept.people.household(lease.household_id) for lease in leases]
        return sum(home.safe_to_contact and not home.violence for home in homes)

    return palier.database.read_now(count)


def test_a_residence_gets_one_letter_a_household_with_a_code_of_its_own(command, tmp_path, palier):
    sheet = tmp_path / "lettres.html"

    done = command("--residence", RESIDENCE, "--sheet", str(sheet))

    page = sheet.read_text("utf-8")
    codes = codes_in(page)
    assert done.exit_code == 0, done.output
    assert len(codes) == len(set(codes)) == page.count("<svg") == leases_there(palier)
    assert f"{len(codes)} links" in done.stdout
    assert not any(code in done.output for code in codes)
    assert sheet.stat().st_mode & 0o777 == 0o600
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_each_code_of_a_sheet_ties_the_lease_it_was_written_for(command, tmp_path, start):
    file, sheet = tmp_path / "baux.txt", tmp_path / "liens.csv"
    file.write_text("tenant_number\n204518\n\n204518\n", "utf-8")

    done = command("--leases", str(file), "--sheet", str(sheet), "--days", "3")

    (line,) = csv.DictReader(io.StringIO(sheet.read_text("utf-8")))
    assert done.exit_code == 0, done.output
    assert line["tenant_number"] == LEASE
    assert line["code"] in line["address"]
    key = (tmp_path / "secret.key").read_bytes() if (tmp_path / "secret.key").exists() else None
    dump = "\n".join(sqlite3.connect(tmp_path / "palier.db").iterdump())
    assert line["code"] not in dump
    assert key is None or line["code"].encode() not in key


def test_one_wrong_number_makes_no_link_at_all_and_no_file(command, tmp_path):
    file, sheet = tmp_path / "baux.txt", tmp_path / "liens.csv"
    file.write_text("204518\n000000\n", "utf-8")

    done = command("--leases", str(file), "--sheet", str(sheet))

    assert done.exit_code == 1
    assert "000000" in done.stderr
    assert "204518" not in done.stderr
    assert not sheet.exists()
    links = sqlite3.connect(tmp_path / "palier.db").execute("SELECT count(*) FROM lease_link")
    assert links.fetchone() == (0,)


def test_a_household_it_is_not_safe_to_write_to_gets_no_letter(palier):
    def unsafe(kept):
        lease = kept.people.lease(LEASE)
        kept.people.household(lease.household_id).safe_to_contact = False
        kept.session.flush()
        return letters.write_letters(
            kept, palier.secrets, [lease], lambda code: [code], now=clock.now(), lasts=LASTS
        )

    made = palier.database.write_now(unsafe)

    assert (made.letters, made.left_out) == ((), 1)


def test_a_letter_speaks_the_household_s_language_and_french(palier):
    def arabic(kept):
        lease = kept.people.lease(LEASE)
        kept.people.persons(lease.household_id)[0].language = "ar"
        kept.people.persons(lease.household_id)[0].last_name = "<b>Ben</b>"
        kept.session.flush()
        return letters.write_letters(
            kept, palier.secrets, [lease], lambda code: [code], now=clock.now(), lasts=LASTS
        )

    made = palier.database.write_now(arabic)
    page = letters.as_pages(made.letters, palier.wording, palier.landlord)

    assert page.index('lang="ar" dir="rtl"') < page.index('lang="fr" dir="ltr"')
    assert "<b>Ben</b>" not in page
    assert "7 décembre 2026" in page


WRONG_SHEETS = {
    "nothing to make": ((), "give a tenant number"),
    "two things at once": (("204518", "--residence", "les-tilleuls"), "give a tenant number"),
    "no sheet": (("--residence", "les-tilleuls"), "--sheet"),
    "a sheet of another kind": (("--residence", "les-tilleuls", "--sheet", "x.pdf"), "--sheet"),
    "a residence that is not": (("--residence", "NOWHERE", "--sheet", "{new}"), "NOWHERE"),
    "a sheet that is there": (
        ("--residence", "les-tilleuls", "--sheet", "{old}"),
        "is there already",
    ),
    "no such file": (("--leases", "{none}", "--sheet", "{new}"), "can be read"),
}


@pytest.mark.parametrize(("words", "why"), WRONG_SHEETS.values(), ids=list(WRONG_SHEETS))
def test_a_wrong_call_says_what_to_do_and_writes_nothing(command, tmp_path, words, why):
    old, new = tmp_path / "old.html", tmp_path / "new.html"
    old.write_text("kept", "utf-8")
    names = {"old": old, "new": new, "none": tmp_path / "none.txt"}

    done = command(*(word.format(**names) for word in words))

    assert done.exit_code == 1
    assert why in done.stderr
    assert old.read_text("utf-8") == "kept"
    assert not new.exists()


def test_no_cell_of_a_table_is_a_formula_and_no_code_is_changed_for_it(palier):
    codes = {palier.secrets.link_code()[0] for _ in range(300)}
    made = letters.Letter(
        tenant_number="1", names="=cmd()", residence="+x", dwelling="@y", language="fr",
        code="abc", addresses=("https://t.me/x",), until=clock.now(),
    )  # fmt: skip

    (line,) = csv.DictReader(io.StringIO(letters.as_table([made])))

    assert not codes & set("-_=+@")
    assert (line["names"], line["residence"], line["dwelling"]) == ("'=cmd()", "'+x", "'@y")
    assert line["code"] == "abc"
