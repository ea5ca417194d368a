"""A leak or a worry that gets worse: heard at once, whatever was asked, never a day or a place."""

import re
from dataclasses import replace

from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.conversation import LONGEST_TEXT, Conversation, Topic
from dialogs.effects import AddToCase, HandOver, NeedTold, OpenCase, Say
from dialogs.open_case.after_sending import forms_sent
from dialogs.open_case.mended import REPAIRS
from dialogs.scene import Scene, Turn
from dialogs.telling import asking, report
from dialogs.telling.finishing import finish
from dialogs.telling.shared import with_shared
from nlu.folding import fold_word

WORRY = "worry"
A_SENTENCE = 3  # words
OF_A_DANGER = frozenset({"emergency_medical", "worry_about_neighbour", "health_issue"})
_WORRYING = re.compile(
    r"\b(?:tomb\w*|chut\w*|gemi\w*|crie\w*|rale|mal(?:ade|aise)|morte?|decede\w*|inconscient\w*|"
    r"bouge\w* (?:pas|plus)|repond\w* (?:pas|plus|toujours)|ouvre (?:pas|plus)|"
    r"(?:ca|sa) (?:sent|pue)|odeurs?|volets?|courrier|boite aux lettres|fell|fallen|smell\w*|"
    r"not (?:moving|answering)|dustu\w*|dusmus\w*|hasta|cevap ver\w*|kok\w*)\b|"
    r"سقط|وقع|طاح|لا تجيب|لا ترد|رايحه|مريض"
)
_OF_HER = re.compile(
    r"(?:(?:non|oui|mais|et|en plus|je crois que|je sais que) )*"
    r"(?:(?:mme|madame|mr?|monsieur) \w+ )?"
    r"(?:(?:elle|il) (?:a|est|vit|habite|ne|n'|s'|fait|va|sort|mange|parle|avait|etait|doit|"
    r"bouge)\b|"
    r"(?:personne|aucune reponse|rien)(?: ne)? (?:repond|ouvre|bouge)\w*|"
    r"(?:she|he)(?:'?s| is| has| lives| does)\b|nobody (?:answers|opens))"
)  # what somebody who worries tells of the other: "elle a 78 ans", "non personne répond"
MAJOR = {"problem_type": "water_leak_major"}
_RUNS = r"(?:fui\w*|coul\w*|goutt\w*|deborde\w*|inond\w*|leak\w*|run\w*|flow\w*|ak[iı]yor|siz\w+)"
_MORE = r"(?:(?:beaucoup|bcp|encore|bien) plus|plus fort|de plus en plus|partout|more|worse|daha)"
_LEAKS_MORE = re.compile(
    rf"\b{_RUNS}\b.{{0,20}}\b{_MORE}\b|\b{_MORE}\b.{{0,20}}\b{_RUNS}\b|"
    rf"\bpas (?:du tout )?(?:une )?petite fuite\b|\b{_RUNS} (?:vraiment |tres )?"
    r"(?:beaucoup|bcp|enormement|a flots?|fort)\b|"
    r"(?:تسرب|يتسرب|الماء).{0,20}(?:اكثر|اسوا)"
)
_WORSE = re.compile(
    r"\b(?:c'? ?est|ca|sa) (?:devient |est )?(?:vraiment |encore |bien )?(?:pire|empire\w*)\b|"
    r"\bde pire en pire\b|\b(?:s'?)?aggrav\w+\b|\bgetting worse\b|\bdaha kotu\b|اسوا"
)


def gets_worse(scene: Scene) -> Turn | None:
    """Take a leak that grows to the report, to the open case, or to a report of its own."""
    said = fold_word(scene.heard.text)
    if scene.heard.payload:
        return None
    if not _LEAKS_MORE.search(said):
        return _noted(scene) if _WORSE.search(said) else None
    return _leak(scene, _without_a_day(scene))


def _leak(scene: Scene, calm: Conversation) -> Turn | None:
    begun = calm.topic_of("home_repair")
    if begun is not None:
        topic = replace(begun, answers={**begun.answers, **MAJOR})
        return _going_on(scene, calm.with_topic(topic))
    if "home_repair" in forms_sent(scene):
        need = NeedTold("REPAIR", MAJOR, scene.heard.text[:LONGEST_TEXT], "home_repair")
        said_first = (Say("worse.leak"), OpenCase((need,), scene.heard.media))
        return Turn(calm, (*said_first, *report.repeat_question(scene.now_in(calm))))
    if calm == scene.conversation:
        return None  # a leak like another: told now
    topic = Topic(form="home_repair", answers=MAJOR, words=scene.heard.text[:LONGEST_TEXT])
    return _going_on(scene, calm.with_topic(topic))


def _without_a_day(scene: Scene) -> Conversation:
    """Put aside the wish for an appointment: who has water running waits for no day."""
    rest = scene.conversation.without("appointment")
    asked_of_it = (rest.asked or "").startswith("appointment.")
    return replace(rest, asked=None, tries=0) if asked_of_it else rest


def _going_on(scene: Scene, conversation: Conversation) -> Turn:
    return finish(asking.ask_next(scene.now_in(conversation), Say("worse.leak")), scene)


def adds_to_a_worry(scene: Scene) -> Turn | None:
    """Keep what is added to a worry for somebody, and say again whom to call."""
    worry = scene.conversation.topic_of(WORRY)
    if worry is None or scene.heard.payload or not _is_of_them(scene):
        return None
    known = with_shared(scene, scene.conversation)
    answers = {**scene.gathered.answers.get(WORRY, {}), **worry.answers}
    told = replace(worry, answers=answers).adding(scene.heard.text)
    kept = known.with_topic(told)
    said = Say("worry.call_now", urgent=True)
    return finish(asking.ask_next(scene.now_in(replace(kept, misses=0)), said), scene)


def _is_of_them(scene: Scene) -> bool:
    """Tell whether a sentence goes on about somebody who may be in danger."""
    said = fold_word(scene.heard.text)
    if _OF_HER.match(said):
        return True
    few = len(said.split()) < A_SENTENCE or only_fills_a_form(scene.heard)
    doubted = scene.heard.understood.safety.level != "none" or scene.intent in OF_A_DANGER
    return not few and bool(doubted or _WORRYING.search(said))


def _noted(scene: Scene) -> Turn | None:
    """Have a person look again at what was sent, when it got worse."""
    if scene.conversation.topics or not {*REPAIRS} & {*forms_sent(scene)}:
        return None
    added = AddToCase(scene.heard.text, scene.heard.media)
    told = (added, HandOver("got_worse"), Say("worse.noted"))
    return Turn(replace(scene.conversation, misses=0), told)
