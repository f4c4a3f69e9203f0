"""What `retune export adapter` writes, under LlamaIndex's own class. It needs PyTorch, some gigabytes, and is skipped
without: pip install llama-index-embeddings-adapter"""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest

from conftest import ROOT
from retune import read_checkpoint
from test_follower import Releases, released

pytest.importorskip("torch")
adapter_module = pytest.importorskip("llama_index.embeddings.adapter")


def test_llama_index_loads_an_exported_release(bootstrap: str, tmp_path: Path) -> None:
    from llama_index.core.base.embeddings.base import BaseEmbedding

    last = released()
    query = np.linspace(-1, 1, last.checkpoint.base_model.dimension)

    class Base(BaseEmbedding):
        def _get_query_embedding(self, text: str) -> list[float]:
            return query.tolist()

        async def _aget_query_embedding(self, text: str) -> list[float]:
            return query.tolist()

        def _get_text_embedding(self, text: str) -> list[float]:
            return query.tolist()

    releases = Releases(bootstrap)
    releases.write("tiny", last.SerializeToString())

    subprocess.run(
        [ROOT / "retune", "export", "adapter", tmp_path / "exported", "--bootstrap", bootstrap,
         "--prefix", releases.prefix, "--collection", "tiny"],
        check=True,
    )  # fmt: skip
    model = adapter_module.LinearAdapterEmbeddingModel(Base(), str(tmp_path / "exported"))

    mapped = np.array(model.get_query_embedding("anything"))
    ours = read_checkpoint(last.checkpoint).apply(query.astype(np.float32))
    np.testing.assert_allclose(mapped / np.linalg.norm(mapped), ours, atol=5e-7)
    assert model.get_text_embedding("anything") == pytest.approx(query.tolist())
