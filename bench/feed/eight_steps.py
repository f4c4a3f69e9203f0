"""A feed in eight steps through a running stack: new, edited, deleted and forgotten documents, and fifty queries. Prints,
as Markdown, which versions came of each step, on what ground each was released or not, its figures, and what a follower
served afterwards.

    ./retune up                                     # in another terminal
    python3 bench/feed/eight_steps.py OLDER-JAVADOC.jar NEWER-JAVADOC.jar

The documents are pages of two versions of the Kafka client's documentation (kafka-clients-VERSION-javadoc.jar), the
questions those of the demo. It needs the package in python/, and works on a collection of its own.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from urllib.parse import quote

from retune import AdapterFollower

ROOT = Path(__file__).parents[2]
COLLECTION = f"steps-{int(time.time())}"
INGEST, QA_GEN, TRAINER, EVAL = (f"http://127.0.0.1:{port}" for port in (8081, 8082, 8083, 8084))
TRAINING = re.compile(
    r"org/apache/kafka/clients/(consumer|producer|admin)/"
    r"(ConsumerConfig|ProducerConfig|AdminClientConfig|RecordMetadata|ConsumerRecords|TopicDescription|ConfigEntry"
    r"|MemberDescription)\.html"
)


def retune(*arguments: str) -> str:
    done = subprocess.run([ROOT / "retune", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"retune {' '.join(arguments)}: {done.stderr or done.stdout}")
    return done.stdout


def ask(url: str, body: object = None) -> object:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"} if data else {})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


class Feed:
    """Pages as files, and their questions."""

    def __init__(self, folder: Path, asked: list[dict[str, str]]) -> None:
        self.folder = folder
        self.asked = asked

    def send(self, pages: dict[str, str]) -> None:
        for side in ("train", "validation"):
            some = {page: html for page, html in pages.items() if (page in self._pages_asked()) == (side == "validation")}
            if not some:
                continue
            base = Path(tempfile.mkdtemp(dir=self.folder)) / "api"
            for page, html in some.items():
                file = base / page
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(html)
            questions = base.parent / "asked.json"
            questions.write_text(
                json.dumps([{**one, "document": "api/" + one["document"]} for one in self.asked if one["document"] in some])
            )
            retune(
                "ingest", str(base), "--collection", COLLECTION, "--split", side,
                *(["--questions", str(questions)] if side == "validation" else []),
            )  # fmt: skip

    def _pages_asked(self) -> set[str]:
        return {one["document"] for one in self.asked}


def pages(jar: str, asked: list[dict[str, str]]) -> dict[str, str]:
    wanted = {one["document"] for one in asked}
    with zipfile.ZipFile(jar) as archive:
        return {
            name: archive.read(name).decode()
            for name in sorted(archive.namelist())
            if name in wanted or TRAINING.fullmatch(name)
        }


def delete(page: str) -> None:
    path = quote("api/" + page, safe="")
    request = urllib.request.Request(f"{INGEST}/collections/{COLLECTION}/documents/{path}", method="DELETE")
    urllib.request.urlopen(request, timeout=30).close()


def settled(seconds: float = 25, patience: float = 900) -> None:
    """Returns when nothing has been under way for some seconds: longer than a training waits for more."""
    deadline = time.monotonic() + patience
    quiet_since = None
    while time.monotonic() < deadline:
        status = json.loads(retune("status", "--json"))
        lag = sum(group["lag"] for group in status["groups"])
        try:
            training = ask(f"{TRAINER}/collections/{COLLECTION}/training")
            busy = training["training"] or training["waiting_requests"] > 0
        except urllib.error.HTTPError:
            busy = False
        busy = busy or lag > 0 or bool(status["waiting_evaluations"])
        now = time.monotonic()
        quiet_since = None if busy else quiet_since or now
        if quiet_since and now - quiet_since >= seconds:
            return
        time.sleep(1)
    raise SystemExit("the stack did not come to rest")


def versions() -> list[dict]:
    return json.loads(retune("adapters", "--collection", COLLECTION, "--json"))


def mrr(version: dict, retriever: str) -> str:
    rows = version["retrievers"]
    return f"{rows[retriever]['mrr@10']:.4f}" if retriever in rows else "–"


def queries() -> list[str]:
    return [f"what should I know about setting number {number} of a client?" for number in range(50)]


def main() -> None:
    older_jar, newer_jar = sys.argv[1:3]
    asked = json.loads((ROOT / "cli/src/main/resources/questions/kafka-clients.json").read_text())
    older, newer = pages(older_jar, asked), pages(newer_jar, asked)
    names = list(older)
    # By hash, so that both halves have pages of all kinds.
    names.sort(key=lambda name: hashlib.sha256(name.encode()).hexdigest())
    most, rest = names[: len(names) * 3 // 4], names[len(names) * 3 // 4 :]
    training = [name for name in names if TRAINING.fullmatch(name)]
    changed = [name for name in names if name in newer and newer[name] != older[name]]
    with tempfile.TemporaryDirectory() as folder, AdapterFollower("127.0.0.1:9092", COLLECTION) as follower:
        feed = Feed(Path(folder), asked)
        forget_first, forget_second, gone = training[0], training[1], training[2]
        steps = [
            (f"{len(most)} new pages", lambda: feed.send({name: older[name] for name in most})),
            (f"{len(rest)} more", lambda: feed.send({name: older[name] for name in rest})),
            ("fifty queries", lambda: ask(f"{QA_GEN}/collections/{COLLECTION}/queries", [{"text": text} for text in queries()])),
            (f"{len(changed[: len(changed) // 2])} pages edited", lambda: feed.send({name: newer[name] for name in changed[: len(changed) // 2]})),
            ("a page deleted", lambda: delete(gone)),
            ("a page forgotten that the served version learned from", lambda: retune("forget", "api/" + forget_first, "--collection", COLLECTION)),
            (f"{len(changed[len(changed) // 2 :])} more edited", lambda: feed.send({name: newer[name] for name in changed[len(changed) // 2 :] if name not in (forget_first, gone)})),
            ("another one forgotten", lambda: retune("forget", "api/" + forget_second, "--collection", COLLECTION)),
        ]  # fmt: skip
        print("| step | version | trigger | decision | base | what was served | the version | served from here on |")
        print("|---|---|---|---|---|---|---|---|")
        known = 0
        for number, (words, step) in enumerate(steps, 1):
            step()
            settled()
            new = [version for version in versions() if version["version"] > known]
            known = max([known, *(version["version"] for version in new)])
            # A follower is a moment behind the topic.
            time.sleep(2)
            served = follower.current.version
            for version in new or [None]:
                label = f"{number}. {words}" if version in (None, new[0] if new else None) else ""
                if version is None:
                    print(f"| {label} | none | | | | | | {served or 'base'} |", flush=True)
                    continue
                print(
                    f"| {label} | {version['version']} | {version['lineage']['trigger']} | {version['decision']}"
                    f" | {mrr(version, 'base')} | {mrr(version, 'champion')} | {mrr(version, 'adapter')}"
                    f" | {(served or 'base') if version is new[-1] else ''} |",
                    flush=True,
                )
        print()
        for version in versions():
            print(f"- {version['version']}: {version['reason']}")


if __name__ == "__main__":
    main()
