"""Products of whole numbers: a quarter of the memory of float32 is read, and that is what costs.

`trained/products.onnx` is the one node that onnxruntime runs for it (`make encoder`).
"""

from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

FILE: Final = Path(__file__).parent / "trained" / "products.onnx"
ZERO: Final = 128  # what stands for 0 in a row of uint8
_STEPS: Final = 127


def times(rows: Any, table: Any) -> Any:  # noqa: ANN401 (float32, n × d, and int8, d × m)
    """Return rows × table, float32, n × m, each row rounded to 127 steps of its largest number."""
    step = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.float32(1e-12)) / _STEPS
    whole = (np.round(rows / step) + ZERO).astype(np.uint8)
    found = _session().run(None, {"rows": whole, "table": table})[0]
    return np.multiply(found, step, dtype=np.float32)


@cache
def _session() -> Any:  # noqa: ANN401 (a class without types)
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (heavy, optional)

    options = SessionOptions()
    options.intra_op_num_threads = 1  # a short message gains nothing by a second thread
    return InferenceSession(FILE, options, providers=["CPUExecutionProvider"])
