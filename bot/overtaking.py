"""While the file of a message is on its way: what it says, and who does not wait behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.reading import Reading
from dialogs.conversation import Conversation
from dialogs.scene import Heard
from storage.database import Database
from storage.waiting import Waiting

MOST: Final = 1000  # messages remembered; one that is forgotten is only read again


@dataclass(slots=True)
class Held:
    """A message that waits for its file, as it was read."""

    version: int  # of the conversation when it was read
    heard: Heard
    calm_until: int  # the last message behind it that was found to tell of no danger


class Overtaking:
    """Reads what waits for its file once, and finds the danger behind it."""

    def __init__(self, database: Database, reading: Reading) -> None:
        self._database = database
        self._reading = reading
        self._held: dict[int, Held] = {}  # by the row of the message

    def hear(
        self,
        waiting: Waiting,
        body: Mapping[str, Any],
        conversation: Conversation,
        *,
        now: datetime,
    ) -> Heard:
        """Read a message, once: also where it is looked at again with its file."""
        held = self._held.get(waiting.id)
        if held is not None and held.version == waiting.version:
            return self._reading.with_file(held.heard, body, now=now)
        heard = self._reading.hear(body, conversation, now=now)
        if body.get("file"):
            calm_until = held.calm_until if held else waiting.id
            self._held[waiting.id] = Held(waiting.version, heard, calm_until)
            self._forget_the_oldest()
        return heard

    def find_ahead(self, waiting: Waiting, conversation: Conversation) -> int | None:
        """Return the row of the first message that does not wait for the file before it.

        Danger does not, nor what is said while a danger is being talked about. None: all wait.
        """
        held = self._held.get(waiting.id)
        if held is None:
            return None  # it had its turn meanwhile
        behind = self._database.read_now(
            lambda kept: kept.mail.open_behind(waiting.conversation_id, held.calm_until)
        )
        for row, body in behind:
            if self._goes_ahead(body, conversation):
                return row
            held.calm_until = row
        return None

    def forget(self, waiting: Waiting) -> None:
        """Forget a message that had its turn."""
        self._held.pop(waiting.id, None)

    def _goes_ahead(self, body: Mapping[str, Any], conversation: Conversation) -> bool:
        text = str(body.get("text") or "")
        if conversation.alarm is not None and not body.get("file"):
            return bool(text or body.get("payload"))
        return self._reading.is_urgent(text)

    def _forget_the_oldest(self) -> None:
        for row in list(self._held)[:-MOST]:
            self._held.pop(row, None)
