"""Maps on the query side of an embedding model.

Every adapter is immutable and may be used by many threads at once. Vectors are float32.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Callable, Protocol, Sequence, Union

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
VectorLike = Union[Sequence[float], NDArray[np.floating]]


class QueryMap(Protocol):
    """What maps query vectors: an adapter, or a follower with the one that is served."""

    def apply(self, query_vectors: VectorLike) -> Vector:
        """Maps one vector, or a matrix with one vector a row.

        The result has the same shape. Its vectors have unit length, or are zeros where the mapped
        vector has no length. Raises ValueError where the dimension is not the adapter's.
        """


class Adapter(QueryMap, Protocol):
    """A fixed map of query vectors; document vectors stay as they are."""

    def fits(self, dimension: int) -> bool:
        """Whether it maps vectors of this dimension onto vectors of the same dimension."""


def unit_length(vectors: VectorLike) -> Vector:
    """Each vector at unit length; zeros stay zeros."""
    values = np.asarray(vectors, dtype=np.float32)
    length = np.sqrt(np.sum(np.square(values, dtype=np.float64), axis=-1, keepdims=True))
    scaled = np.divide(values, length, out=np.zeros(values.shape), where=length > 0)
    return np.asarray(scaled, dtype=np.float32)


def _checked(query_vectors: VectorLike, dimension: int) -> Vector:
    vectors = np.asarray(query_vectors, dtype=np.float32)
    if vectors.ndim not in (1, 2) or vectors.shape[-1] != dimension:
        raise ValueError(
            f"the adapter maps vectors of dimension {dimension}, not those of shape {vectors.shape}"
        )
    return vectors


def _dense(vectors: Vector, weight: Vector, bias: Vector | None) -> Vector:
    mapped = vectors @ weight.T
    return mapped if bias is None else mapped + bias


@dataclass(frozen=True)
class IdentityAdapter:
    """The base model itself: any dimension, only brought to unit length."""

    def apply(self, query_vectors: VectorLike) -> Vector:
        return unit_length(query_vectors)

    def fits(self, dimension: int) -> bool:
        return dimension > 0


@dataclass(frozen=True, eq=False)
class LinearAdapter:
    """unit(W q + b).

    weight: [outputs, inputs]; bias: [outputs], or None.
    """

    weight: Vector
    bias: Vector | None = None

    def __post_init__(self) -> None:
        _require_layer(self.weight, self.bias)

    def apply(self, query_vectors: VectorLike) -> Vector:
        vectors = _checked(query_vectors, self.weight.shape[1])
        return unit_length(_dense(vectors, self.weight, self.bias))

    def fits(self, dimension: int) -> bool:
        return bool(self.weight.shape == (dimension, dimension))


@dataclass(frozen=True, eq=False)
class TwoLayerAdapter:
    """unit(W2 f(W1 q + b1) + b2), or with a residual unit(r (W2 f(W1 q + b1) + b2) + q).

    activation: PyTorch's name of f, such as "relu".
    """

    first_weight: Vector
    first_bias: Vector
    second_weight: Vector
    second_bias: Vector
    activation: str
    residual_weight: float
    residual: bool

    def __post_init__(self) -> None:
        _require_layer(self.first_weight, self.first_bias)
        _require_layer(self.second_weight, self.second_bias)
        if self.first_weight.shape[0] != self.second_weight.shape[1]:
            raise ValueError("the second layer does not take what the first one gives")
        if self.residual and self.first_weight.shape[1] != self.second_weight.shape[0]:
            raise ValueError("a residual needs as many outputs as inputs")
        if self.activation not in ACTIVATIONS:
            raise ValueError(f"unknown activation '{self.activation}'")
        if not math.isfinite(self.residual_weight):
            raise ValueError("the residual weight is not finite")

    def apply(self, query_vectors: VectorLike) -> Vector:
        vectors = _checked(query_vectors, self.first_weight.shape[1])
        inner = _dense(vectors, self.first_weight, self.first_bias)
        hidden = np.asarray(ACTIVATIONS[self.activation](inner), dtype=np.float32)
        result = _dense(hidden, self.second_weight, self.second_bias)
        if self.residual:
            result = np.float32(self.residual_weight) * result + vectors
        return unit_length(result)

    def fits(self, dimension: int) -> bool:
        return bool(self.first_weight.shape[1] == dimension == self.second_weight.shape[0])


@dataclass(frozen=True, eq=False)
class QuestionMemory:
    """Questions as an adapter maps them, each with the node that it was cut from.

    keys: [keys, dimension] and nodes: [nodes, dimension], int8, each row times its scale; answers:
    [keys], for each key the place of its node; nearest: how many keys are looked at; temperature:
    how sharply the most similar ones are preferred.
    """

    keys: NDArray[np.int8]
    key_scales: Vector
    answers: NDArray[np.int32]
    nodes: NDArray[np.int8]
    node_scales: Vector
    nearest: int
    temperature: float

    def __post_init__(self) -> None:
        if self.keys.ndim != 2 or self.nodes.ndim != 2 or self.keys.shape[1] != self.nodes.shape[1]:
            raise ValueError("keys and nodes are not rows of the same dimension")
        for rows, scales in ((self.keys, self.key_scales), (self.nodes, self.node_scales)):
            if scales.shape != rows.shape[:1] or not np.isfinite(scales).all() or (scales < 0).any():
                raise ValueError("each row of a memory needs a scale that is finite")
        if self.answers.shape != self.keys.shape[:1]:
            raise ValueError("each key of a memory needs an answer")
        if self.answers.size == 0 or self.answers.min() < 0:
            raise ValueError("a memory needs keys with answers")
        if self.answers.max() >= len(self.nodes):
            raise ValueError("a key's answer is beyond the nodes")
        if not 1 <= self.nearest <= 1000 or not self.temperature > 0:
            raise ValueError("a memory looks at 1 to 1000 keys at a temperature above 0")

    @cached_property
    def _columns(self) -> NDArray[np.float64]:
        """Sums of products of whole numbers are exact in float64, whose product is the fast one."""
        return self.keys.T.astype(np.float64)

    def directions(self, adapted: Vector) -> NDArray[np.float64]:
        """Where the questions most like each query point to: rows of unit length, or of zeros.

        Whole numbers as in Java, so that both find the same keys: the query is rounded to 12 bits.
        """
        scale = np.abs(adapted.astype(np.float64)).max(axis=1) / 2047
        numbers = np.rint(np.divide(adapted.T, scale, where=scale > 0, out=np.zeros(adapted.T.shape)))
        products = numbers.T @ self._columns
        similarity = products * (scale[:, None] * self.key_scales.astype(np.float64))
        nearest = np.argsort(-similarity, axis=1, kind="stable")[:, : self.nearest]
        best = np.take_along_axis(similarity, nearest, axis=1)
        weight = np.exp((best - best[:, :1]) / self.temperature)
        weight *= self.node_scales[self.answers[nearest]]
        pull = np.einsum("qk,qkd->qd", weight, self.nodes[self.answers[nearest]].astype(np.float64))
        pull[scale == 0] = 0
        length = np.linalg.norm(pull, axis=1, keepdims=True)
        pull = np.divide(pull, length, out=np.zeros(pull.shape), where=length > 0)
        return np.asarray(pull, dtype=np.float64)


@dataclass(frozen=True, eq=False)
class MemoryAdapter:
    """unit(a + beta m): a is the query as the linear adapter maps it, and m, of unit length, points
    to the nodes whose questions are most like a."""

    linear: LinearAdapter
    memory: QuestionMemory
    beta: float

    def __post_init__(self) -> None:
        if not self.linear.fits(self.memory.keys.shape[1]):
            raise ValueError("the memory has another dimension than its adapter")
        if not self.beta > 0 or not math.isfinite(self.beta):
            raise ValueError(f"a memory moves a query by {self.beta}")

    def apply(self, query_vectors: VectorLike) -> Vector:
        adapted = self.linear.apply(query_vectors)
        rows = np.atleast_2d(adapted)
        moved = rows + self.beta * self.memory.directions(rows)
        return unit_length(moved.reshape(adapted.shape))

    def fits(self, dimension: int) -> bool:
        return self.linear.fits(dimension)


def _require_layer(weight: Vector, bias: Vector | None) -> None:
    if weight.ndim != 2:
        raise ValueError(f"the weight has {weight.ndim} dimensions, not 2")
    if bias is not None and bias.shape != (weight.shape[0],):
        raise ValueError(f"the bias has the shape {bias.shape}, not ({weight.shape[0]},)")
    if not np.isfinite(weight).all() or (bias is not None and not np.isfinite(bias).all()):
        raise ValueError("a weight or bias holds a value that is not finite")


_erf = np.vectorize(math.erf, otypes=[np.float64])

ACTIVATIONS: dict[str, Callable[[Vector], NDArray[np.floating]]] = {
    "relu": lambda x: np.maximum(x, 0),
    "leaky_relu": lambda x: np.where(x >= 0, x, np.float32(0.01) * x),
    "sigmoid": lambda x: 1 / (1 + np.exp(-x.astype(np.float64))),
    "tanh": np.tanh,
    "gelu": lambda x: x * 0.5 * (1 + _erf(x / math.sqrt(2))),
}
"""What stands between two layers, by PyTorch's names, each as PyTorch computes it."""
