"""What somebody wishes of the way, whatever they tell: that their agency is left out."""

import re

from dialogs.scene import Scene
from nlu.folding import fold_word

A_WISH = 8  # words of a message that says nothing else
_BARE = re.compile(
    r"\b(?:(?:pas|jamais|surtout pas|ni|sans passer) (?:a |par |avec |aupres de |dans )?|sans )"
    r"(?:l'|cette |mon |votre )?agence\b|not (?:to |through )?the agency|ajans\w* degil|"
    r"ليس (?:ل|الي ال|عن طريق ال)?وكاله"
)
_FULL = re.compile(
    r"\b(?:veux|veut|voudrais|souhaite|faut|prefere) (?:surtout )?(?:pas|plus) "
    r"(?:que (?:vous|tu|ca|sa) )?(?:le |l'|lui )?"
    r"(?:envoy\w+|di[rst]\w*|transmet\w+|parl\w+|pass\w+|donn\w+|aille|soit|montr\w+)"
    r"(?: [^\W_]+){0,3}? (?:a|par|avec) (?:l'|mon |cette )?agence\b|"
    r"que (?:mon |l'|cette )?agence (?:ne )?(?:le |l')?(?:sache|voi\w|lise|soit)|"
    r"ne (?:dites|envoyez|transmettez) (?:pas|rien)(?: [^\W_]+){0,3}? a (?:l'|mon )?agence|"
    r"do(?: not|n't) (?:send|tell|show)(?: [^\W_]+){0,4} the agency|"
    r"ajansa (?:gonderme|soyleme|verme)\w*|"
    r"لا (?:ترسل\w*|تخبر\w*|تقل\w*)(?: [^\W_]+){0,3} ?(?:ل|ال)?وكاله"
)
_A_PERSON = re.compile(
    r"\b(?:personnes?|humaine?s?|quelqu'? ?un|kelk\w*|qqn|qq1|conseill\w+|agente?s?|gens|"
    r"gardien\w*|responsable|standard|parl\w+|r?appel\w*|telephon\w*|joindre|contact\w*|"
    r"rencontr\w+|"
    r"someone|somebody|human|person|people|talk|speak|call|adviser|biri\w*|kisi\w*|insan\w*|"
    r"yetkili\w*|konus\w*|ara\w*|bnadem|wa7?he?d|nahder|nhder|nhdar)\b|"
    r"(?:شخص|موظف|احد|اتكلم|اتحدث|التحدث|الكلام|اتصل)"
)


def names_a_person(text: str) -> bool:
    """Tell whether words name somebody, or speaking with them: "une explication" is nobody.

    >>> names_a_person("je peux avoir quelqu'un ?"), names_a_person("je veux une explication")
    (True, False)
    """
    return bool(_A_PERSON.search(fold_word(text)))


def says_not_the_agency(scene: Scene) -> bool:
    """Tell whether somebody wishes that their agency is left out."""
    return leaves_out_the_agency(scene.heard.text)


def leaves_out_the_agency(text: str) -> bool:
    """Tell it from a text: in few words, or in full."""
    said = fold_word(text)
    few = len(said.split()) <= A_WISH
    return bool(_FULL.search(said) or (few and _BARE.search(said)))
