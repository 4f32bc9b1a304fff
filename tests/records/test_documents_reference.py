"""The reference of documents says what the code does: every kind, code, notice and limit, and no other."""

import re
from pathlib import Path

import pytest

from camket.records.extract import detect, errors, limits, notices

TEXT = (Path(__file__).parents[2] / "docs" / "reference" / "documents.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL))


def codes(section: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)` \|", SECTIONS[section], re.MULTILINE))


def test_every_error_has_its_row() -> None:
    assert codes("Errors") == errors.CODES


def test_every_notice_has_its_row() -> None:
    assert codes("Notices") == notices.CODES


def test_every_extension_that_is_read_is_named() -> None:
    assert {name for name in detect.BY_EXTENSION if f".{name}" not in TEXT.split("## Encodings")[0]} == set()


@pytest.mark.parametrize("code", sorted(notices.CODES))
def test_a_notice_is_told_in_both_languages(code: str) -> None:
    told = notices.notice(code, real=".pdf", name="TCVN3 (ABC)", pages="1-2", names="Nháp")
    assert told.code == code
    assert told.vi != told.en
    assert "{" not in told.vi + told.en


MEGABYTE = 1024 * 1024
LIMITS = [
    f"{limits.MAX_FILE_BYTES // MEGABYTE} MB",
    f"{limits.MAX_TEXT_FILE_BYTES // MEGABYTE} MB",
    f".doc {limits.MAX_OFFICE_BYTES // MEGABYTE} MB",
    f"{limits.MAX_CHARACTERS:,} characters",
    f"{limits.MAX_SEGMENTS:,} paragraphs",
    f"{limits.MAX_PART_BYTES // MEGABYTE} MB a part",
    f"{limits.MAX_PACKAGE_BYTES // MEGABYTE} MB unpacked",
    f"{limits.MAX_PARTS:,} parts",
    f"{limits.MAX_ELEMENTS:,} XML elements",
    f"{limits.MAX_CELLS:,} cells",
    f"{limits.MAX_MERGED:,} merged ranges",
    f"{limits.MAX_WEB_ELEMENTS:,} elements",
    f"{limits.MAX_PAGES:,} pages",
    f"{limits.MAX_PAGE_CHARACTERS:,} characters a page",
    f"scanned pages | {limits.MAX_OCR_PAGES} |",
    f"{limits.MAX_PDF_STREAM // MEGABYTE} MB each",
    f"{limits.MAX_PDF_STREAMS // MEGABYTE} MB together",
    f"{limits.MAX_PDF_MEMORY // MEGABYTE} MB of address space",
    f"{limits.MAX_PDF_SECONDS} seconds of a processor",
]


@pytest.mark.parametrize("told", LIMITS)
def test_every_limit_is_told_as_it_is(told: str) -> None:
    assert told in SECTIONS["Limits"]


def test_the_times_of_programs_are_told_as_they_are() -> None:
    assert f"{limits.MAX_OFFICE_SECONDS} s |" in SECTIONS["Programs of the system"]
    page, file = limits.MAX_OCR_PAGE_SECONDS, limits.MAX_OCR_SECONDS
    assert f"{page} s a page, {file} s a file" in SECTIONS["Programs of the system"]
