"""Which language somebody asks for: "je ne parle pas français, english please" is English."""

import re

from nlu.folding import fold_word

LANGUAGE_WORDS = {
    "fr": ("français", "francais", "french", "fransızca", "الفرنسية"),
    "ar": ("arabe", "arabic", "arapça", "العربية", "l3arbiya", "3arbiya"),
    "tr": ("turc", "turkish", "türkçe", "turkce", "التركية"),
    "en": ("anglais", "english", "ingilizce", "الإنجليزية"),
}
_ABLE = re.compile(
    r"\b(?:(?:can|do|could) you (?:speak|write|understand|talk)|"
    r"(?:vous|tu) (?:parl|ecriv|compren)\w*|(?:parlez|ecrivez|comprenez)[ -]?vous|qui parle|"
    r"(?:biliyor|konusuyor) musun\w*)\b|"
    r"هل (?:تتكلم|تتحدث|تعرف)"
)
_PLEASE = re.compile(r"\b(?:please|svp|stp|s'?il vous|lutfen)\b|من فضلك")
_CLAUSE = re.compile(r"[,.;!?\n]|\b(?:mais|but|ama|je parle|i speak|plutôt|plutot)\b|لكن")
_NOT_BEFORE = re.compile(
    r"\b(?:pas|ne|not|no|don'?t|can'?t|cannot|without|sans|machi|ma\w+ch|لا|ليس|ما)\b"
)
_NOT_AFTER = re.compile(r"^\s*(?:\w+\s+)?(?:bilm\w+|konuşm\w+|konusm\w+|anlam\w+|değil|degil)\b")


def wanted_languages(text: str) -> tuple[str, ...]:
    """Return the languages that a message names and does not refuse."""
    clauses = _CLAUSE.split(text.casefold())
    found = (
        code
        for clause in clauses
        for code, words in LANGUAGE_WORDS.items()
        if any(_is_wanted(clause, word) for word in words)
    )
    return tuple(dict.fromkeys(found))


def only_asks_whether(text: str) -> bool:
    """Tell "do you speak Arabic?" from the wish to go on in it.

    >>> only_asks_whether("can you speak arabic?")
    True
    >>> only_asks_whether("can you write in english please")
    False
    """
    said = fold_word(text)
    return bool(_ABLE.search(said)) and not _PLEASE.search(said)


def _is_wanted(clause: str, word: str) -> bool:
    before, named, after = clause.partition(word)
    return bool(named) and not (_NOT_BEFORE.search(before) or _NOT_AFTER.match(after))


_INTERPRETER = re.compile(
    r"\b(?:interprete?s?|interpreter|interpreti|tlumacz\w*|tercuman\w*|perekladach\w*|"
    r"perevodchik\w*|traducator\w*|traductora?|traduttore|tradutora?|traducteur|traductrice)\b|"
    r"(?<!\w)(?:перекладач\w*|переводчик\w*|مترجم\w*|ترجمان)(?!\w)"
)


def wants_an_interpreter(text: str) -> bool:
    """Tell who asks for somebody who translates: no program does, a person arranges it.

    >>> wants_an_interpreter("am nevoie de interpret"), wants_an_interpreter("l'interphone")
    (True, False)
    """
    return bool(_INTERPRETER.search(fold_word(text)))
