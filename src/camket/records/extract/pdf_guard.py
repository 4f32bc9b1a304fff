"""Which PDF files may be read in our own process.

A small file can unpack to gigabytes, and pdfium unpacks without a bound. Here each stream is unpacked on trial, and
thrown away, up to what ordinary documents have. A file whose streams are longer, or hidden behind other filters or
encryption, is read all the same, but by a process of its own whose memory and time are limited.
"""

import re
import zlib
from collections.abc import Iterator

from camket.records.extract.limits import MAX_PDF_PICTURE, MAX_PDF_STREAM, MAX_PDF_STREAMS

_STREAM = re.compile(rb"stream\r?\n")
_HEAD_BYTES = 2048
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_FONT = re.compile(rb"/Length1\b|/Subtype\s*/(?:Type1C|CIDFontType0C|OpenType)\b")
_SIZE = re.compile(rb"/(?:Width|Height)\s+(\d{1,9})\b(?!\s+\d+\s+R)")
_HIDDEN = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL|ASCII85Decode|A85|ASCIIHexDecode|AHx)\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_CHUNK = 1 << 20


def is_ordinary(data: bytes) -> bool:
    """Whether no part of the file unpacks to more than the limits."""
    if b"/Encrypt" in data:
        return False
    total = 0
    for head, start in _streams(data):
        if _PICTURE.search(head):
            if not _is_ordinary_picture(head):
                return False
            continue
        length = _length(data, head, start)
        total += length
        if length > (MAX_PDF_PICTURE if _FONT.search(head) else MAX_PDF_STREAM) or total > MAX_PDF_STREAMS:
            return False
    return True


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """The dictionary before each stream, from the object's beginning on, and where the stream begins."""
    for match in _STREAM.finditer(data):
        if data.endswith(b"end", 0, match.start()):
            continue
        head = data[max(match.start() - _HEAD_BYTES, 0) : match.start()]
        yield head[head.rfind(b" obj") + 1 :], match.end()


def _is_ordinary_picture(head: bytes) -> bool:
    sizes = [int(size) for size in _SIZE.findall(head)]
    return len(sizes) == 2 and sizes[0] * sizes[1] <= MAX_PDF_PICTURE


def _length(data: bytes, head: bytes, start: int) -> int:
    """How long a stream is when unpacked, as far as the limits go; more than any limit where that cannot be told."""
    if _HIDDEN.search(head) or len(_FLATE.findall(head)) > 1:
        return MAX_PDF_STREAMS + 1
    if not _FLATE.search(head):
        return 0  # as long as it stands in the file
    unpacker, length, at = zlib.decompressobj(), 0, start
    rest = data[at : at + _CHUNK]
    try:
        while rest and not unpacker.eof and length <= MAX_PDF_PICTURE:
            length += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
            if not rest:
                at += _CHUNK
                rest = data[at : at + _CHUNK]
    except zlib.error:
        return length  # pdfium stops there too
    return length
