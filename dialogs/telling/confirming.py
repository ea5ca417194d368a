"""The end of a report: summed up, put right, sent, or given up."""

import re
from dataclasses import replace

from dialogs.answers.gathering import CONFIRMING, puts_right, said_over, told_needs
from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.answers.reading import NOTHING_TOLD, read_payload
from dialogs.answers.which_place import takes_a_place_back
from dialogs.asides.about_papers import PAPER
from dialogs.asides.menu import FOUR_CHOICES
from dialogs.conversation import Topic
from dialogs.effects import OpenCase, Say
from dialogs.needs.also_told import MORE
from dialogs.needs.opening_needs import needs_told
from dialogs.needs.resembling import A_LONG_ANSWER, SURE_BESIDE
from dialogs.needs.told_now import told_now, with_told
from dialogs.needs.wishes import A_WISH, names_a_person
from dialogs.scene import Scene, Turn, is_question
from dialogs.telling import asking, not_sent, reaching, report
from dialogs.telling.consent import JOB_NOTICES
from dialogs.telling.finishing import finish
from dialogs.telling.offered import to_correct, wants_to_correct
from dialogs.telling.put_again import KEPT
from dialogs.telling.report import is_question_of_theirs
from dialogs.telling.sending import only_thanks, says_send
from dialogs.telling.shared import with_shared
from nlu.answers import Answer, read_answer_words
from nlu.folding import fold_word

SEVERAL = 2
NOT_WANTED = re.compile(
    r"\b(?:pas demande\w*|rien demande|cherche (?:pas|plus) (?:de |d' ?|du |un )?"
    r"(?:travail|boulot|emploi|taf|job)|enlev\w*|retir\w*|supprim\w*|je (?:ne )?veux pas de|"
    r"pas besoin d\w*|(?:did ?n.?t|not) ask\w*|remove|istemedim)\b"
)
_NO_ARREARS = re.compile(  # said to "combien de mois": nothing is owed
    r"(?:(?:non|mais|bah|ben|aucun|je|j'? ?|on|nous|n'? ?en|y|en)[ ,]*)*"
    r"(?:(?:ai|a|avons|suis|sommes) )?"
    r"(?:(?:pas|aucun|plus|jamais)(?: du tout)? (?:de |en |d' ?)?(?:retards?|dettes?)|"
    r"(?:dois|doit|devons) (?:rien|pas d'? ?argent)|rien en retard|a jour(?: de tout)?)"
    r"(?: (?:de|sur|pour) (?:mon |mes |le |les )?loyers?| moi| du tout)?"
)
_OF_A_COURT = r"(?:tribunal|huissiers?|justice|juge|commissaire|assignation|commandement)"
_NO_COURT = re.compile(  # said of a paper that was taken for one of a court
    r"\b(?:c'? ?est|ce n'? ?est|c) pas (?:du tout )?"
    r"(?:(?:un|une|le|la|du|de la|d'? ?un|l'? ?) ?)?"
    r"(?:(?:papier|lettre|courrier|convocation) (?:du |de la |de l'? ?|d'? ?un )?)?"
    rf"{_OF_A_COURT}\b"
)
_ITS_DATE = re.compile(
    r"\b(?:dates?|papiers?|lettres?|courriers?|actes?|commandements?|huissiers?)\b"
)
_YES_BUT = re.compile(  # nothing leaves before what follows is kept
    r"(?:\w+'?[ ,.!]+){1,3}(?:mais|ms|sauf|par contre|seulement|but|except|ama|fakat|pero|mas|"
    r"ale|але|но|walakin|laken|لكن|بس)\b"
)
A_FACT = 2  # words
_AGREES = re.compile(
    r"\b(?:oui|ouais?|ok|okay|d'? ?accord|dac|merci\w*|beaucoup|bcp|bien|sur|svp|stp|"
    r"s'il vous plait|"
    r"envo[iy]\w*|transm\w*|valid\w*|confirm\w*|c'? ?est|tout|bon|parfait|exact\w*|correct|ca|sa|"
    r"la|le|les|a|l|allez y|vas y|vous pouvez|pouvez|agence|super|nickel|tres|je|voila|madame|"
    r"monsieur|yes|please|send|it|that|is|right|thanks?|you|go|ahead|evet|gonder\w*|tamam|lutfen|"
    r"vite|urgent|bonne (?:journee|soiree|nuit))\b"
)
FEWEST_TO_KEEP = 2  # words after the no
A_WISH_NOT_TO = re.compile(  # "je veux pas quitter le quartier" gives no quarter as a reason
    r"\b(?:veu[xt]|voudrai\w*|souhait\w*|envie|compte) (?:surtout |vraiment )?(?:pas|plus)\b|"
    r"\b(?:do not|don'? ?t) want to\b|\bistemiyor\w*|لا اريد"
)
NOT_SO = re.compile(  # what was understood is wrong
    r"\b(?:fau(?:x|sse?)|vrai|pas (?:[cs]a|cela|bon|bien|exact|juste|correct|compris|moi|"
    r"demande\w*|dit)|rien|tromp\w*|erreur\w*|corrig\w*|chang\w*|modif\w*|mauvais\w*|mal|"
    r"manque\w*|oubli\w*|wrong|mistake|not (?:that|right)|yanlis|degil|غلط|خطا)\b"
)
WORK_NEEDS = frozenset({"EMPLOYMENT_LOSS", "EMPLOYMENT_SEEK", "WORKSITE_SCHOOL"})


