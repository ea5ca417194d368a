"""Bells between processes: whoever shows a conversation hears that something was said in it.

On PostgreSQL by NOTIFY, which rings at the commit; on SQLite there is one process that shows
pages, and it rings its own bell.
"""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import Connection, Engine
from sqlmodel import text

log = structlog.get_logger()
CHANNEL = "palier_bell"
LOOK = 1.0  # seconds between two looks at whether to end
AGAIN = 2.0  # seconds before a broken line is opened again
_RING = text("SELECT pg_notify(:channel, :conversation)")


def ring(connection: Connection, conversation_id: int) -> None:
    """Ring the bell of a conversation in all processes, once this transaction is committed."""
    if connection.dialect.name == "postgresql":
        rung = {"channel": CHANNEL, "conversation": str(conversation_id)}
        connection.execute(_RING, rung)


class Listener:
    """Hears the bells that other processes ring, in a thread of its own."""

    def __init__(
        self, engine: Engine, heard: Callable[[int], None], missed: Callable[[], None]
    ) -> None:
        """Take what is done at a bell, and what at a new line: some may have rung meanwhile."""
        self._engine = engine
        self._heard = heard
        self._missed = missed
        self._ended = threading.Event()
        self._deaf = False
        self._thread = threading.Thread(target=self._listen, name="palier-bells", daemon=True)

    def start(self) -> None:
        """Listen, where there are bells to be heard."""
        if self._engine.dialect.name == "postgresql":
            self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(LOOK * 2)

    def _listen(self) -> None:
        """Hear; open the line again whenever it breaks, and say so once."""
        while not self._ended.is_set():
            try:
                self._hear()
            except Exception as broken:  # noqa: BLE001 (the driver's own: the line is opened again)
                if not self._deaf:
                    log.warning("bells are not heard", because=type(broken).__name__)
                self._deaf = True
            self._ended.wait(AGAIN)

    def _hear(self) -> None:
        with contextlib.closing(_own_line(self._engine)) as line:
            line.execute(f"LISTEN {CHANNEL}")
            if self._deaf:
                log.warning("bells are heard again")
            self._deaf = False
            self._missed()  # from here on none is
            while not self._ended.is_set():
                for bell in line.notifies(timeout=LOOK):
                    self._heard(int(bell.payload))


def _own_line(engine: Engine) -> Any:  # noqa: ANN401 (the driver's own)
    """Return a connection that no pool knows: it closes without a word where it broke."""
    borrowed = engine.raw_connection()
    line: Any = borrowed.driver_connection
    borrowed.detach()
    line.autocommit = True
    return line
