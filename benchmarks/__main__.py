"""Measure everything, or the parts named (`python -m benchmarks reading pages`), and write benchmarks/RESULTS.md.

`--quick` leaves out what of evaluation takes minutes and gigabytes: size L, and one figure more among 16 million.
"""

import json
import platform
import sys
from datetime import date
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

PARTS = ("reading", "evaluation", "pages")
QUICK = ("cold", "replay", "s", "sdg")
PACKAGES = ("Django", "wagtail", "granian", "duckdb", "pandas", "psycopg")
RESULTS = Path(__file__).with_name("RESULTS.md")
KEPT = Path("var") / "benchmarks.json"


def main(arguments: list[str]) -> int:
    names = [name for name in arguments if name != "--quick"]
    unknown = set(names) - set(PARTS)
    if unknown:
        print(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    kept: dict[str, Any] = json.loads(KEPT.read_text("utf8")) if names and KEPT.exists() else {}
    for name in names or PARTS:
        print(f"{name} …", file=sys.stderr, flush=True)
        some = {"only": QUICK} if name == "evaluation" and "--quick" in arguments else {}
        kept[name] = import_module(f"benchmarks.{name}").measure(**some)
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, indent=1), "utf8")
    RESULTS.write_text(page(kept, date.today()), "utf8")
    print(RESULTS.read_text("utf8"))
    return 0


def page(parts: dict[str, dict[str, Any]], day: date) -> str:
    """The figures as a page: one table a part, in the order of measuring."""
    lines = ["# Results", "", f"{machine()}. {day.isoformat()}. {versions()}.", "", NOTE, ""]
    for name, figures in parts.items():
        lines += [f"## {name.capitalize()}", "", "| what | figure |", "| --- | --- |"]
        lines += [f"| {key.replace('_', ' ')} | {shown(value)} |" for key, value in figures.items()]
        lines.append("")
    return "\n".join(lines)


NOTE = (
    "Made by `make bench`. Machines are noisy: each figure stands beside its floor or peer of the same run, "
    "and the ratios are what counts."
)


def machine() -> str:
    model = next((line.split(":")[1].strip() for line in _cpu() if line.startswith("model name")), platform.machine())
    return f"{_cores()} cores ({model}), {platform.system()}"


def _cpu() -> list[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text().splitlines() if path.exists() else []


def _cores() -> int:
    return sum(line.startswith("processor") for line in _cpu()) or 1


def versions() -> str:
    found = [f"{name} {metadata.version(name)}" for name in PACKAGES]
    return ", ".join([f"Python {platform.python_version()}", *found])


def shown(value: Any) -> str:
    return (
        f"{value:,.3g}"
        if isinstance(value, float) and value < 100
        else f"{value:,.0f}"
        if isinstance(value, float)
        else str(value)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
