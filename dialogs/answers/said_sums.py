"""Which sum of a message is which: what is owed, and what somebody offers to pay."""

import re

from dialogs.scene import Heard
from nlu.entities import Entity
from nlu.folding import fold_word

_BEFORE = 40  # characters in which the offer stands
_AFTER = 20
_OFFER = re.compile(
    r"\b(?:peux|peu|pourrais?|pe|propose|vais|voudrais|souhaite|compte|jpeux|jpe|can|could|will) "
    r"(?:vous )?(?:payer|paye|donner|done|verser|mettre|regler|rembourser|faire|pay|give|offer)\b"
    r"[^.!?;]*$|\b(?:je|j|on) ?(?:peux|peu|pe)(?! p[al])(?: [^\W\d_]+){0,3} ?$|"
    r"\b(?:paierai|payerai|verserai|donnerai|mettrai|ferai|donne|mets)\b[^.!?;]*$|"
    r"\bpropose\b[^.!?;]*$|\b(?:plan|echeancier|mensualites?|etalement|proposition)"
    r"(?: (?:de|a|pour|d'))? ?$|\bيمكنني (?:ان )?(?:ادفع|دفع)[^.]*$"
)
_OWED = re.compile(
    r"\b(?:dois|doit|devons|reste|restent|restant|manque|dettes?|retard|owe|left|borc\w*|"
    r"kal[ad]i\w*|"
    r"علي|دين)(?: (?:de|encore|a payer|que|plus que|environ))*\s*$"
)
_MONTHS_BEFORE = re.compile(  # "3 mois et 1200 euros": the sum of what is late
    r"\b\d{1,2} (?:mois|moi|loyers?)(?: de (?:retards?|loyers?))?"
    r"(?: ?(?:,|et|soit|donc|pour|=|:|ca fait|c'? ?est|en tout))* ?$"
)
_OFFERED_AFTER = re.compile(r"[^.!?;]*\b(?:ode\w*bilir\w*|verebilir\w*)")
_MONTHLY = re.compile(
    r"\b(?:(?:par|chaque|tous? les|tt les) (?:mois|moi)|mensuel\w*|"
    r"(?:a|per|each|every) month|monthly|ayda|her ay|aylik|por mes|al mes|cada mes|pe luna|"
    r"miesiecznie|f ?(?:ch|sh)har|"
    r"k[ou]l (?:ch|sh)har)\b|/ ?mois\b|(?:في|كل) (?:ال)?شهر|شهريا|بالشهر|на місяць"
)
_A_RENT = 200  # euros: "450 par mois", and no more, is what a rent costs
_OF_RENT = re.compile(
    r"\b(?:loyer|rent|kira)s?(?: (?:est|de|c'? ?est|fait|a|is|of|actuel|mensuel))* ?:? ?$|"
    r"الايجار ?$"
)
_EARNED = (
    r"salaires?|(?<=ma |la |sa |de |ta )pa[yi]e|revenus?|retraite|pension|r\.?s\.?a|a\.?a\.?h|"
    r"a\.?s\.?s|chomage|"
    r"indemnites?|allocations?|allocs?|gagne\w*|touche\w*|travail\w*|mi ?-?temps|bosse\w*|"
    r"salary|wages?|earn\w*|income|maas\w*|emekli\w*|kazan\w*|راتب\w*|معاش\w*|دخل\w*"
)
_INCOME_BEFORE = re.compile(
    rf"\b(?:{_EARNED})\b(?: (?!loyer|dette)[^\W\d]+(?:'[^\W\d]+)?){{0,6}} ?[:=]? ?$"
)
_INCOME_AFTER = re.compile(
    r"^ ?(?:euros? |€ ?)?(?:c'? ?est |c |de |d'? ?|comme |is |by )?"
    rf"(?:mon |ma |mes |ce que je |my |net )?(?:{_EARNED})\b"
)
_REFUSED = re.compile(
    r"\b(?:pas|jamais|ni|not|never)(?: (?:meme|les?|ces?|de|d|un|seul|even))* ?$"
)
_CANNOT_PAY = re.compile(
    r"\b(?:pas|plus|jamais|ni|not|never|can'?t|cannot)(?: (?:meme|vous|les?|un|seul|payer|donner|"
    r"verser|mettre|regler|pay|give|even))* ?$"
)  # "je peux pas payer 450 euros" tells what is owed
_PAID_BEFORE = re.compile(
    r"(?:\b(?:j'?ai|jai|g|ai|avons|ont|on a|avais|avait|viens de|venons de)\b"
    r"(?: (?:deja|bien|un|peu|juste|quand|meme|pu|seulement|que|vous|tout|la|le|en|fait|hier|donc|"
    r"eu|une?|partie|virement))* (?:de )?"
    r"(?:pay\w*|paiy\w*|regl\w*|vers\w*|donn\w*|vir\w*|rembours\w*|depos\w*|envoy\w*|mis|"
    r"fait|prelev\w*)|\b(?:have |already |i )(?:paid|sent|transferred|gave)|دفعت)\b"
    r"(?:(?!\b(?:et|mais|puis|peu[xt]|pourrai\w*|reste|dois|doit|sur|and|but)\b)[^.,;!?])*$"
)
_PAID_AFTER = re.compile(
    r"^ ?(?:euros? |€ ?|eur )?(?:[^\W\d_]+ ){0,3}"
    r"(?:(?:le |la |au )?(?:mois|semaine) (?:derniere?|passee?|d'avant)|hier|avant hier|"
    r"last (?:month|week)|yesterday|odedim|yatirdim)\b"
)
_CAN = re.compile(
    r"\b(?:peux|(?:je|j) ?peu|peut|pourr\w+|propose\w*|vais|voudrais|souhaite|compte|can|could|"
    r"will)\b"
)  # what was paid is not what can be paid now, nor what is owed
_OF_CREDIT = re.compile(
    r"\b(?:credits?|prets?|emprunts?|traites?|mensualites?|revolving|conso|dettes?|loans?)\b"
)
_PAYS_ALL = re.compile(r"\b(?:je|j'?ai|on) (?:vais )?(?:paie|paye\w*|regle\w*) tout\b")
_ALL = re.compile(
    r"(?:(?:oui|ok|d'?accord|bien sur|je|j'|on|vous|vs|peu[xt]|vais|va|veux|pense|pouvoir|pourrai|"
    r"paye\w*|paie\w*|pai\w*|regle\w*|donner|verser|solder|yes|i|can|will|pay)[ ,]*)*"
    r"(?:tout|toute la (?:somme|dette)|la totalite|en totalite|totalite|en entier|l'entier|"
    r"l'integralite|integralement|tout (?:d'un coup|en une fois|le (?:retard|loyer|reste))|"
    r"(?:it )?all(?: of it)?|everything|hepsini?|tamamini?|الكل|كله|كل شيء)"
    r"(?: (?:d'un coup|en une fois|ce mois(?: ?-?ci)?|oui|merci|svp|odeyebilirim|oderim))*"
)
_A_SHARE = re.compile(
    r"\b(?:(?:la|une|que|qu'? ?une) moiti\w*|(?:le|un|les deux|2) (?:tiers|quart)s?|half|"
    r"yarisi\w*|trois quarts?)\b|نصف|النص"
)
_BARE = re.compile(r"(?: |environ|a peu pres|peut[ -]etre|plutot|genre|about|oui|bon|enfin|ou)*")
_EACH = re.compile(r"(?:(?:de|du) loyer )?(?:impayes? |en retard )?(?:de|d'|a|x|at|of)")
_HARDLY_ANYTHING = 10  # euros: "pas 1 euro" refuses any sum, "pas 890" that one


