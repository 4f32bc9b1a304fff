"""A workbook that somebody brings: read in a process of its own, and refused with what to do where it is no form."""

import datetime
import io
import zipfile

import openpyxl
import pytest
import xlsxwriter

from camket.records.extract import ExtractError, cells
from camket.records.extract.limits import MAX_FORM_BYTES
from records.hostile import book


def _plain(fill=None) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Số liệu")
        (fill or (lambda one: one.write(0, 0, "a")))(sheet)
    return stream.getvalue()


def _with_part(name: str) -> bytes:
    stream = io.BytesIO(_plain())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, b"x")
    return stream.getvalue()


def _zip(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("META_INF", "META-INF").replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def _open_sheet(body: bytes) -> bytes:
    head = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    )
    tail = b"</office:spreadsheet></office:body></office:document-content>"
    listed = b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    return _zip(mimetype=kind, content_xml=head + body + tail, META_INF__manifest_xml=listed)


def _in_the_last_cell(sheet) -> None:
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "z")


_REPEATED = (
    b'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
    b'<table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>a</text:p>'
    b"</table:table-cell></table:table-row></table:table>"
)
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (lambda: b"", "empty"),
        (lambda: b"%PDF-1.4 ...", "not_a_sheet"),
        (lambda: "Chỉ số;Số liệu".encode(), "not_a_sheet"),
        (lambda: _zip(word__document_xml=b"<a/>"), "not_a_sheet"),
        (lambda: OLD + "WordDocument".encode("utf-16-le"), "not_a_sheet"),
        (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: OLD + "Workbook _VBA_PROJECT".encode("utf-16-le"), "macros"),
        (lambda: _with_part("xl/vbaProject.bin"), "macros"),
        (lambda: _with_part("Basic/Standard/Module1.xml"), "macros"),
        (lambda: OLD + "Workbook".encode("utf-16-le"), "corrupt"),
        (lambda: _plain()[:-200], "corrupt"),
        (lambda: b"PK" + b"x" * 100, "corrupt"),
        (lambda: _plain() + b"\0" * 50 * 1024 * 1024, "form_too_large"),
        (lambda: _plain(_in_the_last_cell), "form_too_large"),
        (lambda: book(b'<row r="1">', b"<c><v>1</v></c>", 30_000_000), "form_too_large"),
        (lambda: _open_sheet(_REPEATED), "corrupt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_form_is_refused_with_its_reason(made, code):
    with pytest.raises(ExtractError) as told:
        cells.read(made())
    assert told.value.code == code


def test_the_limit_is_far_above_what_a_form_takes():
    form = _plain(lambda sheet: [sheet.write(row, column, "Chỉ số") for row in range(2000) for column in range(10)])
    assert len(form) * 20 < MAX_FORM_BYTES
    assert len(cells.read(form)["Số liệu"]) == 2000


def test_an_open_sheet_is_read_with_what_is_repeated_in_it():
    few = _REPEATED.replace(b"1048576", b"2").replace(b"16384", b"3")
    assert cells.read(_open_sheet(few)) == {"A": [[("text", "a")] * 3] * 2}


def test_cells_keep_their_kinds_and_places():
    made = openpyxl.Workbook()
    made.active.title = "A"
    made.active["B2"], made.active["C3"], made.active["D3"] = "1.234", 187.2, True
    made.active["E3"] = datetime.date(2025, 5, 12)
    stream = io.BytesIO()
    made.save(stream)
    rows = cells.read(stream.getvalue())["A"]
    assert rows[1][1] == ("text", "1.234")
    assert [tuple(cell) for cell in rows[2] if cell] == [("number", "187.2"), ("truth", "True"), ("date", "2025-05-12")]


def test_a_formula_without_a_result_is_no_empty_cell():
    stream, made = io.BytesIO(), openpyxl.Workbook()
    made.active.title = "Số liệu"
    made.active["A1"], made.active["C3"] = "a", "=1+1"
    made.save(stream)
    assert cells.read(stream.getvalue())["Số liệu"][2][2] == cells.Cell("formula", "")
