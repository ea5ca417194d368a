"""The buttons of the pending question: a label that is typed is a press."""

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.answers import near_place
from dialogs.answers.reading import read_payload
from dialogs.asides import menu, told_halfway
from dialogs.conversation import Conversation
from dialogs.effects import Choice
from dialogs.forms import Form
from dialogs.needs.maybe_told import at_the_end
from dialogs.telling import asking
from dialogs.telling.consent import JOB_NOTICES
from nlu.folding import fold_word

MOST_TO_CORRECT = 6
_PLACE = re.compile(r"(?:le |la |numero |n )?(?P<place>\d)(?:e|er|eme)?[.)]?")
_PUT_RIGHT = re.compile(
    r"(?:(?:je (?:veux|voudrais|souhaite)|il faut|on peut|c'? ?est a|a|i want to|let me) )*"
    r"(?:corrig\w*|correction|rectifi\w*|modifi(?:er|e|ez)|correct|duzelt\w*|"
    r"تصحيح|صحح\w*|تعديل)"
    r"(?: (?:ma demande|mes reponses|(?:une|la|ma) reponse|quelque chose|svp|stp|"
    r"s'? ?il vous plait|merci|it|please|lutfen))*"
)


def offered(forms: Mapping[str, Form], conversation: Conversation) -> tuple[Choice, ...]:
    """Return the buttons that stand under the pending question; yes and no are read as words.

    Where nothing is asked, the four subjects of the greeting are on offer.
    """
    form, _, name = (conversation.asked or "").partition(".")
    if form in _ON_OFFER:
        return _ON_OFFER[form](forms, conversation)
    slot = forms[form].slot(name) if form in forms else None
    return asking.choices_of(form, slot) if slot and slot.kind == "choice" else ()


def _of_the_report(forms: Mapping[str, Form], conversation: Conversation) -> tuple[Choice, ...]:
    correcting = conversation.asked == "report.correct"
    return to_correct(forms, conversation) if correcting else at_the_end(conversation)


def _of_the_place(forms: Mapping[str, Form], conversation: Conversation) -> tuple[Choice, ...]:
    asked_back = near_place.IS_IT if conversation.shared.get(near_place.MAYBE) else ()
    return (*asked_back, *asking.put_question(forms, "place.place").choices)


def _of_the_needs(forms: Mapping[str, Form], _: Conversation) -> tuple[Choice, ...]:
    needs = (Choice(f"choose.form={form}", f"{form}.label") for form in forms)
    return (*needs, told_halfway.OTHER)


def _at_rest(_: Mapping[str, Form], conversation: Conversation) -> tuple[Choice, ...]:
    return () if conversation.topics else menu.FOUR_CHOICES


_ON_OFFER: Mapping[str, Callable[[Mapping[str, Form], Conversation], tuple[Choice, ...]]] = {
    "": _at_rest,
    "choose": _of_the_needs,
    "consent": lambda _, __: JOB_NOTICES.choices,
    "place": _of_the_place,
    "report": _of_the_report,
}


def to_correct(forms: Mapping[str, Form], conversation: Conversation) -> tuple[Choice, ...]:
    """Return a button for each answer of a report that can be asked again."""
    choices = tuple(
        Choice(f"report.correct={topic.form}:{slot.name}", f"{topic.form}.ask.{slot.name}")
        for topic in conversation.topics
        for slot in forms[topic.form].slots
        if slot.asked and slot.name in topic.answers
    )
    return choices[:MOST_TO_CORRECT]


def pressed(text: str, labels: Mapping[str, str]) -> str | None:
    """Return the payload whose label was typed, letter for letter but for case and accents.

    >>> pressed("corriger", {"report.confirm=no": "Corriger"})
    'report.confirm=no'
    """
    said = _plain(text)
    typed = (payload for payload, label in labels.items() if said and _plain(label) == said)
    return next((payload for payload in typed if read_payload(payload)), None)


def numbered(text: str, forms: Mapping[str, Form], conversation: Conversation) -> str | None:
    """Return the payload of the button whose place in its list was written: "3", "le 2"."""
    said = _PLACE.fullmatch(_plain(text))
    listing = _LISTED.get(conversation.asked or "")
    if said is None or listing is None:
        return None
    listed, place = listing(forms, conversation), int(said["place"])
    return listed[place - 1] if 0 < place <= len(listed) else None


def wants_to_correct(text: str) -> bool:
    """Tell whether a message asks to put an answer right, and does not say which."""
    return bool(_PUT_RIGHT.fullmatch(_plain(text)))


_LISTED: Mapping[str, Callable[[Mapping[str, Form], Conversation], Sequence[str]]] = {
    "choose.form": lambda _, now: [f"choose.form={form}" for form in now.offers],
    "report.correct": lambda forms, now: [c.payload for c in to_correct(forms, now)],
}


def _plain(text: str) -> str:
    return fold_word(text).strip(" .!?,")
