"""Arabic as it sounds, the same in Arabic letters and in Latin ones: "نخلص لكرا", "nkhlas l'kra".

Dialects have no spelling: vowels are written or not, emphatic letters sound like plain ones, and
Latin letters follow French, English or digits ("7", "9"). What all writings keep is consonants.
"""

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[\w']+")
_TWICE: Final = re.compile(r"(.)\1+")
_IN_TWO: Final = {
    "tch": "S", "ch": "S", "sh": "S", "kh": "x", "gh": "R", "dj": "j", "dh": "d", "th": "t",
    "ph": "f", "ou": "W",
}  # fmt: skip
_LETTERS_IN_TWO: Final = re.compile("|".join(_IN_TWO))
_LATIN: Final = dict(zip("75896gcvpouwiy", "hxRqtqkfbWWWYY", strict=True))
_ARABIC: Final = dict(
    zip("بپتطثجچحهةخدذضظرزسصشغفڤقگڭكلمنوي", "bbtttjShhhxddddrzssSRffqqqklmnWY", strict=True)
)
_SOUNDS: Final = str.maketrans(_LATIN | _ARABIC)
_SILENT: Final = re.compile(r"[^bdfhjklmnqrstxzSRWY]")
_GLIDES: Final = re.compile(r"(?<!^)[WY]")
_ENDING: Final = re.compile(r"(?<=..)h$")  # "khedma", "khedmah", "خدمة"


def sound_out_arabic(folded: str) -> tuple[str, str]:
    """Return a folded text by its consonants alone, and with w and y wherever they sound."""
    words = [_sounds_of(word) for word in _WORD.findall(folded)]
    bones = " ".join(bone for bone, _ in words if bone)
    return bones, " ".join(sounds for _, sounds in words if sounds)


@lru_cache(maxsize=20_000)
def _sounds_of(word: str) -> tuple[str, str]:
    if word.isdigit():
        return word, word
    found = _LETTERS_IN_TWO.sub(lambda two: _IN_TWO[two[0]], word).translate(_SOUNDS)
    sounds = _TWICE.sub(r"\1", _SILENT.sub("", found))
    return _ended(_GLIDES.sub("", sounds)), _ended(sounds)


def _ended(sounds: str) -> str:
    return _TWICE.sub(r"\1", _ENDING.sub("", sounds))