def taken_out(scene: Scene) -> Turn | None:
    """Take a need out of a report: "j'ai pas demandé de rendez-vous"; the only one ends it."""
    if (dated := _its_own_date(scene)) is not None:
        return dated
    topics = scene.conversation.topics
    unwanted = _unwanted(scene)
    if len(unwanted) != 1:
        return None
    if len(topics) < SEVERAL:
        return Turn(scene.conversation.at_rest(), (Say("lost.tell_me", choices=FOUR_CHOICES),))
    rest = replace(scene.conversation.without(unwanted[0]), asked=None, tries=0)
    return finish(asking.ask_next(scene.now_in(rest), Say("report.corrected")), scene)


def _its_own_date(scene: Scene) -> Turn | None:
    """Take a day in court for the paper's own: "c'est pas le tribunal, c'est sa date"."""
    topic = scene.conversation.topic_of(PAPER)
    if topic is None or "hearing" not in topic.answers:
        return None
    beside = _beside_no_court(fold_word(scene.heard.text))
    if beside is None or not _ITS_DATE.search(beside):
        return None
    answers = {"date_on_paper": topic.answers["hearing"], **topic.answers}
    del answers["hearing"]
    put_right = scene.conversation.with_topic(replace(topic, answers=answers))
    return finish(asking.ask_next(scene.now_in(put_right), Say("report.corrected")), scene)


def _unwanted(scene: Scene) -> list[str]:
    """Return the forms that a message takes back: not asked for, no late rent, no court."""
    said, topics = fold_word(scene.heard.text).strip(" .!"), scene.conversation.topics
    if scene.conversation.asked == "arrears.months_count" and _NO_ARREARS.fullmatch(said):
        return ["arrears"]
    beside = _beside_no_court(said)
    if beside is not None and not re.search(_OF_A_COURT, beside) and not _ITS_DATE.search(beside):
        return [topic.form for topic in topics if topic.form == PAPER]
    if not topics or not NOT_WANTED.search(said):
        return []
    told = {need.form for need in told_needs(scene.forms, scene.heard)}
    return [topic.form for topic in topics if topic.form in told]


def _beside_no_court(said: str) -> str | None:
    """Return what else is said where a paper is said to be of no court, None where it is not."""
    beside, denied = _NO_COURT.subn("", said)
    return beside if denied else None


