"""Follows the adapter that Retune releases for a collection, and maps query vectors with it.

    from retune import AdapterFollower

    with AdapterFollower("localhost:9092", "default") as adapter:
        adapter.await_first(timeout=10)
        tuned = adapter.apply(query_vector)

Documents stay as the base model embeds them; only queries are mapped.
"""

from retune.adapter import (
    Adapter,
    IdentityAdapter,
    LinearAdapter,
    MemoryAdapter,
    QueryMap,
    QuestionMemory,
    TwoLayerAdapter,
)
from retune.follower import AdapterFollower, AdapterVersion, RefusedRelease
from retune.settings import read_kafka_config
from retune.share import BaseShare
from retune.weights import MalformedWeightsError, read_checkpoint, read_weights

__all__ = [
    "Adapter",
    "AdapterFollower",
    "AdapterVersion",
    "BaseShare",
    "IdentityAdapter",
    "LinearAdapter",
    "MalformedWeightsError",
    "MemoryAdapter",
    "QueryMap",
    "QuestionMemory",
    "RefusedRelease",
    "TwoLayerAdapter",
    "read_checkpoint",
    "read_kafka_config",
    "read_weights",
]
