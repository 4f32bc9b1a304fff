"""`camket bench`: what a part of the project costs on this machine, beside its floor and its peers."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

from camket.config.cli.progress import follow
from camket.config.cli.words import t

PARTS = ("cold", "replay", "s", "sdg", "l", "incremental")


def summary() -> str:
    return t("Đo tốc độ đánh giá trên máy này.", "Measure how fast evaluation is on this machine.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("evaluation",), help=t("phần cần đo", "what to measure"))
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", action="store_true", help=t("in một đối tượng JSON", "print a JSON object"))


def run(called: argparse.Namespace) -> int:
    measured = _benchmarks(called.what)
    if measured is None:
        said = t(
            "Phép đo nằm trong mã nguồn, không nằm trong gói đã cài: hãy chạy trong thư mục mã nguồn.",
            "The benchmarks are part of the source, not of the installed package: run this in a checkout.",
        )
        print(said, file=sys.stderr)
        return 1
    found: dict[str, object] = {}
    for part in follow(called.only or list(PARTS), t("Đo", "Measuring")):
        found |= measured.measure([part])
    if called.json:
        print(json.dumps(found, indent=2))
    else:
        for line in _table(found, measured.BARS):
            print(line)
    return 0


def _table(found: Mapping[str, object], bars: Mapping[str, str]) -> Iterator[str]:
    """A line for each figure, with what it is held against where it is."""
    width = max(map(len, found))
    for name, value in found.items():
        shown = f"{value:,.3f}" if isinstance(value, float) else str(value)
        yield f"{name:{width}}  {shown:>10}  {bars.get(name, '')}".rstrip()


def _benchmarks(name: str) -> ModuleType | None:
    root = Path(__file__).resolve().parents[4]
    if not (root / "benchmarks" / f"{name}.py").exists():
        return None
    sys.path.insert(0, str(root))
    return import_module(f"benchmarks.{name}")
