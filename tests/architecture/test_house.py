"""The house rules that a machine can check, beside those of `make lint`."""

import ast
import re
import statistics
import subprocess
from pathlib import Path

import django
import pytest
import wagtail

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "camket"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\n")
TEXTS = [ROOT / name for name in TRACKED if Path(name).suffix in {".py", ".md", ".toml", ".sh", ".txt", ".html", ".in"}]


def functions():
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node.name, node.end_lineno - node.lineno + 1


def test_no_file_is_over_400_lines():
    assert [p.name for p in FILES if len(p.read_text("utf8").splitlines()) > 400] == []


def test_no_function_is_over_60_lines():
    assert [(p.name, name, lines) for p, name, lines in functions() if lines > 60] == []


def test_half_of_the_functions_are_at_most_8_lines():
    assert statistics.median(lines for _, _, lines in functions()) <= 8


def test_no_room_is_a_drawer():
    assert {p.stem for p in FILES} & {"utils", "helpers", "core", "common", "misc"} == set()


def test_no_package_took_the_framework_down_with_it():
    assert (django.VERSION[:2], wagtail.VERSION[0]) == ((5, 2), 8)


@pytest.mark.parametrize("path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda path: path.name)
def test_requirements_are_pinned_and_hashed_and_name_no_address(path):
    text = path.read_text("utf8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==", text, re.MULTILINE | re.IGNORECASE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE | re.IGNORECASE))
    assert text.count("--hash=sha256:") >= len(pinned)
    assert "://" not in text


@pytest.mark.skipif(not TEXTS, reason="needs the project's git checkout")
def test_no_file_names_a_path_of_one_machine():
    paths = re.compile(r"(?<![\w.])/(?:root|home/\w+|work|Users)/")
    own = Path(__file__)
    assert [p.name for p in TEXTS if p != own and p.exists() and paths.search(p.read_text("utf8", "replace"))] == []


def test_rights_are_asked_of_the_role_that_an_account_holds_that_day():
    repeated = re.compile(r"\b(?:user|by)\.(?:role|office|office_id)\b")
    reads = {path.relative_to(SOURCE).as_posix() for path in FILES if repeated.search(path.read_text("utf8"))}
    assert reads == {"people/standing.py"}
