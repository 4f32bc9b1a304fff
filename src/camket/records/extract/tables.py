"""A table as a grid of cells with spans, and its rows as TAB-parted lines. Shared by Word, web and PDF tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CELLS
from camket.records.extract.model import Box, Piece, Writer, clean, neat

_HEAD_ROWS = 3
_MOST_SPANNED = 500
_FIGURE = re.compile(r"^[\d\s.,%+\-−–/()]*\d[\d\s.,%+\-−–/()]*$")


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

    def covering(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every covered place, the corner of the cell that covers it."""
        return {
            (row + down, column + across): (row, column)
            for (row, column), cell in self.cells.items()
            for down in range(cell.down)
            for across in range(cell.across)
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


def write(grid: Grid, writer: Writer, number: int, first_row: int = 1) -> None:
    """Write the rows of table ``number``; a head of several rows becomes one, so that each column says all it means.

    A row that is one cell across the whole table before the head is a title line; later ones keep their TABs.
    """
    top = 0
    while top < grid.rows and _is_title(grid, top):
        cell = grid.cells[top, 0]
        writer.line(cell.text, cell=_place(number, top + first_row, 0), page=cell.page)
        top += cell.down
    depth = head_depth(grid, top)
    if depth > 1:
        writer.row(_folded_head(grid, top, depth, number, first_row))
    for row in range(top + (depth if depth > 1 else 0), grid.rows):
        writer.row(_row(grid, row, number, first_row))


def _place(table: int, row: int, column: int) -> str:
    return f"table {table}, row {row}, column {column + 1}"


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
    while depth > 1 and _holds_figures(grid, top + depth - 1):
        depth -= 1
    return max(depth, 1)


def _goes_down(grid: Grid, top: int, column: int) -> bool:
    """Whether a cell of the head covers the row below as well, or stands over an empty one."""
    below = grid.cells.get((top + 1, column))
    return grid.cells[top, column].down > 1 or below is None or not clean(below.text)


def _holds_figures(grid: Grid, row: int) -> bool:
    texts = [clean(cell.text) for (at, _), cell in grid.cells.items() if at == row]
    figures = [text for text in texts if _FIGURE.match(text) and not re.fullmatch(r"(19|20)\d\d", text)]
    return bool(figures)


def _folded_head(grid: Grid, top: int, depth: int, table: int, first_row: int) -> Iterator[Piece]:
    covering = grid.covering()
    for column in range(grid.columns):
        corners: list[tuple[int, int]] = []
        for row in range(top, top + depth):
            corner = covering.get((row, column))
            if corner is not None and corner not in corners:
                corners.append(corner)
        text = " ".join(filter(None, (neat(grid.cells[corner].text) for corner in corners)))
        last = grid.cells[corners[-1]] if corners else Cell("")
        place = _place(table, (corners[-1][0] if corners else top) + first_row, column)
        yield Piece(text, cell=place, page=last.page, box=last.box)


def _row(grid: Grid, row: int, table: int, first_row: int) -> Iterator[Piece]:
    for column in range(grid.columns):
        cell = grid.cells.get((row, column))
        if cell is None:
            yield Piece("")
        else:
            yield Piece(cell.text, cell=_place(table, row + first_row, column), page=cell.page, box=cell.box)
