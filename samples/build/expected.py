"""Writes `expected.toml` of a place: what each document says, and the verdicts worked out by hand."""

from decimal import Decimal
from pathlib import Path

from .source import Mark, Source

HEAD = """# Written by `python -m samples.build`; do not edit. What the documents of this folder say, for tests.
# `value` is signed and unscaled; `start` and `end` are the years that the writer meant ("" = open); flags are notes:
# part = named under another figure, estimate, 9M = nine months, a comparator, a mistake made on purpose.
"""
COUNTED = ("target", "result", "plan")


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _number(value: Decimal | None) -> str:
    return '""' if value is None else f'"{value}"'


def _statement(mark: Mark) -> str:
    fields = [
        f"shown = {_text(mark.shown)}",
        f"indicator = {_text(mark.indicator)}",
        f"value = {_number(mark.value)}",
        f"unit = {_text(mark.unit)}",
        f"role = {_text(mark.role)}",
        f"aggregate = {_text(mark.aggregate)}",
        f"start = {_text(mark.start or '')}",
        f"end = {_text(mark.end or '')}",
    ]
    if mark.upper is not None:
        fields.append(f"upper = {_number(mark.upper)}")
    if mark.denominator is not None:
        fields.append(f"denominator = {_number(mark.denominator)}")
    flags = [flag for flag in mark.flags if flag not in (mark.role, mark.aggregate)]
    if flags:
        fields.append(f"flags = [{', '.join(_text(flag) for flag in flags)}]")
    return "    { " + ", ".join(fields) + " },"


def _document(source: Source) -> str:
    counts = [f"{role}s = {sum(mark.role == role for mark in source.marks)}" for role in COUNTED]
    name = source.path.partition("/")[2]
    head = ["[[document]]", f"name = {_text(name)}", f"genre = {_text(source.meta['genre'])}", *counts]
    return "\n".join([*head, "statements = [", *(_statement(mark) for mark in source.marks), "]", ""])


def write(sources: list[Source], by_hand: Path, path: Path) -> None:
    """Writes `path` from the marks of `sources`; `by_hand` (if it exists) is added as it stands."""
    parts = [HEAD, *(_document(source) for source in sources)]
    if by_hand.exists():
        parts.append(by_hand.read_text(encoding="utf-8"))
    path.write_text("\n".join(parts), encoding="utf-8", newline="\n")
