"""Somebody who has paid, was taken twice, or does not agree with the sum: no debtor."""

import re
from dataclasses import replace

from dialogs.answers.reading import read_unasked
from dialogs.conversation import LONGEST_TEXT, Topic
from dialogs.effects import Say
from dialogs.needs.told_now import told_now
from dialogs.scene import Scene, Turn
from dialogs.telling import report
from nlu.folding import fold_word

FORM = "account_check"
MONEY = frozenset({"arrears", "payment_done", "rent_bill"})  # what an account that is wrong is not
_HAVE = r"(?:j'? ?ai|jai|g|on a|nous avons|avons|ai)"
_PAID = r"(?:pay\w+|regl\w+|vers\w+|solde\w*)"
_OFTEN = r"(?:(?:deja|bien|toujours|pourtant|quand meme|tjrs|tjs) )*"
_CLAIM = (
    r"(?:lettres?|courriers?|relances?|rappels?|mails?|sms|textos?|reclam\w+|demandez|demande|"
    r"que (?:je|j) (?:vous )?doi[st]?|dettes?|huissier)"
)
_PAID_ALL = re.compile(
    rf"\b{_HAVE} {_OFTEN}(?:tou[st]?|tt|tou+t) {_OFTEN}{_PAID}\b|"
    rf"\b{_HAVE} {_OFTEN}{_PAID} (?:tout|tt|tous mes loyers|la totalite)\b|"
    r"\b(?:je|j|on) (?:ne |n')?(?:vous )?doi[st]? (?:plus |pas )?rien\b|"
    r"\b(?:i|we)(?:'? ?ve| have)? (?:already )?paid (?:for )?(?:everything|it all|all|in full)\b|"
    r"\b(?:do not|don'? ?t) owe\b|"
    r"\b(?:hepsini|tumunu|tamamini|butun borcumu) (?:zaten )?ode\w*d[iu][mk]\b|\bborcum yok\b|"
    r"(?:دفعت|سددت|خلصت) (?:كل|جميع|كلشي|كامل)|(?:لست|ما|ليس) (?:علي|مدين)\w* (?:اي )?(?:دين|شي)|"
    r"\b(?:khelle?st|khlles?t|khalles?t) (?:kol?chi|kulchi)\b"
)
_TWICE = re.compile(
    r"\b(?:prelev\w*|debit\w*|retir\w*|pri[st]\w*|encaiss\w*|pay\w*|passe\w*)\b.{0,40}"
    r"\b(?:(?:2|deux|trois|3) fois|en double|doublon)\b|"
    r"\b(?:2|deux) (?:fois|prelevements?)\b.{0,30}\b(?:loyer|prelev\w*|preleve\w*|mois)\b|"
    r"\b(?:double prelevement|prelevement (?:en )?double)\b|"
    r"\b(?:charged|debited|taken|took|paid)\b.{0,40}\b(?:twice|two times|double)\b|"
    r"\b(?:iki|2) (?:kere|kez|defa)\b.{0,30}\b(?:cek\w+|al[di]\w+|kes\w+|ode\w+)|"
    r"(?:سحب|سحبت\w*|اقتطع\w*|خصم\w*|اخذ\w*|دفعت).{0,30}(?:مرتين|مرتان)"
)
_NOT_AGREED = re.compile(
    r"\bpas d'? ?accord\b.{0,25}\b(?:somme|montant|dette|compte|facture|charges|regul\w*|"
    r"reclam\w*|demand\w*|loyer)|\b(?:je|j|on) (?:le |la |vous )?contest\w+|"
    r"\berreur\b.{0,20}\b(?:mon compte|loyer|prelev\w*|montant|quittance|decompte)|"
    r"\b(?:disagree|do not agree|don'? ?t agree)\b.{0,20}\b(?:amount|sum|bill|rent|charge\w*)|"
    r"\b(?:tutar|borc|hesap)\w*\b.{0,20}\b(?:itiraz|yanlis|katilmiyorum)|"
    r"(?:لا اوافق|غير موافق|اعترض).{0,20}(?:المبلغ|الحساب|الفاتوره)"
)
_PAID_AND_ASKED = tuple(
    re.compile(rf"(?=.*{paid})(?=.*{asked})", re.DOTALL)
    for paid, asked in (
        (rf"\b{_HAVE} {_OFTEN}{_PAID}\b", rf"\b{_CLAIM}\b"),
        (r"\b(?:i|we)(?:'? ?ve| have)? (?:already )?paid\b", r"\b(?:letter|reminder|owe|claim)\b"),
        (
            r"\b(?:kira\w*|borc\w*|hepsi\w*)\b.{0,20}\bode\w*d[iu][mk]\b",
            r"\b(?:mektup|mektub\w*|ihtar\w*|borc(?:um|unuz)? var|mesaj|iste\w+)\b",
        ),
        (r"(?:دفعت|سددت|خلصت)", r"(?:رساله|الرساله|رسائل|تذكير|اشعار|تطلب\w*|دين)"),
    )
)
_YOU_SAY = re.compile(  # who is told that they did not pay says no such thing themselves
    r"\b(?:vous|vs|on|ils|elle|il)(?: (?:me|m'))? ?(?:dites?|dit|disent|disez|marqu\w+|"
    r"mett\w+|ecri\w+|reclam\w+|pretend\w+|affirm\w+)"
    r"(?: (?:encore|toujours|quand meme|moi))* (?:que |qu'? ?|ke |k )?"
    r"(?:je |j'? ?|g )?(?:n'? ?)?(?:ai|jai|g|a|suis) ?(?:pas|pa|rien|jamais) (?:encore )?"
    r"(?:pay\w+|paye|regl\w+)|"
    r"\byou (?:say|said) (?:that )?i (?:did not|didn'?t|have not|haven'?t) pa(?:y|id)\b"
)
_NOT_ALL = re.compile(
    r"\b(?:sauf|a part|il (?:me )?(?:reste|manque)|pas (?:encore |pu )?(?:tout )?pay\w*|"
    r"pas (?:encore )?tou?t|je (?:ne )?peux p\w+|presque|une partie|except|but not|still owe|"
    r"haric|الا|ما عدا)\b"
)
_SOMEBODY_ELSES = re.compile(
    r"\b(?:edf|engie|enercoop|totalenergies|orange|sfr|free|bouygues|veolia|iléo|ileo|assurance|"
    r"mutuelle|credit|cofidis|impots|cantine|amende)\b"
)


