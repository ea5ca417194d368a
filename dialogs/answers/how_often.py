"""How often: "tout le temps", "24h/24" answer which moment it is, and tell no low mood."""

import re
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.folding import fold_word

ALWAYS: Final = "always"
_PARTS: Final = frozenset({"morning", "afternoon", "evening", "night", "day"})
_ALL: Final = (
    r"(?:tou[st]?|tt|toute?s?|chaque|touts) (?:les? |l[ea] |la |l')?"
    r"(?:temps?|tps|tem|jours?|jrs?|j|journees?)"
)
ALL_THE_TIME: Final = (
    rf"(?:{_ALL}|h ?24|24 ?h?(?: ?/ ?| sur )24(?: ?h)?|7 ?j?(?: ?/ ?| sur )7|jour (?:et|"
    rf"comme) nuit|"
    r"nuit (?:et|comme) jour|non[- ]?stop|en (?:permanence|continu)|sans (?:arret|cesse|pause)|"
    r"(?:ca )?(?:n'? ?)?arrete (?:pas|jamais)|matin,? midi et soir|a (?:toute heure|"
    r"longueur de journee)|"
    r"all (?:the time|day|day long)|every ?day|day and night|her (?:gun|zaman)|surekli|"
    r"gece gunduz|"
    r"(?:ديما|دائما|دايما|طوال الوقت|كل يوم|كل الوقت|ليل نهار)|dima|koul nhar|kol youm)"
)
ONLY_HOW_OFTEN: Final = re.compile(
    r"^(?:(?:oui|non|bah|ben|c'? ?est|c|ca|sa|presque|quasi\w*|et|un peu|meme|en fait|"
    r"surtout)[ ,]+)*"
    rf"{ALL_THE_TIME}(?:[ ,.!]+(?:{ALL_THE_TIME}|et|quasi\w*|presque|meme|le week ?-?ends?|"
    r"la nuit|le soir|le jour|madame|monsieur))*[ .!]*$"
)
_SAID: Final = re.compile(rf"(?<!\w){ALL_THE_TIME}(?!\w)")


def all_the_time(slot: Slot, heard: Heard) -> str | None:
    """Return that it is always, where words say so and name no part of the day beside."""
    if ALWAYS not in slot.choices or not _SAID.search(fold_word(heard.text)):
        return None
    parts = {e.value for e in heard.understood.entities if e.name == "day_part"} & _PARTS
    return None if parts and not ONLY_HOW_OFTEN.match(fold_word(heard.text)) else ALWAYS
