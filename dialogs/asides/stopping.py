"""Who wants no more notices: done at once where they say so, asked where it is only a guess."""

import re
from dataclasses import replace
from typing import Final

from dialogs.answers.reading import read_payload
from dialogs.effects import Choice, OptIn, OptOut, Say
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from dialogs.telling.consent import JOB_OFFERS
from dialogs.telling.sending import stops_nothing
from nlu.folding import fold_word

_ASKED: Final = "notices.stop"
_SURE: Final = Say(
    "opt_out.sure",
    choices=(Choice(f"{_ASKED}=yes", "opt_out.yes"), Choice(f"{_ASKED}=no", "opt_out.no")),
)
_SURELY: Final = 0.9  # what is said in other words, and in eleven languages
_SAYS_SO: Final = re.compile(
    r"\b(?:stop\w*|arret(?!ees?\b)\w*|desabon\w*|desinscri\w*|unsubscribe|"
    r"(?:n'?|m'?)?envoye\w* (?:plus|pas)|plus (?:d |d'|de |vos |aucun\w* |recevoir|m'?envoy|rien)|"
    r"(?:enlev|retir|suppr|effac|ray|bloqu)\w*|marre de vos|"
    r"no more|(?:don ?'?t|do not|quit) (?:send|text|write)|istemiyorum|gonderme\w*|durdur\w*|"
    r"7bess?|habs\w*|matsift\w*|ma tsift\w*|baraka|basta|nie wysyla\w*|przesta\w*|nu mai|"
    r"no envi\w*|nao envi\w*|non mand\w*)\b|"
    r"(?:لا|ما) ?(?:ترسل|تبعث|تصيفط)|اوقف|توقف|ايقاف|لا اريد|ما بغيت|не надсил|не присил|відпис"
)

_A_WAY: Final = re.compile(
    r"\b(?:par|en|via|by|avec) (?:un |une |le |la )?"
    r"(?:sms|texto|e ?-?mails?|mails?|courriels?|courriers?|ecrit|message|whatsapp|text|email)\b|"
    r"\b(?:ecri\w*|envoy\w*|repond\w*|send|write|text)(?:[- ]moi| me)? (?:un |par |by |a )*"
    r"(?:sms|texto|mail|email|message|text)\b"
)
_AGAIN: Final = re.compile(
    r"^start[ .!]*$|^(?:re ?start|unstop|reprendre)[ .!]*$|"
    r"\b(?:re ?activ\w*|re ?abonn\w*|re ?inscri\w*)\b|"
    r"\b(?:veux|voudrais|aimerais|souhaite)(?: bien| quand meme| a nouveau| de nouveau)* "
    r"(?:(?:les|vos (?:annonces|messages|infos)) )?(?:re ?)?recevoir(?: (?:les|vos|des) annonces)?"
    r"(?: (?:finalement|a nouveau|de nouveau|encore|svp))*[ .!]*$|"
    r"\b(?:want|like) (?:to get |to receive )?"
    r"(?:them|your (?:messages|announcements|notices)) again\b|"
    r"\b(?:tekrar|yeniden) (?:almak|gonder\w*)\b|"
    r"اريد (?:ان )?(?:استقبل|اتلقي|تصلني).{0,20}(?:جديد|اعلانات)"
)
_TELLS_WHAT_ENDED: Final = re.compile(  # an allowance, and no notices
    r"(?:elle (?:est |a ete )?|ils l'? ?ont )?(?:arretee?s|arretee|suspendue?|coupee)"
)
_STILL: Final = re.compile(  # said once more by who has stopped them
    r"(?:(?:j'? ?ai dit|oui|non|svp) )*(?:stop|arr?et\w*|dejalo|yeter|baraka)[ .!]*"
    r"(?:(?:stop|arr?et\w*|svp|stp|pub|merci|ca|tout)[ .!]*)*"
)
_NO: Final = re.compile(r"\b(?:ne|pas|plus|not|don'?t)\b.{0,20}\b(?:recevoir|get|receive)\b")


def again(scene: Scene) -> Turn | None:
    """Write notices again to who asks for them, in words that say so."""
    said = fold_word(scene.heard.text).strip()
    stopped = scene.known.stopped and not scene.heard.payload
    if stopped and not scene.conversation.topics and _STILL.fullmatch(said):
        return _stopped(scene)
    if not stopped or not _AGAIN.search(said) or _NO.search(said):
        return None
    return _then_on(scene, OptIn(), Say("opt_in.done"))


def stop_notices(scene: Scene) -> Turn | None:
    """Stop notices for who says so; ask who may mean something else: "je sais plus le numéro"."""
    if stops_nothing(scene.heard.text) or _TELLS_WHAT_ENDED.fullmatch(_alone(scene)):
        return None
    said = _SAYS_SO.search(fold_word(scene.heard.text))
    if _A_WAY.search(fold_word(scene.heard.text)) and not said and not scene.heard.payload:
        return _the_way(scene)
    if said or scene.heard.payload or scene.heard.understood.confidence >= _SURELY:
        return _stopped(scene)
    asked = replace(scene.conversation, asked=_ASKED, tries=0, misses=0)
    return Turn(asked, (_SURE,))


def _alone(scene: Scene) -> str:
    return fold_word(scene.heard.text).strip(" .!")


def _the_way(scene: Scene) -> Turn:
    """Keep in which way somebody wants to be answered: it stops nothing."""
    calm = replace(scene.conversation, misses=0)
    if calm.topics:
        calm = calm.with_topic(calm.topics[0].adding(scene.heard.text))
        return Turn(calm, (Say("report.added"), *report.repeat_question(scene.now_in(calm))))
    return Turn(calm, (Say("lost.tell_me"),))


def answer(scene: Scene) -> Turn | None:
    """Take a yes or a no to whether notices are to stop; anything else is no answer to it."""
    if scene.conversation.asked != _ASKED:
        return None
    button = read_payload(scene.heard.payload)
    said = button[2] if button else scene.heard.answer.kind
    if said == "yes":
        return _stopped(scene)
    return _then_on(scene, Say("opt_out.kept")) if said == "no" else None


def _stopped(scene: Scene) -> Turn:
    return _then_on(scene, OptOut("notices"), Say("opt_out.done"))


def _then_on(scene: Scene, *effects: OptIn | OptOut | Say) -> Turn:
    calm = replace(scene.conversation, misses=0)
    if calm.asked in {_ASKED, JOB_OFFERS}:  # it is the answer to that question
        calm = replace(calm, asked=None, tries=0)
    return Turn(calm, (*effects, *report.repeat_question(scene.now_in(calm))))
