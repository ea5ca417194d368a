"""A name said alone: "Mme Wattel", "Marc Vasseur"; it is no answer, and no need."""

import re

from dialogs.scene import Scene, blanked
from nlu.folding import fold_word
from nlu.known_words import is_known_word

_TITLE = re.compile(
    r"(?:(?:c'?est|je suis|moi c'?est|je m'?appelle|mon nom (?:c'?est|est)|signe|my name is|i am|"
    r"i'm) )?(?P<full>(?:m|mr|mme|mlle|monsieur|madame|mademoiselle|mrs|ms)\.? (?P<name>\S.*))",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"(?:je m'?appelle|mon nom (?:c'?est|est)|my name is) (?P<full>(?P<name>\S.*))", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
PARTICLES = frozenset(
    {"de", "du", "des", "el", "al", "ben", "bin", "da", "dos", "le", "la", "van"}
)
_MOST_WORDS = 4
_OF_A_PLACE = re.compile(
    r"(?:les?|la|l|residence|res|rue|avenue|place|saint|st|sainte|cite|tour|bat\w*|villa|domaine|"
    r"clos|parc|square|allee|quartier)\b"
)
NO_NAME = re.compile(
    r"allo|alors|anglais|appartement|arabe|attente|aucun|aucune|autre|beaucoup|bien|bof|bon|"
    r"bonjour|bonne|bonsoir|ca|cela|chez|chomage|coucou|demain|depuis|desole|desolee|elle|"
    r"encore|etre|fatigue|fini|francais|grave|hello|help|hier|ici|il|immeuble|jamais|je|jour|"
    r"journee|la|logement|lol|longtemps|ma|madame|maison|mal|matin|mdr|merci|mes|midi|mieux|"
    r"moi|moins|mon|monsieur|non|nous|nuit|on|oui|pardon|pareil|parfois|personne|peut|please|"
    r"plus|quoi|retraite|rien|salle|salut|soir|soiree|souvent|stop|svp|ta|termine|ton|"
    r"toujours|tout|tu|turc|urgence|urgent|vite|voila|vous"
)
_SMALL = re.compile(
    r"\b(?:les?|la|l|a|à|au|aux|de|du|d|et|residence|résidence|res|mme|mr?|madame|monsieur|mlle|nom|"
    r"famille|je suis|je m'?appelle|moi|c'?est|[a-z]?\d*)\b",
    re.IGNORECASE,
)  # what stands around a place and a name, and says nothing else
_AT_A_TOWN = re.compile(  # a village that we do not know: "le carillon lambersart"
    r"\b(?:a|sur|vers|pres de|ville de) (?!cote|droite|gauche)[^\W\d_]{4,}|"
    r"\b[^\W\d_]{2,}(?:sart|g?hem|court|ville|brouck|b[eè]ke|bourg|kerque|becque|gnies|ghin|"
    r"wasmes|quesnes?|mont|beuge|chies|lez|ieres)\b"
)
OF_A_HOME = frozenset(
    {"residence", "town", "postcode", "building", "entrance", "floor", "dwelling", "item"}
)
_SHORT = 3  # letters
_NAME_AND_FIRST_NAME = 2  # words
_NOT_OF_NEEDS = frozenset({"identify_self", "greet", "out_of_scope", "affirm", "thank_bye", None})


def bare_name(scene: Scene) -> str | None:
    """Return the name that a message is, None where it says or may say anything else."""
    text = scene.heard.text.strip(" .!,\n")
    titled = _TITLE.fullmatch(text) or _CALLED.fullmatch(text)
    words = _WORD.findall(titled["name"] if titled else text)
    if not words or len(words) > _MOST_WORDS or not _only_words(text, titled):
        return None
    if scene.heard.understood.entities or scene.heard.answer.kind != "none":
        return None
    known = any(NO_NAME.fullmatch(fold_word(word)) for word in words) or _tells_a_need(scene)
    shown = _is_titled(words) if titled else _looks_like_one(scene, words, text)
    return (titled["full"] if titled else text) if shown and not known else None


def name_beside(scene: Scene) -> str | None:
    """Return the name said with a residence, where that is all: "carillon B23, raskavier".

    A word that no lexicon has is taken for one, so it is said back before anything is sent.
    """
    entities = scene.heard.understood.entities
    kinds = {entity.name for entity in entities}
    if "residence" not in kinds or not kinds <= OF_A_HOME or _tells_a_need(scene):
        return None
    if _AT_A_TOWN.search(fold_word(scene.heard.text)):
        return None
    rest = _SMALL.sub(" ", blanked(scene.heard.text, [(e.start, e.end) for e in entities]))
    words = _WORD.findall(rest)
    strange = all(len(word) > _SHORT and not _is_common(word) for word in words)
    return " ".join(words) if 0 < len(words) <= _NAME_AND_FIRST_NAME and strange else None


def _is_common(word: str) -> bool:
    return is_known_word(word) or bool(NO_NAME.fullmatch(fold_word(word)))


def _only_words(text: str, titled: re.Match[str] | None) -> bool:
    said = titled["name"] if titled else text
    return re.sub(_WORD, "", said).strip() == ""


def _looks_like_one(scene: Scene, words: list[str], text: str) -> bool:
    """Tell a name without a title: each word has its capital, and it tells no need.

    Where it is asked, a word alone may be a village that we do not know.
    """
    if not _are_capital(words):
        return False
    if text.isupper() or all(is_known_word(word) for word in words):
        return False
    at_the_place = scene.conversation.asked == "place.place"
    return not at_the_place or (len(words) > 1 and not _OF_A_PLACE.match(fold_word(text)))


def _is_titled(words: list[str]) -> bool:
    """Tell "mme wattel" and "Mme Le Goff" from "madame ma porte ferme mal"."""
    return len(words) == 1 or _are_capital(words)


def _are_capital(words: list[str]) -> bool:
    return all(word[0].isupper() or fold_word(word) in PARTICLES for word in words)


def _tells_a_need(scene: Scene) -> bool:
    return scene.intent not in _NOT_OF_NEEDS or any(
        need.intent not in _NOT_OF_NEEDS for need in scene.heard.understood.needs
    )
