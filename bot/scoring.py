"""What understanding says of a text or of a file of texts, for people who look into it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.reading import Reading
from nlu.explaining import Reason

MOST_SHOWN = 15


class ScoreRefused(Exception):
    """The file cannot be scored: the message names the line and what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a file of labelled messages was understood."""

    messages: int
    first: int
    among_three: int
    wrong: tuple[tuple[str, str, str], ...]  # label, guess, text


def score_file(reading: Reading, file: Path, *, now: datetime) -> Score:
    """Read "intent, tab, text" lines and compare; raises ScoreRefused."""
    rows = list(_rows(file))
    wrong, first, among = [], 0, 0
    for label, text in rows:
        names = [guess.name for guess in reading.understand(text, now=now).ranking[:3]]
        first += names[:1] == [label]
        among += label in names
        if names[:1] != [label]:
            wrong.append((label, names[0] if names else "–", text))
    return Score(messages=len(rows), first=first, among_three=among, wrong=tuple(wrong))


def _rows(file: Path) -> list[tuple[str, str]]:
    if not file.is_file():
        raise ScoreRefused(f"{file}: there is no such file")
    rows = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        label, tab, text = line.partition("\t")
        if not tab:
            raise ScoreRefused(f"{file.name}, line {number}: write the intent, a tab, the text")
        rows.append((label.strip(), text))
    if not rows:
        raise ScoreRefused(f"{file.name}: the file is empty")
    return rows


def print_score(score: Score, out: Console) -> None:
    """Print the shares, the pairs that are confused, and what went wrong."""
    out.print(
        f"{score.messages} messages: first {score.first / score.messages:.3f}, "
        f"among three {score.among_three / score.messages:.3f}"
    )
    confused = Counter((label, guess) for label, guess, _ in score.wrong)
    table = Table("said", "understood", "times")
    for (label, guess), count in confused.most_common(MOST_SHOWN):
        table.add_row(label, guess, str(count))
    out.print(table)
    for label, guess, text in score.wrong:
        out.print(f"{label} → {guess}: {text}", markup=False, highlight=False)


def print_understanding(found: Mapping[str, Any], reasons: Sequence[Reason], out: Console) -> None:
    """Print one understanding for a person."""
    danger = found["safety"]
    said = f"{danger['level']} {danger['intent'] or ''} {danger['because']}".strip()
    out.print(f"language {found['language']} · danger: {said}", markup=False)
    table = Table("intent", "confidence")
    for guess in found["intent_ranking"][:5]:
        table.add_row(guess["name"], f"{guess['confidence']:.2f}")
    out.print(table)
    words = ", ".join(f"{reason.word} (−{reason.weight:.2f})" for reason in reasons)
    out.print(f"the words that decided: {words or 'none alone'}", markup=False)
    for need in found["needs"]:
        out.print(
            f"need {need['intent']} {need['confidence']:.2f}: “{need['text']}”", markup=False
        )
    for entity in found["entities"]:
        out.print(f"{entity['entity']} = {entity['value']}: “{entity['text']}”", markup=False)
