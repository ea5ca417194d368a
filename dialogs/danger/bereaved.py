"""Who lost somebody: what they lost is no work, and what they think of may be dying."""

import re
from typing import Final

from dialogs.conversation import Topic
from dialogs.danger.half_said import is_alone_with_it, thinks_of_it
from dialogs.needs.resembling import DISTRESS
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.losses import tells_a_death
from nlu.safety import Verdict

OF_DYING: Final = "emergency_suicide"
_WORK: Final = re.compile(
    r"\b(?:trava(?:il|ux)\w*|boulots?|boul?o|taff?e?|emplois?|jobs?|postes?|cdd|cdi|interim\w*|"
    r"licenci\w*|vir[eé]e?|chom\w*|patron\w*|mission\w*|salaire\w*|work\w*|fired|is|isimi|isten)\b|"
    r"(?:شغل|عمل|خدم)"
)


def lost_no_work(text: str) -> bool:
    """Tell whether what somebody lost is a person only: "depuis que j'ai perdu ma femme".

    >>> lost_no_work("je bois trop depuis que j'ai perdu ma femme")
    True
    >>> lost_no_work("j'ai perdu ma femme et mon boulot")
    False
    """
    return tells_a_death(text) and not _WORK.search(fold_word(text))


def thought_of_dying(scene: Scene) -> Verdict | None:
    """Return a doubt where, after a grief or a distress, "j'y pense" names nothing."""
    conversation = scene.conversation
    change = conversation.topic_of("household_change")
    grieves = change is not None and change.answers.get("change") == "death"
    asked = OF_DYING in conversation.asked_about_danger
    low = grieves or asked or any(_is_low(topic) for topic in conversation.topics)
    if not low or conversation.alarm is not None or not thinks_of_it(scene.heard.text):
        return None
    return Verdict("ask", OF_DYING, "words: j'y pense")


def _is_low(topic: Topic) -> bool:
    """Tell a low mood, told by itself or in the words of something else: "à quoi bon"."""
    return topic.form == DISTRESS or is_alone_with_it(topic.words)
