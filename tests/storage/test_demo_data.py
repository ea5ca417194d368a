"""The demonstration's landlord is whole, invented, and always the same."""

import json
import re
from collections import Counter
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path

import pytest

import storage.demo.files as demo_files
from storage.demo.files import read_json, read_reference, read_residences, read_staff
from storage.demo.households import (
    greeting_tenants,
    list_dwellings,
    make_history,
    make_households,
)
from storage.demo.office_hours import find_start_of_day, is_office_moment, is_working_day
from storage.demo.stories import MIXES, WAYS, read_stories

UNTIL = date(2026, 11, 24)
HOUSEHOLDS = make_households()
STAFF = read_staff()
CASES = make_history(HOUSEHOLDS, STAFF, 7, UNTIL)
COMMUNES = {row["insee"]: row for row in read_reference("communes.json")}
PARTNERS = read_json("partners.json")
PERSON_PHONE = re.compile(r"06 39 98 \d\d \d\d")
OFFICE_PHONE = re.compile(r"03 53 01 \d\d \d\d")
# Life cycle of a case, as the landlord's rules permit it.
STEPS = {
    "draft": {"new"},
    "new": {"assigned"},
    "assigned": {"in_progress"},
    "in_progress": {
        "waiting_tenant", "waiting_partner", "waiting_internal", "escalated", "resolved",
        "cancelled",
    },
    "waiting_tenant": {"in_progress"},
    "waiting_partner": {"in_progress"},
    "waiting_internal": {"in_progress"},
    "escalated": {"in_progress"},
    "resolved": {"closed", "in_progress"},
}  # fmt: skip
HEALTH = re.compile(
    r"malad|médic|docteur|hôpital|hopital|handicap|dépress|psych|alcool|grossesse|enceinte|soign",
    re.IGNORECASE,
)


def _covers(service, commune):
    near = {commune["insee"]} & {*service["communes"]} or {commune["epci_code"]} & {
        *service["epcis"]
    }
    return bool(near) or service["department"] == "59"


def _every_phone_of_people():
    return [p.phone for h in HOUSEHOLDS for p in (*h.holders, *h.members) if p.phone]


def test_the_same_seed_makes_the_same_people_and_the_same_year():
    assert make_households() == HOUSEHOLDS
    assert make_history(HOUSEHOLDS, STAFF, 7, UNTIL) == CASES


def test_another_seed_makes_other_people_but_keeps_those_of_the_scenarios():
    other = make_households(seed=8)
    assert other != HOUSEHOLDS
    assert other[:7] == HOUSEHOLDS[:7]


def test_every_household_has_its_own_number_dwelling_and_phones():
    assert len(HOUSEHOLDS) == 400
    assert len({one.lease for one in HOUSEHOLDS}) == 400
    assert all(re.fullmatch(r"2\d{5}", one.lease) for one in HOUSEHOLDS)
    assert len({(one.dwelling.residence, one.dwelling.label) for one in HOUSEHOLDS}) == 400
    phones = _every_phone_of_people()
    assert len(phones) == len(set(phones))


def test_every_phone_is_in_the_ranges_kept_for_fiction():
    assert all(PERSON_PHONE.fullmatch(phone) for phone in _every_phone_of_people())
    offices = [row["phone"] for row in (*read_json("agencies.json"), *PARTNERS)]
    assert all(OFFICE_PHONE.fullmatch(phone) for phone in offices)
    assert len(offices) == len(set(offices))


def test_every_address_to_write_to_ends_in_example():
    emails = [one.email for one in STAFF] + [row["email"] for row in PARTNERS]
    emails += [row["email"] for row in read_json("agencies.json")]
    assert all(email.endswith(".example") for email in emails)
    assert len({one.email for one in STAFF}) == len(STAFF)


def test_the_landlord_has_27_residences_and_1958_dwellings():
    residences = read_residences()
    assert len(residences) == len({one.code for one in residences}) == 27
    assert sum(one.dwellings for one in residences) == len(list_dwellings()) == 1958
    assert len({(one.residence, one.label) for one in list_dwellings()}) == 1958


