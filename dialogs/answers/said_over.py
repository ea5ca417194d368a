"""What was told, said over with no word of correction: "c'est 3 mois et 1200 euros"."""

import re
from collections.abc import Mapping
from typing import Any, Final

from dialogs.answers.reading import WHEN_TO_COME, read_unasked
from dialogs.conversation import Topic
from dialogs.forms import Form, Slot
from dialogs.scene import Heard, find_entity, is_question
from nlu.folding import fold_word

_BEFORE: Final = (
    r"(?:(?:non|oui|ah|oh|euh|mais|et|bon|enfin|alors|attend\w*|pardon|desolee?|dsl|voila|finalement|"
    r"la verite|le vrai|(?:je|j'?) ?(?:viens de )?(?:verifi\w*|regard\w*|relu\w*))[ ,.!:]+)*"
)
_OPENS: Final = re.compile(
    rf"^{_BEFORE}(?:c'? ?est|c|ce sont|c'? ?etait|(?:ca|sa|cela) fait|"
    r"(?:je|on) (?:lui |leur )?doi[st]|(?:on|nous) (?:est|sommes)|(?:l'?)?audience|"
    r"(?:(?:la|le|les|cette|ce|mon|ma|une?) )?"
    r"(?:lettre|papier|courrier|acte|commandement|assignation|date|voisine?|retard|dette|"
    r"somme|montant|loyer|fuite|panne)|it'?s|it is|there are|انها|هو)(?!\w)|"
    r"^(?:non|pardon|no)[ ,]+\d"
)
_ONE_MORE: Final = re.compile(
    r"\b(?:aussi|ossi|egalement|en plus|et puis|autre|also|too|ayrica|bir de)\b|ايضا|كمان"
)
_NEAR: Final = 4  # characters: "le ", "au "
_DAYS: Final = frozenset({"date", "month"})


def is_said_over(heard: Heard) -> bool:
    """Tell the same of a message, and of a no that a value follows: "non octobre"."""
    no = heard.answer.kind == "no" and bool(heard.answer.rest)
    place = heard.text.find(heard.answer.rest) if no else 0
    named = (e for e in heard.understood.entities if e.name != "answer")
    follows = no and any(place <= e.start <= place + _NEAR for e in named)
    return says_over(heard.text) or (follows and not tells_one_more(heard.text))


def says_over(text: str) -> bool:
    """Tell whether words begin as those who say again what it is: "c'est au 4e".

    >>> says_over("la lettre est du 14")
    True
    >>> says_over("c'est aussi au 4e")
    False
    """
    asks = is_question(text)
    return bool(_OPENS.match(fold_word(text))) and not asks and not tells_one_more(text)


def tells_one_more(text: str) -> bool:
    """Tell words that add to what was told, and put nothing in its place."""
    return bool(_ONE_MORE.search(fold_word(text)))


def values_said_over(
    form: Form, topic: Topic, heard: Heard, answered: Slot | None
) -> Mapping[str, Any]:
    """Return the values that are said over, and what is told beside them.

    What answers the question is none, and beside an answer something must be other than before.
    """
    told = {
        slot.name: value
        for slot in form.slots
        if not _may_be_the_answer(slot, answered)
        and (value := read_unasked(slot, heard)) is not None
        and value != topic.answers.get(slot.name)
    }
    plain = {name for name in told if _is_plain(form.slot(name), heard)}
    known = plain & {*topic.answers}
    return told if known or (plain and answered is None) else {}


def _may_be_the_answer(slot: Slot, answered: Slot | None) -> bool:
    """Tell two questions that the same words may answer: a day of a visit is none of a leak."""
    if answered is None:
        return False
    days = slot.kind in _DAYS and (answered.kind in _DAYS or answered.name in WHEN_TO_COME)
    parts = slot.name in WHEN_TO_COME and answered.name in WHEN_TO_COME
    return slot.name == answered.name or days or parts or slot.kind == answered.kind == "money"


def _is_plain(slot: Slot | None, heard: Heard) -> bool:
    """Tell a value that says what it is of; a bare day may be the day of anything."""
    bare_day = slot is not None and slot.kind in _DAYS and not slot.cue
    no = heard.answer.kind == "no" and bool(heard.answer.rest)
    return not bare_day or no or find_entity(heard, "since") is not None
