"""What a defect is when more than its words is looked at: one lamp is no power cut."""

import re
from datetime import UTC, datetime, time

from dialogs.conversation import Conversation
from dialogs.scene import Heard
from nlu.entities import Entity, find_entities
from nlu.folding import fold_word

PROBLEM = "problem_type"
_SENTENCE = re.compile(r"[.!?\n]+")
_LIGHT = re.compile(
    r"\b(?:lumieres?|lampes?|ampoules?|neons?|eclairages?|plafonniers?|lights?|bulbs?|lamba\w*|"
    r"isik\w*)\b|(?<!\w)(?:ال)?(?:ضوء|اضاءه)(?!\w)"
)
_ALL_OFF = re.compile(
    r"\b(?:electricite|electrique|courant|jus|disjoncteur|compteur|plombs?|prises?|tout|toute|"
    r"tous|"
    r"toutes|partout|rien|power|electricity|everywhere|elektrik\w*)\b|كهرباء"
)
_COMMON = frozenset({"hall", "stairs", "landing"})
_FLUSH = re.compile(r"\b(?:chasses?(?: d ?'? ?eau)?|reservoir|flush|sifon\w*)\b")
_OVERFLOWS = re.compile(
    r"\b(?:inond\w*|partout|plafond|debord\w*|grosse|sol|par terre|voisins?|flood\w*|floor)\b"
)
LEAK = "water_leak_major"
_SMALL = re.compile(
    r"\b(?:pas|pa|c'? ?est pas|not) (?:tres |trop |bien |une |si |a )?(?:gros\w*|big)\b"
)
_CUT_OFF = re.compile(r"\b(?:coupe\w*|ferme\w*) (?:l'? ?|le )?(?:arrivee d'? ?)?eau\b")
_RUNS = r"(?:coul(?!oir|eur)\w*|fui\w*|goutt\w*|perd\w* (?:de l'? ?)?eau|suint\w*|leak\w*|drip\w*)"
MEANT = (  # a code, the words with which it is another
    (
        "no_hot_water",
        re.compile(
            r"\b(?:chauff?e[- ]?eau|ballon|cumulus|chaudiere|boiler|water heater)s?\b"
            rf"(?! (?:ne |n')?(?:marche|fonctionne|chauffe)).{{0,20}}\b{_RUNS}"
        ),
        LEAK,
    ),
    (
        LEAK,
        re.compile(
            r"\b(?:petite fuite|goutte a goutte|quelques gouttes|suint\w*|(?:ca|sa|il|"
            r"elle) goutt\w*|"
            r"small leak|just drips?)\b(?!.{0,25}\b(?:plafond|lampe|prise|partout))"
        ),
        LEAK,
    ),
    (
        "no_hot_water",
        re.compile(
            r"\b(?:ni|pas|plus|sans|et) (?:de |d'? ?|le )?(?:chauffages?|radiateurs?)\b|"
            r"\b(?:no|nor|or|and) heating\b|\b(?:kalorifer|isitma)\w* (?:yok|calismiyor|"
            r"yanmiyor)\b|"
            r"(?:لا|ولا|بدون|ما كاين) ?(?:ال)?تدفئه"
        ),
        "no_heating",
    ),
)
_IT_LEAKS = re.compile(
    r"^(?:(?:et|mais|en fait|oui|non|bonjour|la|en plus) )*(?:il|elle|ils|elles|ca|sa) "
    r"(?:fuit|fui|fuie|fuient|coule|goutte|perd|leaks?)\b"
)
_MAY_LEAK = frozenset(
    {"no_hot_water", "no_heating", "water_leak_minor", "plumbing_fixture", "heating_dangerous"}
)
_CODE = re.compile(
    r"\b(?:(?:le |mon |du )?(?:digi ?codes?|codes?(?: (?:d'? ?entree|de la porte|du portail|"
    r"du hall|de l'? ?immeuble|en bas))?|vigik|interphone|door code|kod\w*)"
    r"(?: (?:c'? ?est|est|est le|sonner|sonnez|is))? ?[:=]? ?(?:a |au )?"
    r"(?=[a-z*#]{0,3}\d)[a-z0-9*#]{3,10})\b"
)
_KEYS = re.compile(
    r"\b(?:pass\w+ (?:par|chez|voir)|demand\w+ (?:a|au)|cles? (?:sont |est )?(?:chez|a)|sonne[rz]?"
    r"(?: chez| a| au)?) (?:le |la |l'? ?|ma |mon )?(?:gardien\w*|concierge|voisine?)\b"
)
_DOWN = re.compile(
    r"\b(?:marche\w*|fonctionne\w*|panne|hs|casse\w*|bloque\w*|bruit\w*|broken|works?)\b"
)


