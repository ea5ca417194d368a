"""Who is hit and fears to be read: how to clear the chat, said once; then quiet."""

import re
from dataclasses import replace

from dialogs.asides.who_reads import asks_who_reads
from dialogs.danger.followed import is_followed, told
from dialogs.danger.half_said import cannot_say
from dialogs.effects import Say
from dialogs.scene import Scene, Turn
from dialogs.telling.report import repeat_question
from nlu.folding import fold_word

VIOLENCE = "emergency_violence_home"
FROM_OTHERS = frozenset({VIOLENCE, "emergency_child", "emergency_assault"})
QUIET = Say("alarm.violence.quiet")
CLEAR = Say("alarm.violence.clear", urgent=True)
NOTED = Say("alarm.violence.noted")
SECRET = Say("alarm.violence.secret")
_READ = re.compile(
    r"\b(?:lit|lis|lire|regarde\w*|voit|voir|fouill\w+|surveill\w+|control\w+|verifi\w+|"
    r"espionn\w+|"
    r"a vu|prend\w*|pris)\b.{0,20}\b(?:telephone|tel|portable|messages?|sms|msg|ecran|whatsapp|"
    r"conversations?)\b|"
    r"\b(?:reads?|checks?|looks? at|goes through|sees?|reading)\b.{0,15}"
    r"\b(?:phone|messages?|texts?)\b|"
    r"\b(?:telefonum\w*|mesajlarim\w*)\b.{0,15}\b(?:oku|bak|karistir|kontrol)\w*|"
    r"\b(?:czyta|sprawdza|przeglada)\b.{0,15}\b(?:telefon|wiadomosci)\w*|"
    r"\b(?:чита[єе]т?|перевіря[єе]|проверяет|дивиться|смотрит)\b.{0,15}(?:телефон|повідомлен|сообщен|смс)|"
    r"\b(?:citeste|verifica|cauta)\b.{0,15}\b(?:telefon|mesaj)\w*|"
    r"\b(?:legge|controlla|guarda)\b.{0,15}\b(?:telefono|cellulare|messaggi)\b|"
    r"\b(?:lee|mira|revisa|controla)\b.{0,15}\b(?:telefono|movil|celular|mensajes)\b|"
    r"\b(?:le|ve|mexe|espreita|controla)\b.{0,15}\b(?:telefone|telemovel|celular|mensagens)\b|"
    r"\b(?:kay|y|i)?(?:chouf|9ra|9elleb)\b.{0,15}\b(?:tilifoun|telephone|tel|portable|messages?)\b|"
    r"(?:يقرا|يفتش|يراقب|يشوف).{0,15}(?:هاتف|رسائل|تلفون|تليفون)"
)
_CLEAR = re.compile(
    r"\b(?:effac\w+|supprim\w+|delete|erase|clear|silin|siler|silebilir\w*)\b|امسح|احذف|مسح|حذف"
)
_THEY_LEARN = re.compile(
    r"\b(?:il|he|elle) (?:va|will|peut)(?: le| l'?)? ?(?:savoir|know|apprendre)\b|"
    r"\b(?:vous|tu) (?:allez|vas|aller|irez) (?:pas )?(?:(?:lui|leur) (?:en )?"
    r"(?:dire|parler|ecrire|telephoner)|(?:le|la|les|l'?) ?(?:prevenir|contacter|lui dire))\b|"
    r"\b(?:will|do) you (?:tell|call|contact|warn) (?:him|her|them|my (?:husband|partner))\b"
)
_SILENCE = re.compile(
    r"\b(?:m'|me |nous )?(?:ecriv|repond|contact|envoy)(?:ez|e|es|s) "
    r"(?:moi )?(?:pas|plus|jamais|rien)\b|"
    r"\b(?:do not|don'?t|stop) (?:writ|answer|reply|text|messag)\w*|"
    r"\barret\w+ (?:d'?ecrire|de (?:m'?ecrire|repondre))\b|"
    r"\b(?:yazma|cevap verme)yin\w*|(?:لا|ما) (?:تكتب|ترد|تجاوب)"
)
_NO_CALL = re.compile(  # the telephone is refused, and not the chat
    r"\b(?:m'|me |nous )?(?:appel|rappel|telephon)(?:ez|e|es|s) (?:moi |nous )?"
    r"(?:surtout )?(?:pas|plus|jamais)\b|"
    r"\b(?:do not|don'?t|stop) (?:call|phon|ring)\w*|\barret\w+ de m'?appeler\b|"
    r"\b(?:pas|jamais) (?:d'appels?|de (?:coups? de )?(?:tel|telephone|fil))\b|"
    r"\b(?:arama)yin\w*|(?:لا|ما) (?:تتصل|تعيط)"
)
_NOT_TO_BE_KNOWN = re.compile(
    r"\b(?:faut|veux|veut|voudrais|faudrait) (?:surtout )?pas (?:que |qu'? ?)"
    r"(?:(?:mon|ma|mes|le|la|les|l') ?)?[^\W_]+ (?:le |la |l')?"
    r"(?:sache\w*|voi\w+|apprenne\w*|lise\w*|entende\w*)\b|"
    r"\b(?:ne )?(?:lui |leur )?(?:dites|dit|dis|donnez|parlez)(?: |-)(?:lui |leur )?"
    r"(?:surtout )?(?:pas|rien) (?:a personne|mon nom|que c'?est moi|a (?:lui|elle|mon \w+))|"
    r"\b(?:ne )?(?:lui|leur) (?:dites|dis|donnez) (?:surtout )?(?:pas|rien)\b|"
    r"\b(?:please )?(?:do not|don'?t) (?:tell|say to|give) (?:him|her|them|anyone|anybody|"
    r"(?:my|the) (?:husband|partner|boyfriend|neighbou?r))\b|"
    r"\b(?:he|she|they|nobody) (?:must|should|can)(?: ?not|n'?t)? (?:know|see|find out)\b|"
    r"\b(?:soyleme|duyma|bilme)(?:yin|sin)\w*|(?:لا|ما) (?:تقول|تخبر|تقولو)\w*|"
    r"(?:لا|ما) (?:يعرف|يعلم|يشوف)"
)
_BY_SMS = re.compile(r"(?:oui |yes |iyeh |wah |b |par |en |by )?(?:sms|texto|text)")
_CANNOT_SPEAK = re.compile(  # and can write: an SMS to 114 asks for no voice
    r"\b(?:peu[xt]?|pouvoir|arrive) (?:vraiment )?(?:pas|plus|pa) (?:a |leur |vous |les )?"
    r"(?:parler|telephoner|appeler)\b|\b(?:can'?t|cannot) (?:speak|talk|call|phone)\b|"
    r"\b(?:konusam|telefon edem|arayam)\w+|"
    r"(?:لا|ما) (?:استطيع|اقدر|نقدر\w*) (?:ان )?(?:الكلام|اتكلم|نهدر|اتصل)"
)
A_FEW_WORDS = 8
NO_CALL = Say("alarm.violence.no_call")
BY_SMS = Say("alarm.violence.sms", urgent=True)
NOT_TOLD = Say("alarm.not_told")


