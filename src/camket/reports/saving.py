"""Putting a file where it was asked for: whole, or not at all."""

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from camket.reports.errors import CannotWrite

SUFFIXES = (".docx", ".pdf", ".xlsx")


def check(path: Path, suffixes: Collection[str] = SUFFIXES) -> None:
    """Raises ``CannotWrite`` for what can be seen before any work is done."""
    if path.is_dir():
        raise CannotWrite.is_folder(path)
    if path.suffix.lower() not in suffixes:
        raise CannotWrite.wrong_name(path, suffixes)
    if not path.parent.is_dir():
        raise CannotWrite.no_folder(path)


def save(path: Path, content: bytes, suffixes: Collection[str] = SUFFIXES) -> None:
    """Write beside the file, then take its place: who opens it meanwhile sees the old one or the new one.

    Raises ``CannotWrite``; what was there before is untouched then.
    """
    check(path, suffixes)
    path = path.resolve()
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise CannotWrite.refused(path, error.strerror or type(error).__name__) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
