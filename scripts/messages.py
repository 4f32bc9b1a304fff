"""Collect the words of the interface and compile their English.

    python scripts/messages.py           collect into the .po file, keep what is translated, compile
    python scripts/messages.py --check   change nothing; fail where a word has no English or a file is out of date

Vietnamese is the source language: the words in code and templates are the Vietnamese ones. GNU gettext is not needed.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.db.models import TextChoices
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = SOURCE / "camket"
FILE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
KEYWORDS = {
    "gettext": None, "gettext_lazy": None, "gettext_noop": None, "_": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip

Found = tuple[str, int, str | tuple[str, ...], str | None]


def collect() -> Catalog:
    """All words of templates, code and the labels of enums, without translations."""
    catalog = Catalog(locale="en", project="camket", charset="utf-8", fuzzy=False)
    for path, _line, message, context in [*_in_code(), *_in_templates(), *_in_enums()]:
        catalog.add(message, locations=[(path, 0)], context=context)
    return catalog


def _in_code() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _extract(path, path.read_bytes())


def _in_templates() -> Iterator[Found]:
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        # What is no message comes back as filler; its indentation means nothing.
        lines = templatize(path.read_text("utf-8"), origin=str(path)).splitlines()
        yield from _extract(path, "\n".join(line.strip() for line in lines).encode())


def _extract(path: Path, code: bytes) -> Iterator[Found]:
    options = {"encoding": "utf-8"}
    for line, function, message, _comments in extract_python(BytesIO(code), KEYWORDS, [], options):
        yield from _found(_name(path), line, function, message)


def _found(name: str, line: int, function: str, message: str | tuple[str | None, ...]) -> Iterator[Found]:
    parts = tuple(part for part in (message if isinstance(message, tuple) else (message,)) if part)
    context = None
    if function in ("pgettext", "npgettext"):
        context, parts = parts[0], parts[1:]
    if parts:
        plural = function in ("ngettext", "ngettext_lazy", "npgettext")
        yield name, line, parts[:2] if plural else parts[0], context


def _in_enums() -> Iterator[Found]:
    """Labels are shown through gettext: see the filters of the portal."""
    for path in sorted(PACKAGE.glob("*/enums.py")):
        module = import_module(f"camket.{path.parent.name}.enums")
        kinds = [
            kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__
        ]
        for kind in kinds:
            if issubclass(kind, TextChoices):
                yield from ((_name(path), 0, str(label), None) for label in kind.labels if label)


def _name(path: Path) -> str:
    return path.relative_to(SOURCE.parent).as_posix()


def known() -> Catalog:
    if not FILE.exists():
        return Catalog(locale="en")
    with FILE.open("rb") as stream:
        return read_po(stream, locale="en")


def merged() -> Catalog:
    """The words as they are now, with the English that is known. What is no longer said is dropped."""
    catalog, before = collect(), known()
    for message in catalog:
        old = before.get(message.id, message.context) if message.id else None
        if old is not None and old.string:
            message.string = old.string
    return catalog


def lacking(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id and not _is_translated(message)]


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return bool(strings) and all(strings)


def as_po(catalog: Catalog) -> bytes:
    """Without dates and line numbers, which would change with every edit."""
    stream = BytesIO()
    write_po(stream, catalog, width=120, sort_output=True, omit_header=True, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
    head += '"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    return head.encode() + stream.getvalue()


def as_mo(po: bytes) -> bytes:
    """Compiled; without the dates that the library would put in."""
    catalog = read_po(BytesIO(po), locale="en")
    stream = BytesIO()
    for message in catalog:
        message.locations = []
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, catalog)
    return stream.getvalue()


def problems() -> list[str]:
    """What is wrong with the files as they lie: empty if all is well."""
    catalog = merged()
    found = [f"no English for: {message.id}" for message in lacking(catalog)]
    if as_po(catalog) != FILE.read_bytes() or as_mo(as_po(catalog)) != FILE.with_suffix(".mo").read_bytes():
        found.append(f"{FILE.name} is out of date: run scripts/messages.py")
    return found


def _shown(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        found = problems()
        _shown(found)
        return 1 if found else 0
    FILE.parent.mkdir(parents=True, exist_ok=True)
    catalog = merged()
    FILE.write_bytes(as_po(catalog))
    FILE.with_suffix(".mo").write_bytes(as_mo(as_po(catalog)))
    _shown(f"no English yet: {message.id}" for message in lacking(catalog))
    return 0


if __name__ == "__main__":
    sys.exit(main())
