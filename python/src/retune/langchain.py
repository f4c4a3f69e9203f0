"""LangChain: any embedding model, with its queries mapped by the released adapter.

    embeddings = RetuneEmbeddings(OpenAIEmbeddings(), follower)

Needs the extra `retune[langchain]`.
"""

from __future__ import annotations

from langchain_core.embeddings import Embeddings

from retune.adapter import QueryMap


class RetuneEmbeddings(Embeddings):
    """Embeds queries with the base model and maps them; documents are the base model's alone.

    The vector store needs no new vectors when a version is released. Vectors of queries have unit
    length.

    adapter: a follower, or an adapter that is read from a file.
    """

    def __init__(self, base: Embeddings, adapter: QueryMap) -> None:
        self._base = base
        self._adapter = adapter

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._base.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._mapped(self._base.embed_query(text))

    async def aembed_documents(self, texts: list[str]) -> list[list[float]]:
        return await self._base.aembed_documents(texts)

    async def aembed_query(self, text: str) -> list[float]:
        return self._mapped(await self._base.aembed_query(text))

    def _mapped(self, query_vector: list[float]) -> list[float]:
        mapped: list[float] = self._adapter.apply(query_vector).tolist()
        return mapped
