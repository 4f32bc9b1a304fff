"""What comes out of a file, and the writer that keeps text and positions in step."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_CHARACTERS, MAX_SEGMENTS

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """Where ``text[start:end]`` stands in the file.

    ``page`` and ``paragraph`` count from 1; ``cell`` is "Sheet1!B4" or "table 2, row 3, column 4"; ``box`` is
    (left, bottom, right, top) in points from the page's lower left corner, for a PDF.
    ``kind``: text, heading, list, cell, caption, footnote, box (a text box), ocr (recognised from a picture of a page).
    """

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    cell: str | None = None
    kind: str = "text"
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of a web page; ``text[start:end]`` is its caption (empty where it has none)."""

    source: str
    alternative: str
    caption: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should know though the file was read."""

    code: str
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file: NFC, one paragraph a line, one table row a line with its cells parted by TAB.

    ``layout`` is sorted and covers all text but separators (space, TAB, newline).
    ``title`` and ``published`` are what a web page says about itself.
    """

    text: str
    layout: tuple[Segment, ...]
    media_type: str
    warnings: tuple[Notice, ...] = ()
    figures: tuple[Figure, ...] = ()
    title: str = ""
    published: date | None = None

    @property
    def ocr(self) -> bool:
        """Whether any of the text was recognised from pictures of pages."""
        return any(segment.kind == "ocr" for segment in self.layout)

    def at(self, position: int) -> Segment | None:
        """The segment that holds the character at ``position``, or None on a separator."""
        low, high = 0, len(self.layout)
        while low < high:
            middle = (low + high) // 2
            if self.layout[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        found = self.layout[low] if low < len(self.layout) else None
        return found if found is not None and found.start <= position else None


# Signs that print nothing: soft hyphen, zero-width and direction marks, joiners, byte order mark, surrogates.
_SOFT_HYPHEN = "\u00ad"
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")


def clean(text: str) -> str:
    """One line of printable text: NFC, unseen marks gone, every run of blanks one space, none at the ends."""
    return neat(text.replace(_SOFT_HYPHEN, ""))


def neat(text: str) -> str:
    """The same with soft hyphens kept: in old code pages they are a letter, so they go last, in :func:`rewritten`."""
    return _BLANK.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text))).strip()


_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")


def raised(text: str) -> str:
    """Figures as superscripts, so that "200¹" is not 2001; other text stays, since its letters have none."""
    return text.translate(_RAISED) if any(map(str.isdigit, text)) and not any(map(str.isalpha, text)) else text


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text with its place in the file; ``glue`` parts it from the piece before."""

    text: str
    glue: str = " "
    page: int | None = None
    cell: str | None = None
    box: Box | None = None


@dataclass(slots=True)
class Writer:
    """Collects lines; text and layout grow together."""

    parts: list[str] = field(default_factory=list)
    layout: list[Segment] = field(default_factory=list)
    length: int = 0
    paragraphs: int = 0

    def _put(self, text: str) -> None:
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise ExtractError("too_large")
        self.parts.append(text)

    def line(self, text: str, kind: str = "text", page: int | None = None, cell: str | None = None) -> tuple[int, int]:
        """Write one paragraph; answers with its span (an empty one where nothing is left after cleaning)."""
        return self.pieces([Piece(text, page=page, cell=cell)], kind)

    def pieces(self, pieces: Iterable[Piece], kind: str = "text") -> tuple[int, int]:
        """Write one line made of several pieces, each a segment of its own."""
        first: int | None = None
        for piece in pieces:
            text = neat(piece.text)
            if text:
                start = self._piece(text, piece, kind, first is not None)
                first = start if first is None else first
        return (self.length if first is None else first, self.length)

    def _piece(self, text: str, piece: Piece, kind: str, started: bool) -> int:
        if started:
            # A mark that would melt into the letter before it is kept apart, so that the text stays NFC.
            self._put(" " if not piece.glue and unicodedata.combining(text[0]) else piece.glue)
        else:
            self._newline()
        self._refuse_crowd(1)
        start = self.length
        self._put(text)
        self.layout.append(Segment(start, self.length, piece.page, self.paragraphs, piece.cell, kind, piece.box))
        return start

    def _refuse_crowd(self, more: int) -> None:
        if len(self.layout) + more > MAX_SEGMENTS:
            raise ExtractError("too_large", "", "quá nhiều đoạn, ô", "too many paragraphs or cells")

    def _newline(self) -> None:
        if self.parts:
            self._put("\n")
        self.paragraphs += 1

    def row(self, cells: Iterable[Piece]) -> None:
        """Write one table row: every cell has its TAB, empty ones too. A row without text is left out."""
        cleaned = [(neat(cell.text), cell) for cell in islice(cells, MAX_SEGMENTS + 1)]
        self._refuse_crowd(len(cleaned))
        if not any(text for text, _ in cleaned):
            return
        self._newline()
        for number, (text, cell) in enumerate(cleaned):
            if number:
                self._put("\t")
            if text:
                start = self.length
                self._put(text)
                self.layout.append(Segment(start, self.length, cell.page, self.paragraphs, cell.cell, "cell", cell.box))

    def gap(self) -> None:
        """A blank line between blocks; never two, never at the start."""
        if self.parts and self.parts[-1] != "\n":
            self._put("\n")

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts).rstrip("\n")


def rewritten(extracted: Extracted, texts: Iterable[str]) -> Extracted:
    """The same file with other text in its segments; a segment of which nothing is left goes."""
    parts: list[str] = []
    layout: list[Segment] = []
    starts: dict[int, int] = {}
    at = length = 0
    for segment, text in zip(extracted.layout, map(clean, texts), strict=True):
        between = extracted.text[at : segment.start]
        if text and not between and length and unicodedata.combining(text[0]):
            between = " "
        starts[segment.start] = length + len(between)
        parts += (between, text)
        length += len(between) + len(text)
        if text:
            layout.append(replace(segment, start=length - len(text), end=length))
        at = segment.end
    figures = tuple(_moved(figure, starts, "".join(parts)) for figure in extracted.figures)
    return replace(extracted, text="".join(parts), layout=tuple(layout), figures=figures)


def _moved(figure: Figure, starts: dict[int, int], text: str) -> Figure:
    """A figure's caption where it stands now; captions are whole segments."""
    start = starts.get(figure.start, min(figure.start, len(text)))
    caption = clean(figure.caption)
    return replace(figure, caption=caption, start=start, end=start + len(caption))
