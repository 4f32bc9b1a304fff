"""From the lines of a page to what a reader sees: columns side by side, unruled tables, paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from camket.records.extract import pdf_aligned
from camket.records.extract.pdf_glyphs import Line, segments
from camket.records.extract.pdf_rules import Ruled

_WIDE = 2.2  # letter heights: a gap no justified line has
_COLUMN = 0.75  # letter heights: a gap that many lines in a row share
_COLUMN_LINES = 5
_EVEN = 0.2  # letter heights: distances of lines in one column
_MARK = re.compile(
    r"^(\(\d{1,3}\)|\d{1,2}(\.\d{1,2}){0,3}[.)](?!\d)|[-+–•*](?=\s|\D)|[a-zđ]\)|[IVX]{1,5}\.|Điều\s+\d|Chương\s+[\dIVX]"
    r"|Chương trình\s+\d|PHỤ LỤC|Phụ lục|Số:|Gồm các|Nơi nhận)"
)
_OFFICIAL = re.compile(r"CỘNG H(ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi nhận:|(^|\s)(TM|T/M|KT)\.?\s[A-ZĐ]")
_ENDS = (".", ";", ":", "!", "?", "…", "./.")


@dataclass(slots=True)
class Margins:
    """Where the text of a column starts and ends, and how far apart its lines stand."""

    left: float
    right: float
    leading: float


@dataclass(slots=True)
class Run:
    """Lines below one another; ``side`` where they stand beside others: a column, a letterhead, a signature."""

    lines: list[Line]
    side: bool = False


def arranged(found: list[Line]) -> Iterator[Run | Ruled]:
    """Blocks in reading order: runs of lines, columns one after another, and unruled tables."""
    run: list[Line] = []
    index = 0
    while index < len(found):
        count, block = _special(found, index, run)
        if not count:
            run.append(found[index])
            index += 1
            continue
        if run:
            yield Run(run)
            run = []
        yield from block
        index += count
    if run:
        yield Run(run)


def _special(found: list[Line], index: int, before: list[Line]) -> tuple[int, list[Run | Ruled]]:
    """How many lines from ``index`` on are a table or stand side by side, and what they make.

    The right one of two columns may begin a little higher: its first lines are taken from those ``before``.
    """
    count, table = pdf_aligned.find(found, index)
    if table is not None:
        return count, [table]
    count, gutter = _side_by_side(found, index)
    if not count:
        return 0, []
    lines = found[index : index + count]
    while before and before[-1].left >= gutter[1] - 1 and before[-1].bottom - lines[0].top < lines[0].height:
        lines.insert(0, before.pop())
    left = [Line([w for w in line.words if w.right <= gutter[1]]) for line in lines]
    right = [Line([w for w in line.words if w.right > gutter[1]]) for line in lines]
    return count, [block for side in (left, right) for block in _beside([line for line in side if line.words])]


def _beside(lines: list[Line]) -> Iterator[Run | Ruled]:
    """The blocks of one side: it may be columns itself."""
    for block in arranged(lines):
        if isinstance(block, Run):
            block.side = True
        yield block


def _gaps(line: Line, size: float) -> list[tuple[float, float]]:
    parts = segments(line, size)
    return [(a.right, b.left) for a, b in pairwise(parts)]


def _side_by_side(found: list[Line], index: int) -> tuple[int, tuple[float, float]]:
    """Lines that share one gutter: a letterhead, a signature, a page in two columns."""
    first = _gaps(found[index], _COLUMN)
    if not first:
        return 0, (0, 0)
    gutter = max(first, key=lambda gap: gap[1] - gap[0])
    count, split = 0, 0
    kept = gutter
    for offset, line in enumerate(found[index:]):
        narrowed = _narrowed(line, gutter)
        if narrowed is None:
            break
        gutter = narrowed
        if line.left < gutter[0] and line.right > gutter[1]:
            split += 1
            count, kept = offset + 1, gutter
        elif line.left >= gutter[1] - 1:
            count, kept = offset + 1, gutter
    wide = kept[1] - kept[0] >= _WIDE * found[index].height
    official = split and any(_OFFICIAL.search(line.text) for line in found[index : index + count])
    if not (wide or official or split >= _COLUMN_LINES):
        return 0, (0, 0)
    while split >= _COLUMN_LINES and index + count < len(found) and _ends_left(found, index + count, kept):
        count += 1
    return count, kept


def _ends_left(found: list[Line], at: int, gutter: tuple[float, float]) -> bool:
    """Whether a line is the next of the left one of two columns, whose last line was full: the right one is shorter."""
    above, line, below = found[at - 2], found[at - 1], found[at]
    left = [word.right for word in line.words if word.right <= gutter[1]]
    full = bool(left) and max(left) > gutter[0] - 2 * line.height
    even = abs((above.bottom - line.bottom) - (line.bottom - below.bottom)) < _EVEN * line.height
    return full and even and below.right <= gutter[0] + 1 and not _MARK.match(below.text)


def _narrowed(line: Line, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """The part of the gutter that this line leaves free, or None where too little is left."""
    low, high = gutter
    for word in line.words:
        if word.right <= low or word.left >= high:
            continue
        if word.left <= low + 1 and word.right < high:
            low = word.right
        elif word.right >= high - 1 and word.left > low:
            high = word.left
        else:
            return None
    return (low, high) if high - low >= _COLUMN * line.height * 0.9 else None


def margins(lines: list[Line]) -> Margins:
    """Margins of a column of lines: nearly the leftmost and rightmost ends, and the distance of lines in a paragraph.

    That distance is the smallest that occurs more than once: in a list of short items the one between paragraphs is
    commoner.
    """
    lefts, rights = sorted(line.left for line in lines), sorted(line.right for line in lines)
    distances = Counter(round(a.bottom - b.bottom) for a, b in pairwise(lines))
    usual = [d for d in distances if 0.9 * lines[0].height < d < 3 * lines[0].height]
    often = [d for d in usual if distances[d] > 1 and distances[d] >= len(lines) // 20]
    leading = min(often or usual, default=lines[0].height * 1.3)
    return Margins(lefts[len(lefts) // 20], rights[-1 - len(rights) // 20], float(leading))


def starts_paragraph(above: Line, below: Line, column: Margins, *, across_pages: bool = False) -> bool:
    """Whether ``below`` begins a new paragraph after ``above`` in a column with these margins."""
    height = above.height
    full = above.right + below.words[0].right - below.words[0].left + 0.3 * height >= column.right - 0.4 * height
    ended = above.text.rstrip(" ”\"'’)").endswith(_ENDS)
    if _MARK.match(below.text) and (ended or not full):
        return True
    if below.text[:1].islower() and _is_centred(below, column) and _is_symmetric(above, column):
        return False
    if not full or abs(above.height - below.height) > 0.15 * height or above.text.isupper() != below.text.isupper():
        return True
    if _is_centred(above, column) and not _is_centred(below, column):
        return True
    if not across_pages and above.bottom - below.bottom > 1.12 * column.leading + 1:
        return True
    indented = below.left > column.left + 0.8 * height
    if across_pages:
        return ended and indented
    hanging = bool(_MARK.match(above.text))
    return indented and not hanging and (below.left > above.left + 0.8 * height or ended)


def _is_centred(line: Line, column: Margins) -> bool:
    return line.left - column.left > 1.5 * line.height and _is_symmetric(line, column)


def _is_symmetric(line: Line, column: Margins) -> bool:
    return abs((line.left - column.left) - (column.right - line.right)) < line.height


def is_running_text(lines: list[Line]) -> bool:
    """Whether lines beside others are a column of text, most of them nearly full, and not a letterhead or signature."""
    if len(lines) < _COLUMN_LINES:
        return False
    column = margins(lines)
    full = [line for line in lines if line.right > column.right - 3 * line.height]
    return len(full) >= 0.6 * len(lines)


def starts_line(above: Line, below: Line) -> bool:
    """In a letterhead or signature each line stands for itself, unless it begins in mid-sentence."""
    return not below.text[:1].islower() or above.text.isupper()
