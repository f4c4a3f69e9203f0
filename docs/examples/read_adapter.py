#!/usr/bin/env python3
"""Reads the adapter that is released for a collection, and maps query vectors with it.

Needs a Kafka client, Protobuf and NumPy, on Debian and Ubuntu:

    apt-get install python3-confluent-kafka python3-protobuf python3-numpy protobuf-compiler

and the classes of the records, generated once from the root of this project:

    mkdir -p target/python
    protoc --proto_path=schemas/src/main/proto --python_out=target/python \\
        schemas/src/main/proto/retune/v1/*.proto

Then, with query vectors of the base model as JSON, one a line:

    echo '[0.1, 0.2, …]' | PYTHONPATH=target/python docs/examples/read_adapter.py localhost:9092 default
"""

import argparse
import hashlib
import json
import math
import re
import sys

import numpy
from confluent_kafka import Consumer, KafkaError, KafkaException, TopicPartition
from retune.v1.adapter_pb2 import AdapterRelease

PATIENCE_SECONDS = 10

ACTIVATIONS = {
    "relu": lambda x: numpy.maximum(x, 0),
    "leaky_relu": lambda x: numpy.where(x >= 0, x, 0.01 * x),
    "sigmoid": lambda x: 1 / (1 + numpy.exp(-x)),
    "tanh": numpy.tanh,
    "gelu": lambda x: x * 0.5 * (1 + numpy.vectorize(math.erf)(x / math.sqrt(2))),
}


def access(file):
    """How to log in to the cluster: a properties file of Kafka's Java clients in librdkafka's words."""
    with open(file, encoding="utf-8") as lines:
        pairs = [line.strip().split("=", 1) for line in lines if "=" in line and not line.startswith("#")]
    settings = {name.strip(): value.strip() for name, value in pairs}
    login = settings.pop("sasl.jaas.config", "")
    for name in ("username", "password"):
        found = re.search(name + r'="([^"]*)"', login)
        if found:
            settings["sasl." + name] = found.group(1)
    # librdkafka reads certificates as PEM.
    if settings.pop("ssl.truststore.type", "") == "PEM":
        settings["ssl.ca.location"] = settings.pop("ssl.truststore.location")
    settings.pop("bootstrap.servers", None)
    # Not so by itself before librdkafka 2.
    settings.setdefault("ssl.endpoint.identification.algorithm", "https")
    return settings


def latest_release(bootstrap, topic, collection, settings):
    """The last committed release of the collection; None where it has none."""
    consumer = Consumer({
        **settings,
        "bootstrap.servers": bootstrap,
        # The client asks for a name; nothing is ever committed under it.
        "group.id": "read-adapter",
        "enable.auto.commit": False,
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
    })
    try:
        metadata = consumer.list_topics(topic, timeout=PATIENCE_SECONDS).topics[topic]
        if metadata.error is not None:
            raise KafkaException(metadata.error)
        unread = set(metadata.partitions)
        consumer.assign([TopicPartition(topic, partition, 0) for partition in unread])
        release = None
        while unread:
            message = consumer.poll(PATIENCE_SECONDS)
            if message is None:
                raise TimeoutError(f"nothing came from {bootstrap} in {PATIENCE_SECONDS} s")
            if message.error() is None:
                if message.key() == collection.encode():
                    release = message.value()
            elif message.error().code() == KafkaError._PARTITION_EOF:
                unread.discard(message.partition())
            else:
                raise KafkaException(message.error())
        return None if release is None else AdapterRelease.FromString(release)
    finally:
        consumer.close()


def read_safetensors(file):
    """Metadata, and float32 arrays by name."""
    length = int.from_bytes(file[:8], "little")
    header = json.loads(file[8:8 + length])
    metadata = header.pop("__metadata__", {})
    data = memoryview(file)[8 + length:]
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
    return metadata, tensors


def network(checkpoint):
    """A checkpoint's adapter as a function of a query vector."""
    if hashlib.sha256(checkpoint.weights).hexdigest() != checkpoint.weights_sha256:
        raise ValueError("the weights are damaged: their hash is another")
    metadata, tensors = read_safetensors(checkpoint.weights)
    if metadata.get("adapter", "linear") == "linear":
        weight = tensors["linear.weight"]
        bias = tensors.get("linear.bias", 0)
        return lambda query: weight @ query + bias

    activation = ACTIVATIONS[metadata["activation"]]
    add_residual = metadata["add_residual"] == "true"

    def two_layer(query):
        hidden = activation(tensors["linear1.weight"] @ query + tensors["linear1.bias"])
        result = tensors["linear2.weight"] @ hidden + tensors["linear2.bias"]
        return tensors["residual_weight"] * result + query if add_residual else result

    return two_layer


def adapter(release):
    """The released adapter: a query vector in, a vector of unit length out."""
    is_base = release is None or release.version == 0
    mapped = (lambda query: query) if is_base else network(release.checkpoint)

    def apply(query):
        vector = mapped(numpy.asarray(query, dtype=numpy.float32))
        return vector / (numpy.linalg.norm(vector) or 1)

    return apply


def main():
    parser = argparse.ArgumentParser(description="Maps query vectors with the released adapter.")
    parser.add_argument("bootstrap", help="host:port of a broker")
    parser.add_argument("collection")
    parser.add_argument("--prefix", default="", help="of the deployment's topics")
    parser.add_argument("--kafka-config", help="properties file: how to log in and to encrypt")
    parser.add_argument("--base-model", help="fingerprint of the model that made the query vectors")
    arguments = parser.parse_args()

    try:
        release = latest_release(
            arguments.bootstrap, arguments.prefix + "adapter-releases", arguments.collection,
            access(arguments.kafka_config) if arguments.kafka_config else {})
    except (KafkaException, TimeoutError) as error:
        sys.exit(f"the releases cannot be read: {error}")
    if release is None or release.version == 0:
        print(f"{arguments.collection}: no adapter, the base model as it is", file=sys.stderr)
    else:
        base_model = release.checkpoint.base_model
        print(
            f"{arguments.collection}: version {release.version} for {base_model.name}"
            f" ({base_model.dimension} dimensions), released by {release.released_by}:"
            f" {release.reason}",
            file=sys.stderr)
        if arguments.base_model not in (None, base_model.fingerprint):
            sys.exit(f"it belongs to another base model: {base_model.fingerprint}")

    apply = adapter(release)
    for line in sys.stdin:
        print(json.dumps([round(float(value), 7) for value in apply(json.loads(line))]))


if __name__ == "__main__":
    main()
