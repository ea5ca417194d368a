"""Products of whole numbers: a quarter of the memory of float32 is read, and that is what costs.

`trained/products.onnx` is the one node that onnxruntime runs for it (`make encoder`); it lacks the
table, which it is given here, so that the runtime lays it out once for all messages.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.onnx_session import run_by_one_thread

FILE: Final = Path(__file__).parent / "trained" / "products.onnx"
ZERO: Final = 128  # what stands for 0 in a row of uint8
TABLE: Final = "table"
_STEPS: Final = 127
_INT8: Final = 3  # of TensorProto.DataType
_SEVEN_BITS: Final = 0x7F


class Products:
    """Rows of float32 times one table of int8 (d × m)."""

    def __init__(self, table: Any) -> None:  # noqa: ANN401 (an array)
        """Lay the table out; raises ImportError where onnxruntime is not installed."""
        self._session = run_by_one_thread(FILE.read_bytes() + _with_table(table))

    def of(self, rows: Any) -> tuple[Any, Any]:  # noqa: ANN401 (arrays)
        """Return rows × table in whole numbers (int32, n × m), and what one is worth (n).

        Each row (float32, n × d) is rounded to 127 steps of its largest number.
        """
        step = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.float32(1e-12)) / _STEPS
        whole = (np.round(rows / step) + ZERO).astype(np.uint8)
        return self._session.run(None, {"rows": whole})[0], step[:, 0]


def _with_table(table: Any) -> bytes:  # noqa: ANN401 (an array)
    """Return what makes the table a constant of the graph, once it is appended to the file.

    Messages of protobuf that follow one another are one: the graph (field 7 of a model) gets an
    initializer (5), which has dims (1), a type (2), a name (8) and its bytes (9): onnx.proto.
    """
    dims = b"".join(_varint(1 << 3) + _varint(size) for size in table.shape)
    kind = _varint(2 << 3) + _varint(_INT8)
    content = np.ascontiguousarray(table, np.int8).tobytes()
    tensor = dims + kind + _bytes(8, TABLE.encode()) + _bytes(9, content)
    return _bytes(7, _bytes(5, tensor))


def _bytes(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    return bytes(_sevens(number))


def _sevens(number: int) -> Iterator[int]:
    while number > _SEVEN_BITS:
        yield number & _SEVEN_BITS | _SEVEN_BITS + 1
        number >>= 7
    yield number
