"""The adapters of the Java client's tests map here as they map there."""

import json
from pathlib import Path

import numpy as np
import pytest

from retune import read_weights

VECTORS = Path(__file__).parents[2] / "adapter/src/test/resources/vectors"


@pytest.mark.parametrize("file", sorted(VECTORS.glob("*.safetensors")), ids=lambda file: file.stem)
def test_maps_as_java_does(file: Path) -> None:
    expected = json.loads(file.with_suffix(".json").read_text())

    mapped = read_weights(file.read_bytes()).apply(expected["queries"])

    # Java's own approximation of the error function is within 1.5e-7.
    np.testing.assert_allclose(mapped, expected["mapped"], atol=5e-7)


def test_there_are_vectors_of_each_kind() -> None:
    names = {file.stem for file in VECTORS.glob("*.safetensors")}

    assert {"linear", "linear-with-bias", "two-layer-gelu", "memory"} <= names
