"""Collect the words of the interface and compile their English; and the words of the packages, in Vietnamese.

    python scripts/messages.py           collect into the .po files, keep what is translated, compile
    python scripts/messages.py --check   change nothing; fail where a word is not translated or a file is out of date

Vietnamese is the source language: the words in code and templates are the Vietnamese ones, and locale/en has their
English. Words of Wagtail and Django are English: locale/vi has those that their own Vietnamese lacks, or says otherwise
than our glossary. GNU gettext is not needed.
"""

import argparse
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.db.models import TextChoices
from django.utils.translation.template import templatize

from camket.config.settings.base import INSTALLED_APPS

SOURCE = Path(__file__).resolve().parents[1] / "src"
PACKAGE = SOURCE / "camket"
FILE = PACKAGE / "locale/en/LC_MESSAGES/django.po"
FOREIGN = PACKAGE / "locale/vi/LC_MESSAGES"
# Words of pages, and words of Wagtail's scripts.
DOMAINS = ("django", "djangojs")
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "vi": "nplurals=1; plural=0;"}
# What is put in when a sentence is shown, and marks that it must keep.
PLACES = re.compile(r"%\(\w+\)(?:\.\d+)?[a-z]|%[sd]|\{\w*\}|<[^>]+>")
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
    for path in sorted((*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt"))):
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


def as_po(catalog: Catalog, language: str = "en", above: str = "") -> bytes:
    """Without dates and line numbers, which would change with every edit; `above` is the comment at the top."""
    stream = BytesIO()
    write_po(stream, catalog, width=120, sort_output=True, omit_header=True, include_lineno=False)
    head = f'{above}msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
    head += f'"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    return head.encode() + stream.getvalue()


def as_mo(po: bytes, language: str = "en") -> bytes:
    """Compiled; without the dates that the library would put in."""
    catalog = read_po(BytesIO(po), locale=language)
    stream = BytesIO()
    for message in catalog:
        message.locations = []
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    write_mo(stream, catalog)
    return stream.getvalue()


@cache
def folders() -> tuple[Path, ...]:
    """Catalogues of the packages in use: Django, all of Wagtail, and what else is installed."""
    homes = [home for name in ("django.conf", "wagtail", *INSTALLED_APPS) for home in _homes(name)]
    found = [*_homes("wagtail")[0].rglob("locale"), *(home / "locale" for home in homes)]
    return tuple(sorted({folder for folder in found if (folder / "de").is_dir()}))


def _homes(name: str) -> list[Path]:
    spec = None if name.startswith("camket.") else find_spec(name)
    return [Path(place) for place in (spec.submodule_search_locations or [])] if spec else []


@cache
def words(folder: Path, domain: str, language: str) -> Catalog:
    """One catalogue of a package. One that ships no English file is asked for its fullest: the ids are the English."""
    path = folder / language / f"LC_MESSAGES/{domain}.po"
    if language == "en" and not path.exists():
        path = max(folder.glob(f"*/LC_MESSAGES/{domain}.po"), key=lambda one: one.stat().st_size, default=path)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as stream:
        return read_po(stream, locale=language)


def foreign(domain: str) -> Catalog:
    """English words of the packages that lack Vietnamese, and those that we say otherwise, with what we say."""
    catalog, ours = Catalog(locale="vi", project="camket", charset="utf-8", fuzzy=False), ours_in(domain)
    for folder in folders():
        for message in words(folder, domain, "en"):
            old = ours.get(message.id, message.context) if message.id else None
            if message.id and (old or not _is_said(message, domain)):
                said = old.string if old else ""
                flags = old.flags if old else ()
                catalog.add(message.id, said, locations=[(_place(folder), 0)], context=message.context, flags=flags)
    return catalog


def _place(folder: Path) -> str:
    """The package a catalogue belongs to, as a path: wagtail/admin."""
    top = next(parent for parent in folder.parents if not (parent / "__init__.py").exists())
    return folder.parent.relative_to(top).as_posix()


def _is_said(message: Message, domain: str) -> bool:
    """Whether any package has Vietnamese for it: they share one catalogue when they run."""
    said = (words(folder, domain, "vi").get(message.id, message.context) for folder in folders())
    return any(_is_translated(one) and not one.fuzzy for one in said if one)


def ours_in(domain: str) -> Catalog:
    path = FOREIGN / f"{domain}.po"
    if not path.exists():
        return Catalog(locale="vi")
    with path.open("rb") as stream:
        return read_po(stream, locale="vi")


def foreign_files(domain: str) -> tuple[bytes, bytes]:
    """Both files as they should be. The comment that opens the .po, with its glossary, is kept as it is."""
    path = FOREIGN / f"{domain}.po"
    above = path.read_text("utf-8").partition('msgid ""')[0] if path.exists() else ""
    po = as_po(foreign(domain), "vi", above)
    return po, as_mo(po, "vi")


def places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


def faults(message: Message) -> list[str]:
    """What is wrong with the Vietnamese of one English word. Vietnamese has one form, so the plural is its measure."""
    if not _is_translated(message):
        return [f"no Vietnamese for: {message.id}"]
    asked, said = (text if isinstance(text, str) else text[-1] for text in (message.id, message.string))
    found = [f"fuzzy: {message.id}"] if message.fuzzy else []
    if places(asked) != places(said):
        found.append(f"not the same places: {message.id}")
    if (asked[:1].isspace(), asked[-1:].isspace()) != (said[:1].isspace(), said[-1:].isspace()):
        found.append(f"not the same space around: {message.id}")
    return found


def problems() -> list[str]:
    """What is wrong with the files as they lie: empty if all is well."""
    catalog = merged()
    found = [f"no English for: {message.id}" for message in lacking(catalog)]
    if as_po(catalog) != FILE.read_bytes() or as_mo(as_po(catalog)) != FILE.with_suffix(".mo").read_bytes():
        found.append(f"{FILE.name} is out of date: run scripts/messages.py")
    return found


def foreign_problems() -> list[str]:
    found = []
    for domain in DOMAINS:
        found += [fault for message in foreign(domain) if message.id for fault in faults(message)]
        path = FOREIGN / f"{domain}.po"
        if foreign_files(domain) != (path.read_bytes(), path.with_suffix(".mo").read_bytes()):
            found.append(f"{path.name} in Vietnamese is out of date: run scripts/messages.py")
    return found


def _shown(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        found = problems() + foreign_problems()
        _shown(found)
        return 1 if found else 0
    FILE.parent.mkdir(parents=True, exist_ok=True)
    catalog = merged()
    FILE.write_bytes(as_po(catalog))
    FILE.with_suffix(".mo").write_bytes(as_mo(as_po(catalog)))
    _shown(f"no English yet: {message.id}" for message in lacking(catalog))
    for domain in DOMAINS:
        po, mo = foreign_files(domain)
        (FOREIGN / f"{domain}.po").write_bytes(po)
        (FOREIGN / f"{domain}.mo").write_bytes(mo)
        _shown(fault for message in foreign(domain) if message.id for fault in faults(message))
    return 0


if __name__ == "__main__":
    sys.exit(main())
