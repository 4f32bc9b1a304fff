"""Ruled tables of a PDF page: the drawn lines give the grid, the grid takes the words."""

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise, starmap

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from camket.records.extract.model import Box
from camket.records.extract.pdf_glyphs import Word, lines, turning
from camket.records.extract.pdf_joining import joined
from camket.records.extract.tables import Cell, Grid

_THIN = 3.0  # points: a filled shape narrower than this is a drawn line
_NEAR = 3.0  # points: lines this near are the same line, or touch
_SHORT = 4.0
_ROW = 6.0  # points: no row of a table is lower
_MOST_RULES = 3000


@dataclass(slots=True)
class Rule:
    """A horizontal or vertical line: ``at`` is its y (or x), ``low`` to ``high`` its extent in x (or y)."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Ruled:
    """A table found on a page: its grid, the x of its column borders, its top and bottom.

    ``cut``: its last row has no line below: the page's end cuts it. ``drawn``: False of a table without lines.
    """

    grid: Grid
    borders: list[float]
    top: float
    bottom: float
    cut: bool = False
    drawn: bool = True


def find(page: pdfium.PdfPage, words: list[Word], number: int) -> tuple[list[Ruled], list[Word]]:
    """Tables of page ``number`` from top to bottom, and the words that stand in none."""
    across, down = _rules(page)
    if len(across) + len(down) > _MOST_RULES:
        return [], words
    tables = []
    for group in _connected(across, down):
        table, words = _table(*group, words, number)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: -table.top), words


def _rules(page: pdfium.PdfPage) -> tuple[list[Rule], list[Rule]]:
    turn = turning(page)
    across: list[Rule] = []
    down: list[Rule] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        for x0, y0, x1, y1 in starmap(turn, _strokes(item)):
            if abs(y1 - y0) < _THIN and abs(x1 - x0) > _SHORT:
                across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x1 - x0) < _THIN and abs(y1 - y0) > _SHORT:
                down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
            if len(across) + len(down) > 10 * _MOST_RULES:
                return across, down
    return _merged(across), _merged(down)


def _strokes(item: pdfium.PdfObject) -> Iterator[Box]:
    """Straight strokes of a path object; a thin filled shape counts as one stroke along its middle."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    matrix = _placing(item)
    for points in _subpaths(item):
        placed = [matrix.on_point(x, y) for x, y in points]
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(placed):
                yield x0, y0, x1, y1
        elif fill.value and len(placed) > 1:
            xs, ys = [x for x, _ in placed], [y for _, y in placed]
            if max(ys) - min(ys) < _THIN:
                yield min(xs), (min(ys) + max(ys)) / 2, max(xs), (min(ys) + max(ys)) / 2
            elif max(xs) - min(xs) < _THIN:
                yield (min(xs) + max(xs)) / 2, min(ys), (min(xs) + max(xs)) / 2, max(ys)


