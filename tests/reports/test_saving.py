"""A report is put where it was asked for whole, or not at all."""

from pathlib import Path

import pytest

from camket.reports import saving
from camket.reports.errors import CannotWrite


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    saving.save(tmp_path / "bao-cao.docx", b"moi")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"bao-cao.docx": b"moi"}


def test_a_file_that_is_there_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "bao-cao.docx").write_bytes(b"cu")
    saving.save(tmp_path / "bao-cao.docx", b"moi")
    assert (tmp_path / "bao-cao.docx").read_bytes() == b"moi"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("khong-co/bao-cao.docx", "Không có thư mục"),
        ("bao-cao.odt", "kết thúc bằng một trong: .docx"),
        ("bao-cao", "kết thúc bằng một trong: .docx"),
        (".", "là một thư mục"),
    ],
)
def test_what_cannot_be_written_is_said_before_any_work(tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(CannotWrite) as refused:
        saving.check(tmp_path / name)
    assert says in refused.value.vi
    assert refused.value.en
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "bao-cao.docx"
    target.write_bytes(b"cu")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("camket.reports.saving.os.fsync", full)
    with pytest.raises(CannotWrite, match="No space left"):
        saving.save(target, b"moi")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"bao-cao.docx": b"cu"}
