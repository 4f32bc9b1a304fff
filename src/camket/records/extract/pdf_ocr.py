"""The text of scanned pages, by tesseract with Vietnamese where it is installed; what it reads is never sure."""

import csv
import math
import re
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium

from camket.records.extract import programs
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_OCR_PAGE_SECONDS, MAX_OCR_PAGES, MAX_OCR_PIXELS, MAX_OCR_SECONDS
from camket.records.extract.pdf_glyphs import Word, lines
from camket.records.extract.pdf_pages import Page, opened

_LANGUAGE = "vie"
_SCALE = 300 / 72  # tesseract reads best at 300 dots an inch
_WORD_ROW = "5"
_LEAST_CONFIDENCE = 30.0  # of a token without a letter or digit: specks, rules and stamps
_DOUBTFUL = 70.0  # confidence of the middle word
_ROTATE = re.compile(r"^Rotate: (90|180|270)$", re.MULTILINE)
_SAME = 0.6  # of the smaller of two boxes: they hold the same ink
_RULES = " \t|¦_"  # what a line drawn between cells is taken for
_LINE = 1.3  # of the ink: as high as a line of type, by which all gaps are measured
_LARGE = 1.6  # lines so many times as high as the usual are titles; all others are taken to be of one size


def recognise(data: bytes, pages: list[Page]) -> list[int]:
    """Give scanned pages their lines; answers with the numbers of those that stay without text.

    Raises :class:`ExtractError` (``scanned``) where nothing but scans is there and they cannot be read, or where there
    are more than the limits allow: a document read in part would look complete.
    """
    scans = [page for page in pages if page.silent]
    if not scans:
        return []
    program = available()
    if not program:
        if len(scans) == len(pages):
            raise ExtractError("scanned")
        return [page.number for page in scans]
    if len(scans) > MAX_OCR_PAGES:
        found = f"{len(scans)} trang quét, nhiều nhất {MAX_OCR_PAGES}"
        raise ExtractError("scanned", "", found, f"{len(scans)} scanned pages, at most {MAX_OCR_PAGES}")
    with tempfile.TemporaryDirectory(prefix="camket-ocr-") as folder:
        _recognise(data, scans, program, Path(folder))
    unread = [page.number for page in scans if not page.ocr]
    if len(unread) == len(pages):
        raise ExtractError("scanned")
    return unread


def available() -> str:
    """The path of tesseract if it knows Vietnamese, else an empty text."""
    program = programs.find("tesseract")
    if not program:
        return ""
    with tempfile.TemporaryDirectory(prefix="camket-ocr-") as folder:
        known = programs.run([program, "--list-langs"], Path(folder), MAX_OCR_PAGE_SECONDS) or b""
    return program if _LANGUAGE in known.decode("utf-8", "replace").split() else ""


def _recognise(data: bytes, scans: list[Page], program: str, folder: Path) -> None:
    until = time.monotonic() + MAX_OCR_SECONDS
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "3", "--dpi", "300", "tsv"]
    for page in scans:
        left = min(until - time.monotonic(), MAX_OCR_PAGE_SECONDS)
        image, scale = _rendered(data, page.number)
        table = _table(command, folder, left, image, page)
        if _is_doubtful(table):
            page.turn(_turned(program, folder, image))
            if page.turned:
                image, scale = _rendered(data, page.number, page.turned)
                table = _table(command, folder, left, image, page)
        page.lines = lines(_words(table, page.height, scale))
        page.ocr = bool(page.lines)


def _table(command: list[str], folder: Path, seconds: float, image: bytes, page: Page) -> str:
    """What tesseract found, a row for each block, line and word."""
    table = programs.run(command, folder, seconds, image) if seconds > 0 else None
    if table is None:
        raise ExtractError("scanned", "", f"dừng ở trang {page.number}", f"stopped at page {page.number}")
    return table.decode("utf-8", "replace")


