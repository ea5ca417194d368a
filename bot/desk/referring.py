"""Propose partners for a case, with the reasons; an agent chooses, the tenant agrees or not."""

import hashlib
from typing import Any

from bot.desk import tenants
from bot.desk.agent_turn import AgentTurn
from bot.desk.handover import is_reserved
from bot.desk.holding import current
from casework.needs import RESTRICTED
from casework.partners import Candidate
from dialogs.conversation import from_json, to_json
from dialogs.effects import Choice, NeedTold, Say
from storage.access import Seen
from storage.tables.cases import Case, NeedRow
from storage.tables.messages import ConversationRow
from storage.tables.people import ChannelAddress

PROPOSED = 3
YES, NO = "consent.referral=yes", "consent.referral=no"


def refer(desk: AgentTurn, argument: str) -> None:
    """Show who could help, best first; with a service, write the choice down."""
    reference, _, service_id = argument.partition(" ")
    if not (reference or current(desk)):
        desk.say("desk.usage.orienter")
        return
    seen = desk.case(reference or str(current(desk)), "refer")
    proposed = candidates_of(desk, seen)
    if service_id:
        _choose(desk, seen.case, service_id, proposed)
        return
    if not proposed:
        _say_why_nobody(desk, seen)
        return
    named = {one.service: _name(desk, one) for _, one in proposed}
    lines = tuple(_line(need, one, named[one.service]) for need, one in proposed)
    choices = tuple(
        Choice(
            f"desk.orienter={seen.case.reference}:{short_name(one.service)}",
            "desk.choice.partner",
            {"partner": one.partner, "service": named[one.service]},
        )
        for _, one in proposed
    )
    desk.say("desk.refer.found", *choices, reference=seen.case.reference, lines=lines)


def _say_why_nobody(desk: AgentTurn, seen: Seen) -> None:
    """Say that nobody fits, or that it is for the desk: restricted needs are not named here."""
    reference = seen.case.reference
    if is_reserved(need for need, _ in seen.needs):
        page = desk.office.page(reference)
        desk.say("desk.refer.on_the_desk", reference=reference, page=page)
        return
    desk.say("desk.refer.nobody", reference=reference)


def short_name(service_id: str) -> str:
    """Return a name of a service that fits a button, however long its own is."""
    return hashlib.sha256(service_id.encode()).hexdigest()[:12]


def candidates_of(desk: AgentTurn, seen: Seen) -> list[tuple[NeedRow, Candidate]]:
    """Return the services that fit each need which may be named in a chat, ranked as of now."""
    kept, case = desk.turn.kept, seen.case
    address = ChannelAddress(
        id=case.address_id, channel=case.channel, user="", household_id=case.household_id
    )
    needs = [need for need, _ in seen.needs if need.code not in RESTRICTED]
    told = tuple(NeedTold(need.code, need.facts, need.words) for need in needs)
    routes = desk.turn.situations.routes(kept, address, told, case.place, case.language, None)
    ranked = [
        (need, one)
        for need, (_, route) in zip(needs, routes, strict=True)
        for one in route.partners[:PROPOSED]
    ]
    return list({one.service: (need, one) for need, one in reversed(ranked)}.values())[::-1]


def _name(desk: AgentTurn, one: Candidate) -> str:
    return desk.turn.kept.directory.name_of_service(one.service)


def _line(need: NeedRow, one: Candidate, service: str) -> Say:
    reasons = tuple(Say(f"desk.fits.{reason}") for reason in one.because)
    named = Say(f"need.{need.code}")
    who = {"partner": one.partner, "service": service}
    return Say("desk.refer.line", {**who, "need": named, "reasons": reasons})


def _choose(
    desk: AgentTurn, case: Case, service_id: str, proposed: list[tuple[NeedRow, Candidate]]
) -> None:
    """Write the agent's choice in the history, and ask the tenant where they can answer."""
    named = (pair for pair in proposed if service_id in _names(pair[1].service))
    found = next(named, None)
    if found is None:
        desk.say("desk.refer.not_proposed", reference=case.reference)
        return
    need, one = found
    details: dict[str, Any] = {"service": one.service, "because": list(one.because)}
    desk.turn.kept.cases.record(
        case,
        "partner_chosen",
        actor=desk.agent.id,
        now=desk.turn.now,
        to=need.code,
        details=details,
    )
    asked = _ask_tenant(desk, case, one)
    desk.say(
        "desk.refer.asked" if asked else "desk.refer.to_ask",
        reference=case.reference,
        partner=one.partner,
    )


def _names(service_id: str) -> tuple[str, str]:
    return service_id, short_name(service_id)


def _ask_tenant(desk: AgentTurn, case: Case, one: Candidate) -> bool:
    """Ask the tenant's leave in their chat, when nothing else is being asked there."""
    tenant = tenants.conversation_of(desk.turn.kept, case)
    if (
        tenant is None
        or not _is_free(tenant)
        or not tenants.may_be_written_to(desk.turn.kept, tenant)
    ):
        return False
    choices = (Choice(YES, "consent.choice.yes"), Choice(NO, "consent.choice.no"))
    say = Say("consent.ask.referral", {"partner": one.partner}, choices)
    tenants.tell(desk, case, tenant, say)
    state = {**to_json(from_json(tenant.state)), "asked": "consent.referral"}
    tenant.state, tenant.version = state, tenant.version + 1
    desk.turn.kept.session.add(tenant)
    return True


def _is_free(tenant: ConversationRow) -> bool:
    state = from_json(tenant.state)
    return tenant.held_by is None and not state.topics and state.asked is None
