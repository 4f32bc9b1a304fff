"""The labelled passages are in order, and are what their sources say."""

import json
from pathlib import Path

import pytest

from reading.corpus import build, notation

HERE = Path(__file__).parent


def test_no_label_has_a_fault() -> None:
    assert build.faults() == []


@pytest.mark.parametrize(("name", "text"), build.built().items(), ids=build.built().keys())
def test_written_file_is_what_its_source_gives(name: str, text: str) -> None:
    assert (HERE / name).read_text(encoding="utf-8") == text


def test_every_span_slices_back_to_its_number() -> None:
    for text in build.built().values():
        for passage in map(json.loads, text.splitlines()):
            for label in passage.get("statements", []):
                assert passage["text"][slice(*label["span"])].strip()


@pytest.mark.parametrize(
    ("mark", "unit", "expected"),
    [
        ("1.845,5", "tỷ đồng", (1845.5, None, None)),
        ("24,023", "tỷ đồng", (24.023, None, None)),
        ("3,200", "lượt", (3200, None, None)),
        ("12.5", "%", (12.5, None, None)),
        ("16/22", "xã", (16, None, 22)),
        ("12-13/18", "xã", (12, 13, 18)),
        ("1,5 - 2", "%", (1.5, 2, None)),
        ("không còn", "nhà", (0, None, None)),
    ],
)
def test_mark_gives_quantity(mark: str, unit: str, expected: tuple[float | None, ...]) -> None:
    assert tuple(map(notation.plain, notation.quantity(mark, unit))) == expected


@pytest.mark.parametrize("line", ["> a | % | nonsense", "> a | % | plan~3"])
def test_unknown_flag_is_refused(line: str) -> None:
    with pytest.raises(notation.NotationError):
        notation.read_label(line, None, ["misc", "R", "@-"], "5")
