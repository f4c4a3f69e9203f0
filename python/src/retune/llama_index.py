"""LlamaIndex: any embedding model, with its queries mapped by the released adapter.

    embed_model = RetuneEmbedding(OpenAIEmbedding(), follower)

Needs the extra `retune[llama-index]`.
"""

from __future__ import annotations

from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import ConfigDict, Field

from retune.adapter import QueryMap


class RetuneEmbedding(BaseEmbedding):
    """Embeds queries with the base model and maps them; texts are the base model's alone.

    The index needs no new vectors when a version is released. Vectors of queries have unit length,
    so the index is to rank by cosine, or the base model is to give texts at unit length.

    adapter: a follower, or an adapter that is read from a file.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True, protected_namespaces=())

    base: BaseEmbedding = Field(description="The model that embeds queries and texts.")
    adapter: Any = Field(description="Maps queries; a QueryMap.", exclude=True)

    def __init__(self, base: BaseEmbedding, adapter: QueryMap, **settings: Any) -> None:
        settings.setdefault("model_name", f"retune/{base.model_name}")
        settings.setdefault("embed_batch_size", base.embed_batch_size)
        # Pydantic makes the parameters of the fields, which a type checker without its plugin does not see.
        fields: dict[str, Any] = {"base": base, "adapter": adapter}
        super().__init__(**settings, **fields)

    @classmethod
    def class_name(cls) -> str:
        return "RetuneEmbedding"

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._mapped(self.base.get_query_embedding(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._mapped(await self.base.aget_query_embedding(query))

    def _get_text_embedding(self, text: str) -> list[float]:
        return self.base.get_text_embedding(text)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self.base.get_text_embedding_batch(texts)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await self.base.aget_text_embedding(text)

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await self.base.aget_text_embedding_batch(texts)

    def _mapped(self, query_vector: list[float]) -> list[float]:
        mapped: list[float] = self.adapter.apply(query_vector).tolist()
        return mapped
