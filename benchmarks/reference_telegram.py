"""The lines beside Palier: bare aiohttp, and python-telegram-bot as its manual shows it."""

import os
import sys
from typing import Any

import aiohttp
from aiohttp import web
from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

PORT = int(os.environ["PALIER_PORT"])
API = os.environ["PALIER_TELEGRAM_API_URL"]
TOKEN = os.environ["PALIER_TELEGRAM_TOKEN"]


async def ready(request: web.Request) -> web.Response:
    return web.json_response({"database": True})


def bare() -> web.Application:
    async def hook(request: web.Request) -> web.Response:
        said: dict[str, Any] = (await request.json())["message"]
        answer = {"chat_id": said["chat"]["id"], "text": said["text"]}
        async with app[SESSION].post(f"{API}/bot{TOKEN}/sendMessage", data=answer) as sent:
            await sent.read()
        return web.Response()

    async def session(running: web.Application) -> Any:
        async with aiohttp.ClientSession() as opened:
            running[SESSION] = opened
            yield

    app = web.Application()
    app.cleanup_ctx.append(session)
    app.add_routes([web.post("/webhooks/telegram", hook), web.get("/readyz", ready)])
    return app


SESSION: web.AppKey[aiohttp.ClientSession] = web.AppKey("session", aiohttp.ClientSession)


def ordinary() -> web.Application:
    async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        del context
        if update.message is not None:
            await update.message.reply_text(update.message.text or "")

    bot = Application.builder().token(TOKEN).base_url(f"{API}/bot").updater(None).build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))

    async def hook(request: web.Request) -> web.Response:
        await bot.process_update(Update.de_json(await request.json(), bot.bot))
        return web.Response()

    async def running(app: web.Application) -> Any:
        del app
        await bot.initialize()
        yield
        await bot.shutdown()

    app = web.Application()
    app.cleanup_ctx.append(running)
    app.add_routes([web.post("/webhooks/telegram", hook), web.get("/readyz", ready)])
    return app


if __name__ == "__main__":
    made = {"aiohttp": bare, "ptb": ordinary}[sys.argv[1]]()
    web.run_app(made, host="127.0.0.1", port=PORT, print=None)
