"""Tables without rules: lines of a PDF page whose words leave the same columns blank."""

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from camket.records.extract.pdf_glyphs import Line, Word, segments
from camket.records.extract.pdf_joining import joined
from camket.records.extract.pdf_rules import Ruled
from camket.records.extract.tables import Cell, Grid

_GAP = 1.0  # letter heights between two cells, in one line at least
_SHARED = 0.65  # letter heights that several lines leave blank though none leaves more
_BLANK = 0.4  # letter heights that all lines of the table leave blank between two columns
_OVER = 1.0  # points that a part of a head shares with what it stands over
_INSET = 0.2  # of a part of a head: so much of it may reach over the next column
_WORDS = 0.5  # letter heights: words of a head that stand nearer belong together
_CLOSE = 0.2  # letter heights between two lines of one row
_NEAR = 0.6  # letter heights between a row and what goes on below it
_ABOVE = 1.0  # letter heights between two lines of a head
_FEWEST_ROWS = 3
_MOST_LINES = 400
_MOST_GAPS = 300
_HEAD_LINES = 5
_LONGEST = 60  # letters of a line of a head in one piece
_WITH_FIGURES = 0.6  # of the rows
_FIGURE = re.compile(r"^[\d.,%+\-−–/]*\d[\d.,%+\-−–/]*(\s[^\W\d]\S*){0,2}$")  # and its unit of measure
_YEAR = re.compile(r"^(19|20)\d\d$")
_NO_HEAD = re.compile(r"[:;]|\.$|^\(")

Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Columns:
    """What the words of some lines cover, the wide gaps of these lines, and the blanks between that part cells.

    A blank parts cells where a line has a wide gap over it, with a word near one of its ends: over a long name in a
    single row, the gaps of all other rows say nothing of the blanks between its words.
    """

    covered: tuple[Span, ...] = ()
    gaps: frozenset[tuple[int, int]] = frozenset()
    blanks: tuple[Span, ...] = ()

    def with_line(self, line: Line) -> "Columns":
        """The same with one line more."""
        height = line.height
        covered = _merged([*self.covered, *((w.left, w.right) for w in line.words)], _BLANK * height)
        own = {(round(a.right), round(b.left)) for a, b in pairwise(segments(line, _GAP))}
        gaps = self.gaps | own if len(self.gaps) < _MOST_GAPS else self.gaps
        blanks = tuple(blank for blank in _between(covered) if any(_supports(gap, blank, height) for gap in gaps))
        return Columns(covered, gaps, blanks)

    def shared(self, height: float) -> "Columns":
        """The same with blanks that no line has wider, but that are too wide for blanks between words."""
        kept = (each for each in _between(self.covered) if each in self.blanks or each[1] - each[0] > _SHARED * height)
        return Columns(self.covered, self.gaps, tuple(kept))

    @property
    def cuts(self) -> list[float]:
        """Where to part the words of a line."""
        return [(low + high) / 2 for low, high in self.blanks]


def _between(covered: tuple[Span, ...]) -> list[Span]:
    return [(low[1], high[0]) for low, high in pairwise(covered)]


def _supports(gap: tuple[int, int], blank: Span, height: float) -> bool:
    low, high = blank
    near = low - gap[0] < height or gap[1] - high < height
    return near and gap[0] < low + 1 and high - 1 < gap[1]


def _merged(spans: list[Span], blank: float) -> tuple[Span, ...]:
    result: list[Span] = []
    for low, high in sorted(spans):
        if result and low < result[-1][1] + blank:
            result[-1] = (result[-1][0], max(result[-1][1], high))
        else:
            result.append((low, high))
    return tuple(result)


def find(found: list[Line], index: int) -> tuple[int, Ruled | None]:
    """How many lines from ``index`` on are a table, and the table; 0 where they are none.

    Modest: at least three rows, columns that no word crosses, and figures to the right of the first column. Lines of a
    head may stand above the columns, over several of them, or centred, so that they touch none.
    """
    for start in range(index, min(index + _HEAD_LINES, len(found))):
        count, columns = _columns(found, start)
        if count and _is_head(found[index:start], found[start], columns):
            table = _table(found[index:start], found[start : start + count], columns)
            if table is not None:
                return start - index + count, table
        if not _may_be_head(found, start):
            break
    return 0, None


