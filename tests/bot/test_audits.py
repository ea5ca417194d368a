"""The audit of arrears: listed once, read by who chairs it, decided, and carried over."""

import re
import shutil
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from bot import clock
from bot.secrets_kept import INVITATION
from bot.settings import read_settings
from bot.tasks.audits import list_files
from bot.wiring import build
from casework.audits import (
    REASONS,
    Decision,
    ItemState,
    SessionStatus,
    find_reasons,
    period_of,
)
from casework.roles import Role
from storage.tables.audits import AuditSession
from storage.tables.cases import Case, CaseEvent, NeedRow
from storage.tables.messages import Inbox
from storage.tables.people import AccessLog
from tests.conftest import MONDAY_9AM, open_for_test
from tests.every.test_words import FRENCH
from tests.play import ARREARS, Player

FILE = Path(__file__).parents[1] / "conversations" / "agents" / "l_audit_d_octobre.chat"
DECEMBER = datetime(2026, 12, 2, 7, 0, tzinfo=UTC)
UNIT = "AG-VAL"


class Agent(Player):
    """An agent by chat, and what comes to them unasked."""

    def __init__(self, palier, role: str, unit: str = UNIT) -> None:
        super().__init__(palier)

        def invite(kept):
            found = next(a for a in kept.staff.all() if (a.role, a.unit) == (role, unit))
            code = palier.secrets.give(
                kept, "invitation", found.id, now=clock.now(), lasts=INVITATION
            )
            return found.id, code

        self.id, code = palier.database.write_now(invite)
        self.say(f"/agent {code}")
        self.heard = 0
        self.unasked()

    def unasked(self) -> list:
        """Return what came since the last look and answers nothing they wrote."""

        def look(kept):
            row = kept.conversations.of(self.channel, "", self.user)
            return kept.mail.since(row.id, self.heard)

        rows = self.palier.database.write_now(look)
        self.heard = max([self.heard, *(row.seq for row in rows)])
        return [row for row in rows if not isinstance(row, Inbox) and row.inbox_id is None]


def list_at(url: str | None, home: Path) -> None:
    """List the audit in a database, once for all tests that begin with a list."""
    settings = read_settings(home=home, demo=True, database_url=url)
    palier = build(settings, open_for_test(settings))
    list_files(palier, MONDAY_9AM)
    palier.database.close()


@pytest.fixture(scope="module")
def listed_file(demo_file, tmp_path_factory) -> Path:
    """A SQLite database in which the audit is listed."""
    home = tmp_path_factory.mktemp("listed")
    shutil.copy(demo_file, home / "palier.db")
    list_at(None, home)
    return home / "palier.db"