def offered_sum(heard: Heard) -> float | None:
    """Return the sum that somebody says they can pay; nothing for "pas 1 euro"."""
    offered = next((_value(e) for e in sums_said(heard) if _is_offered(heard.text, e)), None)
    return _nothing_offered(heard) if offered is None else offered


def _nothing_offered(heard: Heard) -> float | None:
    """Return zero where the smallest sum is refused, by who does not pay it all."""
    refused = [_value(e) for e in _amounts(heard) if _is_refused(heard.text, e)]
    small = bool(refused) and min(refused) <= _HARDLY_ANYTHING
    return 0.0 if small and not _PAYS_ALL.search(fold_word(heard.text)) else None


def is_paid(text: str, entity: Entity) -> bool:
    """Tell what was paid already: "j'ai payé 100 euros le mois passé"."""
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start])
    after = fold_word(text[entity.end : entity.end + _BEFORE])
    can = _CAN.search(re.split(r"[.,;!?]", before)[-1])
    return bool(_PAID_BEFORE.search(before) or (_PAID_AFTER.match(after) and not can))


def is_bare_sum(heard: Heard) -> bool:
    """Tell a sum with no word of what it is: "100e", "environ 50 euros"."""
    return any(
        _BARE.fullmatch(fold_word(f"{heard.text[: e.start]}{heard.text[e.end :]}").strip(" .!"))
        for e in _amounts(heard)
    )


def pays_all(heard: Heard) -> bool:
    """Tell who pays the whole of it: "oui tout", "la totalité"."""
    return bool(_ALL.fullmatch(fold_word(heard.text).strip(" .!")))


def pays_in_words(heard: Heard) -> bool:
    """Tell who says without a figure what they pay: all of it, or "la moitié".

    >>> bool(_A_SHARE.search("je peux payer que la moitie"))
    True
    """
    return pays_all(heard) or bool(_A_SHARE.search(fold_word(heard.text)))


