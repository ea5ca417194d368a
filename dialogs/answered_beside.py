"""What some words answer unasked: degrees tell a cold, a car park has no stairs."""

import re
from typing import Any, Final

from dialogs.cold import tells_cold
from dialogs.more_words import DOOR_FORCED, KEEPS_THE_CHILD, PLAN_REFUSED, SUM_ASKED
from dialogs.said_sums import sums_said
from dialogs.scene import Heard
from dialogs.wet_current import tells_wet_current
from nlu.folding import fold_text, fold_word

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
_TRADE: Final = re.compile(
    r"\b(?:aide (?:a|au) domicile|aides? soignante?s?|auxiliaires? de vie|garde d'? ?enfants?|"
    r"nounou|"
    r"assistante? (?:maternelle|sociale|de vie)|caissi?ere?|vendeu(?:r|se)|serveu(?:r|se)|"
    r"cuisini?ere?|cuistot|plonge(?:ur)?|chauffeu(?:r|se)|livreu(?:r|se)|cariste|magasini?ere?|"
    r"preparat(?:eur|rice) de commandes?|manutentionnaire|agent de securite|secretaire|"
    r"coiffeu(?:r|se)|"
    r"estheticienne|infirmi?ere?|mecanicien|soudeur|electricien|plombier|boulangi?ere?|"
    r"patissi?ere?|"
    r"boucher|couvreur|carreleur|menuisier|informaticien|comptable|animat(?:eur|rice)|"
    r"ambulancier)\b"
)
_WAS_ONE: Final = re.compile(
    r"\b(?:etais|ete|travaillais|travaille (?:comme|en)|bosse comme|ancienne?|mari|femme|fils|"
    r"fille)\b"
    r"[^.,;!?]*$"
)
_CHIEF: Final = re.compile(
    r"\b(?:(?:le|la|l'?|un|une|votre|son|leur) ?)?(?:grand )?(?:chef\w*|responsables?|patron\w*|"
    r"direct(?:eur|rice|ion)|manager|superieur\w*|boss|supervisor|mudur\w*|yonetici\w*)\b|"
    r"(?:ال)?(?:مدير|مسؤول)\w*"
)
_LONGEST: Final = 120
_NAMED_OTHERWISE: Final = re.compile(  # defects that the catalogue has no word for
    r"\beau\b.{0,25}\b(?:marron|rouill\w*|jaune|noire?|trouble|sale|rouge|brune?|pue|odeur)\b|"
    r"\b(?:brown|rusty|dirty|yellow) water\b|\bwater (?:is |comes out )?(?:brown|rusty|yellow)\b|"
    r"\b(?:lampes?|ampoules?|neons?|plafonniers?|spots?|appliques?|lumieres?)\b.{0,25}"
    r"\b(?:grille\w*|marche\w* (?:plus|pas)|hs|morte?s?|change\w*|casse\w*|claque\w*)\b|"
    r"\b(?:change\w*|remplac\w*)\b.{0,12}\b(?:lampes?|ampoules?|neons?|spots?)\b"
)
_SMOKES: Final = re.compile(r"\b(?:fum(?:e|es|ent|er|ait|aient)|smok\w*)\b(?! de)")
_OUT_OF_THE_WINDOW: Final = re.compile(
    r"\bjett?e\w*\b.{0,40}\b(?:fenetres?|balcon|par[- ]?dessus|dehors|en bas|jardin)\b|"
    r"\bthrow\w*\b.{0,30}\b(?:window|balcony)\b"
)


def by_words_alone(form: str, heard: Heard) -> dict[str, Any]:
    """Return what words answer where no entity of the message does."""
    reader = _READERS.get(form)
    return reader(heard) if reader else {}


def _defect(heard: Heard) -> dict[str, Any]:
    """Return the defect that degrees tell, or water on a lamp, where no word names one."""
    if tells_wet_current(heard.text):
        return {"problem_type": "electrical_danger"}
    if DOOR_FORCED.search(fold_word(heard.text)):
        return {"problem_type": "lock_broken"}
    if tells_cold(heard.text):
        return {"problem_type": "no_heating"}
    named = _NAMED_OTHERWISE.search(fold_word(heard.text))
    return {"problem_type": heard.text.strip(" .!\n")[:_LONGEST]} if named else {}


def _outside(heard: Heard) -> dict[str, Any]:
    """Tell that no stairs are dark where a car park is."""
    said = fold_word(heard.text)
    outside = _NO_STAIRS.search(said) and not _STAIRS.search(said)
    return {"whole_stair": False} if outside else {}


def _wish(heard: Heard) -> dict[str, Any]:
    """Return what is wished of the lease, in the words of who says it."""
    clauses = (found.group().strip() for found in _CLAUSE.finditer(heard.text))
    wished = next((c for c in clauses if _OF_THE_LEASE.search(fold_word(c))), None)
    return {"wish": wished[:_LONGEST]} if wished else {}


def _plan(heard: Heard) -> dict[str, Any]:
    """Return that a plan was refused, and the sum that was in it: it is still what is offered."""
    if not PLAN_REFUSED.search(fold_word(heard.text)):
        return {}
    sums = [entity.value for entity in sums_said(heard)]
    offered = {"can_pay": float(sums[0]), "every_month": True} if len(sums) == 1 else {}
    return {"plan": "refused", **offered}


def _explained(heard: Heard) -> dict[str, Any]:
    """Tell that a sum is to be explained, where nothing says of what."""
    return {"item": "balance"} if SUM_ASKED.search(fold_word(heard.text)) else {}


def _child_kept(heard: Heard) -> dict[str, Any]:
    """Tell that nobody keeps the child of who has signed to work."""
    kept = KEEPS_THE_CHILD.search(fold_word(heard.text))
    return {"barrier": "childcare"} if kept else {}


def _thrown(heard: Heard) -> dict[str, Any]:
    """Tell rubbish by what is thrown out of a window, a smell by who smokes in the stairs."""
    said = fold_word(heard.text)
    if _OUT_OF_THE_WINDOW.search(said):
        return {"nuisance": "rubbish"}
    return {"nuisance": "smell"} if _SMOKES.search(said) else {}


def _trade(heard: Heard) -> dict[str, Any]:
    """Return the trade that is wished for, in the words of who says it."""
    found = _TRADE.search(fold_text(heard.text).text)
    if found is None or _WAS_ONE.search(found.string[: found.start()]):
        return {}
    start, end = fold_text(heard.text).original_span(*found.span())
    return {"sector": heard.text[start:end]}


def _chief(heard: Heard) -> dict[str, Any]:
    """Return the chief whom somebody wants, in their words: "le chef", "la directrice"."""
    found = _CHIEF.search(fold_word(heard.text))
    return {"whom": found.group().strip()} if found else {}


_READERS: Final = {
    "callback": _chief,
    "home_repair": _defect,
    "common_area": _outside,
    "household_change": _wish,
    "arrears": _plan,
    "rent_bill": _explained,
    "barrier": _child_kept,
    "neighbour": _thrown,
    "job_search": _trade,
}
