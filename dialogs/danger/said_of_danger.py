"""What is said in a few words to a question about danger: yes, no, not that, safe, not safe."""

import re

from nlu.folding import fold_word

_BEFORE = r"\s*(?:(?:mais|bah|ben|euh|ah|bien sur que) )*"
_NO = (
    r"non|nan|nn|pas du tout|aucun\w*|no|nope|hayir|yok|laa|lala|لا|nie|nu|ni|nao|"
    r"la(?= la\b| choukran| merci| ?[,.!]| *$)"  # "la nuit j'y pense" is no Arabic no
)
_YES = r"oui|ouais|wi|yes|yeah|evet|ih|wah|na3am|نعم|ايه|tak|da|sim|si|так|да|iyy?eh"
_FIRST_NO = re.compile(rf"{_BEFORE}(?:{_NO})(?!\w)")
_FIRST_YES = re.compile(rf"{_BEFORE}(?:{_YES})\b")
_YET = re.compile(
    r"\b(?:mais|enfin|but|ama)\b.*\b(?:oui|j'?y pense\w*|des fois|parfois|souvent|un peu|"
    r"presque|quand meme|yes|sometimes|often|bazen)\b"
)  # "non mais j'y pense parfois"
_MAYBE = re.compile(
    r"\b(?:tout le temps|tt le temps|toujours|parfois|des fois|souvent|j'?y pense\w*|peut ?-?etre|"
    r"ptet\w*|un peu|presque|(?:la|cette|toute la) nuit|le soir|ce soir|tous les (?:jours|soirs)|"
    r"cachets?|comprimes?|medicaments?|medocs?|mourir|mort|vivre|finir|a quoi bon|sometimes|often|"
    r"maybe|tonight|pills|bazen|belki|hep)\b|(?<!\w)(?:احيانا|ربما|يمكن|دائما)(?!\w)"
)
_NOT_THAT = re.compile(
    r"\b(?:(?:c'?|c'?est|cest|se|ce n'?est) pas (?:du tout )?"
    r"(?:ca|sa|grave|(?:du |le |de |un |une |l'? ?)?(?:gaz|feu|fumee|incendie|danger))\b(?! va)|"
    r"(?:y ?a|il n'?y a|n'?y a|ya) (?:pas|aucune?|ni) (?:de |d'? ?|le |du )?"
    r"(?:gaz|feu|flammes?|fumee|incendie|danger)\b(?!.{0,40}\b(?:mais|fume\w*|fumee|brule\w*|sent)\b)|"
    r"c'?est une (?:expression|facon de parler)|"
    r"facon de parler|rien a voir|fausse alerte|aucun danger|pas de danger|"
    r"j'?ai juste dit|false alarm|not that|just an expression|yanlis alarm|tamir edildi|"
    r"nu (?:e |este |a fost )?la noi|nie u nas|to zart|zartow\w*|no es aqui|era broma|"
    r"non (?:e )?da noi|nao e aqui|e brincadeira)\b|(?<!\w)не у нас(?!\w)|"
    r"\bc'?(?:etait|etai|ete|est) (?:juste |que |seulement )?"
    r"(?:(?:la|le|les|l'|un|une|mon|ma|mes|des) ?)?"
    r"(?:casseroles?|poele|four|grille ?-?pain|toast\w*|cuisine|cuisson|repas|poulet|pain|gateau|"
    r"barbecue|encens|bougies?|cigarettes?|egouts?|oeufs?|poubelles?|pile du detecteur)\b"
)
_THING = (
    r"(?:loyers?|bruits?|chauffage|eau|factures?|charges|argent|dettes?|retards?|travaux|bail|"
    r"appart\w*|logements?|logmts?|immeubles?|batiments?|residences?|quartier|maison|voisin\w*|"
    r"voisinage|chambres?|fenetres?|murs?|fuites?|ascenseur|musique|tapage|humidite|moisi\w*|"
    r"voitures?|parking|chiens?|chats?|boulot|travail)"
)
_OF_IT = r"(?:de |du |des |d'|le |la |les |l'|l |mon |ma |mes |ce |cet |cette |un |une |au |a )*"
_ABOUT_SOMETHING_ELSE = re.compile(
    rf"\b(?:je |j'? ?)(?:vous )?(?:parl\w*|disais?|dis)(?: juste| que| seulement)? "
    rf"{_OF_IT}{_THING}\b|"
    rf"^\s*(?:{_NO})[ ,]+(?:c'? ?est |cest |c |juste |que |mais |a cause |pour )*"
    rf"{_OF_IT}{_THING}\b|"
    r"\btrop (?:de |d')(?:bruits?|voisins?|humidite|travaux|tapage)\b|"
    r"\bi(?:'m| am)? (?:just )?(?:talk\w*|mean\w*) (?:about )?(?:the |my )?"
    r"(?:flat|apartment|house|noise|neighbou?rs?|building|rent)\b|"
    r"\b(?:daire|ev|gurultu|komsu|bina|kira)\w* (?:hakkinda|icin|diyorum|bahsediyorum)\b|"
    r"(?:اتكلم|اقصد|نهدر|نقصد|بحكي|احكي) (?:علي|عن)?\s?"
    r"(?:ال)?(?:شقه|بيت|سكن|ضجيج|جيران|عماره|كراء)"
)
_LEAVE_IT = (
    r"(?:(?:laiss\w*|oubli\w*|tant pis)(?: (?:moi|tomber|nous|ca|le|tranquille))*|"
    r"pas la peine|pas besoin|leave it|never ?mind|forget it|no thanks?|bosver\w*|gerek yok|"
    r"لا داعي|خلوني)"
)
_IT_WILL_DO = r"(?:ca va aller|sa va aller|ca va|sa va|ca ira|c'? ?est bon|it'?s ok(?:ay)?|خلاص)"
_BESIDE = r"(?:merci|bon|mais|ok|svp|stp|thanks|please)"
_NO_MORE = re.compile(
    rf"(?=.*(?:^(?:{_NO})\b|{_LEAVE_IT}))"  # "c'est bon" alone may be a yes
    rf"(?:(?:{_NO}|{_LEAVE_IT}|{_IT_WILL_DO}|{_BESIDE})(?:[ ,.!]+|$))+"
)
_OUT = (
    r"(?:dehors|sorti\w*|liberee?s?|debloque\w*|outside|disari\w*|fora|fuera|fuori|"
    r"na zewnatrz|na dworze|afara)"
)
_WHO_HELPS = r"pompiers?|samu|secours|ambulance|police|medecin"
_SAFE = re.compile(
    rf"\b(?:{_OUT}|en securite|a l'?abri|safe|guvende\w*)\b|надворі|"
    rf"\b(?:{_WHO_HELPS}|policiers?|grdf|(?:le )?1[578]|112)"
    r" (?:(?:sont|est|son|et|ss) (?:la|ici|arrives?|sur place|en route)|arriv\w+|vien\w+)\b|"
    r"\b(?:firefighters|police|ambulance|doctor) (?:is|are) here\b|في امان|في الخارج"
)
_GONE_OUT = re.compile(rf"\b{_OUT}\b|في الخارج|надворі")
_IS_THERE = re.compile(
    r"\b(?:suis|chui|jsuis|sommes|est|es|sont|ss|sorti\w*|la|ici|arriv\w+|vien\w+|am|are|is)\b"
)
_STILL = re.compile(
    r"\b(?:il|elle)s? (?:est|et|e|sont|a l'? ?air) (?:tou?te? |tres |un peu |deja |encore )*"
    r"(?:froide?|bleue?|morte?|raide|dure?|blanche?|blanc|gris\w*|mou|molle|inconscient\w*|pale|"
    r"brulante?|glacee?)s?\b|"
    rf"\b(?:{_WHO_HELPS}|dehors|sorti\w*|dedans|fumee|feu|gaz|"
    r"firefighters|smoke|gas|fire|itfaiye|duman)\b"
)
_HELP = re.compile(rf"\b(?:{_WHO_HELPS}|firefighters)\b")
_NOT_SAFE = re.compile(
    r"\b(?:pas|pa|peu[tx]? plus|plus moyen|jamais|encore|mais|sauf|seule?|dedans|bloque\w*|"
    r"coince\w*|enferme\w*|reste\w*|toujours|not|but|inside|stuck|degil|ama)\b|\?"
)


