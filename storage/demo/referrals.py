"""Tell the referrals of a past case: asked with consent, answered, ended."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random

from storage.demo.files import read_json, read_reference
from storage.demo.office_hours import pick_office_moment
from storage.demo.records import DemoEvent, DemoReferral

DECLINES = ("no_capacity", "no_capacity", "no_capacity", "out_of_scope", "person_unreachable")
OUTCOMES = {
    "ARREARS": "plan_kept",
    "ARREARS_LEGAL": "plan_kept",
    "BENEFITS": "benefit_restored",
    "EMPLOYMENT_LOSS": "job_or_training",
    "EMPLOYMENT_SEEK": "job_or_training",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service of one partner, as far as a past referral needs it."""

    id: str
    partner: str
    thematics: frozenset[str]
    places: frozenset[str]
    publics: frozenset[str]
    accept_rate: float


def read_services() -> tuple[Service, ...]:
    """Read the services of every partner; a place is a commune, an EPCI or the department."""
    return tuple(
        Service(
            id=row["id"],
            partner=partner["id"],
            thematics=frozenset(row["thematics"]),
            places=frozenset([*row["communes"], *row["epcis"], row["department"] or ""]),
            publics=frozenset(row["publics"]),
            accept_rate=row["accept_rate"],
        )
        for partner in read_json("partners.json")
        for row in partner["services"]
    )


def read_places() -> dict[str, frozenset[str]]:
    """Read what covers each commune: itself, its EPCI, the department."""
    rows = read_reference("communes.json")
    return {row["insee"]: frozenset({row["insee"], row["epci_code"], "59"}) for row in rows}


def read_thematics() -> dict[str, tuple[str, ...]]:
    """Read the thematics of each need, the closest first."""
    rows = read_reference("thematics.json")["needs"]
    return {row["need"]: tuple(row["thematics"]) for row in rows}


def find_services(
    services: tuple[Service, ...],
    *,
    thematics: tuple[str, ...],
    places: frozenset[str],
    publics: frozenset[str],
) -> tuple[Service, ...]:
    """Find the services of that place and those people, for the closest thematic that has any."""
    near = [one for one in services if one.places & places and one.publics & publics]
    for thematic in thematics:
        found = [one for one in near if thematic in one.thematics]
        if found:
            return tuple(sorted(found, key=lambda one: one.id))
    return ()


def tell_referrals(
    rng: Random, *, need: str, candidates: tuple[Service, ...], events: tuple[DemoEvent, ...]
) -> tuple[DemoReferral, ...]:
    """Tell who was asked between the proposal and the end of the support."""
    spans = [
        (event.at, after.at)
        for event, after in pairwise(events)
        if event.to_status == "waiting_partner"
    ]
    if not spans or not candidates:
        return ()
    (start, end), first = spans[0], rng.choice(candidates[:3])
    others = [one for one in candidates[:4] if one != first]
    if not others or rng.random() < first.accept_rate:
        return (_accepted(rng, need, first, (start, end)),)
    declined = _declined(rng, need, first, (start, end))
    asked = declined.answered_at or start
    return (declined, _accepted(rng, need, others[0], (asked + timedelta(minutes=20), end)))


def cut_referral(referral: DemoReferral, horizon: datetime) -> DemoReferral | None:
    """Give a referral as it stands at the horizon, or nothing when it is still to come."""
    if referral.proposed_at >= horizon:
        return None
    if referral.answered_at is not None and referral.answered_at >= horizon:
        return replace(_still_active(referral), state="proposed", answered_at=None)
    if referral.ended_at is not None and referral.ended_at >= horizon:
        return _still_active(referral)
    return referral


def _declined(
    rng: Random, need: str, service: Service, span: tuple[datetime, datetime]
) -> DemoReferral:
    answered = min(pick_office_moment(rng, after=span[0], days=rng.randint(0, 2)), span[1])
    return DemoReferral(
        service=service.id,
        partner=service.partner,
        need=need,
        state="declined",
        consent_at=span[0] - timedelta(minutes=rng.randint(1, 9)),
        proposed_at=span[0],
        answered_at=answered,
        decline_reason=rng.choice(DECLINES),
        ended_at=None,
        outcome="",
    )


def _accepted(
    rng: Random, need: str, service: Service, span: tuple[datetime, datetime]
) -> DemoReferral:
    proposed = min(span)
    answered = min(pick_office_moment(rng, after=proposed, days=rng.randint(0, 3)), span[1])
    return DemoReferral(
        service=service.id,
        partner=service.partner,
        need=need,
        state="closed",
        consent_at=proposed - timedelta(minutes=rng.randint(1, 9)),
        proposed_at=proposed,
        answered_at=max(answered, proposed),
        decline_reason="",
        ended_at=span[1],
        outcome=OUTCOMES.get(need, "autonomous"),
    )


def _still_active(referral: DemoReferral) -> DemoReferral:
    return replace(referral, state="active", decline_reason="", ended_at=None, outcome="")
