"""Who hides behind a door from somebody: a danger that goes on, and no lock to be mended."""

import re
from typing import Final

from nlu.folding import fold_word

_HIDES: Final = re.compile(
    r"\b(?:(?:me suis|suis|on est|on s'? ?est|nous sommes) (?:\w+ )?"
    r"(?:enferm|cach|barricad|planqu)\w*|"
    r"(?:locked|hiding|hidden|barricaded) (?:\w+ )?(?:in|behind|under)|hid (?:in|behind|under)|"
    r"kilitle\w*|saklan\w*|zamkn\w+ sie|schowa\w+ sie|ukry\w+ sie|"
    r"(?:fechad|trancad|escondid|encerrad)[oa]s? (?:no|na|em|en|con|dentro)|"
    r"(?:me he |me |mi sono |ci siamo )(?:encerrad|escondid|chius|nascost|encerre|escondi)\w*|"
    r"(?:chius|nascost)[oaie] (?:in|nel|nella|dentro)|m ?-?am (?:inchis|ascuns|incuiat)|"
    r"(?:inchis|ascuns|incuiat)a? in|"
    r"(?:rani |ana )?(?:mkhebbi|mkhabi|mkhabya|msakra|mghelqa)\w*)\b|"
    r"(?<!\w)(?:зачини\w+с[яь]|закри\w+с[яь]|закры\w+с[яь]|заперла?с[яь]|сховал\w*с[яь]|"
    r"спрятал\w*с[яь])(?!\w)|"
    r"(?<!\w)(?:مختبئ\w*|مختبي\w*|اختبات|اغلقت علي|قفلت علي|مسكره علي)"
)


def tells_hiding(text: str) -> bool:
    """Tell whether somebody is behind a door that they shut themselves.

    >>> tells_hiding("im locked in the bedroom"), tells_hiding("the lock is broken")
    (True, False)
    """
    return _HIDES.search(fold_word(text)) is not None
