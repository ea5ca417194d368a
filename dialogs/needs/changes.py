"""Whether a household changes: the words of an event, and a death that is long past."""

import re
from typing import Final

from dialogs.scene import Heard
from nlu.folding import fold_word

FORM: Final = "household_change"
_OWN_LANGUAGES: Final = frozenset({"fr", "en", "tr", "ar", "arq-Latn"})
_AN_EVENT: Final = re.compile(
    r"\b(?:separ\w*|divor[cs]\w*|dece\w*|mort|morte|mourir|vefat\w*|naissance|nait|naitr\w*|"
    r"(?:est|sont|et) nee?s?|nouveau[ -]nee?|accouch\w*|(?:eu|avoir|attend\w*) un (?:bebe|enfant)|"
    r"(?:m'? ?a|nous a) (?:quitt\w*|laiss\w*)|quitt\w* (?:moi|la maison|le (?:foyer|logement))|"
    r"(?:est|sont) parti\w*|s'en va|s'est barr\w*|demenag\w*|emmenag\w*|"
    r"(?:vien\w*|venu\w*|va) (?:vivre|habiter|s'installer|chez (?:moi|nous))|"
    r"(?:vit|vivent|habite|habitent) (?:plus )?(?:avec|chez) (?:moi|nous)|"
    r"arriv\w* (?:chez|a la maison|au foyer)|revenu\w* (?:vivre|habiter|chez)|"
    r"heberg\w*|mari(?:age|er|ee?s?)(?= )|pacs\w*|garde (?:alternee|des enfants)|"
    r"(?:composition|situation) (?:du foyer|familiale)|(?:ajout|enlev|retir)\w* .{0,25}\bbail|"
    r"left (?:me|us)|born|died|dead|moved? (?:in|out)|married|pregnant|"
    r"ayril\w*|bosan\w*|oldu|dogdu|dogum|evlen\w*|tasindi|"
    r"tla9\w*|t9a7?\w*|mat|matet|mattet|zad|zadet|wld\w*|tzew+e?j\w*)\b|"
    r"طلاق|طلق|انفصل|انفصال|وفاه|مات|توفي|ولاده|ولدت|مولود|تزوج|زواج"
)
_LONG_AGO: Final = re.compile(
    r"\b(?:mort\w*|dece\w*|deced\w*|vefat|oldu|died|mat|matet|twaff?a)\b"
    r"[^.;!?]{0,25}?(?:\b(?P<year>(?:19|20)\d\d)\b|"
    r"\b(?:il ?y ?a|ya|depuis|fait) (?:\d{1,2}|deux|trois|quatre|cinq|dix|plusieurs) ans\b|"
    r"\b\d{1,2} years? ago\b|\b\d{1,2} yil once\b)|"
    r"(?:مات|ماتت|توفي|توفيت)[^.؟]{0,20}(?P<annee>(?:19|20)\d\d)"
)
_OF_THE_LEASE: Final = re.compile(
    r"\b(?:au|a son|a mon|le|de) nom\b|\b(?:enlev|retir|transf|chang|modif)\w*\b|"
    r"\b(?:rester|garder) (?:dans|le|l')"
)


def no_event(heard: Heard) -> bool:
    """Tell whether a message in a language of ours holds no word of a household that changes."""
    known = heard.understood.language in _OWN_LANGUAGES
    return known and not _AN_EVENT.search(fold_word(heard.text))


def dead_long_ago(heard: Heard) -> bool:
    """Tell a death of another year, told in passing, from one that changes anything now.

    "Le bail est toujours à son nom" is still a wish.
    """
    said = fold_word(heard.text)
    found = _LONG_AGO.search(said)
    if found is None or _OF_THE_LEASE.search(said):
        return False
    year = found["year"] or found["annee"]
    return year is None or heard.today is None or int(year) < heard.today.year
