"""WeasyPrint, loaded when a PDF is asked for: it needs libraries of the system and half a second."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from camket.reports.errors import CannotMakePdf

FONTS = ("Times New Roman", "Liberation Serif", "Tinos", "TeX Gyre Termes", "Noto Serif", "DejaVu Serif")
"""Times New Roman, then fonts of its measures, then whatever has all Vietnamese letters."""
_VIETNAMESE = "1ebf 1ef1 01b0 0111"  # ế ự ư đ
_STYLES = Path(__file__).parent.parent / "static" / "reports"


def rendered(html: str, style: str) -> Any:
    """The pages of a document; ``style`` is the name of a style sheet of this room. Raises ``CannotMakePdf``."""
    weasyprint = _weasyprint()
    family = f'html {{ font-family: "{font()}", serif }}'
    sheets = [weasyprint.CSS(filename=_STYLES / style), weasyprint.CSS(string=family)]
    # A report is text: it loads nothing from anywhere.
    nothing = weasyprint.urls.URLFetcher(allowed_protocols=())
    return weasyprint.HTML(string=html, url_fetcher=nothing).render(stylesheets=sheets)


def written(pages: Any, html: str) -> bytes:
    """Tagged after PDF/UA-1. The identifier is made of the text, so that equal documents are equal files."""
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    return bytes(pages.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, pdf_identifier=identifier))


def moment(day: date) -> str:
    """A day as the time at which a PDF says that it was made."""
    return f"{day.isoformat()}T00:00:00Z"


@lru_cache(maxsize=1)
def font() -> str:
    """The first font of the list that this machine has with all Vietnamese letters. A font without them would be mixed
    with another one inside a word. Where nobody can be asked, the layout is left to what the system takes for Times."""
    call = ["fc-list", f":charset={_VIETNAMESE}", "family"]
    try:
        told = subprocess.run(call, capture_output=True, text=True, timeout=20, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return FONTS[0]
    known = {name.strip() for line in told.splitlines() for name in line.split(",")}
    return next((name for name in FONTS if name in known), FONTS[0])


def _weasyprint() -> Any:
    try:
        import weasyprint
    except OSError as error:
        raise CannotMakePdf from error
    return weasyprint