_IN_NO_DANGER = (
    r"(?:pas|plus|aucun|hors) (?:en |de )?danger|(?:not|no longer) in danger|tehlikede degil\w*|"
    r"tehlike (?:yok|gecti)"
)
_SAID_FINE = (  # how people are, and not what the danger has become
    r"(?:c'? ?est bon|cest bon|c bon|(?:tout|tt) (?:va|est) (?:bien|bon|ok)|"
    r"(?:on|nous|tout le monde|ils|elles|les enfants) (?:va|vont|allons) (?:tous |toutes |tres )*"
    r"bien|(?:ca|sa) va(?: mieux| bien)?(?= *(?:[,.!]|$|merci|maintenant))|"
    r"personne (?:n'? ?)?(?:est |a ete )?(?:de )?bless\w+|(?:pas|aucun) (?:de )?bless\w+|"
    r"(?:it'?s|all|everything'?s?|we'?re) (?:is )?(?:ok|okay|fine|good|alright)|"
    r"her sey yolunda|sorun yok)\b|كل شيء بخير"
)
_NO_MORE_OF_IT = (
    rf"(?:{_IN_NO_DANGER}|"
    r"plus (?:d'? ?|aucune )(?:odeurs?|fumee|flammes?)|plus de (?:fumee|feu|flammes?)|"
    r"(?:sent|sens) plus(?: rien| le gaz)?|c'? ?est (?:eteint|regle|repare|fini)|"
    r"(?:on a|j'? ?ai|jai|il a) (?:tout )?eteint|"
    r"c'? ?et?ai[st]? (?:juste |que |seulement )?(?:le|la|les|un|une|mon|ma|du|l')|"
    r"(?:it'?s|all|everything'?s?|we'?re) (?:is )?safe|no (?:more )?smell|"
    r"koku (?:kalmadi|yok|gitti))\b|"
    r"لست في خطر|لا خطر|انذار كاذب"
)
_FINE = re.compile(rf"\b(?:{_SAID_FINE})")
_ALL_CLEAR = re.compile(rf"\b(?:{_SAID_FINE}|{_NO_MORE_OF_IT})")
_A_WORD = re.compile(r"\w{3}")
_NOT_THERE_ANY_MORE = re.compile(rf"\b(?:{_NO_MORE_OF_IT})")
_DANGER_DENIED = re.compile(rf"\b{_IN_NO_DANGER}\b|لست في خطر")
_GONE = re.compile(
    r"\b(?:il|elle|ils|elles|le mec|le type|l'homme|on) (?:est|et|e|s'est|sont|se sont|ont) "
    r"(?:partie?s?|rentree?s? (?:chez (?:lui|elle|eux|soi|nous)|a la maison)|enfui\w*|sauve\w*|"
    r"plus la)\b|"
    r"\b(?:he|she|they)(?:'?s| is| are| has| have)? (?:left|gone|went home|ran away)\b|"
    r"\bgitti\w*\b|"
    r"(?:ذهب|غادر|مشا)(?!\w)"
)
_TO_BE_DONE = re.compile(
    r"\b(?:compris|appel\w*|attend\w*|vais|vas|sors|sortir|descend\w*|call\w*)\b"
)
BETTER_OUTSIDE = frozenset(
    {"emergency_gas", "emergency_fire", "emergency_lift", "emergency_monoxide"}
)
UNSEEN = frozenset({"emergency_gas", "emergency_monoxide"})  # "c'est bon" says nothing of gas
_NEAR_THEM = frozenset({"emergency_assault"})  # who is gone is no danger now
_SAID_BY_FEW = frozenset(
    {"emergency_suicide", "emergency_violence_home"}
)  # "c'est bon" is no answer


