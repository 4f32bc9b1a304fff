"""Docs are tested: what they name is there, and what is there is named."""

import argparse
import re
import shlex
from urllib.parse import unquote

import pytest
from babel.messages.pofile import read_po
from django.utils.translation import gettext, override

from camket.config.cli import COMMANDS, _parser
from camket.config.level3 import RULES
from camket.intake.enums import Question
from camket.records.extract.errors import CODES, ExtractError
from docs.markdown import FILES, GUIDE, ROOT, anchors, bold, commands, headings, links

REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted(path.name for path in (GUIDE / "vi").glob("*.md"))
CATALOGUE = ROOT / "src" / "camket" / "locale" / "en" / "LC_MESSAGES" / "django.po"
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]


def _name(path):
    return str(path.relative_to(ROOT))


# --- commands and settings


def _options():
    subparsers = next(a for a in _parser([])._actions if isinstance(a, argparse._SubParsersAction))
    for name, parser in subparsers.choices.items():
        yield from ((name, option) for action in parser._actions for option in action.option_strings)


@pytest.mark.parametrize(("command", "option"), [pair for pair in _options() if pair[1] not in ("-h", "--help")])
def test_every_option_is_in_the_reference_beside_its_command(command, option):
    lines = (REFERENCE / "commands.md").read_text("utf8").splitlines()
    assert any(f"`camket {command}" in line and option in line for line in lines)


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_every_call_of_a_command_in_the_docs_is_understood(path):
    for call in commands(path):
        name = shlex.split(call)[1]
        assert name in COMMANDS, call
        _parser([]).parse_args(shlex.split(call)[1:])


def _variables():
    read = re.compile(r"environment\.(?:text|flag|words|folder)\(\s*\"(\w+)\"")
    texts = [path.read_text("utf8") for path in (ROOT / "src").rglob("*.py")]
    return {f"CAMKET_{name}" for text in texts for name in read.findall(text)} | {f"CAMKET_{one.name}" for one in RULES}


def test_every_variable_is_in_the_reference_and_no_other():
    named = set(re.findall(r"^\| `(CAMKET_\w+)`", (REFERENCE / "settings.md").read_text("utf8"), re.MULTILINE))
    assert named == _variables()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_variable_is_in_the_guide(language):
    text = (GUIDE / language / "08-cai-dat-van-hanh.md").read_text("utf8")
    assert {name for name in _variables() if f"| `{name}` |" not in text} == set()


# --- what a clerk is asked and told


def _sections(language, page):
    return [text for level, text in headings(GUIDE / language / page) if level == "h3"]


@pytest.mark.parametrize("question", [one for one in Question if one != Question.NONE])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_question_has_its_answer_in_the_guide(question, language):
    with override(language):
        assert gettext(str(question.label)) in _sections(language, "03-duyet.md")


@pytest.mark.parametrize("code", sorted(CODES))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_reason_why_a_file_is_refused_has_its_section_in_the_guide(code, language):
    told = ExtractError(code).problem(language)
    sections = _sections(language, "02-dua-van-ban-vao.md")
    assert any(told.lower() == one.lower() or told.lower().startswith(f"{one.lower()} (") for one in sections)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_of_the_desk_is_in_the_guide(language):
    template = ROOT / "src" / "camket" / "intake" / "templates" / "intake" / "_keys.html"
    keys = set(re.findall(r"<kbd>([^<]+)</kbd>", template.read_text("utf8")))
    text = (GUIDE / language / "03-duyet.md").read_text("utf8")
    assert {key for key in keys if f"`{key}`" not in text} == set()


# --- words of the screen


def _words(language):
    with CATALOGUE.open("rb") as file:
        messages = [one for one in read_po(file, locale="en") if one.id]
    chosen = [one.id if language == "vi" else one.string for one in messages]
    return [word for one in chosen for word in ((one,) if isinstance(one, str) else one)]


def _is_shown(text, words):
    """Numbers and other parts that differ are an ellipsis in the guide and a placeholder in the catalogue."""
    wanted = re.compile(re.escape(text).replace("…", r"%\(\w+\)s"))
    return any(wanted.fullmatch(word) for word in words)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_bold_words_of_the_guide_are_words_of_the_screen(language):
    words = _words(language)
    pages = [GUIDE / language / page for page in PAGES if page != "README.md"]
    assert {text for page in pages for text in bold(page) if not _is_shown(text, words)} == set()


# --- links, languages, front doors


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_links_lead_somewhere(path):
    for link in links(path):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, place = unquote(link).partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), link
        assert not place or place in anchors(goal), link


def test_both_languages_have_the_same_pages_with_the_same_sections():
    outlines = {
        language: {path.name: [level for level, _ in headings(path)] for path in (GUIDE / language).glob("*.md")}
        for language in ("vi", "en")
    }
    assert outlines["vi"] == outlines["en"]


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_two_headings_of_a_page_share_an_anchor(path):
    assert len(anchors(path)) == len(headings(path))


def test_the_folder_of_docs_leads_to_the_guide():
    assert (ROOT / "docs" / "guide").resolve() == (GUIDE / "vi").resolve()


@pytest.mark.parametrize("path", READMES, ids=_name)
def test_the_front_doors_name_both_commands_and_say_what_is_invented(path):
    text = path.read_text("utf8")
    assert "make demo" in text
    assert "make test" in text
    assert "AGPL-3.0-or-later" in text
    assert ("invented" if path.name == "README.md" else "hư cấu") in text


def test_the_picture_of_the_scoreboard_is_light():
    picture = ROOT / "docs" / "pictures" / "scoreboard.png"
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size < 300_000
