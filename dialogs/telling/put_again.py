"""What is said where an answer gives nothing: a fact told there is kept, and it is asked anew."""

import re
from typing import Final

from dialogs.answers.said_sums import says_a_rent
from dialogs.effects import Say
from dialogs.scene import Heard, Scene, is_question
from nlu.folding import fold_word

A_SENTENCE: Final = 2  # words after a "non"
SEVERAL_WORDS: Final = 3
KEPT: Final = Say("report.kept")
_COMFORT: Final = {  # what is said to who does not answer; a no to a question decides nothing
    "unknown": "report.never_mind",
    "refuse": "report.not_to_say",
    "here": "report.answered_here",
}
_IN_OTHER_WORDS: Final = {  # how a slot is asked again, where its kind says too little
    "where": "retry.where", "wanted_town": "retry.wanted_town", "rent": "retry.rent_state",
}  # fmt: skip
_CLAUSE: Final = re.compile(
    r"\b(?:je|j|jai|jsuis|chui|jpeu[xt]?|g|ils?|elles?|on|nous|vous|tu|qui|c|c'? ?est|cest|ya|"
    r"y'? ?a|ca|est|sont|ai|as|ont|etait|fait|faut|marche\w*|coule\w*|veu[xt]|peu[xt]|a ete|"
    r"i|we|he|she|it|they|is|are|was|has|have|can)\b"
)
_OF_A_PLACE: Final = re.compile(
    r"\b(?:habit\w+|log[ez]\w*|rues?|residences?|cites?|avenue|av|boulevard|bd|place|allees?|"
    r"impasse|quartier|bat(?:iment)?s?|bat\w?|entrees?|etages?|adresse|villes?|village|chez moi|"
    r"a cote|pres d\w*|centre|live|address|street|town|oturuyor\w*|sokak|mahalle\w*|skent|nskn)\b|"
    r"اسكن|شارع|مدينه|عنوان"
)
_NUMBER: Final = re.compile(r"\d{1,2}[ .!]*")


def comfort(scene: Scene, said: str) -> tuple[Say, ...]:
    """Return what is said to who passes a question; of words that are kept, that they are."""
    if said == "kept":
        return (KEPT,) if says_no_and_why(scene) else kept_words(scene)
    return (Say(_COMFORT.get(said, "report.agreed")),)


def place_comfort(scene: Scene) -> tuple[Say, ...]:
    """Return what is said to who does not tell where it is, or told something else there."""
    kind = scene.heard.answer.kind
    if says_no_and_why(scene) or kept_words(scene):
        return comfort(scene, "kept")
    return comfort(scene, "unknown" if scene.heard.payload or kind == "none" else kind)


def says_no_and_why(scene: Scene) -> bool:
    """Tell whether a no says more, which is an answer in its own words."""
    answer = scene.heard.answer
    return answer.kind == "no" and len(answer.rest.split()) >= A_SENTENCE


def tells_a_fact(heard: Heard) -> bool:
    """Tell words that say or ask something from the name of a place that we do not know.

    "le ptit est dans le noir" is no place; "12 rue des lilas" may be one.
    """
    said = fold_word(heard.text).strip(" .!")
    if _OF_A_PLACE.search(said) or heard.payload:
        return False
    asks = is_question(heard.text)
    elsewhere = heard.understood.language not in {"fr", "en"}
    long = elsewhere and len(said.split()) >= SEVERAL_WORDS
    return bool(_NUMBER.fullmatch(said) or asks or long or _CLAUSE.search(said))


def kept_words(scene: Scene) -> tuple[Say, ...]:
    """Return what is said of a fact or of a question that answers nothing, and is kept."""
    if not tells_a_fact(scene.heard) or scene.heard.answer.kind != "none":
        return ()
    asks = is_question(scene.heard.text)
    return (Say("report.question_kept") if asks else KEPT,)


def retry(scene: Scene, kind: str, slot: str) -> str:
    """Return the id of what is said where an answer could not be read."""
    if slot in _IN_OTHER_WORDS:
        return _IN_OTHER_WORDS[slot]
    if kind == "money" and says_a_rent(scene.heard):
        return "retry.rent"
    how_much = kind == "money" and scene.heard.answer.kind == "yes"
    return "retry.how_much" if how_much else f"retry.{kind}"
