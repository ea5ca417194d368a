"""Whole conversations, kept as files that the cell can read; `make golden` writes them again."""

from pathlib import Path

import pytest

from tests.play import Player

FILES = sorted((Path(__file__).parent / "conversations").glob("*.chat"))


def play(palier, script: str) -> str:
    """Play the lines that begin with ">" and return the file as it should be."""
    player, known, lines = Player(palier), set(), []
    for line in script.splitlines():
        if line.startswith("#"):
            lines.append(line)
        if not line.startswith("> "):
            continue
        lines.append(line)
        for reply in player.turn(line[2:]):
            lines += [
                f"< {text}" if not number else f"  {text}"
                for number, text in enumerate(reply.text.splitlines())
            ]
            lines += [f"  [{choice['label']}]" for choice in reply.choices]
        for fact in player.facts().lines():
            if fact not in known:
                known.add(fact)
                lines.append(fact)
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_conversation_goes_as_written(file, on_both, request):
    script = file.read_text(encoding="utf-8")

    played = play(on_both, script)

    if request.config.getoption("--rewrite"):
        file.write_text(played, encoding="utf-8")
    assert played == file.read_text(encoding="utf-8")
