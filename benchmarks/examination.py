"""The examination sets, none of which is ever trained on, as rows."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dialogs.scene import ACT
from nlu.examples import read_trials
from nlu.understanding import Understanding

FOLDER = Path(__file__).parents[1] / "tests" / "nlu" / "examination"
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)  # the day the entities were written for


@dataclass(frozen=True, slots=True)
class Row:
    """A message, its language, and the intents it has, the main one first."""

    text: str
    language: str
    intents: tuple[str, ...]


def own() -> list[Row]:
    """must_match: written by another hand than the training examples."""
    return [Row(t.text, t.language, (t.intent,)) for t in read_trials() if t.matches]


def near_misses() -> list[Row]:
    """must_not_match: messages that look like an intent, with what they truly are."""
    return [Row(t.text, t.language, (t.truly,)) for t in read_trials() if t.truly]


def domain() -> list[Row]:
    """The messages of the domain reference: another author, five writings."""
    return [Row(text, language, (intent,)) for intent, language, text in tsv("domain.tsv")]


def third() -> list[Row]:
    """Messages of an ordinary day by another hand, written when all else was settled."""
    return [Row(text, language, (intent,)) for intent, language, text in tsv("domain_third.tsv")]


def fourth() -> list[Row]:
    """Messages in eight languages other than French by six hands, a third of them to mislead."""
    return _sure(safety_fourth())


def fifth() -> list[Row]:
    """Messages in French, Turkish and Arabic in Latin letters by three hands; a third misleads."""
    return _sure(safety_fifth())


def sixth() -> list[Row]:
    """Messages of good and bad days in eleven languages by three hands: nothing meant to be hard."""
    return _sure(safety_sixth())


def plain() -> list[Row]:
    """What most people type first, in twelve languages by one hand: "there is no heating"."""
    return _sure(safety_plain())


def _sure(rows: list[tuple[str, str, str, str]]) -> list[Row]:
    return [
        Row(text, language, (intent,)) for level, intent, language, text in rows if level != "soon"
    ]


def two_needs() -> list[Row]:
    return [Row(text, "fr", tuple(intents.split("+"))) for intents, text in tsv("two_needs.tsv")]


def two_needs_second() -> list[Row]:
    """By another hand: one, two or three needs, long and short alike, a fifth not in French."""
    return _with_languages("two_needs_second.tsv")


def two_needs_third() -> list[Row]:
    """By a fourth hand: two needs or three, joined in every way; nothing was settled on them."""
    return _with_languages("two_needs_third.tsv")


def two_needs_fourth() -> list[Row]:
    """By two hands more: half of them long, with much that needs nothing told besides."""
    return _with_languages("two_needs_fourth.tsv")


def two_needs_fifth() -> list[Row]:
    """By two hands again, of an ordinary day: two needs or three, or one told at length."""
    return _with_languages("two_needs_fifth.tsv")


def needs_stories() -> list[Row]:
    """By a third hand, stories of one to three needs: the weights of a further need fit these."""
    return _with_languages("needs_stories.tsv")


def _with_languages(name: str) -> list[Row]:
    return [
        Row(text, language, tuple(intents.split("+"))) for intents, language, text in tsv(name)
    ]


def opened(understood: Understanding) -> set[str]:
    """Return the needs of a message that a report opens; danger has a lane of its own."""
    needs = {n.intent for place, n in enumerate(understood.needs) if place or n.confidence >= ACT}
    return {need for need in needs if not need.startswith("emergency_")}


def told(understood: Understanding) -> set[str]:
    """Return the needs that a report opens, and a danger that is asked about."""
    danger = understood.safety.intent
    return opened(understood) | ({danger} if danger else set())


def safety() -> list[tuple[str, str, str, str]]:
    """label (now, soon, harmless), intent, language, text."""
    return _labelled("safety.tsv")


def safety_second() -> list[tuple[str, str, str, str]]:
    """Return the same by another hand, written after the thresholds were chosen."""
    return _labelled("safety_second.tsv")


def safety_third() -> list[tuple[str, str, str, str]]:
    """Return a third; here what is harmless is ordinary, and what misleads is "lookalike"."""
    return _labelled("safety_third.tsv")


def safety_fourth() -> list[tuple[str, str, str, str]]:
    """Return the same messages with what they tell of danger, those that only hint at one too."""
    return _labelled("fourth.tsv")


def safety_fifth() -> list[tuple[str, str, str, str]]:
    """Return the same of the fifth set."""
    return _labelled("fifth.tsv")


def cries() -> list[tuple[str, str, str, str]]:
    """Return messages of one to seven words, in fourteen writings, by two hands."""
    return _labelled("cries.tsv")


def safety_sixth() -> list[tuple[str, str, str, str]]:
    """Return the same of the sixth set."""
    return _labelled("sixth.tsv")


def safety_plain() -> list[tuple[str, str, str, str]]:
    """Return the plain messages, all of them harmless."""
    return _labelled("plain.tsv")


def hints() -> list[tuple[str, str, str, str]]:
    """Return hints of two to eight words, in thirteen writings, by one hand."""
    return _labelled("hints.tsv")


def _labelled(name: str) -> list[tuple[str, str, str, str]]:
    return [tuple(row) for row in tsv(name)]


def entities() -> list[dict[str, Any]]:
    lines = (FOLDER / "entities.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def tsv(name: str) -> list[list[str]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line.strip()]
