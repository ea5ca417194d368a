"""What a message does not mean, by its words, whatever the model thinks of it."""

import re
from typing import Final

_COURTESY: Final = frozenset({"greet", "thank_bye"})
_NO_MATTER: Final = frozenset({"thank_bye", "affirm", "deny"})
_BUT: Final = re.compile(
    r"\b(?:mais|toujours|tjrs|tjs|(?<!merci )encore|continue\w*|but|still|ama|hala)\b|"
    r"(?<!\w)(?:لكن|مازال|لسه)(?!\w)"
)
_A_MATTER: Final = re.compile(
    r"\b(?:j ?'?ai|g|il ?y ?a|ya|c'?est pour) (?:aussi |encore |bien )?(?:une?|1|des) "
    r"(?:autre |petite? |gros(?:se)? )?"
    r"(?:problemes?|pb|soucis?|trucs?|choses?|questions?|fuites?|pannes?)\b"
)
_SETTLED: Final = re.compile(
    r"\b(?:merci\w*|mrc|mci|au revoir|bonne (?:journee|soiree)|a bientot|(?:regl|resol|repar)\w+|"
    r"plus (?:de|d|aucun|besoin)|pas (?:de|d|besoin)|aucun|fini\w*|revenu\w*)\b"
)
_A_WORRY: Final = frozenset({"worry_about_neighbour"})
_UP_AND_DOWN: Final = re.compile(r"\b(?:descen\w+|mont(?:er|e|ent)|sortir)\b")
_A_PERSON: Final = frozenset({"ask_human"})
# Six words or fewer, each read in one way only: a long cry ("aaaaaa") is not cut in all of them.
_SIX_WORDS: Final = r"\w+(?:(?:' ?| )\w+){0,5}'? ?"
_OF_ANOTHER: Final = re.compile(  # "il cherchait quelqu'un d'autre", "gardien peut-être"
    r"(?!.*\b(?:parl|r?app?el|join|numero|tel))"
    rf"(?:(?:ils?|elles?) (?!faut|me faut){_SIX_WORDS}|"
    r"(?:\w+ ){1,3}(?:peut ?-?etre|pourquoi pas)[ .]*|"
    r"(?:il )?(?:y ?'? ?(?:en )?a|on en a|yen a) qu'? ?(?:un|une|1)(?: seule?)?[ .!]*)"
)
_ONE_DWELLING: Final = frozenset({"home_repair"})
_A_WHOLE_BUILDING: Final = re.compile(
    r"\b(?:coup\w+|panne|plus|pas|aucune?) (?:\w+'? ){0,5}?(?:dans|ds|de) tou(?:t|te|s)? "
    r"(?:l ?'? ?immeuble|le bat\w*|la (?:cage|residence|tour)|les etages)\b"
)
_A_PAPER: Final = frozenset({"legal_notice_received"})
_OUT_THERE: Final = re.compile(
    r"\b(?:jou\w+|cour\w+|cri\w+|hurl\w+|train\w+|fum\w+|mang\w+|boi\w+|rest\w+|sort\w*|etend\w*|"
    r"gar\w+|aboi\w+) (?:\w+ ){0,3}dehors\b"
)
_OF_THE_RENT: Final = re.compile(  # a letter about money, from nobody of the law
    r"(?!.*\b(?:huissier\w*|bailiff\w*|commissaire|tribunal|court|juge|judge|expuls\w*|evict\w*|"
    r"assign\w*|commandement|summons|avocat|lawyer|audience|hearing|mahkeme|icra)\b)"
    r".*\b(?:letters?|lettres?|courriers?)\b.*\b(?:owe|rent|loyers?|dois|dette)\b"
)
_YES_OR_NO: Final = frozenset({"affirm", "deny"})
_OTHERS_SAID: Final = re.compile(  # "la MDPH a dit oui": who writes has answered nothing
    rf"(?!(?:oui|ok|non)\b){_SIX_WORDS} (?:a|ont|avait|avaient) (?:dit|di|repondu) (?:que )?"
    r"(?:oui|ok|non)[ .!]*"
)
_HUNGER: Final = frozenset({"food_emergency"})
_SOME_EVERYWHERE: Final = re.compile(  # cockroaches, "y en a même dans le frigo": nobody is hungry
    r"\b(?:y ?'? ?en ?a|yen a|en a|y ?a en|y a des \w+|ya des \w+)\b.*\b(?:partout|partou)\b|"
    r"\bpas (?:faim|a manger)\b.*\b(?:cafards?|cafar|souris|rats?|punaises?|fourmis)\b"
)
_HELP: Final = frozenset({"admin_help"})
_OURS: Final = re.compile(  # a paper of the landlord's: it is asked about, not help with forms
    r"\b(?:lettres?|courriers?|factures?|papiers?|avis) (?:recue?s? )?"
    r"(?:de vous|de votre part|de chez vous|d'? ?hlm)\b.*\b(?:montant|somme|euros?|compren\w*)|"
    r"\b(?:votre|vos) (?:lettres?|courriers?|factures?|decomptes?)\b.*\b(?:montant|somme|euros?)\b"
)
_NOTHING: Final = re.compile(  # alone: an answer to a question, and no need of anything
    r"(?:non )?(?:rien|r1|ri1|nada|nothing|hicbir sey|hic|walou|walo|nic|nimic|niente|нічого|"
    r"لا شيء|والو)"
    r"(?: du tout| pour le moment| pour l'?instant| ce mois ci| at all| de rien)?[ .!]*"
)
_A_MOMENT: Final = re.compile(  # alone: when it is, whoever asked; no low mood
    r"(?:surtout |presque |oui |quasi |c'?est )*"
    r"(?:(?:tou[ts]?|tt|ts|toutes?) (?:le|les|l|la) (?:temps|tps|jours?|soirs?|nuits?|matins?|"
    r"journees?|semaines?|aprem|apres midis?)|chaque (?:jour|soir|nuit|matin|semaine|week end)|"
    r"(?:jour et nuit|nuit et jour|matin midi et soir|en permanence|h ?24|24 ?h ?/ ?24)|"
    r"every ?day|all the time|every night|all day|her gun|her gece|surekli|kol nhar|kol lila|"
    r"كل يوم|كل ليله|طول الوقت)"
    r"[ .!]*"
)
SHAME: Final = (
    r"(?:j ?'?ai|g) (?:un peu |tres |trop |tellement )?honte(?: d'?en parler| de le dire)?"
)
_ASHAMED: Final = re.compile(  # alone: somebody begins, and tells no danger yet
    rf"(?:bonjour|bjr|c'? ?est pour|enfin|voila|bon|ben|euh|[ .,…])*{SHAME}[ .!…]*"
)


