"""What is wished beside a danger from somebody: another home, a new lock; few people read it."""

import re
from dataclasses import replace

from dialogs.answers.gathering import Told, told_needs
from dialogs.danger.followed import is_followed, told
from dialogs.effects import Effect, NeedTold, Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word
from nlu.safety import FROM_PEOPLE

SURE = 0.6  # beside a danger a need is told in a few words
REHOUSING = "rehousing"
HOME_REPAIR = "home_repair"
LOCK = {"problem_type": "lock_broken"}
CURRENT = "electrical_danger"
_A_LOCK = re.compile(
    r"\b(?:ser+ures?|cer+ures?|verrous?|barillets?|cylindres?|locks?|kilit\w*|zamk\w*|zamek|"
    r"cerradura|fechadura|serratura|yala|serrout|qfel)\b|قفل|ساروت|замок"
)

_CHANGED = r"(?:chang\w*|remplac\w*|nouvel\w*|poser|mettre|new|degistir\w*)"
_A_NEW_LOCK = re.compile(
    rf"\b{_CHANGED}\W.{{0,15}}{_A_LOCK.pattern}|{_A_LOCK.pattern}.{{0,15}}{_CHANGED}"
)


def wishes(scene: Scene, danger: str) -> tuple[NeedTold, ...]:
    """Return the needs told beside a danger; the sentence itself stays with the danger."""
    found = [_need(scene, told, danger) for told in told_needs(scene.forms, scene.heard)]
    if danger in FROM_PEOPLE and _A_NEW_LOCK.search(fold_word(scene.heard.text)):
        found.append(NeedTold("REPAIR", LOCK, "", HOME_REPAIR))
    return tuple({need.form: need for need in found if need is not None}.values())


def _need(scene: Scene, said: Told, danger: str) -> NeedTold | None:
    """Return a need that goes with a danger; sparks are a repair besides."""
    if said.sure < SURE:
        return None
    facts = scene.gathered.answers.get(said.form, {})
    if said.form == HOME_REPAIR:
        return _repair(scene, danger, str(facts.get("problem_type")))
    if said.form == REHOUSING and danger in FROM_PEOPLE:
        return NeedTold("REHOUSING", dict(facts), "", REHOUSING)
    return None


def _repair(scene: Scene, danger: str, problem: str) -> NeedTold | None:
    if danger == "emergency_fire" and problem == CURRENT:
        return NeedTold("REPAIR", {"problem_type": CURRENT}, "", HOME_REPAIR)
    if danger in FROM_PEOPLE and _A_LOCK.search(fold_word(scene.heard.text)):
        return NeedTold("REPAIR", LOCK, "", HOME_REPAIR)
    return None


def told_back(needs: tuple[NeedTold, ...], danger: str) -> tuple[Say, ...]:
    """Say back what was wished, after the words of safety."""
    if not needs or danger not in FROM_PEOPLE:
        return ()
    labels = tuple(Say(f"alarm.wish.{need.form}") for need in needs)
    return (Say("alarm.wish_kept", {"wishes": labels}),)


def wished_later(scene: Scene) -> Turn | None:
    """Send on what is wished once the alarm was answered to those who were told of it."""
    danger = scene.conversation.alarm_before or ""
    if not is_followed(scene) or scene.conversation.topics or scene.heard.payload:
        return None
    sent = sent_on(scene, danger)
    return Turn(replace(scene.conversation, misses=0), sent) if sent else None


def sent_on(scene: Scene, danger: str) -> tuple[Effect, ...]:
    """Return the message and its wishes for who was told; nothing where none is told."""
    if danger not in FROM_PEOPLE:
        return ()
    needs = wishes(scene, danger)
    return (replace(told(scene, danger), needs=needs), *told_back(needs, danger)) if needs else ()
