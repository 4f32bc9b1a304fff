"""`camket report`, as a clerk calls it."""

import argparse
from pathlib import Path

import pytest

from camket.config.cli import report, words
from city import City


def called(out: Path, resolution: str = "minh-hoa-2020-2025", year: int = 2024) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    report.arguments(parser)
    given = ["--resolution", resolution, "--year", str(year), "--out", str(out), "--date", "2026-11-23"]
    return parser.parse_args(given)


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


def test_a_missing_folder_is_named(minh_hoa: City, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report.run(called(tmp_path / "khong-co" / "bao-cao.docx")) == 1
    assert "khong-co" in capsys.readouterr().err
