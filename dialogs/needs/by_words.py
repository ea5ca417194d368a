"""What some words say whatever they resemble: a need they do not tell, one that they tell."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from dialogs.answers.answered_beside import INSULTED
from dialogs.effects import Say
from dialogs.forms import Form
from dialogs.needs.more_words import MORE_WORDS
from dialogs.needs.words_said import Words
from dialogs.scene import ACT, Heard
from nlu.folding import fold_word
from nlu.needs import Need

SURE: Final = 0.95  # of a need that words tell by themselves
LEGAL: Final = frozenset({"legal_paper"})
_NEIGHBOURS: Final = frozenset({"neighbour", "antisocial"})
_PAPER: Final = re.compile(
    r"\b(?:h?ui+s+ier\w*|ouissier\w*|commissaire|commandement|assign\w*|trib\w*|ju[gj]e\w*|"
    r"ju[gj]ement|audience|courriers?|lettres?|papiers?|recommande\w*|prefe\w*|force publique|"
    r"police|avis|procedure|court|judge|bailiffs?|letters?|papers?|hearing|mahkeme\w*|icra\w*|"
    r"tebligat\w*|kagit|kagid\w*|mektup|mektub\w*|polis|m[ae]7kama|mahkama|wra9\w*|war9\w*|"
    r"bolis|7oussi|houssi\w*)\b|محكمه|محضر|قاضي|جلسه|ورقه|رساله|شرطه|مفوض"
)
_OTHER_COURT_PAPER: Final = re.compile(
    r"\b(?:h?ui+s+ier\w*|ouissier\w*|commandement|assign\w*|expuls\w*|convo[cq]\w*|audience)\b"
)
_THE_LEASE: Final = re.compile(
    r"\b(?:h?ui+s+ier\w*|ouissier\w*|commandement|assign\w*|tribunal\w*|expuls\w*)\b"
)
_ADAPTING: Final = re.compile(
    r"\b(?:douches?|baignoire|barres?|handicap\w*|fauteuil|marches|escaliers?|pmr|invalid\w*|"
    r"logement|appart\w*|demenag\w*|plus grand)\b"
)
_MISSED: Final = re.compile(
    r"\b(?:voisine?s?|inquiet\w*|repon\w* (?:plus|pas)|nouvelles|dispar\w*|neighbou?rs?|worr\w*|"
    r"missing|komsu\w*|merak\w*)\b|جار|قلق"
)
_LOW: Final = re.compile(
    r"\b(?:deprim\w*|moral|craqu\w*|pleur\w*|angoiss\w*|en peux plus|suicid\w*|mourir|vivre|"
    r"bout|(?<!un )(?<!une )seule?|solitude)\b"
)
_STAFF: Final = (
    r"(?:gardiens?|gardienne|concierge|agente?s?|employee?s?|technicien\w*|conseill\w+|"
    r"secretaire|responsable|charge\w* de \w+|personnel|caretaker|staff|kapici)"
)
_ABUSE: Final = (
    r"(?:insult\w*|racis\w*|raciste|harcel\w*|humili\w*|discrimin\w*|crache\w*|"
    r"(?:me|nous|m'|ns|l'|les) ?(?:a |ont )?traite\w* (?:de|comme)|"
    r"sale (?:arabe|noir\w*|race|turc)|(?:parl\w+|repon\w+) (?:tres |trop )?mal|racist|insults?)"
)


AFRAID: Final = (
    r"\b(?:allez|vont|peuvent|pouvez|on va|on peut)(?:-| )?(?:vous |ils )?(?:me|nous|m'|ns) ?"
    r"(?:mettre|foutre|jeter|virer|expulser)\b[^.?!]{0,12}\?|"
    r"\b(?:je vais|vais je|on va) (?:etre|me retrouver|se retrouver|finir) "
    r"(?:expulsee?|dehors|a la rue)\s*\?|"
    r"\b(?:will|are) (?:you|they) (?:going to )?(?:evict|kick) (?:me|us)\b|"
    r"\b(?:beni|bizi) (?:disari |sokaga )?at(?:acak\w*) mi"
)
FEARS_EVICTION: Final = Words(  # and no paper
    said=re.compile(
        rf"{AFRAID}|"
        r"\b(?:peur|crain\w*|angoiss\w*|inquiet\w*|stress\w*|afraid|scared|worried|"
        r"kork\w+|khay[ef]\w*|khayf\w*)\b.{0,40}"
        r"\b(?:expuls\w*|ekspuls\w*|dehors|a la rue|vir\w+|evict\w*|kicked out|atil\w*|"
        r"tahliye\w*|zen9a|berra)\b|(?:خايف|خائف|اخاف|اخشي).{0,40}(?:طرد|شارع|افراغ|اخلاء)"
    ),
    unless=re.compile(rf"{_PAPER.pattern}|\b(?:j'? ?ai|jai|on a|nous avons|viens de) rec[ue]\w*"),
    untold=LEGAL,
    first="eviction.calm",
)
_NEIGHBOUR: Final = (
    r"(?:voisin\w*|neighbou?rs?|komsu\w*|jar[it]\w*|jiran\w*|(?:ال)?(?:جار|جير)\w*)"
)
WORDS: Final = (
    FEARS_EVICTION,
    Words(  # "because I am an Arab" asks for no language
        said=re.compile(
            rf"(?<!\w){_NEIGHBOUR}(?!\w).*{INSULTED}|{INSULTED}.*(?<!\w){_NEIGHBOUR}(?!\w)"
        ),
        told="neighbour_nuisance",
    ),
    Words(
        said=re.compile(r"\brecu (?:un|le|des) (?:choc|coups?|appels?|facture|mail|sms)\b"),
        unless=_PAPER,
        untold=LEGAL,
    ),
    Words(  # where it is cold, how often it is loud: answers, and no needs
        said=re.compile(
            r"^(?:dans |c'? ?est )*(?:tout|toute|toutes|tous|partout)(?: dans)?"
            r"(?: les?| la| l'| mon| ma| mes)? ?"
            r"(?:logement|appart\w*|maison|pieces?|chambres?|etages?)?[ .!]*$"
        ),
        untold=frozenset({"benefits", "rehousing", "household_change", "home_adaptation"}),
    ),
    Words(
        said=re.compile(
            r"^(?:oui |non |c'? ?est |ca |presque |quasi\w* )*"
            r"(?:tous|toutes|chaque|souvent|toujours|parfois|un seul|une seule)\b.{0,40}$"
        ),
        unless=_LOW,
        untold=frozenset({"distress"}),
    ),
    Words(  # a paper for the Caf is a paper
        said=re.compile(
            r"\b(?:attestations?|quittances?|justificatifs?)\b.*\bcaf\b|"
            r"\bcaf\b.*\b(?:demande\w*|veu\w*|reclame\w*|besoin)\b.*"
            r"\b(?:attestations?|quittances?|justificatifs? de loyer)\b"
        ),
        unless=re.compile(
            r"\b(?:coup\w*|supprim\w*|arret\w*|baiss\w*|suspen\w*|bloqu\w*|plus (?:d'? ?)?apl|"
            r"rien (?:recu|verse)|trop percu|rembours\w*|indu)\b"
        ),
        untold=frozenset({"benefits"}),
        told="ask_document",
    ),
    Words(  # papers to write: the family's judge puts nobody out of a dwelling
        said=re.compile(
            r"\b(?:aid\w+|aide|help)\b.{0,20}\b(?:ecri\w*|redig\w*|rempli\w*|fair\w*|write|fill)\b"
            r".{0,20}\b(?:lettres?|courriers?|dossiers?|papiers?|formulaires?|demandes?|letters?|"
            r"forms?)\b"
        ),
        unless=_OTHER_COURT_PAPER,
        untold=LEGAL,
        told="admin_help",
    ),
    Words(
        said=re.compile(
            r"\b(?:affaires familiales|jaf|pension alimentaire|garde (?:des|de mes) enfants)\b"
        ),
        unless=_OTHER_COURT_PAPER,
        untold=LEGAL,
    ),
    Words(
        said=re.compile(
            r"\b(?:badges?|vigi[ck]s?|bips?|telecommandes?|emetteurs?)\b.*"
            r"\b(?:marche\w*|fonctionne\w*|panne|hs|casse\w*|perdu\w*|vole\w*|deuxieme|"
            r"2 ?e(?:me)?|autre|nouveau|supplementaire|de plus)\b"
        ),
        unless=_ADAPTING,
        untold=frozenset({"home_adaptation", "rehousing"}),
        told="common_area_fault",
    ),
    Words(
        said=re.compile(
            r"\b(?:mort|morte|creve\w*) de (?:fatigue|rire|chaud|trouille|honte|jalousie)\b"
        ),
        unless=_LOW,
        untold=frozenset({"distress", "household_change"}),
    ),
    Words(
        said=re.compile(
            r"^(?:je |j )?n?'?(?:en )?(?:ai|a|avons) plus ?[.!]*$|^je n'?en ai plus[ .!]*$"
        ),
        untold=frozenset({"distress"}),
    ),
    Words(said=re.compile(r"^(?:je m'? ?app?el?le?|jmapp?el?le?|mon nom(?: est)?)[ .!:]*$"),
          untold=frozenset({"callback", "identify"})),
    Words(
        said=re.compile(
            r"\b(?:ma femme|mon mari|mon epou\w+|ma compagne|mon compagnon|mon conjoint|"
            r"my wife|my husband)\b"
        ),
        unless=_MISSED,
        untold=frozenset({"worry"}),
    ),
    Words(  # accused of a nuisance
        said=re.compile(
            r"\b(?:convo[cq]\w*|accus\w*|reproch\w*|soupconn\w*|avertissement|mise en demeure)\b"
            r".*\b(?:voisin\w*|bruit\w*|nuisance\w*|tapage|troubles?)\b.*"
            r"\b(?:(?:pas|pa) (?:moi|nous|mon|ma|mes|vrai)|faux|innocent\w*|rien fait)\b|"
            r"\b(?:voisine?s?|gens|neighbou?rs?)\b.{0,30}\b(?:plain\w*|complain\w*)\b"
            r".*\b(?:risque\w*|pas moi|pas vrai|faux|rien fait|risk|happen)\b|"
            r"\bplain\w* (?:de|contre) (?:moi|nous)\b|\bcomplained about (?:me|us)\b"
        ),
        unless=_THE_LEASE,
        untold=_NEIGHBOURS | LEGAL,
        told="ask_human",
        first="accused.first",
    ),
    Words(  # ill-treated by somebody who works for us
        said=re.compile(rf"\b{_STAFF}\b.{{0,40}}\b{_ABUSE}|\b{_ABUSE}.{{0,30}}\b{_STAFF}\b"),
        unless=re.compile(r"\bvoisine?s?\b.{0,20}\b(?:insult\w*|traite\w*|racis\w*)"),
        untold=_NEIGHBOURS,
        told="ask_human",
        first="employee.sorry",
    ),
    Words(
        said=re.compile(
            r"\b(?:revien\w*|reviens?) (?:vers|a) vous\b.{0,30}"
            r"\b(?:chauffages?|chaudiere|fuites?|eau chaude|robinet|volets?|fenetres?|wc|douche)\b"
        ),
        unless=re.compile(r"\b(?:regul\w*|facture\w*|charges|euros?|compte|solde|pay\w*)\b"),
        untold=frozenset({"rent_bill"}),
        told="home_repair",
    ),
    Words(
        said=re.compile(r"جار\w{0,3} .{0,15}(?:يرم|ترم|يزعج|يصرخ|ضجيج|ضوضاء|ازبال|قمامه|نفايات)"),
        told="neighbour_nuisance",
    ),
    Words(
        said=re.compile(
            r"\b(?:mort\w*|dece\w*|deced\w*|perdu (?:mon|ma)|died|passed away|vefat)\b.*"
            r"\b(?:rester|garder|stay|keep|kal\w*)\b.{0,25}"
            r"\b(?:appart\w*|logement|maison|bail|ici|flat|home|house|ev\w*)\b"
        ),
        unless=re.compile(r"\b(?:chien|chat|portable|telephone|voiture)\b"),
        then="mourning.stay",
    ),
)  # fmt: skip


def fears_eviction(text: str) -> bool:
    """Tell a fear of being put out from a paper that says so.

    >>> fears_eviction("j'ai peur d'être expulsée avec mes enfants")
    True
    >>> fears_eviction("j'ai peur, j'ai reçu un papier d'expulsion du tribunal")
    False
    """
    return _says(FEARS_EVICTION, fold_word(text))


def said_first(heard: Heard) -> tuple[Say, ...]:
    """Return what is said to the words of a message before anything is asked."""
    return tuple(Say(words.first) for words in _matching(heard) if words.first)


def said_then(heard: Heard) -> tuple[Say, ...]:
    """Return what is said to the words of a message after the first words of its need."""
    return tuple(Say(words.then) for words in _matching(heard) if words.then)


def heard_by_words(forms: Mapping[str, Form], heard: Heard) -> Heard:
    """Return a message with the needs that its words tell, without those they do not."""
    matching = _matching(heard)
    untold = {form for words in matching for form in words.untold if form in forms}
    heard = without(heard, {intent for form in untold for intent in forms[form].started_by})
    for words in matching:
        heard = _with(heard, words.told) if words.told else heard
    return heard


def _matching(heard: Heard) -> tuple[Words, ...]:
    if heard.payload:
        return ()
    said = fold_word(heard.text)
    return tuple(words for words in (*WORDS, *MORE_WORDS) if _says(words, said))


def _says(words: Words, said: str) -> bool:
    return bool(words.said.search(said)) and not words.unless.search(said)


def _with(heard: Heard, intent: str) -> Heard:
    understood = heard.understood
    if any(need.intent == intent and need.confidence >= ACT for need in understood.needs):
        return heard
    need = Need(
        intent=intent, confidence=SURE, text=heard.text, start=0, end=len(heard.text.rstrip())
    )
    others = tuple(n for n in understood.needs if n.intent != intent and n.confidence >= ACT)
    changed = replace(understood, needs=(need, *others))
    if understood.confidence < ACT:
        changed = replace(changed, intent=intent, confidence=SURE)
    return replace(heard, understood=changed)


def without(heard: Heard, intents: Iterable[str]) -> Heard:
    """Return a message heard without some intents; its best guess falls with them."""
    gone = frozenset(intents)
    if not gone:
        return heard
    understood = heard.understood
    needs = tuple(need for need in understood.needs if need.intent not in gone)
    maybe = tuple(need for need in understood.maybe if need.intent not in gone)
    ranking = tuple(guess for guess in understood.ranking if guess.name not in gone)
    sure = 0.0 if understood.intent in gone else understood.confidence
    changed = replace(understood, needs=needs, maybe=maybe, ranking=ranking, confidence=sure)
    return replace(heard, understood=changed)