def _may_be_head(found: list[Line], index: int) -> bool:
    """Whether a line may belong to the head of a table that begins below."""
    if index + 1 == len(found) or _apart(found[index], found[index + 1]) > _ABOVE * found[index].height:
        return False
    return all(len(part.text) < _LONGEST for part in segments(found[index], _GAP))


def _apart(above: Line, below: Line) -> float:
    return above.bottom - below.top


def _columns(found: list[Line], index: int) -> tuple[int, Columns]:
    """How many lines from ``index`` on leave the same columns blank, and these columns."""
    columns = Columns().with_line(found[index])
    if not columns.blanks:
        return 0, columns
    count = 1
    for at in range(index + 1, min(index + _MOST_LINES, len(found))):
        more = columns.with_line(found[at])
        fewest = 1 if count < 2 else len(columns.blanks)
        if len(more.blanks) < fewest or not _fits(found, at, more):
            break
        columns, count = more, count + 1
    while count > 1 and _stands_apart(found[index + count - 2], found[index + count - 1], columns):
        count -= 1
    return count, columns


def _fits(found: list[Line], at: int, columns: Columns) -> bool:
    """A line of a table fills two columns at least, or stands in one column right below or above such a line."""
    line = found[at]
    if len(_filled(line, columns.cuts)) > 1 or _apart(found[at - 1], line) < _NEAR * line.height:
        return True
    return at + 1 < len(found) and _apart(line, found[at + 1]) < _CLOSE * line.height


def _stands_apart(above: Line, line: Line, columns: Columns) -> bool:
    return len(_filled(line, columns.cuts)) < 2 and _apart(above, line) >= _CLOSE * line.height