_OVER = re.compile(
    r"\b(?:c'? ?est|cest|c) (?:bon )?(?:c'? ?est |cest |c )?(?:fini|passe|termine|regle)\b|"
    r"\b(?:il|elle) (?:est|et|e|s'est) (?:partie?|calmee?)\b|"
    r"\b(?:je vais|jvais|ca va|sa va) mieux\b|"
    r"\btout va bien\b|\b(?:he|she) (?:left|is gone)\b|\bit'?s over\b|\bgitti\b|\bbitti\b|"
    r"\bغادر\b|\bذهب\b|\bانتهي\b"
)

_WELL = re.compile(
    r"\b(?:je vais|jvais|ca va|sa va|tout va|je me sens) (?:tres |plutot )?bien\b|"
    r"\bi(?:'m| am) (?:fine|ok(?:ay)?|well|good|all right)\b|\biyiyim\b|"
    r"\b(?:rani )?(?:labas|mli7)\b|انا بخير|لاباس"
)


def says_it_is_over(text: str) -> bool:
    """Tell whether words say that a danger told before is over: "il est parti"."""
    return bool(_OVER.search(fold_word(text)))


def says_to_be_well(text: str) -> bool:
    """Tell whether words say that their writer is well.

    >>> says_to_be_well("non je vais bien je veux juste du travail")
    True
    """
    return bool(_WELL.search(fold_word(text)))


