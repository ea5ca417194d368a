"""Only the name of a thing of the dwelling: "c'est pour ma fenêtre" opens a repair."""

import re

from dialogs.scene import Scene, Turn
from dialogs.telling import report
from nlu.folding import fold_word

FORM = "home_repair"
_THING = (
    r"(?:fenetres?|volets?|portes?|serrures?|robinets?|douches?|baignoires?|eviers?|lavabos?|"
    r"wc|toilettes?|chaudieres?|radiateurs?|chauffages?|chauffe ?-?eau|ballon|prises?|lumieres?|"
    r"plafonds?|murs?|carrelage|parquet|sol|vmc|ventilation|tuyaux?|windows?|doors?|taps?|"
    r"toilet|heater|boiler|pencere\w*|kapi\w*|musluk\w*|kombi\w*|نافذ\w*|شباك\w*|باب|حنفيه)"
)
_ONLY_A_THING = re.compile(
    r"^(?:(?:bonjour|bjr|oui|salut|alors|voila|en fait|bah|ben)[ ,]+)*"
    r"(?:(?:c'? ?est|ce serait) (?:pour|a cause de|par rapport a|au sujet de|a propos de)|pour|"
    r"(?:j'? ?ai|jai|g) (?:un |des )?(?:probleme|souci|pb|problem)s? (?:avec|de|sur)|"
    r"(?:un )?(?:probleme|souci|pb) (?:avec|de|sur)|it is (?:about|for)|"
    r"(?:i have )?a problem with) "
    r"(?:(?:la|le|les|l'|ma|mon|mes|une?|des|my|the) ?)?"
    rf"{_THING}(?: (?:de|du|dans|d') ?(?:la |le |l'|ma )?[^\W_]+)?$"
)


def named(scene: Scene) -> Turn | None:
    """Open a repair on the name of a thing, where nothing else is being told."""
    said = fold_word(scene.heard.text).strip(" .!")
    if scene.heard.payload or scene.conversation.topics or not _ONLY_A_THING.match(said):
        return None
    return report.start_form(scene, FORM)