def test_bigger_residences_have_more_households_in_the_demonstration():
    lived_in = Counter(one.dwelling.residence for one in HOUSEHOLDS)
    sizes = {one.code: one.dwellings for one in read_residences()}
    assert set(lived_in) == set(sizes)
    biggest = sorted(sizes, key=lambda code: -sizes[code])
    assert sum(lived_in[code] for code in biggest[:9]) > sum(
        lived_in[code] for code in biggest[-9:]
    )


def test_every_commune_has_one_agency_and_every_residence_is_in_its_area():
    areas = {row["code"]: row["communes"] for row in read_json("agencies.json")}
    assert len(COMMUNES) == 30
    for insee, commune in COMMUNES.items():
        assert [code for code, area in areas.items() if insee in area] == [commune["agency"]]
    for residence in read_residences():
        assert COMMUNES[residence.insee]["agency"] == residence.agency
        assert {*residence.perimeter_buildings} <= {*residence.buildings}


def test_only_the_metropolis_owns_its_housing_fund():
    for commune in COMMUNES.values():
        owner = "mel" if commune["epci_code"] == "200093201" else "dept59"
        assert commune["fsl_owner"] == owner


def test_every_agency_has_every_first_level_role_and_the_cell_has_four_people():
    wanted = {
        "front_desk", "caretaker", "technician", "recovery_officer", "social_adviser",
        "rental_officer", "agency_manager", "on_call",
    }  # fmt: skip
    for agency in {commune["agency"] for commune in COMMUNES.values()}:
        roles = Counter(one.role for one in STAFF if one.unit == agency)
        assert wanted == set(roles)
        assert roles["caretaker"] >= 2
        assert roles["recovery_officer"] == 2
    cell = Counter(one.role for one in STAFF if one.team == "cell")
    assert cell == {"cell_manager": 1, "cell_officer": 2, "clause_officer": 1}
    assert len({one.id for one in STAFF}) == len(STAFF)


def test_every_residence_has_a_caretaker_of_its_agency():
    kept = [(code, one.unit) for one in STAFF for code in one.residences]
    assert sorted(kept) == sorted((one.code, one.agency) for one in read_residences())


def test_there_are_exactly_60_partners_of_known_types():
    types = {row["code"] for row in read_reference("partner_types.json")}
    assert len(PARTNERS) == len({row["id"] for row in PARTNERS}) == 60
    assert {row["type"] for row in PARTNERS} <= types
    services = [one["id"] for row in PARTNERS for one in row["services"]]
    assert len(services) == len(set(services))


def test_every_need_finds_a_partner_somewhere_and_the_gaps_are_those_written_down():
    listed = {row["thematic"]: {*row["communes"]} for row in read_json("coverage_gaps.json")}
    services = [one for row in PARTNERS for one in row["services"]]
    found = {}
    for thematic in (row["slug"] for row in read_reference("thematics.json")["thematics"]):
        serving = [one for one in services if thematic in one["thematics"]]
        assert serving, thematic
        gaps = {
            insee
            for insee, commune in COMMUNES.items()
            if not any(_covers(one, commune) for one in serving)
        }
        found |= {thematic: gaps} if gaps else {}
    assert found == listed


def test_every_commune_has_a_place_for_food_with_hours_and_an_address():
    slug = "equipement-et-alimentation--alimentation"
    for commune in COMMUNES.values():
        places = [
            row["address"]
            for row in PARTNERS
            for one in row["services"]
            if slug in one["thematics"] and _covers(one, commune) and one["hours"]
        ]
        assert places, commune["name"]
        assert all(places)


def test_every_problem_has_an_urgency_or_says_why_not():
    problems = read_reference("problems.json")
    assert len(problems) == 39
    for row in problems:
        assert row["urgency"] in {"U1", "U2", "U3", ""}
        assert row["zones"]
        assert row["words"]


def test_every_emergency_number_can_be_dialled_or_opened():
    rows = read_reference("emergency_numbers.json")
    codes = {row["code"] for row in rows}
    assert {"police", "fire", "samu", "sms114", "gas", "suicide", "women", "child"} <= codes
    for row in rows:
        digits = re.sub(r"\D", "", row["shown"])
        assert row["number"] == digits or row["shown"].startswith("https://")
        assert row["confidence"] in {"high", "medium", "low"}
        assert row["also"] in codes | {""}
    dialled = [row["number"] for row in rows if row["number"]]
    assert len(dialled) == len(set(dialled))


