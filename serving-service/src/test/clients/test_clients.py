"""The examples of docs/embeddings-api.md as they stand, but for the address and the key; and what the clients meet beside them."""

from __future__ import annotations

import json
import re
import shutil
import statistics
import subprocess
import threading
import time
from importlib.metadata import version as installed
from typing import Callable

import numpy as np
import openai
import pytest
from llama_index.embeddings.openai import OpenAIEmbedding
from openai import OpenAI

from conftest import ROOT, TOKEN, VERSION, Service

PAGE = (ROOT / "docs/embeddings-api.md").read_text()
WORK = ROOT / "serving-service/target/clients"
QUERY = "How do I rewind a consumer?"
TEXTS = ["A consumer may seek to an offset.", "A producer sends in batches."]


def example(heading: str, service: Service) -> str:
    """The first block of code below a heading."""
    found = re.search(rf"### {re.escape(heading)}\n.*?```\w+\n(.*?)```", PAGE, re.DOTALL)
    assert found, heading
    code = found[1].replace("http://localhost:8085", service.address)
    return re.sub("""(["'])none\\1""", repr(TOKEN), code)


def run(heading: str, service: Service) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(example(heading, service), heading, "exec"), names)
    return names


def expected_query(service: Service) -> np.ndarray:
    """The release turns the order round."""
    return service.ask("default@base-query", [QUERY])[0][0][::-1]


def same(vector: object, expected: np.ndarray) -> None:
    np.testing.assert_allclose(np.array(vector, dtype=np.float32), expected, atol=1e-6)


@pytest.fixture
def client(service: Service) -> OpenAI:
    return OpenAI(base_url=f"{service.address}/v1", api_key=TOKEN, max_retries=0)


def test_openai_for_python(service: Service) -> None:
    names = run("openai for Python", service)

    assert names["version"] == str(VERSION)
    same(names["query"], expected_query(service))
    plain = service.ask("default-document", TEXTS)[0]
    for item, expected in zip(names["documents"].data, plain, strict=True):
        same(item.embedding, expected)
    print(f"\nopenai {installed('openai')}: version {names['version']}")


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no Node")
def test_openai_for_node(service: Service) -> None:
    script = WORK / "example.mjs"
    said = "console.log(JSON.stringify({ version, query, documents: documents.data.map((d) => d.embedding) }));"
    script.write_text(example("openai for Node", service) + said)

    output = subprocess.run(
        ["node", script], cwd=WORK, capture_output=True, text=True, timeout=60
    )

    assert output.returncode == 0, output.stderr
    names = json.loads(output.stdout)
    assert names["version"] == str(VERSION)
    same(names["query"], expected_query(service))
    plain = service.ask("default-document", TEXTS)[0]
    same(names["documents"], plain)
    package = json.loads((WORK / "node_modules/openai/package.json").read_text())
    print(f"\nopenai for Node {package['version']}: version {names['version']}")


def test_langchain(service: Service) -> None:
    names = run("LangChain", service)

    same(names["query"], expected_query(service))
    stored = [entry["vector"] for entry in names["store"].store.values()]
    same(stored, service.ask("default-document", TEXTS)[0])
    assert len(names["found"]) == 1
    print(f"\nlangchain-openai {installed('langchain-openai')}")


def test_llama_index(service: Service) -> None:
    names = run("LlamaIndex", service)

    same(names["side"]("query").get_query_embedding(QUERY), expected_query(service))
    vectors = names["index"].vector_store.data.embedding_dict
    same([vectors[node.node_id] for node in names["nodes"]], service.ask("default-document", TEXTS)[0])
    assert len(names["found"]) == 1
    print(f"\nllama-index-embeddings-openai-like {installed('llama-index-embeddings-openai-like')}")


def test_llama_index_with_its_own_openai_class(service: Service) -> None:
    embedding = OpenAIEmbedding(
        model_name="default-query", api_base=f"{service.address}/v1", api_key=TOKEN
    )

    vector = embedding.get_query_embedding(QUERY)

    same(vector, expected_query(service))


