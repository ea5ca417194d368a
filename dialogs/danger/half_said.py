"""What is neither a yes nor a no to a question about danger, and tells much all the same."""

import re
from typing import Final

from nlu.folding import fold_word

_NO: Final = r"(?:non|nan|nn|no|hayir|yok|nope|laa|لا)"
_NOT_QUITE: Final = re.compile(
    r"\bpas (?:vraiment|trop|tout a fait|forcement|completement|sure?s?|toujours)\b|"
    r"\b(?:je|j'|jen|chais|jsais|sais) ?(?:ne |n'? ?en |en )?(?:sais|suis|crois|pense)? ?"
    r"(?:pas|pa) (?:sure?|trop|vraiment)\b|"
    rf"^{_NO}\b.{{0,25}}\b(?:enfin|mais|ou|quoique|bof)\b.{{0,15}}\b(?:sais (?:pas|pa|plus)|"
    r"jsp|chais pas|peut ?-?etre|ptet\w*|des fois|parfois)\b|"
    rf"^{_NO}\b.{{0,12}}\b(?:je (?:crois|pense) (?:pas|que non)|bof|jsp)\b|"
    rf"^{_NO}\b.{{0,6}}\b(?:ca|sa) (?:ne )?va (?:pas|plus)\b|"
    r"\bnot (?:really|sure|quite)\b|\bi (?:don'?t|do not) (?:think so|know)\b|\bkind of\b|"
    r"\b(?:pek|tam) degil\b|\bemin degilim\b|\bbilmiyorum\b|"
    r"ليس تماما|لست متاكد\w*|لا اعرف|مش متاكد\w*|ما ?نعرف\w*"
)
_NOT_NOW: Final = re.compile(  # of people: another day it was, or will be
    r"(?:non |pas (?:la |encore )?)?(?:mais )?(?:pas |plus )"
    r"(?:aujourd'?hui|auj|ajd|maintenant|encore|"
    r"ce (?:soir|matin)|cette (?:nuit|semaine)|tout de suite|la|pour l'?instant|pour le moment)"
    r"(?: la)?[ .!]*|"
    r"(?:non )?(?:il|elle|ils) (?:n'? ?)?(?:est|sont) (?:pas|plus) (?:encore )?"
    r"(?:la|ici|rentre\w*)"
    r"(?: (?:ce soir|aujourd'?hui|maintenant|la|pour l'?instant|en ce moment))?[ .!]*|"
    r"not (?:today|now|right now|yet|tonight|at the moment)[ .!]*|"
    r"(?:bugun|simdi|su an) degil[ .!]*|"
    r"ليس (?:اليوم|الان)[ .!]*"
)
_AS_EVER: Final = re.compile(
    r"\b(?:comme (?:d'? ?|tous les |a chaque )?(?:hab(?:itude)?|dab\w*|jours|soirs|fois|toujours)|"
    r"tou[ts] les (?:jours|soirs|nuits)|(?:tt|tout) le temps|(?:tres )?souvent|des fois|parfois|"
    r"as (?:usual|always)|every (?:day|night)|her (?:gun|gece|zaman))\b|كل يوم|دائما|كالعاده"
)
_CANNOT_SAY: Final = re.compile(
    r"\b(?:peu[tx]?|pourrais?|sais|oses?|veux|arrives?) (?:pas|pa|plus|rien)"
    r"(?: trop| vraiment)? "
    r"(?:le |l'|en |vous |tout |rien |a |y |te |trop )*(?:dire|parler|ecrire|expliquer|repondre|"
    r"raconter|discuter)\b|"
    r"\b(?:c'? ?est|cest|c) (?:trop |tres |un peu )?(?:complique|delicat|difficile a dire)\b|"
    r"\b(?:veux|voudrais) (?:surtout )?(?:pas|pa) (?:lui |leur |qu'? ?(?:il|elle) ait )?"
    r"(?:d'? ?|de |des |un )?(?:ennuis?|problemes?|histoires?|mal|embetements?|embrouilles?)\b|"
    r"\b(?:cannot|can'?t|cant|could not|couldn'?t|don'?t dare) (?:really )?"
    r"(?:say|talk|speak|write|tell|answer|explain)\b|"
    r"\b(?:konusamam|konusamiyorum|soyleyemem|yazamam|anlatamam)\b|"
    r"\bnie moge (?:rozmawiac|mowic|pisac|powiedziec)\b|"
    r"\bnu pot (?:vorbi|spune|scrie|sa (?:vorbesc|spun|scriu))\b|"
    r"\bnao posso (?:falar|dizer|escrever)\b|\bno puedo (?:hablar|decir|escribir)\b|"
    r"\bnon posso (?:parlare|dire|scrivere)\b|не можу (?:говорити|сказати|писати)|"
    r"(?:لا|ما) ?(?:استطيع|اقدر|نقدر|يمكنني) .{0,6}(?:كلام|تكلم|نهدر|نتكلم|اقول|نقول|كتابه|نكتب)|"
    r"\bma ?n9derch (?:nhder|nehder|ngoul|ngol|nkteb)\b"
)
_COMES_AT: Final = re.compile(
    r"(?:il|elle|ils) (?:rentre|revien|arriv)\w* (?:pas avant|a|vers|dans|apres) \d"
)
_AFRAID: Final = re.compile(
    r"\b(?:j'? ?ai|jai|g|j'? ?avais|jaurais|on a|nous avons) (?:tres |trop |un peu |super |"
    r"vraiment |tellement |tt le temps |toujours |encore )*(?:peur|pr|trouille|flippe)\b|"
    r"\b(?:me|nous) fait (?:tres |trop |un peu |vraiment )*peur\b|\bterrifiee?\b|\bterrorisee?\b|"
    r"\b(?:il|elle|ils|on) (?:est|et|e|sont|arrive\w*|revien\w*|rentre|tape|frappe|cogne|crie|"
    r"hurle|casse|menace|attend)(?: encore| toujours| deja)? "
    r"(?:la|ici|chez (?:moi|nous)|dedans|dehors|devant|derriere|en bas|sur (?:moi|nous|le palier)|"
    r"a (?:la|ma|notre) porte|maintenant|bientot|tout)\b|"
    r"\bi'?(?:m| am) (?:so |very |really |too )*(?:scared|afraid|frightened|terrified)\b|"
    r"\b(?:he|she|they)(?:'?s| is| are)? (?:still )?"
    r"(?:here|outside|inside|at the door|coming|back)\b|"
    r"\bkork(?:uyorum|tum|uyoruz)\b|\b(?:boje sie|mi-?e frica|tenho medo|tengo miedo|ho paura)\b|"
    r"боюс[ья]|\bkhay(?:e)?f[ae]?\b|(?<!\w)(?:خايف\w*|خائف\w*|اخاف|نخاف)(?!\w)"
)
_NO_FEAR: Final = re.compile(
    r"\b(?:pas|pa|plus|jamais|aucune|not|don'?t|no longer) (?:du tout |de |d'|tres |si |that )*"
    r"(?:peur|scared|afraid|frightened|terrified)\b|\bkorkmuyorum\b|لا اخاف|لست خائف\w*"
)
_ALONE: Final = re.compile(
    r"\b(?:tou(?:te?|s) )?seule?s?\b(?! (?:un|une|le|la|les|avec (?:mon|ma|mes|le|les|un)))|"
    r"\bpersonne (?:ne |n'? ?|a qui )?(?:me |m'? ?)?(?:parl\w*|ecout\w*|aid\w*|aim\w*|compren\w*|"
    r"appel\w*|voi[rst]|veut|manqu\w*)|"
    r"\b(?:vide|a quoi (?:bon|ca sert)|plus (?:de |la )?(?:force|courage|espoir|envie|gout)\w*|"
    r"fatigue\w* de (?:tout|vivre|la vie)|marre de (?:tout|vivre|la vie)|pleur\w+|desespere\w*|"
    r"abandonne\w*|craqu\w+|a bout|au fond du trou|sert a rien|isole\w*)\b|"
    r"\b(?:alone|lonely|empty|hopeless|no ?(?:body|one) (?:talks|cares|listens|helps)|crying)\b|"
    r"\b(?:yalniz\w*|yapayalniz|umutsuz\w*|agliyorum)\b|"
    r"(?<!\w)(?:وحدي|وحيد\w*|بوحدي|ابكي|نبكي|تعبت)(?!\w)"
)
_BEFORE_A_DOOR: Final = re.compile(
    r"\b(?:n'? ?)?(?:ouvr\w+|repond\w*) (?:pas|plus|toujours pas)\b|\b(?:pas|plus) de reponse\b|"
    r"\b(?:porte|volets?|boite aux lettres|courrier|journa(?:l|ux))\b|"
    r"\b(?:not|n'?t) (?:answer\w*|open\w*)\b|\b(?:acmiyor|cevap vermiyor)\b|"
    r"لا (?:يفتح|تفتح|يرد|ترد)"
)
_INDOORS: Final = re.compile(
    r"\b(?:allongee?|etendue?|au sol|local|hall|escaliers?|palier|cave|parking|trottoir|banc|"
    r"je (?:le|la|l') ?(?:vois|secoue|touche)|"
    r"saigne\w*|respire\w*|(?:il|elle) (?:est|et) (?:par terre|tombe\w*|inconscient\w*)|"
    r"malaise|mon (?:mari|fils|bebe)|ma (?:femme|fille))\b"
)
_NOT_CALLED: Final = re.compile(
    r"\b(?:pas|pa|jamais)(?: encore| tjrs| toujours)? (?:ose |pu |voulu |reussi a )?appell?e\w*\b|"
    r"\b(?:ose|peux|veux|sais) pas (?:les |l'|le |la )?appeler\b|"
    r"\b(?:haven'?t|did ?n'?t|have not|did not) (?:called?|phoned?|rung)\b|\baramadi[mk]\b"
)
_THINKS_OF_IT: Final = re.compile(
    r"\b(?:j'?|jy|j y |je n'?) ?(?:y )?(?:pense|songe)\w*\b"
    r"(?= (?:quand|souvent|parfois|des fois|tout le temps|tous les|la nuit|le soir|bcp|beaucoup|"
    r"encore|de plus en plus|serieusement|a chaque|depuis|seul)|[ .!]*$)|"
    r"\b(?:envie|pense\w*|besoin|hate|voudrais|veux|vais) (?:a |de |d')?(?:aller )?(?:le|la|les) "
    r"(?:rejoindre|retrouver|suivre)\b|"
    r"\b(?:partir|m'en aller|finir) (?:comme|avec) (?:lui|elle|eux)\b|"
    r"\bi (?:often |sometimes )?think (?:of|about) it\b|\bjoin (?:him|her|them)\b"
)


