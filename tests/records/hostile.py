"""Files that are made to exhaust a machine; each is built by name, and read in a process of its own.

``python hostile.py NAME`` prints what came of it (a code, or "read") and the most memory that reading took, in MB.
"""

import io
import sys
import zipfile
import zlib
from collections.abc import Callable

MEGABYTE = 1 << 20
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def package(parts: dict[str, tuple[bytes, bytes, int, bytes]]) -> bytes:
    """A zip of parts, each given as its head, what is repeated, how often, its tail."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, (head, body, times, tail) in parts.items():
            with archive.open(name, "w", force_zip64=True) as part:
                part.write(head)
                many = max(MEGABYTE // max(len(body), 1), 1)
                for _ in range(times // many):
                    part.write(body * many)
                part.write(body * (times % many) + tail)
    return stream.getvalue()


def word(head: bytes, body: bytes, times: int, tail: bytes) -> bytes:
    begin = f"<w:document {W}><w:body>".encode()
    return package({"word/document.xml": (begin + head, body, times, tail + b"</w:body></w:document>")})


def book(head: bytes, body: bytes, times: int, strings: tuple[bytes, int] = (b"<si><t>a</t></si>", 1)) -> bytes:
    """A workbook whose sheet holds one row so begun, with that many more cells."""
    import xlsxwriter

    plain = io.BytesIO()
    with xlsxwriter.Workbook(plain, {"in_memory": True}) as made:
        made.add_worksheet("A").write(0, 0, "a")
    begin = f"<worksheet {S}><sheetData>".encode() + head
    parts = {
        "xl/sharedStrings.xml": (f"<sst {S}>".encode(), *strings, b"</sst>"),
        "xl/worksheets/sheet1.xml": (begin, body, times, b"</row></sheetData></worksheet>"),
    }
    with zipfile.ZipFile(plain) as archive:
        return package({name: (archive.read(name), b"", 0, b"") for name in archive.namelist()} | parts)


def pdf(stream: bytes, extra: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF of one page whose content is this stream, already compressed; pdfium repairs the missing table."""
    page = (
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<"
        + resources
        + b">>/Contents 4 0 R>>endobj\n"
    )
    head = b"%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    content = b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream endobj\n"
    return head + page + content + extra + b"trailer<</Root 1 0 R>>\n%%EOF"


