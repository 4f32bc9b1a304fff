"""The sample documents: they open, say what they are, say what is expected, and can be built again."""

import re
import subprocess
import sys
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from camket.records.extract import extract

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
PLACES = ("minh-hoa", "bac-kan")
NOTICE = "Tài liệu minh họa: địa phương và số liệu là hư cấu."
RETOLD = "số liệu theo bài giới thiệu đăng ngày 06/8/2020"


def _toml(place: str, name: str) -> dict[str, Any]:
    return tomllib.loads((SAMPLES / place / name).read_text(encoding="utf-8"))


def _listed(place: str) -> dict[str, dict[str, Any]]:
    return {document["name"]: document for document in _toml(place, "expected.toml")["document"]}


@cache
def _text(path: Path) -> str:
    return extract(path.read_bytes(), path.name).text


DOCUMENTS = [(place, name) for place in PLACES for name in _listed(place)]
NEWS = sorted((SAMPLES / "minh-hoa" / "tin").glob("*.html"))
RESOLUTIONS = {"01-nghi-quyet-2020-2025.docx": 37, "02-nghi-quyet-2025-2030.pdf": 26}


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_a_document_says_what_it_is_in_its_first_line(place: str, name: str) -> None:
    first = next(
        line for line in _text(SAMPLES / place / name).splitlines()[:3] if "minh họa" in line or "kể lại" in line
    )
    assert (NOTICE if place == "minh-hoa" else RETOLD) in first


def test_every_page_of_a_pdf_says_that_it_is_invented() -> None:
    import pypdfium2

    for path in sorted((SAMPLES / "minh-hoa").glob("*.pdf")):
        pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]
        assert pages
        assert all(NOTICE in page for page in pages)


def test_every_page_of_a_word_file_says_that_it_is_invented() -> None:
    from docx import Document

    for path in sorted((SAMPLES / "minh-hoa").glob("*.docx")):
        section = Document(str(path)).sections[0]
        assert section.footer.paragraphs[0].text == section.first_page_footer.paragraphs[0].text == NOTICE


def test_every_sheet_says_that_it_is_invented() -> None:
    from openpyxl import load_workbook

    book = load_workbook(SAMPLES / "minh-hoa" / "06-bao-cao-2024.xlsx")
    assert [sheet["A1"].value for sheet in book] == [NOTICE, NOTICE]
    assert all(NOTICE in sheet.oddFooter.center.text for sheet in book)


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_text_is_in_composed_form(place: str, name: str) -> None:
    assert unicodedata.is_normalized("NFC", _text(SAMPLES / place / name))


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_counts_fit_the_statements_listed(place: str, name: str) -> None:
    document = _listed(place)[name]
    roles = [statement["role"] for statement in document["statements"]]
    assert {role: roles.count(role) for role in ("target", "result", "plan")} == {
        role: document[f"{role}s"] for role in ("target", "result", "plan")
    }


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_every_statement_listed_is_printed(place: str, name: str) -> None:
    text = " ".join(_text(SAMPLES / place / name).split())
    missing = [s["shown"] for s in _listed(place)[name]["statements"] if s["shown"] not in text]
    assert missing == []


@pytest.mark.parametrize(("name", "count"), RESOLUTIONS.items())
def test_targets_are_numbered_and_fit_the_announced_counts(name: str, count: int) -> None:
    text = _text(SAMPLES / "minh-hoa" / name)
    numbers = [int(n) for n in re.findall(r"^\((\d+)\) ", text, re.MULTILINE)]
    assert numbers == list(range(1, count + 1))
    assert f"{count} chỉ tiêu chủ yếu" in text
    groups = re.split(r"^\d\. Về .*\((\d+) chỉ tiêu\)$", text, flags=re.MULTILINE)[1:]
    for announced, body in zip(groups[::2], groups[1::2], strict=True):
        assert len(re.findall(r"^\(\d+\) ", body, re.MULTILINE)) == int(announced)


