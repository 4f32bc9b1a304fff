"""What a sheet shows, as title lines and tables: where each begins, where it ends, and what its head covers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from camket.records.extract import tables
from camket.records.extract.model import Piece, Writer, clean
from camket.records.extract.sheet_formats import Shape, Value, written
from camket.records.extract.tables import Cell, Grid

DEFAULT_NAME = re.compile(r"^(sheet|trang tính|trang_tính|bảng tính|trang)\s*\d*$", re.IGNORECASE)
_REFERENCE = re.compile(r"^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$")
_HEAD_CELLS = 3
_PLAIN = Shape()
_YEARS = range(1900, 2101)

Rows = Sequence[Sequence[Value]]


@dataclass(slots=True)
class Sheet:
    """A visible sheet: shapes of its cells by (row, column) from 0, merged cells as rows and columns by their corner.

    ``unseen`` names hidden rows and columns that hold something; ``uncounted`` are formulas without their value.
    """

    name: str
    shapes: dict[tuple[int, int], Shape] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unseen: list[str] = field(default_factory=list)
    uncounted: int = 0


def place(reference: str | None) -> tuple[int, int] | None:
    """Row and column, from 0, of an address such as "B4"."""
    match = _REFERENCE.match(reference or "")
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def letters(column: int) -> str:
    """The name of a column, "AA" for 26."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def address(row: int, column: int) -> str:
    """ "B4" for row 3, column 1 (from 0)."""
    return f"{letters(column)}{row + 1}"


def write(rows: Rows, sheet: Sheet, writer: Writer) -> None:
    """Write a sheet: lines above each table, then the table from the row that begins it to the next empty row.

    After an empty row a table goes on if what follows is rows of figures in its columns, without a head of their own.
    """
    _note_unseen(rows, sheet)
    for number, run in enumerate(_joined(rows, _runs(rows, sheet), sheet)):
        if number:
            writer.gap()
        head = next((index for index in range(len(run)) if _begins(rows, run, index, sheet)), len(run))
        for row in run[:head]:
            for column in _filled(rows[row], sheet):
                text = _text(rows[row][column], row, column, sheet)
                writer.pieces([Piece(text, cell=f"{sheet.name}!{address(row, column)}")], "cell")
        if head < len(run):
            _write_table(rows, run[head:], sheet, writer)


def _note_unseen(rows: Rows, sheet: Sheet) -> None:
    hidden = [row for row in sorted(sheet.hidden_rows) if row < len(rows) and any(map(_holds, rows[row]))]
    sheet.unseen += [f"{sheet.name}!{first + 1}:{last + 1}" for first, last in _ranges(hidden)]
    widest = max(map(len, rows), default=0)
    hidden = [column for column in sorted(sheet.hidden_columns) if column < widest and _holds_any(rows, column)]
    sheet.unseen += [f"{sheet.name}!{letters(first)}:{letters(last)}" for first, last in _ranges(hidden)]


def _holds_any(rows: Rows, column: int) -> bool:
    return any(column < len(row) and _holds(row[column]) for row in rows)


