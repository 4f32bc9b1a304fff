"""A table as a grid of cells with spans, and its rows as TAB-parted lines. Shared by all kinds of files."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CELLS
from camket.records.extract.model import Box, Piece, Writer, clean, neat

_HEAD_ROWS = 3
_MOST_SPANNED = 500
_FIGURE = re.compile(r"^[\d\s.,%+\-−–/()]*\d[\d\s.,%+\-−–/()]*$")
_WORDS = re.compile(r"[^\W\d_]{2}")
_OF_A_UNIT = re.compile(r"m[23²³]|1[., ]?000")
_COUNTED = re.compile(r"^\(?(\d{1,2})\)?\s*(?:[=:]\s*[-+*/x×:%().\d\s]+)?$")
_LETTERED = re.compile(r"^\(?([A-H]|I{1,3}|I?V)\)?$")
_FEWEST_COUNTED = 2
_LONGEST_WORD = 60

Corners = Mapping[tuple[int, int], tuple[int, int]]
Place = Callable[[int, int], str]


@dataclass(slots=True)
class Cell:
    """``across`` and ``down`` count the columns and rows that the cell covers."""

    text: str
    across: int = 1
    down: int = 1
    page: int | None = None
    box: Box | None = None


@dataclass(slots=True)
class Grid:
    """Cells by (row, column) of their upper left corner; numbers count from 0."""

    cells: dict[tuple[int, int], Cell]
    rows: int
    columns: int

    def covering(self, rows: range) -> dict[tuple[int, int], tuple[int, int]]:
        """For every covered place of these rows, the corner of the cell that covers it."""
        return {
            (covered, column + across): (row, column)
            for (row, column), cell in self.cells.items()
            for covered in range(max(row, rows.start), min(row + cell.down, rows.stop))
            for across in range(cell.across)
        }

    def above(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every place in a cell's first column but below its first row, the cell's corner."""
        return {
            (row + down, column): (row, column)
            for (row, column), cell in self.cells.items()
            for down in range(1, cell.down)
        }


def from_rows(rows: list[list[Cell]]) -> Grid:
    """Place cells as HTML does: each in the first free column of its row, spans keeping places below taken."""
    cells: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    columns = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cell.down = min(cell.down, len(rows) - number, _MOST_SPANNED)
            cell.across = min(cell.across, _MOST_SPANNED)
            cells[number, column] = cell
            taken.update((number + d, column + a) for d in range(cell.down) for a in range(cell.across))
            if len(taken) > MAX_CELLS:
                raise ExtractError("too_large")
            column += cell.across
        columns = max(columns, column)
    return Grid(cells, len(rows), columns)


def write(grid: Grid, writer: Writer, number: int, first_row: int = 1, place: Place | None = None) -> None:
    """Write the rows of table ``number``; a head of several rows becomes one, so that each column says all it means.

    A row that is one cell across the whole table before the head is a title line; later ones keep their TABs. A row
    below the head that only counts the columns ("A, B, 1, 2") is left out. ``place`` names a cell by its row and column
    from 0; without it that is "table 2, row 3, column 4".
    """
    place = place or (lambda row, column: f"table {number}, row {row + first_row}, column {column + 1}")
    top = 0
    while top < grid.rows and _is_title(grid, top):
        cell = grid.cells[top, 0]
        writer.line(cell.text, cell=place(top, 0), page=cell.page)
        top += cell.down
    depth = head_depth(grid, top)
    if depth > 1:
        writer.row(_folded_head(grid, range(top, top + depth), place))
    above = grid.above()
    for row in range(top + (depth if depth > 1 else 0), grid.rows):
        if row != top + depth or not counts_columns([cell.text for cell in _cells_of(grid, row)]):
            writer.row(_row(grid, row, above, place))


def counts_columns(texts: Sequence[str]) -> bool:
    """Whether a row only counts the columns, as forms do below their head: "A, B, 1, 2, 3=2/1"."""
    marks = [text for text in map(clean, texts) if text]
    letters = 0
    while letters < len(marks) and _LETTERED.match(marks[letters]):
        letters += 1
    figures = [_COUNTED.match(mark) for mark in marks[letters:]]
    if len(figures) < _FEWEST_COUNTED or len(marks) <= _FEWEST_COUNTED:
        return False
    numbers = [int(figure[1]) if figure is not None else 0 for figure in figures]
    return numbers[0] in (1, letters + 1) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _cells_of(grid: Grid, row: int) -> list[Cell]:
    return [grid.cells[row, column] for column in range(grid.columns) if (row, column) in grid.cells]


def _is_title(grid: Grid, row: int) -> bool:
    cell = grid.cells.get((row, 0))
    return cell is not None and grid.columns > 1 and cell.across == grid.columns and row + cell.down < grid.rows


def head_depth(grid: Grid, top: int = 0) -> int:
    """How many rows the head has: more than one where a cell of its first row covers some columns but not all.

    A head never reaches into rows that hold figures.
    """
    first = {column: cell for (row, column), cell in grid.cells.items() if row == top}
    parted = [column for column, cell in first.items() if 1 < cell.across < grid.columns]
    if not parted or not all(_goes_down(grid, top, column) for column in first if column not in parted):
        return 1
    depth = max([2, *(cell.down for cell in first.values() if cell.down <= _HEAD_ROWS)])
    depth = min(depth, grid.rows - top - 1)
    while depth > 1 and holds_figures(grid, top + depth - 1):
        depth -= 1
    return max(depth, 1)


def _goes_down(grid: Grid, top: int, column: int) -> bool:
    """Whether a cell of the head covers the row below as well, or stands over an empty one."""
    below = grid.cells.get((top + 1, column))
    return grid.cells[top, column].down > 1 or below is None or not clean(below.text)


def holds_figures(grid: Grid, row: int) -> bool:
    """Whether a row holds figures other than years, as no head does."""
    texts = [clean(cell.text) for (at, _), cell in grid.cells.items() if at == row]
    figures = [text for text in texts if _FIGURE.match(text) and not re.fullmatch(r"(19|20)\d\d", text)]
    return bool(figures)


def _folded_head(grid: Grid, rows: range, place: Place) -> Iterator[Piece]:
    covering = grid.covering(rows)
    for column in range(grid.columns):
        corners: list[tuple[int, int]] = []
        for row in rows:
            corner = covering.get((row, column))
            if corner is not None and corner not in corners:
                corners.append(corner)
        text = " ".join(filter(None, (neat(grid.cells[corner].text) for corner in corners)))
        last = grid.cells[corners[-1]] if corners else Cell("")
        yield Piece(text, cell=place(corners[-1][0] if corners else rows[0], column), page=last.page, box=last.box)


def _row(grid: Grid, row: int, above: Corners, place: Place) -> Iterator[Piece]:
    """The cells of a row; a word that goes on from above, as one unit of measure for several rows, is said again.

    So it is only to the right of what names the row: what stands before that is a group's name, and stays where it
    begins, as figures do.
    """
    named = False
    for column in range(grid.columns):
        corner = (row, column)
        cell = grid.cells.get(corner)
        if cell is None and named and corner in above:
            corner = above[corner]
            cell = grid.cells[corner] if _is_word(grid.cells[corner].text) else None
        if cell is None:
            yield Piece("")
        else:
            named = named or bool(_WORDS.search(cell.text))
            yield Piece(cell.text, cell=place(*corner), page=cell.page, box=cell.box)


def _is_word(text: str) -> bool:
    return len(text) < _LONGEST_WORD and not re.search(r"\d", _OF_A_UNIT.sub("", text))
