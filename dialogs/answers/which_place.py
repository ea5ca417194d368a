"""Which place of a message is meant: where somebody lives, where they wish to go, or neither."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

from dialogs.conversation import Conversation
from dialogs.scene import Heard, find_entity
from nlu.entities import Entity
from nlu.folding import fold_word

FORM, WISHED = "rehousing", "wanted_town"
HOME, WISH = "home", "wish"
NAMES: Final = ("residence", "town")
DOORS: Final = ("building", "entrance", "floor", "dwelling")
_AROUND: Final = 80  # characters
_LINK: Final = (
    r"(?:(?:a|au|aux|en|sur|dans|chez|vers|de|du|d'|la|le|les|l'|residence|ville|cite|quartier|"
    r"in|at|to|from|the|f|fi)[ ']*)*"
)
_DENIED: Final = re.compile(  # not "ça va pas les Tilleuls", where the place stands by itself
    r"(?:^|[,.;!?] ?|\b(?:non|c'? ?est|cest|c|est|etait|mais|et|euh|j?h?abite|suis|chui|vis|loge|"
    rf"veu[xt]|voulais|dit|it'? ?s|is|am|live) )(?:pas|pa|plus|not|machi|mchi|mech) {_LINK}$|"
    r"(?:مش|مو|ليس\w*|ماشي) ?(?:في |من )?$"
)
_DENIED_AFTER: Final = re.compile(r"^'?\w{0,3} degil\b")
_INSTEAD: Final = re.compile(
    r"[ ,.]*(?:(?:euh|heu|ah|oh|mais|ou)[ ,]+)*"
    r"(?:non|nan|pardon|enfin|plutot|je veux dire|je voulais dire|desolee?|no|sorry|i mean|hayir|"
    rf"yok|لا)[ ,]+(?:(?:non|pardon|plutot|c'? ?est|cest|c|j'?habite) )*{_LINK}"
)  # "roubaix, non tourcoing": the later one holds
_DWELLING: Final = r"(?:logement|appart\w*|maison|studio|f\d|t\d)"
_MOVES: Final = (
    r"(?:demenag\w*|partir|pars?|bouger|aller|allez|alle|mut\w+|retourner|revenir|"
    r"rapproch\w*|installer|move|moving|go)"
)
_WISHES: Final = (
    r"(?:veu[xt]|ve|voudr\w+|aimer\w+|souhait\w+|prefer\w+|cherch\w*|want|would like|i'd like)"
)
_LIVE: Final = r"(?:h?abite?[rz]?|vivre|loger?|rester?|live)"
_CUES: Final = {
    HOME: re.compile(
        r"\b(?:j?h?abite[sz]?|h?abitons|loge[sz]?|logee?s?|vis|vit|vivons|suis|chui|sommes|on est|"
        r"locataires?|actuel\w*|en ce moment|chez moi|quitt\w+|i live|we live|living|i am|"
        rf"{_MOVES} (?:de|du|d')|(?:mon|notre|ce|le) {_DWELLING}|"
        rf"{_WISHES} (?:plus|pas) (?:[^\W_]+ ){{0,2}}?{_LIVE}|from)(?!\w)|(?:اسكن|نسكن|ساكن\w*)"
    ),
    WISH: re.compile(
        rf"\b(?:{_WISHES}(?: (?!plus\b|pas\b)[^\W_]+){{0,2}} {_LIVE}|{_WISHES}|{_MOVES}|"
        rf"{_DWELLING}|{_LIVE}(?<!e)|"
        rf"(?:{_MOVES}(?: de| du| d')?|quitt\w+) (?:[^\W_]+ ){{1,3}}(?:a|vers|pour|sur)(?= ?$)"
        r")(?!\w)|(?:اريد|انتقل|الانتقال|نرحل|ارحل)"
    ),
    "": re.compile(rf"\b(?:chang\w+|demande) (?:de |d')?{_DWELLING}(?!\w)"),  # of neither
}
_CUES_AFTER: Final = {
    HOME: re.compile(r"^'?\w{0,3} (?:oturuyor|yasiyor)\w*"),
    WISH: re.compile(r"^'?\w{0,3} (?:tasin|gitmek|ev ist|istiyor)\w*"),
}


def takes_a_place_back(heard: Heard) -> bool:
    """Tell whether a message names a place in place of another: "c'est pas Lille c'est Hem"."""
    return not heard.payload and bool(_taken_back(heard))


def places_meant(heard: Heard) -> tuple[Entity, ...]:
    """Return the residences and the towns that a message names, without those it takes back.

    Nobody lives in the one place of "pas Lille".
    """
    back = _taken_back(heard)
    named = (place for place in _named(heard) if place not in back)
    return tuple(place for place in named if not _is_denied(heard, place))


def place_of(heard: Heard, places: tuple[Entity, ...]) -> dict[str, Any]:
    """Return some of the places of a message as one place, with its doors."""
    near = next((place.start for place in places if place.name == "residence"), 0)
    by_distance = sorted(places, key=lambda place: (place.start < near, abs(place.start - near)))
    named = {
        name: next((place.value for place in by_distance if place.name == name), None)
        for name in NAMES
    }
    others = {name: find_entity(heard, name) for name in ("tenant_number", *DOORS)}
    return {name: value for name, value in (named | others).items() if value is not None}


def still_true(known: Mapping[str, Any], told: Mapping[str, Any], heard: Heard) -> dict[str, Any]:
    """Return what stays of a place that is put right: the door of another house does not."""
    house, town = told.get("residence"), told.get("town")
    if house is not None:
        return {} if known.get("residence") not in {None, house} else dict(known)
    right = heard.answer.correction or takes_a_place_back(heard)
    before = known.get("town", "another" if right else town)
    return {} if town is not None and before != town else dict(known)


def towns_apart(
    conversation: Conversation, heard: Heard, found: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return what a message gives, with the town that is wished for apart from the home."""
    moving = FORM in found or conversation.topic_of(FORM) is not None
    places = () if heard.payload or not moving else places_meant(heard)
    if not places:
        return dict(found)
    home = tuple(place for place in places if _side(conversation, heard, place) == HOME)
    wished = [place.text for place in places if place not in home]
    asked_for = {name: v for name, v in found.get(FORM, {}).items() if name != WISHED}
    apart = {**found, FORM: asked_for | ({WISHED: wished[0]} if wished else {})}
    where = place_of(heard, home)
    apart.pop("place", None)
    return apart | ({"place": where} if {*NAMES, "tenant_number"} & {*where} else {})


