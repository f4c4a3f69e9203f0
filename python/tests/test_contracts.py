"""The generated classes are those of today's contracts.

Written anew, from this folder, with:

    python -m grpc_tools.protoc -I../schemas/src/main/proto --python_out=src --pyi_out=src \\
        retune/v1/adapter.proto retune/v1/base_model.proto retune/v1/recipe.proto
"""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATED = ROOT / "python/src"
CONTRACTS = ["adapter", "base_model", "recipe"]


@pytest.mark.parametrize("contract", CONTRACTS)
def test_the_classes_are_those_of_the_contract(contract: str, tmp_path: Path) -> None:
    protoc = pytest.importorskip("grpc_tools.protoc")
    source = ROOT / "schemas/src/main/proto"
    wellknown = Path(protoc.__file__).parent / "_proto"
    file = f"retune/v1/{contract}"

    failed = protoc.main(["", f"-I{source}", f"-I{wellknown}", f"--python_out={tmp_path}", f"{file}.proto"])

    assert not failed
    assert _descriptor(tmp_path / f"{file}_pb2.py") == _descriptor(GENERATED / f"{file}_pb2.py")


def _descriptor(module: Path) -> list[str]:
    """The line with the serialized file, whatever the compiler's version."""
    lines = [line for line in module.read_text().splitlines() if "AddSerializedFile" in line]
    assert len(lines) == 1
    return lines
