"""A "non" that a value follows: "non 3", "non mardi" put right what was said before."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dialogs.answers.reading import read_unasked
from dialogs.answers.which_place import NAMES, place_of, places_meant
from dialogs.conversation import Conversation, Topic
from dialogs.forms import Form, Slot
from dialogs.scene import Heard, find_entity
from nlu.folding import fold_word

_FEW: Final = 8  # words after the no
_LEAST: Final = 10  # euros: a smaller number counts something else
_FILLERS: Final = re.compile(
    r"(?:(?:attend\w*|pardon|desolee?|dsl|excus\w*|moi|euh|heu|ah|oh|mais|bah|ben|enfin|plutot|"
    r"merde|oups|mince|en fait|en faite|je voulais dire|je veux dire|je me suis trompee?|c'? ?est|"
    r"cest|c|ce sera|ca fait|pas|on est|nous sommes|je suis|j'?habite|depuis|since|que|qu|de|d|du|"
    r"le|la|les|l|au|aux|a|en|un|une|plus|juste|sorry|it'?s|is)[ ,.'!]*)*"
)
_ALONE: Final = re.compile(
    r"(?: |mois|loyers?|personnes?|plutot|merci|svp|en fait|[.!])*(?:$|(?:avec|et)\b)"
)
_NUMBERS: Final = frozenset({"number", "notice_code"})
_OTHERWISE: Final = re.compile(r"^[ ,]*(?:(?:mais|c'? ?est|cest|c|plutot|non|de|du|comme)[ ,]+)*")
_DENIED: Final = re.compile(r"\bpas (?:(?:de|du|la|le|les|l|d|en|dans)[ ']+)*$")
_A_NAME: Final = 3  # words
_DAYS: Final = frozenset({"date", "since", "month"})
Values = dict[str, Mapping[str, Any]]


def put_right_by_no(forms: Mapping[str, Form], conversation: Conversation, heard: Heard) -> Values:
    """Return what a message puts right that begins with a no, by form; a place by its own name.

    What the question asks for answers it, with a no before it too: "non, 50 euros".
    """
    rest = heard.answer.rest
    if heard.payload or heard.answer.kind != "no" or not 0 < len(rest.split()) <= _FEW:
        return {}
    asked = _slot_asked(forms, conversation)
    if asked is not None and _answers(asked, heard):
        return {}
    found: Values = {
        topic.form: values
        for topic in conversation.topics
        if (values := _of_topic(forms[topic.form], topic, asked, heard))
    }
    return found | _place(conversation, heard)


def _slot_asked(forms: Mapping[str, Form], conversation: Conversation) -> Slot | None:
    form, _, name = (conversation.asked or "").partition(".")
    return forms[form].slot(name) if form in forms else None


def _answers(asked: Slot, heard: Heard) -> bool:
    """Tell whether what follows the no is of the kind that is asked for."""
    number = _number(heard)
    match asked.kind:
        case "money":
            return find_entity(heard, "amount") is not None or (number or 0) >= _LEAST
        case "number":
            return number is not None or find_entity(heard, *asked.entity) is not None
        case "date" | "month":
            return find_entity(heard, *_DAYS) is not None
        case _:
            return find_entity(heard, *asked.entity) is not None


def _of_topic(form: Form, topic: Topic, asked: Slot | None, heard: Heard) -> dict[str, Any]:
    told = [slot for slot in form.slots if slot.name in topic.answers and slot != asked]
    named = dict(_named(told, topic, heard))
    return named or _in_other_words(told, topic, heard) or _counted(told, topic, heard)


def _named(told: list[Slot], topic: Topic, heard: Heard) -> Iterator[tuple[str, Any]]:
    """Yield the answers of which another value follows the no at once."""
    for slot in told:
        value = None if slot.several or not _follows(slot, heard) else read_unasked(slot, heard)
        if value is not None and value != topic.answers[slot.name]:
            yield slot.name, value


def _follows(slot: Slot, heard: Heard) -> bool:
    names = {*slot.entity} | (_DAYS if slot.kind in {"date", "month"} else set())
    start = heard.text.find(heard.answer.rest)
    return any(
        e.name in names
        and e.start >= start
        and _FILLERS.fullmatch(fold_word(heard.text[start : e.start]))
        for e in heard.understood.entities
    )


def _in_other_words(told: list[Slot], topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return what is said in place of a choice, in their own words: "non pas peinture gardien"."""
    chosen = {str(topic.answers[slot.name]): slot for slot in told if slot.kind == "choice"}
    for e in heard.understood.entities:
        slot = chosen.get(str(e.value))
        before, after = f"{fold_word(heard.text[: e.start]).rstrip()} ", heard.text[e.end :]
        words = after[_OTHERWISE.match(fold_word(after)).end() :].strip(" .!")  # type: ignore[union-attr]
        if slot and e.name in slot.entity and _DENIED.search(before) and _is_few(words):
            return {slot.name: words}
    return {}


def _is_few(words: str) -> bool:
    return 0 < len(words.split()) <= _A_NAME


def _counted(told: list[Slot], topic: Topic, heard: Heard) -> dict[str, Any]:
    """Return the one count, or the one sum, that a number alone takes the place of."""
    number = _number(heard)
    if number is None:
        return {}
    kind = "money" if number >= _LEAST else "number"
    slots = [slot.name for slot in told if slot.kind == kind]
    return {slots[0]: number} if len(slots) == 1 and topic.answers[slots[0]] != number else {}


def _number(heard: Heard) -> float | None:
    """Return the number that follows the no with no word of what it counts."""
    start = heard.text.find(heard.answer.rest)
    alone = [
        float(e.value)
        for e in heard.understood.entities
        if e.name in _NUMBERS
        and e.start >= start
        and _FILLERS.fullmatch(fold_word(heard.text[start : e.start]))
        and _ALONE.match(fold_word(heard.text[e.end :]))
    ]
    return alone[0] if alone else None


def _place(conversation: Conversation, heard: Heard) -> Values:
    """Return another place than the one that is known, named after the no at once."""
    known, meant = conversation.shared.get("place") or {}, places_meant(heard)
    start = heard.text.find(heard.answer.rest)
    named = [e for e in heard.understood.entities if e.name in NAMES]
    follows = bool(named) and _FILLERS.fullmatch(fold_word(heard.text[start : named[0].start]))
    where = place_of(heard, meant) if follows and meant else {}
    other = any(where.get(name, known.get(name)) != known.get(name) for name in NAMES)
    begun = any(name in known for name in NAMES)
    asked = conversation.asked in {"place.place", "rehousing.wanted_town"}
    return {"place": where} if begun and other and not asked else {}