def test_no_two_legal_figures_of_one_key_hold_on_the_same_day():
    rows = read_reference("legal_parameters.json")
    for row in rows:
        for bound in (row["valid_from"], row["valid_to"]):
            assert bound is None or date.fromisoformat(bound)
    spans = {}
    for row in rows:
        span = (row["valid_from"] or "0001-01-01", row["valid_to"] or "9999-12-31")
        spans.setdefault(row["key"], []).append(span)
    for key, known in spans.items():
        assert all(one[1] < two[0] for one, two in pairwise(sorted(known))), key


def test_one_household_in_ten_is_in_arrears_and_rents_are_plausible():
    assert sum(one.debt_cents > 0 for one in HOUSEHOLDS) == 40
    for one in HOUSEHOLDS:
        assert (one.debt_cents > 0) == (one.unpaid_terms > 0)
        assert 25_000 <= one.rent_cents <= 62_000
        assert 6_000 <= one.charges_cents <= 14_000
        assert 0 <= one.benefit_cents <= 35_000
        assert 12_000 <= one.net_due_cents <= 64_000
        assert one.debt_cents <= one.unpaid_terms * one.net_due_cents


def test_the_people_of_the_scenarios_live_where_the_scenarios_say():
    known = {one.lease: one for one in HOUSEHOLDS}
    brumelle, karim = known["204518"], known["204612"]
    assert (brumelle.dwelling.residence, brumelle.dwelling.label) == ("les-tilleuls", "C34")
    assert brumelle.debt_cents == 93_196
    assert karim.dwelling.residence == "le-carillon"
    names = {person.last_name: one for one in HOUSEHOLDS[:7] for person in one.holders}
    assert names["Herbaulquin"].dwelling.building == "E"
    assert names["Quiévrelin"].debt_cents == 185_040
    assert len(names["Estrumel"].holders) == 2
    sons = [person for one in HOUSEHOLDS for person in one.members if person.first_name]
    assert "Sofiane" in {person.first_name for person in sons}


def test_the_three_tenants_to_play_have_a_sentence_to_type_and_no_case_yet():
    greetings = greeting_tenants()
    assert [one.household.lease for one in greetings] == ["204518", "204612", "203377"]
    assert all(one.hint for one in greetings)
    assert not {one.household.id for one in greetings} & {case.household for case in CASES}


def test_the_year_holds_about_350_cases_that_end_before_the_loading_day():
    horizon = find_start_of_day(UNTIL)
    assert len(CASES) == 350
    for case in CASES:
        assert case.opened_at.tzinfo is UTC
        assert datetime(2025, 11, 20, tzinfo=UTC) < case.opened_at
        moments = [event.at for event in case.events] + [note.at for note in case.notes]
        assert max(moments) < horizon
        assert case.first_reply_at is None or case.opened_at < case.first_reply_at


def test_every_case_follows_the_life_cycle():
    for case in CASES:
        assert case.events[0].from_status == "draft"
        for one, after in pairwise(case.events):
            assert after.from_status == one.to_status
            assert one.at < after.at
        for event in case.events:
            assert event.to_status in STEPS[event.from_status]
        assert case.status == case.events[-1].to_status
        assert (case.outcome is not None) == (case.status in {"resolved", "closed"})
        assert (case.closed_at is not None) == (case.status in {"closed", "cancelled"})


def test_no_household_has_two_cases_at_once():
    by_household = {}
    for case in CASES:
        by_household.setdefault(case.household, []).append(case)
    for cases in by_household.values():
        for one, after in pairwise(cases):
            assert one.closed_at is not None
            assert one.closed_at < after.opened_at


def test_a_case_belongs_to_somebody_of_its_unit_and_role():
    people = {(one.id, one.unit, one.role) for one in STAFF}
    assert all((case.owner, case.unit, case.role) in people for case in CASES)
    staff = {one.id for one in STAFF}
    assert all(note.author in staff for case in CASES for note in case.notes)


