"""The wrappers under the frameworks' own classes."""

from __future__ import annotations

import asyncio
import numpy as np
import pytest

from retune import LinearAdapter

SWAP = LinearAdapter(np.array([[0, 1], [1, 0]], dtype=np.float32))
"""Tells queries from documents: it changes the order of the two elements."""


def test_llama_index_maps_queries_alone() -> None:
    core = pytest.importorskip("llama_index.core")
    from llama_index.core.base.embeddings.base import BaseEmbedding

    from retune.llama_index import RetuneEmbedding

    class Base(BaseEmbedding):
        def _get_query_embedding(self, query: str) -> list[float]:
            return [0.6, 0.8]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return [0.6, 0.8]

        def _get_text_embedding(self, text: str) -> list[float]:
            return [0.6, 0.8] if "well" in text else [0.8, 0.6]

    embedding = RetuneEmbedding(Base(), SWAP)

    assert embedding.get_text_embedding("the well") == [0.6, 0.8]
    assert embedding.get_query_embedding("where?") == pytest.approx([0.8, 0.6])
    assert asyncio.run(embedding.aget_query_embedding("where?")) == pytest.approx([0.8, 0.6])
    index = core.VectorStoreIndex(
        [core.schema.TextNode(text="the well"), core.schema.TextNode(text="the gate")],
        embed_model=embedding,
    )
    found = index.as_retriever(similarity_top_k=1).retrieve("where?")
    assert found[0].node.get_content() == "the gate"


def test_langchain_maps_queries_alone() -> None:
    pytest.importorskip("langchain_core")
    from langchain_core.embeddings import Embeddings
    from langchain_core.vectorstores import InMemoryVectorStore

    from retune.langchain import RetuneEmbeddings

    class Base(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [[0.6, 0.8] if "well" in text else [0.8, 0.6] for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return [0.6, 0.8]

    embeddings = RetuneEmbeddings(Base(), SWAP)

    assert embeddings.embed_query("where?") == pytest.approx([0.8, 0.6])
    assert asyncio.run(embeddings.aembed_query("where?")) == pytest.approx([0.8, 0.6])
    store = InMemoryVectorStore(embeddings)
    store.add_texts(["the well", "the gate"])
    assert store.similarity_search("where?", k=1)[0].page_content == "the gate"
