"""Reads adapters out of checkpoints: safetensors files, as any tool of that format reads them."""

from __future__ import annotations

import hashlib
import json
from typing import Mapping

import numpy as np
import safetensors.numpy
from safetensors import SafetensorError

from retune.adapter import (
    Adapter,
    LinearAdapter,
    MemoryAdapter,
    QuestionMemory,
    TwoLayerAdapter,
    Vector,
)
from retune.v1.adapter_pb2 import AdapterCheckpoint


class MalformedWeightsError(ValueError):
    """A checkpoint does not hold what it says. The message is one line, fit for a user."""


def read_checkpoint(checkpoint: AdapterCheckpoint) -> Adapter:
    """A checkpoint's adapter, after a look at its hash and at the base model's dimension."""
    digest = hashlib.sha256(checkpoint.weights).hexdigest()
    if digest != checkpoint.weights_sha256:
        raise MalformedWeightsError(
            f"the weights have the hash {digest}, not {checkpoint.weights_sha256}"
        )
    adapter = read_weights(checkpoint.weights)
    dimension = checkpoint.base_model.dimension
    if not adapter.fits(dimension):
        raise MalformedWeightsError(
            f"the adapter does not map vectors of {dimension} dimensions, as its base model gives"
            " them, onto such vectors"
        )
    return adapter


def read_weights(file: bytes) -> Adapter:
    """The adapter of a safetensors file, such as `retune export adapter` writes."""
    try:
        tensors = safetensors.numpy.load(file)
        metadata = _metadata(file)
    except (SafetensorError, ValueError, KeyError) as error:
        raise MalformedWeightsError(f"the weights are no safetensors file: {error}") from error
    kind = metadata.get("adapter", "linear")
    try:
        if kind == "linear":
            return _linear(_floats(tensors))
        if kind == "two-layer":
            return _two_layer(_floats(tensors), metadata)
        if kind == "memory":
            return _memory(tensors, metadata)
    except KeyError as error:
        raise MalformedWeightsError(f"the weights lack {error}") from error
    except ValueError as error:
        raise MalformedWeightsError(str(error)) from error
    raise MalformedWeightsError(f"unknown kind of adapter: {kind}")


def _floats(tensors: Mapping[str, np.ndarray]) -> dict[str, Vector]:
    return {name: np.asarray(tensor, dtype=np.float32) for name, tensor in tensors.items()}


def _linear(tensors: Mapping[str, Vector]) -> LinearAdapter:
    return LinearAdapter(tensors["linear.weight"], tensors.get("linear.bias"))


def _memory(tensors: Mapping[str, np.ndarray], metadata: Mapping[str, str]) -> MemoryAdapter:
    linear = {name: tensor for name, tensor in tensors.items() if name.startswith("linear.")}
    memory = QuestionMemory(
        keys=_of_type(tensors, "memory.keys", np.int8),
        key_scales=_of_type(tensors, "memory.key_scales", np.float32),
        answers=_of_type(tensors, "memory.answers", np.int32),
        nodes=_of_type(tensors, "memory.nodes", np.int8),
        node_scales=_of_type(tensors, "memory.node_scales", np.float32),
        nearest=int(metadata["memory_nearest"]),
        temperature=float(metadata["memory_temperature"]),
    )
    return MemoryAdapter(_linear(_floats(linear)), memory, float(metadata["memory_beta"]))


def _of_type(tensors: Mapping[str, np.ndarray], name: str, element: type[np.generic]) -> np.ndarray:
    tensor = tensors[name]
    if tensor.dtype != element:
        raise ValueError(f"the tensor '{name}' is of {tensor.dtype}")
    return tensor


def _two_layer(tensors: Mapping[str, Vector], metadata: Mapping[str, str]) -> TwoLayerAdapter:
    add_residual = metadata.get("add_residual")
    if add_residual not in ("true", "false"):
        raise ValueError("the metadata does not say 'add_residual'")
    return TwoLayerAdapter(
        first_weight=tensors["linear1.weight"],
        first_bias=tensors["linear1.bias"],
        second_weight=tensors["linear2.weight"],
        second_bias=tensors["linear2.bias"],
        activation=metadata.get("activation", ""),
        residual_weight=float(tensors["residual_weight"].reshape(-1)[0]),
        residual=add_residual == "true",
    )


def _metadata(file: bytes) -> dict[str, str]:
    """The library gives a file's metadata only where the file lies on disk."""
    length = int.from_bytes(file[:8], "little")
    header: dict[str, dict[str, str]] = json.loads(file[8 : 8 + length])
    return header.get("__metadata__", {})
