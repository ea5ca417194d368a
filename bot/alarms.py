"""A danger that was said: written down, in a case of its own, and somebody woken up."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.waking import wake
from casework.roles import Role
from dialogs.danger.danger_state import is_open
from dialogs.effects import AddToAlarm, NeedTold, RaiseAlarm, Say
from storage.tables.cases import Case, SafetyEvent

if TYPE_CHECKING:
    from bot.performing import Performing

NEED_OF = {
    "emergency_violence_home": "VIOLENCE",
    "emergency_suicide": "SUICIDE",
    "emergency_child": "CHILD",
    "emergency_medical": "MEDICAL",
    "emergency_fire": "FIRE",
    "emergency_gas": "GAS",
    "emergency_assault": "ASSAULT",
    "emergency_lift": "COMMON_AREA",
    "emergency_life_support": "MEDICAL",
    "emergency_monoxide": "GAS",
}
FACTS_OF = {
    "emergency_lift": {"problem_type": "lift_person_blocked"},
    "emergency_monoxide": {"problem_type": "heating_dangerous"},
}
DISCREET = frozenset({"emergency_violence_home"})
MOST_WORDS = 2_000  # of a need
CLOSED_AS = {"false": "not_that", "safe": "safe", "yes": "safe"}


def raise_alarm(turn: "Performing", effect: RaiseAlarm) -> None:
    """Write the safety event; above a mere doubt, open the case and tell who must know."""
    event = turn.kept.cases.add_safety_event(
        SafetyEvent(
            conversation_id=turn.inbox.conversation_id,
            intent=effect.intent,
            level=effect.level,
            because=effect.because,
            text_hash=turn.secrets.pseudonym(effect.words),
            message=f"alarm.{effect.intent}",
            answers=[_said(turn, "doubt" if effect.level == "risk_to_check" else "alarm")],
            at=turn.now,
        )
    )
    if not is_open(effect):
        return
    before = _doubts_before(turn, event)
    said = {"safety": effect.level, "said": effect.because}
    facts = {**said, **FACTS_OF.get(effect.intent, {}), **_wishes_of(before)}
    words = "\n".join((*_words_of(turn, before), effect.words)).strip()
    told = NeedTold(NEED_OF[effect.intent], facts, words[:MOST_WORDS])
    opened = turn.tell((told, *effect.needs), effect.place, safety=effect.level)
    route = opened.routes[0][1]
    _tie(turn, opened.case, (*before, event))
    turn.kept.mail.tie_media(effect.media, opened.case.id or 0)
    roles = tuple(role for role in route.alert if not (effect.read_later and role is Role.ON_CALL))
    event.alerted = [str(role) for role in roles]
    wake(turn, opened.case, roles, urgent=not effect.read_later, by_day=effect.read_later)
    if effect.intent not in DISCREET and not effect.read_later:
        turn.say(_who_reads(turn))


def _said(turn: "Performing", answer: str) -> dict[str, Any]:
    return {"inbox": turn.inbox.id, "answer": answer, "at": turn.now.isoformat()}


def _doubts_before(turn: "Performing", event: SafetyEvent) -> list[SafetyEvent]:
    """Return the doubts of this conversation that nobody was told of: they are read now."""
    found = turn.kept.cases.untold_doubts(turn.inbox.conversation_id)
    return [doubt for doubt in found if doubt.id != event.id]


def _wishes_of(doubts: list[SafetyEvent]) -> dict[str, bool]:
    """Return what was wished while doubts stood: not to be rung."""
    answers = {answer["answer"] for doubt in doubts for answer in doubt.answers}
    return {"no_call": True} if "no_call" in answers else {}


def _words_of(turn: "Performing", doubts: list[SafetyEvent]) -> list[str]:
    """Return what was said to raise doubts and while they stood, in its order."""
    rows = sorted({answer["inbox"] for doubt in doubts for answer in doubt.answers})
    inboxes = (turn.kept.mail.find_in(turn.inbox.conversation_id, row) for row in rows)
    return [str(inbox.body.get("text") or "") for inbox in inboxes if inbox is not None]


def _tie(turn: "Performing", case: Case, events: tuple[SafetyEvent, ...]) -> None:
    """Tie what was said to the case: each message is a line of its history."""
    for event in events:
        for answer in event.answers if event.case_id is None else ():
            details = {"inbox": answer["inbox"], "answer": answer["answer"]}
            turn.kept.cases.record(case, "message", actor="tenant", now=turn.now, details=details)
        event.case_id = case.id
        turn.kept.session.add(event)


def _who_reads(turn: "Performing") -> Say:
    """Say the truth about who reads: somebody on call, or the next person at the opening."""
    on_call = any(user.role == "on_call" for user in turn.kept.staff.all())
    if on_call or turn.situations.calendar.is_open(turn.now):
        return Say("alarm.on_call")
    opening = turn.situations.calendar.next_opening(turn.now)
    return Say("alarm.next_reader", {"when": Say("case.by", {"moment": opening})})


def add(turn: "Performing", effect: AddToAlarm) -> None:
    """Keep what the person answers with the alarm, for who was told."""
    event = turn.kept.cases.last_safety_event(turn.inbox.conversation_id, effect.intent)
    if event is None:
        return
    event.answers = [*event.answers, _said(turn, effect.answer)]
    event.closed_as = CLOSED_AS.get(effect.answer, event.closed_as)
    turn.kept.session.add(event)
    if effect.intent in DISCREET and effect.answer in {"no", "sms"}:
        turn.address.safe_to_contact = False
        turn.kept.session.add(turn.address)
    if effect.intent in DISCREET and effect.answer == "yes":
        turn.address.safe_to_contact = None
        turn.kept.session.add(turn.address)
    if event.case_id is not None:
        case = turn.kept.cases.get(event.case_id)
        turn.kept.mail.tie_media(effect.media, event.case_id)
        if effect.place:
            send_to_the_place(turn, case, effect.place, urgent=event.level != "risk_to_check")
        if effect.needs:
            wished = NeedTold(NEED_OF[effect.intent], {}, effect.text[:MOST_WORDS])
            turn.tell((wished, *effect.needs), case.place, safety=event.level)
        if effect.answer == "no_call":
            _not_to_be_rung(turn, case)
        details = {"inbox": turn.inbox.id, "answer": effect.answer}
        turn.kept.cases.record(case, "message", actor="tenant", now=turn.now, details=details)


def _not_to_be_rung(turn: "Performing", case: Case) -> None:
    for need in turn.kept.cases.needs(case.id or 0):
        need.facts = {**need.facts, "no_call": True}
        turn.kept.session.add(need)


def send_to_the_place(
    turn: "Performing", case: Case, said: Mapping[str, Any], *, urgent: bool
) -> None:
    """Give the alarm to the agency of the place once it is said, and tell who is on call there."""
    place = turn.situations.place(turn.kept, turn.address, said)
    case.place = {**case.place, **said}
    turn.kept.session.add(case)
    if place.agency is None or place.agency == case.unit:
        return
    turn.kept.cases.record(
        case, "status", actor="router", now=turn.now, frm=case.status, reason="agency_of_the_place"
    )
    case.unit, case.owner_id = place.agency, None
    roles = (Role.ON_CALL, Role.AGENCY_MANAGER) if urgent else (Role.AGENCY_MANAGER,)
    wake(turn, case, roles, urgent=urgent, by_day=not urgent)
