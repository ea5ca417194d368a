"""Somebody who sleeps outside, or in a car, is told the number of the night shelter first."""

import re
from itertools import dropwhile, takewhile

from dialogs.danger import danger_state
from dialogs.effects import Say, is_urgent
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from nlu.folding import fold_word

SHELTER = Say("outside.shelter", urgent=True)
_WHERE = (
    r"(?:dehors|a la rue|(?:dans|dan|ds) (?:la|ma|une|notre|le|mon|un|des|les) "
    r"(?:rue|voiture|caisse|bagnole|camion\w*|fourgon\w*|hall|parking|garage|cave)|"
    r"sur un banc|a la gare|sous (?:la|une|ma|notre) tente|sous un pont)"
)
_SLEEPING = (
    r"(?:dors|dor|dormons|dormir|dorment|on dort|on dor|on a dormi|j'? ?ai dormi|"
    r"passe\w* (?:la|ma|nos|mes|les) nuits?)"
)
_NO_ROOF = r"(?:a la rue|sdf|sans[ -]abris?|sans domicile)"
_THEN = r"(?= *(?:$|[.,!?]|ce|cette|depuis|avec|et|maintenant|demain))"
_NOWHERE = (
    r"(?:ou (?:aller )?dormir|ou passer la nuit|nulle? part (?:pour )?dormir|endroit pour dormir)"
)
_STREET_IN_ARABIC = r"(?:شارع|سياره|سيارت|خارج|زنقه|طوموبيل|برا)"
_STREET_IN_LATIN = r"(?:zen9a|zan9a|chari3|tomobil|tonobil|karossa|berra|barra|siyara|sayara)"
_OUT_IN_TURKISH = r"(?:disarida|sokakta|sokaklarda|arabada|arabamda|arabamizda)"
_STAYING = r"(?:kaliyor|yatiyor|uyuyor|kalacag|yatacag|uyuyacag)\w*"
_WAYS_TO_SAY = (
    rf"\b{_SLEEPING} (?:[^\W_]+ ){{0,3}}?{_WHERE}\b",
    rf"\b(?:suis|chui|jsuis|chuis|on est|sommes|retrouve) (?:[^\W_]+ )?{_NO_ROOF}\b{_THEN}",
    rf"\b{_NOWHERE}\b{_THEN}",
    r"\b(?:sleep|sleeping|slept) (?:rough|outside)\b",
    r"\b(?:sleep|sleeping|slept) (?:in|on) (?:my|our|the|a) (?:car|van|streets?)\b",
    r"\b(?:nowhere|no place) to (?:sleep|stay)\b",
    r"\b(?:i am|i'? ?m|we are|we'? ?re) homeless\b",
    rf"\b{_OUT_IN_TURKISH} {_STAYING}",
    r"\bsokakta kaldi[km]\b",
    r"\b(?:kalacak|yatacak|uyuyacak) yer\w* yok\b",
    rf"(?:انام|ننام|نمت|نمنا|ننعس|نعس|نبات|ابيت|نبيت).{{0,12}}{_STREET_IN_ARABIC}",
    r"(?:ليس|ما|لا) .{0,20}مكان .{0,10}(?:انام|ننام|للنوم)",
    rf"\b(?:kan?n3es|nn3es|n3es|n3so|kanbat|nbat|nbato) (?:[^\W_]+ ){{0,3}}{_STREET_IN_LATIN}\b",
)
_THERE = r"(?= *(?:$|[.,!?]|con|cu|com|esta|desde|din|hoy|hoje|azi|oggi|stanotte|da))"
_IN_OTHERS = (  # nowhere to sleep, in the street
    r"\bnie (?:mam|mamy) gdzie (?:\w+ )?(?:spac|nocowac|isc)\b",
    r"\b(?:spie|spimy|jestem|jestesmy)\b.{0,30}\bna (?:ulicy|dworze|dworcu)\b",
    r"\bn(?:u |-| )?(?:am|avem) unde (?:sa )?(?:dormi|dorm|dormim|stau)\w*\b",
    rf"\b(?:dorm|dormim|suntem?) (?:\w+ ){{0,3}}(?:(?:in|pe) strada|afara|in masina)\b{_THERE}",
    r"\bno (?:tengo|tenemos) (?:donde|sitio para) dormir\b",
    rf"\b(?:duermo|dormimos|estoy|estamos) (?:\w+ ){{0,3}}en la calle\b{_THERE}",
    r"\bnao (?:tenho|temos) onde dormir\b",
    rf"\b(?:durmo|dormimos|estou|estamos) (?:\w+ ){{0,3}}na rua\b{_THERE}",
    r"\bnon (?:ho|abbiamo) (?:un posto )?(?:dove|per) dormire\b",
    rf"\b(?:dormo|dormiamo|sono|siamo) (?:\w+ ){{0,3}}(?:per|in) strada\b{_THERE}",
    r"(?<!\w)(?:нема де|немає де|ніде|негде|нет где) (?:\w+ )?(?:спати|ночувати|спать|ночевать)",
    (
        r"(?<!\w)(?:спимо|сплю|спим|ночуємо|ночуем|опинил\w+|оказал\w+) (?:\w+ ){0,2}(?:на|в) "
        r"(?:вулиц\w+|улиц\w+|машині|машине)"
    ),
)
_SLEEPS_OUTSIDE = re.compile("|".join((*_WAYS_TO_SAY, *_IN_OTHERS)))


def sleeps_outside(scene: Scene) -> bool:
    """Tell whether a message says that its writer has no roof for the night."""
    return not scene.heard.payload and bool(_SLEEPS_OUTSIDE.search(fold_word(scene.heard.text)))


def with_shelter(scene: Scene, turn: Turn) -> Turn:
    """Say the number before anything else; only the numbers of an alarm stand before it."""
    if not sleeps_outside(scene):
        return turn
    alarmed = danger_state.is_raised(turn) and not danger_state.only_asks(turn)
    numbers = tuple(takewhile(is_urgent, turn.effects)) if alarmed else ()
    rest = tuple(dropwhile(is_urgent, turn.effects)) if alarmed else turn.effects
    return Turn(turn.conversation, (*numbers, SHELTER, *rest))


def a_person_calls(scene: Scene) -> Turn | None:
    """Let a person call somebody who sleeps outside and tells no other need."""
    if scene.conversation.topics or not sleeps_outside(scene):
        return None
    return report.start_form(scene, "callback")
