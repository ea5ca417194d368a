"""Needs told in words that a model takes for others: a plan refused, a door forced, a wedding."""

import re
from typing import Final

from dialogs.answers.how_often import ONLY_HOW_OFTEN
from dialogs.danger.shut_in import BY_SOMEBODY, SHUT_IN
from dialogs.danger.wet_current import WET_BOARD
from dialogs.needs.defects_named import TOLD
from dialogs.needs.papers_named import OWN_RIB, RIB
from dialogs.needs.unpaid_wage import NO_LOSS, UNPAID_WAGE
from dialogs.needs.welcomed import NO_WEDDING, ON_THE_LEASE, WEDDING
from dialogs.needs.words_said import Words
from nlu.folding import fold_word

_COURT: Final = re.compile(
    r"\b(?:h?ui+s+ier\w*|ouissier\w*|commandement|assign\w*|expuls\w*|convo[cq]\w*|audience|"
    r"tribunal\w*)\b"
)
PLAN_REFUSED: Final = re.compile(
    r"\b(?:refus\w*|rejet\w*|pas (?:accept\w*|voulu|pris)|dit non|non accept\w*)\b.{0,35}"
    r"\b(?:plan|echeancier|etalement|delais?|mensualites?|arrangement|accord|propos\w*|"
    r"apurement|payer en)\b(?!.{0,15}\b(?:logement|appart\w*|travail|emploi|poste)\b)|"
    r"\b(?:mon |le |un |notre )?(?:plan|echeancier|etalement|arrangement|apurement)\b.{0,35}"
    r"\b(?:refus\w*|rejet\w*|pas (?:ete )?(?:accept\w*|pris|passe)|non accept\w*)\b|"
    r"\b(?:refused|rejected)\b.{0,20}\b(?:plan|payment)\b|\bplan\w*\b.{0,15}\breddet\w*"
)
_TAKEN_OFF: Final = re.compile(
    r"\b(?:enlev\w*|retir\w*|suppr\w*|caution\w*|garant\w*|remove|refus\w*)\b"
)
SUM_ASKED: Final = re.compile(
    r"(?=.*\b(?:c'? ?est (?:quoi|koi|pour quoi|pourquoi)|c (?:quoi|koi)|pourquoi|"
    r"correspond\w*|compren\w* (?:pas|rien)|expli\w*|d'? ?ou (?:ca|vient|sort))\b)"
    r"(?=.*\b(?:dois|doit|reclam\w*|demand\w*|lettres?|courriers?|facture|avis|releve)\b)"
    r"(?=.*\d\d).*\b(?:euros?|eur|€|somme|montant)|(?=.*\d\d).*€.*"
    r"\b(?:c'? ?est (?:quoi|koi)|pourquoi|c (?:quoi|koi))\b"
)
KEEPS_THE_CHILD: Final = re.compile(
    r"(?=.*\b(?:sign\w*|commenc\w*|demarr\w*|debut\w*|pris[e]?|retenue?|embauche\w*|"
    r"accepte\w*|trouve (?:un|du))\b)(?=.*\b(?:chantiers?|ecole|formation|contrat|"
    r"travail\w*|"
    r"boulot|taf+|poste|mission|job|stage|cdd|cdi)\b)"
    r".*\b(?:gard(?:e|er|ent)|nounou|nourrice|creche|assmat|baby[- ]?sit\w*|"
    r"(?:personne|qui|comment faire) (?:pour|va|avec) (?:le petit|la petite|mon|ma|mes|"
    r"les enfants))\b"
)
_BY_WHOM: Final = (
    r"(?:police|policiers?|flics?|gendarm\w*|raid|bac|pompiers?|perquisition\w*|cambriol\w*|"
    r"voleurs?|samu)"
)
_SMASHED: Final = r"(?:defonc\w*|enfonc\w*|fracass\w*|fractur\w*)"
_BROKEN: Final = rf"(?:{_SMASHED}|explos\w*|cass\w*|forc\w*|eclat\w*|ouvert\w* de force|pete\w*)"
_DOOR: Final = r"(?:portes?|serrures?)"
DOOR_FORCED: Final = re.compile(
    rf"\b{_DOOR}\b.{{0,40}}\b{_BROKEN}\b.{{0,40}}\b{_BY_WHOM}\b|"
    rf"\b{_BY_WHOM}\b.{{0,40}}\b{_BROKEN}\b.{{0,20}}\b{_DOOR}\b|"
    rf"\b{_DOOR}\b.{{0,25}}\b{_SMASHED}\b|\b{_SMASHED}\b.{{0,12}}\b{_DOOR}\b|"
    r"\bpolice\b.{0,20}\b(?:broke|smashed|kicked)\b.{0,15}\bdoor\b|"
    r"\bpolis\b.{0,15}\bkapi\w*.{0,10}\bkir\w*|(?:الشرطه|البوليس).{0,20}(?:كسر\w*|"
    r"هرس\w*).{0,10}باب"
)
RENT_IS_FINE: Final = re.compile(
    r"\b(?:loyers?|paiements?)\b.{0,12}\b(?:ca va|sa va|tout va|c'? ?est (?:bon|ok|regle|"
    r"a jour)|a jour|pas de (?:souci|probleme)|ok|est paye\w*|deja paye\w*)\b|"
    r"\b(?:pas|aucun) (?:de )?(?:souci|probleme)s? (?:de|avec le|pour le) loyer|"
    r"\bi(?:'? ?m| am) up to date\b"
)
BUT_NOT: Final = re.compile(
    r"\b(?:mais|plus|pas paye\w*|pas pu|retard|dois|devoir|va pas|coup\w*|dette\w*|difficil\w*)\b"
)
NO_ARREARS: Final = re.compile(
    r"\b(?:pas|aucun|jamais|sans|zero|ni)(?: \w+){0,2}? (?:de |en |d')?retards?\b"
    r"(?! (?:au|a|pour|de dossier|de travaux|chez|dans|sur)\b)|"
    r"\b(?:suis|est|sommes|jsuis) a jour\b|\ba jour (?:de |du |dans |avec )(?:mes |mon |le |les )?"
    r"loyers?\b|\btoujours paye\w* (?:mon|le|mes|notre|nos) loyers?\b|\b(?:no|never in) arrears\b"
)
HARD_TO_PAY: Final = re.compile(
    r"\b(?:difficil\w*|dur|galer\w*|pas pouvoir|pas pu|plus paye\w*|"
    r"(?:peu[xt]?|pourr\w*|arriv\w*) (?:pas|plus))\b"
)
NOT_NEXT_TIME: Final = re.compile(
    r"\b(?:vais|vai|va|jvais|pourrai\w*|risque\w*) (?:surement |peut ?-?etre )?(?:de )?"
    r"(?:pas|plus|pa|ne pas) (?:pouvoir |pouvoi |reussir a |arriver a )?(?:vous )?"
    r"(?:pay\w*|regl\w*)\b.{0,15}"
    r"\b(?:loyers?|loye|mois|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|"
    r"octobre|novembre|decembre)\b|"
    r"\b(?:will not|won'?t|can'?t) (?:be able to )?pay (?:the |my )?(?:next )?rent\b"
)
OTHER_BILL: Final = re.compile(
    r"\b(?:edf|engie|electricite|gaz|eau|facture\w*|internet|credit\w*|cantine|assurance\w*|"
    r"impots?|caution|depot)\b"
)
OUR_DATA: Final = re.compile(
    r"\b(?:quoi|koi|ou|qui|ki|gard\w*|serv\w*|serve|utilis\w*|vend\w*|stock\w*|what)\b.{0,30}"
    r"\b(?:mes|nos|my) (?:donn?ee?s?|data|infos? perso\w*|informations? perso\w*)\b|"
    r"\b(?:mes|nos|my) (?:donn?ee?s?|data)\b.{0,20}\b(?:vous (?:en )?faites? quoi|servent|"
    r"vont ou|gard\w*|vend\w*)\b"
)
_SOMEBODY: Final = (
    r"(?:quelqu'? ?uns?|qqun|qqn|qq1|kelkun|kelk1|quelquun|(?:des |une? )?(?:vraie?s? )?"
    r"(?:humaine?s?|personnes?|gens|conseill\w*))"
)
SOMEBODY_REAL: Final = re.compile(
    rf"\b{_SOMEBODY} (?:de |d'? ?)?(?:reel\w*|vrai\w*|vivante?s?|humaine?s?|en chair)\b|"
    rf"^(?:(?:bonjour|salut|est ce qu'? ?(?:il)?|allo|alo)[ ,]+)*(?:y ?'? ?a|ya|il y a)"
    rf"(?: t[- ]?il)? {_SOMEBODY}(?: ici)? ?\?+$|"
    r"\bis (?:anyone|anybody|somebody) (?:real|there|here)\b"
)
_WHAT_FOR: Final = (  # alone: who says nothing else has lost heart
    r"(?:(?:bof|ben|bah|pff+|de toute facon|enfin|mais|et puis|oh)[ ,.]+)*"
    r"a quoi (?:bon|ca sert|sa sert)"
    r"(?: (?:tout (?:ca|sa)|de (?:continuer|se battre|parler|demander)|continuer|vivre))?[ .!?]*"
)
CUT_ANNOUNCED: Final = re.compile(
    r"\b(?:courriers?|lettres?|avis|mail|sms|papier|recu|previen\w*|annonc\w*|menac\w*)\b.{0,25}"
    r"\bcoupures?\b|\bcoupures?\b.{0,20}\b(?:annonc\w*|prevue?|pour le|le \d+)"
)
_HOME_REFUSED: Final = re.compile(
    r"\b(?:refus\w*|rejet\w*|pas (?:eu|obtenu)|donne a (?:un|quelqu))\b.{0,25}"
    r"\b(?:logement|appart\w*|maison|f\d|t\d|candidature|demande de logement)\b"
)
_DEBIT: Final = re.compile(
    r"\b(?:pay\w*|regl\w*|passer|mettre|mensualis\w*)\b.{0,20}\bprelev\w*|"
    r"\bprelev\w* (?:automatique|bancaire|mensuel)\b"
)
_DEAR: Final = re.compile(r"\bloyers?\b.{0,15}\btrop (?:chers?|eleves?|hauts?)\b|\brent is too\b")
_MOVES: Final = re.compile(
    r"\b(?:demenag\w*|chang\w*|plus petit|moins cher|autre (?:logement|appart\w*)|mut\w+|hlm)\b"
)
_WHERE_TO_BEGIN: Final = re.compile(
    r"^(?:\w+ ){0,6}par (?:ou|quoi) (?:je )?commenc\w+(?: \w+){0,3}[ .!?]*$"
)
_SHARED: Final = re.compile(
    r"\b(?:palier|hall|caves?|commune?s?|couloir|cage|sous ?-?sol|entree)\b"
)
_WET_BOARD_SHARED: Final = re.compile(rf"(?=.*{_SHARED.pattern})(?=.*{WET_BOARD.pattern})")
_FILTH: Final = re.compile(  # to be cleaned, whoever left it there
    rf"\b(?:merdes?|crottes?|pisse|urine|vomi|caca)\b.*(?:{_SHARED.pattern}|\bl'? ?escaliers?\b)"
)
_WHO_PAYS: Final = re.compile(  # a question about a repair, and no rent that is late
    r"\bqui (?:doit |va |est ce qui |c'? ?est qui )*(?:pay\w+|paie|prend en charge)\b|"
    r"\bc'? ?est (?:a )?(?:moi|vous) (?:ou (?:a )?(?:vous|moi) )?"
    r"(?:qui|de) (?:pay\w+|paie|doi[st])"
)
_REPAIR: Final = re.compile(
    r"\b(?:repar\w*|robinets?|serrures?|chaudiere|volets?|joints?|vitres?|plombier)\b"
)
_WHO_PAYS_A_REPAIR: Final = re.compile(f"(?=.*{_WHO_PAYS.pattern})(?=.*{_REPAIR.pattern})")
_KEYS: Final = re.compile(r"\b(?:cles?|clefs?)\b")
_AT_THE_AGENCY: Final = re.compile(
    r"\b(?:convoqu\w*|convocation)\b.*\b(?:agence|bureaux?|conseill\w+|chez vous|votre)\b"
)
MAY_STAY: Final = re.compile(
    r"(?:est ce que |et |alors )*(?:je|j|on|nous) (?:peux|peut|pouvons|pourrai|pourrais) "
    r"(?:y )?(?:rester|garder l'? ?appart\w*)\b"
)
MORE_WORDS: Final = (
    Words(  # a bill that is not the rent, and no day to begin to work
        said=CUT_ANNOUNCED,
        unless=re.compile(r"\b(?:ascenseur|pub|travaux|chauffage|loyer)\b"),
        untold=frozenset({"arrears", "job_search", "rent_bill"}),
        told="overdebt_bills",
    ),
    Words(
        said=_HOME_REFUSED,
        unless=re.compile(r"\b(?:plan|caf|apl|fsl|aide|cheque|pret|echeancier)\b"),
        untold=frozenset({"benefits", "account_check", "rent_bill"}),
        told="rehousing_request",
    ),
    Words(  # how the rent is paid, and not that it is late
        said=_DEBIT,
        unless=BUT_NOT,
        untold=frozenset({"arrears"}),
        told="rent_bill_question",
    ),
    Words(said=_DEAR, unless=_MOVES, untold=frozenset({"rehousing"}), told="declare_arrears"),
    Words(said=re.compile(rf"^{_WHAT_FOR}$"), told="mental_distress"),
    Words(  # nobody who does not know where to begin looks for work by that
        said=_WHERE_TO_BEGIN,
        untold=frozenset({"job_search", "worksite_school", "placement", "barrier"}),
    ),
    Words(  # a meter that is wet, and no bill
        said=WET_BOARD,
        unless=_SHARED,
        untold=frozenset({"debt", "rent_bill"}),
        told="home_repair",
    ),
    Words(
        said=_WET_BOARD_SHARED,
        untold=frozenset({"debt", "rent_bill"}),
        told="common_area_fault",
    ),
    Words(  # a door of the shared parts that lets nobody out
        said=SHUT_IN,
        unless=re.compile(rf"{BY_SOMEBODY.pattern}|\b(?:bain|sdb|chambre|toilettes?|wc|balcon)\b"),
        told="common_area_fault",
    ),
    Words(  # how often it is: an answer, whatever was asked
        said=ONLY_HOW_OFTEN,
        untold=frozenset({"distress", "health", "callback", "appointment", "job_search"}),
    ),
    Words(
        said=RENT_IS_FINE,
        unless=BUT_NOT,
        untold=frozenset({"arrears", "rent_bill", "payment_done"}),
    ),
    Words(  # a sum that somebody asks to have explained: no first word of a debt
        said=SUM_ASKED,
        unless=re.compile(
            rf"{_COURT.pattern}|"
            r"\b(?:peu[xt]? (?:pas|plus)|arriv\w* (?:pas|plus)|perdu|edf|engie|eau|credit\w*|caf|"
            r"apl)\b"
        ),
        untold=frozenset({"arrears", "legal_paper", "payment_done"}),
        told="rent_bill_question",
    ),
    Words(  # whose offer was refused comes back with it
        said=PLAN_REFUSED,
        untold=frozenset({"legal_paper", "rent_bill", "payment_done", "appointment"}),
        told="ask_repayment_plan",
    ),
    Words(  # a dwelling that no longer closes
        said=DOOR_FORCED,
        unless=re.compile(r"\b(?:hall|immeuble|cave|garage|boites?|local|commune|entree de l)\b"),
        untold=frozenset({"common_area", "antisocial", "neighbour", "callback"}),
        told="home_repair",
        first="home_repair.secure_today",
    ),
    Words(  # who has signed looks for nobody to hire them: somebody to keep the child
        said=KEEPS_THE_CHILD,
        unless=re.compile(r"\b(?:gardien\w*|cherche (?:du|un) (?:travail|boulot|emploi))\b"),
        untold=frozenset({"job_search", "worksite_school", "placement", "job_loss"}),
        told="barrier_to_work",
    ),
    Words(  # "je dois 3 mois" is of the rent, whatever else lasts three months
        said=re.compile(
            r"^(?:(?:bonjour|oui|non|en fait|voila|bah|ben|et)[ ,]+)*"
            r"(?:je|j|on|nous) (?:vous )?(?:doi[st]?|devons) (?:encore |environ |a peu pres )?"
            r"(?:\d{1,2}|un|deux|trois|quatre|cinq|six|plusieurs|quelques) (?:mois|moi|loyers?)"
            r"(?: (?:de )?(?:loyers?|retard))?[ .!]*$|^i owe (?:\d|two|three|four) months?\b"
        ),
        untold=frozenset({"household_change", "rent_bill"}),
        told="declare_arrears",
    ),
    Words(  # a job interview is why an appointment does not do
        said=re.compile(
            r"(?=.*\b(?:rdv|rendez ?-?vous|appointment|randevu\w*)\b)"
            r"(?=.*\b(?:entretien|embauche|essai|travail\w*|boulot|bosse\w*|job|interview|"
            r"formation|stage|france travail|pole emploi|mulakat\w*)\b)"
            r".*\b(?:(?:peu[xt]?|pourra\w*|serai|suis) (?:pas|plus|pa)|decal\w*|report\w*|"
            r"deplac\w*|"
            r"chang\w*|annul\w*|autre jour|empeche\w*|can'?t|cannot|move)\b"
        ),
        unless=re.compile(r"\b(?:cherche|aidez[- ]moi a trouver|je voudrais travailler)\b"),
        untold=frozenset({"job_search", "worksite_school", "placement", "job_loss"}),
        told="manage_appointment",
    ),
    Words(  # to pay by transfer, somebody asks for our bank details: no rent is late
        said=RIB,
        unless=OWN_RIB,
        untold=frozenset({"arrears", "rent_bill", "payment_done", "admin_help"}),
        told="ask_document",
    ),
    Words(said=UNPAID_WAGE, unless=NO_LOSS, untold=frozenset({"job_loss", "job_search"})),
    Words(  # the rent of a month to come: who warns in time is a debtor of no month
        said=NOT_NEXT_TIME,
        unless=OTHER_BILL,
        told="declare_arrears",
    ),
    Words(said=TOLD, told="home_repair"),
    Words(said=OUR_DATA, told="privacy_request"),
    Words(said=SOMEBODY_REAL, told="ask_human"),
    Words(said=WEDDING, unless=NO_WEDDING, told="household_change"),
    Words(
        said=ON_THE_LEASE,
        unless=_TAKEN_OFF,
        untold=frozenset({"document", "admin_help", "identify"}),
        told="household_change",
    ),
    Words(
        said=_WHO_PAYS_A_REPAIR,
        untold=frozenset({"arrears", "rent_bill"}),
        told="home_repair",
    ),
    Words(said=_KEYS, unless=_COURT, untold=frozenset({"legal_paper"})),
    Words(
        said=_AT_THE_AGENCY,
        unless=re.compile(r"\b(?:tribunal\w*|h?ui+s+ier\w*|juge|audience|expuls\w*)\b"),
        untold=frozenset({"legal_paper"}),
        told="manage_appointment",
    ),
    Words(said=_FILTH, untold=frozenset({"antisocial"}), told="common_area_fault"),
    Words(  # "je peux rester ?", asked beside a death or a separation: no rent is late
        said=MAY_STAY,
        untold=frozenset({"arrears", "rent_bill", "appointment", "callback"}),
    ),
)  # fmt: skip


def rent_is_fine(text: str) -> str | None:
    """Return that the rent is paid, where words say so and nothing against it.

    >>> rent_is_fine("le loyer ça va pour l'instant"), rent_is_fine("le loyer ça va plus")
    ('ok', None)
    >>> rent_is_fine("mon CDD est fini, mais pas de retard")
    'ok'
    """
    said = fold_word(text)
    if NO_ARREARS.search(said) and not HARD_TO_PAY.search(said):
        return "ok"
    return "ok" if RENT_IS_FINE.search(said) and not BUT_NOT.search(said) else None
