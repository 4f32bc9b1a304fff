"""Tables without rules: lines of a PDF page whose words leave the same blank columns."""

import re
from collections.abc import Sequence
from itertools import pairwise

from camket.records.extract.pdf_glyphs import Line, Word, segments
from camket.records.extract.tables import Cell, Grid

_GAP = 1.0  # letter heights between two cells of one line
_BLANK = 0.5  # letter heights that all lines of the table leave blank between two columns
_FEWEST_LINES = 3
_MOST_LINES = 400
_FIGURE = re.compile(r"^[\d.,%+\-−–/]*\d[\d.,%+\-−–/]*$")

Span = tuple[float, float]


def find(found: list[Line], index: int) -> tuple[int, Grid | None]:
    """How many lines from ``index`` on are a table, and the table; 0 where they are none.

    Modest: at least three lines, columns that no word crosses, and figures to the right of the first column. The head
    may stand centred above columns that it does not touch: then its cells are counted off.
    """
    head = _spans(found[index])
    if len(head) < 2:
        return 0, None
    count, cuts = _columns(found, index)
    if _is_tabular(found[index : index + count], cuts, _FEWEST_LINES):
        return count, _grid(found[index : index + count], cuts)
    count, cuts = _columns(found, index + 1)
    body = found[index + 1 : index + 1 + count]
    if len(head) == len(cuts) + 1 and _is_tabular(body, cuts, _FEWEST_LINES - 1):
        return count + 1, _grid(body, cuts, segments(found[index], _GAP))
    return 0, None


def _columns(found: list[Line], index: int) -> tuple[int, list[float]]:
    """How many lines from ``index`` on leave the same columns blank, and where to cut them."""
    spans = _spans(found[index]) if index < len(found) else []
    if len(spans) < 2:
        return 0, []
    count = 1
    for line in found[index + 1 : index + _MOST_LINES]:
        own = _spans(line)
        more = _merged([*spans, *own], _BLANK * line.height)
        if len(more) < (2 if count < 2 else len(spans)) or not _fits(line, own, spans, found[index + count - 1]):
            break
        spans, count = more, count + 1
    while count and len(_spans(found[index + count - 1])) < 2:
        count -= 1
    return count, [(low[1] + high[0]) / 2 for low, high in pairwise(spans)]


def _spans(line: Line) -> list[Span]:
    return [(part.left, part.right) for part in segments(line, _GAP)]


def _merged(spans: list[Span], blank: float) -> list[Span]:
    result: list[Span] = []
    for low, high in sorted(spans):
        if result and low < result[-1][1] + blank:
            result[-1] = (result[-1][0], max(result[-1][1], high))
        else:
            result.append((low, high))
    return result


def _fits(line: Line, own: list[Span], spans: list[Span], above: Line) -> bool:
    """A line of a table fills two columns at least, or goes on in one column right below."""
    if len(own) > 1:
        return True
    near = above.bottom - line.top < 0.6 * line.height
    return near and any(low - 2 <= own[0][0] and own[0][1] <= high + line.height for low, high in spans)


def _is_tabular(rows: list[Line], cuts: list[float], fewest: int) -> bool:
    """Whether most rows hold a figure beyond the first column, and most are full."""
    cells = [_cut(row, cuts) for row in rows]
    figures = sum(1 for row in cells for cell in row[1:] if cell and _FIGURE.match(" ".join(w.text for w in cell)))
    full = sum(1 for row in cells if all(row))
    return len(rows) >= fewest and figures >= len(rows) - 1 and full >= fewest - 1


def _cut(line: Line, cuts: list[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in line.words:
        cells[sum(1 for cut in cuts if (word.left + word.right) / 2 > cut)].append(word)
    return cells


def _grid(rows: list[Line], cuts: list[float], head: Sequence[Line] = ()) -> Grid:
    """A row for each line that fills more than one column; a line that fills one goes on in the row above."""
    grid = Grid({(0, column): Cell(part.text, box=part.box) for column, part in enumerate(head)}, 0, len(cuts) + 1)
    grid.rows = 1 if head else 0
    for line in rows:
        cells = _cut(line, cuts)
        filled = [column for column, cell in enumerate(cells) if cell]
        if len(filled) == 1 and grid.rows and (grid.rows - 1, filled[0]) in grid.cells:
            above = grid.cells[grid.rows - 1, filled[0]]
            above.text = f"{above.text} {' '.join(word.text for word in cells[filled[0]])}"
            continue
        for column in filled:
            part = Line(cells[column])
            grid.cells[grid.rows, column] = Cell(part.text, box=part.box)
        grid.rows += 1
    return grid
