"""The menu of commands that Telegram shows beside the message box, in each language."""

from collections.abc import Callable, Iterable

COMMANDS = ("aide", "statut", "humain", "langue", "annuler", "stop", "mesdonnees")


def menu(
    words: Callable[[str, str], str], languages: Iterable[str]
) -> dict[str, list[dict[str, str]]]:
    """Return the commands with their words, language by language (setMyCommands)."""
    return {
        language: [
            {"command": name, "description": words(f"command.menu.{name}", language)}
            for name in COMMANDS
        ]
        for language in languages
    }
