"""Questions about when, and who: "c'est quand qu'il vient ?" is answered, and opens no need."""

import re

from nlu.folding import fold_word

A_SHORT_QUESTION = 12  # words
_PERSON = (
    r"(?:ils?|vous|tu|on|elle|quelqu'?un|(?:le|la|votre|un|l') ?"
    r"(?:technicien\w*|plombier\w*|chauffagiste|gardien\w*|agence|agent|personne|reponse|"
    r"monsieur))"
)
_WHEN = re.compile(
    r"^(?:(?:et|mais|bon|ok|alors|bonjour|bjr|slt|salut|svp|dsl|c bon|c'est bon|sinon)[ ,]+)*"
    r"(?:c'? ?est |ce sera |sa sera |pour )?(?:quand|kan|kand|qd)\b"
    rf"(?:$| (?:est[- ]ce|esk|qu'? ?\w+|{_PERSON}|va|vont|allez|vien\w*|pass\w+|aur\w+|ser\w+|"
    r"repon\w+))|"
    r"(?<!depuis )(?<!depui )(?<!importe )\b(?:quand|kan|kand)$|"
    r"^(?:(?:et|c'? ?est|quel|quels|sont|quoi|koi|ya|y a|il y a|combien|le|les|un) ?)*delais?"
    r"(?: (?:c'? ?est|de (?:reponse|reparation|traitement|passage)|pour (?:ca|venir|repondre)|"
    r"svp|environ|d'? ?attente|quoi|combien))*$|"
    r"^(?:(?:et|ca|sa|il) )*(?:prend|faut|met|dure) combien de (?:temps|tps|jours)$|"
    r"^(?:how long|ne kadar)$|"
    r"\bjusqu'?a? ?(?:a )?quand\b|"
    r"(?<!depuis )(?<!depui )(?<!y a )\b(?:dans |ds |d'ici )?combien (?:de |d')"
    r"(?:tps|temps|jours?|semaines?|mois) (?:ca|sa|ça|cela|il faut|faut|pour|avant|je|vous|on)\b|"
    r"^(?:and |so )?(?:when (?:will|is|are|does|do|can|am)|"
    r"how long (?:will|does|do|until|is|must))\b|"
    r"\bne zaman (?:gel|ara|cevap|yap|bit)\w*|\bne kadar sur\w*|"
    r"^متي|\bكم (?:من )?(?:الوقت|يوم)|\b(?:wa9tach|waqtach|fo9ach|fou?kach|imta|emta)\b"
)
_WHO = re.compile(
    r"^(?:(?:et|mais|bon|ok|alors|sinon)[ ,]+)*(?:c'? ?est )?qui (?:est ce qui |c'? ?est qui )?"
    r"(?:va |vont |doit )?(?:me |nous |m'|en |s'en |s')?"
    r"(?:repon\w+|ra?p+el\w+|appel\w+|occup\w+|vien\w*|venir|traite\w*)\b|"
    r"^(?:and )?who (?:will|is going to|is) (?:answer|call|com|repl)\w*|"
    r"^kim (?:cevap|ara|gelecek)\w*|^من (?:سي|راح )?(?:جيب|رد|يرد|يجيب|يتصل)\w*"
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:travaux|travau|chantiers?|relog\w+|renov\w+|demoli\w+|ravalement|rdv|rendez|apl|caf|"
    r"quittance|attestation|papiers?|documents?|factures?|charges|bail|caution|preavis|clefs?|"
    r"audience|tribunal|huissier|juge|expuls\w+|voulez|veux|works?|building site|randevu\w*|"
    r"insaat\w*|tadilat\w*|اشغال|موعد|المحكمه)\b"
)


def asks_when(text: str) -> bool:
    """Tell whether a message only asks who comes or answers, when, or how long it takes."""
    said = fold_word(text).strip(" ?!.")
    short = len(said.split()) <= A_SHORT_QUESTION
    asks = _WHEN.search(said) or _WHO.search(said)
    return short and bool(asks) and not _OF_SOMETHING_ELSE.search(said)