def defect(heard: Heard, entity: Entity) -> str:
    """Return the code of a defect, or the person's words where no code is theirs."""
    said = _SMALL.sub("petite fuite", fold_word(heard.text))
    for code, words, meant in MEANT:
        if entity.value == code and words.search(said):
            return _as_it_runs(said) if meant == LEAK else meant
    if entity.value == "no_power" and _is_one_light(heard, said):
        rooms = {e.value for e in heard.understood.entities if e.name == "room"}
        return "common_light" if rooms & _COMMON else heard.text.strip(" .!")
    runs = entity.value == "water_leak_major" and _FLUSH.search(said)
    return "plumbing_fixture" if runs and not _OVERFLOWS.search(said) else str(entity.value)


def _as_it_runs(said: str) -> str:
    """Return a leak as bad as it is told to be; water that was cut off is as bad as a flood."""
    return LEAK if _OVERFLOWS.search(said) or _CUT_OFF.search(said) else "water_leak_minor"


def _is_one_light(heard: Heard, said: str) -> bool:
    rooms = {e.value for e in heard.understood.entities if e.name == "room"}
    return bool(_LIGHT.search(said)) and not _ALL_OFF.search(said) and len(rooms) == 1


def first_defect(heard: Heard) -> str | None:
    """Return the first defect that a message names; how to come in is none."""
    named = (e for e in heard.understood.entities if e.name == PROBLEM)
    return next((defect(heard, e) for e in named if not is_access(heard, e)), None)


def defect_read_apart(heard: Heard, span: tuple[int, int] | None) -> str | None:
    """Return the defect that the words of a need tell where the rest of a story is left out.

    Beside the rent, "la chaudière est en panne" is taken for the price of heating.
    """
    if heard.today is None or any(e.name == PROBLEM for e in heard.understood.entities):
        return None
    noon = datetime.combine(heard.today, time(12), UTC)
    clauses = [heard.text[slice(*span)]] if span else _SENTENCE.split(heard.text)
    language = heard.understood.language
    read = (e for said in clauses for e in find_entities(said, now=noon, language=language))
    return next((str(e.value) for e in read if e.name == PROBLEM), None)


def is_access(heard: Heard, entity: Entity) -> bool:
    """Tell the intercom that lets somebody in from the one that is out of order."""
    return entity.name == PROBLEM and entity.value == "intercom" and access_said(heard.text) != ""


def access_said(text: str) -> str:
    """Return how to come in, where a message says it; nothing where it does not.

    >>> access_said("passez par le gardien, le digicode c'est 1234B")
    "passez par le gardien, le digicode c'est 1234B"
    """
    said = fold_word(text)
    told = (_CODE.search(said) or _KEYS.search(said)) and not _DOWN.search(said)
    return text.strip(" .!\n") if told else ""


def says_what_leaks(conversation: Conversation, heard: Heard) -> bool:
    """Tell "il fuit", said of the water heater just told, from a leak beside it."""
    leaks = _IT_LEAKS.match(fold_word(heard.text))
    told = {topic.answers.get(PROBLEM) for topic in conversation.topics}
    return bool(leaks) and bool(told & _MAY_LEAK)
