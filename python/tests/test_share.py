"""The same queries stay on the base model as in the Java client."""

import json
from pathlib import Path

import pytest

from retune import BaseShare

CASES = json.loads((Path(__file__).parents[2] / "adapter/src/test/resources/shares/base-share.json").read_text("utf-8"))


def test_decides_as_java_does() -> None:
    decided = [BaseShare(case["share"]).has(case["collection"], case["query"]) for case in CASES]

    assert decided == [case["base"] for case in CASES]


def test_keeps_its_share() -> None:
    share = BaseShare(0.05)

    kept = sum(share.has("default", f"question {i}") for i in range(20_000))

    assert kept == pytest.approx(1000, abs=100)


def test_refuses_what_is_no_share() -> None:
    with pytest.raises(ValueError, match=r"a share is from 0 to 1, not 1\.5"):
        BaseShare(1.5)
