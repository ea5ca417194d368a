"""JSON as the standard has it: what Python takes beyond that is refused (RFC 8259, RFC 7493)."""

import json
from typing import Any, Final, NoReturn

DEEPEST: Final = 32  # an update of the Bot API has ten levels
NUMBERS: Final = range(-(2**63), 2**63)  # what a database and every other reader can hold


def read_json(body: bytes | str) -> Any:  # noqa: ANN401 (whatever JSON holds)
    """Return what a body holds; raises ValueError.

    Refused: NaN and Infinity, a key twice, numbers beyond 64 bits, more than 32 levels.
    """
    try:
        read = json.loads(
            body, parse_constant=_no_number, parse_int=_number, object_pairs_hook=_object
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    _check_depth(read)
    return read


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _number(digits: str) -> int:
    number = int(digits)
    if number not in NUMBERS:
        raise ValueError("a number beyond 64 bits")
    return number


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) < len(pairs):
        raise ValueError("a key stands twice")
    return read


def _check_depth(value: object) -> None:
    level = [value]
    for _ in range(DEEPEST):
        level = [part for one in level for part in _parts(one)]
        if not level:
            return
    raise ValueError("nested too deeply")


def _parts(value: object) -> list[object]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []
