"""Words of the lexicons in a message, as hints: "a defect", "a benefit", "a trade"."""

from functools import lru_cache

from nlu.problems import find_problems
from nlu.vocabulary import find_phrases, find_vocabulary


@lru_cache(maxsize=256)
def hints_in(text: str) -> tuple[str, ...]:
    """Return what the lexicons know in a text: each kind of thing, and each thing.

    >>> hints_in("plus de chauffage")
    ('problem_type', 'problem_type:no_heating')
    """
    words, hits = find_phrases(text)
    found = (*find_vocabulary(words, hits), *find_problems(words, hits))
    return tuple(sorted({item.name for item in found} | {f"{i.name}:{i.value}" for i in found}))