def fears_to_be_read(text: str) -> bool:
    """Tell whether somebody says that another reads what they write, or must not know.

    >>> fears_to_be_read("mon copain lit mes messages faut pas qu'il voie")
    True
    """
    said = fold_word(text)
    return bool(_READ.search(said) or _NOT_TO_BE_KNOWN.search(said))


def only_cannot_speak(scene: Scene) -> bool:
    """Tell who says, to the numbers of a violence, only that they cannot speak."""
    few = len(scene.heard.text.split()) <= A_FEW_WORDS
    return few and _numbers_stand(scene) and _is_silenced(_folded(scene))


def answered(scene: Scene) -> Turn | None:
    """Answer the fear of being read or rung, while a violence is told, doubted or followed."""
    if scene.heard.payload or scene.known.held_by:
        return None
    said = _folded(scene)
    if _in_violence(scene):
        return _of_their_wishes(scene, said)
    return _not_to_be_known(scene, said) if _was_asked(scene) else None


def _of_their_wishes(scene: Scene, said: str) -> Turn | None:
    """Answer the first wish that is said: no call, no word, no reader."""
    if _NO_CALL.search(said):
        return _no_call(scene, VIOLENCE)
    if _SILENCE.search(said):
        return _quiet(scene, QUIET)
    asks = asks_who_reads(said) or _THEY_LEARN.search(said)
    if asks or _NOT_TO_BE_KNOWN.search(said):
        stage = scene.conversation.alarm_stage
        words = SECRET if stage in {None, "numbers"} else NOT_TOLD
        return Turn(scene.conversation, (told(scene, VIOLENCE), words, *_still_asked(scene)))
    if _READ.search(said) or _CLEAR.search(said):
        return _quiet(scene, CLEAR)
    return _by_sms(scene, said)


