"""Messages of several things, in nlu/stories/<language>.yaml: what each asks for, and what not.

A need stands in square brackets with its intent, `[home_repair|le volet descend plus]`; in round
ones stands what sounds like an intent and asks for nothing: `(home_repair|l'évier est réparé)`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from nlu.examples import INTENTS, IntentFileError
from nlu.yaml_files import read_yaml

STORIES: Final = Path(__file__).parent / "stories"
_MARK: Final = re.compile(
    r"\[(?P<need>\w+)\|(?P<asked>[^\[\]]*)\]|\((?P<aside>\w+)\|(?P<told>[^()]*)\)"
)
_LEFT_OPEN: Final = re.compile(r"[\[\]|]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of a story; `needed` tells whether somebody is to do something about it."""

    intent: str
    text: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Story:
    """A message, without its marks, and its pieces that were marked."""

    text: str
    language: str
    voice: str
    clauses: tuple[Clause, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """Return the intents that it needs something of, in their order."""
        return tuple(clause.intent for clause in self.clauses if clause.needed)


def read_stories(folder: Path = STORIES) -> tuple[Story, ...]:
    """Read every story of every language; raises IntentFileError."""
    return tuple(
        read_story(str(line), path.stem, str(voice), path)
        for path in sorted(folder.glob("*.yaml"))
        for voice, lines in read_yaml(path).items()
        for line in lines
    )


def read_story(line: str, language: str, voice: str, path: Path) -> Story:
    """Read one marked line; raises IntentFileError where a mark is left open or unknown."""
    clauses = tuple(_clauses(line))
    text = _MARK.sub(lambda mark: mark["asked"] or mark["told"] or "", line)
    unknown = {clause.intent for clause in clauses} - _intents()
    if _LEFT_OPEN.search(text) or unknown or not clauses:
        said = (
            f"unknown {sorted(unknown)}" if unknown else "write [intent|words] or (intent|words)"
        )
        raise IntentFileError(f"{path}: {voice}: {line!r}: {said}")
    return Story(text, language, voice, clauses)


@cache
def _intents() -> frozenset[str]:
    return frozenset(path.stem for path in (INTENTS / "fr").glob("*.yaml"))


def _clauses(line: str) -> Iterator[Clause]:
    for mark in _MARK.finditer(line):
        needed = mark["need"] is not None
        intent, text = (mark["need"], mark["asked"]) if needed else (mark["aside"], mark["told"])
        yield Clause(intent, text, needed)
