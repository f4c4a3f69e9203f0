import numpy as np
import pytest
import safetensors.numpy

from retune import (
    IdentityAdapter,
    LinearAdapter,
    MalformedWeightsError,
    MemoryAdapter,
    QuestionMemory,
    TwoLayerAdapter,
    read_checkpoint,
    read_weights,
)
from retune.v1.adapter_pb2 import AdapterCheckpoint


def test_a_linear_adapter_is_the_matrix_at_unit_length() -> None:
    adapter = LinearAdapter(np.array([[0, 2], [1, 0]], dtype=np.float32))

    mapped = adapter.apply([3.0, 2.0])

    np.testing.assert_allclose(mapped, [0.8, 0.6], rtol=1e-6)


def test_the_rows_of_a_matrix_are_mapped_each_for_itself() -> None:
    adapter = LinearAdapter(np.eye(2, dtype=np.float32), np.array([1, 0], dtype=np.float32))

    mapped = adapter.apply([[0.0, 1.0], [-1.0, 0.0]])

    np.testing.assert_allclose(mapped, [[0.5**0.5, 0.5**0.5], [0, 0]], rtol=1e-6)


def test_the_base_model_is_only_brought_to_unit_length() -> None:
    np.testing.assert_allclose(IdentityAdapter().apply([3.0, 4.0]), [0.6, 0.8], rtol=1e-6)


@pytest.mark.parametrize("vector", [[1.0], [1.0, 2.0, 3.0], [[[1.0, 2.0]]]])
def test_a_vector_of_another_dimension_is_refused(vector: list[float]) -> None:
    adapter = LinearAdapter(np.eye(2, dtype=np.float32))

    with pytest.raises(ValueError, match="vectors of dimension 2"):
        adapter.apply(vector)


def test_weights_that_are_not_finite_are_refused() -> None:
    with pytest.raises(ValueError, match="not finite"):
        LinearAdapter(np.array([[np.nan]], dtype=np.float32))


def test_an_unknown_activation_is_refused() -> None:
    one = np.ones((1, 1), dtype=np.float32)
    bias = np.ones(1, dtype=np.float32)

    with pytest.raises(ValueError, match="unknown activation 'softsign'"):
        TwoLayerAdapter(one, bias, one, bias, "softsign", 1.0, False)


def memory(answers: list[int], nearest: int = 16) -> QuestionMemory:
    return QuestionMemory(
        keys=np.array([[127, 0], [0, 127]], dtype=np.int8),
        key_scales=np.full(2, 1 / 127, dtype=np.float32),
        answers=np.array(answers, dtype=np.int32),
        nodes=np.array([[0, 100]], dtype=np.int8),
        node_scales=np.full(1, 0.01, dtype=np.float32),
        nearest=nearest,
        temperature=0.05,
    )


def test_a_memory_moves_a_query_towards_the_nodes_of_its_questions() -> None:
    adapter = MemoryAdapter(LinearAdapter(np.eye(2, dtype=np.float32)), memory([0, 0]), 1.0)

    mapped = adapter.apply([[1.0, 0.0], [0.0, 0.0]])

    np.testing.assert_allclose(mapped, [[0.5**0.5, 0.5**0.5], [0, 0]], rtol=1e-6)


def test_a_memory_whose_answers_are_beyond_its_nodes_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond the nodes"):
        memory([0, 1])


@pytest.mark.parametrize("file", [b"", b"12345678", b"\xff" * 64])
def test_bytes_that_are_no_file_of_weights_are_refused(file: bytes) -> None:
    with pytest.raises(MalformedWeightsError):
        read_weights(file)


def test_a_file_without_the_weight_is_refused() -> None:
    file = safetensors.numpy.save({"other": np.ones(2, dtype=np.float32)})

    with pytest.raises(MalformedWeightsError, match="linear.weight"):
        read_weights(file)


def test_weights_with_another_hash_are_refused() -> None:
    checkpoint = AdapterCheckpoint(weights=b"changed", weights_sha256="0" * 64)

    with pytest.raises(MalformedWeightsError, match="have the hash"):
        read_checkpoint(checkpoint)
