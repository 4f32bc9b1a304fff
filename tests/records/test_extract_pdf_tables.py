"""Tables and columns of PDF files as other programs draw them."""

from fpdf import FPDF

from camket.records.extract import extract
from records import files
from records.test_extract_pdf import LONG, lines

Rows = list[list[str]]


def test_three_columns_are_read_one_after_the_other() -> None:
    document = files.blank_pdf()
    document.add_page()
    document.set_font_size(10)
    for x in (10, 75, 140):
        document.set_xy(x, 30)
        document.multi_cell(58, 6, f"Cột ở {x}. {LONG}", align="J")
    assert lines(bytes(document.output())) == [f"Cột ở {x}. {LONG}" for x in (10, 75, 140)]


def framed(
    document: FPDF, rows: Rows, top: float, *, height: float = 10, closed: bool = True, opened: bool = True
) -> None:
    """Rows in boxes; the last has no line below it where it is not ``closed``, the first none above if not ``opened``."""
    xs = (20, 35, 100, 130, 160)
    bottom = top + height * len(rows)
    for x in xs:
        document.line(x, top, x, bottom)
    for number in range(0 if opened else 1, len(rows) + (1 if closed else 0)):
        document.line(xs[0], top + height * number, xs[-1], top + height * number)
    for number, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            document.text(x + 2, top + height * number + 6, text)


HEAD = ["TT", "Chỉ tiêu", "2023", "2024"]


def test_a_row_that_the_page_s_end_cuts_is_one_row() -> None:
    document = files.blank_pdf()
    document.add_page()
    framed(document, [HEAD, ["1", "Thu", "5", "6"], ["2", "Số giường bệnh", "28", "29"]], 240, closed=False)
    document.add_page()
    framed(document, [HEAD, ["", "Không tính xã", "", ""], ["3", "Chi", "7", "8"]], 20)
    assert lines(bytes(document.output())) == [
        "TT\tChỉ tiêu\t2023\t2024",
        "1\tThu\t5\t6",
        "2\tSố giường bệnh Không tính xã\t28\t29",
        "3\tChi\t7\t8",
    ]


def test_a_row_without_a_line_above_it_belongs_to_its_table() -> None:
    document = files.blank_pdf()
    document.add_page()
    framed(document, [HEAD, ["1", "Thu", "5", "6"], ["2", "Chi", "7", "8"]], 40, opened=False)
    found = extract(bytes(document.output()), "a.pdf")
    assert found.text.split("\n") == ["TT\tChỉ tiêu\t2023\t2024", "1\tThu\t5\t6", "2\tChi\t7\t8"]
    assert found.at(found.text.index("8")).cell == "table 1, row 3, column 4"
