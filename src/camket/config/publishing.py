"""From a loaded document to the public site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.records.models import Document


def publish(document: Document, path: Path) -> None:
    """The site of the document's area, and a page of its own for a piece of news."""
