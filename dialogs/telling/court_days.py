"""The day of a paper from a court, given after other things were asked: it is still kept."""

import re
from dataclasses import replace

from dialogs.answers.plain_answers import only_fills_a_form
from dialogs.asides.small_talk import FEARED
from dialogs.effects import Say
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking
from nlu.folding import fold_word

FORM, SLOT = "legal_paper", "date_on_paper"
_NOTHING = re.compile(
    r"\b(?:rien|aucun\w*|pas|jamais|pa) (?:encore |du tout |de |d')?"
    r"(?:recu\w*|resu\w*|eu|papiers?|courriers?|lettres?|h?ui+ssier\w*)\b|"
    r"\b(?:no|not|nothing|never|any) (?:yet )?(?:received|got|papers?|letters?)\b|"
    r"\b(?:received|got) (?:nothing|no)\b|\b(?:hicbir sey|kagit|mektup) (?:almadim|gelmedi|yok)\b|"
    r"\bma ?(?:wselni|jani|chedit) (?:walo|walou|\w+)\b|"
    r"(?:لم|ما) (?:استلم|يصلني|تصلني|وصلني|توصلت|اتسلم)"
)
_A_PAPER = re.compile(
    r"\b(?:h?ui+s+ier\w*|ouissier\w*|commissaire|commandement|assign\w*|tribunal\w*|ju[gj]e\w*|"
    r"audience|recu|papiers?|courriers?|lettres?|court|bailiff|letter|mahkeme\w*|icra\w*)\b|"
    r"محكمه|محضر|قاضي|ورقه|رساله"
)
ASKED_NEAR = ("place.place", "legal_paper.hearing", "legal_paper.phone")


def paper_dated(scene: Scene) -> Turn | None:
    """Take a bare day that is over for the day of the paper, where none is known."""
    topic = scene.conversation.topic_of(FORM)
    today, day = scene.heard.today, find_entity(scene.heard, "date")
    if topic is None or SLOT in topic.answers or scene.conversation.asked not in ASKED_NEAR:
        return None
    over = today is not None and day is not None and str(day) < today.isoformat()
    if scene.heard.payload or not over or not only_fills_a_form(scene.heard):
        return None
    kept = replace(topic, answers={**topic.answers, SLOT: day})
    conversation = scene.conversation.with_topic(kept)
    said = asking.said_back(scene, conversation)
    return asking.ask_next(scene.now_in(conversation), said)


def no_paper(scene: Scene) -> Turn | None:
    """Leave the paper out for who says, asked for its date, that they received none."""
    topic = scene.conversation.topic_of(FORM)
    asked = scene.conversation.asked == f"{FORM}.{SLOT}" and not scene.heard.payload
    if topic is None or not asked or not _NOTHING.search(fold_word(scene.heard.text)):
        return None
    if topic.answers or _A_PAPER.search(fold_word(topic.words)):
        return None  # they told of one: only its day is missing
    rest = replace(scene.conversation.without(FORM), asked=None, tries=0)
    if not rest.topics:
        return Turn(rest.at_rest(), (Say("legal_paper.fear", choices=FEARED),))
    return asking.ask_next(scene.now_in(rest), Say("report.corrected"))
