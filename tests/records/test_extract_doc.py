"""Old Word files, read through LibreOffice where it is installed, and the programs that run beside us."""

import os
import shutil
import socketserver
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from camket.records.extract import ExtractError, detect, extract, office, programs
from records import files, old_pages

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
with_office = pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
ROWS = [["TT", "Chỉ tiêu", "Kế hoạch 2024", "Thực hiện 2024"], ["1", "Thu ngân sách (tỷ đồng)", "200", "214,5"]]


def old_word(source: Path, folder: Path) -> bytes:
    """A .doc made of another file by LibreOffice itself."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".doc").read_bytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("doc")


def new_word() -> bytes:
    def build(document) -> None:
        files.table(ROWS)(document)
        document.add_paragraph("Hết.")

    return files.word("Thu ngân sách đạt 200 tỷ đồng.", build=build)


@pytest.fixture(scope="module")
def old_file(folder: Path) -> bytes:
    source = folder / "bao-cao.docx"
    source.write_bytes(new_word())
    return old_word(source, folder)


def fake(kind: bytes) -> bytes:
    return OLE + b"\0" * 504 + kind + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 400


@with_office
def test_an_old_file_reads_as_the_new_one_would(old_file: bytes) -> None:
    found = extract(old_file, "a.doc")
    assert found.text == extract(new_word(), "a.docx").text
    assert found.media_type == detect.DOC
    assert [notice.code for notice in found.warnings] == ["old_word"]
    assert found.at(found.text.index("214,5")).cell == "table 1, row 2, column 4"


@with_office
def test_a_wrong_name_and_macros_are_told(old_file: bytes) -> None:
    found = extract(old_file + office._MACROS, "a.docx")
    assert [notice.code for notice in found.warnings] == ["wrong_extension", "old_word", "macros"]


@with_office
def test_an_old_file_in_an_old_font_is_read_too(folder: Path) -> None:
    def build(document) -> None:
        for font, text in (
            (".VnTimeH", "Phương hướng"),
            (".VnTime", "Đầu tư 12 tỷ đồng, ưu tiên xã nghèo"),
        ):
            typed = old_pages.as_western(old_pages.tcvn3(text))
            document.add_paragraph().add_run(typed).font.name = font

    source = folder / "abc.docx"
    source.write_bytes(files.word(build=build))
    found = extract(old_word(source, folder), "abc.doc")
    assert found.text == "PHƯƠNG HƯỚNG\nĐầu tư 12 tỷ đồng, ưu tiên xã nghèo"
    assert [notice.code for notice in found.warnings] == ["old_word", "tcvn3"]


class _Counting(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        self.server.asked += 1


@with_office
def test_nothing_that_an_old_file_links_to_is_fetched(folder: Path) -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Counting) as server:
        server.asked = 0
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/anh.png"
        source = folder / "lien-ket.html"
        source.write_text(f'<html><body><p>Thu 200.</p><img src="{address}" width=50 height=50></body></html>')
        data = old_word(source, folder)
        assert address.encode("utf-16-le") in data or address.encode() in data
        server.asked = 0
        assert "Thu 200." in extract(data, "a.doc").text
        server.shutdown()
        assert server.asked == 0


@with_office
@pytest.mark.parametrize("damage", [b"", b"\xff" * 64])
def test_what_libreoffice_cannot_read_is_refused(damage: bytes) -> None:
    with pytest.raises(ExtractError) as caught:
        extract(fake(damage), "a.doc")
    assert caught.value.code == "old_format"


def test_without_libreoffice_the_person_is_told_to_save_as_docx(monkeypatch) -> None:
    monkeypatch.setattr(programs, "find", lambda *names: "")
    with pytest.raises(ExtractError) as caught:
        extract(fake(b""), "a.doc")
    assert caught.value.code == "old_format"
    assert ".docx" in caught.value.remedy("vi")


def test_a_password_is_seen_before_libreoffice_is_asked(monkeypatch) -> None:
    monkeypatch.setattr(programs, "run", lambda *given: pytest.fail("asked"))
    with pytest.raises(ExtractError) as caught:
        extract(fake(b"\xec\xa5" + b"\0" * 9 + b"\x01"), "a.doc")
    assert caught.value.code == "encrypted"


def test_an_old_file_that_is_too_long_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(office, "MAX_OFFICE_BYTES", 500)
    with pytest.raises(ExtractError) as caught:
        extract(fake(b""), "a.doc")
    assert caught.value.code == "too_large"


def test_macros_and_links_are_switched_off() -> None:
    registry = office._registry()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in registry
    assert 'oor:name="Link" oor:op="fuse"><value>2<' in registry


CHILD = """
import subprocess
child = subprocess.Popen(["sleep", "100"])
print(child.pid, file=open("pid", "w"), flush=True)
child.wait()
"""


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be fetched does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _ends(pid: int) -> bool:
    """A process that was killed is gone at once, or as soon as a busy machine comes to it."""
    deadline = time.monotonic() + 10
    while _is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not _is_alive(pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_program_that_takes_too_long_is_ended_with_its_children(tmp_path: Path) -> None:
    assert programs.run([sys.executable, "-c", CHILD], tmp_path, 1.5) is None
    assert _ends(int((tmp_path / "pid").read_text()))


def test_a_program_sees_nothing_of_our_environment(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("CAMKET_SECRET_KEY", "geheim")
    shown = programs.run([sys.executable, "-c", "import os; print(sorted(os.environ), os.getcwd())"], tmp_path, 20)
    assert b"CAMKET" not in shown
    assert os.fsencode(str(tmp_path)) in shown


@pytest.mark.parametrize(
    ("command", "printed"),
    [(["khong-co-chuong-trinh-nay"], None), ([sys.executable, "-c", "raise SystemExit(1)"], None)],
)
def test_a_program_that_fails_prints_nothing(tmp_path: Path, command: list[str], printed: None) -> None:
    assert programs.run(command, tmp_path, 20) is printed


def test_a_program_may_be_given_its_input(tmp_path: Path) -> None:
    program = "import sys; sys.stdout.write(sys.stdin.read().upper())"
    assert programs.run([sys.executable, "-c", program], tmp_path, 20, b"abc") == b"ABC"
