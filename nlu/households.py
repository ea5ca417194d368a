"""Who lives there: how many people and children, how old; and hours worked in a week."""

import re
from collections.abc import Iterator
from typing import Final

from nlu.folding import Folded, Found, keep_apart

_N: Final = r"(?P<count>[0-9]{1,2})"
_CHILD: Final = (
    r"(?:enfants?|enfan|anfan|gosses?|gamins?|gamines?|momes?|mioches?|"
    r"petits?|ptits?|bebes?|kids?|children|"
    r"loulous?|minots?|tiots?|chtiots?|marmots?|garcons|filles|fils|hijos|hijas|ninos|filhos|"
    r"criancas|figli|bambini|copii|dzieci|дітеи|діти|дитини|daughters|sons|"
    r"cocuk|cocugum|اطفال|اولاد|drari|wlad|awlad)"
)
_ONE_CHILD: Final = (
    r"(?:fils|filles?|garcons?|gars|bebe|bb|petite?|ptite?|enfants?|"
    r"gosses?|gamin|gamine|son|daughter|baby|oglum|kizim|cocugum)"
)
_YEARS: Final = r"(?:ans?\b|years? old|yasinda|سنه|سنوات)"
_CHILDREN: Final = re.compile(rf"(?<![0-9.,/]){_N} ?{_CHILD}(?![a-z])")
_ONE: Final = re.compile(
    r"\b(?:ai|jai|g|avec|have|eleve|(?:maman|papa|mere|pere|parent|mum|mom)(?: solo| seule?)? de?)"
    r"[ ']{1,2}(?P<one>une?|1|a) (?:seule? |petite? |grande? |ptite? |jeune )?"
    r"(?:enfant|gosse|gamine?|bebe|bb|fils|fille|garcon|child|baby|son|daughter)\b"
)
_TWO_KINDS: Final = re.compile(
    r"\b(?P<some>[0-9]{1,2}|une?) (?:fils|garcons?|filles?|boys?|girls?),? (?:et|and|\+) "
    r"(?P<more>[0-9]{1,2}|une?) (?:fils|garcons?|filles?|boys?|girls?)\b"
)
_NOT_PEOPLE: Final = (
    r"(?! ?(?:ans?|mois|moi|jours?|h|heures?|minutes?|min|euros?|semaines?|eme|em|ieme|relances?|"
    r"fois|foi|km|metres?|pas|rue|etages?|degres?|courriers?|lettres?|appels?|rdv|loyers?|pannes?|"
    r"doigts|deux|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|"
    r"decembre|days?|months?|hours?|minutes?|years?|dias|giorni|zile|dni|днів)\b)"
)
_PEOPLE: Final = re.compile(
    r"(?:\b(?:on est|nous sommes|nou some|ns sommes|on vit|on habite|on es|ont est|on e|on et|"
    r"on dort|on sera|on va etre|nous serons|nous (?:re)?voila|nou voila|famille de|"
    r"we are|we're|family of|rana|7na|biz|somos|siamo in|siamo|suntem|estamos|jest nas|нас|"
    r"نحن|احنا)"
    rf"(?: plus que| maintenant| deja| tjs| toujours| que| tous les| tous)?(?: a)? {_N}"
    rf"(?! ?(?:e\b|€|%|/)){_NOT_PEOPLE}(?![0-9])"
    rf"|(?<![0-9.,/])(?P<count2>[0-9]{{1,2}}) (?:personnes?|perssone|"
    rf"people|kisiyiz|kisi|personas|pessoas|persone|persoane|osoby|osob|люди|людеи|осіб|of us|"
    rf"اشخاص|افراد)(?![a-z])"
    rf"|(?<![0-9.,/])(?P<count4>[0-9]{{1,2}})(?= dont [0-9]{{1,2}} ?{_CHILD}(?![a-z]))"
    rf"|\ba (?P<count3>[0-9]{{1,2}}) (?:dans|ds|dan|dins)\b)"
)
# "je suis seule" is how somebody is now; "je vis seule" is a household.
_ALONE: Final = re.compile(
    r"\b(?:(?:pour une|1) personne seule|i live alone(?! with)|vivo (?:da )?sol[oa]|"
    r"yalniz yasiyorum|"
    r"j(?:e|')? ?(?:vis|vit|habite|abite) (?:toute? )?seule?(?= ?(?:$|[.,;!?|]|"
    r"(?:depuis|dans|ds|avec mon (?:chien|chat)|ici|et|maintenant|a la maison)\b))|"
    r"(?:je suis|jsuis|chui) (?:toute? )?seule?(?= (?:dans|ds) (?:une?|mon|le|l')\b))"
)
_FAMILY: Final = re.compile(
    rf"(?<![0-9.,/])(?P<grown>[0-9]{{1,2}}) (?:adultes?|grands?|adults?)(?:,| et| \+| and|\b) ?"
    rf"(?P<small>[0-9]{{1,2}}) {_CHILD}(?![a-z])"
    rf"|(?<![0-9.,/])(?P<with_me>[0-9]{{1,2}}) {_CHILD} (?:et|and|\+|plus) (?:moi|me)\b"
    rf"|\bmoi (?:et|avec) (?:mes |les )?(?P<mine>[0-9]{{1,2}}) {_CHILD}(?![a-z])"
)
_CHILD_AGE: Final = re.compile(
    rf"\b{_ONE_CHILD}(?: (?:il|elle|qui|ki|a|de|d|age de|agee de|est age de|"
    rf"agé)){{0,3}} (?P<ages>[0-9]{{1,2}}(?:(?: ans)?(?:, ?| et | )[0-9]{{1,2}})"
    rf"{{0,5}}) ?{_YEARS}"
)
_BABY_AGE: Final = re.compile(
    rf"\b{_ONE_CHILD}(?: (?:il|elle|qui|ki|a|de|d|age de)){{0,3}} (?P<count>[0-9]{{1,2}})"
    rf" ?(?:mois|moi|semaines?|months?)\b"
)
_BABY_ELSEWHERE: Final = re.compile(
    r"\b(?:немовл\w*|дитин\w*|ребен\w*|малюк\w*|сину|донь\w*|dzieck\w*|niemowl\w*|"
    r"bebelus\w*|copil\w*|neonat[oa]|"
    r"bimb[oa]|bambin[oa]|figli[oa]|bebe|nin[oa]|hij[oa]|filh[oa]|رضيع\w*|wlid\w*)"
    r"(?: (?:de|di|w wieku|віком|ma|are|ha|tiene|tem|має|na|عمره|عمرها|fih|fiha|3ndo|3ndha)){0,2} "
    r"(?P<count>[0-9]{1,2}) ?(?:місяц\w*|месяц\w*|miesi\w*|luni|mes[ie]s?|mese|شهور|شهر|اشهر|"
    r"chhor|chhar)\b|"
    r"\b(?P<of>[0-9]{1,2}) ?aylik (?:bebe\w*|cocu\w*|kiz\w*|oglu\w*)"
)
_AGE: Final = re.compile(
    rf"(?<!y )(?<!y')\b(?:ai|j'ai|jai|g|gai|a|age de|agee de|i am|i'm|"
    rf"im|ben|عمري|aged?)(?: deja| bientot| eu)? {_N} ?(?:{_YEARS}|$)"
)
# "bonjour, 79 ans, seule", "Mme Rohart 79 ans": an age alone is one of somebody old.
_OLD_AGE: Final = re.compile(
    r"(?:(?:^|[,;.(] ?)|\b(?:mme|madame|mr|monsieur|dame|locataire|retraitee?|mam)"
    r"(?: [a-z'-]+){0,3} )(?P<count>[6-9][0-9]|10[0-9]) (?:ans|lat|yasinda)(?= ?(?:$|[,;.)!]))"
)
_THEIR_AGE: Final = re.compile(
    rf"\b(?:mere|pere|maman|papa|mamie|papi|mari|femme|epouse|epoux|mother|father|annem|babam)"
    rf"(?: (?:qui|ki))?(?: (?:a|ont|de|agee? de|is|deja)){{0,2}} {_N} ?{_YEARS}"
)
# Nothing but a person is that old: "моїй мамі 82 роки", "mi madre tiene 82 años".
_OLD_ELSEWHERE: Final = re.compile(
    r"(?<![0-9.,/])(?P<count>[6-9][0-9]|10[0-4])(?: de)? ?(?:роки|років|рік|лет|года|год|lata|lat|"
    r"ani|anni|anos|years? old|yasinda\w*|سنه|عام|3am|sna)\b|"
    r"\b(?:(?:my |his |her )?(?:mother|father|mum|dad|husband|wife|grandmother|grandfather) is|"
    r"عمر(?:ها|ه|ي|و)) (?P<of>[6-9][0-9]|10[0-4])\b(?! ?(?:euros?|%|days?|weeks?|months?))"
)
_YEARS_OF: Final = re.compile(r" ?(?:de|d'|d|que|qu|ke|comme)\b")  # "j'ai 10 ans de métier"
_HOURS: Final = re.compile(
    rf"(?<![0-9.,/]){_N} ?(?:h|heures?|hours?|saat)(?: de travail| de menage)"
    rf"?(?: ?(?:par|/|a|la|la|une?|chaque|in a|a|per) ?| )"
    r"(?:semaines?|sem|smaine|semain|hebdo|week|haftada)\b"
)
_CONTRACT: Final = re.compile(
    rf"\b(?:contrat|poste|cdd|cdi|temps partiel|mi temps|passe|passee)"
    rf" (?:de|a|en) {_N} ?(?:h|heures?)\b"
)
_CHILD_LIMIT: Final = 18


