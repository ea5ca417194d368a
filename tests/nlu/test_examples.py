"""The examples: enough of them, in many voices, none said twice, none of the examination among them."""

import re
from collections import Counter, defaultdict

import pytest

from nlu import model
from nlu.examples import OUT_OF_SCOPE, read_examples, read_trials
from nlu.folding import fold_word
from nlu.model import _SHIPPED, name_of_model

EXAMPLES = [example for example in read_examples() if not example.soon]
TRIALS = read_trials()
INTENTS = sorted({example.intent for example in EXAMPLES})
FEWEST = {
    "fr": 80,
    "ar": 15,
    "arq-Latn": 15,
    "tr": 15,
    "en": 15,
    "pl": 6,
    "ro": 6,
    "uk": 6,
    "pt": 6,
    "es": 6,
    "it": 6,
}
NEAR = 0.8  # of words and their order in common: said twice


def words_of(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", fold_word(text)))


@pytest.mark.parametrize("intent", INTENTS)
@pytest.mark.parametrize("language", FEWEST)
def test_an_intent_has_enough_examples_in_a_language(intent, language):
    count = sum(e.intent == intent and e.language == language for e in EXAMPLES)

    assert count >= (300 if (intent, language) == (OUT_OF_SCOPE, "fr") else FEWEST[language])


@pytest.mark.parametrize("intent", INTENTS)
def test_a_french_intent_is_told_by_many_voices(intent):
    voices = {e.voice for e in EXAMPLES if e.intent == intent and e.language == "fr"}

    assert len(voices) >= 8


@pytest.mark.parametrize("intent", [name for name in INTENTS if name != OUT_OF_SCOPE])
def test_an_intent_has_its_examination(intent):
    mine = [trial for trial in TRIALS if trial.intent == intent and trial.language == "fr"]

    assert sum(trial.matches for trial in mine) >= 10
    assert sum(not trial.matches for trial in mine) >= 5


def test_no_sentence_of_the_examination_is_trained_on():
    trained = {fold_word(example.text) for example in EXAMPLES}

    assert [trial.text for trial in TRIALS if fold_word(trial.text) in trained] == []


def test_hardly_any_example_is_said_twice():
    by_bag: dict[tuple[str, str, frozenset], list[str]] = defaultdict(list)
    for example in EXAMPLES:
        words = words_of(example.text)
        if len(words) >= 4:
            by_bag[example.language, example.intent, frozenset(words)].append(example.text)

    twice = [texts for texts in by_bag.values() if len(texts) > 1]

    assert len(twice) <= len(EXAMPLES) / 1_000, twice


def test_no_voice_uses_one_frame_again_and_again():
    openings = Counter(
        (e.language, e.voice, e.intent, words_of(e.text)[:4])
        for e in EXAMPLES
        if len(words_of(e.text)) > 4
    )

    assert [frame for frame, count in openings.items() if count > 3] == []


def test_the_model_that_is_shipped_was_trained_on_these_examples():
    assert (_SHIPPED / name_of_model()).exists(), "run `make model`"


def test_where_a_model_must_be_learnt_first_the_log_says_so(monkeypatch, tmp_path, caplog):
    learnt = model.read_trained(_SHIPPED / name_of_model())
    monkeypatch.setattr(model, "_FOUND", {})
    monkeypatch.setattr(model, "_SHIPPED", tmp_path)
    monkeypatch.setattr(model, "train", lambda examples, encoder: learnt)  # minutes otherwise

    model.load_knowledge(tmp_path)

    assert "twelve minutes" in caplog.text
    assert (tmp_path / "model" / name_of_model()).exists()
