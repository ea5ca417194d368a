"""Answers that look like a need of their own: "le soir après 18 h" is no appointment."""

import re

from dialogs.answers.availability import read_availability
from dialogs.needs.unpaid_wage import OF_WORK, UNPAID_WAGE
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.losses import tells_a_death

SURE_BESIDE = 0.7  # confidence of a need told in the words of an answer
# What answers to a question resemble, by the entity that answers it.
LOOKS_LIKE = {
    "day_part": ("appointment", "callback", "job_search", "works"),
    "people_count": ("rehousing", "household_change", "distress"),
    "amount": ("arrears", "payment_done", "rent_bill"),
    "phone": ("callback", "identify"),
    "reason": ("health", "job_loss", "household_change", "benefits", "debt"),
    "since": ("appointment",),
    "date": ("appointment",),
}
A_LONG_ANSWER = 12  # words: more may well tell a need of its own
A_NEED_NAMED = re.compile(
    r"\b(?:rdv|rendez ?vous|annul\w+|decal\w+|report\w+|demenag\w*|plus grand|appointment|"
    r"randevu\w*|موعد)\b"
)
BESIDE_AN_ANSWER = 6  # words: "le 12, et ya plu de chofage"


DISTRESS, OF_DISTRESS = "distress", "mental_distress"
_A_SIDE_REMARK = re.compile(
    r"\b(?:je|j|on) ?(?:ne |n'? ?)?(?:vis|suis|habite|vi|sui) (?:toute? )?(?:seule?|tt seule?)\b|"
    r"\b(?:je|j|on) ?(?:ne |n'? ?)?(?:dor[st]?|dormons) (?:presque |quasi )?(?:plus|pas|pa|mal)\b|"
    r"\b(?:bebe|petite?s?|fils|fille|enfants?) (?:qui |ki )?(?:ne |n'? ?)?"
    r"dor\w+ (?:presque |quasi )?(?:plus|pas|pa|mal)\b|"
    r"\bi (?:live alone|can(?:'?t|not) sleep|(?:do not|don'?t) sleep)\b|"
    r"\b(?:yalniz|tek basima) yasiyorum\b|\buyuyam\w+|"
    r"(?:اعيش|ساكن\w*|نسكن|عايش\w*) (?:وحدي|لوحدي|بوحدي)|"
    r"(?:لا|ما) (?:انام|نرقد\w*|ننعس\w*|كننعس\w*)"
)
_OF_THE_MIND = re.compile(
    r"\b(?:deprim\w*|depress\w*|moral|craqu\w*|pleur\w*|angoiss\w*|anxi\w*|peur\w*|"
    r"idees noires|a bout|en peux plus|peux plus|suicid\w*|mourir|vivre|solitude|isolee?|mal dans|"
    r"cry\w*|sad|agli\w*|mutsuz\w*|bunal\w*)\b|(?:نبكي|ابكي|حزين|مكتئب|تعبت)"
)


def only_answers(scene: Scene, form: str) -> bool:
    """Tell an answer from the need that it merely looks like."""
    if form == "household_change" and tells_a_death(scene.heard.text):
        return False  # it is met with sympathy, whatever it answers
    if form == DISTRESS and _is_a_side_remark(scene):
        return True
    if form in OF_WORK and _is_why_the_rent_is_late(scene):
        return True
    asked, _, slot = (scene.conversation.asked or "").partition(".")
    question = scene.forms[asked].slot(slot) if asked in scene.forms else None
    answering = [*(question.entity if question else ()), *_only_when(scene)]
    looks_like = {form for name in answering for form in LOOKS_LIKE.get(name, ())}
    short = len(scene.heard.text.split()) <= A_LONG_ANSWER
    return short and form in looks_like and not A_NEED_NAMED.search(fold_word(scene.heard.text))


def _is_why_the_rent_is_late(scene: Scene) -> bool:
    """Tell a wage that did not come, told beside a rent, from a trouble at a post of ours."""
    late = scene.conversation.topic_of("arrears") is not None
    return late and bool(UNPAID_WAGE.search(fold_word(scene.heard.text)))


def _is_a_side_remark(scene: Scene) -> bool:
    """Tell who says beside another subject to live alone, or to sleep badly, from low mood."""
    text = fold_word(scene.heard.text)
    starting = {intent for form in scene.forms.values() for intent in form.started_by}
    others = {need.intent for need in scene.heard.understood.needs} & starting - {OF_DISTRESS}
    told = {topic.form for topic in scene.conversation.topics} - {DISTRESS}
    return (
        bool(others or told)
        and bool(_A_SIDE_REMARK.search(text))
        and not _OF_THE_MIND.search(text)
    )


def _only_when(scene: Scene) -> tuple[str, ...]:
    """Tell an hour or a part of the day said in the middle of a report, in a few words."""
    named = {entity.name for entity in scene.heard.understood.entities}
    words = [word for word in scene.heard.text.split() if not word.isdigit()]  # nor a number
    few = bool(scene.conversation.topics) and len(words) <= BESIDE_AN_ANSWER
    when = named & {"time", "day_part"} or read_availability(scene.heard, asked=True)
    return ("day_part",) if few and when else ()


def answers_the_question(scene: Scene) -> bool:
    """Tell whether the message gives the answer that was asked for."""
    form, _, slot = (scene.conversation.asked or "").partition(".")
    return bool(slot) and slot in scene.gathered.answers.get(form, {})
