"""What a file is, by its first bytes and its directory; the name is only a hint."""

import io
import re
from typing import Final

from camket.records.extract.errors import ExtractError

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC: Final = "application/msword"
PDF: Final = "application/pdf"
HTML: Final = "text/html"
TEXT: Final = "text/plain"

BY_EXTENSION: Final = {
    "docx": DOCX,
    "docm": DOCX,
    "dotx": DOCX,
    "xlsx": XLSX,
    "xlsm": XLSX,
    "xltx": XLSX,
    "doc": DOC,
    "dot": DOC,
    "pdf": PDF,
    "html": HTML,
    "htm": HTML,
    "xhtml": HTML,
    "txt": TEXT,
    "text": TEXT,
    "md": TEXT,
}

MAIN_PART: Final = re.compile(r"word/document\d*\.xml")
"""The text of a Word file: some programs on the web number it."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_HEAD = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.I)
_BEFORE_HTML = ((b"<?xml", b">"), (b"<!--", b"-->"))
_HTML_TAG = re.compile(rb"<(html|body|article|main|div|p|table|h1)[\s>]", re.I)
_BINARY_HEADS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x1f\x8b",
    b"MZ",
    b"\x7fELF",
)


def extension(name: str) -> str:
    """The part after the last dot, lower case; empty where there is none."""
    stem = name.replace("\\", "/").rsplit("/", 1)[-1]
    return stem.rsplit(".", 1)[-1].lower() if "." in stem else ""


def media_type(data: bytes, name: str) -> str:
    """The media type by content.

    Raises :class:`ExtractError`: ``empty``, ``binary``, ``encrypted`` (an Office file with a password), ``old_format``,
    ``corrupt``, ``wrong_extension`` (the name claims what the content is not), ``unknown_type``.
    """
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ExtractError("binary" if b"\0" in data else "empty")
    if data.startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_OLE):
        return _ole_type(data)
    if data.startswith(b"PK"):
        return _zip_type(data, name)
    return _text_type(data, name)


def _ole_type(data: bytes) -> str:
    """Old Word and Excel files, and encrypted new ones, are all OLE containers; their directory names are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ExtractError("encrypted")
    if "WordDocument".encode("utf-16-le") in data:
        return DOC
    raise ExtractError("old_format")


def _zip_type(data: bytes, name: str) -> str:
    import zipfile  # here, so that a text file does not wait for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except Exception as error:
        raise ExtractError("corrupt") from error
    if any(map(MAIN_PART.fullmatch, names)):
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    if "content.xml" in names or "xl/workbook.bin" in names or "ppt/presentation.xml" in names:
        raise ExtractError("old_format")
    if BY_EXTENSION.get(extension(name)) in (DOCX, XLSX):
        raise ExtractError("corrupt", "", "thiếu phần nội dung chính", "the main part is missing")
    raise _unknown(name)


def _text_type(data: bytes, name: str) -> str:
    claimed = BY_EXTENSION.get(extension(name))
    if data.startswith(_BINARY_HEADS):
        raise _unknown(name)
    if data.startswith(b"{\\rtf"):
        raise ExtractError("old_format", "", "RTF")
    if _HTML_HEAD.match(_without_prologue(_narrow(data[:4096]))) or (claimed == HTML and _HTML_TAG.search(data)):
        return HTML
    if claimed in (DOCX, XLSX, PDF):
        raise ExtractError("wrong_extension")
    if claimed is None and extension(name) and b"\0" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise ExtractError("unknown_type")
    return TEXT


def _without_prologue(head: bytes) -> bytes:
    """The head of a page without what may stand before its first element."""
    head = head.lstrip()
    for opening, closing in _BEFORE_HTML:
        while head.startswith(opening) and closing in head:
            head = head[head.index(closing) + len(closing) :].lstrip()
    return head


def _narrow(head: bytes) -> bytes:
    """The ASCII signs of UTF-16 text as single bytes; other bytes as they are."""
    return head[2:].replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head


def _unknown(name: str) -> ExtractError:
    return ExtractError("wrong_extension" if extension(name) in BY_EXTENSION else "unknown_type")
