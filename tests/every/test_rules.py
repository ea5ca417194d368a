"""Every rule that may decide a route has a name in French for the agent who asks why."""

import re
from pathlib import Path

import pytest

from casework.matrix import MATRIX
from casework.severity import RAISES
from tests.every.test_words import FRENCH

CASEWORK = Path(__file__).parents[2] / "casework"
NAMED = {line.case for line in MATRIX} | {one.name for one in RAISES}
WRITTEN = {
    rule
    for file in ("routing.py", "partners.py")
    for rule in re.findall(r'(?:rule|why)="(\w+)"', (CASEWORK / file).read_text(encoding="utf-8"))
}
CHOSEN = {"least_loaded", "same_person_as_before", "partners_may_be_proposed", "no_room"}


@pytest.mark.parametrize("rule", sorted(NAMED | WRITTEN | CHOSEN))
def test_a_rule_has_words_for_the_agent_who_asks_why(rule):
    assert FRENCH[f"rule.{rule}"]


def test_the_rules_of_the_code_are_found():
    assert {"does_not_hold", "agency_of_the_place"} <= WRITTEN
