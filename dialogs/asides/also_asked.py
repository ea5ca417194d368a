"""Questions with a short true answer, whatever is being told: "et mes voisins ?", "le FSL ?"."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from dialogs.asides.menu import A_PERSON
from dialogs.effects import AddToCase, Choice, HandOver, Say
from dialogs.open_case.after_sending import forms_sent
from dialogs.scene import Scene, Turn, find_entity
from dialogs.telling import asking, wanted
from dialogs.telling.report import repeat_question
from nlu.folding import fold_word

A_QUESTION = 18  # words
A_STORY = 40
A_HOME = (Choice("choose.form=rehousing", "rehousing.label"), *A_PERSON)


def _anywhere(scene: Scene) -> bool:
    del scene
    return True


def _in_mourning(scene: Scene) -> bool:
    told = scene.conversation.topic_of("household_change")
    dead = told is not None and told.answers.get("change") == "death"
    return dead or "household_change.death" in scene.sent


def _called_to_court(scene: Scene) -> bool:
    told = scene.conversation.topic_of("legal_paper") is not None
    return told or "legal_paper" in forms_sent(scene)


def _said_of_others(scene: Scene) -> bool:
    forms = {topic.form for topic in scene.conversation.topics} | {*forms_sent(scene)}
    return bool(forms & {"neighbour", "antisocial", "worry"})


def _said_of_work_to_do(scene: Scene) -> bool:
    forms = {topic.form for topic in scene.conversation.topics} | {*forms_sent(scene)}
    return bool(forms & {"home_repair", "common_area", "home_adaptation"})


def _said_of_work_to_get(scene: Scene) -> bool:
    forms = {topic.form for topic in scene.conversation.topics} | {*forms_sent(scene)}
    named = re.search(r"\b(?:chantiers?|ecole|formation|poste|offre|job)\b", scene.heard.text)
    return bool(named or forms & {"worksite_school", "job_search", "job_loss", "barrier"})


def _under_way(scene: Scene) -> bool:
    return bool(scene.conversation.topics or scene.known.open_cases)


@dataclass(frozen=True, slots=True)
class Known:
    """A question, the answer, where it is meant so, and who helps further."""

    asked: re.Pattern[str]
    say: str
    meant: Callable[[Scene], bool] = _anywhere
    choices: tuple[Choice, ...] = A_PERSON
    words: int = A_QUESTION  # of a message that may ask it
    to_a_person: bool = False  # the open case asks for a person


_STAY = (
    r"\b(?:rester|garder|demeurer|stay|keep|kal\w*)\b.{0,30}\b(?:appart\w*|logement|maison|bail|"
    r"ici|"
    r"chez|flat|home|house|ev\w*)\b|(?:البقاء|ابقي|نبقي).{0,20}(?:البيت|الشقه|المنزل|السكن)"
)
_LOST = (
    r"\b(?:(?:sais|sai|c|ses) (?:pas|plus|pa) (?:quoi|koi|kwa|par ou|comment) "
    r"(?:faire|commencer|fair)|(?:faire|fait) quoi maintenant|(?:what|not know what) "
    r"(?:to|do i|should i) do|ne yapacagimi bilmiyorum|ne yapmaliyim)\b|"
    r"لا اعرف ماذا افعل|ماذا افعل"
)
_WISHES = (
    r"(?:voul\w+|veu[xt]|voudrai\w*|aimerai\w*|souhait\w*|fai(?:re|tes|t)|prendre|prevoir|"
    r"quand|demand\w*|avoir|besoin|fixer|organis\w*|pour|comment|date|rdv|rendez ?-?vous)"
)
_WHICH_PAPERS = (
    r"\b(?:(?:il )?faut|besoin|fau|dois|ramene\w*|fourni\w*|donne\w*|apporte\w*|"
    r"prepar\w*)\b.{0,12}"
    r"\b(?:quoi|koi|quels?|quelles?|des)\b.{0,14}\b(?:papiers?|documents?|pieces?|"
    r"justificatifs?)\b|"
    r"\b(?:quels?|quelles?) (?:papiers?|documents?|pieces?|justificatifs?)\b|"
    r"\b(?:what|which) (?:papers?|documents?)\b|\bhangi (?:belge|evrak|kagit)\w*|(?:ما|"
    r"اي) (?:هي )?"
    r"(?:ال)?(?:اوراق|وثائق)"
)
_MUST_I_COME = (
    r"\b(?:je|j|on|faut|il faut|dois(?:-| )je) ?(?:dois?|doit|que j'y|que je)? ?(?:y )?"
    r"(?:venir|aller|vien\w*(?! (?:juste )?d(?:e|'))|aille|etre present\w*|me presenter)\b|"
    r"\b(?:must|should|do) i (?:have to )?(?:come|go|attend)\b|"
    r"\bgelmem (?:lazim|gerek)\w*|هل (?:يجب|علي)"
)
ANSWERS = (
    Known(
        re.compile(
            r"\b(?:direz|dites|dire|donne\w*|savoir|saura|verra)\b.{0,25}"
            r"\b(?:mon nom|que c'? ?est moi|qui (?:a|s'est) (?:plaint|signal\w*))\b"
        ),
        "neighbour.name_kept",
        meant=_said_of_others,
        choices=(),
    ),
    Known(re.compile(_STAY), "mourning.stay", _in_mourning, to_a_person=True),
    Known(re.compile(_LOST), "mourning.first_steps", _in_mourning, to_a_person=True),
    Known(re.compile(_MUST_I_COME), "court.come", _called_to_court, choices=()),
    Known(
        re.compile(
            r"\b(?:combien|cmb|cb) (?:ca|sa|cela|la reparation)? ?(?:me |nous |va )*"
            r"(?:cout\w*|coute\w*)|\b(?:c'? ?est|ce sera) (?:payant|gratuit)\b|"
            r"\b(?:qui|c'? ?est (?:moi|nous) qui) (?:va |dois |doit )?pa(?:ye|ie)\w*\b|"
            r"\bhow much (?:does|will) it cost\b|\bne kadar tutar\b|\bucretli mi\b|"
            r"كم (?:يكلف|التكلفه)"
        ),
        "cost.of_repair",
        _said_of_work_to_do,
        choices=(),
    ),
    Known(
        re.compile(
            r"\b(?:pay\w*|paie|remuner\w*|indemnis\w*|gagne\w*|touche\w*)\b.{0,12}\bcombien\b|"
            r"\bcombien\b.{0,25}\b(?:paye\w*|remuner\w*|gagne\w*|touche\w*|salaire)\b|"
            r"\b(?:c'? ?est|c|on est|je serai|ce sera) (?:bien )?(?:paye\w*|remuner\w*|"
            r"indemnis\w*)\b|"
            r"\b(?:quel|le) (?:est le )?salaire\b|\bhow much\b.{0,20}\b(?:paid|pay|salary)\b|"
            r"\b(?:maas|ucret)\w*\b.{0,12}\bne kadar\b|\bne kadar\b.{0,12}\b(?:maas|ucret)\w*"
        ),
        "school.pay",
        _said_of_work_to_get,
    ),
    Known(
        re.compile(_WHICH_PAPERS),
        "papers.none_for_repair",
        _said_of_work_to_do,
        choices=(),
    ),
    Known(re.compile(_WHICH_PAPERS), "papers.said_later", _under_way, choices=()),
    Known(
        re.compile(
            r"\b(?:c'? ?est quoi|c koi|c quoi|c'? ?est koi|a quoi (?:sert|ca sert)|what is|nedir) "
            r"(?:que |deja )*(?:ce |le |les |l'|ces )?(?:numeros? )?"
            r"(?:15|17|18|112|114|115|119|3114|3919)\b(?! ?(?:euros?|€))"
        ),
        "numbers.what",
        choices=(),
    ),
    Known(
        re.compile(
            r"\b(?:pay\w*|regl\w*)\b.{0,25}\b(?:en (?:une|1) (?:seule )?fois|d'un (?:seul )?coup|"
            r"tout de suite)|\bpay\b.{0,20}\b(?:at once|in one go)\b|"
            r"\b(?:tek seferde|hepsini birden)\b.{0,20}\bode\w*|دفعه واحده"
        ),
        "pay.in_parts",
        choices=(Choice("choose.form=arrears", "menu.rent"), *A_PERSON),
    ),
    Known(
        re.compile(r"^(?:et )?(?:mes |les )?voisins? ?$|^(?:and )?(?:my )?neighbou?rs ?$|"
                   r"^(?:peki )?komsularim ?$|^و ?جيراني ?$"),
        "why.who_reads",
        _under_way,
        choices=(),
    ),
    Known(
        re.compile(r"^(?:ah |et |oui |bonjour )*(?:j'? ?ai|jai|g|i have|bende) "
                   r"(?:des |les |une? |mes )?(?:photos?|videos?|pictures?|foto\w*)"
                   r"(?: [^\W_]+){0,2}$"),
        "pictures.send_here",
        choices=(),
    ),
    Known(
        re.compile(r"\b(?:les|le|la|l') ?(?:mettre|foutre|jeter|virer|expulser)"
                   r"(?= ?dehors| ?a la rue)?(?=.*\?)"),
        "put_out.others",
        choices=A_PERSON,
    ),
    Known(
        re.compile(
            r"\b(?:je peux|puis je|on peut|ai je le droit|j'? ?ai le droit|can i|may i)\b.{0,20}"
            r"\b(?:repein\w*|peindre|tapisser|paint|percer|accrocher)\b"
        ),
        "at_home.paint",
    ),
    Known(
        re.compile(
            r"\b(?:(?:le )?droit|je peux|puis je|on peut|accepte\w*|interdit\w*|allowed|can i)\b"
            r".{0,25}\b(?:chiens?|chats?|animal|animaux|dogs?|cats?|pets?)\b"
        ),
        "at_home.pets",
    ),
    Known(
        re.compile(
            r"\b(?:pris|prend|prennent|vole|occupe\w*|squatt\w*|gare\w*)\b.{0,15}"
            r"\b(?:ma|notre) place\b(?:.{0,10}\b(?:parking|garage)\b)?"
        ),
        "parking.taken",
    ),
    Known(
        re.compile(
            r"\b(?:avoir|louer|demander|obtenir|reste|dispo\w*|libre|cherche|voudrais|veux|rent|"
            r"get)\b"
            r".{0,20}\b(?:places? de (?:parking|stationnement)|parking|garage|box|park yeri)\b"
            r"|\bpark yeri\b.{0,20}\b(?:var|kirala\w*)|موقف (?:سياره|سيارات)"
        ),
        "parking.rent",
    ),
    Known(
        re.compile(
            r"\b(?:rendre|rends|restituer) (?:(?:mon|le|l'|cet?|notre) ?)?"
            r"(?:appart\w*|logement|logt|bail|maison)\b|\bpreavis\b|"
            r"\b(?:donn\w+|poser) (?:mon |notre )?conge\b|\bresili\w+ (?:mon |le |notre )?bail\b|"
            r"\bgiv(?:e|ing) (?:my )?notice\b|\bend my (?:lease|tenancy)\b|"
            r"\bevi (?:bosalt\w*|birak\w*)|\bkira sozlesmesini (?:bitir|feshet)\w*|"
            r"(?:انهاء|فسخ) (?:عقد )?(?:الايجار|الكراء)|نرجع الدار|"
            r"^(?!.*\b(?:vacances|voyage|week|hopital|bled|stage|travail\w*|chantier)\b)"
            r"(?:bonjour[ ,]+)?(?:je|j|on|nous) (?:vais |allons |va |dois )?"
            r"(?:quitt\w*|demenag\w*|part(?:ir|s|ons)?|pars?)"
            r"(?: (?:de )?(?:le |l'|mon |notre |cet? )?(?:logement|appart\w*|maison|[ft]\d))?"
            r" (?:le \d|pour le \d|(?:fin|debut|mi|en|courant|au mois de)[ -]"
            r"(?:janv\w*|fev\w*|mars|avril|mai|juin|juil\w*|aout|sept\w*|oct\w*|nov\w*|dec\w*|"
            r"du mois|d'? ?annee|le mois))|"
            r"\bhow (?:much|long|many)\b.{0,25}\bnotice\b|\bnotice period\b"
        ),
        "leaving.in_writing",
        words=A_STORY,
    ),
    Known(
        re.compile(
            rf"\b{_WISHES}.{{0,25}}\b(?:(?:pre[- ]?)?etats? des lieux|edl)\b|"
            r"^(?:(?:bonjour|et|pour|un|l'|le|mon) ?)*(?:pre[- ]?)?(?:etats? des lieux|edl)"
            r"(?: (?:de )?(?:sortie|entree))?$|"
            r"\b(?:move-? ?out|check-? ?out) (?:inspection|inventory)\b"
        ),
        "leaving.inventory",
        words=A_STORY,
    ),
    Known(
        re.compile(
            r"\benquetes? (?:de |d'|du |des |sur (?:les |l'|le )?)?(?:votre |mes )?"
            r"(?:ocal|ops|occupation|sls|ressources?|sociale?|revenus?|parc|annuelle)\b|\bocal\b|"
            r"\b(?:questionnaire|formulaire|papier|courrier|lettre|dossier|recu|repon\w+|"
            r"rempli\w*)"
            r" (?:(?:de|d'|du|le|la|l'|a|au|un|une|pour|votre|ce|cette) ?){0,3}"
            r"(?:sls|enquete|occupation du (?:parc|logement))\b|"
            r"\bsls\b.{0,20}\b(?:compren\w*|rempli\w*|repon\w*|envoy\w*)|"
            r"\b(?:quoi|signifie|veut dire) (?:que )?(?:un |le |la |du |ce )?sls\b"
        ),
        "survey.answer_it",
        words=A_STORY,
    ),
    Known(
        re.compile(
            r"^(?!.*\b(?:logement|appart\w*|preavis|demenag\w*|bail|definitiv\w*)\b).*"
            r"\b(?:absente?s?|voyage|vacances|semaines?|away|travel\w*|tatil\w*)\b.{0,40}"
            r"\b(?:preven\w*|signal\w*|dire|declar\w*|avert\w*|tell|inform|haber)\b"
        ),
        "absence.nothing_to_declare",
    ),
    Known(re.compile(r"\bstages? (?:de )?(?:3 ?e(?:me)?|troisieme|seconde|2nde|observation)\b|"
                     r"\bstage d'? ?observation\b"), "stage.a_person"),
    Known(re.compile(r"\b(?:loca ?-? ?pass|locapass|action logement)\b"), "aid.loca_pass"),
    Known(
        re.compile(r"^(?:(?:et|c'? ?est|c|quoi|koi|le|la|du|pour|un|est ce que|qu'? ?est ce que|"
                   r"comment|marche|avoir|demander|what|is|the|nedir|ya|ca) ?)*fsl\b.{0,12}$"),
        "aid.fsl",
    ),
    Known(re.compile(r"\b(?:un |de )?garants?\b|\bguarantor\b|\bkefil\b|\bvisale\b|ضامن|كفيل"),
          "guarantor.a_person", choices=A_HOME),
    Known(
        re.compile(r"\b(?:chang\w+|nouve\w+)\b.{0,15}\b(?:banque|rib|compte bancaire|iban|bank)\b|"
                   r"\bbanka\w* degis\w+"),
        "bank.changes",
    ),
    Known(
        re.compile(
            r"\b(?:chang\w+|decal\w+|modifi\w+|report\w+|recul\w+|autre|avanc\w+|move)\b.{0,25}"
            r"\b(?:date|jour|day)s?\b.{0,12}\b(?:prelev\w*|debit|direct debit)\b|"
            r"\bpreleve\w* (?:le \d+|plus tard|apres le|un autre jour)\b.{0,40}"
            r"\b(?:trop tot|retraite|salaire|paie|paye)\b"
        ),
        "debit.day",
        words=A_STORY,
    ),
    Known(
        re.compile(
            r"\b(?:r?achet\w+|devenir proprietaire d\w*|buy)\b.{0,12}"
            r"\b(?:(?:mon|notre|l'|cet?|le|my|our) ?(?:appart\w*|logement|maison|f\d|t\d|flat|"
            r"home|house))\b|\b(?:evimi|dairemi) satin al\w*|شراء (?:شقتي|بيتي|سكني|المنزل)"
        ),
        "home.buy",
    ),
)  # fmt: skip


def answered(scene: Scene) -> Turn | None:
    """Answer, and go on with what was asked; where nothing was, offer who helps further."""
    said = fold_word(scene.heard.text).strip(" .!")
    tells_a_defect = find_entity(scene.heard, "problem_type") is not None
    if scene.heard.payload or tells_a_defect or not said:
        return None
    plain, words = said.strip(" ?؟"), len(said.split())
    asked = (k for k in ANSWERS if words <= k.words and _asks(k, said, plain))
    known = next((k for k in asked if k.meant(scene)), None)
    return _told(scene, known) if known else None


def _asks(known: Known, said: str, plain: str) -> bool:
    return bool(known.asked.search(plain) or known.asked.search(said))


def _told(scene: Scene, known: Known) -> Turn:
    calm = replace(scene.conversation, misses=0)
    if calm.topics:
        if asking.is_step(scene.forms, calm.asked) and not (calm.asked or "").startswith("report"):
            return asking.ask_next(scene.now_in(calm), Say(known.say))
        return Turn(calm, (Say(known.say), *repeat_question(scene)))
    if known.to_a_person and scene.known.open_cases:
        added = AddToCase(scene.heard.text, scene.heard.media)
        return Turn(calm, (added, HandOver("asks_to_be_called"), Say(known.say)))
    return _offered(scene.now_in(calm), known)


def _offered(scene: Scene, known: Known) -> Turn:
    """Offer who helps further; who asks the same once more is taken to them."""
    if scene.conversation.wanted.get("say") == known.say:
        return wanted.begun(scene, Say("offer.goes_on"))
    asked = replace(scene.conversation, asked=wanted.CHOOSING, wanted={})
    if A_PERSON[0] in known.choices:
        asked = wanted.wanting(asked, wanted.CALLBACK, scene.heard.text, say=known.say)
    return Turn(asked, (Say(known.say, choices=known.choices),))
