"""Makes the example's data out of the documentation of Kafka's Java client: pages, and questions of developers about
them. Two thirds of the questions Retune is told, with their answers; the others it never sees.

    python prepare.py kafka-clients-4.0.0-javadoc.jar work
"""

import hashlib
import json
import sys
import zipfile
from pathlib import Path

QUESTIONS = Path(__file__).parents[2] / "cli/src/main/resources/questions/kafka-clients.json"
MIN_TOLD = 110  # of these the gate wants 100


def main() -> None:
    jar, folder = Path(sys.argv[1]), Path(sys.argv[2])
    asked = json.loads(QUESTIONS.read_text())
    # By page, so that no passage has questions of both kinds.
    pages = sorted({one["document"] for one in asked}, key=lambda page: hashlib.sha256(page.encode()).digest())
    told: list[dict] = []
    held_out: list[dict] = []
    for page in pages:
        (told if len(told) < MIN_TOLD else held_out).extend(one for one in asked if one["document"] == page)
    with zipfile.ZipFile(jar) as archive:
        for page in pages:
            file = folder / "pages" / page
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(archive.read(page))
    # `retune ingest pages` names a document by the path that it is given.
    (folder / "told.json").write_text(json.dumps([{**one, "document": "pages/" + one["document"]} for one in told]))
    (folder / "held-out.json").write_text(json.dumps(held_out))
    print(f"{len(pages)} pages, {len(told)} questions to tell, {len(held_out)} held out, in {folder}")


if __name__ == "__main__":
    main()
