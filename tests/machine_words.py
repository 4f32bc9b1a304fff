"""What an entry of the trail must not show: words of the code, and numbers and days as machines write them."""

import re
from collections.abc import Iterator
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import override

from camket.foundation.models import AuditEntry
from camket.trail import saying, words

MACHINE = re.compile(r"\d{4}-\d{2}-\d{2}|\d\.\d{6}\b|^(True|False|None)$|^[a-z]+_[a-z_]+$")


def of_the_code() -> set[str]:
    """Every value of every choice."""
    waiting, found = [StrEnum, TextChoices], set()
    while waiting:
        kinds = waiting.pop().__subclasses__()
        waiting += kinds
        ours = [one for kind in kinds if kind.__module__.startswith("camket.") for one in kind]
        found |= {str(one.value) for one in ours if str(one.value).isascii()}
    return found | set(words.SAID)


def shown(entry: AuditEntry) -> Iterator[tuple[str, str]]:
    """What stands where, each with what it is made of where that is known."""
    known = saying.Names()
    yield entry.verb, words.verb(entry.verb)
    yield entry.object_type, words.kind(entry.object_type)
    for name, old, new in saying.changes(entry):
        yield "", name
        yield "", old
        yield "", new
    for name, value in saying.details(entry, known):
        yield "", name
        yield "", value


def found(entry: AuditEntry) -> list[str]:
    """The cells of an entry that a clerk could not read."""
    code = of_the_code() | set(entry.detail) | set(entry.before) | set(entry.after)
    with override("vi"):
        cells = list(shown(entry))
    return [
        f"{entry.verb}: {cell!r}"
        for made_of, cell in cells
        if (made_of and made_of == cell) or MACHINE.search(cell) or (cell in code and cell.isascii() and cell != "")
    ]
