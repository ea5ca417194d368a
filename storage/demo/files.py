"""Read the data files that lie beside this module."""

import json
from pathlib import Path
from typing import Any

from storage.demo.records import DemoAgent, DemoResidence

HERE = Path(__file__).parent
REFERENCE = HERE.parent / "reference"


def read_json(name: str) -> Any:  # noqa: ANN401  # a data file is whatever it is
    """Read one data file of the demonstration."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def read_reference(name: str) -> Any:  # noqa: ANN401  # a data file is whatever it is
    """Read one file of the reference data."""
    return json.loads((REFERENCE / name).read_text(encoding="utf-8"))


def read_residences() -> tuple[DemoResidence, ...]:
    """Read the residences in the order of the file."""
    return tuple(DemoResidence(**_with_tuples(row)) for row in read_json("residences.json"))


def read_staff() -> tuple[DemoAgent, ...]:
    """Read the staff of the agencies and of the head office."""
    return tuple(DemoAgent(**_with_tuples(row)) for row in read_json("staff.json"))


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
