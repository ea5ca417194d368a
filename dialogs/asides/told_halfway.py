"""Words that say a thing and not what is wished: it is said back, and what follows is asked."""

import re
from dataclasses import replace

from dialogs.effects import Choice, Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

OTHER = Choice("choose.form=other", "lost.choice.other")
_CLASS = (
    r"(?:(?:1 ?(?:ere|er|re|e)?|2 ?(?:nde|de|e)|3 ?(?:eme|e)|4 ?(?:eme|e)|premiere|seconde|"
    r"terminale|term|tle|troisieme|quatrieme)(?: (?:annee|pro|generale|techno|st2s|stmg))?)"
)
_SCHOOL = (
    r"(?:l'? ?ecole|(?:les |mes )?cours|(?:les |mes )?etudes|(?:le |au )?(?:lycee|college)|"
    r"(?:le |mon |en )?(?:bac|cap|bep)(?: pro)?|(?:la |ma )?scolarite|(?:la )?fac)"
)
_LEFT_SCHOOL = re.compile(
    rf"\b(?:arr?e[tr]\w*|quitt\w*|decroch\w*|lach\w*|stopp?\w*) (?:{_SCHOOL}|en {_CLASS})\b|"
    r"\b(?:left|dropped out of|quit) school\b|\bokulu (?:birak|terk)\w*|"
    r"(?:تركت|توقفت عن|حبست) (?:ال)?(?:مدرسه|دراسه|قرايه)"
)
_ROOMS = r"(?:[tf] ?[1-6]|appart\w*|logements?|maisons?|studios?|flats?|apartments?|houses?|daire)"
_FREE = (
    r"(?: (?:de )?(?:libres?|dispo\w*|vides?|plus grand\w*|a louer|en location|available|free|"
    r"\d pieces?))*"
)
_ASKS_FOR_A_DWELLING = re.compile(
    r"^(?:(?:bonjour|bjr|salut|slt|hello|hi|svp|dsl)[ ,]+)*"
    r"(?:est[- ]ce (?:que |qu')|esk )?"
    r"(?:vous avez|vs avez|avez[- ]vous|vous auriez|auriez[- ]vous|il y a|ya|y a(?:[- ]t[- ]il)?|"
    r"il (?:vous )?reste|do you have|is there|are there|have you got)"
    rf"(?: (?:pas|encore|des?|un|une|any|a))* {_ROOMS}{_FREE}"
    r"(?: (?:a|sur|vers|pres de|in) [^\W\d]+)?(?: svp| please)?$"
)
_RETIRES = re.compile(
    r"^(?:(?:bonjour|bjr|salut|voila|alors)[ ,]+)*"
    r"(?:(?:je|j|on|il|elle|mon [^\W\d]+|ma [^\W\d]+) ?"
    r"(?:pars?|part|vais (?:partir|etre)|va (?:partir|etre)|suis|est|serai|sera|passe|prends?|"
    r"viens de (?:partir|prendre))|jsuis|chui|jpars) (?:[^\W\d]+ ){0,3}?(?:retraite|retraitee?)\b"
    r"(?! (?:et|mais|donc|alors|qui|a)\b)[^,;.!?]{0,30}$"
)
TOLD = (
    (
        _RETIRES,
        Say(
            "told.retired",
            choices=(
                Choice("choose.form=benefits", "benefits.label"),
                Choice("choose.form=arrears", "menu.rent"),
                Choice("choose.form=rehousing", "rehousing.label"),
                OTHER,
            ),
        ),
    ),
    (
        _LEFT_SCHOOL,
        Say(
            "told.left_school",
            choices=(
                Choice("choose.form=worksite_school", "worksite_school.label"),
                Choice("choose.form=job_search", "job_search.label"),
                OTHER,
            ),
        ),
    ),
    (
        _ASKS_FOR_A_DWELLING,
        Say(
            "told.asks_for_a_dwelling",
            choices=(Choice("choose.form=rehousing", "rehousing.label"), OTHER),
        ),
    ),
)


def said_back(scene: Scene) -> Turn | None:
    """Say what was understood, and ask what is wished: no need is made up."""
    if scene.heard.payload or scene.conversation.topics:
        return None
    said = fold_word(scene.heard.text).strip(" ?!.")
    found = next((say for pattern, say in TOLD if pattern.search(said)), None)
    if found is None:
        return None
    return Turn(replace(scene.conversation, misses=0, asked="choose.form", offers=()), (found,))