def _ranges(numbers: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _holds(value: Value) -> bool:
    """Whether there is something to show; calamine gives an empty string for an empty cell."""
    return not isinstance(value, str) or bool(clean(value))


def _filled(row: Sequence[Value], sheet: Sheet) -> list[int]:
    return [column for column, value in enumerate(row) if column not in sheet.hidden_columns and _holds(value)]


def _runs(rows: Rows, sheet: Sheet) -> Iterator[list[int]]:
    """Visible rows without an empty one between them."""
    run: list[int] = []
    for number, row in enumerate(rows):
        if number in sheet.hidden_rows:
            continue
        if _filled(row, sheet):
            run.append(number)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _joined(rows: Rows, runs: Iterable[list[int]], sheet: Sheet) -> Iterator[list[int]]:
    last: list[int] = []
    columns: frozenset[int] = frozenset()
    for run in runs:
        if last and _goes_on(rows, run, columns, sheet):
            last += run
            continue
        if last:
            yield last
        last, columns = run, _table_columns(rows, run, sheet)
    if last:
        yield last


def _table_columns(rows: Rows, run: list[int], sheet: Sheet) -> frozenset[int]:
    """The columns of the table in a run; none where it holds no table."""
    head = next((index for index in range(len(run)) if _begins(rows, run, index, sheet)), None)
    return frozenset(_extent(rows, run[head:], sheet)) if head is not None else frozenset()


def _goes_on(rows: Rows, run: list[int], columns: frozenset[int], sheet: Sheet) -> bool:
    """Whether a run is more rows of the table above, whose columns these are."""
    first = next((number for number in run if len(_filled(rows[number], sheet)) >= _HEAD_CELLS), None)
    if first is None:
        return False
    figures = any(_is_figure(rows[first][column]) for column in _filled(rows[first], sheet)[1:])
    return figures and all(columns.issuperset(_filled(rows[number], sheet)) for number in run)


def _is_figure(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value not in _YEARS


def _begins(rows: Rows, run: list[int], index: int, sheet: Sheet) -> bool:
    """Whether a table begins here: at three cells, at two over figures, or at merged cells of a head of two rows."""
    filled = _filled(rows[run[index]], sheet)
    if len(filled) >= _HEAD_CELLS:
        return True
    if len(filled) < _HEAD_CELLS - 1 or index + 1 == len(run):
        return False
    below = rows[run[index + 1]]
    if _filled(below, sheet) == filled and _is_figure(below[filled[1]]):
        return not _is_figure(rows[run[index]][filled[1]])
    spans = [sheet.merged.get((run[index], column), (1, 1)) for column in filled]
    return any(down > 1 for down, _ in spans) and any(across > 1 for _, across in spans)


def _extent(rows: Rows, run: list[int], sheet: Sheet) -> list[int]:
    """The visible columns that a table uses."""
    used = [column for number in run for column in _filled(rows[number], sheet)]
    return [column for column in range(min(used), max(used) + 1) if column not in sheet.hidden_columns]


def _write_table(rows: Rows, run: list[int], sheet: Sheet, writer: Writer) -> None:
    columns = _extent(rows, run, sheet)

    def name(row: int, column: int) -> str:
        return f"{sheet.name}!{address(run[row], columns[column])}"

    tables.write(_grid(rows, run, columns, sheet), writer, 0, place=name)


def _grid(rows: Rows, run: list[int], columns: list[int], sheet: Sheet) -> Grid:
    grid = Grid({}, len(run), len(columns))
    covered: set[tuple[int, int]] = set()
    for index, number in enumerate(run):
        for at, column in enumerate(columns):
            if (number, column) in covered:
                continue
            down, across = sheet.merged.get((number, column), (1, 1))
            cell = Cell(_text(rows[number][column], number, column, sheet)) if column < len(rows[number]) else Cell("")
            if down > 1 or across > 1:
                below = [other for other in run[index : index + down] if other < number + down]
                beside = [other for other in columns[at : at + across] if other < column + across]
                cell.down, cell.across = len(below), len(beside)
                covered.update((row, other) for row in below for other in beside)
            grid.cells[index, at] = cell
    if len(run) > 1:
        _spread(grid)
    return grid


def _spread(grid: Grid) -> None:
    """A head that was not merged, only left empty beside "Thực hiện" over 2023 and 2024, is taken to be merged."""
    top = [grid.cells.get((0, column)) for column in range(grid.columns)]
    below = [grid.cells.get((1, column)) for column in range(grid.columns)]
    if any(cell is None or cell.across > 1 or cell.down > 1 for cell in [*top, *below]):
        return
    upper, lower = [cell.text if cell else "" for cell in top], [cell.text if cell else "" for cell in below]
    parted = [at for at in range(1, grid.columns) if not upper[at] and lower[at]]
    over = {at - 1 for at in parted if upper[at - 1]}
    fits = all(bool(upper[at]) != bool(lower[at]) or at in over for at in range(grid.columns))
    if not parted or not fits or any(not lower[at] for at in over):
        return
    for at in sorted(over):
        end = at + 1
        while end in parted:
            del grid.cells[0, end]
            end += 1
        grid.cells[0, at].across = end - at


def _text(value: Value, row: int, column: int, sheet: Sheet) -> str:
    return written(value, sheet.shapes.get((row, column), _PLAIN)) if value != "" else ""
