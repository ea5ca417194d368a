"""What runs a network of onnxruntime: one thread, on any processor."""

from pathlib import Path
from typing import Any


def run_by_one_thread(model: Path | bytes) -> Any:  # noqa: ANN401 (a class without types)
    """Open a network, a file's or its bytes; ImportError where onnxruntime is not installed."""
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (heavy, optional)

    options = SessionOptions()
    options.intra_op_num_threads = 1  # a short message gains nothing by a second thread
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])
