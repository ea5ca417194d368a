"""What the pages are given: words in the page's language, and who may be played in the demo."""

from typing import Any

from aiohttp import web

from bot.palier import Palier
from bot.web.word_keys import CHAT, DESK
from dialogs.effects import Say
from dialogs.small_talk import FOUR_CHOICES

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
    return {key: palier.wording.text(f"desk.page.{key}", "fr") for key in DESK}


async def chat_context(request: web.Request, palier: Palier, *, resume: bool) -> dict[str, Any]:
    """Return all that the chat's page shows."""
    language = language_of(request, palier)
    numbers = await palier.database.read(lambda k: k.directory.emergency_numbers())
    return {
        "w": chat_words(palier, language),
        "lang": language,
        "dir": "rtl" if language == "ar" else "ltr",
        "landlord": palier.landlord,
        "languages": [(code, OWN_NAMES.get(code, code)) for code in palier.wording.languages],
        "demo": palier.demo_tenants or None,
        "exit_url": palier.settings.exit_url,
        "leave_url": "/chat/leave",
        "greeting": _greeting(palier, language),
        "resume": resume,
        "say_id": palier.secrets.token()[:22],
        "numbers": [_number(row.number, text=row.text_capable) for row in numbers],
    }


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
