"""Photos: decoded, then drawn again into a new image, so that only the picture is kept."""

import io
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from storage.tables.messages import MediaRow

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 2_000


class NotAPicture(Exception):
    """The file cannot be kept; the text of the error is a message id."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept."""

    id: str
    size: int

    def row(self, conversation_id: int, now: datetime) -> MediaRow:
        """Return the row of the picture."""
        return MediaRow(
            id=self.id,
            conversation_id=conversation_id,
            kind="image",
            mime="image/jpeg",
            size=self.size,
            at=now,
        )


def keep_picture(data: bytes, folder: Path) -> Picture:
    """Keep the pixels of a picture, and nothing else of the file.

    Raises NotAPicture when it is too large or no JPEG, PNG or WEBP. Saving again would keep a
    JPEG comment: the pixels go into a new image.
    """
    if len(data) > LARGEST:
        raise NotAPicture("media.too_large")
    drawn = _draw_again(data)
    picture = Picture(secrets.token_hex(16), len(drawn))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / picture.id).write_bytes(drawn)
    return picture


def _draw_again(data: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("media.too_large")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as wrong:
        raise NotAPicture("media.not_a_picture") from wrong
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=85)
    return out.getvalue()