def says_no_need(said: str) -> bool:
    """Tell whether a message, folded, only answers or begins: "rien", "tous les jours"."""
    answers = _NOTHING.fullmatch(said) or _A_MOMENT.fullmatch(said) or _ASHAMED.fullmatch(said)
    return bool(answers) or not any(character.isalpha() for character in said)


def cannot_be(said: str, *, problem: bool, lift: bool) -> frozenset[str]:
    """Return the intents that a message, folded, does not have, whatever the model thinks.

    Thanks, where a defect goes on: "ça va mieux mais la fuite continue", or where one is only
    announced: "finalement si, j'ai un souci"; a paper that puts people out, where they only play
    there: "les enfants jouent dehors"; a defect of one dwelling, where all of a building lacks
    it; a wish for a person, where few words tell what another does; a worry for a neighbour,
    where a lift is down and she cannot get downstairs; help with a form, where the paper is ours;
    hunger, where there are cockroaches everywhere; a yes that somebody else has said.
    """
    goes_on = problem and _BUT.search(said)
    announced = _A_MATTER.search(said) and not _SETTLED.search(said)
    courtesy = _NO_MATTER if announced else _COURTESY if goes_on else frozenset()
    worry = _A_WORRY if lift and _UP_AND_DOWN.search(said) else frozenset()
    whole = _ONE_DWELLING if _A_WHOLE_BUILDING.search(said) else frozenset()
    person = _A_PERSON if _OF_ANOTHER.fullmatch(said) else frozenset()
    paper = _A_PAPER if _OUT_THERE.search(said) or _OF_THE_RENT.match(said) else frozenset()
    help_ = _HELP if _OURS.search(said) else frozenset()
    hunger = _HUNGER if _SOME_EVERYWHERE.search(said) else frozenset()
    answer = _YES_OR_NO if _OTHERS_SAID.fullmatch(said) else frozenset()
    return courtesy | worry | whole | person | paper | help_ | hunger | answer
