"""Writes the labelled passages (*.jsonl) from sources/*.txt: `python -m reading.corpus.build` in tests/.

A file of sources becomes one .jsonl of the same name; parts of years go to part-of-year.jsonl. Figures and places
are invented. test_corpus.py beside this fails where the written files and the sources differ.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .checks import as_object, problems
from .notation import Passage, passages

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
PARTS = "part-of-year"


def named(source: Path) -> Iterator[tuple[str, Passage]]:
    """Passages with their ids, such as comparator-014."""
    stem = source.stem.removeprefix("cases-")
    for count, passage in enumerate(passages(source), 1):
        yield f"{stem}-{count:03}", passage


def lines(objects: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)


def parts_of(name: str, passage: Passage) -> list[dict[str, Any]]:
    return [{"id": name, "statement": index, "part": part} for index, part in sorted(passage.parts.items())]


def built() -> dict[str, str]:
    """File name and content of everything that the sources give."""
    files, parts = {}, []
    for source in sorted(SOURCES.glob("*.txt")):
        held = list(named(source))
        files[source.stem] = lines([as_object(name, passage) for name, passage in held])
        parts += [part for name, passage in held for part in parts_of(name, passage)]
    return {f"{stem}.jsonl": text for stem, text in {**files, PARTS: lines(parts)}.items()}


def faults() -> list[str]:
    """Every fault of the sources, as "id: what"; a text that stands twice is one too."""
    found, seen = [], dict[str, str]()
    for source in sorted(SOURCES.glob("*.txt")):
        for name, passage in named(source):
            found += [f"{name}: {problem}" for problem in problems(passage)]
            if seen.setdefault(passage.text, name) != name:
                found.append(f"{name}: same text as {seen[passage.text]}")
    return found


def main() -> int:
    found = faults()
    sys.stdout.write("".join(fault + "\n" for fault in found))
    for name, text in built().items():
        (HERE / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}: {text.count(chr(10))}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
