"""Office files are zip archives of XML: opened here with every bound that keeps a hostile one harmless.

Only the parts that are asked for are read. Macros, embedded objects and links to other files are never followed.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from camket.records.extract.errors import ExtractError
from camket.records.extract.limits import (
    MAX_ELEMENTS,
    MAX_PACKAGE_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_SMALL_PART_BYTES,
)

if TYPE_CHECKING:
    from lxml import etree

_TEXT_PART = re.compile(r"\.(xml|rels|vml|bin)$", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<\0?!\0?(D\0?O\0?C\0?T\0?Y\0?P\0?E|E\0?N\0?T\0?I\0?T\0?Y)", re.IGNORECASE)
_STRICT = b"http://purl.oclc.org/ooxml/"
_PROLOGUE_BYTES = 4096
_HUGE = re.compile(r"huge|excessive|XML_PARSE_HUGE|too long", re.IGNORECASE)  # libxml2's own bounds on depth and length


_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


@contextmanager
def _broken_is_corrupt() -> Iterator[None]:
    """Whatever zip, deflate or XML say about broken bytes becomes one clear error."""
    from lxml import etree

    try:
        yield
    except ExtractError:
        raise
    except NotImplementedError as error:
        raise ExtractError("corrupt", "", "kiểu nén lạ", "unknown compression") from error
    except etree.XMLSyntaxError as error:
        raise ExtractError("too_large" if _HUGE.search(str(error)) else "corrupt") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError) as error:
        raise ExtractError("corrupt") from error


def _refuse_doctype(head: bytes) -> None:
    """Office XML has no document type; entities are declared only to harm."""
    if _DOCTYPE.search(head[:_PROLOGUE_BYTES]):
        raise ExtractError("corrupt", "", "XML khai báo thực thể", "the XML declares entities")


def _refuse_crowd(elements: int) -> None:
    if elements > MAX_ELEMENTS:
        raise ExtractError("too_large", "", "quá nhiều thẻ XML", "too many XML elements")


class _Counted:
    """A stream that counts the elements it gave since ``held`` was set back: they are what memory holds."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.held = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes; raises :class:`ExtractError` (``too_large``)."""
        given = self._stream.read(size)
        self.held += given.count(b"<")
        _refuse_crowd(self.held)
        return given


class Package:
    """A zip archive whose sizes were checked before anything was unpacked.

    Raises :class:`ExtractError`: ``corrupt`` (not a zip), ``encrypted`` (zip password), ``too_large`` (a bomb).
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise ExtractError("corrupt") from error
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS or self._text_size(entries) > MAX_PACKAGE_BYTES:
            raise ExtractError(
                "too_large", "", "tệp nén chứa quá nhiều dữ liệu", "the archive unpacks to too much data"
            )
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise ExtractError("encrypted")
        self.names = frozenset(entry.filename for entry in entries)
        self._refuse_strict()

    def _refuse_strict(self) -> None:
        """Files of the kind "Strict Open XML" name all elements otherwise; hardly any program writes them unasked."""
        if _STRICT in self.read("_rels/.rels"):
            raise ExtractError("old_format", "", "Strict Open XML")

    @staticmethod
    def _text_size(entries: list[zipfile.ZipInfo]) -> int:
        return sum(entry.file_size for entry in entries if _TEXT_PART.search(entry.filename))

    def open(self, name: str, limit: int = MAX_PART_BYTES) -> IO[bytes]:
        """A stream over one part; zipfile never gives more than the size that the directory declares."""
        size = self._zip.getinfo(name).file_size
        if size > limit:
            raise ExtractError("too_large", "", f"phần {name}", f"part {name}")
        return self._zip.open(name)

    def read(self, name: str, limit: int = MAX_SMALL_PART_BYTES) -> bytes:
        """A whole part, or nothing where the package has no such part."""
        if name not in self.names:
            return b""
        with _broken_is_corrupt(), self.open(name, limit) as stream:
            return stream.read()

    def tree(self, name: str) -> "etree._Element | None":
        """A small part as a tree, or None where the package has no such part."""
        from lxml import etree

        data = self.read(name)
        if not data:
            return None
        _refuse_doctype(data)
        _refuse_crowd(data.count(b"<"))
        with _broken_is_corrupt():
            return etree.fromstring(data, etree.XMLParser(**_SAFE))

    def elements(self, name: str, tags: tuple[str, ...]) -> "Iterator[etree._Element]":
        """Elements of a large part in the order of their end tags; the caller clears those below the body or sheet."""
        from lxml import etree

        with _broken_is_corrupt():
            with self.open(name) as stream:
                _refuse_doctype(stream.read(_PROLOGUE_BYTES))
            with self.open(name) as stream:
                counted = _Counted(stream)
                for _, element in etree.iterparse(counted, events=("end",), tag=tags, **_SAFE):
                    yield element
                    body = element.getparent()
                    if body is not None and body.getparent() is not None and body.getparent().getparent() is None:
                        counted.held = 0

    def chunks(self, name: str, size: int = 1 << 20) -> Iterator[bytes]:
        """A part piece by piece, each with the end of the one before, so that no short name is cut in two."""
        if name not in self.names:
            return
        with _broken_is_corrupt(), self.open(name) as stream:
            last = b""
            while chunk := stream.read(size):
                yield last + chunk
                last = chunk[-64:]

    def verify(self, pattern: str) -> None:
        """Unpack matching parts once and throw the bytes away: a declared size that lies shows as ``corrupt``."""
        for name in self.names:
            if re.search(pattern, name):
                with _broken_is_corrupt(), self.open(name) as stream:
                    while stream.read(1 << 20):
                        pass
