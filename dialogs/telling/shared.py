"""What belongs to the whole report: where it is, a number to call, whom to leave out."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dialogs.answers.for_another import for_whom
from dialogs.answers.in_writing import IN_WRITING, wants_writing
from dialogs.answers.names import name_beside
from dialogs.answers.names_told import name_told
from dialogs.answers.which_place import still_true
from dialogs.conversation import Conversation, Topic
from dialogs.effects import Effect, PlaceName, Say
from dialogs.forms import Form, Slot
from dialogs.needs.defects import access_said
from dialogs.needs.wishes import says_not_the_agency
from dialogs.scene import Heard, Scene, find_entity
from nlu.phones import as_dialled

DETAILS = ("building", "entrance", "floor", "dwelling")  # inside a residence, they name none
WRITES_FOR = "writes_for"  # the words that say for whom somebody else writes
IDENTITY_PASSED = "identity_passed"  # they were asked who they are, and did not say
CALL_WHEN = "call_when"
NAME = "name"  # of who writes, kept beside the place and the number to call
PHONE_KEPT = "report.phone_kept"
PASSED = "place_passed"  # the place is not known, or not told: it is not asked again


def was_asked_who(conversation: Conversation) -> bool:
    """Tell whether somebody who writes for another was asked already whose lease it is."""
    return {IDENTITY_PASSED, WRITES_FOR} <= set(conversation.shared)


def with_shared(scene: Scene, conversation: Conversation) -> Conversation:
    """Keep the place, a number to call, for whom it is, the wish to leave the agency out."""
    shared = dict(conversation.shared)
    where = scene.gathered.answers.get("place")
    if where:
        known = shared.get("place", {})
        shared["place"] = {**still_true(known, where, scene.heard), **where}
    for entity in scene.heard.understood.entities:
        if entity.name == "phone":
            shared["phone"] = entity.value
    if conversation.topics and (access := access_said(scene.heard.text)):
        shared["access"] = access
    told = shared | _of_who_writes(scene)
    if conversation.topics and (name := name_beside(scene)) is not None:
        told.setdefault(NAME, name)
    return replace(conversation, shared=told)


def _of_who_writes(scene: Scene) -> dict[str, Any]:
    """Return their name, for whom they write, how they wish to be answered and by whom."""
    said = {
        "not_agency": says_not_the_agency(scene) or None,
        IN_WRITING: wants_writing(scene.heard.text) or None,
        WRITES_FOR: for_whom(scene.heard.text),
        NAME: _name_told(scene),
    }
    return {name: value for name, value in said.items() if value is not None}


def _name_told(scene: Scene) -> str | None:
    """Return the name of who writes; one that proves a lease goes to that proof."""
    asked = (scene.conversation.asked or "").partition(".")[0]
    proves = asked == "identify" or find_entity(scene.heard, "tenant_number") is not None
    return None if proves or scene.known.verified else name_told(scene.heard.text)


def is_needless(slot: Slot, conversation: Conversation) -> bool:
    """Tell a number or an hour to call that is known for all needs, or that nobody will use."""
    if slot.kind == "phone":
        return bool({"phone", IN_WRITING} & {*conversation.shared})
    told = any(CALL_WHEN in topic.answers for topic in conversation.topics)
    return slot.name == CALL_WHEN and (told or IN_WRITING in conversation.shared)


def is_placed(shared: Mapping[str, Any]) -> bool:
    """Tell whether the place was told or passed; a building alone is no place."""
    place = shared.get("place")
    return PASSED in shared or (place is not None and not (place and set(place) <= set(DETAILS)))


def details_said(
    heard: Heard,
    forms: Mapping[str, Form],
    topics: tuple[Topic, ...],
    known: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the building, entrance, floor or dwelling that a message names.

    What a need being told asks for goes to that need: the floor of a neighbour is not one's own.
    """
    taken = {name for topic in topics for slot in forms[topic.form].slots for name in slot.entity}
    return {
        entity.name: entity.value
        for entity in heard.understood.entities
        if entity.name in DETAILS and (entity.name not in taken or entity.name in known)
    }


def where_words(place: Mapping[str, Any], topics: tuple[Topic, ...] = ()) -> tuple[object, ...]:
    """Return a place in words, down to the door; what a need says already is left out."""
    told = {name for topic in topics for name in topic.answers}
    said = {"floor"} & told | ({"building", "entrance"} if "where" in told else set())
    named = place.get("residence") or place.get("town")
    name = (PlaceName(str(named)),) if named else ()
    return (*name, *(_detail(d, place[d]) for d in DETAILS if d in place and d not in said))


def _detail(name: str, value: object) -> Say:
    ground = ".ground" if name == "floor" and value == 0 else ""
    return Say(f"place.{name}{ground}", {"value": value})


def new_facts(
    before: Mapping[str, Any], after: Mapping[str, Any], topics: tuple[Topic, ...] = ()
) -> Iterator[object]:
    """Yield, in words, what a message changed of the place and of the number to call.

    What the topics say already is left out.
    """
    old, new = before.get("place") or {}, after.get("place") or {}
    differs = {name: value for name, value in new.items() if old.get(name) != value}
    if "residence" in differs:
        differs.pop("town", None)
    yield from where_words(differs, topics)
    if after.get("name") != before.get("name"):
        yield Say("report.words", {"value": after.get("name")})
    if after.get("access") != before.get("access"):
        yield Say("report.words", {"value": after.get("access")})
    if after.get(IN_WRITING) and not before.get(IN_WRITING):
        yield Say("report.fact.in_writing")
    if after.get("phone") and after.get("phone") != before.get("phone"):
        yield Say("report.fact.phone", {"phone": as_dialled(str(after["phone"]))})


def phone_kept(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Say, ...]:
    """Say that a number just given is the one to call."""
    phone = after.get("phone")
    if not phone or phone == before.get("phone"):
        return ()
    return (Say(PHONE_KEPT, {"phone": as_dialled(str(phone))}),)


def only_phone_kept(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return, of what a turn says, that a number is kept."""
    return tuple(e for e in effects if isinstance(e, Say) and e.message == PHONE_KEPT)
