"""What some words answer unasked: degrees tell a cold, a car park has no stairs."""

import re
from typing import Any, Final

from dialogs.answers.said_sums import sums_said
from dialogs.danger.wet_current import tells_wet_current, wets_the_board
from dialogs.needs.cold import tells_cold
from dialogs.needs.common_things import things_named
from dialogs.needs.more_words import (
    CUT_ANNOUNCED,
    DOOR_FORCED,
    KEEPS_THE_CHILD,
    PLAN_REFUSED,
    SUM_ASKED,
)
from dialogs.scene import Heard
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
    r"(?<!pas )(?<!plus )\b(?:enceintes?|grossesses?|"
    r"attend\w* (?:un |une |mon |notre )?(?:bb|bebe|enfant|heureux evenement)|"
    r"pregnant|hamile\w*|hamla|7amla)\b|حامل"
)
_BORN: Final = re.compile(
    r"\b(?:est|sont|vien\w* de|vient d'?) (?:bien )?(?:nee?s?|naitre)\b(?! (?:en|le) (?:19|200))|"
    r"\baccouche\w*\b|\bnaissance\b"
)
_SHOUTS: Final = re.compile(
    r"\b(?:cri(?:e|es|ent)|hurl\w*|gueul(?:e|ent)|yell\w*|shout\w*|scream\w*|bagir\w*)\b|"
    r"(?:صرخ|صيح|غوت|زعق)\w*|صراخ"
)
_DIRT: Final = re.compile(
    r"\b(?:merdes?|crottes?|dejections?|excrements?|vomi\w*|gerb\w*|immondices?|pisse\w*|urine\w*|"
    r"crad\w*|deguelass?\w*|degueulass?\w*)\b"
)
_CUT: Final = re.compile(
    r"(?:انقطع|توقف|قطع|حبس|وقف)\w*.{0,25}(?:مساعد|كاف|منح)|(?:مساعد|كاف).{0,20}(?:انقطع|توقف|قطع|حبس)"
)
_NUISANCES: Final = (
    (_OUT_OF_THE_WINDOW, "rubbish"),
    (_SMOKES, "smell"),
    (re.compile(INSULTED), "insults"),
    (_SHOUTS, "noise"),
)
_DEGREES: Final = re.compile(r"\b\d{1,2} ?(?:degres?|°|c\b)")  # how cold it is: tells_cold


def by_words_alone(form: str, heard: Heard) -> dict[str, Any]:
    """Return what words answer where no entity of the message does."""
    reader = _READERS.get(form)
    return reader(heard) if reader else {}


def _defect(heard: Heard) -> dict[str, Any]:
    """Return the defect that degrees tell, or water on a lamp; and who is pregnant."""
    frail = {"pregnant": True} if _is_pregnant(heard) else {}
    if tells_wet_current(heard.text):
        return {"problem_type": "electrical_danger", **frail}
    if DOOR_FORCED.search(fold_word(heard.text)):
        return {"problem_type": "lock_broken", **frail}
    if tells_cold(heard.text):
        return {"problem_type": "no_heating", **frail}
    named = _NAMED_OTHERWISE.search(fold_word(heard.text))
    otherwise = {"problem_type": heard.text.strip(" .!\n")[:_LONGEST]} if named else {}
    return (otherwise or _guessed(heard)) | frail


def _guessed(heard: Heard) -> dict[str, Any]:
    """Return the defect that no word names, where understanding is sure of it."""
    defect = heard.understood.defect
    no_cold = defect == "no_heating" and _DEGREES.search(fold_word(heard.text))
    return {"problem_type": defect} if defect and not no_cold else {}


def _outside(heard: Heard) -> dict[str, Any]:
    """Tell that no stairs are dark where a car park is, and what has no code in the catalogue."""
    said = fold_word(heard.text)
    outside = _NO_STAIRS.search(said) and not _STAIRS.search(said)
    thing = next(things_named(heard), None)
    if wets_the_board(heard.text):
        thing = heard.text.strip(" .!\n")[:_LONGEST]
    named = {"problem_type": thing} if thing else {}
    if not thing and _DIRT.search(said):
        named = {"problem_type": "cleaning"}
    named = named or _guessed(heard)
    return named | ({"whole_stair": False} if outside else {})


def _wish(heard: Heard) -> dict[str, Any]:
    """Return what is wished of the lease in the words of who says it, and a birth."""
    clauses = (found.group().strip() for found in _CLAUSE.finditer(heard.text))
    wished = next((c for c in clauses if _OF_THE_LEASE.search(fold_word(c))), None)
    wish = {"wish": wished[:_LONGEST]} if wished else {}
    birth = {"change": "birth"} if _BORN.search(fold_word(heard.text)) else {}
    return wish | birth | ({"change": "birth", "pregnant": True} if _is_pregnant(heard) else {})


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


def _benefit_cut(heard: Heard) -> dict[str, Any]:
    """Tell that a benefit is stopped."""
    return {"issue": "stopped"} if _CUT.search(fold_word(heard.text)) else {}


def _child_kept(heard: Heard) -> dict[str, Any]:
    """Tell that nobody keeps the child of who has signed to work."""
    kept = KEEPS_THE_CHILD.search(fold_word(heard.text))
    return {"barrier": "childcare"} if kept else {}


def _nuisance(heard: Heard) -> dict[str, Any]:
    """Tell rubbish by what flies out of a window, a smell by who smokes in the stairs; insults."""
    said = fold_word(heard.text)
    found = (name for words, name in _NUISANCES if words.search(said))
    nuisance = next(found, None)
    return {"nuisance": nuisance} if nuisance else {}


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


def _is_pregnant(heard: Heard) -> bool:
    return bool(_PREGNANT.search(fold_word(heard.text)))


def _cut_announced(heard: Heard) -> dict[str, Any]:
    """Tell that a cut is announced: "j'ai reçu un courrier de coupure pour le 5"."""
    announced = CUT_ANNOUNCED.search(fold_word(heard.text))
    return {"cut_off": "announced"} if announced else {}


_READERS: Final = {
    "benefits": _benefit_cut,
    "callback": _chief,
    "debt": _cut_announced,
    "home_repair": _defect,
    "common_area": _outside,
    "household_change": _wish,
    "arrears": _plan,
    "rent_bill": _explained,
    "barrier": _child_kept,
    "neighbour": _nuisance,
    "job_search": _trade,
}