def _side(conversation: Conversation, heard: Heard, place: Entity) -> str:
    """Tell by its words, else by the question and by what is known, what a place is."""
    return (
        _cue(heard.text, place)
        or _of_what_it_replaces(conversation, heard)
        or {f"{FORM}.{WISHED}": WISH, "place.place": HOME}.get(conversation.asked or "")
        or (WISH if _known(conversation) and not _names_a_house(heard) else HOME)
    )


def _names_a_house(heard: Heard) -> bool:
    """Tell whether a residence is named: people wish for towns, and live in residences."""
    return any(place.name == "residence" for place in places_meant(heard))


def _of_what_it_replaces(conversation: Conversation, heard: Heard) -> str | None:
    """Tell by the place that is taken back which of the two is put right."""
    back = _taken_back(heard)
    if any(place.value in {*_known(conversation).values()} for place in back):
        return HOME
    topic = conversation.topic_of(FORM)
    wished = fold_word(str(topic.answers.get(WISHED, ""))) if topic else ""
    return WISH if any(fold_word(place.text) == wished for place in back) else None


def _known(conversation: Conversation) -> Mapping[str, Any]:
    known = conversation.shared.get("place") or {}
    return {name: known[name] for name in NAMES if name in known}


def _cue(text: str, place: Entity) -> str:
    """Return what the last words before a place, or those behind it, make of it."""
    after = fold_word(text[place.end : place.end + _AROUND])
    behind = [side for side, words in _CUES_AFTER.items() if words.match(after)]
    before = fold_word(text[max(0, place.start - _AROUND) : place.start].rstrip())
    ends = [
        (match.end(), match.end() - match.start(), side)
        for side, words in _CUES.items()
        for match in words.finditer(before)
    ]
    return behind[0] if behind else max(ends, default=(0, 0, ""))[2]


def _named(heard: Heard) -> tuple[Entity, ...]:
    return tuple(e for e in heard.understood.entities if e.name in NAMES)


def _taken_back(heard: Heard) -> tuple[Entity, ...]:
    """Return the places that are named and not meant; none where no other one is."""
    named = _named(heard)
    denied = tuple(place for place in named if _is_denied(heard, place))
    meant = tuple(place for place in named if place not in denied)
    back = (*denied, *_replaced(heard.text, meant))
    values = {place.value for place in named if place not in back}
    return tuple(place for place in back if values and place.value not in values)


def _replaced(text: str, places: tuple[Entity, ...]) -> Iterator[Entity]:
    for one, other in pairwise(places):
        if _INSTEAD.fullmatch(f" {fold_word(text[one.end : other.start]).strip()} "):
            yield one


def _is_denied(heard: Heard, place: Entity) -> bool:
    """Tell the place behind a "pas", and the town of a residence that stands there."""
    text = heard.text
    before = fold_word(text[max(0, place.start - _AROUND) : place.start].rstrip())
    after = fold_word(text[place.end : place.end + _AROUND])
    houses = (e for e in _named(heard) if e.name == "residence" and place.name == "town")
    house = next((e for e in houses if not text[e.end : place.start].strip(" ,")), None)
    own = house is not None and house.end <= place.start and _is_denied(heard, house)
    return own or bool(_DENIED.search(f"{before} ") or _DENIED_AFTER.match(after))