def asks_to_correct(scene: Scene) -> Turn | None:
    """Ask what to put right, wherever one is; a report that holds nothing yet goes on."""
    begun = bool(scene.conversation.topics) and wants_to_correct(scene.heard.text)
    if not begun or scene.heard.payload:
        return None
    if to_correct(scene.forms, scene.conversation) or not report.repeat_question(scene):
        return _what_to_correct(scene)
    return Turn(scene.conversation, report.repeat_question(scene))


def confirmation(scene: Scene) -> Turn | None:
    """Open the case on a yes; on a no, ask what to put right."""
    if scene.conversation.asked not in {"report.confirm", "report.correct"}:
        return None
    button = read_payload(scene.heard.payload)
    return _pressed(scene, button) if button else _said_at_the_end(scene)


def _said_at_the_end(scene: Scene) -> Turn | None:
    at_the_end = scene.conversation.asked == "report.confirm"
    if (waiting := not_sent.held_back(scene)) is not None:
        return correction(not_sent.kept(scene)) or waiting
    agreed = at_the_end and _says_yes(scene) and not _says_yes_but(scene)
    if says_send(scene.heard.text) or agreed:
        return _open(with_what_a_yes_adds(scene))
    if not at_the_end and _nothing_more(scene):
        return asking.sum_up(not_sent.kept(scene))
    answer, wrong = scene.heard.answer, NOT_SO.search(fold_word(scene.heard.text))
    if answer.kind == "no" and (wrong or not answer.correction):  # "non c'est pas ça"
        wish = _said_besides(scene) if _wishes_not_to(scene) else None
        corrected = wish or correction(scene)
        return corrected or _said_besides(scene) or _what_to_correct(scene)
    return _addition(scene)


def _says_yes_but(scene: Scene) -> bool:
    """Tell a yes that something else follows: "oui mais pas avant 10h"."""
    said = fold_word(scene.heard.text)
    answers = scene.heard.answer.kind == "yes" and bool(_YES_BUT.match(said))
    return answers and not _adds_nothing(scene.heard.answer.rest)


def _wishes_not_to(scene: Scene) -> bool:
    """Tell "je veux pas porter plainte" from "je veux pas Lille mais Hem", which puts right."""
    wishes = A_WISH_NOT_TO.search(fold_word(scene.heard.text))
    return bool(wishes) and not takes_a_place_back(scene.heard)


def with_what_a_yes_adds(scene: Scene) -> Scene:
    """Keep what is told behind the yes that sends: "oui ma mère de 80 ans"."""
    rest = scene.heard.answer.rest
    if scene.heard.answer.kind != "yes" or not scene.conversation.topics or _adds_nothing(rest):
        return scene
    first, *others = scene.conversation.topics
    conversation = with_shared(scene, scene.conversation)
    for topic in (first.adding(rest), *others):
        told = scene.gathered.answers.get(topic.form, {})
        so_now = {name: value for name, value in told.items() if value is True}
        answers = {**_who_lives_there(scene), **told, **topic.answers, **so_now}
        conversation = conversation.with_topic(replace(topic, answers=answers))
    if any(need.sure >= SURE_BESIDE for need in told_now(scene)):
        conversation = with_told(scene, conversation)
    return scene.now_in(conversation)


def _who_lives_there(scene: Scene) -> dict[str, object]:
    """Return an age, or how many children: who answers the case weighs it."""
    return {
        entity.name: entity.value
        for entity in scene.heard.understood.entities
        if entity.name in {"age", "children_count"}
    }


def _adds_nothing(rest: str) -> bool:
    """Tell what only agrees once more: "envoyez merci", "c'est bon", "svp"."""
    words = _AGREES.sub(" ", fold_word(rest))
    return len(re.findall(r"\w+", words)) < A_FACT


def _said_besides(scene: Scene) -> Turn | None:
    """Keep a "non" that tells a wish and corrects nothing: "non je veux pas porter plainte"."""
    said = fold_word(scene.heard.text)
    few = len(scene.heard.answer.rest.split()) < FEWEST_TO_KEEP
    if few or told_now(scene) or NOT_SO.search(said):
        return None
    first = scene.conversation.topics[0].adding(scene.heard.text)
    kept = scene.now_in(scene.conversation.with_topic(first))
    return asking.sum_up(kept, KEPT)


