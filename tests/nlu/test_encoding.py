"""The sentence encoder is asked once for the answers that everybody gives."""

from dataclasses import replace

import numpy as np
import pytest

from nlu.model import load_knowledge


class Counting:
    """An encoder that remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        return np.ones((len(texts), 512), np.float32)

    def encode_pieces(self, text, pieces):
        return self.encode([text, *pieces])


@pytest.fixture
def asked(tmp_path):
    """Give the model with an encoder that counts, and what it was asked."""
    knowledge, encoder = load_knowledge(tmp_path), Counting()
    counting = replace(knowledge, encoding=replace(knowledge.encoding, encoder=encoder))
    return counting, encoder.asked


def test_an_answer_of_a_word_is_read_once_and_a_sentence_each_time(asked):
    knowledge, texts = asked

    for text in ("oui", "la cave est pleine d'eau", "oui", "la cave est pleine d'eau"):
        assert len(knowledge.read([text], "fr").intents) == 1

    assert texts == [["oui"], ["la cave est pleine d'eau"], ["la cave est pleine d'eau"]]


def test_a_word_is_read_again_in_another_language(asked):
    knowledge, texts = asked
    knowledge.read(["no"], "en")
    knowledge.read(["no"], "es")

    assert texts == [["no"], ["no"]]


def test_clauses_that_come_together_are_encoded_together(asked):
    knowledge, texts = asked
    knowledge.read(["oui"], "fr")

    assert len(knowledge.read(["oui", "non"], "fr").intents) == 2
    assert texts[-1] == ["oui", "non"]
