"""A file that is written whole or not at all, also where two processes write it at once."""

from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO


def write_whole(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Have `write` fill a file beside, then put it in place; a failure leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        half = Path(part.name)
        try:
            write(part)
            part.flush()
            half.replace(path)
        finally:
            half.unlink(missing_ok=True)
