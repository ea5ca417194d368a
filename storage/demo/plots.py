"""Choose the cases of the past year: who, what, since when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from storage.demo.office_hours import pick_tenant_moment
from storage.demo.records import DemoHousehold, DemoResidence
from storage.demo.stories import Story

YEAR_DAYS = 365
SETTLED_DAYS = 130  # a tenant who owes nothing today had time to end an old case on arrears
FOLLOWED_ONE_IN = 15  # tenants in arrears whom an association follows: one in fifteen
ESCALATED_ONE_IN = 6
HEARD_IN_TEN = 8  # tenants in arrears who said something, of ten
FOLLOWED_TERMS = 2
OLDER_AGE = 65
LEGAL_TERMS = 4
CELL_MIX = "escalated"
LATE_MIX = "late"  # an open case on arrears: no referral but for those an association follows
TERM_DAYS, TERM_WORKING_DAYS = 28, 20
MONEY = frozenset({"ARREARS", "ARREARS_LEGAL"})
PLAIN = frozenset({"arrears_income", "arrears_plain"})
BENEFIT = frozenset({"benefits_stopped"})
CAUSES = frozenset({"job_loss", "arrears_separation"})
LEGAL = frozenset({"arrears_order", "arrears_summons"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """One case to tell; `days` are working days from the first reply to the end."""

    household: DemoHousehold
    residence: DemoResidence
    story: Story
    opened_at: datetime
    mix: str
    days: int
    with_also: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What plots are made from."""

    households: Sequence[DemoHousehold]
    residences: Mapping[str, DemoResidence]
    stories: tuple[Story, ...]
    until: date


def plot_arrears(rng: Random, stage: Stage) -> list[Plot]:
    """Give the tenants who owe rent today an open case, the longest in arrears first."""
    late = [one for one in stage.households if one.debt_cents > 0]
    heard = [one for one in late if rng.randrange(10) < HEARD_IN_TEN]
    heard.sort(key=lambda one: (-one.unpaid_terms, one.lease))
    followed = max(round(len(late) / FOLLOWED_ONE_IN), 1)
    candidates = [one for one in heard if _could_be_followed(one)]
    chosen = {one.lease for one in candidates[:followed]}
    return [_plot_one_late(rng, stage, one, followed=one.lease in chosen) for one in heard]


def find_plot(rng: Random, stage: Stage, story: Story | None = None) -> Plot | None:
    """Draw a case of that kind or of any, or nothing when what was drawn does not go together."""
    story = story or rng.choices(stage.stories, weights=[one.weight for one in stage.stories])[0]
    day = stage.until - timedelta(days=rng.randint(1, YEAR_DAYS))
    fitting = [one for one in stage.households if _fits(stage, one, story, day)]
    if not fitting or (story.months and day.month not in story.months):
        return None
    household = rng.choice(fitting)
    return Plot(
        household=household,
        residence=stage.residences[household.dwelling.residence],
        story=story,
        opened_at=pick_tenant_moment(rng, day),
        mix=story.paths,
        days=rng.randint(*story.days),
        with_also=story.also is not None and rng.randrange(100) < story.also.share,
    )


def _plot_one_late(rng: Random, stage: Stage, household: DemoHousehold, *, followed: bool) -> Plot:
    terms = household.unpaid_terms
    causes = PLAIN if followed else _find_causes(household)
    fits = [one for one in stage.stories if one.key in causes]
    story = rng.choices(fits, weights=[one.weight for one in fits])[0]
    escalated = causes == LEGAL or rng.randrange(ESCALATED_ONE_IN) == 0
    ago = max(terms * TERM_DAYS - rng.randint(2, 16), 4)
    least = terms * TERM_WORKING_DAYS + 5  # nobody who still owes rent has a settled case
    return Plot(
        household=household,
        residence=stage.residences[household.dwelling.residence],
        story=replace(story, months=()),
        opened_at=pick_tenant_moment(rng, stage.until - timedelta(days=ago)),
        mix="followed" if followed else CELL_MIX if escalated else LATE_MIX,
        days=rng.randint(least, least + 25) + (60 if followed else 0),
        with_also=True,
    )


def _could_be_followed(household: DemoHousehold) -> bool:
    some = FOLLOWED_TERMS <= household.unpaid_terms < LEGAL_TERMS
    return some and not household.benefit_stopped_terms


def _find_causes(household: DemoHousehold) -> frozenset[str]:
    if household.unpaid_terms >= LEGAL_TERMS:
        return LEGAL
    cause = BENEFIT if household.benefit_stopped_terms else PLAIN
    return cause | (CAUSES if household.unpaid_terms > 1 else frozenset())


def _fits(stage: Stage, household: DemoHousehold, story: Story, day: date) -> bool:
    if story.needs & MONEY and not _could_have_settled(household, stage.until, day):
        return False
    place, residence = household.dwelling, stage.residences[household.dwelling.residence]
    oldest = min(person.birth_year for person in household.holders)
    signs = {
        "": True,
        "lift": residence.lift and place.floor > 0,
        "perimeter": place.building in residence.perimeter_buildings,
        "older": stage.until.year - oldest >= OLDER_AGE,
        "children": bool(household.children_ages),
    }
    return signs[story.fits]


def _could_have_settled(household: DemoHousehold, until: date, day: date) -> bool:
    return household.debt_cents == 0 and (until - day).days >= SETTLED_DAYS
