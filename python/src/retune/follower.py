"""Follows the releases of a collection."""

from __future__ import annotations

import logging
import re
import threading
from dataclasses import dataclass
from datetime import datetime, timezone
from types import TracebackType
from typing import Any, Callable, Mapping

from confluent_kafka import Consumer, KafkaError, KafkaException, Message, TopicPartition
from google.protobuf.message import DecodeError

from retune.adapter import Adapter, IdentityAdapter, Vector, VectorLike
from retune.v1.adapter_pb2 import AdapterRelease
from retune.weights import MalformedWeightsError, read_checkpoint

_LOG = logging.getLogger("retune")
_POLL_SECONDS = 0.5
_PATIENCE_SECONDS = 10.0
_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_COLLECTION = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True)
class AdapterVersion:
    """Which adapter is served. Version 0 is the base model as it is.

    keyword_weight: of BM25's scores beside the adapter's, each min-max normalised over the best
        hundred results, where an application searches with both; None where the release names none.
    """

    collection: str
    version: int
    weights_sha256: str | None
    released_at: datetime | None
    keyword_weight: float | None = None


@dataclass(frozen=True)
class RefusedRelease:
    """A release that cannot be served, and why. The one before it is served on."""

    version: int
    reason: str


@dataclass(frozen=True)
class _Served:
    version: AdapterVersion
    adapter: Adapter


