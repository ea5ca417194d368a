"""The choice among sixty partners: who can take it, who is nearest, and who was left out."""

from dataclasses import fields, replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.needs import PUBLICS, THEMATICS, Need
from casework.partners import Asked, Excluded, Service, candidates
from storage.demo.files import read_json, read_reference

DENAIN, LILLE = "59172", "59350"
HAINAUT, METROPOLIS = "200042190", "200093201"
RENT = "logement-hebergement--reduire-les-impayes-de-loyer"
BUDGET = "difficultes-financieres--acquerir-une-autonomie-budgetaire"
JOBS = "trouver-un-emploi--maintien-dans-lemploi"

ASKED = Asked(thematics=(RENT, BUDGET), insee=DENAIN, epci=HAINAUT, agency="AG-VAL")


def service(name="ronce", **given_for_it):
    """Return a service that may take it and has nothing else for it: it scores 5, for its room."""
    usual = {
        "partner_id": name,
        "partner_name": f"Association {name}",
        "partner_type": "aes_association",
        "thematics": (BUDGET,),
        "department": "59",
        "languages": ("nl",),
        "capacity_free": 3,
    }
    return Service(id=name, **{**usual, **given_for_it})


def score_of(one, asked=ASKED):
    (found,), _ = candidates([one], asked)
    return found.score


def names(found):
    return [candidate.service for candidate in found]


# What counts


@pytest.mark.parametrize(
    ("better", "points", "reason"),
    [
        pytest.param({"thematics": (RENT,)}, 40, "first_thematic", id="the_very_subject"),
        pytest.param(
            {"liaison_agencies": ("AG-VAL",)}, 20, "works_with_the_agency", id="knows_the_agency"
        ),
        pytest.param(
            {"languages": ("nl", "fr")}, 15, "speaks_the_language", id="speaks_the_language"
        ),
        pytest.param({"accept_rate": 1.0}, 10, "often_accepts", id="always_accepts"),
        pytest.param({"accept_rate": 0.5}, 5, "often_accepts", id="accepts_half_the_time"),
        pytest.param({"communes": frozenset({DENAIN})}, 10, "in_the_commune", id="in_the_town"),
    ],
)
def test_each_thing_that_counts_has_its_points_and_is_told(better, points, reason):
    (plain,), _ = candidates([service()], ASKED)
    (found,), _ = candidates([service(**better)], ASKED)

    assert found.score - plain.score == points
    assert reason in found.because
    assert reason not in plain.because


def test_the_best_come_first_and_at_most_three_are_proposed():
    services = [
        service("plain"),
        service("speaks", languages=("fr",)),
        service("exact", thematics=(RENT,)),
        service("known", liaison_agencies=("AG-VAL",)),
    ]

    found, _ = candidates(services, ASKED)

    assert names(found) == ["exact", "known", "speaks"]


def test_at_the_same_score_the_lowest_id_comes_first_in_whatever_order_they_come():
    services = [service(name) for name in "dbca"]

    orders = {tuple(names(candidates(order, ASKED)[0])) for order in permutations(services)}

    assert orders == {("a", "b", "c")}


def test_who_follows_the_household_already_comes_before_everybody():
    follows = service("who_follows")
    perfect = service(
        "all_that_counts",
        thematics=(RENT,),
        liaison_agencies=("AG-VAL",),
        languages=("fr",),
        accept_rate=1.0,
        communes=frozenset({DENAIN}),
    )
    asked = replace(ASKED, types=("aes_association",), followed_by="who_follows")

    found, _ = candidates([perfect, follows], asked)

    assert names(found) == ["who_follows", "all_that_counts"]
    assert found[0].because == ("already_follows_the_household",)


def test_a_service_is_never_weighed_on_who_the_person_is():
    weighed = {field.name for field in fields(Asked)}

    assert weighed == {
        "thematics", "insee", "epci", "agency", "language", "types", "followed_by", "declined",
        "publics",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "ar", "tr", "uk", "arq-Latn"])
def test_a_language_is_never_counted_against_anybody(language):
    speaks_it = service("speaks_it", languages=(language,))
    does_not = service("does_not", languages=("nl",))

    found, _ = candidates([does_not, speaks_it], replace(ASKED, language=language))

    assert names(found) == ["speaks_it", "does_not"]
    assert score_of(does_not, replace(ASKED, language=language)) == score_of(does_not)


# Who may not be proposed


@pytest.mark.parametrize(
    ("one", "why"),
    [
        pytest.param(
            service(department=None, communes=frozenset({LILLE})),
            "does_not_cover_the_commune",
            id="works_elsewhere",
        ),
        pytest.param(service(capacity_free=0), "no_room", id="is_full"),
        pytest.param(service("declined"), "declined_for_this_person", id="said_no_already"),
    ],
)
def test_a_service_that_cannot_take_it_is_left_out_and_it_is_told_why(one, why):
    found, excluded = candidates([one], replace(ASKED, declined=frozenset({"declined"})))

    assert found == ()
    assert [(left_out.service, left_out.why) for left_out in excluded] == [(one.id, why)]


def test_a_service_of_another_subject_is_not_even_considered():
    assert candidates([service(thematics=(JOBS,))], ASKED) == ((), ())


def test_a_refusal_for_one_household_does_not_count_for_the_next():
    one = service()

    refused, _ = candidates([one], replace(ASKED, declined=frozenset({one.id})))
    other, _ = candidates([one], ASKED)

    assert (names(refused), names(other)) == ([], [one.id])


