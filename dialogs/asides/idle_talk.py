"""A laugh, a shout, an insult to the program, a football result: answered, and no case for it."""

import re
from typing import Final

from dialogs.asides.menu import FOUR_CHOICES
from dialogs.asides.small_talk import HELLO
from dialogs.effects import Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import report
from dialogs.telling.no_answer import says_only_courtesy
from nlu.folding import fold_word

A_FEW_WORDS: Final = 8
HERE: Final = "here.now"
SURELY_NOT_OURS: Final = 0.8
_LAUGH: Final = re.compile(
    r"(?:(?:lo+l+|mdr+|ptdr+|xptdr+|jpp|(?:a?ha|he|hi)(?:ha|he|hi)+h?|haha\w*|hihi\w*|ههه+|"
    r"lmao|rofl|bof|pff+|blabla|bla|ok|non|oui)[ ,.!]*)+"
)
_CALLS_OUT: Final = re.compile(
    r"(?:(?:allo+|oh+e+|h?e+ho+|repond(?:s|ez|e|é)?(?: (?:moi|nous|svp|stp))*|"
    r"(?:vous etes|t'? ?es|tu es|il y a|ya|y'? ?a) (?:la|quelqu'? ?un|encore la)|"
    r"(?:is )?any(?:one|body)(?: there)?|are you there|answer(?: me)?|orada misin\w*|"
    r"cevap ver\w*|kimse yok mu)[ ,.!?]*)+"
)
_INSULT: Final = re.compile(
    r"\b(?:n ?t ?m|f ?d ?p|tg|ta gueule|ferme la|nik\w* ta|niqu\w* (?:ta|vos|tes|toi)|"
    r"va(?:s)? (?:te |t ')?(?:faire|fer) ?(?:f+out\w*|voir|enc\w*)|allez (?:vous )?faire fout\w*|"
    r"conn?ar[dt]e?s?|connasses?|encul\w*|salopes?|batar[dt]s?|pute?s?|pd|abrutie?s?|debiles?|"
    r"cretine?s?|idiote?s?|imbeciles?|sale (?:robot|machine|bot|con)|(?:robot|bot|machine|ia) "
    r"(?:de merde|pourrie?|nulle?|a la con|stupide)|(?:t'? ?es|tu es|vous etes|c'? ?est) "
    r"(?:trop |vraiment |un |une |qu'? ?un )*(?:con|conne|bete|stupide|merde)\b|"
    r"fuck (?:you|off)|stupid (?:bot|robot|machine)|shut up|siktir\w*|salak|aptal|"
    r"zamel|9ahba|kahba|hmar)\b|(?:حمار|غبي)(?!\w)"
)
_OF_OTHERS: Final = re.compile(  # whom they call so is not the program
    r"\b(?:ils?|elles?|on|lui|eux|me|m|moi|mon|ma|mes|nos|notre|sa|son|ses|leurs?|gardien\w*|"
    r"voisin\w*|technicien\w*|agent\w*|gens|jeunes|mecs?|dame|monsieur|he|she|they|my|me)\b"
)
_NOT_OURS: Final = re.compile(
    r"\b(?:losc|psg|om|foot\w*|match(?:es|s)?|score|ligue|equipe de france|real|barca|meteo|"
    r"(?:quel )?temps (?:qu'? ?il|fait|demain|va)|pleuvoir|blagues?|recettes?|horoscope|loto|"
    r"chansons?|films?|series?|netflix|president|capitale|pokemon|playstation|football|weather|"
    r"jokes?|recipe|mac (?:skoru|sonucu)|hava durumu|fikra)\b"
)


def laughed_or_insulted(scene: Scene) -> Turn | None:
    """Answer a laugh with what was asked, an insult calmly, and what is not ours as such."""
    if scene.heard.payload or scene.known.open_cases or not _is_idle(scene):
        return None
    said = fold_word(scene.heard.text).strip(" .!?")
    question = report.repeat_question(scene)
    choices = () if question else FOUR_CHOICES
    answers = (
        (_LAUGH.fullmatch(said) and not _is_an_answer(scene), "lost.tell_me"),
        (_CALLS_OUT.fullmatch(said), HERE),
        (_insults(said), "upset.at_me"),
        (_is_not_ours(scene, said), "lost.out_of_scope"),
    )
    words = next((words for holds, words in answers if holds), None)
    if words is None:
        return None
    asks = question or (Say("lost.tell_me", choices=choices),)
    answers_to = {"lost.tell_me": asks, HERE: (Say(HERE), *asks)}
    answered = answers_to.get(words, (Say(words, choices=choices), *question))
    return Turn(scene.conversation, answered)


def tells_nothing(text: str) -> bool:
    """Tell a laugh, a hello, a thank you or an insult from words that a person could use.

    >>> tells_nothing("mdr"), tells_nothing("va te faire foutre"), tells_nothing("c'est la cour")
    (True, True, False)
    """
    said = fold_word(text).strip(" .!?,")
    empty = _LAUGH.fullmatch(said) or HELLO.match(said) or says_only_courtesy(text)
    return bool(empty) or _insults(said)


def _insults(said: str) -> bool:
    """Tell words against the program from what somebody else was called, or called them."""
    found = _INSULT.search(said)
    if found is None or len(said.split()) > A_FEW_WORDS:
        return False
    return not _OF_OTHERS.search(f"{said[: found.start()]} {said[found.end() :]}")


def _is_idle(scene: Scene) -> bool:
    """Tell whether a few words tell no need beside."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    defect = find_entity(scene.heard, "problem_type") is not None
    return few and not defect and not told_now(scene)


def _is_an_answer(scene: Scene) -> bool:
    return scene.heard.answer.kind != "none"


def _is_not_ours(scene: Scene, said: str) -> bool:
    understood = scene.heard.understood
    sure = understood.intent == "out_of_scope" and understood.confidence >= SURELY_NOT_OURS
    return sure and bool(_NOT_OURS.search(said))
