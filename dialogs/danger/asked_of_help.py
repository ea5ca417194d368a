"""What is asked under the numbers: what to do, who calls, no credit, no answer."""

import re
from dataclasses import dataclass
from typing import Final

from dialogs.danger.followed import is_followed, told
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from nlu.folding import fold_word

OUT_OF_HERE: Final = frozenset({"emergency_gas", "emergency_fire", "emergency_monoxide"})
BURNS: Final = frozenset({"emergency_fire"})
TO_BE_DONE: Final = frozenset(  # "je sais pas quoi faire", of dying, is no such question
    {*OUT_OF_HERE, "emergency_medical", "emergency_lift", "emergency_assault", "emergency_child"}
)
FROM_SOMEBODY: Final = frozenset({"emergency_child", "emergency_assault"})
A_FEW_WORDS: Final = 16
_SECOURS: Final = (
    r"(?:la police|les flics|le samu|les pompiers|les secours|une ambulance|quelqu'? ?un|"
    r"le 1[578]|l'? ?ambulance)"
)
_NO_CREDIT: Final = re.compile(
    r"\b(?:plus|pas|aucun|sans) (?:assez )?(?:de |d'? ?)?(?:credits?|forfait|unites?|minutes?)\b|"
    r"\bpas (?:de sous|d'? ?argent) (?:pour (?:appeler|telephoner)|sur (?:mon|le) tel\w*)\b|"
    r"\bno (?:credit|minutes)\b|\bkontor(?:um)? yok\b|"
    r"لا ?(?:يوجد|عندي) رصيد|ما ?عنديش (?:رصيد|صولد)"
)
_NO_PHONE: Final = re.compile(
    r"\b(?:plus|pas|aucun|sans) (?:de )?(?:reseau|telephone|tel|batterie)\b|"
    r"\b(?:peu[xt]?|pouvons|arrive) (?:pas|plus|pa) (?:l'|les |vous )?(?:appeler|telephoner)\b|"
    r"\bno (?:phone|signal|network)\b"
)
_NO_ANSWER: Final = re.compile(
    r"\b(?:ca|sa|ils|personne|le \d+|le numero|num|numero)"
    r" (?:ne |n'? ?|me )*(?:repond\w*|decroch\w*|march\w*|fonctionn\w*|pass\w*|vienn?\w*|"
    r"arriv\w*)(?: toujours)?(?: pas| plus)?\b|"
    r"\b(?:pas|aucune) (?:de )?reponse\b|\bnobody (?:answers|comes)\b|\bcevap vermiyor\w*\b"
)
_NOT: Final = re.compile(r"\b(?:pas|plus|personne|nobody|aucune|vermiyor\w*)\b")
_DO_YOU_CALL: Final = re.compile(
    rf"\b(?:vous|tu) (?:pouvez |peux |allez |vas |avez )?(?:les )?(?:appel\w+|prev\w+|envo\w+)"
    rf"(?: {_SECOURS})?|\b(?:appel|envo)\w+(?: |-)(?:les|nous|moi |{_SECOURS})|"
    rf"\b(?:peux|pouvez)(?: |-)(?:tu|vous) (?:les )?(?:appeler|envoyer|prevenir)\b|"
    r"\b(?:can|will) you call\b|\bcall (?:the police|an ambulance|them|911|112)\b"
)
_HAVE_CALLED: Final = re.compile(r"\bj'? ?ai (?:deja )?appel\w*|\bon a (?:deja )?appel\w*")
_A_PROGRAM: Final = re.compile(
    r"\b(?:robot|humaine?|vraie? (?:personne|gens)|machine|ia|bot|ordinateur)\b"
)
_LIFT: Final = re.compile(r"\b(?:l?asc?enseurs?|lift|elevator)\b")
_CURRENT: Final = re.compile(
    r"\b(?:coup\w+|ferm\w+|eteind\w*|disjonct\w+)\b.{0,15}"
    r"\b(?:courant|jus|electricite|elec|compteur|disjoncteur|ou pas)\b"
)
_CANNOT_LEAVE: Final = re.compile(
    r"\b(?:peu[xt]?|pouvons|arriv\w+|sai[st]?) (?:pas|pa|plus|meme pas) (?:\w+ )?"
    r"(?:sortir|descendre|bouger|marcher|me lever|se lever)\b|"
    r"\b(?:fauteuil|handicape\w*|paralyse\w*|alite\w*|deambulateur|bequilles?)\b|"
    r"\bcan(?:'?t|not) (?:get out|leave|walk|move)\b"
)
_SOMEBODY_INSIDE: Final = re.compile(
    r"\b(?:(?:est|sont|et|ai) )?(?:rest\w+|encore|toujours|dort|dorment|bloque\w*|coince\w*)"
    r"(?: encore| toujours)? (?:dedans|dedan|a l'? ?interieur|la[- ]dedans|dans (?:l'? ?appart\w*|"
    r"la maison|sa chambre|le logement))\b|\bstill inside\b"
)
_WHAT_TO_DO: Final = re.compile(
    r"\b(?:je|on|j) (?:doit?s?|peux|peut|fais|fai|fait)(?: -?je)? ?(?:faire )?(?:quoi|koi)\b|"
    r"\b(?:quoi|que|koi|comment) (?:on |je |dois[- ]je |faut[- ]il )?(?:faire|fai[st]?)\b|"
    r"\b(?:doit?s?|faut)(?: |-)?(?:je|on|il)? ?(?:sortir|rester|partir|ouvrir|evacuer)\b|"
    r"\b(?:c'? ?est|cest|c) (?:quoi|koi) (?:le|les|deja) (?:le )?(?:num\w*|tel\w*)|"
    r"\bquels? num\w*|\b(?:obliges?|oblige|vraiment) (?:de |d'? ?)?(?:sortir|dehors)\b|"
    r"\bc'? ?est (?:vraiment )?oblige\w*|"
    r"\bwhat (?:do|should|can) (?:i|we) do\b|\bne yap\w+|ماذا افعل|شنو ندير|اش ندير"
)
_WILL_YOU_TELL: Final = re.compile(
    r"\b(?:dites?|dis)(?: |-)?(?:le |la |lui |leur |rien )?(?:surtout )?(?:pas|rien)\b|"
    r"\b(?:vous|tu) (?:allez|vas|aller) (?:pas )?(?:lui|leur|le|la) (?:en )?"
    r"(?:dire|parler|prevenir)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Words, in which alarms they are heard, and what is said to them."""

    said: re.Pattern[str]
    answer: str
    of: frozenset[str] | None = None  # alarms; None: any
    unless: re.Pattern[str] = re.compile(r"(?!)")
    also: re.Pattern[str] = re.compile("")


ASKED: Final = (  # the first that fits
    Asked(said=_NO_CREDIT, answer="alarm.help.free"),
    Asked(said=_SOMEBODY_INSIDE, answer="alarm.help.inside", of=OUT_OF_HERE),
    Asked(said=_CANNOT_LEAVE, answer="alarm.help.cannot_leave", of=OUT_OF_HERE),
    Asked(said=_LIFT, answer="alarm.help.no_lift", of=BURNS),
    Asked(said=_CURRENT, answer="alarm.help.current", of=BURNS),
    Asked(said=_NO_PHONE, answer="alarm.help.no_phone"),
    Asked(said=_NO_ANSWER, also=_NOT, answer="alarm.help.no_answer"),
    Asked(said=_WILL_YOU_TELL, answer="alarm.violence.secret", of=FROM_SOMEBODY),
    Asked(said=_DO_YOU_CALL, unless=_HAVE_CALLED, answer="alarm.help.we_do_not_call"),
    Asked(said=_A_PROGRAM, answer="alarm.help.program"),
    Asked(said=_WHAT_TO_DO, answer="alarm.{intent}", of=TO_BE_DONE),
)

OF_THE_DANGER: Final = frozenset(one.answer for one in ASKED if one.of in {OUT_OF_HERE, BURNS})


def answered(scene: Scene, intent: str) -> Turn | None:
    """Answer what a person asks under the numbers, and send it on to who was told."""
    words = answer_of(scene.heard.text, intent)
    if words is None or scene.heard.payload:
        return None
    return Turn(scene.conversation, (told(scene, intent), Say(words, urgent=True)))


def afterwards(scene: Scene) -> Turn | None:
    """Answer it too once the alarm was answered, while somebody follows it."""
    of = scene.conversation.alarm_before or ""
    if not is_followed(scene) or scene.conversation.topics or scene.heard.payload:
        return None
    words = answer_of(scene.heard.text, of)
    if words is None or words not in OF_THE_DANGER:
        return None
    return Turn(scene.conversation, (told(scene, of), Say(words, urgent=True)))


def answer_of(text: str, intent: str) -> str | None:
    """Return the id of what is said to a question under the numbers, None where there is none.

    >>> answer_of("j'ai pas de crédit pour appeler", "emergency_medical")
    'alarm.help.free'
    >>> answer_of("on peut prendre l'ascenseur ?", "emergency_fire")
    'alarm.help.no_lift'
    >>> answer_of("je fais quoi", "emergency_gas")
    'alarm.emergency_gas'
    >>> answer_of("elle repond pas", "emergency_medical")
    """
    said = fold_word(text)
    if len(said.split()) > A_FEW_WORDS:
        return None
    for one in ASKED:
        heard = (one.of is None or intent in one.of) and one.said.search(said)
        if heard and one.also.search(said) and not one.unless.search(said):
            return one.answer.format(intent=intent)
    return None
