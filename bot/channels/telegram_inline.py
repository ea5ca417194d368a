"""Telegram's inline queries: a look-up typed after the bot's name, in any chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.contract import Malformed, clean

KIND = "inline_query"
MOST_RESULTS = 10
LONGEST_ID = 64  # bytes of a result's id (Bot API, InlineQueryResultArticle)
OWN_CHAT, GROUP = "sender", "supergroup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One look-up. `chat`: sender is the person's own chat with the bot; None is not known."""

    id: str
    user: str
    words: str
    chat: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One result: what the list shows, and what is written in the chat when it is picked."""

    id: str
    title: str
    line: str
    written: str


def read(update: Mapping[str, Any]) -> Asked | None:
    """Read an inline query; None for an update of another kind; raises Malformed."""
    if KIND not in update:
        return None
    query = update[KIND]
    try:
        return Asked(
            id=str(query["id"]),
            user=str(int(query["from"]["id"])),
            words=clean(query.get("query"))[0],
            chat=query.get("chat_type"),
        )
    except (LookupError, TypeError, AttributeError, ValueError) as wrong:
        raise Malformed(f"an inline query with a wrong {type(wrong).__name__}") from wrong


def answer(asked: Asked, found: Sequence[Found], hint: str | None = None) -> dict[str, Any]:
    """Return the parameters of answerInlineQuery: for this person only, kept by nobody."""
    parameters: dict[str, Any] = {
        "inline_query_id": asked.id,
        "results": [_article(one) for one in found[:MOST_RESULTS]],
        "is_personal": True,
        "cache_time": 0,
    }
    if hint is not None:
        parameters["button"] = {"text": hint, "start_parameter": "aide"}
    return parameters


def _article(one: Found) -> dict[str, Any]:
    return {
        "type": "article",
        "id": one.id[:LONGEST_ID],
        "title": one.title,
        "description": one.line,
        "input_message_content": {"message_text": one.written},
    }
