"""A dwelling that is told by its degrees: "il fait 12 degrés chez moi" is no heating."""

import re
from typing import Final

from dialogs.conversation import Conversation
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

COLD_BELOW = 18  # degrees: decree 2002-120 on decent housing asks for 18 or more
_DEGREES = re.compile(r"(?<![\d,.])(\d{1,2})(?:[.,]\d)? ?(?:°|degr\w*|derece\w*|درجه|درجات)")
_AT_HOME = re.compile(
    r"\b(?:chez (?:moi|nous|elle|lui|ma|mon)|a la maison|appart\w*|logement|maison|salon|"
    r"chambres?|cuisine|dedans|interieur|at home|inside|(?:living|bed)room|evde|"
    r"evim\w*|odada|البيت|بيتي|المنزل|الدار|dar|darna)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:dehors|frigo|four|fievre|temperature de|eau|alcool|outside|fever)\b"
)


FORM: Final = "home_repair"
ADVICE: Final = Say("home_repair.cold_and_frail")


def with_advice(scene: Scene, turn: Turn) -> Turn:
    """Say once what keeps somebody frail warm, and when to call a doctor."""
    if _is_cold_and_frail(scene.conversation) or not _is_cold_and_frail(turn.conversation):
        return turn
    return Turn(turn.conversation, (*turn.effects[:-1], ADVICE, *turn.effects[-1:]))


def _is_cold_and_frail(conversation: Conversation) -> bool:
    topic = conversation.topic_of(FORM)
    if topic is None or topic.answers.get("problem_type") != "no_heating":
        return False
    return bool(topic.answers.get("vulnerable"))


_A_COLD_HOME = re.compile(
    r"\b(?:maison|appart\w*|logement|chambres?) (?:est |tres |trop |toute? )*"
    r"(?:froide?|gelee?|glaciale?|glacee?)\b"
)


def tells_cold(text: str) -> bool:
    """Tell whether a message says that a dwelling is too cold to live in."""
    said = fold_word(text)
    degrees = [int(found) for found in _DEGREES.findall(said)]
    at_home = _AT_HOME.search(said) and not _ELSEWHERE.search(said)
    if _A_COLD_HOME.search(said):
        return True
    return bool(at_home) and any(degree < COLD_BELOW for degree in degrees)
