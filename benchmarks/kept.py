"""Databases that are kept for the next run, as long as the site's migrations are those that made them."""

import hashlib
import shutil
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"


def migrations() -> str:
    """A mark of all migrations that there are."""
    names = sorted(str(path.relative_to(SOURCE)) for path in SOURCE.glob("camket/*/migrations/0*.py"))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def is_ready(folder: Path) -> bool:
    mark = folder / "ready"
    return mark.exists() and mark.read_text() == migrations()


def make_room(folder: Path) -> None:
    """The folder, empty where it does not hold a database of these migrations."""
    if folder.exists() and not is_ready(folder):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)


def set_ready(folder: Path) -> None:
    (folder / "ready").write_text(migrations())
