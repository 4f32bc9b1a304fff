"""Which form of this room runs: its sources, or what `make compile` made of them (docs/decisions/0040).

Both read alike; compiled, the room reads almost twice as fast. What was compiled counts only while it is of these very
sources, so that whoever changes a rule sees the change at once.
"""

from __future__ import annotations

import hashlib
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

FOLDER = "_compiled"
_OF = "of"


def folders(room: Path) -> list[str]:
    """Where the modules of a room are looked for before its sources: in what was compiled of them, if it was."""
    made = room / FOLDER
    try:
        of = (made / _OF).read_text("ascii")
    except OSError:
        return []
    return [str(made)] if of == digest(room) else []


def mark(made: Path, of: str) -> None:
    """Notes in a folder of compiled modules of which sources (`digest`) they were made."""
    (made / _OF).write_text(of, "ascii")


def digest(room: Path) -> str:
    """What tells the sources of a room, as this Python compiles them, from any others."""
    found = hashlib.blake2b(EXTENSION_SUFFIXES[0].encode(), digest_size=16)
    for source in sorted(room.glob("*.py")):
        found.update(b"%s\0%s\0" % (source.name.encode(), source.read_bytes()))
    return found.hexdigest()
