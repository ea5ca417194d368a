"""The sentence encoder is asked once for the answers that everybody gives."""

import numpy as np

from nlu.encoding import Remembering


class Counting:
    """An encoder that remembers what it was asked."""

    def __init__(self):
        self.asked = []

    def encode(self, texts):
        self.asked.append(list(texts))
        return np.array([[len(text)] for text in texts], np.float32)


def test_an_answer_of_a_word_is_encoded_once_and_a_sentence_each_time():
    encoder = Counting()
    remembering = Remembering(encoder)

    for text in ("oui", "la cave est pleine d'eau", "oui", "la cave est pleine d'eau"):
        assert remembering.encode([text]).tolist() == [[len(text)]]

    assert encoder.asked == [["oui"], ["la cave est pleine d'eau"], ["la cave est pleine d'eau"]]


def test_clauses_that_come_together_are_encoded_together():
    encoder = Counting()
    remembering = Remembering(encoder)
    remembering.encode(["oui"])

    assert remembering.encode(["oui", "non"]).tolist() == [[3], [3]]
    assert encoder.asked[-1] == ["oui", "non"]
