"""Make nlu/languages/table.npz from word frequencies and our own examples.

    pip install wordfreq && python -m benchmarks.language_table

wordfreq is a tool of whoever makes the table, never a dependency of Palier. The table carries
the licence of its data: nlu/languages/LICENCE.txt.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from wordfreq import top_n_list, word_frequency

from nlu.examples import read_examples
from nlu.folding import fold_word
from nlu.language import ARABIZI, LATIN, SPOKEN, grams_of

FOLDER = Path(__file__).parents[1] / "nlu" / "languages"
COMMON = 8_000  # words a language that give n-grams
LISTED = 3_000  # words a language that count as words
GRAMS = 24_000
IN_CYRILLIC = 20_000  # words of Ukrainian and of Russian that give n-grams
CYRILLIC_GRAMS = 16_000
OWN = 2.0  # weight of a word of our own examples
CYRILLIC = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъё'’"
WAYS = (  # how people write Ukrainian and Russian without their letters: as on signs, as in Poland, with j
    "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch _ yu ya y e _ yo _ _".split(),
    "a b w g g d e je z z y i ji j k l m n o p r s t u f h c cz sz szcz _ ju ja y e _ jo _ _".split(),
    "a b v g g d e ie j z i i i i k l m n o p r s t u f h c ch sh sch _ iu ia i e _ e _ _".split(),
)
LETTERS = [
    dict(zip(CYRILLIC, (way.replace("_", "") for way in ways), strict=False)) for ways in WAYS
]


def words_of_arabizi() -> list[str]:
    lines = (FOLDER / "arabizi.txt").read_text(encoding="utf-8").splitlines()
    return [word for line in lines if not line.startswith("#") for word in line.split()]


def weigh(language: str, own: list[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    weights = dict.fromkeys(words_of_arabizi(), 1.0) if language == ARABIZI else frequent(language)
    for word, weight in weights.items():
        for form in forms_of(word):
            for gram in grams_of(form):
                counted[gram] += weight
    for text in own:
        for word in re.findall(r"[^\W_]+(?:'[^\W_]+)?", text.lower()):
            for gram in grams_of(word):
                counted[gram] += OWN if language != ARABIZI else 0.3
    return counted


def forms_of(word: str) -> set[str]:
    """Return how a word is written in Latin letters, with its accents and without."""
    if not re.search("[\u0400-\u04ff]", word):
        return {word, fold_word(word)}
    return {"".join(letters.get(letter, letter) for letter in word) for letters in LETTERS}


def frequent(language: str, most: int = COMMON, letters: str = r"[^\W\d_]+") -> dict[str, float]:
    code = SPOKEN.get(language, language)
    found = [w for w in top_n_list(code, most) if re.fullmatch(letters, w)]
    return {w: (word_frequency(w, code) * 1e6) ** 0.4 for w in found}


def weigh_cyrillic(code: str) -> Counter[str]:
    counted: Counter[str] = Counter()
    for word, weight in frequent(code, IN_CYRILLIC, r"[\u0400-\u04ff']+").items():
        for gram in grams_of(word):
            counted[gram] += weight
    return counted


def shares(counted: Sequence[Counter[str]], grams: Sequence[str]) -> np.ndarray:
    """Return the logarithm of each n-gram's share of each count: n-gram × count."""
    table = np.array([[count[gram] for count in counted] for gram in grams])
    return np.log((table + 0.5) / (table.sum(0) + 0.5 * len(grams)))


def ukrainian_over_russian() -> tuple[list[str], np.ndarray]:
    """Return n-grams in Cyrillic, and how much more likely each is in Ukrainian."""
    counted = [weigh_cyrillic(code) for code in ("uk", "ru")]
    known = sorted({g for c in counted for g in c if sum(other[g] for other in counted) > 3})
    logp = shares(counted, known)
    lead = logp[:, 0] - logp[:, 1]
    kept = sorted(np.argsort(-np.exp(logp.max(1)) * np.abs(lead))[:CYRILLIC_GRAMS])
    return [known[i] for i in kept], lead[kept]


def main() -> None:
    own: dict[str, list[str]] = {code: [] for code in LATIN}
    for example in read_examples():
        code = example.language
        if code in own:
            own[code].append(example.text)
        elif code == "uk" and not re.search("[\u0400-\u04ff]", example.text):
            own["uk-Latn"].append(example.text)
    counted = {code: weigh(code, own[code]) for code in LATIN}
    known = sorted({g for c in counted.values() for g, w in c.items() if w > 3 or len(g) < 4})
    logp = shares([counted[code] for code in LATIN], known)
    rank = np.exp(logp.max(1)) * logp.std(1)
    kept = sorted(np.argsort(-rank)[:GRAMS])
    lists = {
        code: set(words_of_arabizi())
        if code == ARABIZI
        else set(top_n_list(SPOKEN.get(code, code), LISTED))
        for code in LATIN
    }
    for code, texts in own.items():
        if code == ARABIZI:
            lists[code] |= {w for t in texts for w in re.findall(r"[^\W_]{3,}", t.lower())}
    french = {fold_word(w) for w in lists["fr"]}
    lists[ARABIZI] = {w for w in lists[ARABIZI] if w not in french}
    masks: Counter[str] = Counter()
    for place, code in enumerate(LATIN):
        for word in {form for w in lists[code] for form in forms_of(w)}:
            masks[word] |= 1 << place
    cyrillic, lead = ukrainian_over_russian()
    np.savez_compressed(
        FOLDER / "table.npz",
        grams=np.array("\n".join(known[i] for i in kept)),
        logp=logp[kept].astype(np.float16),
        words=np.array("\n".join(masks)),
        masks=np.array(list(masks.values()), dtype=np.uint16),
        cyrillic=np.array("\n".join(cyrillic)),
        ukrainian=lead.astype(np.float16),
    )
    print(f"{len(kept)} n-grams, {len(masks)} words")


if __name__ == "__main__":
    main()
