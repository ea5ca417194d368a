"""Files of people: of each kind only what is known to be harmless is kept."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from bot.pictures import LARGEST, NotAPicture, draw_again
from storage.tables.messages import MediaRow

LARGEST_OTHER: Final = 20 * 1024 * 1024  # what Telegram hands to a bot
SOUNDS: Final = {  # how a sound begins → its media type
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"\xff\xf1": "audio/aac",
    b"fLaC": "audio/flac",
}
WAVE: Final = (b"RIFF", b"WAVE")
MP4: Final = b"ftyp"


class NotKept(Exception):
    """The file cannot be kept; the text of the error is a message id."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is kept."""

    id: str
    kind: str
    mime: str
    size: int

    def row(self, conversation_id: int, now: datetime) -> MediaRow:
        """Return the row of the file."""
        return MediaRow(
            id=self.id,
            conversation_id=conversation_id,
            kind=self.kind,
            mime=self.mime,
            size=self.size,
            at=now,
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of file is kept."""

    largest: int  # bytes
    too_large: str  # message id
    clean: Callable[[bytes], tuple[str, bytes]]  # the media type, and what is kept


def keep_file(kind: str, data: bytes, folder: Path) -> KeptFile:
    """Keep a file under a name nobody can guess; raises NotKept."""
    check_size(kind, len(data))
    mime, cleaned = KINDS[kind].clean(data)
    kept = KeptFile(secrets.token_hex(16), kind, mime, len(cleaned))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / kept.id).write_bytes(cleaned)
    return kept


def check_size(kind: str, size: int) -> None:
    """Refuse what is larger than its kind may be; raises NotKept."""
    if size > KINDS[kind].largest:
        raise NotKept(KINDS[kind].too_large)


def _picture(data: bytes) -> tuple[str, bytes]:
    try:
        return "image/jpeg", draw_again(data)
    except NotAPicture as wrong:
        raise NotKept(str(wrong)) from wrong


def _sound(data: bytes) -> tuple[str, bytes]:
    """Return a sound as it is: it is listened to by a person, and never run."""
    mime = next((mime for start, mime in SOUNDS.items() if data.startswith(start)), None)
    if data[4:8] == MP4:
        mime = "audio/mp4"
    if (data[:4], data[8:12]) == WAVE:
        mime = "audio/wav"
    if mime is None:
        raise NotKept("media.not_kept")
    return mime, data


def _paper(data: bytes) -> tuple[str, bytes]:
    """Return a PDF as it is: it is handed out as a file to save, never shown by our pages."""
    if not data.startswith(b"%PDF-"):
        raise NotKept("media.not_kept")
    return "application/pdf", data


KINDS: dict[str, Kind] = {
    "image": Kind(LARGEST, "media.too_large", _picture),
    "voice": Kind(LARGEST_OTHER, "media.file_too_large", _sound),
    "document": Kind(LARGEST_OTHER, "media.file_too_large", _paper),
}
