"""A danger that was said: written down, in a case of its own, and somebody woken up."""

from typing import TYPE_CHECKING

from bot.waking import wake
from casework.roles import Role
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
CLOSED_AS = {"false": "not_that", "safe": "safe", "yes": "safe"}


def raise_alarm(turn: "Performing", effect: RaiseAlarm) -> None:
    """Write the safety event; above a mere doubt, open the case and tell who is on call."""
    event = turn.kept.cases.add_safety_event(
        SafetyEvent(
            conversation_id=turn.inbox.conversation_id,
            intent=effect.intent,
            level=effect.level,
            because=effect.because,
            text_hash=turn.secrets.pseudonym(effect.words),
            message=f"alarm.{effect.intent}",
            at=turn.now,
        )
    )
    if effect.level == "risk_to_check":
        return
    facts = {"safety": effect.level, "said": effect.because, **FACTS_OF.get(effect.intent, {})}
    told = NeedTold(NEED_OF[effect.intent], facts, effect.words)
    opened = turn.tell((told,), {}, safety=effect.level)
    route = opened.routes[0][1]
    event.case_id = opened.case.id
    turn.kept.mail.tie_media(effect.media, opened.case.id or 0)
    event.alerted = [str(role) for role in route.alert]
    turn.kept.session.add(event)
    wake(turn, opened.case, route.alert, urgent=True)
    if effect.intent not in DISCREET:
        turn.say(_who_reads(turn))


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
    answer = {"inbox": turn.inbox.id, "answer": effect.answer, "at": turn.now.isoformat()}
    event.answers = [*event.answers, answer]
    event.closed_as = CLOSED_AS.get(effect.answer, event.closed_as)
    turn.kept.session.add(event)
    if effect.intent in DISCREET and effect.answer in {"no", "sms"}:
        turn.address.safe_to_contact = False
        turn.kept.session.add(turn.address)
    if event.case_id is not None:
        case = turn.kept.cases.get(event.case_id)
        turn.kept.mail.tie_media(effect.media, event.case_id)
        if effect.place:
            _send_to_the_place(turn, case, effect)
        details = {"inbox": turn.inbox.id, "answer": effect.answer}
        turn.kept.cases.record(case, "message", actor="tenant", now=turn.now, details=details)


def _send_to_the_place(turn: "Performing", case: Case, effect: AddToAlarm) -> None:
    """Give the alarm to the agency of the place once it is said, and tell who is on call there."""
    place = turn.situations.place(turn.kept, turn.address, effect.place)
    case.place = {**case.place, **effect.place}
    turn.kept.session.add(case)
    if place.agency is None or place.agency == case.unit:
        return
    turn.kept.cases.record(
        case, "status", actor="router", now=turn.now, frm=case.status, reason="agency_of_the_place"
    )
    case.unit, case.owner_id = place.agency, None
    wake(turn, case, (Role.ON_CALL, Role.AGENCY_MANAGER), urgent=True)
