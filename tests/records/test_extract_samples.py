"""Every document of the samples is read, knows what it is, and keeps the figures that its source has."""

import tomllib
from pathlib import Path

import pytest

from camket.records.extract import extract
from camket.records.heads import head
from camket.resolutions.outline import outline
from records.files import SAMPLES

MINH_HOA = SAMPLES / "minh-hoa"


def documents() -> list[tuple[Path, dict]]:
    found = []
    for expected in sorted(SAMPLES.glob("*/expected.toml")):
        entries = tomllib.loads(expected.read_text(encoding="utf-8"))["document"]
        found += [(expected.parent / entry["name"], entry) for entry in entries]
    return found


KINDS = {"resolution": "resolution", "year_report": "report", "congress_news": "news", "sector_news": "news"}


def test_there_are_samples() -> None:
    assert len(documents()) >= 12


@pytest.mark.parametrize(("path", "entry"), documents(), ids=lambda value: getattr(value, "name", ""))
def test_a_sample_keeps_its_figures_and_knows_its_kind(path: Path, entry: dict) -> None:
    found = extract(path)
    assert found.warnings == ()
    at = 0 if path.suffix != ".xlsx" else None
    for statement in entry["statements"]:
        assert statement["shown"] in found.text
        if at is not None and entry["genre"] == "resolution":
            at = found.text.index(statement["shown"], at)
    assert head(found.text, path.name).kind == KINDS[entry["genre"]]


@pytest.mark.parametrize(
    ("name", "number", "symbol", "year", "months", "term"),
    [
        ("01-nghi-quyet-2020-2025.docx", "01", "NQ/ĐH", None, None, (2020, 2025)),
        ("02-nghi-quyet-2025-2030.pdf", "01", "NQ/ĐH", None, None, (2025, 2030)),
        ("03-bao-cao-2021.docx", "46", "BC/TU", 2021, None, None),
        ("04-bao-cao-2022.pdf", "98", "BC/TU", 2022, None, None),
        ("05-bao-cao-2023.html", "151", "BC/TU", 2023, None, None),
        ("06-bao-cao-2024.xlsx", "203", "BC/TU", 2024, None, None),
        ("07-bao-cao-2025.docx", "260", "BC/TU", 2025, None, (2020, 2025)),
        ("08-bao-cao-9-thang-2026.txt", "318", "BC/TU", 2026, 9, None),
    ],
)
def test_heads_of_the_invented_city(name, number, symbol, year, months, term) -> None:
    found = head(extract(MINH_HOA / name).text, name)
    assert (found.number, found.symbol, found.year, found.months, found.term) == (number, symbol, year, months, term)
    assert found.issuer.endswith("Minh Họa")
    assert found.issued_on is not None


@pytest.mark.parametrize(
    ("name", "groups", "programmes", "seats"),
    [
        ("01-nghi-quyet-2020-2025.docx", (14, 11, 5, 7), (7, 5, 13, 12), (5, 5, 6, 6)),
        ("02-nghi-quyet-2025-2030.pdf", (9, 8, 4, 5), (6, 4, 7, 9), (4, 4, 4, 4)),
    ],
)
def test_outlines_of_the_resolutions(name, groups, programmes, seats) -> None:
    found = outline(extract(MINH_HOA / name).text)
    assert tuple(group.announced for group in found.groups) == groups
    assert tuple(sum(item.group == group.order for item in found.items) for group in found.groups) == groups
    assert found.announced_total == len(found.items) == sum(groups)
    assert tuple(len(programme.items) for programme in found.programmes) == programmes
    assert tuple(len(programme.seats) for programme in found.programmes) == seats
    assert set(found.leads) == {item.number for item in found.items}


def test_news_bring_their_pictures_with_captions() -> None:
    for path in sorted((MINH_HOA / "tin").glob("*.html")):
        found = extract(path)
        assert found.figures
        assert found.published is not None
        for figure in found.figures:
            assert (path.parent / figure.source).is_file()
            assert figure.caption
            assert figure.alternative
