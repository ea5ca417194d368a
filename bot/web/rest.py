"""Rasa's two calls: the REST channel and /model/parse."""

import hmac
import json
from typing import Any

from aiohttp import web

from bot import clock, strict_json
from bot.channels import rest
from bot.channels.contract import Malformed, clean
from bot.palier import PALIER, Palier
from nlu.understanding import Understanding


async def webhook(request: web.Request) -> web.Response:
    """Answer one message of the REST channel, once its turn is committed."""
    palier = request.app[PALIER]
    _check_bearer(request, palier)
    payload = await read_json(request)
    try:
        message = rest.read(payload, now=clock.now())
    except Malformed as wrong:
        return refused(400, str(wrong))
    return web.json_response(rest.render(message.user, await palier.answer(message)))


async def parse(request: web.Request) -> web.Response:
    """Say how Palier understands a text."""
    palier = request.app[PALIER]
    _check_bearer(request, palier)
    payload = await read_json(request)
    if not isinstance(payload, dict) or not isinstance(payload.get("text"), str):
        return refused(400, 'send a JSON object: {"text": "…"}')
    text, _ = clean(payload["text"])
    understood = await palier.database.in_thread(
        lambda: palier.reading.understand(text, now=clock.now())
    )
    return web.json_response(shown(understood))


def shown(understood: Understanding) -> dict[str, Any]:
    """Return an understanding in Rasa's shape, with our three keys."""
    return {
        "text": understood.text,
        "intent": {"name": understood.intent, "confidence": round(understood.confidence, 4)},
        "intent_ranking": [
            {"name": guess.name, "confidence": round(guess.confidence, 4)}
            for guess in understood.ranking[:10]
        ],
        "entities": [
            {
                "entity": entity.name,
                "value": entity.value,
                "start": entity.start,
                "end": entity.end,
                "text": entity.text,
            }
            for entity in understood.entities
        ],
        "language": understood.language,
        "needs": [
            {
                "intent": need.intent,
                "confidence": round(need.confidence, 4),
                "text": need.text,
                "start": need.start,
                "end": need.end,
            }
            for need in understood.needs
        ],
        "safety": {
            "level": understood.safety.level,
            "intent": understood.safety.intent,
            "because": understood.safety.because,
        },
    }


async def read_json(request: web.Request) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Read the body as JSON; raises 400 with a sentence."""
    try:
        return strict_json.read_json(await request.read())
    except ValueError as wrong:
        raise web.HTTPBadRequest(
            text=json.dumps({"error": f"the body is not JSON: {wrong}"}),
            content_type="application/json",
        ) from wrong


def refused(status: int, why: str) -> web.Response:
    """Return a refusal that says what to do."""
    return web.json_response({"error": why}, status=status)


def _check_bearer(request: web.Request, palier: Palier) -> None:
    """Let the demo in from this machine; elsewhere ask for PALIER_REST_TOKEN."""
    token = palier.settings.rest_token
    if palier.settings.demo and token is None and palier.settings.host in {"127.0.0.1", "::1"}:
        return
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    known = token.get_secret_value().encode() if token is not None else b""
    if not known or not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), known):
        raise web.HTTPUnauthorized(
            text='{"error": "send Authorization: Bearer with the PALIER_REST_TOKEN"}',
            content_type="application/json",
        )
