"""The reader that was compiled reads as its sources do, and only while it is of these very sources."""

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.reading import uncompiled

from camket.reading import compiled, read

ROOM = Path(compiled.__file__).parent
CORPUS = sorted(Path(__file__).parent.joinpath("corpus").glob("*.jsonl"))
# Reads each line of a file, a list of genre and text, and writes what was read.
READS = """
import json, sys
from camket.reading import passage, read
print(passage.__file__)
for line in open(sys.argv[1], encoding="utf8"):
    found = read(*json.loads(line))
    statements = [each.as_dict() | {"rule": each.rule} for each in found.statements]
    print(json.dumps([statements, found.others, repr(found.announced)]))
"""


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A room of one source, compiled."""
    made = tmp_path / compiled.FOLDER
    made.mkdir()
    (tmp_path / "rules.py").write_text("RULE = 1\n")
    compiled.mark(made, compiled.digest(tmp_path))
    return tmp_path


def test_what_was_compiled_of_these_sources_comes_before_them(room: Path) -> None:
    assert compiled.folders(room) == [str(room / compiled.FOLDER)]


@pytest.mark.parametrize("source", ["rules.py", "more.py"])
def test_what_was_compiled_of_other_sources_is_passed_over(room: Path, source: str) -> None:
    (room / source).write_text("RULE = 2\n")
    assert compiled.folders(room) == []


def test_a_source_that_moved_to_another_name_is_another(room: Path) -> None:
    (room / "rules.py").rename(room / "rule.py")
    assert compiled.folders(room) == []


def test_what_another_python_compiled_is_passed_over(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "EXTENSION_SUFFIXES", [".cpython-399-x86_64-linux-gnu.so"])
    assert compiled.folders(room) == []


def test_where_nothing_was_compiled_the_sources_are_read(tmp_path: Path) -> None:
    assert compiled.folders(tmp_path) == []


def test_a_reading_can_be_stored_and_loaded() -> None:
    found = read("Năm 2024, thu ngân sách đạt 12,6 tỷ đồng, tăng 7,4%; phấn đấu 15 chỉ tiêu.")
    assert pickle.loads(pickle.dumps(found)) == found


@pytest.mark.skipif(not compiled.folders(ROOM), reason="not compiled: make compile")
def test_compiled_and_sources_read_alike(tmp_path: Path) -> None:
    lines = [json.loads(line) for path in CORPUS for line in path.read_text("utf8").splitlines()]
    passages = [line for line in lines if "text" in line]
    texts = tmp_path / "texts.jsonl"
    texts.write_text("".join(f"{json.dumps([p['text'], p.get('genre')])}\n" for p in passages), "utf8")
    here, ours = _readings(ROOM.parents[1], texts)
    there, theirs = _readings(uncompiled(ROOM, tmp_path / "src"), texts)
    assert (here.endswith(".py"), there.endswith(".py")) == (False, True)
    assert len(ours) == len(passages)
    assert ours == theirs


def _readings(folder: Path, texts: Path) -> tuple[str, list[str]]:
    """What a reader is made of, and what it reads in each text."""
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    given = [sys.executable, "-c", READS, str(texts)]
    told = subprocess.run(given, check=True, capture_output=True, text=True, env=environment, cwd=texts.parent).stdout
    first, *lines = told.splitlines()
    return first, lines