def says_all_clear(text: str, danger: str) -> bool:
    """Tell whether words say that a danger is no more: nothing smells, nobody is there.

    Of dying and of blows, only who says to be in no danger is believed.

    >>> says_all_clear("non il n'y a plus d'odeur, tout va bien", "emergency_gas")
    True
    >>> says_all_clear("c'est bon mais ma fille est dedans", "emergency_fire")
    False
    """
    clear = _NOT_THERE_ANY_MORE if danger in UNSEEN else _ALL_CLEAR
    clear = _DANGER_DENIED if danger in _SAID_BY_FEW else clear
    ways = (clear, _GONE) if danger in _NEAR_THEM else (clear,)
    left = folded = fold_word(text)
    for way in ways:
        left = way.sub(" ", left)
    return left != folded and not (_NOT_SAFE.search(left) or _TO_BE_DONE.search(left))


def only_says_fine(text: str) -> bool:
    """Tell words that say how people are and nothing else: "c'est bon", "on va tous bien".

    >>> only_says_fine("c'est bon"), only_says_fine("c'est bon on est dehors")
    (True, False)
    """
    said = fold_word(text)
    left = _FINE.sub(" ", said)
    return left != said and not _A_WORD.search(left)


def may_mean_yes(text: str) -> bool:
    """Tell whether words that are no plain yes may be one: "parfois", "50 comprimés"."""
    return bool(_MAYBE.search(fold_word(text)))


def begins_with_yes(text: str) -> bool:
    """Tell whether words begin with a yes."""
    return bool(_FIRST_YES.match(fold_word(text)))


def begins_with_no(text: str) -> bool:
    """Tell whether words begin with a no that nothing takes back."""
    folded = fold_word(text)
    return bool(_FIRST_NO.match(folded)) and not _YET.search(folded)


def says_not_that(text: str) -> bool:
    """Tell whether words say that the danger is a misunderstanding: "nn c pas ca".

    >>> says_not_that("mais non je parle du loyer")
    True
    >>> says_not_that("non c'est pas ça va")
    False
    """
    folded = fold_word(text)
    other = begins_with_no(text) and _ABOUT_SOMETHING_ELSE.search(folded)
    return bool(_NOT_THAT.search(folded) or other)


def is_safe(text: str, *, out_is_safe: bool) -> bool:
    """Tell whether words say plainly that people are safe, or that help is there.

    Who thinks of dying is not safer outside.

    >>> is_safe("oui on est dehors", out_is_safe=True)
    True
    >>> is_safe("oui mais mon fils est resté dedans", out_is_safe=True)
    False
    """
    folded = fold_word(text)
    only_why_not = _FIRST_NO.match(folded) and not _IS_THERE.search(folded)
    if only_why_not or _NOT_SAFE.search(folded) or not _SAFE.search(folded):
        return False  # "non il pleut dehors"
    return out_is_safe or not _GONE_OUT.search(folded)


def names_help(text: str) -> bool:
    """Tell whether words name who helps: firefighters, a doctor, the police."""
    return bool(_HELP.search(fold_word(text)))


def speaks_of_the_danger(text: str) -> bool:
    """Tell whether words go on about the danger and the help: no report begins with them."""
    return bool(_STILL.search(fold_word(text)))


def wishes_no_more(text: str) -> bool:
    """Tell a wish to be left in peace: "non laissez, ça va aller".

    >>> wishes_no_more("non laissez ca va aller")
    True
    >>> wishes_no_more("non je saigne beaucoup")
    False
    """
    said = fold_word(text).strip(" .!")
    return bool(_NO_MORE.fullmatch(said))
