"""What a document that comes in through the back office sets off: the area's site, and a page for a piece of news; and
one that an office attached to its figures: it is read, and waits for the clerk.

`camket load` does the same by itself, in an order of its own and with the pictures that lie beside the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from camket.foundation.actions import performed


def listen() -> None:
    performed.connect(_publish, dispatch_uid="config.arrivals")
    performed.connect(_read_attached, dispatch_uid="config.attached")


def _publish(action: Any, **kwargs: Any) -> None:
    # Actions are imported late: this module is read before any app is loaded.
    from camket.config.publishing import build_site, publish
    from camket.intake.actions import TakeIn

    if isinstance(action, TakeIn) and action.by is not None:
        build_site(action.document.area)
        file = Path(action.document.file.path)
        publish(action.document, file, file.parent)


def _read_attached(action: Any, result: Any, **kwargs: Any) -> None:
    """Read, and nothing more: whoever has a link makes no resolution and no page."""
    from camket.intake import queries
    from camket.intake.actions import ReadDocument
    from camket.observations.rounds.actions import AttachReport

    if isinstance(action, AttachReport) and not queries.is_read(result.document_id):
        ReadDocument(by=None, document=result.document).execute()