def owed_sum(heard: Heard) -> float | None:
    """Return the first sum that is no offer."""
    return next((_value(e) for e in sums_said(heard) if not _is_offered(heard.text, e)), None)


def is_owed(text: str, entity: Entity) -> bool:
    """Tell a sum that is owed from one that is paid: "reste 520" offers nothing."""
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start])
    return bool(_OWED.search(before) or _MONTHS_BEFORE.search(before))


def sums_said(heard: Heard) -> list[Entity]:
    """Return the sums that a message names: what people earn, or refuse to pay, is none."""
    text = heard.text
    earned = {_value(e) for e in _amounts(heard) if is_earned(text, e)}
    others = {e for e in _amounts(heard) if _is_refused(text, e) or _is_rent(heard, e)}
    return [e for e in _amounts(heard) if not (_value(e) in earned or e in others)]


def says_a_rent(heard: Heard) -> bool:
    """Tell "450 euros par mois", which is as much as a rent, from what somebody offers to pay."""
    return any(_is_rent(heard, entity) for entity in _amounts(heard))


def says_a_month_of_it(heard: Heard) -> bool:
    """Tell what a debt takes each month from what it is in all: "900 par mois de crédits"."""
    return any(_is_monthly(heard.text, entity) for entity in _amounts(heard))


def is_monthly(text: str) -> bool:
    """Tell what is paid every month from what is paid once."""
    return bool(_MONTHLY.search(fold_word(text)))


def offered_monthly(heard: Heard) -> bool | None:
    """Tell that what is offered is offered for every month; None where it is not."""
    return (is_monthly(heard.text) or None) if offered_sum(heard) else None


def owed_in_all(heard: Heard, entity: Entity) -> float:
    """Return what is owed where each month costs a sum: 1,560 of "3 loyers de 520 euros"."""
    counts = (e for e in heard.understood.entities if e.name == "months_count")
    times = next((c.value for c in counts if _counts(heard.text, c, entity)), 1)
    return float(times) * _value(entity)


def _counts(text: str, count: Entity, entity: Entity) -> bool:
    return bool(_EACH.fullmatch(fold_word(text[count.end : entity.start]).strip()))


def _is_rent(heard: Heard, entity: Entity) -> bool:
    """Tell what a month of rent costs: nobody owes it all, nor offers it, who says no more."""
    before = fold_word(heard.text[max(0, entity.start - _BEFORE) : entity.start])
    after = fold_word(heard.text[entity.end : entity.end + _AFTER])
    offers = _OFFER.search(before) or _OFFERED_AFTER.match(after) or heard.answer.kind == "yes"
    if offers or not _is_monthly(heard.text, entity) or _OF_CREDIT.search(fold_word(heard.text)):
        return False
    return _value(entity) >= _A_RENT or bool(_OF_RENT.search(before))


def _is_monthly(text: str, entity: Entity) -> bool:
    return is_monthly(re.split(r"[.!?;](?!\d)", text[entity.start : entity.end + _AFTER])[0])


def is_no_sum(heard: Heard, entity: Entity) -> bool:
    """Tell what somebody earns or refuses, and nothing at all, from a sum that is owed or paid."""
    named = entity.name == "amount"
    other = entity not in sums_said(heard) or not _value(entity)
    return named and (other or _is_offered(heard.text, entity))


def is_earned(text: str, entity: Entity) -> bool:
    """Tell a wage or a pension: "890 c'est mon salaire", "je touche 600 de rsa"."""
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start])
    after = fold_word(text[entity.end : entity.end + _BEFORE])
    clause = re.split(r"[.!?;,]", before)[-1]
    earned = _INCOME_BEFORE.search(clause) and not _OFFER.search(clause)
    return bool(earned or _INCOME_AFTER.match(after))


def _is_refused(text: str, entity: Entity) -> bool:
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start].rstrip())
    hardly = _value(entity) <= _HARDLY_ANYTHING and _CANNOT_PAY.search(f"{before} ")
    return bool(hardly or _REFUSED.search(f"{before} "))


def _amounts(heard: Heard) -> list[Entity]:
    return [entity for entity in heard.understood.entities if entity.name == "amount"]


def _value(entity: Entity) -> float:
    return float(entity.value)


def _is_offered(text: str, entity: Entity) -> bool:
    before = fold_word(text[max(0, entity.start - _BEFORE) : entity.start])
    after = fold_word(text[entity.end : entity.end + _AFTER])
    offered = _OFFER.search(before) or _OFFERED_AFTER.match(after)
    return bool(offered or _is_monthly(text, entity)) and not is_paid(text, entity)
