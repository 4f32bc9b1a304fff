"""Plain text: UTF-8, UTF-16, and Windows-1258 where it is sure."""

from camket.records.extract import detect
from camket.records.extract.errors import ExtractError
from camket.records.extract.model import Extracted, Notice, Writer

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_GUESSED = Notice(
    "windows_1258",
    "Tệp dùng bảng mã Windows-1258, đã chuyển sang Unicode.",
    "The file is in Windows-1258; it was converted to Unicode.",
)


def read(data: bytes) -> Extracted:
    """Read a text file; raises :class:`ExtractError` (``binary``, ``legacy_encoding``, ``corrupt``)."""
    text, warnings = decode(data)
    writer = Writer()
    for line in text.splitlines():
        if line.strip():
            _line(line, writer)
        else:
            writer.gap()
    return Extracted(writer.text(), tuple(writer.layout), detect.TEXT, warnings)


def _line(line: str, writer: Writer) -> None:
    """A line with TABs inside is a table row, as a sheet pasted into a text file gives it."""
    cells = line.strip("\r\n").split("\t")
    if sum(1 for cell in cells if cell.strip()) > 1:
        from camket.records.extract.model import Piece

        writer.row(Piece(cell) for cell in cells)
    else:
        writer.line(line)


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Bytes to text, with a notice where the encoding was found by its content."""
    for mark, encoding in _BOMS + _BOMS_16:
        if data.startswith(mark):
            return _strict(data, encoding), ()
    if b"\0" in data:
        return _without_mark(data), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _one_byte(data)


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


def _one_byte(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    from camket.records.extract import legacy

    found = legacy.recognise(data.decode("latin-1"))
    if found:
        raise ExtractError("legacy_encoding", "", found)
    text = legacy.windows_1258(data)
    if text is None:
        raise ExtractError("legacy_encoding", "", "không phải UTF-8", "not UTF-8")
    return text, (_GUESSED,)
