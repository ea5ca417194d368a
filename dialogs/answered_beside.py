"""What some words answer unasked: degrees tell a cold, a car park has no stairs."""

import re
from typing import Any, Final

from dialogs.cold import tells_cold
from dialogs.common_things import things_named
from dialogs.scene import Heard
from dialogs.wet_current import tells_wet_current
from nlu.folding import fold_word

_NO_STAIRS: Final = re.compile(
    r"\b(?:parkings?|garages?|sous ?-?sols?|exterieur\w*|cour|allees?|jardin|"
    r"local (?:poubelle|velo)\w*|car park|otopark)\b|موقف"
)
_STAIRS: Final = re.compile(r"\b(?:cages?|escaliers?|etages?|paliers?|hall|stairs?)\b")
_CLAUSE: Final = re.compile(r"[^.,;!?\n]+")
_OF_THE_LEASE: Final = re.compile(
    r"\b(?:enlev\w*|retir\w*|suppr\w*|ajout\w*|mett\w*|transf\w*|chang\w*|rester|garder|remove|"
    r"take|stay|keep|add)\b.{0,30}\b(?:bail|contrat|nom|appart\w*|logement|lease|flat|home)\b"
)
_LONGEST: Final = 120


INSULTED: Final = (
    r"(?:(?<!\w)(?:m'? ?|nous |me |s')?(?:insult\w*|injuri\w*|racis\w*)|"
    r"\btraite\w* (?:de|d'|comme)|"
    r"\bsales? (?:arabes?|noire?s?|races?|turc\w*|etrange\w*|negr\w*|juifs?|musulman\w*|"
    r"gitan\w*)|"
    r"\bgros mots\b|\bsw(?:ear|ore)\w* at\b|\bhakaret\w*|\bkuf[ru]\w+|"
    r"(?<!\w)(?:كي?|بي?)?(?:يسب|تسب|يشتم|تشتم|سب|شتم|يسبو|يشتمو)"
    r"(?:ني|نا|نني|وني|ونا|ونني)(?!\w)|عنصري\w*)"
)
_PREGNANT: Final = re.compile(
    r"(?<!pas )(?<!plus )\b(?:enceintes?|grossesses?|pregnant|hamile\w*|hamla|7amla)\b|حامل"
)
_BORN: Final = re.compile(
    r"\b(?:est|sont|vien\w* de|vient d'?) (?:bien )?(?:nee?s?|naitre)\b(?! (?:en|le) (?:19|200))|"
    r"\baccouche\w*\b|\bnaissance\b"
)


def by_words_alone(form: str, heard: Heard) -> dict[str, Any]:
    """Return what words answer where no entity of the message does."""
    reader = _READERS.get(form)
    return reader(heard) if reader else {}


def _defect(heard: Heard) -> dict[str, Any]:
    """Return the defect that degrees tell, or water on a lamp; and who is pregnant."""
    frail = {"pregnant": True} if _is_pregnant(heard) else {}
    if tells_wet_current(heard.text):
        return {"problem_type": "electrical_danger", **frail}
    return {"problem_type": "no_heating", **frail} if tells_cold(heard.text) else frail


def _outside(heard: Heard) -> dict[str, Any]:
    """Tell that no stairs are dark where a car park is, and what has no code in the catalogue."""
    said = fold_word(heard.text)
    outside = _NO_STAIRS.search(said) and not _STAIRS.search(said)
    thing = next(things_named(heard), None)
    named = {"problem_type": thing} if thing else {}
    return named | ({"whole_stair": False} if outside else {})


def _wish(heard: Heard) -> dict[str, Any]:
    """Return what is wished of the lease in the words of who says it, and a birth."""
    clauses = (found.group().strip() for found in _CLAUSE.finditer(heard.text))
    wished = next((c for c in clauses if _OF_THE_LEASE.search(fold_word(c))), None)
    wish = {"wish": wished[:_LONGEST]} if wished else {}
    birth = {"change": "birth"} if _BORN.search(fold_word(heard.text)) else {}
    return wish | birth | ({"change": "birth", "pregnant": True} if _is_pregnant(heard) else {})


def _is_pregnant(heard: Heard) -> bool:
    return bool(_PREGNANT.search(fold_word(heard.text)))


def _insulted(heard: Heard) -> dict[str, Any]:
    """Return that a neighbour insults, where no entity of the message says it."""
    return {"nuisance": "insults"} if re.search(INSULTED, fold_word(heard.text)) else {}


_READERS: Final = {
    "home_repair": _defect,
    "common_area": _outside,
    "household_change": _wish,
    "neighbour": _insulted,
}
