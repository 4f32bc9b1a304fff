"""The one door: bytes or a path in, text with positions out."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from camket.records.extract import detect
from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import MAX_FILE_BYTES, MAX_TEXT_FILE_BYTES
from camket.records.extract.model import Extracted

# Each format is imported when the first file of its kind comes: a text file waits for none of the others.
_READERS = {
    detect.DOCX: "word",
    detect.DOC: "office",
    detect.XLSX: "sheets",
    detect.PDF: "pdf",
    detect.HTML: "web",
    detect.TEXT: "plain",
}
_CUSTOMARY = {
    detect.DOCX: ".docx",
    detect.DOC: ".doc",
    detect.XLSX: ".xlsx",
    detect.PDF: ".pdf",
    detect.HTML: ".html",
    detect.TEXT: ".txt",
}


def extract(source: Path | str | bytes, name: str = "") -> Extracted:
    """The text of a file, recognised by content, with the way back into it: .docx, .doc, .pdf, .html, .txt, .xlsx.

    ``source`` is a path or the bytes themselves; ``name`` is the name that messages use (the path's own by default).
    Raises :class:`ExtractError` for whatever cannot be read; nothing else escapes for any bytes at all.
    """
    name = name or (Path(source).name if not isinstance(source, bytes) else "")
    try:
        data = source if isinstance(source, bytes) else _load(Path(source))
        return _extract(data, name)
    except ExtractError as error:
        raise error.named(name) from error
    except (MemoryError, RecursionError) as error:
        raise ExtractError("too_large", name) from error


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ExtractError("too_large")
        return path.read_bytes()
    except OSError as error:
        raise ExtractError("missing", "", error.strerror or "") from error


def _extract(data: bytes, name: str) -> Extracted:
    if len(data) > MAX_FILE_BYTES:
        raise ExtractError("too_large")
    media_type = detect.media_type(data, name)
    if media_type in (detect.HTML, detect.TEXT) and len(data) > MAX_TEXT_FILE_BYTES:
        raise ExtractError("too_large")
    extracted = _settled(_reader(media_type)(data), data)
    if not extracted.text.strip():
        raise ExtractError("empty")
    return _with_warning(extracted, name)


def _reader(media_type: str) -> Callable[[bytes], Extracted]:
    module = import_module(f"camket.records.extract.{_READERS[media_type]}")
    reader: Callable[[bytes], Extracted] = module.read
    return reader


def _settled(extracted: Extracted, data: bytes) -> Extracted:
    """Text in an old Vietnamese code page becomes Unicode: its figures are right as they stand and its words are not.

    Raises :class:`ExtractError` (``legacy_encoding``) where that code page is likely and not sure.
    """
    if extracted.text.isascii():
        return extracted
    from camket.records.extract import legacy
    from camket.records.extract.model import rewritten

    found = legacy.find(extracted.text.split("\n"))
    if found is not None and found.sure and extracted.media_type == detect.PDF:
        from camket.records.extract import pdf

        return pdf.read(data, found)
    texts = [extracted.text[segment.start : segment.end] for segment in extracted.layout]
    settled, notices = legacy.settle(texts) if found is not None else (texts, ())
    if not notices and "\u00ad" not in extracted.text:
        return extracted
    return replace(rewritten(extracted, settled), warnings=(*extracted.warnings, *notices))


def _with_warning(extracted: Extracted, name: str) -> Extracted:
    claimed = detect.BY_EXTENSION.get(detect.extension(name))
    if claimed in (None, extracted.media_type) or {claimed, extracted.media_type} == {detect.TEXT}:
        return extracted
    from camket.records.extract.notices import notice

    told = notice("wrong_extension", real=_CUSTOMARY[extracted.media_type])
    return replace(extracted, warnings=(told, *extracted.warnings))
