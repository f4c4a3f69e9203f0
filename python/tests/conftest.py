"""A real broker where `retune broker` can run: after `./retune --version` built it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Iterator

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def bootstrap(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """host:port of a broker with the topics of the flow."""
    if shutil.which("java") is None or not (ROOT / "cli/target").is_dir():
        pytest.skip("no broker: build the command with ./retune --version")
    data = tmp_path_factory.mktemp("broker")
    with (data / "errors").open("w") as errors:
        broker = subprocess.Popen(
            [ROOT / "retune", "broker", "--data", data / "retune", "--broker-port", "0", "--json"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        try:
            assert broker.stdout is not None
            line = broker.stdout.readline()
            assert line, f"the broker did not start: {(data / 'errors').read_text()}"
            yield json.loads(line)["kafka"]
        finally:
            broker.terminate()
            broker.wait(60)
