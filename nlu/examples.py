"""The examples of nlu/intents/<language>/<intent>.yaml, and their examination."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nlu.yaml_files import read_yaml

INTENTS: Final = Path(__file__).parent / "intents"
OUT_OF_SCOPE: Final = "out_of_scope"
REPAIRS: Final = ("home_repair", "common_area_fault")  # what tells a defect
_KEYS: Final = frozenset({"about", "examples", "problems", "soon", "must_match", "must_not_match"})


class IntentFileError(Exception):
    """A file of examples cannot be read: the message names the file, the key, what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A message that somebody might write, and what it means; `voice` tells who writes so."""

    intent: str
    text: str
    language: str
    voice: str
    soon: bool = False  # a danger that is likely, not certain: known to the danger head only
    problem: str | None = None  # the code of the defect that it tells, where somebody said so


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A sentence of the examination, never trained on.

    `matches` tells whether `text` means `intent`; where it does not, `truly` is what it means.
    """

    intent: str
    text: str
    language: str
    matches: bool
    truly: str | None = None


def read_examples(folder: Path = INTENTS) -> tuple[Example, ...]:
    """Read every example of every language; raises IntentFileError."""
    return tuple(
        Example(
            intent=path.stem,
            text=str(text),
            language=path.parent.name,
            voice=str(voice),
            soon=key == "soon",
            problem=problem,
        )
        for path, table in _tables(folder)
        for key, problem, voices in _told(table)
        for voice, texts in voices.items()
        for text in texts
    )


def _told(table: Mapping[str, Any]) -> Iterator[tuple[str, str | None, Mapping[str, Any]]]:
    """Yield the voices of each part of a file, with the problem that they tell."""
    yield "examples", None, table.get("examples", {})
    for problem, voices in table.get("problems", {}).items():
        yield "problems", str(problem), voices
    yield "soon", None, table.get("soon", {})


def read_trials(folder: Path = INTENTS) -> tuple[Trial, ...]:
    """Read the examination of every language; raises IntentFileError."""
    return tuple(trial for path, table in _tables(folder) for trial in _trials(path, table))


def _trials(path: Path, table: Mapping[str, Any]) -> Iterator[Trial]:
    intent, language = path.stem, path.parent.name
    for text in table.get("must_match", ()):
        yield Trial(intent=intent, text=str(text), language=language, matches=True)
    for truly, texts in (table.get("must_not_match") or {}).items():
        for text in texts:
            yield Trial(
                intent=intent, text=str(text), language=language, matches=False, truly=truly
            )


def hash_examples(folder: Path = INTENTS, further: Iterable[Path] = ()) -> str:
    """Return a short hash of all that the trained model depends on."""
    digest = hashlib.sha256()
    for path in (*sorted(folder.glob("*/*.yaml")), *further):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _tables(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.glob("*/*.yaml")):
        table = read_yaml(path)
        if not isinstance(table, dict) or not table.keys() <= _KEYS:
            unknown = sorted(set(table) - _KEYS) if isinstance(table, dict) else "no mapping"
            raise IntentFileError(f"{path}: {unknown}; the keys are {sorted(_KEYS)}")
        yield path, table
