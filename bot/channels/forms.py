"""What browsers do to the words of a form, undone."""

import hashlib


def with_plain_ends(text: object) -> object:
    r"""Return words as they were typed: a form posts each line feed as two characters.

    >>> with_plain_ends("bonjour\r\nmerci")
    'bonjour\nmerci'
    """
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def digest(*said: str | bytes) -> str:
    """Return what tells one filling of a form from another."""
    parts = [part.encode() if isinstance(part, str) else part for part in said]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:12]
