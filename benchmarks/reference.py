"""The reference line: bare aiohttp that echoes a message after one committed SQLite row."""

import sqlite3
import sys
from pathlib import Path

from aiohttp import web


def make(folder: Path) -> web.Application:
    connection = sqlite3.connect(folder / "echo.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, body TEXT)")

    async def echo(request: web.Request) -> web.Response:
        said = await request.json()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO inbox (body) VALUES (?)", (said["message"],))
        connection.execute("COMMIT")
        return web.json_response([{"recipient_id": said["sender"], "text": said["message"]}])

    async def ready(request: web.Request) -> web.Response:
        return web.json_response({"database": True})

    app = web.Application()
    app.add_routes([web.post("/webhooks/rest/webhook", echo), web.get("/readyz", ready)])
    return app


if __name__ == "__main__":
    web.run_app(make(Path(sys.argv[1])), host="127.0.0.1", port=int(sys.argv[2]), print=None)