def _pressed(scene: Scene, button: tuple[str, str, str]) -> Turn | None:
    if button[:2] == ("report", "correct"):
        return _ask_again(scene, button[2])
    said = button[2] if button[0] == "report" else ""
    return {"yes": _open, "no": _what_to_correct}.get(said, lambda _: None)(scene)


def _says_yes(scene: Scene) -> bool:
    """Tell a yes; who only thanks whom asks leave to send believes that it is sent."""
    return scene.heard.answer.kind == "yes" or not_sent.thanks_send(scene)


def _nothing_more(scene: Scene) -> bool:
    """Tell that nothing is to put right after all: a bare yes, no or thank you."""
    bare = scene.heard.answer.kind in {"yes", "no"} and not scene.heard.answer.rest
    return bare or only_thanks(scene.heard.text)


def _open(scene: Scene) -> Turn:
    conversation = scene.conversation
    needs = needs_told(scene.forms, conversation)
    opened = OpenCase(needs, conversation.media, conversation.shared.get("place", {}))
    rest = replace(conversation.at_rest(), shared={})
    wants_jobs = WORK_NEEDS & {need.need for need in needs}
    if not wants_jobs or scene.known.job_notices is not None:
        return Turn(rest, (opened,))
    asked = replace(rest, asked="consent.job_notices")
    return Turn(asked, (opened, JOB_NOTICES))


def _what_to_correct(scene: Scene) -> Turn:
    choices = to_correct(scene.forms, scene.conversation)
    asked = replace(scene.conversation, asked="report.correct")
    return Turn(asked, (Say("report.what_to_correct", choices=choices),))


def _ask_again(scene: Scene, target: str) -> Turn | None:
    form, _, slot = target.partition(":")
    topic = scene.conversation.topic_of(form)
    again = scene.forms[form].slot(slot) if topic is not None else None
    if topic is None or again is None or not again.asked:
        return None
    answers = {name: value for name, value in topic.answers.items() if name != slot}
    conversation = scene.conversation.with_topic(replace(topic, answers=answers))
    asked = replace(conversation, asked=f"{form}.{slot}", tries=0)
    return Turn(asked, (asking.put_question(scene.forms, f"{form}.{slot}"),))


def _addition(scene: Scene) -> Turn | None:
    """Keep what is said instead of yes or no: a correction, another need, or more detail."""
    if (corrected := correction(scene)) is not None:
        return corrected
    if only_fills_a_form(scene.heard):  # said before: "depuis lundi"
        return asking.sum_up(scene)
    told = {need.form for need in told_now(scene)}
    only_why = told == {"callback"} and _only_asks_why(scene)
    if (told and not only_why) or is_question_of_theirs(scene):
        return None
    topic = scene.conversation.topics[0] if scene.conversation.topics else None
    if topic is None or not scene.heard.text.strip():
        return None
    changed = scene.conversation.with_topic(topic.adding(scene.heard.text))
    asks = is_question(scene.heard.text)
    kept = Say("report.question_kept") if asks else KEPT
    return asking.sum_up(scene.now_in(changed), kept)


def correction(scene: Scene) -> Turn | None:
    """Change an answer given before: "non, c'est au 3e"."""
    over = said_over(scene.forms, scene.conversation, scene.heard)
    putting_right = over or puts_right(scene.conversation, scene.heard)
    if not putting_right or not scene.conversation.topics:
        return None
    conversation, changed = scene.conversation, False
    for topic in conversation.topics:
        given = scene.gathered.answers.get(topic.form, {})
        differ = {name: v for name, v in given.items() if topic.answers.get(name) != v}
        changed = changed or bool(differ)
        told = topic.adding(scene.heard.text) if MORE in differ else topic
        conversation = conversation.with_topic(replace(told, answers={**topic.answers, **differ}))
    before = with_shared(scene, conversation)
    if not changed and before.shared == scene.conversation.shared:
        return None
    said = asking.said_back(scene, before)
    more = report.new_needs(scene.now_in(before)) if over and _is_long(scene) else None
    return more or finish(asking.ask_next(scene.now_in(before), said), scene)


