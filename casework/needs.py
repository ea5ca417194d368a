"""The closed list of needs: what a household can be going through."""

from enum import StrEnum


class Need(StrEnum):
    """A need of a case; the codes are those of the trade's routing matrix."""

    ARREARS = "ARREARS"
    ARREARS_LEGAL = "ARREARS_LEGAL"
    RENT_ACCOUNT = "RENT_ACCOUNT"
    BENEFITS = "BENEFITS"
    DEBT = "DEBT"
    FOOD = "FOOD"
    EMPLOYMENT_LOSS = "EMPLOYMENT_LOSS"
    EMPLOYMENT_SEEK = "EMPLOYMENT_SEEK"
    WORKSITE_SCHOOL = "WORKSITE_SCHOOL"
    BARRIER = "BARRIER"
    PLACEMENT = "PLACEMENT"
    HEALTH = "HEALTH"
    MENTAL = "MENTAL"
    ADDICTION = "ADDICTION"
    AUTONOMY = "AUTONOMY"
    FAMILY = "FAMILY"
    VIOLENCE = "VIOLENCE"
    SUICIDE = "SUICIDE"
    CHILD = "CHILD"
    MEDICAL = "MEDICAL"
    FIRE = "FIRE"
    GAS = "GAS"
    ASSAULT = "ASSAULT"
    SAFEGUARD = "SAFEGUARD"
    NEIGHBOUR = "NEIGHBOUR"
    ASB = "ASB"
    REPAIR = "REPAIR"
    COMMON_AREA = "COMMON_AREA"
    HYGIENE = "HYGIENE"
    REHOUSING = "REHOUSING"
    SITE = "SITE"
    ADMIN = "ADMIN"


SAFETY = frozenset(
    {
        Need.VIOLENCE,
        Need.SUICIDE,
        Need.CHILD,
        Need.MEDICAL,
        Need.FIRE,
        Need.GAS,
        Need.ASSAULT,
    }
)
GRAVE = frozenset({Need.VIOLENCE, Need.SUICIDE, Need.CHILD})  # only a few may read them at all
RESTRICTED = GRAVE | {
    Need.HEALTH,
    Need.MENTAL,
    Need.ADDICTION,
    Need.AUTONOMY,
    Need.MEDICAL,
    Need.ASSAULT,
    Need.SAFEGUARD,
    Need.FAMILY,
}
TECHNICAL = frozenset({Need.REPAIR, Need.COMMON_AREA, Need.HYGIENE})
WORK = frozenset({Need.EMPLOYMENT_SEEK, Need.WORKSITE_SCHOOL, Need.BARRIER, Need.PLACEMENT})
MONEY = frozenset(
    {Need.ARREARS, Need.ARREARS_LEGAL, Need.RENT_ACCOUNT, Need.BENEFITS, Need.DEBT, Need.FOOD}
)
REFERRED_AT_ONCE = GRAVE | {Need.MENTAL, Need.FOOD}  # no first-level attempt is asked for before

PUBLICS = {  # the publics of data·inclusion that a need makes likely
    Need.EMPLOYMENT_LOSS: frozenset({"demandeurs-demploi"}),
    Need.EMPLOYMENT_SEEK: frozenset({"demandeurs-demploi"}),
    Need.WORKSITE_SCHOOL: frozenset({"demandeurs-demploi"}),
    Need.PLACEMENT: frozenset({"demandeurs-demploi"}),
    Need.BARRIER: frozenset({"demandeurs-demploi", "familles"}),
    Need.CHILD: frozenset({"familles"}),
    Need.VIOLENCE: frozenset({"femmes"}),
    Need.AUTONOMY: frozenset({"seniors", "personnes-en-situation-de-handicap"}),
    Need.SAFEGUARD: frozenset({"seniors"}),
}

_RENT = (
    "logement-hebergement--reduire-les-impayes-de-loyer",
    "logement-hebergement--se-maintenir-dans-le-logement",
    "difficultes-financieres--acquerir-une-autonomie-budgetaire",
)
_RIGHTS = (
    "difficultes-administratives-ou-juridiques--accompagnement-pour-lacces-aux-droits",
    "difficultes-financieres--prevenir-une-degradation-de-la-situation-financiere",
)
_JOBS = (
    "trouver-un-emploi--repondre-a-des-offres-demploi",
    "choisir-un-metier--connaitre-les-opportunites-demploi",
    "preparer-sa-candidature--realiser-un-cv-et-ou-une-lettre-de-motivation",
)
_FAMILY = (
    "famille--surmonter-conflits-separation-violence",
    "logement-hebergement--rechercher-une-solution-dhebergement-temporaire",
)
_MOVING = (
    "logement-hebergement--changer-de-logement",
    "logement-hebergement--sinformer-sur-les-demarches-liees-a-lacces-au-logement",
)
THEMATICS: dict[Need, tuple[str, ...]] = {  # data·inclusion, version 1
    Need.ARREARS: _RENT,
    Need.ARREARS_LEGAL: _RENT,
    Need.RENT_ACCOUNT: _RIGHTS,
    Need.BENEFITS: _RIGHTS,
    Need.DEBT: (
        "difficultes-financieres--situation-dendettement-surendettement",
        "difficultes-financieres--ameliorer-sa-gestion-budgetaire",
    ),
    Need.FOOD: ("equipement-et-alimentation--alimentation",),
    Need.EMPLOYMENT_LOSS: _JOBS,
    Need.EMPLOYMENT_SEEK: _JOBS,
    Need.WORKSITE_SCHOOL: (
        "choisir-un-metier--decouvrir-un-metier-ou-un-secteur-dactivite",
        "se-former--trouver-sa-formation",
        "remobilisation--bien-etre-confiance-en-soi",
    ),
    Need.PLACEMENT: ("trouver-un-emploi--maintien-dans-lemploi",),
    Need.BARRIER: (
        "famille--garde-denfants",
        "mobilite--preparer-un-permis",
        "mobilite--etre-accompagne-dans-son-parcours-mobilite",
        "lecture-ecriture-calcul--maitriser-le-francais",
        "numerique--maitriser-les-fondamentaux-du-numerique",
    ),
    Need.HEALTH: ("sante--acces-aux-soins",),
    Need.MENTAL: ("sante--sante-mentale", "remobilisation--lien-social"),
    Need.ADDICTION: ("sante--addictions",),
    Need.AUTONOMY: (
        "sante--constituer-un-dossier-mdph-invalidite",
        "famille--prise-en-charge-personne-dependante",
        "equipement-et-alimentation--aide-menagere",
    ),
    Need.FAMILY: _FAMILY,
    Need.VIOLENCE: _FAMILY,
    Need.CHILD: ("famille--soutien-a-la-parentalite-et-a-leducation",),
    Need.SAFEGUARD: ("remobilisation--lien-social", "famille--soutien-aidants"),
    Need.NEIGHBOUR: ("remobilisation--lien-social",),
    Need.REHOUSING: _MOVING,
    Need.SITE: _MOVING,
    Need.ADMIN: (
        "difficultes-administratives-ou-juridiques--accompagnement-aux-demarches-administratives",
        "numerique--acceder-a-des-services-en-ligne",
    ),
}
