"""What breaks or stands in the shared parts and has no code in the catalogue: a gate, a wreck."""

import re
from collections.abc import Iterator
from typing import Final

from dialogs.scene import Heard
from nlu.folding import fold_text

_THINGS: Final = re.compile(
    r"\b(?:(?:grand )?portail\w*|portillons?|barrieres?(?: du parking)?|"
    r"portes? (?:de |du )?(?:garage|parking|sous ?-?sol|cave|local(?: [^\W\d]+)?)|"
    r"boites? (?:aux|a) lettres|gouttieres?|toitures?|clotures?|grillages?|"
    r"local (?:a )?velos?|jeux (?:pour |des |d')enfants?|"
    r"(?:voitures?|vehicules?|motos?|scooters?) (?:(?:qui est |est |en |un[e]? )*"
    r"(?:epaves?|ventouses?|abandon\w*|brul\w*|cram\w*))|epaves?(?: de (?:voiture|moto|scooter))?|"
    r"(?:(?:de l'? ?)?(?:eau|ieau) (?:qui \w+ )?|inondations? |inondee? )"
    r"(?:dans|din|dins|ds|a|en) (?:la |l'|le |les )?(?:caves?|sous ?-?sols?|garages?|parking|"
    r"hall)|"
    r"(?:barrier|gate|wreck)s?|abandoned cars?)(?!\w)"
)


def things_named(heard: Heard) -> Iterator[str]:
    """Yield such things in the words of the message, but for what a defect of the catalogue names.

    "La boîte aux lettres" of "porte du hall et boîte aux lettres cassées" is one.
    """
    message = fold_text(heard.text)
    defects = [e for e in heard.understood.entities if e.name == "problem_type"]
    for match in _THINGS.finditer(message.text):
        start, end = message.original_span(*match.span())
        if not any(e.start < end and start < e.end for e in defects):
            yield heard.text[start:end]
