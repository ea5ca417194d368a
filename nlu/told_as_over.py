"""Whether a fire, a gas, an accident is told as over: "en mai", "c'est refait", "elle va bien".

A thing that is over is told, not fled from; who is hurt is in danger still, whatever the day.
"""

import re
from typing import Final, Literal

from nlu.danger_words import find_danger
from nlu.folding import fold_word

Ended = Literal["past", "months ago", "long ago", "mended"]

_MONTHS: Final = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)"
)
_AGO: Final = (  # of the whole message, wherever it stands
    r"\b(?:hier|avant hier|(?:semaine|mois|annee|an|ete|hiver|printemps|automne|lundi|mardi|"
    rf"mercredi|jeudi|vendredi|samedi|dimanche|{_MONTHS}) (?:derniere?|passee?)|"
    r"il y a (?:\w+ ){1,2}(?:jours?|semaines?|mois|ans?)|l'? ?autre jour|yesterday|"
    r"last (?:week|month|year|night|summer|winter|spring|autumn)|"
    r"(?:\w+ ){1,2}(?:days?|weeks?|months?|years?) ago|"
    r"dun(?= .*\w{2,}(?:di|du|ti|tu|mis|mus)[mnk]?\b)|gecen|"
    r"\w+ (?:gun|hafta|ay|yil|sene) once)\b|"
    r"\b(?:chhar|chhr|chher|chehr|simana|semana|l'? ?3am|3am|l3am) (?:li|lli|elli) "
    r"(?:fat|fatet|fatt|daz|dazt|dazet)\b|\b(?:lbare7|lbar7|elbare7)\b|"
    r"(?:الشهر|العام|الاسبوع|السنه|الصيف|الشتاء) "
    r"(?:الماضي|الماضيه|الفايت|الفايته|اللي فات|لي فات)|"
    r"(?<!\w)(?:امس|البارح|البارحه)(?!\w)|قبل (?:\w+ )?(?:شهر|شهرين|اشهر|اسبوع|سنه|ايام|عام)(?!\w)"
)
_OF_MONTHS_ELSEWHERE: Final = (  # "hace dos años que" and "od dwóch lat" are no day that is gone
    r"\b(?:(?:\w+ ){1,2}(?:lat|lata|miesiac|miesiace|miesiecy) temu|(?:rok|miesiac) temu|"
    r"w (?:zeszlym|ubieglym|tamtym) (?:roku|miesiacu)|zeszlego (?:roku|lata)|"
    r"acum (?:\w+ ){1,2}(?:de )?(?:ani|luni)|acum (?:un an|o luna)|"
    r"(?:anul|luna|vara|iarna) trecuta?|"
    r"hace (?:\w+ ){1,2}(?:anos?|mes(?:es)?)(?! que)|el (?:ano|mes|verano|invierno) pasado|"
    r"(?:\w+ ){1,2}(?:anni|anno|mesi|mese) fa|(?:l ?'? ?anno|il mese|estate|inverno) scors[oa]|"
    r"ha (?:\w+ ){1,2}(?:anos?|mes(?:es)?)(?! que)|(?:o|no) (?:ano|mes|verao|inverno) passado)\b|"
    r"(?<!\w)(?:(?:\w+ )?(?:років|роки|рік|місяців|місяці|місяць|лет|года|год|месяц|месяца|"
    r"месяцев) (?:тому|назад)|торік|позаторік|минулого (?:року|місяця|літа)|"
    r"в прошлом (?:году|месяце)|прошлым летом)(?!\w)|"
    r"قبل (?:\w+ )?(?:شهرين|اشهر|سنه|سنتين|سنوات|سنين|عام|عامين|اعوام)(?!\w)"
)
_OF_DAYS_ELSEWHERE: Final = (
    r"\b(?:wczoraj|przedwczoraj|(?:\w+ ){1,2}(?:dni|tygodnie|tygodni) temu|tydzien temu|"
    r"w (?:zeszlym|ubieglym) tygodniu|alaltaieri|acum (?:\w+ ){1,2}(?:zile|saptamani)|"
    r"acum o saptamana|saptamana trecuta|anteayer|la semana pasada|"
    r"hace (?:\w+ ){1,2}(?:dias?|semanas?)(?! que)|l ?'? ?altro ieri|la settimana scorsa|"
    r"(?:\w+ ){1,2}(?:giorni|giorno|settimane|settimana) fa|anteontem|(?:a|na) semana passada|"
    r"ha (?:\w+ ){1,2}(?:dias?|semanas?)(?! que))\b|"
    r"(?<!\w)(?:позавчора|позавчера|(?:\w+ )?(?:днів|дні|тижні|тиждень|тижнів|дня|дней|"
    r"недели|неделю|недель) (?:тому|назад)|минулого тижня|на прошлой неделе)(?!\w)"
)
_ONCE: Final = (  # long gone, no day named
    r"\b(?:used to|autrefois|jadis|a l'? ?epoque|dans le temps|eskiden|kiedys|odinioara|un tempo|"
    r"antigamente|antiguamente)\b|(?<!\w)(?:колись|когда то|раньше)(?!\w)"
)
_IN_A_MONTH: Final = (  # of its clause only: "accouché en mars et je perds du sang"
    rf"\b(?:en|au mois de|debut|fin|mi|courant|le \d+|in|back in|f|fi) {_MONTHS}\b|"
    r"\bau mois (?:d'? ?aout|d'? ?avril|d'? ?octobre)\b|"
    r"\b(?:cet ete|cet hiver|ce printemps|cet automne|l'? ?ete|(?:en|in) (?:19|20)\d\d)\b|"
    r"\b(?:ocakta|subatta|martta|nisanda|mayista|haziranda|temmuzda|agustosta|eylulde|ekimde|"
    r"kasimda|aralikta|\w+ ayinda)\b|"
    r"(?<!\w)(?:في )(?:شهر )?(?:يناير|فبراير|مارس|ابريل|مايو|ماي|يونيو|يوليو|يوليوز|اغسطس|غشت|"
    r"سبتمبر|شتنبر|اكتوبر|نوفمبر|نونبر|ديسمبر|دجنبر)"
)
_SINCE: Final = re.compile(  # "depuis hier", "plus fort qu'hier" are no other day
    r"(?:\b(?:d'?e?puis?|dep8|since|que|comme|d'? ?|qu'? ?)|(?<!\w)منذ(?: \w+)?) ?"
    r"(?:le |la |les |l'? ?|debut |fin |mi )*"
    rf"(?:{_AGO}|{_MONTHS}\b|{_IN_A_MONTH})"
)
_LONG_AGO: Final = re.compile(f"{_AGO}|{_OF_DAYS_ELSEWHERE}|{_OF_MONTHS_ELSEWHERE}|{_ONCE}")
_MONTHS_AGO: Final = re.compile(
    r"\b(?:mois|annee|an|ete|hiver|printemps|automne) (?:derniere?|passee?)\b|"
    r"\bil y a (?:\w+ ){1,2}(?:mois|ans?)\b|\blast (?:month|year|summer|winter|spring|autumn)\b|"
    r"\b(?:\w+ ){1,2}(?:months?|years?) ago\b|\b\w+ (?:ay|yil|sene) once\b|"
    r"\bgecen (?:ay|yil|sene|yaz|kis)\b|"
    r"(?:الشهر|العام|السنه|الصيف|الشتاء) (?:الماضي|الماضيه|الفايت|الفايته)|"
    rf"{_OF_MONTHS_ELSEWHERE}|{_ONCE}"
)
_MONTH: Final = re.compile(_IN_A_MONTH)
_IT_WAS: Final = re.compile(
    r"\b(?:c'? ?etait|ca date|ca s'est passe|it was|that was|it happened)\b"
)
_DONE: Final = re.compile(
    r"\b(?:a|ont|ai|avons|est|sont|ete|etai\w*|avai\w*|eu|s'est|fait|tombee?s?|eteinte?s?|"
    r"effondree?s?|ecroulee?s?|was|were|had|did|\w{3,}ed|broke|fell|burnt|caught|"
    r"\w{2,}(?:di|du|ti|tu|mis|mus))\b|(?:كان|وقع|سقط|صار|حدث|احترق|شب)"
)
_TO_COME: Final = re.compile(
    r"\b(?:dois|doit|va|vais|vont|prevue?s?|terme|prochaine?|sera|will|due)\b"
)
_STILL: Final = re.compile(
    r"\b(?:je (?:me sens|vois trouble|saigne|perds)|encore|toujours|maintenant|en ce moment|"
    r"a l'instant|recommence\w*|now|still|vite|"
    r"urgent|au secours|again|daba|lyoum|sba7|bsa[7h]|hala|simdi|bugun|today|tonight|"
    r"aujourd'? ?hui|cette nuit|ce matin|ce soir|"
    r"la (?=(?:elle|le|la|les|mon|ma|mes|ils?|elles|je|on|ca|sa|ya|y)\b|j'|c'est))\b|"
    r"(?<!\w)(?:الان|مازال|لسه|اليوم)(?!\w)|"
    r"\b(?:nadal|wciaz|teraz|dzis\w*|znow\w*|caly czas|ciagle|zaraz|acum|inca|iarasi|iar|azi|"
    r"mereu|ahora|todavia|aun|sigue\w*|hoy|otra vez|adesso|ora|ancora|oggi|di nuovo|agora|ainda|"
    r"hoje|de novo|outra vez|continua)\b|"
    r"(?<!\w)(?:зараз|тепер|досі|знову|знов|сьогодні|ще|сейчас|теперь|опять|снова|сегодня|еще)(?!\w)"
)
_NOW_APART: Final = re.compile(  # what is so today, and no danger: "teraz jesteśmy rozwiedzeni"
    r"\b(?:aujourd'? ?hui|maintenant|la) (?:ca va|je vais (?:bien|mieux)|elle va (?:bien|mieux)|"
    r"il va (?:bien|mieux)|tout va (?:bien|mieux)|c'? ?est (?:fini|bon|regle))\b|"
    r"\bsimdi (?:\w+ ){0,3}?(?:iyiyim|iyi|evdeyim|gecti)\b|"
    r"\b(?:maintenant|now|simdi|daba|teraz|acum|ahora|adesso|ora|agora|ya) (?:\w+'? ){0,4}?"
    r"(?:divorc\w*|separ\w*|bosan\w*|ayril\w*|mtellq\w*|rozwied\w*|despart\w*|chce\w*|vreau|"
    r"quiero|voglio|quero|mieszka\w*|locui\w*|vivo|abito|moro)\b|"
    r"(?<!\w)(?:зараз|тепер|сейчас|теперь|الان) (?:\w+ ){0,4}?"
    r"(?:розлуч\w*|развед\w*|хоч\w*|жив\w*|مطلق\w*|منفصل\w*)"
)
_PARTED: Final = re.compile(
    r"\b(?:divorc\w*|separe\w*|separad\w*|separat\w*|on n'? ?est plus ensemble|widow\w*|bosan\w*|"
    r"ayrildi\w*|tellaqn\w*|tlaqn\w*|mtellq\w*|rozwied\w*|rozwod\w*|rozstal\w*|despartit\w*)\b|"
    r"(?<!\w)(?:розлуч\w*|развел\w*|развед\w*|مطلق\w*|تطلقنا|طلقني|انفصلنا)"
)
_NOT_DONE_YET: Final = re.compile(
    r"\b(?:(?:toujours|tjrs|encore) (?:pas|rien)|pas encore|still not) "
    r"(?:ete |eu |de |d'? ?|un |une |been )*(?:repar|refai|rembours|rempl|pass|ven|trait|regl|"
    r"nouvell|repon|fix|don|travaux|chang)\w*"
)
_ITS_TRACE: Final = re.compile(  # of what is over: "le mur est toujours noir"
    r"\b(?:toujours|tjrs|encore|still) (?:tout |toute |all |completely )?"
    r"(?:noire?s?|noirci\w*|sales?|abime\w*|black|blackened|damaged|dirty)\b"
)
_NOT: Final = r"\b(?:pas|jamais|rien|sera|seront|etre|not|never|be|will|n't|لم|degil)"
_MENDED_WORDS: Final = (
    r"(?:\b(?:refait|repare|remplace|rembourse|gueri|colmate|reconstruit|retabli|regle|resolu)e?s?\b|"
    r"\bremise?s? (?:en etat|a neuf|sur pied)\b|\b(?:va|vont|allons|vais) (?:tres |plutot )?"
    r"(?:bien|mieux)(?: maintenant)?\b|\btiree? d'affaire\b|"
    r"\b(?:repaired|fixed|mended|rebuilt|replaced|refunded|recovered)\b|"
    r"\b(?:is|are|'s) (?:all )?(?:ok|okay|fine|well|better)(?: now)?\b|"
    r"\b(?:tamir (?:edildi|ettiler)|onarildi|duzeldi|iyilesti|simdi iyi)\b|"
    r"تم(?:ت)? اصلاح|اصلحو|تصلح|صلحو|(?:شفي|تعافي|بخير)(?: الان)?|"
    r"\b(?:tsl\w*7\w*|tsala7\w*|sa?wb\w*|ssl\w*7\w*|labas)\b)"
)
_MENDED: Final = re.compile(_MENDED_WORDS)
_NOT_MENDED: Final = re.compile(rf"{_NOT} (?:\w+ )?{_MENDED_WORDS}")
_CLAUSE: Final = re.compile(r"[.;!?\n,…]+| (?:mais|et|but|and|ama|w|و) ")
_FEW: Final = 4  # words of a date that stands by itself: "en mai, la cuisine a pris feu"
_SHORT: Final = 20  # words of a message in which nothing else is told than what was mended


