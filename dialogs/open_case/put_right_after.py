"""What is put right once it is sent changes the open case: "en fait c'est 5 mois"."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from dialogs.answers.names_told import name_told
from dialogs.answers.plain_answers import is_nothing_but
from dialogs.answers.reading import read_unasked
from dialogs.answers.said_dates import takes_a_day_back
from dialogs.answers.said_over import says_over, tells_one_more
from dialogs.answers.told_by_words import AVAILABILITY
from dialogs.answers.which_place import takes_a_place_back
from dialogs.effects import AddToCase, CorrectPlace, Say
from dialogs.forms import Form
from dialogs.needs.opening_needs import needs_of_form
from dialogs.needs.told_now import told_now
from dialogs.open_case.after_sending import CALLBACK, forms_sent
from dialogs.scene import Heard, Scene, Turn, find_entity, is_question
from dialogs.telling.facts import facts_told
from dialogs.telling.shared import new_facts

AFTER_SENDING: Final = frozenset({None, "consent.job_notices"})  # asked of who has just sent
# Another defect is a matter for who reads; a number to call is of who writes.
_IN_WORDS: Final = frozenset({"problem", "text", "phone"})


def put_right(scene: Scene) -> Turn | None:
    """Change what the open case holds, all that was said at once, and say it back."""
    at_rest = not scene.conversation.topics and scene.conversation.asked in AFTER_SENDING
    if scene.heard.payload or not at_rest or not _puts_right(scene):
        return None
    forms = [scene.forms[form] for form in forms_sent(scene)]
    told = {form.name: _values(form, scene.heard) for form in forms}
    shared, place = _of_who_writes(scene.heard), _place(scene)
    values = any({*values} - AVAILABILITY for values in told.values())
    if not (shared or place or values):
        return None
    facts = {need: told[form.name] | shared for form in forms for need in needs_of_form(form)}
    words = (*_in_words(scene, told), *new_facts({}, {**shared, "place": place}))
    added = AddToCase(scene.heard.text, scene.heard.media, facts)
    once = tuple(say for before, say in enumerate(words) if say not in words[:before])
    said = CorrectPlace(place, once) if place else Say("case.corrected", {"facts": once})
    return Turn(replace(scene.conversation, misses=0), (added, said))


def _puts_right(scene: Scene) -> bool:
    """Tell whether words put right what was sent, and tell nothing else."""
    heard = scene.heard
    only_that = is_nothing_but(heard, lambda _: True)
    marked = heard.answer.correction or takes_a_day_back(heard) or takes_a_place_back(heard)
    who, where = _of_who_writes(heard), _place(scene)
    said_over = marked or (says_over(heard.text) and (only_that or bool(who)))
    own = {*forms_sent(scene), *(("identify", CALLBACK) if who or where else ())}
    other = {need.form for need in told_now(scene)} - own and not only_that
    named = find_entity(heard, "problem_type") is not None
    asks = is_question(heard.text)
    return said_over and not (other or named or asks or tells_one_more(heard.text))


def _values(form: Form, heard: Heard) -> dict[str, Any]:
    slots = [slot for slot in form.slots if slot.kind not in _IN_WORDS]
    return {slot.name: v for slot in slots if (v := read_unasked(slot, heard)) is not None}


def _place(scene: Scene) -> dict[str, Any]:
    """Return the place that a message puts right; whose lease is proven lives where that is."""
    told = scene.gathered.answers.get("place", {})
    named = {"residence", "town"} & {*told}
    return dict(told) if named and not scene.known.verified else {}


def _of_who_writes(heard: Heard) -> dict[str, Any]:
    """Return the number to call and the name that a message gives; a proof goes elsewhere."""
    if find_entity(heard, "tenant_number") is not None:
        return {}
    given = {"phone": find_entity(heard, "phone"), "name": name_told(heard.text)}
    return {name: value for name, value in given.items() if value is not None}


def _in_words(scene: Scene, told: Mapping[str, Mapping[str, Any]]) -> tuple[Say, ...]:
    lines = [
        facts_told({form: scene.forms[form]}, str(scene.forms[form].need), values)
        for form, values in told.items()
    ]
    return tuple(say for line in lines for say in line)
