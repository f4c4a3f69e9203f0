"""Makes two public question sets out of Debian's documentation packages: the questions and answers of Perl's and of
Python's FAQ, as LlamaIndex's data sets (a question, and the node that answers it).

    apt-get download perl-doc python3.11-doc
    python3 bench/collections/debian_faqs.py FOLDER-WITH-THE-PACKAGES FOLDER-FOR-THE-DATA-SETS

Each question was written by people, and the text of its answer does not hold its heading.
"""

import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

MIN_ANSWER_CHARACTERS = 80


def unpack(package: Path, into: Path) -> None:
    subprocess.run(["dpkg-deb", "-x", str(package), str(into)], check=True)


def plain_pod(text: str) -> str:
    """Perl's documentation without its marks: B<bold>, L<a link|to>, =item."""
    text = re.sub(r"^=(over|back|cut|for|begin|end|encoding)\b.*$", "", text, flags=re.M)
    text = re.sub(r"^=item\s*", "", text, flags=re.M)
    for _ in range(3):
        text = re.sub(r"[BCEFILSXZ]<<?\s?([^<>]*?)\s?>?>", lambda m: m.group(1).split("|")[0], text)
    return text.strip()


def perl(root: Path):
    for page in sorted(root.glob("usr/share/perl/*/pod/perlfaq[1-9].pod")):
        if page.is_symlink():
            continue
        for section in re.split(r"^=head2 ", page.read_text(encoding="utf-8", errors="replace"), flags=re.M)[1:]:
            heading, _, answer = section.partition("\n\n")
            yield plain_pod(heading.replace("\n", " ")), plain_pod(re.split(r"^=head1", answer, flags=re.M)[0])


def plain_rst(text: str) -> str:
    """Python's documentation without its roles: :func:`len` and ``code``."""
    text = re.sub(r":[a-z:+-]+:`~?!?([^`<]+?)\s*(<[^>]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]+?)\s*<[^>]*>`__?", r"\1", text)
    text = re.sub(r"``?", "", text)
    text = re.sub(r"^\.\. (index|_|XXX|seealso).*$", "", text, flags=re.M)
    return text.strip()


def python(root: Path):
    for page in sorted(root.glob("usr/share/doc/python3.11/html/_sources/faq/*.rst.txt")):
        lines = page.read_text(encoding="utf-8").split("\n")
        heads = [i for i in range(len(lines) - 1) if re.fullmatch(r"[-=]{4,}", lines[i + 1]) and lines[i].strip()]
        for head, following in zip(heads, heads[1:] + [len(lines)]):
            if lines[head].rstrip().endswith("?"):
                yield plain_rst(lines[head]), plain_rst("\n".join(lines[head + 2 : following]))


def write(name: str, questions, into: Path) -> None:
    dataset = {"queries": {}, "corpus": {}, "relevant_docs": {}, "mode": "text"}
    for question, answer in questions:
        if len(answer) < MIN_ANSWER_CHARACTERS:
            continue
        node = hashlib.sha256(answer.encode()).hexdigest()[:32]
        asked = hashlib.sha256(question.encode()).hexdigest()[:32]
        dataset["queries"][asked] = question
        dataset["corpus"][node] = answer
        dataset["relevant_docs"][asked] = [node]
    (into / f"{name}.json").write_text(json.dumps(dataset, indent=1), encoding="utf-8")
    print(f"{name}: {len(dataset['queries'])} questions, {len(dataset['corpus'])} nodes")


def main() -> None:
    packages, into = Path(sys.argv[1]), Path(sys.argv[2])
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, pattern, read in [("perl-faq", "perl-doc_*.deb", perl), ("python-faq", "python3*-doc_*.deb", python)]:
            root = Path(folder) / name
            unpack(sorted(packages.glob(pattern))[-1], root)
            write(name, read(root), into)


if __name__ == "__main__":
    main()