def squeezed(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


def picture(side: int) -> bytes:
    """A page that is one white picture of that many dots each way, 8 bits a dot."""
    dots = squeezed(b"\xff" * side, side)
    image = (
        b"5 0 obj<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/FlateDecode/Length %d>>stream\n" % (side, side, len(dots))
    )
    draw = zlib.compress(b"q 595 0 0 842 0 0 cm /I Do Q")
    return pdf(draw, image + dots + b"\nendstream endobj\n", b"/XObject<</I 5 0 R>>")


CELL = b'<row r="1"><c r="A1" t="s"><v>0</v></c>'
GAP = b"</row><row/><row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c>"
MERGED = b'<mergeCell ref="A1:XFD1048576"/>'
HIDDEN = b'<row/></sheetData><cols><col min="1" max="16384" hidden="1"/></cols><sheetData><row>'
FONT = b"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
P = b"<w:p><w:r><w:t>Thu 200.</w:t></w:r></w:p>"
ENTITIES = b'<!DOCTYPE a [<!ENTITY x "0123456789">' + b"".join(
    b'<!ENTITY x%d "%s">' % (level, b"&x%d;" % (level - 1) * 10 if level else b"&x;" * 10) for level in range(10)
)

MANY_PARTS = {f"word/p{number}.xml": (b"", b" ", 30 * MEGABYTE, b"") for number in range(12)}
LETTER = b"BT /F 9 Tf 9 9 Td (aaaaaaaaaa) Tj ET "
WRAPPED = (b"/FlateDecode", b"[/FlateDecode /FlateDecode]", 1)

FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "zip_bomb": ("a.docx", lambda: word(b"", b" ", 3 * 1024 * MEGABYTE // 8, b"")),
    "zip_bomb_of_many_parts": (
        "a.docx",
        lambda: package(MANY_PARTS | {"word/document.xml": (b"<a/>", b"", 0, b"")}),
    ),
    "word_of_blanks": ("a.docx", lambda: word(P, b" ", 90 * MEGABYTE, P)),
    "word_of_paragraphs": ("a.docx", lambda: word(b"", P, 25 * MEGABYTE // len(P), b"")),
    "word_of_empty_runs": ("a.docx", lambda: word(b"<w:p>", b"<w:r/>", 90 * MEGABYTE // 6, b"</w:p>")),
    "word_one_table": ("a.docx", lambda: word(b"<w:tbl>", b"<w:tr><w:tc/></w:tr>", 90 * MEGABYTE // 20, b"</w:tbl>")),
    "word_of_attributes": ("a.docx", lambda: word(b"<w:p", b"", 0, b" w:x='" + b"1" * (80 * MEGABYTE) + b"'/>")),
    "word_nested": ("a.docx", lambda: word(b"", b"<w:p>", 90 * MEGABYTE // 5, b"")),
    "word_entities": ("a.docx", lambda: package({"word/document.xml": (ENTITIES + b"]><a>&x9;</a>", b"", 0, b"")})),
    "web_entities": ("a.html", lambda: b"<html>" + ENTITIES + b"]><body>&x9;</body></html>"),
    "sheet_of_strings": ("a.xlsx", lambda: book(CELL, b"", 0, (b"<si><t>a</t></si>", 90 * MEGABYTE // 17))),
    "sheet_of_cells": ("a.xlsx", lambda: book(b"<row>", b"<c><v>1</v></c>", 90 * MEGABYTE // 15)),
    "sheet_of_one_long_cell": (
        "a.xlsx",
        lambda: book(CELL, b"", 0, (b"<si><t>" + b"9" * (90 * MEGABYTE) + b"</t></si>", 1)),
    ),
    "sheet_of_rows": ("a.xlsx", lambda: book(b"<row>", b"</row><row>", 90 * MEGABYTE // 11)),
    "sheet_of_nothing": ("a.xlsx", lambda: book(b"<row>", b"<a/>", 90 * MEGABYTE // 4)),
    "sheet_of_gaps": ("a.xlsx", lambda: book(b'<row><c r="A1"><v>1</v></c>', GAP, 100_000)),
    "sheet_of_merged_cells": ("a.xlsx", lambda: book(CELL, MERGED, 2_000_000)),
    "sheet_of_hidden_columns": ("a.xlsx", lambda: book(HIDDEN, b"<c><v>7</v></c>" * 600 + b"</row><row>", 1600)),
    "sheet_far_corner": ("a.xlsx", lambda: book(b'<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c>', b"", 0)),
    "web_of_elements": ("a.html", lambda: b"<html><body>" + b"<p>1" * (20 * MEGABYTE // 4 - 100)),
    "web_nested": ("a.html", lambda: b"<html><body>" + b"<b>" * (20 * MEGABYTE // 3 - 100) + b"1"),
    "web_of_cells": ("a.html", lambda: b"<html><body><table>" + b"<td>1" * (20 * MEGABYTE // 5 - 100)),
    "web_of_spans": ("a.html", lambda: b"<html><body><table>" + b"<tr><td colspan=500 rowspan=500>1" * 9000),
    "web_of_menus": ("a.html", lambda: b"<html><body>" + (b"<div class=menu>" * 200 + b"1" + b"</div>" * 200) * 1900),
    "web_of_other_news": ("a.html", lambda: b"<html><body>" + "<p>Tin khác<p><a>1</a>".encode() * 130_000),
    "text_of_one_line": ("a.txt", lambda: b"9" * (5 * 10**6)),
    "text_of_one_old_line": ("a.txt", lambda: "thu ng©n s¸ch ®¹t nh­ ".encode("latin-1") * 110_000),
    "text_of_hyphens": ("a.txt", lambda: "nhµ n-íc®-".encode("latin-1") + b"u-" * 2_000_000),
    "text_of_tabs": ("a.txt", lambda: b"1\t" * 2_400_000),
    "text_of_old_signs": ("a.txt", lambda: b"\xb8" * 4_900_000 + " thu ng©n s¸ch ®¹t".encode("latin-1")),
    "pdf_stream": ("a.pdf", lambda: pdf(squeezed(b" " * MEGABYTE, 600))),
    "pdf_of_operators": ("a.pdf", lambda: pdf(squeezed(b"0 0 m 1 1 l S " * 75_000, 60))),
    "pdf_of_letters": (
        "a.pdf",
        lambda: pdf(squeezed(LETTER * 30_000, 60), FONT, b"/Font<</F 5 0 R>>"),
    ),
    "pdf_in_two_wrappings": (
        "a.pdf",
        lambda: pdf(squeezed(squeezed(b" " * MEGABYTE, 600), 1)).replace(
            b"/FlateDecode", b"[/FlateDecode /FlateDecode]", 1
        ),
    ),
    "pdf_of_a_giant_picture": ("a.pdf", lambda: picture(30_000)),
}


def _most() -> int:
    """The most memory that this process has had, in kB; getrusage alone also tells of the process that began it."""
    import resource

    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return int(next(line for line in status if line.startswith("VmHWM")).split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main(name: str) -> None:
    import resource

    from camket.records.extract import ExtractError, extract

    file_name, build = FILES[name]
    data = build()
    before = _most()
    try:
        extract(data, file_name)
        answer = "read"
    except ExtractError as error:
        answer = error.code
    most = _most()
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    sys.stdout.write(f"{answer} {max(most, children) // 1024} {before // 1024} {len(data) // 1024}\n")


if __name__ == "__main__":
    main(sys.argv[1])