def how_it_ended(text: str) -> Ended | None:
    """Tell whether a message tells of another day only, and whether it was put right since.

    >>> how_it_ended("la cuisine a pris feu en mai. Éteint")
    'long ago'
    >>> how_it_ended("un incendie l'an dernier, et le mur est toujours noir")
    'months ago'
    >>> how_it_ended("plafond tombé en février, votre maçon l'a refait")
    'mended'
    >>> how_it_ended("malaise en août, et là elle répond plus")
    """
    said = _SINCE.sub(" ", fold_word(text))
    if not (_LONG_AGO.search(said) or _in_a_month(said)):
        return None
    without = _ITS_TRACE.sub(" ", _NOT_DONE_YET.sub(" ", _LONG_AGO.sub(" ", said)))
    without = _MENDED.sub(" ", _NOW_APART.sub(" ", without))
    if _STILL.search(without):
        return None
    mended = _MENDED.search(_NOT_MENDED.sub(" ", said))
    if mended and len(said.split()) <= _SHORT:
        return "mended"
    if _MONTHS_AGO.search(said):
        return "months ago"
    return "past" if _LONG_AGO.search(said) else "long ago"


def was_long_ago(text: str) -> bool:
    """Tell whether a danger is told of another month only, or as put right since.

    >>> was_long_ago("oui elle est tombée en octobre"), was_long_ago("oui hier")
    (True, False)
    """
    return how_it_ended(text) in {"long ago", "months ago", "mended"}


def tells_parted(text: str) -> bool:
    """Tell whether two people are said to have parted since: "on est divorcés"."""
    return _PARTED.search(fold_word(text)) is not None


def _in_a_month(said: str) -> bool:
    """Tell whether each clause that tells a danger tells of a month that is over."""
    if not _MONTH.search(said) or not (_DONE.search(said) or _MENDED.search(said)):
        return False
    clauses = _CLAUSE.split(said)
    return any(map(_dates_all, clauses)) or all(
        _is_dated(clause) for clause in clauses if find_danger(clause)
    )


def _dates_all(clause: str) -> bool:
    alone = len(clause.split()) <= _FEW and not find_danger(clause)
    return _is_dated(clause) and (alone or bool(_IT_WAS.search(clause)))


def _is_dated(clause: str) -> bool:
    return bool(_MONTH.search(clause)) and not _TO_COME.search(clause)
