"""What is said once a danger was told: a joke, a mistake, dealt with, nothing to smell."""

import re

from dialogs.danger.said_of_danger import BETTER_OUTSIDE, is_safe, says_it_is_over
from nlu.folding import fold_word

A_SENTENCE = 10  # words
_JOKE = (
    r"blagu\w*|(?:je|j'|on) rigol\w*|(?:je|on) plaisant\w*|pour (?:rire|rigoler)|"
    r"c'?etait pour (?:voir|tester)|"
    r"joke|joking|kidding|prank|saka|sakaydi|sakalasi\w*|zart\w*|gluma|glumeam|glumesc|"
    r"brincadeira|piada|broma|scherz\w*|na7? ?nda7?k\w*|kandahko|kan(?:d|t)7ak\w*|жарт\w*"
)
_MISTAKE = (
    r"c'? ?(?:est|etait) (?:mon|ma|mes|le|la) (?:petite? )?(?:frere|soeur|fils|fille|gamine?|"
    r"gosse|neveu|niece|cousine?|copain|copine|enfants?) qui "
    r"(?:a|ont) (?:ecri\w*|tape|envoye|pris)|"
    r"c'?(?:est|etait) une erreur|(?:ecrit|envoye|message|parti) par erreur|"
    r"(?:me suis|suis|on s'?est) tromp\w*|fauss?e alerte|fausse alarme|false alarm|"
    r"it was a mistake|(?:sent|wrote) (?:\w+ )?by mistake|yanlis alarm|"
    r"yanlislikla (?:yaz|gonder)\w*|"
    r"pomylk\w*|falszywy alarm|alarma falsa|falsa alarma|falso alarme|falso allarme|alarme falso|"
    r"me equivoque|greseala|foi engano|(?:era|stato) uno sbaglio|помилк\w*"
)
_WAS = (
    r"(?:c'? ?et?ai[st]?|cete|it was|era|fue|foi|to byl[ao]?|a fost|це був|це була|idi|kan|kanet)"
)
_COOKING = (
    r"(?:cuisin\w*|cuisson|casserole|four|poele|cook\w*|cocin\w*|cozinh\w*|cucin\w*|gotow\w*|"
    r"gateste\w*|gatea|yemek\w*|готув\w*|barbacoa|barbecue|tayeb|tyab)"
)
_ARABIC = r"مزحه|مزاح|امزح|نمزح|نضحك|نكته|بالغلط|بالخطا|انذار كاذب|كنت اكذب"
_TAKEN_BACK = re.compile(
    rf"\b(?:{_JOKE}|{_MISTAKE})\b|\b{_WAS}\b.{{0,30}}\b{_COOKING}\b|{_ARABIC}"
)
_IN_EARNEST = re.compile(
    rf"\b(?:pas|pa|plus|not|no es|nie) (?:du tout |une? |a |una |to )*(?:{_JOKE})\b|"
    rf"\b(?:{_JOKE}) (?:pas|pa|degil)\b"
)
_THE_SUPPLY = (
    r"(?:compteur\w*|courant|disjoncteur\w*|electricite|elec|jus|gaz|eau|robinet\w*|vanne)"
)
_WE_DID = r"(?:j'? ?ai|jai|on a|nous avons|il a|elle a|ils ont|mon \w+ a|ma \w+ a)"
_DONE = re.compile(
    rf"\b{_WE_DID} (?:tout |bien |deja )*(?:coupe|ferme|eteint|debranche|arrete)\w* "
    rf"(?:tout|tous|(?:(?:le|la|les|l'?|au|du|de) ?)*{_THE_SUPPLY})\b|"
    rf"\b{_WE_DID} (?:tout |bien |deja )*(?:ouver[tr]\w* (?:tout|(?:(?:en )?grand )?"
    r"(?:(?:toutes?|les?|la|l'?) ?)*(?:fenetres?|portes? et fenetres?))|aere\w*)\b|"
    r"\b(?:c'? ?est|tout est|cest) (?:coupe|ferme|eteint|debranche|aere)\w*\b|"
    r"\b(?:i|we)(?: have|'ve)? (?:turned|switched|shut|cut|opened)\b.{0,30}"
    r"\b(?:off|power|gas|water|windows?)\b|"
    r"\b(?:elektrigi|gazi|suyu|vanayi) (?:kapat|kes)\w*|\bpencere\w* ac\w*|"
    r"(?:فتحت|فتحنا) .{0,10}(?:نافذه|نوافذ|شباك)|(?:قطعت|اغلقت|سديت) .{0,10}(?:كهرباء|غاز|الما)"
)
_NO_SMELL = re.compile(
    r"\b(?:sen[ts]|sens|cens) (?:absolument |vraiment |plus |pas |rien )*(?:rien|pas|pa|plus)\b|"
    r"\b(?:pas|pa|aucune?|plus|sans|zero) (?:d'? ?|de )?(?:mauvaise )?(?:odeurs?|gaz)\b|"
    r"\bno (?:\w+ )?smells?\b|\bsmells? (?:of )?(?:nothing|fine|ok|normal)\b|"
    r"\b(?:not|n'?t|cannot|cant|dont|doesnt) smell\b|\bnothing smells?\b|"
    r"\bkoku (?:yok|almiyor\w*|duymuyor\w*|gelmiyor\w*|kalmadi)|\bkokmuyor\w*|"
    r"(?:لا|ما|ماكاين|بدون|بلا|مافي|مفيش|لا توجد|لا يوجد)\w* ?(?:اي )?(?:رايحه|ريحه|اشم|نشم)|"
    r"\bma ?(?:kayn?ch?|kaynsh|kanchm\w*|nchm\w*) ?(?:ri7a|riha|ri7t)?\b|"
    r"\bnie (?:czuc|pachnie|smierdzi)\b|\b(?:sin|ningun) olor\b|\bno huele\b|"
    r"\bnao (?:cheira|ha cheiro|tem cheiro)\b|\bnon (?:si )?sente? (?:odor\w*|niente)\b|"
    r"\bnu miroase\b|\bне пахне\b"
)


def takes_it_back(text: str) -> bool:
    """Tell whether words say that a danger was a joke, a mistake, somebody who cooked.

    >>> takes_it_back("c'était une blague"), takes_it_back("to był żart")
    (True, True)
    >>> takes_it_back("c'est pas une blague")
    False
    """
    said = fold_word(text)
    few = len(said.split()) <= A_SENTENCE
    return few and bool(_TAKEN_BACK.search(said)) and not _IN_EARNEST.search(said)


def says_it_was_dealt_with(text: str, danger: str) -> bool:
    """Tell whether words say what was done, that it is over, or that help is there.

    Who hits and "a ouvert la porte" has settled nothing.

    >>> says_it_was_dealt_with("j'ai coupé le compteur", "emergency_fire")
    True
    >>> says_it_was_dealt_with("j'ai coupé le compteur", "emergency_assault")
    False
    """
    of_a_thing = danger in BETTER_OUTSIDE
    done = of_a_thing and _DONE.search(fold_word(text))
    over = says_it_is_over(text) or takes_it_back(text)
    return bool(done) or over or is_safe(text, out_is_safe=of_a_thing)


def smells_nothing(text: str) -> bool:
    """Tell whether words say that nothing smells, which tells nothing of carbon monoxide.

    >>> smells_nothing("non ça sent rien"), smells_nothing("oui ça sent le gaz")
    (True, False)
    """
    return bool(_NO_SMELL.search(fold_word(text)))
