"""A cry and nothing else: "au secours", "imdat", "помогите !", "foc!!!".

What is the matter is not said, so it is asked, with the number beside it. Words that mean less in
a sentence ("ajutor social", "a fost foc la meci") are a cry only where they stand alone.
"""

import re
from typing import Final

from nlu.folding import fold_word

_CRY: Final = (
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
)
_BESIDE: Final = (  # they say no more by themselves
    "moi|nous|vite|svp|s'? ?il vous plait|please|pls|lutfen|prosze|va rog|per favore|por favor",
    "мене|мені|нас|меня|будь ласка|пожалуйста|urgent|quick|quickly|now|rapide",
)
_FEAR: Final = (  # of what, is not said
    "j'? ?ai (?:tres |trop |si )?peur|g (?:trop )?peur|je suis terrifiee?",
    "i ?'? ?a?m (?:so |very |really )?(?:scared|afraid|frightened|terrified)",
    "tengo (?:mucho )?miedo|tenho (?:muito |tanto )?medo|estou com medo",
    "ho (?:tanta |molta )?paura",
    "mi ?e (?:tare |foarte |asa )?(?:frica|teama)|boje sie|(?:cok )?korkuyorum",
    "(?:мені|мне) (?:дуже |так |очень )?страшно|(?:я )?(?:дуже |очень )?боюс[ья]",
    "(?:انا )?(?:خايفه?|خائفه?)|(?:rani |ana )?(?:khayfa|khayef|kh[a]?if[a]?)",
)
_CRIES: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_CRY)})(?!\w)")
_NOTHING_ELSE: Final = re.compile(rf"(?:(?:{'|'.join((*_CRY, *_BESIDE))})(?:[ !.,?…]+|$))+")
# As common in Romanian as "feu" is here.
_FIRE: Final = re.compile(r"(?:(?:e|ia|arde) )?foc(?: (?:e )?foc)*")
_ONLY_FEAR: Final = re.compile(rf"(?:{'|'.join(_FEAR)})(?: (?:{'|'.join(_BESIDE)}))*")
_A_COMMAND: Final = "help"  # as on every service by SMS: what one can write
_MOST: Final = 60  # characters: longer texts say what is the matter


def cried(text: str) -> str | None:
    """Return the danger to ask about where a message is a cry and nothing else.

    >>> cried("AU SECOURS !!!"), cried("foc!!!"), cried("j'ai peur"), cried("au secours du boulot")
    ('emergency_assault', 'emergency_fire', 'emergency_assault', None)
    """
    said = fold_word(text[:_MOST]).strip(" !.,?…")
    if len(text) > _MOST or text.strip().casefold() == _A_COMMAND:
        return None
    if _FIRE.fullmatch(said):
        return "emergency_fire"
    cry = _CRIES.search(said) and _NOTHING_ELSE.fullmatch(said)
    return "emergency_assault" if cry or _ONLY_FEAR.fullmatch(said) else None