@pytest.fixture(scope="module")
def listed_template(postgres, tmp_path_factory):
    """The name of a database of PostgreSQL in which the audit is listed."""
    name = "palier_listed"
    list_at(postgres.create(name, "palier_demo"), tmp_path_factory.mktemp("pg-listed"))
    yield name
    postgres.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request, start, tmp_path):
    """A Palier whose audit is listed, on both databases."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("listed_file"), tmp_path / "palier.db")
        yield start(f"sqlite:///{tmp_path / 'palier.db'}")
        return
    cluster, name = request.getfixturevalue("postgres"), f"t{uuid.uuid4().hex[:12]}"
    yield start(cluster.create(name, request.getfixturevalue("listed_template")))
    cluster.drop(name)


def items(palier, unit: str = UNIT) -> list:
    def look(kept):
        return kept.audits.items(kept.audits.latest(unit).id)

    return palier.database.read_now(look)


def references(palier, unit: str = UNIT) -> list[str]:
    def look(kept):
        listed = kept.audits.items(kept.audits.latest(unit).id)
        return [kept.cases.get(item.case_id).reference for item in listed]

    return palier.database.read_now(look)


def change(palier, reference: str, **values) -> None:
    def write(kept):
        case = kept.cases.by_reference(reference)
        for name, value in values.items():
            setattr(case, name, value)
        kept.session.add(case)

    palier.database.write_now(write)


def history(palier, reference: str) -> list[CaseEvent]:
    def look(kept):
        return kept.cases.timeline(kept.cases.by_reference(reference).id)

    return palier.database.read_now(look)


# The list


def test_a_list_is_made_once_however_often_it_is_asked_for(on_both):
    manager = Agent(on_both, "agency_manager")

    first = list_files(on_both, MONDAY_9AM)
    before = references(on_both)
    again = [list_files(on_both, MONDAY_9AM + timedelta(days=n)) for n in range(3)]

    assert first > 0
    assert again == [0, 0, 0]
    assert references(on_both) == before
    assert len(manager.unasked()) == 1
    listed = [event.kind for event in history(on_both, before[0])].count("audit_listed")
    assert listed == 1


class DiesAfter:
    """A database whose process dies after so many transactions."""

    def __init__(self, database, writes: int) -> None:
        self._database, self._left = database, writes
        self.read_now = database.read_now

    def write_now(self, work):
        def half(kept):
            done = work(kept)
            if self._left == 0:
                raise Died
            return done

        result = self._database.write_now(half)
        self._left -= 1
        return result


class Died(Exception):
    """The process died."""


def test_a_list_that_a_dying_process_left_half_made_is_finished_and_nothing_is_there_twice(
    on_both,
):
    managers = [Agent(on_both, "agency_manager", unit) for unit in ("AG-CAM", "AG-DOU", UNIT)]
    with pytest.raises(Died):
        list_files(replace(on_both, database=DiesAfter(on_both.database, 1)), MONDAY_9AM)

    assert list_files(on_both, MONDAY_9AM) == 27 - len(references(on_both, "AG-CAM"))

    assert [len(manager.unasked()) for manager in managers] == [1, 1, 1]
    assert len(references(on_both, "AG-DOU")) == len(set(references(on_both, "AG-DOU")))


def test_two_processes_that_list_at_once_make_one_list(on_both):
    manager = Agent(on_both, "agency_manager")
    with ThreadPoolExecutor(2) as pool:
        done = [pool.submit(list_files, on_both, MONDAY_9AM) for _ in range(2)]

    assert sum(one.result() for one in done) == 27
    assert len(references(on_both)) == 3
    assert len(manager.unasked()) == 1


def test_the_manager_is_told_that_the_list_is_ready_with_a_button_to_it(on_both):
    manager, other = Agent(on_both, "agency_manager"), Agent(on_both, "agency_manager", "AG-DOU")
    list_files(on_both, MONDAY_9AM)

    (line,) = manager.unasked()
    assert line.text.startswith("La liste de l'audit d'octobre est prête : 3 dossiers.")
    assert line.choices == [{"payload": f"desk.audit={UNIT}", "label": "Liste de l'audit"}]
    (theirs,) = other.unasked()
    assert "4 dossiers" in theirs.text


def test_where_no_manager_is_there_the_cell_is_told(on_both):
    cell, manager = Agent(on_both, "cell_manager", "cell"), Agent(on_both, "agency_manager")

    def go_away(kept):
        for user in kept.staff.all():
            user.absent = user.unit == UNIT
            kept.session.add(user)

    on_both.database.write_now(go_away)
    list_files(on_both, MONDAY_9AM)

    assert manager.unasked() == []
    lines = {line.choices[0]["payload"]: line.text for line in cell.unasked()}
    assert lines[f"desk.audit={UNIT}"].startswith("Agence Valenciennois-Denaisis : La liste")
    assert lines["desk.audit=siege"].startswith("Siège : La liste")


def test_a_list_made_at_night_is_told_in_the_morning(on_both, now):
    manager = Agent(on_both, "agency_manager")
    now.at = datetime(2026, 12, 1, 3, 30, tzinfo=UTC)

    list_files(on_both, now.at)

    assert manager.unasked() == []
    assert on_both.database.write_now(waiting(manager)) == [
        datetime(2026, 12, 1, 7, 0, tzinfo=UTC)
    ]


def waiting(agent: Agent):
    """Return a look at from when on the lines that wait for an agent may leave."""

    def look(kept):
        row = kept.conversations.of(agent.channel, "", agent.user)
        found = kept.mail.since(row.id, -1)
        return [line.not_before for line in found if not isinstance(line, Inbox) and not line.seq]

    return look


def test_a_file_says_why_it_is_there_and_the_gravest_comes_first(on_both):
    tgpk, zbvs = "P-26-TGPK-G", "P-26-ZBVS-D"
    change(on_both, tgpk, reopened_count=2)

    def add(kept):
        case = kept.cases.by_reference(tgpk)
        ill = NeedRow(case_id=case.id, code="HEALTH", severity=2, opened_at=MONDAY_9AM)
        kept.cases.add_need(ill)
        for kind in ("target_missed", "target_missed", "referral_refused"):
            kept.cases.record(case, kind, actor="timer", now=MONDAY_9AM)

    on_both.database.write_now(add)
    list_files(on_both, MONDAY_9AM)

    assert references(on_both) == ["P-26-Y2YR-W", tgpk, zbvs]
    assert [item.why for item in items(on_both)] == [
        ["target_missed"],
        ["target_missed_twice", "health", "reopened", "referral_declined"],
        ["target_missed", "job_loss"],
    ]


def test_a_job_lost_in_another_open_case_of_the_household_counts_and_a_reserved_case_does_not(
    on_both,
):
    reference = "P-26-TGPK-G"

    def add(kept):
        case = kept.cases.by_reference(reference)
        for code, reserved, end in (("EMPLOYMENT_LOSS", False, "Z"), ("HEALTH", True, "Y")):
            other = Case(
                **case.model_dump(exclude={"id", "reference", "restricted"}),
                reference=f"{case.reference}{end}",
                restricted=reserved,
            )
            kept.cases.add(other)
            need = NeedRow(case_id=other.id, code=code, severity=2, opened_at=MONDAY_9AM)
            kept.cases.add_need(need)

    on_both.database.write_now(add)
    list_files(on_both, MONDAY_9AM)

    listed = dict(zip(references(on_both), items(on_both), strict=True))
    assert listed[reference].why == ["target_missed", "job_loss"]
    assert set(listed) == {"P-26-Y2YR-W", "P-26-ZBVS-D", reference}


def why(palier, reference: str, at: datetime) -> tuple[str, ...]:
    """Return why a case would be listed at a moment."""

    def look(kept):
        case = kept.cases.by_reference(reference)
        files = kept.audits.files(case.unit, period_of(at.date()), now=at)
        return next(find_reasons(file) for file in files if file.case_id == case.id)

    return palier.database.read_now(look)


def test_who_does_not_answer_for_two_weeks_is_without_contact_until_they_write(on_both, now):
    tenant = Player(on_both)
    for line in ARREARS:
        tenant.say(line)
    reference = tenant.facts().cases[0].reference
    asked = MONDAY_9AM + timedelta(seconds=1)

    def wait(kept):
        case = kept.cases.by_reference(reference)
        kept.cases.record(case, "status", actor="bot", now=asked, to="waiting_tenant")

    on_both.database.write_now(wait)
    change(on_both, reference, status="waiting_tenant")

    assert "no_contact" not in why(on_both, reference, asked + timedelta(days=13))
    assert "no_contact" in why(on_both, reference, asked + timedelta(days=14))
    now.at = asked + timedelta(days=14)
    tenant.say("bonjour")
    assert "no_contact" not in why(on_both, reference, asked + timedelta(days=15))


def test_an_agents_words_that_nobody_answers_are_no_contact_either(on_both, now):
    tenant, adviser = Player(on_both), Agent(on_both, "social_adviser")
    for line in ARREARS:
        tenant.say(line)
    reference = tenant.facts().cases[0].reference
    now.at = MONDAY_9AM + timedelta(minutes=5)
    adviser.say(f"/prendre {reference}")
    adviser.say("Bonjour, quand puis-je vous appeler ?")

    assert "no_contact" not in why(on_both, reference, now.at + timedelta(days=13))
    assert "no_contact" in why(on_both, reference, now.at + timedelta(days=14))


def test_a_household_that_nobody_found_the_last_time_is_without_contact(on_both):
    reference = "P-26-TGPK-G"
    assert "no_contact" not in why(on_both, reference, MONDAY_9AM)

    def add(kept):
        case = kept.cases.by_reference(reference)
        known = case.model_dump(exclude={"id", "reference", "status", "outcome", "resolved_at"})
        ended = {"status": "closed", "outcome": "no_contact", "resolved_at": MONDAY_9AM}
        kept.cases.add(Case(**known, **ended, reference=f"{reference}Z"))

    on_both.database.write_now(add)
    assert "no_contact" in why(on_both, reference, MONDAY_9AM)
    assert "no_contact" not in why(on_both, reference, MONDAY_9AM + timedelta(days=366))


def test_only_open_cases_with_an_arrears_need_are_listed(both):
    def look(kept):
        found = []
        for session in kept.audits.of_last_period():
            for item in kept.audits.items(session.id):
                case = kept.cases.get(item.case_id)
                codes = {need.code for need in kept.cases.needs(item.case_id)}
                found.append((session.agency == case.unit, case.status, codes))
        return found

    found = both.database.read_now(look)
    assert found
    assert all(there for there, _, _ in found)
    assert all(codes & {"ARREARS", "ARREARS_LEGAL"} for _, _, codes in found)
    assert not {status for _, status, _ in found} & {"resolved", "closed", "cancelled", "draft"}


# The next audit


def test_what_has_no_decision_comes_back_at_the_next_audit_and_what_has_one_does_not(both, now):
    grave, job, old = references(both)
    manager = Agent(both, "agency_manager")
    manager.say(f"/audit {grave} visite 20/12/2026")
    manager.say(f"/audit {job} reporter")
    manager.say(f"/audit {old}")  # looked at, nothing decided

    now.at = DECEMBER
    list_files(both, DECEMBER)

    listed = dict(zip(references(both), items(both), strict=True))
    assert set(listed) == {job, old}
    assert all("carried_over" in item.why for item in listed.values())

    def look(kept):
        query = select(AuditSession).where(AuditSession.agency == UNIT)
        october, december = kept.session.exec(query.order_by(AuditSession.period)).all()
        assert december.status == SessionStatus.LISTED
        return october.status, {item.state for item in kept.audits.items(october.id)}

    status, states = both.database.read_now(look)
    assert status == SessionStatus.CLOSED
    assert states == {ItemState.DECIDED, ItemState.CARRIED_OVER}


def test_a_decision_whose_day_is_over_brings_an_open_case_back(both, now):
    grave, *_ = references(both)
    Agent(both, "agency_manager").say(f"/audit {grave} plan")

    now.at = DECEMBER
    list_files(both, DECEMBER)

    assert grave in references(both)
    assert "carried_over" not in items(both)[0].why


def test_a_case_that_ended_is_carried_over_by_nobody(both, now):
    grave, *_ = references(both)
    change(both, grave, status="closed")

    now.at = DECEMBER
    list_files(both, DECEMBER)

    assert grave not in references(both)

    def look(kept):
        return kept.audits.item_of(kept.cases.by_reference(grave).id)

    assert both.database.write_now(look) is None


# Reading it


def test_the_audit_is_the_managers_of_the_agency_and_the_cells_and_each_read_is_written_down(both):
    grave, *_ = references(both)
    manager, cell = Agent(both, "agency_manager"), Agent(both, "cell_officer", "cell")

    (listed,) = manager.say("/audit")
    assert all(reference in listed for reference in references(both))
    (everything,) = cell.say("/audit")
    assert everything.count("dossiers :") == 9
    (listed,) = cell.say(f"/audit {UNIT.lower()}")
    assert grave in listed

    assert reads(both, manager) == [("list", None), ("full", grave), *REST]
    assert len(reads(both, cell)) == 1 + 1 + 3


REST = [("full", "P-26-ZBVS-D"), ("full", "P-26-TGPK-G")]


def reads(palier, agent: Agent) -> list[tuple[str, str | None]]:
    def look(kept):
        query = select(AccessLog).where(
            AccessLog.staff_id == agent.id, AccessLog.action == "audit"
        )
        rows = kept.session.exec(query.order_by(AccessLog.id)).all()
        named = {
            row.case_id: row.case_id and kept.cases.get(row.case_id).reference for row in rows
        }
        return [(row.sight, named[row.case_id]) for row in rows]

    return palier.database.read_now(look)


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        ("recovery_officer", UNIT),
        ("social_adviser", UNIT),
        ("caretaker", UNIT),
        ("agency_manager", "AG-DOU"),
        ("litigation_officer", "siege"),
    ],
)
def test_nobody_else_learns_that_there_is_an_audit(both, role, unit):
    grave, *_ = references(both)
    agent = Agent(both, role, unit)
    commands = (f"/audit {UNIT}", f"/audit {grave}", f"/audit {grave} visite")

    said = {agent.say(command)[0] for command in commands}

    assert said == {FRENCH["desk.refused.no_such_case"]}
    assert items(both)[0].decision is None
    assert len(reads(both, agent)) == len(commands)
    assert not agent.say(f"/audit {grave}")[0].count("audit")


def test_who_has_no_audit_is_offered_none(both):
    agent = Agent(both, "social_adviser")
    agent.say("/aide")

    assert "Liste de l'audit" not in {choice["label"] for choice in agent.choices}
    assert agent.say("/audit") == [FRENCH["desk.refused.no_such_case"]]


def test_in_the_chat_a_file_shows_no_illness_no_name_and_no_sum(on_both):
    def add(kept):
        case = kept.cases.by_reference("P-26-TGPK-G")
        facts = {"amount": 1240, "months_count": 3}
        ill = NeedRow(case_id=case.id, code="HEALTH", severity=2, opened_at=MONDAY_9AM)
        kept.cases.add_need(ill)
        (arrears,) = [need for need in kept.cases.needs(case.id) if need.code == "ARREARS"]
        arrears.facts = facts
        kept.session.add(arrears)
        return [person.last_name for person in kept.people.persons(case.household_id)]

    names = on_both.database.write_now(add)
    list_files(on_both, MONDAY_9AM)
    manager = Agent(on_both, "agency_manager")

    said = "\n".join([*manager.say("/audit"), *manager.say("/audit P-26-TGPK-G")])

    assert "situation suivie" in said
    assert "anté" not in said
    assert "1240" not in said
    assert "1 240" not in said
    assert not [name for name in names if name in said]


def test_a_decision_for_health_is_not_said_again_and_not_in_the_history(both):
    grave, *_ = references(both)
    manager = Agent(both, "agency_manager")

    (noted,) = manager.say(f"/audit {grave} santé")
    (listed,) = manager.say("/audit")

    assert "anté" not in noted + listed
    assert items(both)[0].decision == Decision.HEALTH
    (line,) = [event for event in history(both, grave) if event.kind == "audit_decided"]
    assert line.reason is None


def test_a_long_list_comes_by_pages_and_each_file_can_be_opened(both):
    cell = Agent(both, "cell_manager", "cell")

    (first,) = cell.turn("/audit siege")
    assert "Page 1 sur 2" in first.text
    (second,) = cell.turn("[Suivants]")
    assert "Page 2 sur 2" in second.text
    reference = re.findall(r"P-26-\w{4}-\w", second.text)[0]
    (card,) = cell.say(f"[Ouvrir {reference}]")
    assert card.startswith(f"{reference} · ")


# Deciding


def test_a_decision_has_an_owner_a_day_and_a_line_in_the_history_and_nothing_goes_out(both):
    grave, *_ = references(both)
    manager = Agent(both, "agency_manager")

    manager.say(f"/audit {grave}")
    assert items(both)[0].state == ItemState.EXAMINED
    manager.say("[Visite à domicile]")

    item = items(both)[0]
    assert (item.state, item.decision) == (ItemState.DECIDED, Decision.VISIT)
    assert item.decided_by == manager.id
    assert item.due_at.date().isoformat() == "2026-12-07"

    def look(kept):
        case = kept.cases.by_reference(grave)
        return case, [timer.due_at for timer in kept.timers.of_case(case.id) if not timer.done_at]

    case, timers = both.database.read_now(look)
    assert item.owner_id == case.owner_id
    assert case.due_at == item.due_at
    assert timers == [item.due_at]  # forgotten by then, it is graver
    (line,) = [event for event in history(both, grave) if event.kind == "audit_decided"]
    assert (line.actor, line.reason) == (manager.id, "audit_visit")


def test_a_decision_may_be_changed_and_what_is_put_off_is_awaited_by_nobody(both):
    grave, *_ = references(both)
    manager = Agent(both, "agency_manager")
    manager.say(f"/audit {grave} visite")
    manager.say(f"/audit {grave} plan, 15/12")
    assert items(both)[0].decision == Decision.PLAN
    manager.say(f"/audit {grave} reporter")

    item = items(both)[0]
    assert (item.state, item.owner_id, item.due_at) == (ItemState.CARRIED_OVER, None, None)

    def look(kept):
        case = kept.cases.by_reference(grave)
        return [timer.result for timer in kept.timers.of_case(case.id)]

    assert both.database.read_now(look) == ["carried_over"]


def test_a_sooner_day_that_was_promised_stays(both):
    grave, *_ = references(both)
    soon = MONDAY_9AM + timedelta(days=1)
    change(both, grave, due_at=soon)
    Agent(both, "agency_manager").say(f"/audit {grave} visite")

    case = both.database.read_now(lambda kept: kept.cases.by_reference(grave))
    assert case.due_at == soon


def test_who_has_the_case_is_told_what_is_theirs(both):
    grave, *_ = references(both)
    owner = Agent(both, "recovery_officer")
    change(both, grave, owner_id=owner.id)
    Agent(both, "agency_manager").say(f"/audit {grave} association 15/12")

    (line,) = owner.unasked()
    assert line.text == (
        f"{grave}, décidé à l'audit : vers une association, avant le 15 décembre 2026. C'est à vous."
    )


def test_what_goes_to_the_cell_is_the_cells_and_who_had_it_stands_behind(both):
    grave, *_ = references(both)
    before = both.database.read_now(lambda kept: kept.cases.by_reference(grave)).owner_id
    cell = Agent(both, "cell_officer", "cell")
    Agent(both, "agency_manager").say(f"/audit {grave} cellule")

    def look(kept):
        case = kept.cases.by_reference(grave)
        return case, kept.staff.get(case.owner_id)

    case, owner = both.database.read_now(look)
    assert (case.status, case.level, case.backup_id) == ("escalated", 2, before)
    assert owner.role == Role.CELL_OFFICER
    assert (grave in "".join(cell.say("/taches"))) is (owner.id == cell.id)


def test_a_day_that_is_over_or_words_that_mean_nothing_change_nothing(both):
    grave, *_ = references(both)
    manager = Agent(both, "agency_manager")

    (past,) = manager.say(f"/audit {grave} cellule 10/11/2026")
    (unknown,) = manager.say(f"/audit {grave} visite quand on pourra")

    assert past.startswith("Ce jour est passé : 10 novembre 2026.")
    assert unknown.startswith("Tapez /audit RÉFÉRENCE")
    assert items(both)[0].decision is None
    case = both.database.read_now(lambda kept: kept.cases.by_reference(grave))
    assert case.status == "in_progress"


def test_what_is_not_listed_or_over_is_said(both):
    grave, *_ = references(both)
    manager = Agent(both, "agency_manager")
    tenant = Player(both)
    for line in ARREARS:
        tenant.say(line)
    fresh = tenant.facts().cases[0].reference

    assert manager.say(f"/audit {fresh}") == [f"{fresh} n'est pas sur la liste de l'audit."]
    change(both, grave, status="resolved")
    (over,) = manager.say(f"/audit {grave} visite")
    assert "terminé" in over


def test_a_person_may_put_a_case_on_the_list_that_no_rule_put_there(both):
    manager, tenant = Agent(both, "agency_manager"), Player(both)
    for line in ARREARS:
        tenant.say(line)
    fresh = tenant.facts().cases[0].reference

    manager.say(f"/audit {fresh}")
    (asked,) = manager.say("[Ajouter à la liste]")
    assert asked.startswith(f"{fresh} · ")
    assert "ajouté par un agent" in asked
    manager.say("[Visite à domicile]")

    item = items(both)[-1]
    assert (references(both)[-1], item.why, item.decision) == (fresh, ["picked"], Decision.VISIT)
    assert [e.actor for e in history(both, fresh) if e.kind == "audit_listed"] == [manager.id]
    manager.say(f"/audit {fresh} add")
    assert len(items(both)) == 4


def test_a_case_without_arrears_is_put_on_no_audit(both):
    def look(kept):
        cases = kept.cases.listed(unit="AG-ROU", open_only=True)
        codes = {
            case.reference: {need.code for need in kept.cases.needs(case.id)} for case in cases
        }
        return next(reference for reference, has in codes.items() if has == {"REPAIR"})

    reference, manager = both.database.read_now(look), Agent(both, "agency_manager", "AG-ROU")

    (said,) = manager.say(f"/audit {reference} add")
    assert said == f"{reference} n'est pas sur la liste de l'audit."
    assert manager.choices == []


@pytest.mark.parametrize("decision", [d for d in Decision if d is not Decision.CASE_ENDED])
def test_each_decision_is_made_by_its_button(palier, decision):
    list_files(palier, MONDAY_9AM)
    grave, *_ = references(palier)
    manager = Agent(palier, "agency_manager")
    manager.say(f"/audit {grave}")
    label = FRENCH[f"desk.audit.decision.{decision}"]

    manager.say(f"[{label[:1].upper()}{label[1:]}]")

    assert items(palier)[0].decision == decision


def test_every_reason_decision_state_and_month_has_words():
    ids = {
        *(f"desk.audit.reason.{reason.name}" for reason in REASONS),
        *(f"desk.audit.decision.{decision}" for decision in Decision),
        *(f"desk.audit.state.{state}" for state in ItemState),
        *("event.audit_listed", "event.audit_decided", "desk.audit.reason.picked"),
        *(f"desk.audit.of.{month}" for month in range(2, 13, 2)),
        *(f"rule.audit_{d}" for d in Decision if d not in {Decision.HEALTH, Decision.CASE_ENDED}),
    }

    assert ids - set(FRENCH) == set()


# A whole conversation, as a file that the cell can read


def play(palier, script: str) -> str:
    """Play a file: "@" an agent begins, "*" the list is made, ">" they write."""
    agents, agent, lines = {}, None, []
    for line in script.splitlines():
        sign, _, rest = line.partition(" ")
        if sign not in {"#", "@", "*", ">"}:
            continue
        lines.append(line)
        if sign == "@":
            agent = agents.get(rest) or agents.setdefault(rest, Agent(palier, *rest.split()))
        if sign == "*":
            list_files(palier, clock.now())
        replies = agent.turn(rest) if sign == ">" else []
        for reply in [*replies, *(agent.unasked() if sign in {"@", "*"} else [])]:
            lines += [
                f"{'  ' if n else '< '}{text}" for n, text in enumerate(reply.text.split("\n"))
            ]
            lines += [f"  [{choice['label']}]" for choice in reply.choices]
    return "\n".join(lines) + "\n"


def test_an_audit_is_held_as_written(on_both, request):
    script = FILE.read_text(encoding="utf-8")

    played = play(on_both, script)

    if request.config.getoption("--rewrite"):
        FILE.write_text(played, encoding="utf-8")
    assert played == FILE.read_text(encoding="utf-8")
