"""What Palier starts by itself waits for a decent hour; an answer and a safety message never wait.

Quiet: 20:00 to 08:00, Sundays, French public holidays, in Paris (design.md, part 7).
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import clock
from bot.channels.contract import RetryLater
from bot.channels.telegram_out import CAPS
from bot.situations import french_calendar
from bot.tasks.timers import fire_due
from casework.cases import Status
from casework.references import make_reference
from storage.tables.cases import Case
from tests.play import Player

PARIS = ZoneInfo("Europe/Paris")
QUARTER = timedelta(minutes=15)
HOLIDAYS = {
    "2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25",
    "2026-07-14", "2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25",
    "2027-01-01", "2027-03-29", "2027-05-01", "2027-05-06", "2027-05-08", "2027-05-17",
    "2027-07-14", "2027-08-15", "2027-11-01", "2027-11-11", "2027-12-25",
}  # fmt: skip

DUE = [  # when something is due, and when the person may hear of it
    pytest.param("2026-11-23 10:00", "2026-11-23 10:00", id="on_a_monday_morning"),
    pytest.param("2026-11-23 19:45", "2026-11-23 19:45", id="just_before_the_evening"),
    pytest.param("2026-11-23 20:00", "2026-11-24 08:00", id="at_eight_in_the_evening"),
    pytest.param("2026-11-24 02:30", "2026-11-24 08:00", id="in_the_night"),
    pytest.param("2026-11-24 07:45", "2026-11-24 08:00", id="just_before_the_morning"),
    pytest.param("2026-11-28 14:00", "2026-11-28 14:00", id="on_a_saturday"),
    pytest.param("2026-11-28 21:00", "2026-11-30 08:00", id="on_a_saturday_evening"),
    pytest.param("2026-11-29 11:00", "2026-11-30 08:00", id="on_a_sunday"),
    pytest.param("2026-12-25 11:00", "2026-12-26 08:00", id="at_christmas"),
    pytest.param("2027-11-01 11:00", "2027-11-02 08:00", id="at_all_saints"),
    pytest.param("2026-10-25 02:30", "2026-10-26 08:00", id="in_the_hour_that_comes_twice"),
    pytest.param("2026-03-29 01:45", "2026-03-30 08:00", id="before_the_hour_that_is_skipped"),
]


def paris(text):
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=PARIS).astimezone(UTC)


def is_decent(at):
    """Say by the words of the rule, not by the code, whether an hour is decent."""
    local = at.astimezone(PARIS)
    holiday = local.date().isoformat() in HOLIDAYS
    return 8 <= local.hour < 20 and local.isoweekday() < 7 and not holiday


class Pager:
    """A channel that wakes people: it notes what reached them, and when."""

    name = "pager"
    pull = False
    caps = CAPS

    def __init__(self):
        self.rang = []

    async def send(self, message):
        self.rang.append((clock.now().astimezone(PARIS).strftime("%Y-%m-%d %H:%M"), message.text))
        return message.key

    @property
    def rang_at(self):
        return [at for at, _ in self.rang]


class Night:
    """A running Palier, a person with a pager, and a clock that is moved by hand."""

    def __init__(self, palier, now):
        self.palier = palier
        self.now = now
        self.pager = Pager()
        palier.channels[self.pager.name] = self.pager
        self.person = Player(palier, user="u1", channel=self.pager.name)

    async def say(self, at, *texts):
        """Have the person write, and let the answers go out."""
        self.now.at = at
        for text in texts:
            self.person.say(text)
            await self.tick()

    async def tick(self):
        """Do what a serving Palier does every few seconds."""
        await fire_due(self.palier)
        await self.palier.intake.sweep()

    async def pass_time(self, start, until):
        """Let time go by, a quarter of an hour at a time."""
        self.now.at = start
        while self.now.at <= until:
            await self.tick()
            self.now.at += QUARTER


@pytest.fixture
def night(palier, now):
    return Night(palier, now)


async def left_half_way(night, due):
    """Leave a report in the middle, a day before Palier takes it up again."""
    await night.say(due - timedelta(hours=24), "je suis en retard de loyer")
    night.pager.rang.clear()


async def waiting_for_a_paper(night, due):
    """Keep a case that waits for something from the person, who is reminded of it."""
    night.palier.database.write_now(lambda kept: keep_waiting_case(kept, due))


def keep_waiting_case(kept, due):
    row = kept.conversations.of("pager", "", "u1")
    case = kept.cases.add(
        Case(
            reference=make_reference("P", 2031, 1),
            address_id=row.address_id,
            status=Status.WAITING_TENANT,
            level=1,
            severity=1,
            unit="AG-VAL",
            role="social_adviser",
            channel="pager",
            language="fr",
            opened_at=due - timedelta(days=3),
            reply_due_at=due + timedelta(days=30),
            due_at=due + timedelta(days=30),
        )
    )
    kept.timers.set("case:reminder", "reminder", due, case_id=case.id)


STARTED = {"a_report_taken_up_again": left_half_way, "a_reminder": waiting_for_a_paper}


# What Palier starts by itself


@pytest.mark.parametrize(("due", "heard"), DUE)
@pytest.mark.parametrize("begun", STARTED.values(), ids=STARTED)
async def test_what_palier_starts_reaches_the_person_at_the_first_decent_hour(
    night, begun, due, heard
):
    await begun(night, paris(due))

    await night.pass_time(paris(due) - QUARTER, paris(heard) + QUARTER)

    assert night.pager.rang_at == [heard]


@pytest.mark.parametrize("begun", STARTED.values(), ids=STARTED)
async def test_after_an_evening_without_power_nothing_rings_before_the_morning(night, begun):
    await begun(night, paris("2026-11-23 15:00"))

    await night.pass_time(paris("2026-11-23 23:00"), paris("2026-11-24 09:00"))

    assert night.pager.rang_at == ["2026-11-24 08:00"]


async def test_what_waits_for_the_morning_is_sent_once(night):
    await left_half_way(night, paris("2026-11-23 22:00"))

    await night.pass_time(paris("2026-11-23 21:00"), paris("2026-11-25 21:00"))

    assert night.pager.rang_at == ["2026-11-24 08:00"]


def stop(kept, address):
    kept.people.opt_out(address, now=clock.now())


def not_safe(kept, address):
    address.safe_to_contact = False
    kept.session.add(address)


@pytest.mark.parametrize("said", [stop, not_safe], ids=["said_stop", "is_not_safe"])
@pytest.mark.parametrize("begun", STARTED.values(), ids=STARTED)
async def test_who_said_stop_or_is_not_safe_is_not_written_to_in_the_morning_either(
    night, begun, said
):
    await begun(night, paris("2026-11-23 22:00"))
    night.palier.database.write_now(
        lambda kept: said(kept, kept.conversations.find_address("pager", "", "u1"))
    )

    await night.pass_time(paris("2026-11-23 21:00"), paris("2026-11-24 12:00"))

    assert night.pager.rang_at == []


# What is decided again when it is about to leave


class Broken(Pager):
    """A pager whose line is down until a moment."""

    def __init__(self, until):
        super().__init__()
        self.until = until

    async def send(self, message):
        if clock.now() < self.until:
            raise RetryLater
        return await super().send(message)


async def test_a_retry_that_falls_in_the_evening_waits_for_the_morning(night):
    await waiting_for_a_paper(night, paris("2026-11-23 19:45"))
    night.pager = Broken(until=paris("2026-11-23 20:10"))
    night.palier.channels["pager"] = night.pager

    await night.pass_time(paris("2026-11-23 19:45"), paris("2026-11-24 09:00"))

    assert night.pager.rang_at == ["2026-11-24 08:00"]


async def test_what_a_crash_left_in_the_evening_waits_for_the_morning(night):
    await waiting_for_a_paper(night, paris("2026-11-23 19:45"))
    night.now.at = paris("2026-11-23 19:45")
    sending, night.palier.delivery.send_to = night.palier.delivery.send_to, nothing
    await fire_due(night.palier)
    night.palier.delivery.send_to = sending

    await night.pass_time(paris("2026-11-23 22:00"), paris("2026-11-24 09:00"))

    assert night.pager.rang_at == ["2026-11-24 08:00"]


async def nothing(conversation_id):
    """Stand in for a process that died before it sent."""


def gone(kept, address):
    address.gone_at = clock.now()
    kept.session.add(address)


@pytest.mark.parametrize("said", [stop, not_safe, gone], ids=["stop", "not_safe", "gone"])
async def test_a_stop_said_while_something_waits_for_the_morning_is_obeyed(night, said):
    await waiting_for_a_paper(night, paris("2026-11-23 22:00"))
    await night.pass_time(paris("2026-11-23 22:00"), paris("2026-11-23 23:00"))
    night.palier.database.write_now(
        lambda kept: said(kept, kept.conversations.find_address("pager", "", "u1"))
    )

    await night.pass_time(paris("2026-11-24 07:00"), paris("2026-11-24 12:00"))

    assert night.pager.rang_at == []
    kept_back = night.palier.database.read_now(lambda kept: kept.sending.undelivered())
    assert [row.status for row in kept_back] == ["withheld"]


async def test_a_page_left_open_shows_nothing_before_the_morning(palier, now):
    now.at = paris("2026-11-22 23:00")
    person = Player(palier, channel="webchat")
    person.say("je suis en retard de loyer")
    rang = []

    async def ring(conversation_id):
        rang.append(conversation_id)

    palier.delivery.bells.append(ring)
    now.at = paris("2026-11-23 23:05")
    await fire_due(palier)
    assert shown(palier, person) == []

    seen = last_seen(palier, person)
    now.at = paris("2026-11-24 08:00")
    await palier.intake.sweep()

    assert shown(palier, person) == ["report.resume"]
    assert last_seen(palier, person) > seen  # a page that asks for what is new gets it
    assert rang


async def test_who_came_back_meanwhile_is_not_asked_to_come_back(palier, now):
    now.at = paris("2026-11-22 23:00")
    person = Player(palier, channel="webchat")
    person.say("je suis en retard de loyer")
    now.at = paris("2026-11-23 23:05")
    await fire_due(palier)

    now.at = paris("2026-11-23 23:30")
    person.say("je dois deux mois")
    now.at = paris("2026-11-24 08:00")
    await palier.intake.sweep()

    assert shown(palier, person) == []
    assert palier.database.read_now(lambda kept: kept.sending.undelivered()) == []


def conversation_of(kept, person):
    return kept.conversations.of(person.channel, "", person.user)


def shown(palier, person):
    def read(kept):
        rows = kept.mail.since(conversation_of(kept, person).id, 0)
        return [row.message for row in rows if getattr(row, "kind", "") == "reminder"]

    return palier.database.read_now(read)


def last_seen(palier, person):
    return palier.database.read_now(
        lambda kept: kept.mail.since(conversation_of(kept, person).id, 0)[-1].seq
    )


async def test_who_writes_again_is_there_again(night):
    await night.say(paris("2026-11-23 09:00"), "bonjour")
    night.palier.database.write_now(
        lambda kept: gone(kept, kept.conversations.find_address("pager", "", "u1"))
    )

    await night.say(paris("2026-11-23 10:00"), "c'est encore moi")

    assert night.person.facts().address.gone_at is None


# What never waits


@pytest.mark.parametrize(
    "at",
    [
        pytest.param("2026-11-24 03:00", id="in_the_night"),
        pytest.param("2026-11-29 11:00", id="on_a_sunday"),
        pytest.param("2026-12-25 23:00", id="on_christmas_night"),
    ],
)
async def test_a_person_who_writes_is_answered_at_once_at_any_hour(night, at):
    await night.say(paris(at), "je suis en retard de loyer")

    assert set(night.pager.rang_at) == {at}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        pytest.param("au feu ya le feu dans la cuisine", "18", id="fire"),
        pytest.param("ça sent le gaz dans l'appart", "0 800 47 33 33", id="gas"),
    ],
)
async def test_the_numbers_to_call_are_sent_in_the_middle_of_the_night(night, words, number):
    await night.say(paris("2026-11-24 03:00"), words)

    assert set(night.pager.rang_at) == {"2026-11-24 03:00"}
    assert any(number in text for _, text in night.pager.rang)


async def test_an_answer_passes_what_waits_for_the_morning(night):
    await waiting_for_a_paper(night, paris("2026-11-23 22:00"))
    await night.pass_time(paris("2026-11-23 22:00"), paris("2026-11-23 23:00"))

    await night.say(paris("2026-11-23 23:15"), "bonjour")
    await night.pass_time(paris("2026-11-24 07:45"), paris("2026-11-24 08:15"))

    assert sorted(set(night.pager.rang_at)) == ["2026-11-23 23:15", "2026-11-24 08:00"]
    assert night.pager.rang_at.count("2026-11-24 08:00") == 1


# Each quarter of an hour of two years


def test_no_quarter_of_an_hour_of_two_years_is_taken_for_another():
    calendar = french_calendar(date(2026, 11, 23))
    at, end = paris("2026-01-01 00:00"), paris("2028-01-01 00:00")
    while at < end:
        assert calendar.may_start_talking(at) is is_decent(at), at

        at += QUARTER


def test_whatever_is_held_back_is_said_at_the_very_first_decent_quarter_of_an_hour():
    calendar = french_calendar(date(2026, 11, 23))
    at, earliest = paris("2027-12-30 12:00"), None
    while at > paris("2026-01-01 00:00"):
        earliest = at if is_decent(at) else earliest
        assert calendar.next_allowed(at) == earliest, at

        at -= QUARTER