def half_denies(text: str) -> bool:
    """Tell whether words take back half of the no they say: "non pas vraiment, enfin je sais pas".

    >>> half_denies("non pas vraiment"), half_denies("non pas du tout")
    (True, False)
    """
    return bool(_NOT_QUITE.search(fold_word(text)))


def says_not_now(text: str) -> bool:
    """Tell whether words say only that it is not so at this moment: "pas aujourd'hui".

    >>> says_not_now("Pas aujourd'hui."), says_not_now("pas de danger aujourd'hui")
    (True, False)
    """
    return bool(_NOT_NOW.fullmatch(fold_word(text).strip()))


def says_when_they_come(text: str) -> bool:
    """Tell whether words say when the one who is feared will be there.

    >>> says_when_they_come("il rentre a 18h"), says_when_they_come("je rentre a 18h")
    (True, False)
    """
    return bool(_COMES_AT.match(fold_word(text)))


def says_as_ever(text: str) -> bool:
    """Tell whether words say that it is as on other days, which is an answer: "comme dab".

    >>> says_as_ever("comme d'hab"), says_as_ever("pas tous les jours facile")
    (True, False)
    """
    said = fold_word(text)
    return bool(_AS_EVER.search(said)) and "pas" not in said.split()


def cannot_say(text: str) -> bool:
    """Tell whether somebody says that they cannot say it, or cannot speak.

    >>> cannot_say("je peux pas trop en parler"), cannot_say("nie mogę rozmawiać")
    (True, True)
    """
    return bool(_CANNOT_SAY.search(fold_word(text)))


