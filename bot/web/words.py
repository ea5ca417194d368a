"""What the pages are given: words in the page's language, and who may be played in the demo."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aiohttp import web

from bot.channels.webchat import direction
from bot.clock import PARIS
from bot.palier import Palier
from bot.web.word_keys import CHAT, DESK
from dialogs.asides.menu import FOUR_CHOICES
from dialogs.effects import Say

LONGEST_SHORT = 4  # digits of a number that is written without spaces
NOT_BEFORE = r"(?<![\d,.:/+])"  # "18 h", "18 €", "1.18" and "118" are not calls
NOT_AFTER = r"(?!\d|\s?(?:h\b|h\d|heure|[€%])|[:/,.]\d)"
OWN_NAMES = {"fr": "Français", "en": "English", "ar": "العربية", "tr": "Türkçe"}


def language_of(request: web.Request, palier: Palier) -> str:
    """Return the language of a page: asked for, else the browser's, else French."""
    known = palier.wording.languages
    asked = request.query.get("lang", "")
    wished = [part.split(";")[0].strip()[:2] for part in _accepted(request)]
    return next((code for code in (asked, *wished) if code in known), known[0])


def _accepted(request: web.Request) -> list[str]:
    return request.headers.get("Accept-Language", "").split(",")


def chat_words(palier: Palier, language: str) -> dict[str, str]:
    """Return the words of the chat's page, by the key its template uses."""
    return {key: palier.wording.text(f"chat.{key}", language) for key in CHAT}


def desk_words(palier: Palier) -> dict[str, str]:
    """Return the words of the desk: agents work in French."""
    shown = {key: palier.wording.text(f"desk.page.{key}", "fr") for key in DESK}
    kept = palier.wording.text("chat.pending", "fr")
    found = palier.wording.text("desk.choice.open_this", "fr").format(reference="").strip()
    note = {key: palier.wording.text(f"desk.{key}", "fr") for key in ("choice.note", "note.write")}
    return shown | {"kept": kept, "find": found, **note}


async def chat_context(request: web.Request, palier: Palier, *, resume: bool) -> dict[str, Any]:
    """Return all that the chat's page shows."""
    language = language_of(request, palier)
    rows = await palier.database.read(lambda k: k.directory.emergency_numbers())
    numbers = [_number(row.number, text=row.text_capable) for row in rows if row.number]
    shown = chat_words(palier, language)
    return {
        "w": shown,
        "danger_parts": with_calls(shown["danger"], numbers),
        "lang": language,
        "dir": direction(language),
        "landlord": palier.landlord,
        "languages": [(code, OWN_NAMES.get(code, code)) for code in palier.wording.languages],
        "demo": palier.demo_tenants or None,
        "exit_url": palier.settings.exit_url,
        "leave_url": "/chat/leave",
        "greeting": _greeting(palier, language),
        "resume": resume,
        "say_id": palier.secrets.token()[:22],
        "numbers": numbers,
    }


def with_calls(text: str, numbers: Sequence[dict[str, str]]) -> list[str | dict[str, str]]:
    """Return a text in parts: plain, and numbers to call with their address, as chat.js does.

    >>> with_calls("Appelez le 17.", [{"number": "17", "href": "tel:17"}])
    ['Appelez le ', {'number': '17', 'href': 'tel:17'}, '.']
    """
    hrefs = {one["number"]: one["href"] for one in numbers}
    known = "|".join(_spaced(number) for number in sorted(hrefs, key=len, reverse=True))
    if not known:
        return [text]
    parts: list[str | dict[str, str]] = []
    for position, part in enumerate(re.split(rf"{NOT_BEFORE}({known}){NOT_AFTER}", text)):
        href = hrefs[re.sub(r"\D", "", part)] if position % 2 else ""
        parts.append({"number": part, "href": href} if position % 2 else part)
    return parts


def time_of(at: str, now: datetime) -> str:
    """Return a moment as people here read it: the hour, before today with the day."""
    local = datetime.fromisoformat(at).astimezone(PARIS)
    today = local.date() == now.astimezone(PARIS).date()
    return f"{local:%H:%M}" if today else f"{local:%d/%m %H:%M}"


def _spaced(number: str) -> str:
    return "[\\s.]?".join(number) if len(number) > LONGEST_SHORT else number


def _greeting(palier: Palier, language: str) -> dict[str, Any]:
    """Return the first message, the same as the bot's own hello: that a machine answers."""
    said = Say("hello.first", {"landlord": palier.landlord})
    buttons = [
        {"payload": choice.payload, "label": palier.wording.text(choice.label, language)}
        for choice in FOUR_CHOICES
    ]
    return {"text": palier.wording.word(said, language), "buttons": buttons}


def _number(number: str, *, text: bool) -> dict[str, str]:
    scheme = "sms" if text else "tel"
    return {"number": number, "href": f"{scheme}:{number}"}
