"""Every setting, command and trade word has its line in docs."""

import re
from enum import StrEnum
from pathlib import Path

import pytest
import typer

from bot.cli import app
from bot.settings import Settings
from casework.audience import LeftOut
from casework.audits import Decision, ItemState, SessionStatus
from casework.cases import Outcome, Status
from casework.needs import Need
from casework.notices import Kind, NoticeStatus
from casework.roles import Role

DOCS = Path(__file__).parents[2] / "docs"
VARIABLES = {f"PALIER_{name.upper()}" for name in Settings.model_fields}
MEMBERS = [
    member
    for words in (
        Need,
        Role,
        Status,
        Outcome,
        Kind,
        NoticeStatus,
        LeftOut,
        SessionStatus,
        ItemState,
        Decision,
    )
    for member in words
]


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def first_cells(text: str) -> list[str]:
    """Return what stands between backticks in the first cell of each line of the tables."""
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


def commands_of(group, path=("palier",)):
    """Yield each command with the words that call it, those of groups too."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands_of(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


COMMANDS = dict(commands_of(typer.main.get_command(app)))


@pytest.mark.parametrize("variable", sorted(VARIABLES))
def test_a_setting_has_its_line(variable):
    assert first_cells(read("settings.md")).count(variable) == 1


def test_no_line_tells_of_a_setting_that_is_gone():
    assert set(first_cells(read("settings.md"))) <= VARIABLES


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_command_has_its_line(command):
    assert first_cells(read("commands.md")).count(command) == 1


def test_no_line_tells_of_a_command_that_is_gone():
    assert set(first_cells(read("commands.md"))) <= set(COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_example_of_a_command_can_be_typed(command):
    line = next(
        one for one in read("commands.md").splitlines() if one.startswith(f"| `{command}` |")
    )
    example = re.findall(r"`([^`]+)`", line)[-1]
    known = {option for parameter in COMMANDS[command].params for option in parameter.opts}

    assert example.removeprefix("PALIER_DEMO=1 ").startswith(command)
    assert set(re.findall(r"(?<=\s)--[\w-]+", example)) <= known


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member}")
def test_a_trade_word_is_in_the_glossary(member: StrEnum):
    _, _, rest = read("glossary.md").partition(f"## `{type(member).__name__}`")
    table, _, _ = rest.partition("\n## ")

    assert f"| `{member.value}` |" in table
