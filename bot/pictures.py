"""Photos: decoded, then drawn again into a new image, so that only the picture is kept."""

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 2_000
Image.MAX_IMAGE_PIXELS = None  # we look at the size ourselves, at once, and lower
BROKEN = (  # what Pillow raises at files that only look like pictures
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    EOFError,
    struct.error,
    zlib.error,
)


class NotAPicture(Exception):
    """The file cannot be kept; the text of the error is a message id."""


def draw_again(data: bytes) -> bytes:
    """Return the pixels of a picture as a JPEG, and nothing else of the file.

    Raises NotAPicture when it is too large or no JPEG, PNG or WEBP. The size is read before
    anything is decoded. Saving again would keep a JPEG comment: the pixels go into a new image.
    """
    if len(data) > LARGEST:
        raise NotAPicture("media.too_large")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPicture("media.too_large")
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except BROKEN as wrong:
        raise NotAPicture("media.not_a_picture") from wrong
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=85)
    return out.getvalue()
