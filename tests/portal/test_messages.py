"""Every word of the interface has its English, and the files say what the code says."""

import re
import sys
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import messages  # noqa: E402  (a script, not a package: found once its folder is on the path)


def test_every_word_has_its_english_and_the_files_are_up_to_date():
    assert messages.problems() == []


def test_compiling_again_gives_the_same_bytes():
    po = messages.FILE.read_bytes()
    assert messages.as_mo(po) == messages.as_mo(po)


def test_the_compiled_file_is_one_that_programs_read():
    compiled = GNUTranslations(BytesIO(messages.as_mo(messages.FILE.read_bytes())))
    assert compiled.gettext("Đạt trước hạn") == "Achieved early"
    assert compiled.ngettext("%(number)s chỉ tiêu, %(term)s", "%(number)s chỉ tiêu, %(term)s", 2).startswith(
        "%(number)s t"
    )


def _places(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text))


def test_a_translation_keeps_the_places_of_what_is_put_in():
    """All of them; only the word for one may leave the number out."""
    wrong = []
    for message in (one for one in messages.known() if one.string):
        said = [message.id] if isinstance(message.id, str) else list(message.id)
        english = [message.string] if isinstance(message.string, str) else list(message.string)
        if _places(english[-1]) != _places(said[-1]) or not _places(english[0]) <= _places(said[0]):
            wrong.append(message.id)
    assert wrong == []


def test_what_is_no_longer_said_is_dropped_and_what_is_new_is_told(monkeypatch, tmp_path):
    file = tmp_path / "django.po"
    file.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Cũ rồi"\nmsgstr "Old"\n'
    )
    file.with_suffix(".mo").write_bytes(b"")
    monkeypatch.setattr(messages, "FILE", file)
    assert "no English for: Đạt trước hạn" in messages.problems()
    assert messages.merged().get("Cũ rồi") is None
