"""A message heard without a model: its words and what they name."""

from datetime import UTC, date, datetime

from dialogs.scene import Heard
from nlu.answers import read_answer_words
from nlu.entities import find_entities
from nlu.safety import SAFE
from nlu.understanding import Understanding

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def hear(text: str, language: str = "fr") -> Heard:
    """Read a message as of Wednesday 25 November 2026."""
    understood = Understanding(
        text=text,
        language=language,
        intent=None,
        confidence=0.0,
        ranking=(),
        needs=(),
        maybe=(),
        entities=find_entities(text, now=NOW, language=language),
        safety=SAFE,
    )
    answer = read_answer_words(text, language)
    return Heard(text=text, understood=understood, answer=answer, today=date(2026, 11, 25))
