"""Writes the names that the reader knows, from the labels of the corpus: `python -m reading.known` in tests/.

A name that was labelled is how offices call an indicator; the reader doubts names that look like none of them.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from camket.reading import lexicon
from reading import scoring

CORPUS = Path(__file__).parent / "corpus"
FILE = Path(lexicon.__file__).parent / "names.txt"
SETS = ("cases-*.jsonl", "heldout-*.jsonl", "pages-*.jsonl")
HEAD = "# Names of indicators and their units, as labelled; `python -m reading.known` in tests/ writes this.\n"


def names(items: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Name and unit of each labelled statement."""
    for item in items:
        for label in item["statements"]:
            yield " ".join(label["indicator"].split()), label["unit"] or ""


def page() -> str:
    files = (path for one in SETS for path in sorted(CORPUS.glob(one)))
    found = {each for path in files for each in names(scoring.passages(path))}
    return HEAD + "".join(f"{name}\t{unit}\n" for name, unit in sorted(found))


if __name__ == "__main__":
    FILE.write_text(page(), encoding="utf-8")
    sys.exit(0)