def _is_doubtful(table: str) -> bool:
    """Whether a page may lie on its side or its head: its words are read badly, or are higher than they are wide."""
    words = [row for row in _read_rows(table) if row["level"] == _WORD_ROW and len((row["text"] or "").strip()) > 1]
    high = sum(float(word["height"]) > float(word["width"]) for word in words)
    return bool(words) and (high * 2 > len(words) or median(float(word["conf"]) for word in words) < _DOUBTFUL)


def _turned(program: str, folder: Path, image: bytes) -> int:
    """By how many degrees a picture is to be turned clockwise, as tesseract sees it; 0 where it cannot tell."""
    told = programs.run([program, "stdin", "stdout", "-l", "osd", "--psm", "0"], folder, MAX_OCR_PAGE_SECONDS, image)
    found = _ROTATE.search((told or b"").decode("utf-8", "replace"))
    return int(found[1]) if found is not None else 0


def _read_rows(table: str) -> Iterator[dict[str, str]]:
    return iter(csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _rendered(data: bytes, number: int, turned: int = 0) -> tuple[bytes, float]:
    """A page as a grey picture in PGM, turned clockwise, and how many of its dots a point is: fewer of a giant page."""
    with opened(data) as document:
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(_SCALE, math.sqrt(MAX_OCR_PIXELS / max(width * height, 1.0)))
            bitmap = page.render(scale=scale, rotation=turned, grayscale=True)
        except pdfium.PdfiumError as error:
            raise ExtractError("corrupt", "", f"trang {number}", f"page {number}") from error
        try:
            return _pgm(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride), scale
        finally:
            bitmap.close()
            page.close()


def _pgm(dots: bytes, width: int, height: int, stride: int) -> bytes:
    rows = dots if stride == width else b"".join(dots[row * stride : row * stride + width] for row in range(height))
    return b"P5 %d %d 255\n" % (width, height) + rows


def _words(table: str, height: float, scale: float) -> list[Word]:
    """Words in points from the page's lower left corner, those of one line at one height."""
    found: list[tuple[float, tuple[str, ...], Word]] = []
    for row in _read_rows(table):
        text = (row["text"] or "").strip(_RULES)
        if row["level"] == _WORD_ROW and text and _is_text(text, float(row["conf"])):
            left, top = float(row["left"]) / scale, height - float(row["top"]) / scale
            word = Word(text, left, top - float(row["height"]) / scale, left + float(row["width"]) / scale, top)
            found.append((float(row["conf"]), (row["block_num"], row["par_num"], row["line_num"]), word))
    rows: dict[tuple[str, ...], list[Word]] = {}
    for line, word in _once(found):
        rows.setdefault(line, []).append(word)
    return list(_levelled(list(rows.values())))


def _once(found: list[tuple[float, tuple[str, ...], Word]]) -> Iterator[tuple[tuple[str, ...], Word]]:
    """Blocks of a page may overlap, and what stands in two is read twice: the reading that is surer stays."""
    kept: list[Word] = []
    for _, line, word in sorted(found, key=lambda reading: -reading[0]):
        if not any(_covers(other, word) for other in kept):
            kept.append(word)
            yield line, word


def _covers(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.top, other.top) - max(one.bottom, other.bottom)
    smaller = min((word.right - word.left) * word.height for word in (one, other))
    return across > 0 and down > 0 and across * down > _SAME * smaller


def _is_text(text: str, confidence: float) -> bool:
    return any(map(str.isalnum, text)) or confidence >= _LEAST_CONFIDENCE


def _levelled(rows: list[list[Word]]) -> Iterator[Word]:
    """Boxes are tight round the ink; the lines of a page get the one height that their letters would have."""
    usual = median(_height(row) for row in rows) if rows else 0.0
    for row in rows:
        height = _height(row)
        size = _LINE * (height if height > _LARGE * usual else usual)
        middle = median(word.middle for word in row)
        for word in row:
            word.bottom, word.top = middle - size / 2, middle + size / 2
            yield word


def _height(row: list[Word]) -> float:
    return median(word.height for word in row)
