"""Make the past year of the demonstration: about 350 cases, from first message to outcome.

Each case is told to its end, then cut at the loading day, so that the open ones are open for the
reasons that keep real cases open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, repeat
from random import Random

from storage.demo.files import read_json, read_residences
from storage.demo.office_hours import PARIS, find_start_of_day
from storage.demo.plots import OLDER_AGE, Plot, Stage, find_plot, plot_arrears
from storage.demo.records import (
    DemoAgent,
    DemoCase,
    DemoEvent,
    DemoHousehold,
    DemoNeed,
    DemoNote,
)
from storage.demo.referrals import (
    Service,
    cut_referral,
    find_services,
    read_places,
    read_services,
    read_thematics,
    tell_referrals,
)
from storage.demo.stories import MIXES, WAYS, read_stories
from storage.demo.timelines import Cast, lay_out

CASES = 350
CASES_AT_MOST = 3
TRIES = 15
URGENT = 3
RAISED_BY_VULNERABILITY = frozenset({"REPAIR", "BENEFITS", "DEBT", "FOOD"})
SECOND_NEED = {"ARREARS": 2, "FAMILY": 1}
CHANNELS = {"telegram": 38, "web": 40, "agent": 22}
HEAD_OFFICE = "siege"
HEAD_OFFICE_ROLES = frozenset({"clause_officer", "relocation_officer"})
MOVED_BY_DEMOLITION = frozenset({"REHOUSING", "SITE"})
EVERYBODY = frozenset(
    {"tous-publics", "demandeurs-demploi", "jeunes", "beneficiaires-des-minimas-sociaux"}
)
OPENINGS = ("", "", "", "", "", "bjr ", "bonjour ", "slt ", "svp ")
ENDINGS = ("", "", "", "", "", "", " merci", " svp", " merci d avance", " !!", "...")


@dataclass(frozen=True, slots=True, kw_only=True)
class _World:
    """What the tellers look things up in."""

    agents: Mapping[tuple[str, str], tuple[DemoAgent, ...]]
    services: tuple[Service, ...]
    places: Mapping[str, frozenset[str]]
    thematics: Mapping[str, tuple[str, ...]]
    months: tuple[Mapping[str, str], ...]
    horizon: datetime


def make_history(
    households: Sequence[DemoHousehold],
    staff: Sequence[DemoAgent],
    seed: int,
    until: date,
    count: int = CASES,
) -> tuple[DemoCase, ...]:
    """Make the cases of the year before a day, oldest first; the people of scenarios have none."""
    rng = Random(seed)  # noqa: S311  # an invented past, no secret
    world = _read_world(staff, until)
    played = {row["lease"] for row in read_json("fixed_households.json")}
    stage = Stage(
        households=[one for one in households if one.lease not in played],
        residences={one.code: one for one in read_residences()},
        stories=read_stories(),
        until=until,
    )
    told = [_tell(rng, world, plot) for plot in plot_arrears(rng, stage)] if households else []
    told += _tell_others(rng, world, stage, told, count - len(told))
    told.sort(key=lambda case: (case.opened_at, case.household))
    return tuple(replace(case, id=f"demo-{rank:04d}") for rank, case in enumerate(told, start=1))


def _read_world(staff: Sequence[DemoAgent], until: date) -> _World:
    desks: dict[tuple[str, str], tuple[DemoAgent, ...]] = {}
    for agent in staff:
        desk = (agent.unit, agent.role)
        desks[desk] = (*desks.get(desk, ()), agent)
    return _World(
        agents=desks,
        services=read_services(),
        places=read_places(),
        thematics=read_thematics(),
        months=_read_months(),
        horizon=find_start_of_day(until),
    )


def _read_months() -> tuple[Mapping[str, str], ...]:
    names = read_json("names.json")
    pairs = zip(names["months"], names["of_months"], strict=True)
    return tuple({"month": month, "of_month": of_month} for month, of_month in pairs)


def _tell_others(
    rng: Random, world: _World, stage: Stage, told: Sequence[DemoCase], wanted: int
) -> list[DemoCase]:
    spans = {one.household: [(one.opened_at, world.horizon)] for one in told}
    made: list[DemoCase] = []
    # Every kind of case first, twice, so that no need is missing from the desk.
    kinds = chain(stage.stories * 2, repeat(None, max(wanted, 0) * TRIES))
    for story in kinds:
        plot = find_plot(rng, stage, story) if len(made) < wanted else None
        if plot is None:
            continue
        case = _tell(rng, world, plot)
        span = (case.opened_at, case.closed_at or world.horizon)
        if _is_free(spans.get(case.household, []), span):
            spans[case.household] = [*spans.get(case.household, []), span]
            made.append(case)
    return made


def _is_free(taken: Sequence[tuple[datetime, datetime]], span: tuple[datetime, datetime]) -> bool:
    apart = all(span[1] < start or end < span[0] for start, end in taken)
    return apart and len(taken) < CASES_AT_MOST


def _tell(rng: Random, world: _World, plot: Plot) -> DemoCase:
    role, severity = _find_role(plot), _find_severity(plot)
    cast = _pick_cast(rng, world, plot.residence.agency, role)
    candidates = _find_candidates(world, plot)
    way = _pick_way(rng, plot, partners=bool(candidates))
    events = lay_out(
        rng,
        opened_at=plot.opened_at,
        severity=severity,
        days=plot.days,
        steps=WAYS[way],
        role=role,
        cast=cast,
    )
    month = world.months[_find_month(plot) - 1]
    whole = DemoCase(
        id="",
        household=plot.household.id,
        agency=plot.residence.agency,
        channel=_draw(rng, CHANNELS),
        opened_at=plot.opened_at,
        first_message=_write_message(rng, plot, month),
        needs=_list_needs(plot),
        severity=severity,
        level=1,
        status=events[-1].to_status,
        role=role,
        unit=_find_unit(role, plot.residence.agency),
        owner=cast.owner,
        outcome="no_contact" if way == "no_answer" else rng.choice(plot.story.outcomes),
        first_reply_at=events[2].at,
        closed_at=events[-1].at,
        reopened_count=0,
        events=events,
        notes=_write_notes(rng, plot, events, cast, month),
        referrals=tell_referrals(rng, need=plot.story.need, candidates=candidates, events=events),
    )
    return _cut(whole, world.horizon, cast)


def _find_role(plot: Plot) -> str:
    moved = plot.residence.perimeter == "demolition" and plot.story.need in MOVED_BY_DEMOLITION
    inside = plot.household.dwelling.building in plot.residence.perimeter_buildings
    return "relocation_officer" if moved and inside else plot.story.role


def _find_unit(role: str, agency: str) -> str:
    return HEAD_OFFICE if role in HEAD_OFFICE_ROLES else agency


def _find_severity(plot: Plot) -> int:
    severity = plot.story.severity
    if plot.household.vulnerable and plot.story.need in RAISED_BY_VULNERABILITY:
        cold = plot.story.facts.get("problem_type") == "no_heating"
        severity = URGENT if cold else min(severity + 1, URGENT)
    also = plot.story.also if plot.with_also else None
    return max(severity, SECOND_NEED.get(also.need, 1)) if also else severity


def _pick_cast(rng: Random, world: _World, agency: str, role: str) -> Cast:
    return Cast(
        owner=rng.choice(world.agents[_find_unit(role, agency), role]).id,
        on_call=world.agents[agency, "on_call"][0].id,
        cell=rng.choice(world.agents[HEAD_OFFICE, "cell_officer"]).id,
    )


def _find_candidates(world: _World, plot: Plot) -> tuple[Service, ...]:
    holders = plot.household.holders
    thematics = plot.story.thematics or world.thematics.get(plot.story.need, ())
    signs = {
        "familles": bool(plot.household.children_ages),
        "femmes": any(one.title == "mme" for one in holders),
        "seniors": plot.opened_at.year - min(one.birth_year for one in holders) >= OLDER_AGE,
    }
    publics = EVERYBODY | {code for code, holds in signs.items() if holds}
    places = world.places[plot.residence.insee]
    return find_services(world.services, thematics=thematics, places=places, publics=publics)


def _pick_way(rng: Random, plot: Plot, *, partners: bool) -> str:
    way = _draw(rng, MIXES[plot.mix])
    asks = any(step.to == "waiting_partner" for step in WAYS[way])
    return "cell" if asks and not partners else way


def _find_month(plot: Plot) -> int:
    return plot.opened_at.astimezone(PARIS).month


def _write_message(rng: Random, plot: Plot, month: Mapping[str, str]) -> str:
    text = rng.choice(plot.story.messages).format_map(month)
    greeted = text.split(maxsplit=1)[0].lower() in {"bjr", "bonjour", "slt"}
    opening = "" if greeted or text.isupper() else rng.choice(OPENINGS)
    return f"{opening}{text}{rng.choice(ENDINGS)}"


def _list_needs(plot: Plot) -> tuple[DemoNeed, ...]:
    story = plot.story
    main = DemoNeed(
        code=story.need,
        facts=_complete_facts(plot, story.need, story.facts),
        severity=min(_find_severity(plot), URGENT),
        ended_at=None,
    )
    if story.also is None or not plot.with_also:
        return (main,)
    second = DemoNeed(
        code=story.also.need,
        facts=_complete_facts(plot, story.also.need, story.also.facts),
        severity=SECOND_NEED.get(story.also.need, 1),
        ended_at=None,
    )
    return (main, second)


def _complete_facts(
    plot: Plot, need: str, facts: Mapping[str, str | int]
) -> Mapping[str, str | int]:
    place = plot.household.dwelling
    terms = plot.household.unpaid_terms or 1
    month = f"{plot.opened_at.astimezone(PARIS):%Y-%m}"
    more: Mapping[str, Mapping[str, str | int]] = {
        "ARREARS": {"months_count": terms},
        "ARREARS_LEGAL": {"months_count": max(terms, 3)},
        "BENEFITS": {"month": month},
        "COMMON_AREA": {"building": place.building, "entrance": place.entrance},
        "ASB": {"building": place.building, "entrance": place.entrance},
    }
    return {**facts, **more.get(need, {})}


def _write_notes(
    rng: Random, plot: Plot, events: tuple[DemoEvent, ...], cast: Cast, month: Mapping[str, str]
) -> tuple[DemoNote, ...]:
    staff = {cast.owner, cast.on_call, cast.cell}
    moments = [("first", events[2])]
    moments += [("later", event) for event in events[3:] if event.from_status == "in_progress"][:1]
    moments = [pair for pair in moments if pair[1].to_status not in {"resolved", "cancelled"}]
    moments += [("end", event) for event in events if event.to_status == "resolved"][-1:]
    return tuple(
        DemoNote(
            at=event.at,
            author=event.actor if event.actor in staff else cast.owner,
            text=rng.choice(plot.story.notes[when]).format_map(month),
        )
        for when, event in moments
    )


def _cut(whole: DemoCase, horizon: datetime, cast: Cast) -> DemoCase:
    events = tuple(event for event in whole.events if event.at < horizon)
    status = events[-1].to_status
    ended = status in {"resolved", "closed", "cancelled"}
    referrals = [cut_referral(one, horizon) for one in whole.referrals]
    kept = tuple(one for one in referrals if one is not None)
    partner = any(one.state in {"active", "closed"} for one in kept)
    escalated = any(event.to_status == "escalated" for event in events)
    ends = [event.at for event in events if event.to_status in {"resolved", "cancelled"}]
    return replace(
        whole,
        role="cell_officer" if escalated else whole.role,
        unit=HEAD_OFFICE if escalated else whole.unit,
        owner=cast.cell if escalated else whole.owner,
        status=status,
        level=3 if partner else 2 if escalated else 1,
        events=events,
        needs=tuple(replace(one, ended_at=ends[-1] if ended else None) for one in whole.needs),
        notes=tuple(note for note in whole.notes if note.at < horizon),
        referrals=kept,
        outcome=whole.outcome if status in {"resolved", "closed"} else None,
        first_reply_at=events[2].at if len(events) > 2 else None,  # noqa: PLR2004  # the third one
        closed_at=events[-1].at if status in {"closed", "cancelled"} else None,
        reopened_count=sum(one.reason == "same_need_again" for one in events),
    )


def _draw(rng: Random, weights: Mapping[str, int]) -> str:
    return rng.choices(list(weights), weights=list(weights.values()))[0]