def test_numbers_are_the_same_in_both_encodings(client: OpenAI, service: Service) -> None:
    floats = client.embeddings.create(model="default-query", input=QUERY, encoding_format="float")

    same(floats.data[0].embedding, expected_query(service))
    assert floats.usage.prompt_tokens == floats.usage.total_tokens > 2


def test_models_are_listed_and_found(client: OpenAI) -> None:
    listed = [model.id for model in client.models.list()]
    found = client.models.retrieve("default-query")

    assert listed == ["default-query", "default-document"]
    assert found.owned_by == "retune"


def test_errors_are_those_that_the_client_knows(client: OpenAI, service: Service) -> None:
    with pytest.raises(openai.NotFoundError) as no_model:
        client.embeddings.create(model="default@99-query", input=QUERY)
    with pytest.raises(openai.BadRequestError) as token_ids:
        client.embeddings.create(model="default-query", input=[[1, 2], [3]])
    with pytest.raises(openai.BadRequestError) as dimensions:
        client.embeddings.create(model="default-query", input=QUERY, dimensions=256)
    with pytest.raises(openai.BadRequestError) as no_side:
        client.embeddings.create(model="default", input=QUERY)
    with pytest.raises(openai.AuthenticationError) as no_token:
        OpenAI(base_url=f"{service.address}/v1", api_key="wrong").models.list()

    assert no_model.value.code == "model_not_found"
    assert token_ids.value.code == "token_ids_not_supported"
    assert dimensions.value.param == "dimensions"
    assert no_side.value.code == "side_missing"
    assert no_token.value.code == "invalid_api_key"


def test_a_side_may_be_said_by_a_field(client: OpenAI, service: Service) -> None:
    answer = client.embeddings.create(
        model="default", input=QUERY, extra_body={"input_type": "search_query"}
    )

    same(answer.data[0].embedding, expected_query(service))


def test_2048_texts_do_not_hold_up_a_query(client: OpenAI, service: Service) -> None:
    took: list[float] = []
    many = threading.Thread(target=lambda: took.append(timed(lambda: embed_many(client))))
    idle = [timed(lambda: ask(client)) for _ in range(20)]

    many.start()
    while service.waiting_tokens() == 0:
        time.sleep(0.05)
    busy = [timed(lambda: ask(client)) for _ in range(2)]
    with pytest.raises(openai.RateLimitError) as one_more:
        embed_many(client)
    while many.is_alive():
        busy.append(timed(lambda: ask(client)))
    many.join()

    print(f"\n2,048 texts: {took[0]:.2f} s; a query meanwhile {words(busy)}; alone {words(idle)}")
    assert len(busy) >= 4
    assert statistics.median(busy) < took[0] / 8
    assert one_more.value.code == "rate_limit_exceeded"
    assert 1 <= int(one_more.value.response.headers["Retry-After"]) <= 60


def test_texts_that_nobody_waits_for_are_not_embedded(client: OpenAI, service: Service) -> None:
    with pytest.raises(openai.APITimeoutError):
        embed_many(client.with_options(timeout=1))
    left = time.monotonic()

    while service.waiting_tokens() > 0:
        time.sleep(0.05)

    print(f"\nwork of a client that had gone was dropped after {time.monotonic() - left:.2f} s")
    assert time.monotonic() - left < 3


def ask(client: OpenAI) -> None:
    client.embeddings.create(model="default-query", input=QUERY)


def embed_many(client: OpenAI) -> None:
    texts = [f"Sentence number {number} of many." for number in range(2048)]
    answer = client.embeddings.create(model="default-document", input=texts)
    assert [item.index for item in answer.data] == list(range(2048))


def timed(call: Callable[[], None]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def words(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, round(0.99 * len(ordered)))]
    return f"p50 {statistics.median(ordered) * 1000:.0f} ms, p99 {last * 1000:.0f} ms of {len(ordered)}"
