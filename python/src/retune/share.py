"""Which queries stay on the base model."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class BaseShare:
    """Keeps a share of a collection's different queries on the base model.

    So what users click is not all chosen by the adapter that learns from their clicks. A hash decides:
    the same query is always on the same side, here and in the Java client.
    """

    share: float
    """From 0 to 1."""

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError(f"a share is from 0 to 1, not {self.share}")

    def has(self, collection: str, query: str) -> bool:
        """Whether a query stays on the base model."""
        digest = hashlib.sha256(f"{collection}\n{query}".encode()).digest()
        return (int.from_bytes(digest[:8], "big") >> 11) / 2**53 < self.share
