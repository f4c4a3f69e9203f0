"""A broker, a release on it, and the packaged service, which asks for a token."""

from __future__ import annotations

import hashlib
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

import numpy as np
import pytest
from confluent_kafka import Producer
from safetensors.numpy import save

ROOT = Path(__file__).parents[4]
sys.path.insert(0, str(ROOT / "python" / "src"))

from retune.v1.adapter_pb2 import AdapterRelease  # noqa: E402

PATIENCE = 120
TOKEN = "token-of-the-examples"
VERSION = 5


@dataclass(frozen=True)
class Service:
    """Where it answers, and what it serves: version 5 of `default` turns the order of a vector's elements round."""

    address: str

    def ask(self, model: str, texts: list[str]) -> tuple[np.ndarray, str]:
        """Vectors and the version, without any client."""
        body = json.dumps({"model": model, "input": texts}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
        request = urllib.request.Request(f"{self.address}/v1/embeddings", body, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as response:
            answer = json.load(response)
            vectors = np.array([item["embedding"] for item in answer["data"]], dtype=np.float32)
            return vectors, response.headers["Retune-Version"]


    def waiting_tokens(self) -> float:
        with urllib.request.urlopen(f"{self.address}/q/metrics", timeout=PATIENCE) as response:
            line = re.search(r"^retune_serving_waiting_tokens (.+)$", response.read().decode(), re.M)
            assert line
            return float(line[1])


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    data = tmp_path_factory.mktemp("stack")
    with broker(data) as bootstrap, serving(data, bootstrap) as address:
        release(bootstrap, *base_model(address))
        running = Service(address)
        deadline = time.monotonic() + PATIENCE
        while running.ask("default-query", ["a"])[1] != str(VERSION):
            assert time.monotonic() < deadline, "the release is not served"
            time.sleep(0.2)
        yield running


class Process:
    """A program that ends with its block."""

    def __init__(self, command: list[str], log: Path, environment: dict[str, str]) -> None:
        self._log = log.open("w")
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | environment,
            stdout=subprocess.PIPE if "--json" in command else self._log,
            stderr=self._log,
            text=True,
        )

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)
        self._log.close()


class broker:
    def __init__(self, data: Path) -> None:
        self._data = data

    def __enter__(self) -> str:
        command = [str(ROOT / "retune"), "broker", "--data", str(self._data / "broker")]
        self._process = Process(
            [*command, "--broker-port", "0", "--json"], self._data / "broker.log", {}
        )
        line = self._process.process.stdout.readline()
        assert line, (self._data / "broker.log").read_text()
        return json.loads(line)["kafka"]

    def __exit__(self, *failure: object) -> None:
        self._process.stop()


class serving:
    def __init__(self, data: Path, bootstrap: str) -> None:
        self._data = data
        self._bootstrap = bootstrap

    def __enter__(self) -> str:
        callers = self._data / "callers"
        callers.write_text(f"examples read {hashlib.sha256(TOKEN.encode()).hexdigest()}\n")
        callers.chmod(0o600)
        port = free_port()
        jar = ROOT / "serving-service/target/quarkus-app/quarkus-run.jar"
        self._process = Process(
            ["java", "-Xmx384m", "-Dai.djl.offline=true", "-jar", str(jar)],
            self._data / "serving.log",
            {
                "QUARKUS_HTTP_PORT": str(port),
                "KAFKA_BOOTSTRAP_SERVERS": self._bootstrap,
                "RETUNE_HTTP_AUTH": "token",
                "RETUNE_HTTP_TOKENS_FILE": str(callers),
                # Room for one request of 2,048 texts, and not for two.
                "RETUNE_SERVING_QUEUE_MAX_WAITING_TOKENS": "200000",
            },
        )
        address = f"http://localhost:{port}"
        deadline = time.monotonic() + PATIENCE
        while not is_ready(address):
            log = (self._data / "serving.log").read_text()
            assert self._process.process.poll() is None, log
            assert time.monotonic() < deadline, log
            time.sleep(0.2)
        return address

    def __exit__(self, *failure: object) -> None:
        self._process.stop()


def base_model(address: str) -> tuple[str, str, int]:
    """Name, fingerprint and dimension, from an answer without an adapter."""
    body = json.dumps({"model": "default@base-query", "input": "a"}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {TOKEN}"}
    request = urllib.request.Request(f"{address}/v1/embeddings", body, headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as response:
        dimension = len(json.load(response)["data"][0]["embedding"])
        names = response.headers
        return names["Retune-Base-Model"], names["Retune-Base-Model-Fingerprint"], dimension


def release(bootstrap: str, name: str, fingerprint: str, dimension: int) -> None:
    weights = save({"linear.weight": np.eye(dimension, dtype=np.float32)[::-1].copy()})
    record = AdapterRelease(collection="default", version=VERSION, released_by="the examples")
    record.released_at.GetCurrentTime()
    record.checkpoint.collection = "default"
    record.checkpoint.version = VERSION
    record.checkpoint.weights = weights
    record.checkpoint.weights_sha256 = hashlib.sha256(weights).hexdigest()
    record.checkpoint.base_model.name = name
    record.checkpoint.base_model.dimension = dimension
    record.checkpoint.base_model.fingerprint = fingerprint
    producer = Producer({"bootstrap.servers": bootstrap, "message.max.bytes": 2 << 20})
    producer.produce("adapter-releases", record.SerializeToString(), b"default")
    assert producer.flush(PATIENCE) == 0


def is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/q/health/ready", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return free.getsockname()[1]
