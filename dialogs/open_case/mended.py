"""A defect that is repaired already: good news opens nothing; who follows the case is told.

In a report that is not sent, it is asked whether to drop it.
"""

import re
from dataclasses import replace

from dialogs.answers.reading import read_payload
from dialogs.effects import AddToCase, Choice, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import asking
from nlu.folding import fold_word
from nlu.kin import kin

REPAIRS = ("home_repair", "common_area")
A_SHORT_NEWS = 10  # words
_MENDED = re.compile(
    r"\b(?:est|sont|ete|etait|et) (?:bien |enfin |deja |maintenant )?"
    r"(?:repare\w*|repar(?:er|ait)|arrange\w*|resolue?s?|revenue?s?|reglee?s?|remise? en \w+)\b|"
    r"\b(?:sa|ca|il|elle) (?:re ?)?(?:vien[ts]?|march\w*|fonctionn\w*)[ ,]+(?:c'? ?est |c )bon\b|"
    r"\b(?:c'? ?est|c) (?:bon|ok)[ ,]+(?:la |maintenant )?(?:sa|ca|il|elle|tout) "
    r"(?:est |et )?(?:re ?)?(?:vien[ts]?|venue?|march\w*|fonctionn\w*)\b|"
    r"\b(?:re ?marche\w*|refonctionn\w*)\b|"
    r"\b(?:marche\w*|fonctionn\w+) (?:bien |de nouveau|a nouveau|maintenant)|"
    r"\b(?:is|are|has been|was|got) (?:now )?(?:fixed|repaired|mended)\b|\bworks? (?:again|now)\b|"
    r"\b(?:tamir edildi|onarildi|duzeldi|yapildi)\b|"
    r"تم (?:ال)?(?:اصلاح|تصليح)|\b(?:تصلح\w*|اتصلح\w*)|\b(?:tsle7|tsla7|tsalle7)\w*"
)
ASKED = "report.mended"
DROP = Say(
    "mended.drop",
    choices=(
        Choice("report.mended=drop", "mended.choice.drop"),
        Choice("report.mended=keep", "mended.choice.keep"),
    ),
)
_BUT = re.compile(
    r"\b(?:pas|pa|jamais|toujours|encore|mais|mal|moitie|quand|si|not|but|still|never|when|degil|"
    r"ama|ne zaman)\b|(?<!\w)(?:لم|ما|مش|لكن|متي)(?!\w)|[?؟]"
)
_SOMEBODY = re.compile(rf"\b(?:{kin('fr')}|{kin('en')})\b")
_WHO = re.compile(
    r"^(?:non |oui |et |mais |la |ca y est )*(?:il|ils|elle|elles) (?:est|et|sont|s'est) \w+$"
)
_MONEY = re.compile(r"\b(?:loyer|paye\w*|dette|rent|kira)\b")


def says_mended(text: str) -> bool:
    """Tell whether words say that what was broken works again.

    >>> says_mended("la fuite est réparée merci")
    True
    >>> says_mended("c'est réparé mais ça coule encore")
    False
    """
    said = fold_word(text)
    short = len(said.split()) <= A_SHORT_NEWS
    other = _BUT.search(said) or _MONEY.search(said) or _SOMEBODY.search(said)
    return short and bool(_MENDED.search(said)) and not other


def already(scene: Scene) -> Turn | None:
    """Take good news: nothing is sent, or it is added to what was sent."""
    conversation = replace(scene.conversation, misses=0)
    told = [topic.form for topic in conversation.topics if topic.form in REPAIRS]
    somebody = not told and _WHO.match(fold_word(scene.heard.text).strip(" .!"))
    if scene.heard.payload or somebody or not says_mended(scene.heard.text):
        return None
    if told and conversation.asked != ASKED:
        return Turn(replace(conversation, asked=ASKED, tries=0), (DROP,))
    if told:
        return _given_up(scene, told)
    return None if conversation.topics else _taken(scene.now_in(conversation))


def _taken(scene: Scene) -> Turn:
    if scene.known.open_cases:
        added = AddToCase(scene.heard.text, scene.heard.media)
        return Turn(scene.conversation, (added, Say("mended.added")))
    return Turn(scene.conversation, (Say("mended.good"),))


def decided(scene: Scene) -> Turn | None:
    """Drop what works again, or go on with the report, as the person says."""
    if scene.conversation.asked != ASKED:
        return None
    button = read_payload(scene.heard.payload)
    said = button[2] if button else scene.heard.answer.kind
    if said in {"drop", "yes"}:
        return _given_up(scene, [t.form for t in scene.conversation.topics if t.form in REPAIRS])
    if said in {"keep", "no"}:
        return asking.ask_next(scene.now_in(replace(scene.conversation, asked=None)))
    return None


def _given_up(scene: Scene, told: list[str]) -> Turn:
    rest = scene.conversation
    for form in told:
        rest = rest.without(form)
    if not rest.topics:
        return Turn(replace(rest.at_rest(), shared={}), (Say("mended.not_sent"),))
    calm = replace(rest, asked=None, tries=0)
    return asking.ask_next(scene.now_in(calm), Say("mended.not_sent"))
