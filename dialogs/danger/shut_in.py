"""Somebody who is shut in by a door, and by nobody: who lets them out is said first."""

import re
from typing import Final

from dialogs.danger.danger_state import is_raised
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

ADVICE: Final = Say("shut_in.call", urgent=True)

_ROOM: Final = (
    r"(?:cave|local\w*|garage|wc|toilettes?|salle de bains?|sdb|chambre|cellier|placard|balcon|"
    r"terrasse|hall|sas|parking|cagibi|buanderie|chaufferie|cour|bathroom|cellar|toilet)"
)
_SHUT: Final = r"(?:enferm\w+|coinc\w+|bloqu\w+|prisonnier\w*|locked|trapped|stuck|shut)"
SHUT_IN: Final = re.compile(
    rf"\b(?:suis|chui|jsuis|sommes|on est|est|sont|restee?s?|am|are|is) (?:\w+ )?{_SHUT} "
    rf"(?:dehors |dedans )?(?:dans|ds|sur|au|aux|en|in|on) (?:\w+ )?{_ROOM}\b|"
    rf"\b{_ROOM}\b.{{0,30}}\b{_SHUT}\b.{{0,45}}\b(?:est|sont|suis|sommes) "
    r"(?:encore |restee?s? |toujours )?(?:dedans|a l'? ?interieur)\b"
)
BY_SOMEBODY: Final = re.compile(
    r"\b(?:m' ?a|m' ?ont|nous a|nous ont|l' ?a|il m|elle m|mari|ex|compagnon|copain|conjoint|"
    r"beau pere|puni\w*|sequestr\w*|frapp\w*|tape\w*|crie\w*|hurle\w*|menac\w*|peur|"
    r"laisse (?:pas|plus)|veut (?:pas|plus)|husband|he|ascenseur|lascenseur|lift)\b"
)


def tells_shut_in(text: str) -> bool:
    """Tell whether a door has shut somebody in.

    >>> tells_shut_in("on est enfermés dans la cave")
    True
    >>> tells_shut_in("mon mari m'a enfermée dans la chambre")
    False
    """
    said = fold_word(text)
    return bool(SHUT_IN.search(said)) and not BY_SOMEBODY.search(said)


def with_advice(scene: Scene, turn: Turn) -> Turn:
    """Say first who lets somebody out; the numbers of an alarm stand by themselves."""
    if scene.heard.payload or is_raised(turn) or not tells_shut_in(scene.heard.text):
        return turn
    return Turn(turn.conversation, (ADVICE, *turn.effects))
