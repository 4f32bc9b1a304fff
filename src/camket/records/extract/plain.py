"""Plain text: UTF-8, UTF-16, and the old Vietnamese code pages where the words prove them."""

import re

from camket.records.extract import detect
from camket.records.extract.errors import ExtractError
from camket.records.extract.model import Extracted, Notice, Piece, Writer
from camket.records.extract.tables import counts_columns

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"))
_BARS = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"^[\s|:-]+$")
_BELOW_HEAD = 2
_CONTROLS = re.compile("[\x80-\x9f]")
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(data: bytes) -> Extracted:
    """Read a text file; raises :class:`ExtractError` (``binary``, ``legacy_encoding``, ``corrupt``)."""
    text, guessed = decode(data)
    lines, warnings = settled(text.splitlines(), guessed=guessed)
    writer = Writer()
    rows = 0
    for line in lines:
        cells = _cells(line)
        rows = rows + 1 if cells else 0
        if not line.strip():
            writer.gap()
        elif not cells:
            writer.line(line)
        elif not (_RULE.match(line) or (rows == _BELOW_HEAD and counts_columns(cells))):
            writer.row(map(Piece, cells))
    return Extracted(writer.text(), tuple(writer.layout), detect.TEXT, warnings)


def _cells(line: str) -> list[str]:
    """The cells of a table row: a line with TABs inside, or between bars, as in Markdown; none of other lines."""
    bars = _BARS.match(line)
    cells = re.split(r"(?<!\\)\|", bars[1]) if bars is not None else line.strip("\r\n").split("\t")
    return cells if sum(1 for cell in cells if cell.strip()) > 1 else []


def settled(lines: list[str], *, guessed: bool) -> tuple[list[str], tuple[Notice, ...]]:
    """Lines in Unicode; what was ``guessed`` must prove to be Vietnamese in an old code page, or is refused."""
    if all(map(str.isascii, lines)) and not guessed:
        return lines, ()
    from camket.records.extract import legacy  # here, so that a plain file does not wait for its tables

    lines, notices = legacy.settle(lines)
    if guessed and not notices:
        raise ExtractError("legacy_encoding", "", "không phải UTF-8", "not UTF-8")
    return lines, notices


def decode(data: bytes) -> tuple[str, bool]:
    """Bytes to text; True where they are no Unicode, so that each byte stands for its Western sign."""
    for mark, encoding in _BOMS + _BOMS_16:
        if data.startswith(mark):
            return _strict(data, encoding), False
    if b"\0" in data:
        return _without_mark(data), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return "\n".join(map(_line, data.split(b"\n"))), True


def _line(data: bytes) -> str:
    """A line of a file that is not UTF-8 as a whole: files of two encodings are put together by copying."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ExtractError("corrupt", "", f"không đúng {encoding.upper()}", f"not valid {encoding.upper()}") from error
    if "\0" in text:
        raise ExtractError("binary")
    return text


def _without_mark(data: bytes) -> str:
    """UTF-16 without its mark: in Vietnamese text most high bytes are zero and hardly any low byte is."""
    sample = data[: 1 << 16]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if len(data) % 2 == 0 and even <= half * 0.01 and odd >= half * 0.4:
        return _strict(data, "utf-16-le")
    if len(data) % 2 == 0 and odd <= half * 0.01 and even >= half * 0.4:
        return _strict(data, "utf-16-be")
    raise ExtractError("binary")


def _western(data: bytes) -> str:
    """Windows-1252, with the five bytes that it leaves free as Latin-1 has them."""
    text = data.decode("latin-1")
    return _CONTROLS.sub(lambda sign: sign[0].encode("latin-1").decode("cp1252", "ignore") or sign[0], text)
