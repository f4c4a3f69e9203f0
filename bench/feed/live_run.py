"""A live feed for half an hour: a document edited every few seconds, queries through /v1/embeddings meanwhile, and what an
operator sees of it. Prints a table, a row each three minutes.

    ./retune up                                     # in another terminal
    python3 bench/feed/live_run.py OLDER-JAVADOC.jar NEWER-JAVADOC.jar [MINUTES]

Pages of two versions of the Kafka client's documentation take turns, each as it is and with a sentence of its own, so
that every edit makes new nodes; the questions are those of the demo. It needs Linux, and works on a collection of its own.
"""

import json
import re
import sys
import threading
import time
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
COLLECTION = f"live-{int(time.time())}"
INGEST, QA_GEN, TRAINER, EVAL, SERVING = (f"http://127.0.0.1:{port}" for port in (8081, 8082, 8083, 8084, 8085))
SERVICES = {"ingest": INGEST, "qa-gen": QA_GEN, "trainer": TRAINER, "eval": EVAL, "serving": SERVING}
EDIT_EVERY = 4.0
QUERY_EVERY = 0.5
SAMPLE_EVERY = 5.0
ROW = 180.0


def ask(url: str, data: bytes | None = None, headers: dict[str, str] | None = None, method: str | None = None):
    request = urllib.request.Request(url, data, headers or {}, method=method)
    return urllib.request.urlopen(request, timeout=60)


