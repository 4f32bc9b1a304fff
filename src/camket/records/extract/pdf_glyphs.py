"""From a PDF page's characters to words and lines, by where they stand on the page."""

import ctypes
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_PAGE_CHARACTERS
from camket.records.extract.model import Box, raised
from camket.records.extract.symbols import drawn, is_symbolic

_ENDS = (0x0A, 0x0D)
_PRIVATE = range(0xF020, 0xF100)  # codes of a font of symbols
_HYPHEN = 0x02  # what pdfium reports for a hyphen at a line's end
_LONGEST_NAME = 128
_SAME_WORD = 0.5  # of the letter height: a wider gap parts words even where the file writes no blank
_TOUCHING = 0.1  # of the letter height
_BREAK = "\n"  # pdfium's guess that a line ends, which it also makes where a letter comes from another font
_RAISED = 0.9  # a figure below this share of its neighbour's height may be a superscript
_LIFTED = 0.15  # of its neighbour's height: so far its foot stands above the other


@dataclass(slots=True)
class Word:
    """Letters without a blank between them; coordinates in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    font: str = ""

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Line:
    """Words side by side, from left to right."""

    words: list[Word] = field(default_factory=list)

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return max(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return min(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        heights = sorted(word.height for word in self.words)
        return heights[len(heights) // 2]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        return (round(self.left, 1), round(self.bottom, 1), round(self.right, 1), round(self.top, 1))


def words(page: pdfium.PdfPage, *, fonts: bool = False) -> list[Word]:
    """The words of a page in the order of its content stream; with the name of the font of each if asked for."""
    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        if count > MAX_PAGE_CHARACTERS:
            raise ExtractError("too_large")
        return list(_grouped(_glyphs(text_page, count, turning(page), fonts=fonts)))
    finally:
        text_page.close()


def _glyphs(
    text_page: pdfium.PdfTextPage, count: int, turn: Callable[..., Box], *, fonts: bool = False
) -> Iterator[Word]:
    """Single characters; a blank, written or deduced by pdfium, is " ", a line that it takes to end "\\n"."""
    rectangle = raw.FS_RECTF()
    pointer = ctypes.byref(rectangle)
    pending = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + (code - 0xDC00) if pending else 0
        pending = 0
        if code == 0 or not raw.FPDFText_GetLooseCharBox(text_page, index, pointer):
            continue
        sign = "\u2010" if code == _HYPHEN else chr(code)
        if code in _PRIVATE and is_symbolic(font := _font(text_page, index)):
            sign = drawn(font, code) or " "
        box = turn(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        blank = sign.isspace() or (code < 0x20 and code != _HYPHEN)
        if blank and code in _ENDS and raw.FPDFText_IsGenerated(text_page, index) == 1:
            sign, blank = _BREAK, False
        yield Word(" " if blank else sign, *box, font=_font(text_page, index) if fonts else "")


def _font(text_page: pdfium.PdfTextPage, index: int) -> str:
    """The name of a character's font without the six letters that mark a part of a font."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFText_GetFontInfo(text_page, index, name, _LONGEST_NAME, None)
    return name.value.decode("utf-8", "replace").rpartition("+")[2] if 0 < length <= _LONGEST_NAME else ""


def turning(page: pdfium.PdfPage) -> Callable[[float, float, float, float], Box]:
    """How a box in the file's own directions lies on the page as it is turned for reading; its corner becomes 0, 0."""
    left, bottom, right, top = page.get_bbox()
    turns: dict[int, Callable[[float, float, float, float], Box]] = {
        90: lambda x0, y0, x1, y1: (y0 - bottom, right - x1, y1 - bottom, right - x0),
        180: lambda x0, y0, x1, y1: (right - x1, top - y1, right - x0, top - y0),
        270: lambda x0, y0, x1, y1: (top - y1, x0 - left, top - y0, x1 - left),
    }
    return turns.get(page.get_rotation(), lambda x0, y0, x1, y1: (x0 - left, y0 - bottom, x1 - left, y1 - bottom))


def _grouped(glyphs: Iterable[Word]) -> Iterator[Word]:
    word: Word | None = None
    ended = False
    for glyph in glyphs:
        if glyph.text == _BREAK:
            ended = True
            continue
        if glyph.text == " ":
            if word is not None:
                yield word
            word = None
        elif word is None:
            word = glyph
        elif unicodedata.combining(glyph.text) or (_goes_on(word, glyph) and not (ended and _is_apart(word, glyph))):
            _append(word, glyph)
        else:
            yield word
            word = glyph
        ended = False
    if word is not None:
        yield word


def _is_apart(word: Word, glyph: Word) -> bool:
    return abs(glyph.left - word.right) > _TOUCHING * word.height


def _goes_on(word: Word, glyph: Word) -> bool:
    height = min(word.height, glyph.height)
    shared = min(word.top, glyph.top) - max(word.bottom, glyph.bottom)
    gap = glyph.left - word.right
    if word.text.isdigit() and not glyph.text.isdigit() and _is_raised(glyph, word):
        return False  # the mark before a footnote's text
    return shared > 0.3 * height and -word.height < gap < _SAME_WORD * max(word.height, glyph.height)


def _is_raised(word: Word, glyph: Word) -> bool:
    """Whether a figure beside a word is a superscript: a footnote's mark, or that of square metres."""
    small = glyph.height < _RAISED * word.height
    return small and glyph.bottom > word.bottom + _LIFTED * word.height and glyph.text.isdigit()


def _append(word: Word, glyph: Word) -> None:
    word.text += raised(glyph.text) if _is_raised(word, glyph) else glyph.text
    if glyph.right > glyph.left and not unicodedata.combining(glyph.text):
        word.right = max(word.right, glyph.right)
        word.left = min(word.left, glyph.left)
        word.bottom, word.top = min(word.bottom, glyph.bottom), max(word.top, glyph.top)


def lines(found: Iterable[Word]) -> list[Line]:
    """Words clustered into lines, from the top of the page down."""
    result: list[Line] = []
    band: tuple[float, float] = (0.0, 0.0)
    for word in sorted(found, key=lambda word: (-word.middle, word.left)):
        shared = min(word.top, band[1]) - max(word.bottom, band[0])
        if result and shared > 0.5 * min(word.height, band[1] - band[0]):
            result[-1].words.append(word)
        else:
            result.append(Line([word]))
            band = (word.bottom, word.top)
    for line in result:
        line.words.sort(key=lambda word: word.left)
    return result


def segments(line: Line, gap: float) -> list[Line]:
    """A line parted where the blank between two words is wider than ``gap`` letter heights."""
    parts = [Line([line.words[0]])]
    limit = gap * line.height
    for word in line.words[1:]:
        if word.left - parts[-1].words[-1].right > limit:
            parts.append(Line([]))
        parts[-1].words.append(word)
    return parts
