"""Short ways to ask for a report of the invented city."""

from datetime import UTC, date, datetime

from camket.reports.composing import Paper
from camket.reports.composing import paper as composed
from camket.reports.contents import Contents, Line
from camket.reports.enums import Layout
from camket.reports.queries import contents

KNOWN = datetime(2026, 11, 20, tzinfo=UTC)
DATED = date(2026, 11, 23)
FINISHED = "minh-hoa-2020-2025"
RUNNING = "minh-hoa-2025-2030"


def reported(year: int = 2024, dated: date = DATED, slug: str = FINISHED, layout: Layout = Layout.DECREE) -> Contents:
    return contents(slug, year, dated, KNOWN, layout)


def paper(*args: object, **asked: object) -> Paper:
    return composed(reported(*args, **asked))  # type: ignore[arg-type]  # passed on


def line(found: Contents, number: int) -> Line:
    return next(line for line in found.lines if line.number == str(number))