# Where a service works


@pytest.mark.parametrize(
    ("where", "covered"),
    [
        pytest.param({"communes": frozenset({DENAIN})}, True, id="the_town"),
        pytest.param({"communes": frozenset({LILLE})}, False, id="another_town"),
        pytest.param({"epcis": frozenset({HAINAUT})}, True, id="the_intercommunality"),
        pytest.param({"epcis": frozenset({METROPOLIS})}, False, id="another_intercommunality"),
        pytest.param({"department": "59"}, True, id="the_department"),
        pytest.param({"department": "62"}, False, id="another_department"),
        pytest.param({}, False, id="nowhere"),
    ],
)
def test_a_service_covers_towns_intercommunalities_or_a_department(where, covered):
    one = service(**{"department": None, **where})

    assert one.covers(DENAIN, HAINAUT) is covered


def test_a_place_not_known_is_covered_by_nobody():
    assert not service().covers(None, None)
    assert not service(communes=frozenset({DENAIN})).covers(None, None)


# Whatever is asked

SERVICES = st.lists(
    st.builds(
        service,
        st.sampled_from("abcdefgh"),
        thematics=st.sampled_from([(RENT,), (BUDGET,), (JOBS,), (RENT, JOBS)]),
        communes=st.sampled_from([frozenset({DENAIN}), frozenset({LILLE}), frozenset()]),
        department=st.sampled_from([None, "59"]),
        languages=st.sampled_from([("fr",), ("fr", "ar"), ("nl",)]),
        capacity_free=st.integers(min_value=0, max_value=4),
        accept_rate=st.sampled_from([0.0, 0.5, 1.0]),
    ),
    unique_by=lambda one: one.id,
    max_size=8,
)


@settings(deadline=None)
@given(SERVICES, st.sampled_from(["", "a", "b"]), st.frozensets(st.sampled_from("abc")))
def test_whoever_is_proposed_can_take_it_and_whoever_cannot_never_is(services, follows, declined):
    asked = replace(ASKED, followed_by=follows, declined=declined)
    by_id = {one.id: one for one in services}

    found, excluded = candidates(services, asked)

    for candidate in found:
        one = by_id[candidate.service]
        assert one.id not in declined
        if one.id != follows:
            assert one.covers(DENAIN, HAINAUT)
            assert one.capacity_free > 0
            assert set(one.thematics) & {RENT, BUDGET}
        assert candidate.because
    assert {one.service for one in excluded}.isdisjoint(names(found))
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)
    assert len(found) <= 3


@settings(deadline=None)
@given(SERVICES)
def test_the_order_of_the_directory_changes_nothing(services):
    assert candidates(services, ASKED) == candidates(services[::-1], ASKED)


def test_a_service_for_others_is_not_proposed_and_says_so():
    for_seniors = service("for_seniors", publics=("seniors",))

    assert candidates([for_seniors], ASKED) == (
        (),
        (Excluded(service="for_seniors", why="for_other_publics"),),
    )
    assert candidates([for_seniors], replace(ASKED, publics=frozenset({"seniors"})))[0]


def test_who_follows_the_household_comes_first_even_when_full_or_for_another_subject():
    follows = service("follows", capacity_free=0, thematics=("another-subject",))

    found, _ = candidates([service("near"), follows], replace(ASKED, followed_by="follows"))

    assert names(found) == ["follows", "near"]


# The directory of the demonstration

PARTNERS = read_json("partners.json")
DIRECTORY = [
    Service(
        id=row["id"],
        partner_id=partner["id"],
        partner_name=partner["name"],
        partner_type=partner["type"],
        thematics=tuple(row["thematics"]),
        publics=tuple(row["publics"]),
        communes=frozenset(row["communes"]),
        epcis=frozenset(row["epcis"]),
        department=row["department"],
        languages=tuple(row["languages"]),
        capacity_free=row["capacity_month"],
        accept_rate=row["accept_rate"],
        liaison_agencies=tuple(partner["agencies"]),
    )
    for partner in PARTNERS
    for row in partner["services"]
]
GAPS = {row["thematic"]: set(row["communes"]) for row in read_json("coverage_gaps.json")}


@pytest.mark.parametrize("town", read_reference("communes.json"), ids=lambda town: town["name"])
def test_a_town_has_a_partner_for_every_need_but_where_the_gap_is_written_down(town):
    for need, thematics in THEMATICS.items():
        asked = Asked(
            thematics=thematics,
            insee=town["insee"],
            epci=town["epci_code"],
            agency=town["agency"],
            publics=frozenset(public for one in DIRECTORY for public in one.publics),
        )

        found, _ = candidates(DIRECTORY, asked)

        all_missing = all(town["insee"] in GAPS.get(slug, ()) for slug in thematics)
        assert bool(found) is not all_missing, need


@pytest.mark.parametrize("need", [Need.FOOD, Need.VIOLENCE, Need.ARREARS_LEGAL])
def test_what_cannot_wait_has_somebody_to_turn_to_in_every_town(need):
    for town in read_reference("communes.json"):
        asked = Asked(
            thematics=THEMATICS[need],
            insee=town["insee"],
            epci=town["epci_code"],
            agency=town["agency"],
            publics=PUBLICS.get(need, frozenset()),
        )

        assert candidates(DIRECTORY, asked)[0], town["name"]
