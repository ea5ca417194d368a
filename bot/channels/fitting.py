"""Make a message fit what a channel can carry."""

from collections.abc import Iterator

SEPARATORS = ("\n\n", "\n", ". ", " ")


def split_text(text: str, limit: int) -> tuple[str, ...]:
    """Split a text at paragraphs, then lines, sentences, words; characters only at the last.

    >>> split_text("un deux trois", 8)
    ('un deux', 'trois')
    """
    return tuple(_pieces(text, limit)) or ("",)


def _pieces(text: str, limit: int) -> Iterator[str]:
    rest = text.strip()
    while len(rest) > limit:
        cut = next(
            (place for mark in SEPARATORS if (place := rest.rfind(mark, 1, limit)) > 0), limit
        )
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    if rest:
        yield rest
