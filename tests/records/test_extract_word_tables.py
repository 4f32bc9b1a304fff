"""Tables of Word documents as offices make them, and the signs that are more than letters."""

import io
import zipfile

import pytest

from camket.records.extract import extract
from camket.records.extract.tables import counts_columns
from records import files
from records.test_extract_word import in_font, lines, paragraph, run

FIRST, BELOW = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def cell(content: str = "", properties: str = "") -> str:
    return (
        f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else paragraph(run(content))}</w:tc>"
    )


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def table(*rows: list[str]) -> str:
    written = "".join("<w:tr>" + "".join(row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{written}</w:tbl>"


def plain(*texts: str) -> list[str]:
    return [cell(text) for text in texts]


PLAN = table(
    [
        *(cell(text, FIRST) for text in ("TT", "Chỉ tiêu", "ĐVT")),
        cell("Thực hiện", across(2)),
        cell("Mục tiêu 2025", FIRST),
    ],
    [*(cell("", BELOW) for _ in range(3)), *plain("Năm 2023", "Năm 2024"), cell("", BELOW)],
    plain("A", "B", "C", "1", "2", "3"),
    [cell("I"), cell("KINH TẾ", across(5))],
    [*plain("1", "Thu ngân sách"), cell("tỷ đồng", FIRST), *plain("100", "120"), cell("200", FIRST)],
    [*plain("2", "Chi ngân sách"), cell("", BELOW), *plain("90", "110"), cell("", BELOW)],
)


def test_a_plan_has_one_head_and_a_unit_in_every_row() -> None:
    found = extract(files.word_body(PLAN), "a.docx")
    assert found.text.split("\n") == [
        "TT\tChỉ tiêu\tĐVT\tThực hiện Năm 2023\tThực hiện Năm 2024\tMục tiêu 2025",
        "I\tKINH TẾ\t\t\t\t",
        "1\tThu ngân sách\ttỷ đồng\t100\t120\t200",
        "2\tChi ngân sách\ttỷ đồng\t90\t110\t",
    ]
    again = found.text.rindex("tỷ đồng")
    assert [found.at(at).cell for at in (again, again + 8)] == ["table 1, row 5, column 3", "table 1, row 6, column 4"]


def test_the_name_of_a_group_of_rows_stays_where_it_begins() -> None:
    body = table(
        plain("Lĩnh vực", "Chỉ tiêu", "2024", "2025"),
        [cell("Kinh tế", FIRST), *plain("Thu", "5", "6")],
        [cell("", BELOW), *plain("Chi", "7", "8")],
    )
    assert lines(files.word_body(body))[1:] == ["Kinh tế\tThu\t5\t6", "\tChi\t7\t8"]


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        ("A B C 1 2 3", True),
        ("1 2 3 4 5", True),
        ("(1) (2) (3) (4)=(3)/(2)", True),
        ("A B 1 2 3=2/1*100", True),
        ("I II 1 2", True),
        ("1 2", False),
        ("1 Thu 5 6", False),
        ("2 3 4", False),
        ("1 3 4 5", False),
        ("2023 2024 2025", False),
        ("I II III", False),
        ("", False),
    ],
)
def test_a_row_may_only_count_the_columns(row: str, counts: bool) -> None:
    assert counts_columns(row.split(" ")) is counts


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Muc"/></w:abstractNum>
<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="Muc"/>
<w:lvl w:ilvl="0"><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
</w:numbering>"""


def numbered(text: str, number: int, depth: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(run(text) if text else "", properties=properties)


def test_numbers_that_word_draws_are_read_and_counted_without_text_too() -> None:
    rows = [[cell(numbered("", 1)), *plain(name, "5", "6")] for name in ("Thu", "Chi")]
    body = table(plain("TT", "Chỉ tiêu", "2024", "2025"), *rows) + numbered("", 1) + numbered("bốn", 1)
    data = files.with_part(files.word_body(body), "word/numbering.xml", NUMBERING.encode())
    assert lines(data)[1:] == ["1\tThu\t5\t6", "2\tChi\t5\t6", "4 bốn"]


def test_a_list_may_point_to_a_list_style_and_count_in_figures_only() -> None:
    body = numbered("một", 2) + numbered("hai", 2) + numbered("ba", 2, 1)
    data = files.with_part(files.word_body(body), "word/numbering.xml", NUMBERING.encode())
    assert lines(data) == ["I. một", "II. hai", "2.1. ba"]


def test_what_stands_within_a_cell_is_read_once_after_its_table() -> None:
    content = f"<w:txbxContent>{paragraph(run('trong hộp'))}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{content}</wps:txbx></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback>"
    box = paragraph(run("b"), f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")
    within = paragraph(run("c")) + table(plain("Tên", "2024"), plain("Thu", "5")) + paragraph()
    outer = table([cell("a"), cell(box), cell(within), cell("d")])
    found = extract(files.word_body(outer + paragraph(run("sau"))), "a.docx")
    assert found.text.split("\n") == ["a\tb\tc\td", "", "trong hộp", "", "Tên\t2024", "Thu\t5", "", "sau"]
    assert found.at(found.text.index("5")).cell == "table 2, row 2, column 2"


def test_a_deleted_cell_is_empty() -> None:
    assert lines(files.word_body(table([cell("a"), cell("b", "<w:cellDel/>"), *plain("c", "d")]))) == ["a\t\tc\td"]


def test_a_paragraph_goes_on_where_its_end_was_moved_away() -> None:
    moved = paragraph(f"<w:moveFrom>{run('đi ')}</w:moveFrom>", run("còn "), properties="<w:rPr><w:moveFrom/></w:rPr>")
    assert lines(files.word_body(moved + paragraph(run("lại")))) == ["còn lại"]


RAISED = '<w:vertAlign w:val="superscript"/>'
SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ([run("đạt 200"), run("1", RAISED), run(" tỷ")], "đạt 200¹ tỷ"),
        ([run("500 m"), run("2", RAISED)], "500 m²"),
        ([run("đồng"), run("(3)", RAISED)], "đồng⁽³⁾"),
        ([run("1"), run("st", RAISED)], "1st"),
        ([sign("Symbol", "F0B3"), run(" 95%")], "≥ 95%"),
        ([sign("Symbol", "00A3"), run(" 5%")], "≤ 5%"),
        ([run("\uf0b1", SYMBOL), run("5")], "±5"),
        ([sign("Wingdings", "F0FE"), sign("Wingdings", "F04A"), run(" đạt")], "☑ đạt"),
        ([sign("Wingdings", "x"), sign("Arial", "F041"), run("a")], "a"),
    ],
)
def test_signs_read_as_they_are_drawn(runs: list[str], shown: str) -> None:
    assert lines(files.word_body(paragraph(*runs))) == [shown]


def test_a_raised_figure_in_an_old_font_is_no_letter() -> None:
    body = in_font((".VnTime", "tû ®ång"), (".VnTime", "1")).replace("<w:rPr>", f"<w:rPr>{RAISED}")
    assert lines(files.word_body(body)) == ["tỷ đồng¹"]


def renamed(data: bytes, old: bytes, new: bytes) -> bytes:
    """The same Office file with other words in its parts and their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name.replace(old.decode(), new.decode()), source.read(name).replace(old, new))
    return stream.getvalue()


def test_the_main_part_may_be_numbered() -> None:
    data = files.word_body(in_font((".VnTime", "tû ®ång")))
    assert lines(renamed(data, b"word/document.xml", b"word/document2.xml")) == ["tỷ đồng"]


def test_a_strict_file_is_told_from_an_empty_one() -> None:
    old, new = b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument"
    for data, name in ((files.word("Thu 5 tỷ"), "a.docx"), (files.sheet([["a", 1]]), "a.xlsx")):
        assert files.read_or_refused(renamed(data, old, new), name) == "old_format"