def test_staff_work_in_office_hours_but_for_the_duty_officer():
    on_call = {one.id for one in STAFF if one.role == "on_call"}
    staff = {one.id for one in STAFF} - on_call
    for case in CASES:
        for event in case.events:
            assert event.actor not in staff or is_office_moment(event.at)


def test_every_referral_has_an_older_consent_and_covers_the_home():
    homes = {one.id: one.dwelling.residence for one in HOUSEHOLDS}
    places = {one.code: COMMUNES[one.insee] for one in read_residences()}
    services = {one["id"]: one for row in PARTNERS for one in row["services"]}
    told = [(case, one) for case in CASES for one in case.referrals]
    assert len(told) > 20
    for case, referral in told:
        assert case.opened_at < referral.consent_at < referral.proposed_at
        assert _covers(services[referral.service], places[homes[case.household]])
        assert (referral.state == "declined") == bool(referral.decline_reason)
        if case.status == "closed":
            assert referral.state in {"closed", "declined"}


def test_about_one_tenant_in_fifteen_in_arrears_is_followed_by_an_association():
    late = {one.id for one in HOUSEHOLDS if one.debt_cents > 0}
    followed = {
        case.household
        for case in CASES
        if case.household in late
        and any(one.state == "active" and one.need == "ARREARS" for one in case.referrals)
    }
    assert 2 <= len(followed) <= 3


def test_nobody_who_owes_rent_has_a_settled_case_on_it():
    late = {one.id for one in HOUSEHOLDS if one.debt_cents > 0}
    for case in CASES:
        money = {"ARREARS", "ARREARS_LEGAL"} & {need.code for need in case.needs}
        if money:
            assert (case.household in late) == (case.status not in {"closed", "cancelled"})


def test_every_need_of_the_stories_has_a_case_to_show():
    assert {need.code for case in CASES for need in case.needs} >= {
        story.need for story in read_stories()
    }


def test_tenants_write_in_many_ways():
    stories = read_stories()
    assert len({text for story in stories for text in story.messages}) >= 120
    assert len({case.first_message for case in CASES}) > 250
    assert not any("{" in case.first_message for case in CASES)


def test_notes_hold_no_word_of_health():
    notes = [text for story in read_stories() for texts in story.notes.values() for text in texts]
    assert not [text for text in notes if HEALTH.search(text)]


@pytest.mark.parametrize("story", read_stories(), ids=lambda story: story.key)
def test_every_story_can_be_told(story):
    roles = {one.role for one in STAFF}
    problems = {row["code"] for row in read_reference("problems.json")}
    assert story.role in roles
    assert story.paths in MIXES
    assert story.facts.get("problem_type", "damp_mould") in problems
    assert {*story.notes} == {"first", "later", "end"}
    assert all(story.notes.values())


def test_every_way_ends():
    assert all(way in WAYS for mix in MIXES.values() for way in mix)
    assert {steps[-1].to for steps in WAYS.values()} == {"resolved", "cancelled"}


@pytest.mark.parametrize(
    ("day", "open_that_day"),
    [
        pytest.param(date(2026, 4, 6), False, id="easter-monday"),
        pytest.param(date(2026, 5, 14), False, id="ascension"),
        pytest.param(date(2027, 5, 17), False, id="whit-monday"),
        pytest.param(date(2026, 11, 11), False, id="armistice"),
        pytest.param(date(2026, 11, 22), False, id="sunday"),
        pytest.param(date(2026, 11, 24), True, id="tuesday"),
    ],
)
def test_agencies_close_on_public_holidays(day, open_that_day):
    assert is_working_day(day) is open_that_day


def test_a_small_demonstration_can_be_made_on_any_day():
    few = make_households(seed=1, count=30)
    cases = make_history(few, STAFF, 1, date(2028, 2, 29), count=40)
    assert len(few) == 30
    assert 20 <= len(cases) <= 40


def test_the_data_files_have_one_record_a_line():
    for folder in (demo_files.HERE, demo_files.REFERENCE):
        for path in sorted(Path(folder).glob("*.json")):
            text = path.read_text(encoding="utf-8")
            rows = json.loads(text)
            assert rows
            assert text.count("\n") >= len(rows)
