"""The follower on a real broker, with releases as the services wrote them."""

from __future__ import annotations

import base64
import json
import uuid
from queue import Queue

import numpy as np
import pytest
from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

from retune import AdapterFollower, AdapterVersion, RefusedRelease, read_checkpoint
from retune.v1.adapter_pb2 import AdapterRelease

from conftest import ROOT

PATIENCE = 30
GOLDEN = ROOT / "schemas/src/test/resources/golden/records-1/adapter-releases.jsonl"


def golden_releases() -> list[AdapterRelease]:
    """The releases of the collection `tiny`, in the order in which they were written."""
    records = [json.loads(line) for line in GOLDEN.read_text().splitlines()]
    return [
        AdapterRelease.FromString(base64.b64decode(record["value"]))
        for record in records
        if record["key"] == "tiny"
    ]


def released() -> AdapterRelease:
    """One with an adapter."""
    return next(release for release in golden_releases() if release.version > 0)


class Releases:
    """A topic of releases of its own, under a prefix."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap
        self.prefix = f"test-{uuid.uuid4().hex[:8]}."
        self.topic = self.prefix + "adapter-releases"
        admin = AdminClient({"bootstrap.servers": bootstrap})
        created = admin.create_topics(
            [NewTopic(self.topic, num_partitions=2, replication_factor=1)]
        )
        created[self.topic].result(PATIENCE)
        self._producer = Producer({"bootstrap.servers": bootstrap})

    def write(self, collection: str, value: bytes | None) -> None:
        self._producer.produce(self.topic, value, collection.encode())
        assert self._producer.flush(PATIENCE) == 0

    def follow(self, **settings: object) -> AdapterFollower:
        return AdapterFollower(self.bootstrap, "tiny", topic_prefix=self.prefix, **settings)


@pytest.fixture
def releases(bootstrap: str) -> Releases:
    return Releases(bootstrap)


def test_serves_the_last_release(releases: Releases) -> None:
    for release in golden_releases():
        releases.write("tiny", release.SerializeToString())
    last = released()
    releases.write("tiny", last.SerializeToString())
    query = np.arange(last.checkpoint.base_model.dimension, dtype=np.float32)

    with releases.follow() as follower:
        assert follower.await_first(PATIENCE)
        mapped = follower.apply(query)

    assert follower.current.version == last.version
    assert follower.current.weights_sha256 == last.checkpoint.weights_sha256
    np.testing.assert_array_equal(mapped, read_checkpoint(last.checkpoint).apply(query))


def test_goes_over_to_each_release_and_back_to_the_base_model(releases: Releases) -> None:
    changes: Queue[AdapterVersion] = Queue()
    first = released()
    first.keyword_fusion.weight = 0.35

    with releases.follow(on_change=changes.put) as follower:
        assert follower.await_first(PATIENCE)
        before = follower.current.version
        releases.write("tiny", first.SerializeToString())
        forward = changes.get(timeout=PATIENCE)
        releases.write("tiny", AdapterRelease(collection="tiny").SerializeToString())
        back = changes.get(timeout=PATIENCE)

    assert (before, forward.version, back.version) == (0, first.version, 0)
    assert (forward.keyword_weight, back.keyword_weight) == (0.35, None)


def test_collections_are_told_apart(releases: Releases) -> None:
    releases.write("other", released().SerializeToString())

    with releases.follow() as follower:
        assert follower.await_first(PATIENCE)

    assert follower.current.version == 0


def test_another_base_models_release_is_refused(releases: Releases) -> None:
    release = released()
    releases.write("tiny", release.SerializeToString())

    with releases.follow(base_model="another") as follower:
        assert follower.await_first(PATIENCE)

    assert follower.current.version == 0
    assert follower.refused is not None
    assert follower.refused.version == release.version
    assert "another" in follower.refused.reason


def test_without_a_base_model_that_of_the_first_adapter_counts(releases: Releases) -> None:
    changes: Queue[AdapterVersion] = Queue()
    first = released()
    other = released()
    other.version = first.version + 1
    other.checkpoint.version = other.version
    other.checkpoint.base_model.fingerprint = "another"
    releases.write("tiny", first.SerializeToString())

    with releases.follow(on_change=changes.put) as follower:
        assert follower.await_first(PATIENCE)
        releases.write("tiny", other.SerializeToString())
        releases.write("tiny", AdapterRelease(collection="tiny").SerializeToString())
        seen = []
        while not seen or seen[-1] != 0:
            seen.append(changes.get(timeout=PATIENCE).version)

    assert seen == [first.version, 0]


def test_bytes_that_are_no_release_are_refused(releases: Releases) -> None:
    releases.write("tiny", b"\xff\xff\xff")

    with releases.follow() as follower:
        assert follower.await_first(PATIENCE)

    assert isinstance(follower.refused, RefusedRelease)


def test_passes_vectors_as_they_are_where_no_broker_answers() -> None:
    with AdapterFollower("127.0.0.1:1", "tiny", kafka={"log_level": 0}) as follower:
        mapped = follower.apply([3.0, 4.0])

        assert not follower.await_first(0)

    np.testing.assert_allclose(mapped, [0.6, 0.8], rtol=1e-6)


def test_a_collection_needs_a_name() -> None:
    with pytest.raises(ValueError, match="no collection"):
        AdapterFollower("127.0.0.1:1", "Not A Name")
