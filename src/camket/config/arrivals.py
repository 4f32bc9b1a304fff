"""What a document that comes in through the back office sets off: the area's site, and a page for a piece of news.

`camket load` does the same by itself, in an order of its own and with the pictures that lie beside the files.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from camket.foundation.actions import performed


def listen() -> None:
    performed.connect(_publish, dispatch_uid="config.arrivals")


def _publish(action: Any, **kwargs: Any) -> None:
    # Actions are imported late: this module is read before any app is loaded.
    from camket.config.publishing import build_site, publish
    from camket.intake.actions import TakeIn

    if isinstance(action, TakeIn) and action.by is not None:
        build_site(action.document.area)
        file = Path(action.document.file.path)
        publish(action.document, file, file.parent)
