"""Papers that are named otherwise than in the list: a RIB, a certificate of rent for the Caf."""

import re
from typing import Final

from dialogs.forms import Slot
from dialogs.scene import Heard
from nlu.folding import fold_word

RIB: Final = re.compile(
    r"\b(?:rib|iban)\b|\breleve d'? ?identite bancaire\b|"
    r"\b(?:coordonnees|details?) bancaires?\b|\bbank details\b|\b(?:banka hesap|hesap) numaran\w*"
)
OWN_RIB: Final = re.compile(
    r"\b(?:mon|mes|notre|nouveau|nouvelle|changement|chang\w*|my|new)\b.{0,12}"
    r"\b(?:rib|iban|coordonnees|banque|compte|bank)\b|"
    r"\b(?:donne\w*|envoy\w*|fourni\w*|transmet\w*) (?:le|mon|un) (?:rib|iban) (?:a|au) "
    r"(?:l'|la |pole|caf|edf|employeur)|\b(?:caf|employeur|patron|edf|engie|secu|cpam)\b"
)
_FOR_THE_CAF: Final = re.compile(
    r"\b(?:attestations?|atestations?|certificats?|formulaires?)\b.{0,30}\b(?:caf|apl)\b|"
    r"\b(?:caf|apl)\b.{0,30}\b(?:attestations?|atestations?|certificats?|formulaires?)\b"
)


def document_said(slot: Slot, heard: Heard) -> str | None:
    """Return the paper that words name: the one for the Caf, or the RIB to pay by transfer."""
    del slot
    said = fold_word(heard.text)
    if _FOR_THE_CAF.search(said):
        return "caf_form"
    return "RIB" if RIB.search(said) and not OWN_RIB.search(said) else None