def find_households(message: Folded) -> tuple[Found, ...]:
    """Find counts of people, ages and weekly hours; number words must already be digits."""
    groups = list(_read_all(message.text))
    kept = set(keep_apart((group[0] for group in groups), message))
    return tuple(item for group in groups if group[0] in kept for item in group)


def _read_all(text: str) -> Iterator[list[Found]]:
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            group = read(match)
            if group:
                yield group


def _hours(match: re.Match[str]) -> list[Found]:
    return [_number("hours_week", int(match["count"]), match)]


def _baby_age(match: re.Match[str]) -> list[Found]:
    weeks = match[0].endswith(("semaine", "semaines"))
    return [_number("child_age", int(match["count"]) // (52 if weeks else 12), match)]


def _baby_elsewhere(match: re.Match[str]) -> list[Found]:
    return [_number("child_age", int(match["count"] or match["of"]) // 12, match)]


def _own_age(match: re.Match[str]) -> list[Found]:
    if _YEARS_OF.match(match.string, match.end()):
        return []
    return [_number("age", int(match["count"]), match)]


def _old_elsewhere(match: re.Match[str]) -> list[Found]:
    return [_number("age", int(match["count"] or match["of"]), match)]


def _children(match: re.Match[str]) -> list[Found]:
    return [_number("children_count", int(match["count"]), match)]


def _people(match: re.Match[str]) -> list[Found]:
    count = next(group for group in match.groups() if group)
    return [_number("people_count", int(count), match)]


def _family(match: re.Match[str]) -> list[Found]:
    """Count the grown-ups in: "2 adultes 1 bébé", "3 enfants et moi"."""
    children = int(match["small"] or match["with_me"] or match["mine"])
    people = children + int(match["grown"] or 1)
    return [_number("people_count", people, match), _number("children_count", children, match)]


def _two_kinds(match: re.Match[str]) -> list[Found]:
    """Count "un fils et deux filles"."""
    count = sum(int(match[n]) if match[n].isdigit() else 1 for n in ("some", "more"))
    return [_number("children_count", count, match)]


def _alone(match: re.Match[str]) -> list[Found]:
    return [_number("people_count", 1, match)]


def _one_child(match: re.Match[str]) -> list[Found]:
    # The child itself is left to the age said after it.
    return [Found(name="children_count", value=1, start=match.start(), end=match.end("one"))]


def _ages(match: re.Match[str]) -> list[Found]:
    """Give each age of "2 enfants de 3 et 7 ans"; a grown child's age is an age."""
    ages = [int(age) for age in re.findall(r"[0-9]+", match["ages"])]
    names = ["child_age" if age < _CHILD_LIMIT else "age" for age in ages]
    return [_number(name, age, match) for name, age in zip(names, ages, strict=True)]


def _number(name: str, value: int, match: re.Match[str]) -> Found:
    return Found(name=name, value=value, start=match.start(), end=match.end())


_READERS: Final = (
    (_HOURS, _hours),
    (_CONTRACT, _hours),
    (_BABY_AGE, _baby_age),
    (_BABY_ELSEWHERE, _baby_elsewhere),
    (_CHILD_AGE, _ages),
    (_AGE, _own_age),
    (_OLD_AGE, _own_age),
    (_THEIR_AGE, _own_age),
    (_OLD_ELSEWHERE, _old_elsewhere),
    (_FAMILY, _family),
    (_TWO_KINDS, _two_kinds),
    (_CHILDREN, _children),
    (_PEOPLE, _people),
    (_ALONE, _alone),
    (_ONE, _one_child),
)