@pytest.mark.parametrize(("name", "count"), RESOLUTIONS.items())
def test_every_target_has_one_programme_and_one_lead_office(name: str, count: int) -> None:
    text, every = _text(SAMPLES / "minh-hoa" / name), list(range(1, count + 1))
    in_programmes = re.findall(r"^Gồm các chỉ tiêu số: ([\d, ]+)\.$", text, re.MULTILINE)
    assert len(in_programmes) == 4
    assert sorted(int(n) for line in in_programmes for n in line.split(", ")) == every
    annex = text.partition("PHỤ LỤC: PHÂN CÔNG CƠ QUAN CHỦ TRÌ")[2]
    rows = re.findall(r"^([\d, ]+)\t", annex, re.MULTILINE)
    assert sorted(int(n) for row in rows for n in row.split(", ")) == every


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_news_has_a_heading_a_time_and_captioned_pictures(path: Path) -> None:
    markup = path.read_text(encoding="utf-8")
    assert markup.count("<article>") == markup.count("<h1>") == 1
    assert re.search(r'<time datetime="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00">', markup)
    figures = re.findall(r'<img src="([^"]+)" alt="([^"]{20,})"[^>]*>\n<figcaption>[^<]{10,}</figcaption>', markup)
    assert len(figures) == markup.count("<figure>") >= 1
    assert all((path.parent / source).is_file() for source, _ in figures)
    assert 200 <= len(_text(path).split()) <= 420


def test_pictures_are_wide_and_light() -> None:
    pictures = sorted((SAMPLES / "minh-hoa" / "anh").glob("*.png"))
    assert len(pictures) == 6
    assert all(Image.open(path).width == 1600 for path in pictures)
    assert all(path.stat().st_size < 250_000 for path in pictures)


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_nobody_is_named_or_addressed(place: str, name: str) -> None:
    assert not re.search(r"\b(đồng chí|ông|bà|đ/c) +[A-ZĐÀ-Ỹ]", _text(SAMPLES / place / name), re.IGNORECASE)


@pytest.mark.parametrize("place", PLACES)
def test_a_place_names_its_indicators_in_english(place: str) -> None:
    described = _toml(place, "place.toml")
    assert described["place"]["invented"] == (place == "minh-hoa")
    named = {name.lower() for name in described["english"]}
    used = {s["indicator"].lower() for document in _listed(place).values() for s in document["statements"]}
    assert used - named == set()


def test_mistakes_made_on_purpose_stand_where_the_list_says() -> None:
    listed = _listed("minh-hoa")
    for mistake in _toml("minh-hoa", "expected.toml")["mistake"]:
        assert set(mistake["documents"]) <= set(listed)
    poverty = {s["shown"] for d in listed.values() for s in d["statements"] if "disagreement" in s.get("flags", [])}
    assert poverty == {"2,41", "2,14"}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("samples")
    subprocess.run([sys.executable, "-m", "samples.build", "--out", str(out)], cwd=ROOT, check=True)
    return out


@pytest.mark.parametrize(("place", "name"), DOCUMENTS)
def test_building_again_gives_the_same_text(rebuilt: Path, place: str, name: str) -> None:
    assert _text(rebuilt / place / name) == _text(SAMPLES / place / name)


@pytest.mark.parametrize("place", PLACES)
def test_building_again_gives_the_same_expectations(rebuilt: Path, place: str) -> None:
    name = "expected.toml"
    assert (rebuilt / place / name).read_text("utf-8") == (SAMPLES / place / name).read_text("utf-8")


def test_building_again_gives_the_same_pictures(rebuilt: Path) -> None:
    for path in sorted((rebuilt / "minh-hoa" / "anh").glob("*.png")):
        assert Image.open(path).tobytes() == Image.open(SAMPLES / "minh-hoa" / "anh" / path.name).tobytes()