def _by_sms(scene: Scene, said: str) -> Turn | None:
    """Tell who first said no where to send an SMS; under the numbers the alarm answers it.

    Who cannot call is told so there too, and is not given the numbers to call once more.
    """
    unanswered = _numbers_stand(scene) or scene.conversation.alarm is None
    if unanswered and _is_silenced(said):
        return Turn(scene.conversation, (told(scene, VIOLENCE), BY_SMS))
    if scene.conversation.alarm is not None or not _BY_SMS.fullmatch(said.strip(" .!")):
        return None
    return Turn(scene.conversation, (told(scene, VIOLENCE, "sms"), BY_SMS))


def _is_silenced(said: str) -> bool:
    """Tell whether folded words say that somebody can neither call nor speak."""
    return bool(_CANNOT_SPEAK.search(said)) or cannot_say(said)


def _folded(scene: Scene) -> str:
    return fold_word(scene.heard.text)


def _numbers_stand(scene: Scene) -> bool:
    conversation = scene.conversation
    return conversation.alarm == VIOLENCE and conversation.alarm_stage == "numbers"


def _no_call(scene: Scene, intent: str) -> Turn:
    """Note for whoever reads any of it that this person is not to be rung."""
    shared = {**scene.conversation.shared, "no_call": True}
    kept = told(scene, intent, "no_call")
    asked = _still_asked(scene)
    return Turn(replace(scene.conversation, shared=shared), (kept, NO_CALL, *asked))


def _still_asked(scene: Scene) -> tuple[Say, ...]:
    """Return the question of a form again, except behind the numbers."""
    return () if scene.conversation.alarm_stage == "numbers" else repeat_question(scene)


def _in_violence(scene: Scene) -> bool:
    conversation = scene.conversation
    now = conversation.alarm == VIOLENCE and conversation.alarm_stage is not None
    return now or (
        conversation.alarm is None and conversation.alarm_before == VIOLENCE and is_followed(scene)
    )


def _was_asked(scene: Scene) -> bool:
    """Tell whether somebody was asked about a danger that comes from others."""
    return bool(FROM_OTHERS & {*scene.conversation.asked_about_danger})


def _not_to_be_known(scene: Scene, said: str) -> Turn | None:
    """Say that nothing is told to whom somebody fears, and go on: it answers no form."""
    intent = next(i for i in scene.conversation.asked_about_danger if i in FROM_OTHERS)
    if _NO_CALL.search(said):
        return _no_call(scene, intent)
    if not _NOT_TO_BE_KNOWN.search(said):
        return None
    return Turn(scene.conversation, (told(scene, intent), NOT_TOLD, *_still_asked(scene)))


def _quiet(scene: Scene, words: Say) -> Turn:
    """Write no more by ourselves; each sentence is said once, then only that it was read."""
    conversation = scene.conversation
    again = words.message in conversation.said_discreetly
    said = (*conversation.said_discreetly, *(() if again else (words.message,)))
    kept = told(scene, VIOLENCE, "no")
    return Turn(replace(conversation, said_discreetly=said), (kept, NOTED if again else words))