def is_afraid(text: str) -> bool:
    """Tell whether somebody says that they are afraid, or that the other is there.

    >>> is_afraid("oui jai un peu peur"), is_afraid("il est devant la porte")
    (True, True)
    >>> is_afraid("j'ai pas peur")
    False
    """
    said = fold_word(text)
    return bool(_AFRAID.search(_NO_FEAR.sub(" ", said)))


def is_alone_with_it(text: str) -> bool:
    """Tell whether what stands beside a no tells loneliness or despair: "non je suis seul".

    >>> is_alone_with_it("non je vis seule et personne me parle")
    True
    """
    return bool(_ALONE.search(fold_word(text)))


def stands_before_a_door(text: str) -> bool:
    """Tell whether somebody may lie behind a door that nobody opens.

    >>> stands_before_a_door("ma mère n'ouvre plus la porte et répond pas")
    True
    >>> stands_before_a_door("mon mari est par terre il répond pas")
    False
    """
    said = fold_word(text)
    return bool(_BEFORE_A_DOOR.search(said)) and not _INDOORS.search(said)


def has_not_called(text: str) -> bool:
    """Tell whether somebody says that they did not call: no answer to what is dangerous.

    >>> has_not_called("non j'ai pas appelé")
    True
    """
    return bool(_NOT_CALLED.search(fold_word(text)))


def thinks_of_it(text: str) -> bool:
    """Tell whether words, after a grief or a distress, may think of dying without naming it.

    >>> thinks_of_it("j'y pense quand je suis seule"), thinks_of_it("je voudrais la rejoindre")
    (True, True)
    """
    return bool(_THINKS_OF_IT.search(fold_word(text)))
