"""A cry for help and nothing else: "au secours", "imdat", "помогите !".

What is the matter is not said, so it is asked, with the number beside it. Words that ask for help
with papers too ("aidez-moi", "ajutor") are a cry only where they stand alone.
"""

import re
from typing import Final

from nlu.folding import fold_word

_WORDS: Final = (
    "au secours|a l'? ?aide|alaide|secours|sos|danger|(?:je suis |on est )?en danger",
    "sauve[zr] (?:moi|nous)",
    "help|help (?:me|us)|in danger|save me",
    "imdat|yardim edin|kurtarin|can kurtaran",
    "النجده|الحقوني|الحقونا|انقذوني|أنقذوني|اغيثوني|عتقوني|نجده",
    "nejda|l7a9ouni|lha9ouni|l7e9ouni|3te9ouni|3at9ouni|3t9ouni|an9idouni",
    "pomocy|ratunku|na pomoc|ratujcie",
    "ajutor|salvati ma|ajutati ma",
    "aiuto|aiutatemi|soccorso",
    "ayuda|socorro|auxilio|ayudenme|ayudadme",
    "ajuda|ajudem me|ajudem|socorram me",
    "допоможіть|допомога|поможіть|рятуйте|врятуйте|помогите|спасите|караул|на помощь|на допомогу",
    "dopomozhit|dopomozit|pomozhit|ryatuyte|riatuite|pomogite|pamagite|spasite|na pomosh?ch",
    "moi|nous|vite|svp|s'? ?il vous plait|please|pls|lutfen|prosze|va rog|per favore|por favor",
    "мене|мені|нас|меня|будь ласка|пожалуйста|urgent|quick|quickly|now|rapide",
)
_A_CRY: Final = re.compile(rf"(?:(?:{'|'.join(_WORDS)})(?:[ !.,?…]+|$))+")
_CRIES: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_WORDS[:-2])})(?!\w)")
_A_COMMAND: Final = "help"  # as on every service by SMS: what one can write
_MOST: Final = 60  # characters: longer texts say what is the matter


def only_cries_for_help(text: str) -> bool:
    """Tell whether a message is a cry for help and nothing else.

    >>> only_cries_for_help("AU SECOURS !!!"), only_cries_for_help("au secours du boulot")
    (True, False)
    """
    said = fold_word(text[:_MOST]).strip(" !.,?…")
    if len(text) > _MOST or text.strip().casefold() == _A_COMMAND:
        return False
    return bool(_CRIES.search(said)) and bool(_A_CRY.fullmatch(said))