def _cut(words: Sequence[Word], cuts: list[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in range(len(cuts) + 1)]
    for word in words:
        cells[_place((word.left + word.right) / 2, cuts)].append(word)
    return cells


def _place(x: float, cuts: list[float]) -> int:
    return bisect_left(cuts, x)


def _filled(line: Line, cuts: list[float]) -> list[int]:
    return [column for column, cell in enumerate(_cut(line.words, cuts)) if cell]


def _has_figure(line: Line, cuts: list[float]) -> bool:
    cells = [" ".join(word.text for word in cell) for cell in _cut(line.words, cuts)[1:]]
    return any(_FIGURE.match(cell) and not _YEAR.match(cell) for cell in cells)


def _is_head(above: list[Line], first: Line, columns: Columns) -> bool:
    """Whether lines above the columns are their head: as many cells as columns, or cells over several columns."""
    if not above:
        return True
    if len(above) == 1 and len(segments(above[0], _GAP)) == len(columns.blanks) + 1:
        return True
    below = [*above[1:], first]
    return all(_is_over(line, under, columns.cuts) for line, under in zip(above, below, strict=True))


def _is_over(line: Line, below: Line, cuts: list[float]) -> bool:
    spans = [_over(part, cuts) for part in segments(line, _WORDS)]
    if _NO_HEAD.search(line.text) or line.text.isupper() or any(span[0] == 0 and span[-1] > 0 for span in spans):
        return False
    return any(span[-1] > span[0] for span in spans) or _apart(line, below) < _CLOSE * line.height


def _over(part: Line, cuts: list[float]) -> tuple[int, int]:
    """The first and last column that a part of a line stands over."""
    inset = _INSET * (part.right - part.left)
    return _place(part.left + inset, cuts), _place(part.right - inset, cuts)


def _table(above: list[Line], lines: list[Line], columns: Columns) -> Ruled | None:
    head = _head_lines(lines, columns.cuts)
    cuts = _of_body(lines[head:]).cuts
    rows = list(_rows(lines[head:], cuts))
    if not _is_tabular(rows, cuts, headed=bool(above or head)):
        return None
    grid = Grid({}, len(rows), len(cuts) + 1)
    if above or head:
        grid.rows += 1
        for column, cell in enumerate(_head_cells([*above, *lines[:head]], lines[head:], cuts)):
            grid.cells[0, column] = cell
    for number, row in enumerate(rows, grid.rows - len(rows)):
        for column in range(len(cuts) + 1):
            parts = [Line(words) for line in row if (words := _cut(line.words, cuts)[column])]
            if parts:
                grid.cells[number, column] = _cell(parts)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    top = max(line.top for line in [*above, *lines])
    return Ruled(grid, [left, *cuts, right], top, min(line.bottom for line in lines), drawn=False)


def _of_body(lines: list[Line]) -> Columns:
    """The columns of the rows alone: words of a head may stand nearer or farther apart."""
    columns = Columns()
    for line in lines:
        columns = columns.with_line(line)
    return columns.shared(lines[0].height) if len(lines) >= _FEWEST_ROWS - 1 else columns


def _head_lines(lines: list[Line], cuts: list[float]) -> int:
    """How many lines are the head: the first, and those without figures close to it, or not in the first column."""
    count = 0
    while count < len(lines) and not _has_figure(lines[count], cuts):
        if count and not _is_of_head(lines, count, cuts):
            break
        count += 1
    return count if count < len(lines) else 0


def _is_of_head(lines: list[Line], at: int, cuts: list[float]) -> bool:
    apart, height = _apart(lines[at - 1], lines[at]), lines[at].height
    if apart < _CLOSE * height:
        return True
    below = _apart(lines[at], lines[at + 1]) if at + 1 < len(lines) else apart
    return 0 not in _filled(lines[at], cuts) and below > apart - 0.1 * height


def _head_cells(head: list[Line], body: list[Line], cuts: list[float]) -> list[Cell]:
    """What stands over each column, from above; a part that stands over several is said over each of them."""
    if len(head) == 1 and len(parts := segments(head[0], _GAP)) == len(cuts) + 1:
        return [_cell([part]) for part in parts]
    spans: list[list[Span]] = [[] for _ in range(len(cuts) + 1)]
    for line in body:
        for column, words in enumerate(_cut(line.words, cuts)):
            spans[column] += [(words[0].left, words[-1].right)] if words else []
    found: list[list[Line]] = [[] for _ in spans]
    for line in reversed(head):
        for part in reversed(segments(line, _WORDS)):
            over = [column for column, each in enumerate(spans) if any(_overlaps(part, span) for span in each)]
            over = over or [_place((part.left + part.right) / 2, cuts)]
            for column in over:
                found[column].insert(0, part)
            if len(over) == 1:
                spans[over[0]].append((part.left, part.right))
    return [_cell(parts) for parts in found]


def _overlaps(part: Line, span: Span) -> bool:
    return min(part.right, span[1]) - max(part.left, span[0]) > _OVER


def _cell(lines: list[Line]) -> Cell:
    if not lines:
        return Cell("")
    boxes = [line.box for line in lines]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return Cell(joined([line.text for line in lines]), box=box)


def _rows(lines: list[Line], cuts: list[float]) -> Iterator[list[Line]]:
    """Lines put together that make one row: one that fills a single column goes with the nearer of its neighbours."""
    row: list[Line] = []
    waiting: list[Line] = []
    for number, line in enumerate(lines):
        if _goes_on(row[-1] if row else None, line, cuts):
            height = 0.1 * line.height
            below = _apart(line, lines[number + 1]) if number + 1 < len(lines) else math.inf
            if waiting or below < (_apart(row[-1], line) - height if row else _CLOSE * line.height):
                waiting.append(line)
                continue
            if row:
                row.append(line)
                continue
        if row:
            yield row
        row, waiting = [*waiting, line], []
    if row or waiting:
        yield [*row, *waiting]


def _goes_on(above: Line | None, line: Line, cuts: list[float]) -> bool:
    filled = _filled(line, cuts)
    if len(filled) == 1:
        return not _has_figure(line, cuts)
    close = above is not None and _apart(above, line) < _CLOSE * line.height
    return close and above is not None and 0 not in filled and 0 in _filled(above, cuts) and not _has_figure(line, cuts)


def _is_tabular(rows: list[list[Line]], cuts: list[float], *, headed: bool) -> bool:
    """Whether there are rows enough, most hold a figure beyond the first column, and some are full.

    A row that only fills the first two of several columns is a heading within the table, and does not count.
    """
    filled = [{column for line in row for column in _filled(line, cuts)} for row in rows]
    counted = [row for row, own in zip(rows, filled, strict=True) if len(own) > 2 or len(cuts) < 3]
    figures = sum(any(_has_figure(line, cuts) for line in row) for row in counted)
    full = sum(len(own) > len(cuts) for own in filled)
    fewest = _FEWEST_ROWS - headed
    return len(counted) >= fewest and figures >= max(2, _WITH_FIGURES * len(counted)) and full + headed >= 2
