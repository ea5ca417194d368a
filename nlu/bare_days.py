"""A day of the month said by its number alone: "le 12", "du 3 au 10", "la lettre est du 14"."""

import re
from typing import Final

STREET: Final = (
    r"(?:rue|avenue|av|place|bd|boulevard|impasse|allee|quai|square|chaussee|route|chemin|cour)"
)
NOT_A_DAY: Final = (
    rf"(?! ?(?:e|eme|ieme|euros?|eur|€|/|h|%|m2|bis|ter|fois|foi|enfants?|"
    rf"{STREET}|etage|mois|jours?|semaines?|ans?|pieces?|"
    r"personnes?|mecs?|types?|hommes|femmes|jeunes)\b)"
    r"(?! ?[€/%0-9:x])"
)
THE: Final = re.compile(
    rf"\b(?:le|jusqu'? ?au|jusqau|a partir du|apartir du|avant|lundi|"
    rf"mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?P<day>[0-9]{{1,2}})"
    rf"(?: ?er)?\b{NOT_A_DAY}"
)
FROM_TO: Final = re.compile(
    rf"\b(?:du|entre le) (?P<day>[0-9]{{1,2}}) (?:au|et le) (?P<last>[0-9]{{1,2}})\b{NOT_A_DAY}"
)
_PAPER: Final = (
    r"(?:lettres?|courriers?|papiers?|actes?|commandements?|assignations?|avis|factures?|"
    r"recommandee?s?|documents?|mails?|decisions?|jugements?|notifications?|dates?|datent)"
)
_SAYS: Final = (
    r"(?:c'? ?est|c|est|sont|etait|d'? ?huissier|de (?:l'? ?huissier|payer)|(?:de la |du )?"
    r"(?:caf|tribunal|banque)|(?:re)?(?:cue?|date|ecrite?|signee?|signifiee?)[es]*|bien)"
)
# "le commandement du 14", "datée du 14", and "du 14" alone; of a door or a person it is no day.
OF_A_PAPER: Final = re.compile(
    rf"(?:\b{_PAPER}(?: {_SAYS}){{0,4}}|\b(?:datee?s?|recue?s?|ecrite?s?|signee?s?|elle est)|"
    r"^(?:(?:(?:non|oui|pardon|ah|euh|et|c'? ?est|c|en fait|il est|elle est),? )*"
    r"(?=du [0-9 er]+[.! ]*$)))"
    rf" ?\bdu (?P<day>[0-9]{{1,2}})(?: ?er)?\b{NOT_A_DAY}(?! (?:au|et le) [0-9])"
)
OF_A_HEARING: Final = re.compile(
    rf"\b(?:audience|convocation)(?: (?:est|prevue|fixee|bien|c'? ?est))* "
    rf"(?:celle )?du (?P<day>[0-9]{{1,2}})(?: ?er)?\b{NOT_A_DAY}"
)