def _placing(item: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """The matrix of an object, through the forms that it stands in."""
    matrix = item.get_matrix()
    while item.container is not None:
        item = item.container
        matrix = matrix.multiply(item.get_matrix())
    return matrix


def _subpaths(item: pdfium.PdfObject) -> Iterator[list[tuple[float, float]]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append((x.value, y.value))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points


def _merged(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line become one line."""
    result: list[Rule] = []
    level: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if level and rule.at - level[0].at > _NEAR:
            result.extend(_chained(level))
            level = []
        level.append(rule)
    return result + _chained(level)


def _chained(level: list[Rule]) -> list[Rule]:
    result: list[Rule] = []
    for rule in sorted(level, key=lambda rule: rule.low):
        if result and rule.low <= result[-1].high + _NEAR:
            result[-1].high = max(result[-1].high, rule.high)
        else:
            result.append(Rule(level[0].at, rule.low, rule.high))
    return result


def _connected(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that touch; each with at least two lines in both directions."""
    group = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for i, horizontal in enumerate(across):
        for j, vertical in enumerate(down):
            if _touch(horizontal, vertical):
                group[root(i)] = root(len(across) + j)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number in range(len(group)):
        pair = found.setdefault(root(number), ([], []))
        if number < len(across):
            pair[0].append(across[number])
        else:
            pair[1].append(down[number - len(across)])
    return [pair for pair in found.values() if len(pair[0]) > 1 and len(pair[1]) > 1]


def _touch(horizontal: Rule, vertical: Rule) -> bool:
    return (
        horizontal.low - _NEAR <= vertical.at <= horizontal.high + _NEAR
        and vertical.low - _NEAR <= horizontal.at <= vertical.high + _NEAR
    )


def _distinct(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _NEAR:
            result.append(value)
    return result


def _table(across: list[Rule], down: list[Rule], words: list[Word], page: int) -> tuple[Ruled | None, list[Word]]:
    xs = _distinct(rule.at for rule in down)
    ys = _distinct(rule.at for rule in across)[::-1]
    above, below = _open_ends(ys, down)
    ys = [*above, *ys, *below]
    if len(xs) < 3 or len(ys) < 3:
        return None, words
    inside = [word for word in words if _within(word, xs, ys)]
    if not inside:
        return None, words
    corners = _corners(xs, ys, across, down)
    content: dict[tuple[int, int], list[Word]] = {}
    for word in inside:
        column = min(bisect_right(xs, (word.left + word.right) / 2) - 1, len(xs) - 2)
        row = min(bisect_right([-y for y in ys], -word.middle) - 1, len(ys) - 2)
        content.setdefault(corners[row, column], []).append(word)
    grid = Grid(_cells(corners, content, page), len(ys) - 1, len(xs) - 1)
    ids = set(map(id, inside))
    return Ruled(grid, xs, ys[0], ys[-1], cut=bool(below)), [word for word in words if id(word) not in ids]


def _open_ends(ys: list[float], down: list[Rule]) -> tuple[list[float], list[float]]:
    """Where most vertical lines go on beyond the first or last horizontal one: a row that the page's end cuts."""
    top, bottom = max(rule.high for rule in down), min(rule.low for rule in down)
    most = len({round(rule.at) for rule in down}) / 2
    high = sum(1 for rule in down if top - rule.high < _NEAR) >= most and top - ys[0] > _ROW
    low = sum(1 for rule in down if rule.low - bottom < _NEAR) >= most and ys[-1] - bottom > _ROW
    return [top] if high else [], [bottom] if low else []


def _within(word: Word, xs: list[float], ys: list[float]) -> bool:
    return xs[0] <= (word.left + word.right) / 2 <= xs[-1] and ys[-1] <= word.middle <= ys[0]


def _corners(
    xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of the grid the upper left place of the cell it belongs to: no line between, same cell."""
    corners: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            corners[row, column] = (row, column)
            x = (xs[column] + xs[column + 1]) / 2
            y = (ys[row] + ys[row + 1]) / 2
            if column and not _crosses(down, xs[column], y):
                corners[row, column] = corners[row, column - 1]
            elif row and not _crosses(across, ys[row], x):
                corners[row, column] = corners[row - 1, column]
    return corners


def _crosses(rules: list[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.low <= through <= rule.high for rule in rules)


def _cells(
    corners: dict[tuple[int, int], tuple[int, int]], content: dict[tuple[int, int], list[Word]], page: int
) -> dict[tuple[int, int], Cell]:
    cells: dict[tuple[int, int], Cell] = {}
    for (row, column), corner in corners.items():
        if corner not in cells:
            cells[corner] = _cell(content.get(corner, []), page)
        cell = cells[corner]
        cell.across = max(cell.across, column - corner[1] + 1)
        cell.down = max(cell.down, row - corner[0] + 1)
    return cells


def _cell(words: list[Word], page: int) -> Cell:
    rows = lines(words)
    box = None
    if words:
        left, bottom = min(word.left for word in words), min(word.bottom for word in words)
        right, top = max(word.right for word in words), max(word.top for word in words)
        box = (round(left, 1), round(bottom, 1), round(right, 1), round(top, 1))
    return Cell(joined([row.text for row in rows]), page=page, box=box)