def metrics(service: str) -> dict[str, float]:
    """Samples of a service, by name and labels as they stand."""
    with ask(f"{SERVICES[service]}/q/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line and line[0] != "#"}


def of_collection(samples: dict[str, float], name: str, *labels: str) -> float | None:
    for key, value in samples.items():
        if key.startswith(name + "{") and all(label in key for label in (f'"{COLLECTION}"', *labels)):
            return value
    return None


def resident_megabytes() -> dict[str, int]:
    """Of each service's process; the parsers that ingest forks are its own."""
    sizes: dict[str, int] = {}
    for process in Path("/proc").iterdir():
        try:
            command = (process / "cmdline").read_bytes().decode().replace("\0", " ")
            name = next((name for name in SERVICES if re.search(rf"{name}-service[^ ]*/quarkus-run\.jar|{name}-service[^ ]*\.jar", command)), None)
            if process.name.isdigit() and name:
                pages = int((process / "statm").read_text().split()[1])
                sizes[name] = sizes.get(name, 0) + pages * 4096 // 2**20
        except (OSError, StopIteration):
            continue
    return sizes


class Feed(threading.Thread):
    """Edits documents, one every few seconds."""

    def __init__(self, jars: list[str], asked: list[dict[str, str]], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.stop, self.sent, self.failed = stop, 0, 0
        self.asked = {page: [one for one in asked if one["document"] == page] for page in {one["document"] for one in asked}}
        self.versions = []
        for jar in jars:
            with zipfile.ZipFile(jar) as archive:
                self.versions.append({page: archive.read(page).decode() for page in self.asked if page in archive.namelist()})

    def put(self, page: str, html: str) -> None:
        questions = json.dumps([{"question": one["question"], "answer": one["answer"]} for one in self.asked[page]])
        boundary = "a-boundary-that-no-page-has"
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{page}"\r\nContent-Type: text/html\r\n\r\n{html}\r\n',
            *(
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
                for name, value in (("document_id", page), ("split", "validation"), ("questions", questions))
            ),
            f"--{boundary}--\r\n",
        ]
        ask(
            f"{INGEST}/collections/{COLLECTION}/documents",
            "".join(parts).encode(),
            {"Content-Type": f"multipart/form-data; boundary={boundary}"},
        ).close()

    def run(self) -> None:
        pages = sorted(self.versions[0])
        for page in pages:
            self.put(page, self.versions[0][page])
        number = 0
        while not self.stop.wait(EDIT_EVERY):
            page = pages[number % len(pages)]
            newest = self.versions[(number // len(pages) + 1) % len(self.versions)].get(page, self.versions[0][page])
            note = f"<p>Revision {number} of this page was published while the loop was running.</p></main>"
            try:
                self.put(page, newest.replace("</main>", note, 1))
                self.sent += 1
            except urllib.error.URLError:
                self.failed += 1
            number += 1


class Queries(threading.Thread):
    """Asks through the released adapter, and notes how long each answer took."""

    def __init__(self, questions: list[str], stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.questions, self.stop = questions, stop
        self.lock = threading.Lock()
        self.seconds: list[float] = []
        self.failed = 0
        self.version = "base"

    def run(self) -> None:
        number = 0
        while not self.stop.wait(QUERY_EVERY):
            body = json.dumps({"model": f"{COLLECTION}-query", "input": self.questions[number % len(self.questions)]})
            begin = time.monotonic()
            try:
                with ask(f"{SERVING}/v1/embeddings", body.encode(), {"Content-Type": "application/json"}) as answer:
                    answer.read()
                    self.version = answer.headers["Retune-Version"]
                with self.lock:
                    self.seconds.append(time.monotonic() - begin)
            except urllib.error.URLError:
                self.failed += 1
            number += 1

    def taken(self) -> list[float]:
        with self.lock:
            seconds, self.seconds = sorted(self.seconds), []
            return seconds


def share(sorted_values: list[float], part: float) -> str:
    return f"{1000 * sorted_values[min(len(sorted_values) - 1, int(part * len(sorted_values)))]:.0f}" if sorted_values else "–"


def number(value: float | None, form: str) -> str:
    return "–" if value is None else format(value, form)


def main() -> None:
    jars, minutes = sys.argv[1:3], float(sys.argv[3]) if len(sys.argv) > 3 else 30
    asked = json.loads((ROOT / "cli/src/main/resources/questions/kafka-clients.json").read_text())
    stop = threading.Event()
    feed, queries = Feed(jars, asked, stop), Queries([one["question"] for one in asked], stop)
    feed.start()
    queries.start()
    print("| minute | edits | lag, most | dead letters | versions trained | served | adapter age, s | regret | answers p50, ms | p99, ms | failed | memory, MB |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    begin = time.monotonic()
    all_seconds: list[float] = []
    row = 0
    while time.monotonic() < begin + minutes * 60:
        row += 1
        lag = 0.0
        while time.monotonic() < begin + row * ROW:
            time.sleep(SAMPLE_EVERY)
            samples = metrics("eval")
            lag = max(lag, sum(value for key, value in samples.items() if key.startswith("retune_loop_lag{")))
        letters = sum(value for key, value in samples.items() if key.startswith("retune_loop_dead_letters{"))
        seconds = queries.taken()
        all_seconds += seconds
        print(
            f"| {(time.monotonic() - begin) / 60:.0f} | {feed.sent} | {lag:.0f} | {letters:.0f}"
            f" | {number(of_collection(metrics('trainer'), 'retune_train_latest_version'), '.0f')} | {queries.version}"
            f" | {number(of_collection(samples, 'retune_eval_adapter_age_seconds'), '.0f')}"
            f" | {number(of_collection(samples, 'retune_eval_regret', 'evidence'), '.4f')}"
            f" | {share(seconds, 0.5)} | {share(seconds, 0.99)} | {queries.failed + feed.failed}"
            f" | {', '.join(f'{name} {size}' for name, size in sorted(resident_megabytes().items()))} |",
            flush=True,
        )
    stop.set()
    all_seconds.sort()
    print(f"\n{len(all_seconds)} answers: p50 {share(all_seconds, 0.5)} ms, p99 {share(all_seconds, 0.99)} ms, longest {share(all_seconds, 1)} ms; {queries.failed} failed")


if __name__ == "__main__":
    main()
