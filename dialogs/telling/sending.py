"""Words that send what was summed up: "envoyez", or a thank you to whom asks leave to send."""

import re

from nlu.folding import fold_word

_SENDS = (
    r"(?:(?:vous pouvez|tu peux|vas y|allez y|je veux|il faut) )?(?:l'? ?)?"
    r"(?:envoy(?:ez|er|ee?s?)|envoi(?:e[sz]?|s)?|transmett?(?:ez|re)|valid(?:e[rz]?)|"
    r"confirme[rz]?)(?:[- ](?:le|la|les|sa|ca|tout|moi ca))?|"
    r"(?:please |you can |yes )?send(?: it| that)?|go ahead|"
    r"(?:onu |bunu )?(?:gonder\w*|yolla\w*)|(?:ا?رسل\w*|ابعث\w*)|sift\w*|envia[re]?|manda"
)
_THANKS = (
    r"(?:merci\w*|mrc|mci|thanks|thank you|thx|tesekkur\w*(?: ederim)?|sagol\w*|sag ol\w*|"
    r"شكرا|متشكر\w*|ch?oukran|chokran|chukran|shukran|tanmirt|obrigad[oa]|gracias|grazie|"
    r"multumesc|dziekuje|дякую|спасибо)"
    r"(?: (?:beaucoup|bcp|bien|a vous|d'? ?avance|infiniment|very much|so much|a lot|جزيلا|"
    r"madame|monsieur|palier))*"
)
_ONLY_SENDS = re.compile(rf"^(?:{_SENDS})(?: (?:svp|stp|please|lutfen|{_THANKS}))*$")
_ONLY_THANKS = re.compile(rf"^(?:{_THANKS}[ ,!.]*)+$")
_NOTED = (
    r"(?:ok\w{0,2}|okk+|k|dac+|dak|d'? ?ac+or[dt]?|dacor[dt]?|daccor[dt]?|entendu|compris|noter?|"
    r"parfait|super|tres bien|"
    r"bien|ca marche|sa marche|ca me va|sa me va|c'? ?est (?:bon|note|compris)|c bon|cbon|ca va|"
    r"vu|alright|all right|fine|great|got it|tamam\w*|tmm|olur|anladim|peki|"
    r"حسنا|طيب|تمام|موافق|مفهوم|"
    r"wakha|waxa|safi|saha|dobrze|bine|vale|va bene|добре)"
)
_ONLY_NOTED = re.compile(rf"(?:(?:{_NOTED}|{_THANKS}|alors|bon|ah)(?:[ ,!.]+|$))+")
_NOTHING_TO_OPT_OUT_OF = re.compile(rf"^(?:(?:{_SENDS})|sms|texto|mail|message|par sms)$")


def says_send(text: str) -> bool:
    """Tell whether a message says to send, and nothing else."""
    return bool(_ONLY_SENDS.match(_said(text)))


def only_thanks(text: str) -> bool:
    """Tell whether a message is a thank you and nothing else, in the languages of our tenants."""
    return bool(_ONLY_THANKS.match(_said(text)))


def only_takes_note(text: str) -> bool:
    """Tell "ok", "d'accord merci", which take note and answer no question of fact, from a yes.

    >>> only_takes_note("d'accord merci"), only_takes_note("oui d'accord")
    (True, False)
    """
    return bool(_ONLY_NOTED.fullmatch(_said(text)))


def stops_nothing(text: str) -> bool:
    """Tell a bare "envoyez" or "sms" from the wish to get no more of them."""
    return bool(_NOTHING_TO_OPT_OUT_OF.match(_said(text)))


def _said(text: str) -> str:
    return fold_word(text).strip(" .!،,")
