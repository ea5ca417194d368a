"""Who is hit and fears to be read: how to clear the chat, said once; then quiet."""

import re
from dataclasses import replace

from dialogs.effects import Say
from dialogs.followed import is_followed, told
from dialogs.scene import Scene, Turn
from dialogs.who_reads import asks_who_reads
from nlu.folding import fold_word

VIOLENCE = "emergency_violence_home"
QUIET = Say("alarm.violence.quiet")
CLEAR = Say("alarm.violence.clear", urgent=True)
NOTED = Say("alarm.violence.noted")
SECRET = Say("alarm.violence.secret")
_READ = re.compile(
    r"\b(?:lit|lis|lire|regarde\w*|voit|voir|fouill\w+|surveill\w+|control\w+|verifi\w+|espionn\w+|"
    r"a vu|prend\w*|pris)\b.{0,20}\b(?:telephone|tel|portable|messages?|sms|msg|ecran|whatsapp|"
    r"conversations?)\b|"
    r"\b(?:reads?|checks?|looks? at|goes through|sees?|reading)\b.{0,15}"
    r"\b(?:phone|messages?|texts?)\b|"
    r"\b(?:telefonum\w*|mesajlarim\w*)\b.{0,15}\b(?:oku|bak|karistir|kontrol)\w*|"
    r"(?:يقرا|يفتش|يراقب|يشوف).{0,15}(?:هاتف|رسائل|تلفون|تليفون)"
)
_CLEAR = re.compile(
    r"\b(?:effac\w+|supprim\w+|delete|erase|clear|silin|siler|silebilir\w*)\b|امسح|احذف|مسح|حذف"
)
_THEY_LEARN = re.compile(
    r"\b(?:il|he|elle) (?:va|will|peut)(?: le| l'?)? ?(?:savoir|know|apprendre)\b"
)
_SILENCE = re.compile(
    r"\b(?:m'|me |nous )?(?:appel|rappel|telephon|ecriv|repond|contact|envoy)(?:ez|e|es|s) "
    r"(?:moi )?(?:pas|plus|jamais|rien)\b|"
    r"\b(?:do not|don'?t|stop) (?:call|writ|answer|reply|text|messag)\w*|"
    r"\barret\w+ (?:d'?ecrire|de (?:m'?ecrire|repondre|m'?appeler))\b|"
    r"\b(?:arama|yazma|cevap verme)yin\w*|(?:لا|ما) (?:تتصل|تكتب|ترد|تعيط|تجاوب)"
)


def answered(scene: Scene) -> Turn | None:
    """Answer the fear of being read, while a violence is told or followed."""
    if not _in_violence(scene) or scene.heard.payload or scene.known.held_by:
        return None
    said = fold_word(scene.heard.text)
    if _SILENCE.search(said):
        return _quiet(scene, QUIET)
    if asks_who_reads(said) or _THEY_LEARN.search(said):
        return Turn(scene.conversation, (told(scene, VIOLENCE), SECRET))
    if _READ.search(said) or _CLEAR.search(said):
        return _quiet(scene, CLEAR)
    return None


def _in_violence(scene: Scene) -> bool:
    conversation = scene.conversation
    now = conversation.alarm == VIOLENCE and conversation.alarm_stage == "numbers"
    return now or (
        conversation.alarm is None and conversation.alarm_before == VIOLENCE and is_followed(scene)
    )


def _quiet(scene: Scene, words: Say) -> Turn:
    """Write no more by ourselves; each sentence is said once, then only that it was read."""
    conversation = scene.conversation
    again = words.message in conversation.said_discreetly
    said = (*conversation.said_discreetly, *(() if again else (words.message,)))
    kept = told(scene, VIOLENCE, "no")
    return Turn(replace(conversation, said_discreetly=said), (kept, NOTED if again else words))