def disputes_the_account(text: str) -> bool:
    """Tell whether somebody says that nothing is owed, or that the account is wrong.

    >>> disputes_the_account("vous m'avez prélevé deux fois le loyer")
    True
    >>> disputes_the_account("j'ai payé 300 euros hier")
    False
    """
    said = _YOU_SAY.sub(" relance letter ", fold_word(text))
    if _NOT_ALL.search(said) or _SOMEBODY_ELSES.search(said):
        return False
    found = (_PAID_ALL.search(said), _TWICE.search(said), _NOT_AGREED.search(said))
    return any(found) or any(both.search(said) for both in _PAID_AND_ASKED)


def begun(scene: Scene) -> Turn | None:
    """Have an adviser compare the account; who says so is asked for no months and no sum."""
    if scene.heard.payload or not disputes_the_account(scene.heard.text):
        return None
    if scene.conversation.topic_of(FORM) is not None:  # said again: believed again
        return None if _answers(scene) else Turn(scene.conversation, report.repeat_question(scene))
    conversation = scene.conversation
    for form in MONEY:
        conversation = conversation.without(form)
    calm = scene.now_in(replace(conversation, asked=None, tries=0, misses=0))
    if not any(need.form != "identify" for need in told_now(calm)):
        return report.start_form(calm, FORM, _answers(scene))
    topic = Topic(form=FORM, answers=_answers(scene), words=scene.heard.text[:LONGEST_TEXT])
    begun_too = report.new_needs(calm.now_in(calm.conversation.with_topic(topic)))
    first = Say("account_check.first")
    return begun_too and Turn(begun_too.conversation, (first, *begun_too.effects))


def _answers(scene: Scene) -> dict[str, object]:
    read = {s.name: read_unasked(s, scene.heard) for s in scene.forms[FORM].slots}
    return {name: value for name, value in read.items() if value is not None}
