"""References that can be spoken: a typo is caught before anything is looked up."""

import re
from itertools import pairwise
from string import ascii_uppercase, digits

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.references import ALPHABET, MANY, is_well_formed, make_reference, read_reference

REFERENCES = st.builds(
    make_reference,
    st.sampled_from("PE"),
    st.integers(min_value=2020, max_value=2099),
    st.integers(min_value=1, max_value=MANY - 1),
)
SHAPE = re.compile(r"[PE]-[0-9]{2}-[2-9A-Z]{4}-[2-9A-Z]")


def spelt(reference):
    """Return where the letters and digits of a reference stand, the hyphens left out."""
    return [place for place, sign in enumerate(reference) if sign != "-"]


def put(reference, place, sign):
    return reference[:place] + sign + reference[place + 1 :]


def swap(reference, place, other):
    return put(put(reference, place, reference[other]), other, reference[place])


# What is given out


@settings(deadline=None)
@given(REFERENCES)
def test_a_reference_has_no_signs_that_are_taken_for_each_other(reference):
    drawn = reference[5:]  # after "P-26-": four signs and the check

    assert SHAPE.fullmatch(reference)
    assert not set("01OIL") & set(drawn)


def test_the_alphabet_has_no_signs_that_are_taken_for_each_other():
    assert not set("01OIL") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 31


@settings(deadline=None)
@given(REFERENCES)
def test_a_reference_is_read_back(reference):
    assert read_reference(reference) == reference
    assert is_well_formed(reference)


def test_no_two_cases_of_a_year_share_a_reference():
    given_out = {make_reference("P", 2026, serial) for serial in range(1, 30_001)}

    assert len(given_out) == 30_000


@settings(deadline=None)
@given(st.sets(st.integers(min_value=1, max_value=MANY - 1), min_size=2, max_size=2))
def test_two_cases_never_share_a_reference_however_far_apart(serials):
    one, other = (make_reference("P", 2026, serial) for serial in serials)

    assert one != other


def test_two_cases_in_a_row_differ_in_more_than_one_sign():
    for serial in range(1, 5_000):
        one, next_one = (make_reference("P", 2026, number)[5:9] for number in (serial, serial + 1))

        assert sum(a != b for a, b in zip(one, next_one, strict=True)) >= 2


@pytest.mark.parametrize(
    ("kind", "serial"),
    [
        pytest.param("R", 1, id="no_such_kind"),
        pytest.param("P", 0, id="before_the_first"),
        pytest.param("P", -3, id="below_zero"),
        pytest.param("P", MANY, id="after_the_last"),
    ],
)
def test_a_number_that_cannot_be_given_out_is_refused_with_what_would_be_right(kind, serial):
    with pytest.raises(ValueError, match=f"serial {serial} from 1 to {MANY - 1}"):
        make_reference(kind, 2026, serial)


# One slip of the finger


@settings(deadline=None)
@given(REFERENCES)
def test_one_wrong_character_never_passes(reference):
    for place in spelt(reference):
        for wrong in set(ascii_uppercase + digits) - {reference[place]}:
            typed = put(reference, place, wrong)

            assert read_reference(typed) is None
            assert read_reference(typed.lower()) is None
            assert not is_well_formed(typed)


@settings(deadline=None)
@given(REFERENCES)
def test_two_swapped_neighbours_never_pass(reference):
    for place, other in pairwise(spelt(reference)):
        if reference[place] == reference[other]:
            continue
        typed = swap(reference, place, other)

        assert read_reference(typed) is None
        assert not is_well_formed(typed)


@settings(deadline=None)
@given(REFERENCES)
def test_a_character_left_out_never_passes(reference):
    for place in spelt(reference):
        assert read_reference(reference[:place] + reference[place + 1 :]) is None


@pytest.mark.parametrize("place", range(2, 11))
def test_a_look_alike_is_not_taken_for_what_it_looks_like(place):
    reference = make_reference("P", 2026, 1)

    for look_alike in "OIL":
        assert read_reference(put(reference, place, look_alike)) is None


def test_a_sign_in_the_place_of_a_hyphen_is_a_typo_and_not_a_shorter_writing():
    for serial in range(1, 200):
        reference = make_reference("P", 2026, serial)
        wrong = {reference[:4] + sign + reference[5:] for sign in ALPHABET}
        wrong |= {reference[:9] + sign + reference[10:] for sign in ALPHABET}

        assert [typed for typed in wrong if read_reference(typed)] == []


@pytest.mark.parametrize("typed", ["P-٢٦-T5JJ-٧", "P-۲۶-T5JJ-۷"])
def test_the_digits_of_an_arabic_keyboard_are_digits(typed):
    assert read_reference(typed) == "P-26-T5JJ-7"


# However it is typed or said


@pytest.mark.parametrize(
    "typed",
    [
        "P-26-T5JJ-7",
        "p-26-t5jj-7",
        "P26T5JJ7",
        "p 26 t5jj 7",
        "P.26.T5JJ.7",
        "p 26-t5jj7",
        "P - 26 - T5JJ - 7",
        "mon dossier p 26 t5jj 7 svp",
        "bonjour, c'est le P-26-T5JJ-7. merci",
        "P-26-T5JJ-8 ou plutôt P-26-T5JJ-7",
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed):
    assert read_reference(typed) == "P-26-T5JJ-7"


@settings(deadline=None)
@given(REFERENCES, st.sampled_from(["", " ", "-", ".", " - "]), st.booleans())
def test_a_reference_is_read_with_any_gaps_and_in_any_case(reference, gap, small):
    typed = reference.replace("-", gap)

    assert read_reference(typed.lower() if small else typed) == reference


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("bonjour", id="a_greeting"),
        pytest.param("204518", id="a_tenants_number"),
        pytest.param("P-26-T5JJ", id="no_check"),
        pytest.param("XP-26-T5JJ-7", id="a_letter_before"),
        pytest.param("P-26-T5JJ-77", id="a_sign_after"),
        pytest.param("R-26-T5JJ-7", id="no_such_kind"),
        pytest.param("P-2026-T5JJ-7", id="a_long_year"),
        pytest.param("06 39 98 12 34", id="a_phone"),
    ],
)
def test_what_is_no_reference_is_not_taken_for_one(typed):
    assert read_reference(typed) is None


def test_a_plan_and_a_case_of_the_same_number_are_told_apart():
    case, plan = make_reference("P", 2026, 12), make_reference("E", 2026, 12)

    assert case[-1] != plan[-1]
    assert read_reference(put(case, 0, "E")) is None
    assert read_reference(plan) == plan


def test_a_reference_that_is_not_written_as_given_out_is_read_but_not_well_formed():
    assert read_reference("p26t5jj7") == "P-26-T5JJ-7"
    assert not is_well_formed("p26t5jj7")
