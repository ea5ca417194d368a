"""In the terminal, choices are numbered and a number answers them."""

import io

from rich.console import Console

from bot import talking
from bot.settings import read_settings


async def test_a_conversation_is_played_from_a_file_by_number(tmp_path, demo_file, now):
    (tmp_path / "palier.db").write_bytes(demo_file.read_bytes())
    script = tmp_path / "one.chat"
    script.write_text("> bonjour\n< anything\n> 2.\n", encoding="utf-8")
    out = Console(file=io.StringIO(), width=200)

    await talking.talk(read_settings(home=tmp_path, demo=True), "fr", script, out)

    said = out.file.getvalue()
    assert "1. Loyer\n2. Panne" in said
    assert "Répondez par le numéro." in said
    assert "logement" in said.partition("Répondez par le numéro.")[2]