def _is_long(scene: Scene) -> bool:
    """Tell a message long enough to tell a need of its own beside what it says over."""
    return len(scene.heard.text.split()) > A_LONG_ANSWER


def way_out(scene: Scene) -> Turn | None:
    """Honour cancel and "a person" at once, wherever one is."""
    button = read_payload(scene.heard.payload)
    cancelled = button == ("report", "confirm", "cancel") or _gives_up(scene.heard.answer)
    if cancelled and (taken := _addition_taken_back(scene)) is not None:
        return taken
    if cancelled and scene.conversation.topics:
        rest = replace(scene.conversation.at_rest(), shared={})
        return Turn(rest, (Say("report.cancelled"),))
    if cancelled and _nothing_to_cancel(scene):
        return Turn(scene.conversation.at_rest(), (Say("report.nothing_to_cancel"),))
    if scene.conversation.topics and _wants_a_person(scene):
        return _person_now(scene)
    return None


def _gives_up(answer: Answer) -> bool:
    """Tell whether somebody cancels, after a "non" too: "non annuler"."""
    if answer.kind != "no":
        return answer.kind == "cancel"
    how_often = fold_word(answer.rest).strip(" .!") == "stop"  # "non stop"
    return not how_often and read_answer_words(answer.rest).kind == "cancel"


def _nothing_to_cancel(scene: Scene) -> bool:
    """Tell a bare "annuler" where nothing is told, asked or open: it cancels no appointment."""
    waits = scene.conversation.asked or scene.conversation.alarm or scene.known.open_cases
    return not waits and not scene.heard.answer.rest


def _addition_taken_back(scene: Scene) -> Turn | None:
    """Take back what was added by a button, at the first "annuler"; the rest stays."""
    added = scene.conversation.added
    if added is None or scene.conversation.topic_of(added) is None:
        return None
    rest = replace(scene.conversation.without(added), added=None, asked=None, tries=0)
    return finish(asking.ask_next(scene.now_in(rest), Say("report.taken_back")), scene)


def _wants_a_person(scene: Scene) -> bool:
    """Tell whether a message asks for a person, and tells nothing else that must be kept first."""
    if scene.heard.answer.kind == "human":
        return True
    refuses = scene.heard.answer.kind in NOTHING_TOLD  # "c'est personnel"
    if scene.heard.payload or scene.intent != "ask_human" or refuses or _only_asks_why(scene):
        return False
    others = {need.form for need in told_needs(scene.forms, scene.heard)} - {"callback"}
    words = len(scene.heard.text.split())
    begun = scene.conversation.topic_of("callback") is not None
    return not others and not scene.heard.understood.entities and words <= A_WISH and not begun


def _only_asks_why(scene: Scene) -> bool:
    """Tell "je veux une explication", where leave to send is asked, from the wish for a person."""
    return scene.conversation.asked in CONFIRMING and not names_a_person(scene.heard.text)


def _person_now(scene: Scene) -> Turn:
    """Send what was told so far to a person; ask first, once, how they can be reached."""
    conversation = scene.conversation
    if conversation.topic_of("callback") is None:
        conversation = conversation.with_topic(Topic(form="callback", words=scene.heard.text))
    if reaching.is_lacking(scene.now_in(conversation)):
        return reaching.asked_once(with_shared(scene, conversation))
    return _open(scene.now_in(conversation))


def reached(scene: Scene) -> Turn | None:
    """Send the report with what was answered to "where can you be reached?", or without."""
    if scene.conversation.asked != asking.REACH:
        return None
    return _open(scene.now_in(reaching.with_what_follows(scene)))
