"""A search of documents in a vector store, whose queries go through the adapter that Retune releases. The index is
filled once: a new adapter changes queries, not documents.

    python search.py fill work/pages                 # documents in
    python search.py ask "How do I rewind a consumer?"
    python search.py compare work/held-out.json      # questions with known answers: the base model and the adapter
"""

import argparse
import json
import re
import time
from html.parser import HTMLParser
from pathlib import Path
from typing import Iterator

import lancedb
from openai import OpenAI

WORDS_IN_A_PASSAGE = 120
AT_ONCE = 64
SEARCHED = 10
client = OpenAI(base_url="http://localhost:8085/v1", api_key="none")


class Text(HTMLParser):
    """The text of a page, block by block."""

    BLOCKS = {"p", "div", "li", "dt", "dd", "pre", "tr", "h1", "h2", "h3", "h4", "section"}
    SILENT = {"script", "style", "nav", "header", "footer", "noscript"}

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.silent += tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in self.SILENT
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    def blocks(self) -> list[str]:
        lines = ("".join(self.parts)).split("\n")
        return [line for line in (" ".join(line.split()) for line in lines) if line]


def passages(folder: Path) -> Iterator[dict]:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        text: list[str] = []
        for block in Text(file.read_text()).blocks():
            text.append(block)
            if sum(len(part.split()) for part in text) >= WORDS_IN_A_PASSAGE:
                yield {"document": str(file.relative_to(folder)), "text": "\n".join(text)}
                text = []
        if text:
            yield {"document": str(file.relative_to(folder)), "text": "\n".join(text)}


def embed(model: str, texts: list[str]) -> tuple[list[list[float]], str]:
    """Vectors, and the version of the adapter that they went through."""
    answer = client.embeddings.with_raw_response.create(model=model, input=texts)
    return [item.embedding for item in answer.parse().data], answer.headers["Retune-Version"]


def fill(folder: Path) -> None:
    begin = time.monotonic()
    rows = list(passages(folder))
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        vectors, _ = embed("default-document", [row["text"] for row in some])
        for row, vector in zip(some, vectors, strict=True):
            row["vector"] = vector
    table = lancedb.connect("index").create_table("passages", rows, mode="overwrite")
    print(f"{len(rows)} passages in {time.monotonic() - begin:.0f} s; the index is at its version {table.version}")


def search(table: lancedb.table.Table, vector: list[float]) -> list[dict]:
    return table.search(vector).distance_type("cosine").limit(SEARCHED).to_list()


def ask(table: lancedb.table.Table, question: str) -> None:
    vectors, version = embed("default-query", [question])
    print(f"through {'the base model' if version == 'base' else f'adapter {version}'}:")
    for rank, row in enumerate(search(table, vectors[0]), 1):
        print(f"{rank:3}. {row['document']}: {' '.join(row['text'].split())[:100]}")


def rank(rows: list[dict], answer: str) -> int | None:
    """Of the first passage that has the words of the answer."""
    words = " ".join(answer.split())
    return next((place for place, row in enumerate(rows, 1) if words in " ".join(row["text"].split())), None)


def mean_reciprocal_rank(ranks: list[int | None]) -> float:
    return sum(1 / place for place in ranks if place) / len(ranks)


def compare(table: lancedb.table.Table, asked: list[dict]) -> None:
    texts = [re.sub(r"\s+", " ", one["question"]) for one in asked]
    ranks: dict[str, list[int | None]] = {}
    for model in ("default@base-query", "default-query"):
        vectors, version = embed(model, texts)
        name = "base model" if model == "default@base-query" else f"released ({version})"
        ranks[name] = [rank(search(table, vector), one["answer"]) for vector, one in zip(vectors, asked, strict=True)]
    print(f"{len(asked)} questions, {table.count_rows()} passages, the index at its version {table.version}")
    print(f"{'':16}first  first 5  first {SEARCHED}  MRR@{SEARCHED}")
    for name, found in ranks.items():
        shares = [sum(1 for place in found if place and place <= depth) / len(found) for depth in (1, 5, SEARCHED)]
        print(f"{name:15}{shares[0]:6.0%}{shares[1]:9.0%}{shares[2]:10.0%}{mean_reciprocal_rank(found):8.3f}")
    base, released = ranks.values()
    moved = [(was or 99, now or 99, text) for was, now, text in zip(base, released, texts, strict=True)]
    print(f"{sum(now < was for was, now, _ in moved)} answers moved up, {sum(now > was for was, now, _ in moved)} down")
    for was, now, text in sorted(moved, key=lambda one: 1 / one[0] - 1 / one[1])[:3] + sorted(
        moved, key=lambda one: 1 / one[1] - 1 / one[0]
    )[:2]:
        if was != now:
            print(f"  {'-' if was > SEARCHED else was} -> {'-' if now > SEARCHED else now}  {text}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("fill").add_argument("folder", type=Path)
    commands.add_parser("ask").add_argument("question")
    commands.add_parser("compare").add_argument("questions", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "fill":
        fill(arguments.folder)
        return
    table = lancedb.connect("index").open_table("passages")
    if arguments.command == "ask":
        ask(table, arguments.question)
    else:
        compare(table, json.loads(arguments.questions.read_text()))


if __name__ == "__main__":
    main()
