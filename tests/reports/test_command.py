"""`camket report`, as a clerk calls it."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from camket.config.cli import report, words
from camket.reviews.enums import ReviewKind
from camket.reviews.reviewing import OpenReview
from city import City
from reports.yearly import KNOWN


def called(
    out: Path,
    resolution: str = "minh-hoa-2020-2025",
    year: int = 2024,
    about: Sequence[str] = (),
    more: Sequence[str] = (),
) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    report.arguments(parser)
    chosen = about or ["--year", str(year)]
    return parser.parse_args(["--resolution", resolution, *chosen, "--out", str(out), "--date", "2026-11-23", *more])


def test_the_file_is_written_and_named(minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "bao-cao.docx"
    assert report.run(called(out)) == 0
    assert out.read_bytes().startswith(b"PK")
    assert str(out) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("asked", "language", "says"),
    [
        ({"resolution": "khong-co"}, "vi", "Đang có: minh-hoa-2020-2025"),
        ({"resolution": "khong-co"}, "en", "There are: minh-hoa-2020-2025"),
        ({"year": 2019}, "vi", "Chọn một năm từ 2021 đến 2025"),
        ({"year": 2019}, "en", "Choose a year from 2021 to 2025"),
    ],
)
def test_what_cannot_be_reported_is_said_and_nothing_is_written(
    minh_hoa: City,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    asked: dict[str, object],
    language: str,
    says: str,
) -> None:
    words.language.cache_clear()
    monkeypatch.setenv("LC_ALL", {"vi": "vi_VN.UTF-8", "en": "en_US.UTF-8"}[language])
    assert report.run(called(tmp_path / "bao-cao.docx", **asked)) == 1  # type: ignore[arg-type]  # a table of cases
    words.language.cache_clear()
    assert says in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("more", [[], ["--one-page"]])
def test_a_pdf_is_written(minh_hoa: City, tmp_path: Path, more: list[str]) -> None:
    pytest.importorskip("weasyprint", exc_type=OSError, reason="Pango is not installed")
    assert report.run(called(tmp_path / "a.pdf", more=more)) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_one_page_is_a_pdf(minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.run(called(tmp_path / "a.docx", more=["--one-page"])) == 1
    assert ".pdf" in capsys.readouterr().err


def test_a_review_is_reported_by_its_name(minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = {"kind": ReviewKind.YEAR, "on": date(2025, 12, 31), "as_of": KNOWN}
    OpenReview(by=None, resolution=minh_hoa.finished, **told).execute()
    assert report.run(called(tmp_path / "a.docx", about=["--review", "nam-2025"])) == 0
    assert report.run(called(tmp_path / "b.docx", about=["--review", "quy-9-2025"])) == 1
    assert "nam-2025" in capsys.readouterr().err


def test_a_missing_folder_is_named(minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.run(called(tmp_path / "khong-co" / "bao-cao.docx")) == 1
    assert "khong-co" in capsys.readouterr().err