class AdapterFollower:
    """Maps query vectors with the adapter that is released for a collection.

    Until the first release is read, and after a release of version 0, vectors pass as the base model
    gave them, at unit length. A new release takes the old one's place between two calls. While the
    cluster is away the last adapter is served, and the follower tries again for ever. It joins no
    group and commits nothing; it needs leave to read the topic `adapter-releases`, no more. May be
    used by many threads at once. Works in a daemon thread until it is closed.

    bootstrap: host:port of one or more brokers, separated by commas.
    base_model: fingerprint of the model that the application embeds with. Releases for another one
        are refused. Without it, the base model of the first adapter is taken for that one.
    kafka: settings of librdkafka, such as those of TLS and SASL.
    on_change: called after each change, in the follower's thread; must not take long.
    """

    def __init__(
        self,
        bootstrap: str,
        collection: str = "default",
        *,
        base_model: str | None = None,
        topic_prefix: str = "",
        kafka: Mapping[str, Any] | None = None,
        on_change: Callable[[AdapterVersion], None] | None = None,
    ) -> None:
        if not _COLLECTION.fullmatch(collection):
            raise ValueError(f"no collection can be called '{collection}'")
        self._collection = collection
        self._base_model = base_model
        self._topic = topic_prefix + "adapter-releases"
        self._on_change = on_change
        self._settings: dict[str, Any] = {
            "client.id": f"retune-follower-{collection}",
            **(kafka or {}),
            "bootstrap.servers": bootstrap,
            # The client asks for a name; nothing is ever committed under it.
            "group.id": f"retune-follower-{collection}",
            "enable.auto.commit": False,
            "enable.auto.offset.store": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
        }
        self._served = _Served(AdapterVersion(collection, 0, None, None), IdentityAdapter())
        self._refused: RefusedRelease | None = None
        self._first = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name=f"retune-follower-{collection}", daemon=True
        )
        self._thread.start()

    def apply(self, query_vectors: VectorLike) -> Vector:
        """Maps a vector, or each row of a matrix, with the adapter served now; unit length.

        Raises ValueError where the dimension is not the adapter's.
        """
        return self._served.adapter.apply(query_vectors)

    @property
    def current(self) -> AdapterVersion:
        """The version served now."""
        return self._served.version

    @property
    def refused(self) -> RefusedRelease | None:
        """The last release, where it cannot be served; None again when a later one can."""
        return self._refused

    def await_first(self, timeout: float | None = None) -> bool:
        """Waits until it is known which version is released, be it none; whether it is known."""
        return self._first.wait(timeout)

    def close(self) -> None:
        """Stops following. The adapter served last stays."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join(_PATIENCE_SECONDS)

    def __enter__(self) -> AdapterFollower:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _run(self) -> None:
        pause = _FIRST_PAUSE_SECONDS
        while not self._stop.is_set():
            consumer = Consumer(self._settings, logger=_LOG)
            try:
                self._follow(consumer)
                pause = _FIRST_PAUSE_SECONDS
            except (KafkaException, TimeoutError) as error:
                _LOG.warning(
                    "collection %s: releases cannot be read, again in %.1f s: %s",
                    self._collection,
                    pause,
                    error,
                )
            finally:
                consumer.close()
            self._stop.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    def _follow(self, consumer: Consumer) -> None:
        """Reads the topic from its beginning, and on until the follower is closed."""
        topic = consumer.list_topics(self._topic, timeout=_PATIENCE_SECONDS).topics[self._topic]
        if topic.error is not None:
            raise KafkaException(topic.error)
        unread = set(topic.partitions)
        consumer.assign([TopicPartition(self._topic, partition, 0) for partition in unread])
        # What is replaced later in the topic is never served.
        last: Message | None = None
        caught_up = False
        while not self._stop.is_set():
            message = consumer.poll(_POLL_SECONDS)
            if message is None:
                continue
            error = message.error()
            if error is not None:
                if error.code() != KafkaError._PARTITION_EOF:
                    raise KafkaException(error)
                unread.discard(message.partition())
                if not unread and not caught_up:
                    caught_up = True
                    self._take(last.value() if last is not None else None)
                    self._first.set()
                continue
            if message.key() != self._collection.encode():
                continue
            last = message
            if caught_up:
                self._take(message.value())

    def _take(self, value: bytes | None) -> None:
        try:
            following = self._read(value)
        except _RefusedError as error:
            refusal = RefusedRelease(error.version, str(error))
            if refusal != self._refused:
                _LOG.warning(
                    "collection %s: the release of version %d is refused, version %d stays: %s",
                    self._collection,
                    refusal.version,
                    self.current.version,
                    refusal.reason,
                )
            self._refused = refusal
            return
        self._refused = None
        if following.version == self._served.version:
            return
        self._served = following
        if self._on_change is not None:
            try:
                self._on_change(following.version)
            except Exception:  # A listener's fault must not end the following.
                _LOG.exception("a listener failed on version %d", following.version.version)

    def _read(self, value: bytes | None) -> _Served:
        if value is None:
            return _Served(AdapterVersion(self._collection, 0, None, None), IdentityAdapter())
        try:
            release = AdapterRelease.FromString(value)
        except DecodeError as error:
            raise _RefusedError(0, f"the release cannot be read: {error}") from error
        if release.version < 0:
            raise _RefusedError(0, f"the release has the version {release.version}")
        released_at = (
            release.released_at.ToDatetime(tzinfo=timezone.utc)
            if release.HasField("released_at")
            else None
        )
        if release.version == 0:
            return _Served(
                AdapterVersion(self._collection, 0, None, released_at), IdentityAdapter()
            )
        checkpoint = release.checkpoint
        model = checkpoint.base_model
        if self._base_model not in (None, model.fingerprint):
            raise _RefusedError(
                release.version,
                f"it belongs to the base model {model.name} ({model.fingerprint}), not to"
                f" {self._base_model}",
            )
        try:
            adapter = read_checkpoint(checkpoint)
        except MalformedWeightsError as error:
            raise _RefusedError(release.version, str(error)) from error
        # An adapter for another model would fail for each query, or map it to no good in silence.
        self._base_model = model.fingerprint
        return _Served(
            AdapterVersion(
                self._collection,
                release.version,
                checkpoint.weights_sha256,
                released_at,
                _keyword_weight(release),
            ),
            adapter,
        )


def _keyword_weight(release: AdapterRelease) -> float | None:
    """A weight that is none is only advice lost: the adapter is served all the same."""
    weight = release.keyword_fusion.weight
    return weight if release.HasField("keyword_fusion") and 0 <= weight <= 1 else None


class _RefusedError(Exception):
    def __init__(self, version: int, reason: str) -> None:
        super().__init__(reason)
        self.version = version
