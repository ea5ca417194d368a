"""Somebody violent who is back: "il est revenu", "il est là", in any form, also days later."""

import re

from dialogs.danger.followed import is_followed
from dialogs.scene import Scene
from nlu.folding import fold_word
from nlu.kin import MEN, kin

OF_SOMEBODY = frozenset({"emergency_violence_home", "emergency_assault"})
REMEMBERED_FOR = 90 * 24 * 3600.0  # seconds: then "il est revenu" speaks of something else
A_SHORT_CRY = 6  # words
_THEY = (
    rf"(?:ils?|elles?|lui|(?:mon|le|l'?|un|son) ?{kin('fr', *MEN)}|"
    r"l'homme|le (?:type|gars|mec)|les (?:mecs|types|gars|jeunes))"
)
_AGAIN = r"(?:encore |deja |de nouveau |a nouveau |toujours |bien |re)*"
_HERE = (
    r"(?:(?:re|de )?venue?s?|revenue?s?|rentree?s?|la(?! bas)|de retour|devant|derriere|en bas|"
    r"a la porte|dans (?:le hall|l'?escalier|la cage|l'?immeuble|l'?appart\w*|la maison)|"
    r"sur le palier|chez moi|entree?s?|arrivee?s?)"
)
_COMING = (
    r"(?:revien\w*|rentre|arrive(?:nt)?|approche|monte|entre|toque|sonne|recommence\w*|tambourine|"
    r"(?:frappe|tape|cogne) (?:a|sur|contre|dans) (?:la|ma) porte)"
)
_NOT = r"(?! ?(?:pas|pa|plus|jamais|a |chez (?:lui|elle)\b))"
_BACK = re.compile(
    rf"\b{_THEY} (?:est|et|e|ai|es|sont|s'?est|vient d'?e?|c'?est) ?{_AGAIN}{_HERE}\b{_NOT}|"
    rf"\b{_THEY} {_AGAIN}{_COMING}\b{_NOT}|"
    r"\b(?:he|she|they|my (?:ex|husband|partner|boyfriend))(?:'?s| is| are|'?re| has| have)?"
    r" (?:come |came |just )?(?:back|here|outside|coming|at (?:the|my) door|downstairs)\b|"
    r"\b(?:geri|tekrar|yine) (?:geldi|dondu)\b|"
    r"^(?:o |yine |kocam |esim )*(?:geldi|burada|kapida)$|"
    r"\bkocam (?:geldi|dondu|burada|kapida)\b|"
    r"(?<!\w)(?:رجع|عاد|هو هنا|هو قادم|امام الباب|عند الباب|راه هنا|جا)(?!\w)|"
    r"\bon (?:juz )?(?:wraca|wrocil|idzie|przyszedl|jest (?:tu|tutaj|w domu)|stoi pod)\b|"
    r"(?<!\w)він (?:вже )?(?:іде|ид[еє]|йде|повернувся|повертається|тут|прийшов|прииш[оеё]в|"
    r"стоїть)(?!\w)|"
    r"\b(?:sta (?:tornando|arrivando)|e (?:tornato|qui|alla porta))\b|"
    r"\b(?:se intoarce|s'? ?a intors|(?:vine|e aici|e acasa)(?: acum)?(?= *[.!]*$))\b|"
    r"^(?:ya |ahora |el |ele |ja )*(?:viene|vuelve|llega|ha vuelto|esta (?:aqui|vindo|chegando)|"
    r"voltou|chegou|vem ai)\b|"
    r"\b(?:rje3|rj3|rja3|raho hna|rah hna|houwa hna|huwa hna)\b"
)
_A_THING = (
    r"(?:chauffage|eau|courant|electricite|froid|bruit|internet|ascenseur|lumiere|gaz|radiateurs?|"
    r"technicien\w*|gardien\w*|plombier\w*|courrier|colis|police|policiers?|pompiers?|samu|"
    r"medecin|"
    r"secours|ambulance)"
)
_OF_A_THING = re.compile(
    rf"\b{_A_THING}(?: chaude?)? (?:qui |il |elle |ils |elles )|"
    rf"(?:revenue?s?|la|arrivee?s?|revient)[ ,]+(?:(?:le|la|les|l'?|du|de) ?)*{_A_THING}\b"
)
_HELP = re.compile(
    r"\b(?:aide[rz]?(?: |-)?(?:moi|nous)|a l'?aide|au secours|help(?: me)?|yardim|imdat)\b|"
    r"(?<!\w)(?:ساعدوني|ساعدني|النجده|عاونوني|عتقوني)(?!\w)"
)


def says_they_are_back(text: str) -> bool:
    """Tell whether words say that somebody is back, here, or coming.

    >>> says_they_are_back("il est revenu")
    True
    >>> says_they_are_back("il est revenu le froid")
    False
    >>> says_they_are_back("il n'est pas là")
    False
    """
    said = fold_word(text).strip(" .!")
    return bool(_BACK.search(said)) and not _OF_A_THING.search(said)


def cries_for_help(text: str) -> bool:
    """Tell whether few words are nothing but a cry for help."""
    said = fold_word(text)
    return len(said.split()) <= A_SHORT_CRY and bool(_HELP.search(said))


def danger_again(scene: Scene) -> str | None:
    """Return the danger that begins again, of those that come from somebody."""
    last = _last_of_somebody(scene)
    if last is None or scene.heard.payload:
        return None
    now = scene.conversation.alarm == last or is_followed(scene)
    again = says_they_are_back(scene.heard.text)
    return last if again or (now and cries_for_help(scene.heard.text)) else None


def _last_of_somebody(scene: Scene) -> str | None:
    conversation = scene.conversation
    lately = scene.heard.at <= conversation.last_danger_at + REMEMBERED_FOR
    of = (
        conversation.alarm,
        conversation.alarm_before,
        conversation.last_danger if lately else None,
    )
    return next((intent for intent in of if intent in OF_SOMEBODY), None)
