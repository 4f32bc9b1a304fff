"""Word documents read as they look in the end."""

import io
import zipfile

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from camket.records.extract import ExtractError, extract
from camket.records.extract.word_lists import numeral, roman
from records import files


def lines(data: bytes) -> list[str]:
    return [line for line in extract(data, "a.docx").text.split("\n") if line]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph(run("Thu ngân "), run("sách")), ["Thu ngân sách"]),
        (paragraph(run("đạt ")) + paragraph(run("")) + paragraph(run("200")), ["đạt", "200"]),
        (
            paragraph(
                f"<w:ins>{run('mới ')}</w:ins>", "<w:del><w:r><w:delText>cũ </w:delText></w:r></w:del>", run("9")
            ),
            ["mới 9"],
        ),
        (paragraph(f"<w:moveFrom>{run('a')}</w:moveFrom>", run("b"), f"<w:moveTo>{run('c')}</w:moveTo>"), ["bc"]),
        (paragraph(run("một "), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("hai")), ["một hai"]),
        (paragraph(run("thấy"), run(" giấu", "<w:vanish/>")), ["thấy"]),
        (paragraph(run("còn", '<w:vanish w:val="0"/>')), ["còn"]),
        (paragraph("<w:hyperlink>" + run("liên kết") + "</w:hyperlink>"), ["liên kết"]),
        (paragraph('<w:fldSimple w:instr="DATE">' + run("2024") + "</w:fldSimple>"), ["2024"]),
        (paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("chữ")), ["chữ"]),
        (paragraph("<w:r><w:t>kinh tế</w:t><w:noBreakHyphen/><w:t>xã hội</w:t></w:r>"), ["kinh tế-xã hội"]),
        (paragraph("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>"), ["a b"]),
        (paragraph("<w:r><w:t>NGHỊ QUYẾT</w:t><w:br/><w:t>Về kinh tế</w:t></w:r>"), ["NGHỊ QUYẾT", "Về kinh tế"]),
        (
            paragraph("<w:r><w:t>thu ngân sách</w:t><w:br/><w:t>trên địa bàn</w:t></w:r>"),
            ["thu ngân sách trên địa bàn"],
        ),
        (f"<w:sdt><w:sdtContent>{paragraph(run('trong khung'))}</w:sdtContent></w:sdt>", ["trong khung"]),
        (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{paragraph(run('Mục lục 1'))}</w:sdtContent></w:sdt>{paragraph(run('thân'))}",
            ["thân"],
        ),
    ],
)
def test_paragraphs_read_as_accepted(body: str, expected: list[str]) -> None:
    assert lines(files.word_body(body)) == expected


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('trong hộp'))}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    body = paragraph(run("neo"), f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")
    assert lines(files.word_body(body + paragraph(run("sau")))) == ["neo", "trong hộp", "sau"]


def test_headings_and_lists_are_marked_and_numbered() -> None:
    def build(document: Document) -> None:
        document.add_heading("Chỉ tiêu", 1)
        for text in ("một", "hai"):
            document.add_paragraph(text, style="List Number")
        document.add_paragraph("ba", style="List Bullet")

    found = extract(files.word(build=build), "a.docx")
    assert found.text.split("\n") == ["Chỉ tiêu", "1. một", "2. hai", "- ba"]
    assert [segment.kind for segment in found.layout] == ["heading", "list", "list", "list"]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="(%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3)"/></w:lvl>
</w:abstractNum>
<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def listed(text: str, number: int, depth: int) -> str:
    return paragraph(run(text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lists_count_by_level_and_restart() -> None:
    body = "".join(
        listed(*each)
        for each in (("a", 3, 0), ("b", 3, 1), ("c", 3, 1), ("d", 3, 2), ("e", 3, 0), ("f", 3, 1), ("g", 4, 0))
    )
    data = files.with_part(files.word_body(body), "word/numbering.xml", NUMBERING.encode())
    assert lines(data) == ["I. a", "(1) b", "(2) c", "2.a) d", "II. e", "(1) f", "V. g"]


@pytest.mark.parametrize(
    ("value", "form", "expected"),
    [
        (4, "upperRoman", "IV"),
        (49, "lowerRoman", "xlix"),
        (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"),
        (12, "decimal", "12"),
    ],
)
def test_numerals(value: int, form: str, expected: str) -> None:
    assert numeral(value, form) == expected


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 9, 14, 1994)] == ["I", "IX", "XIV", "MCMXCIV"]


def test_a_table_is_rows_of_cells_with_their_places() -> None:
    rows = [["TT", "Chỉ tiêu", "2024"], ["1", "Thu\nngân sách", "200"], ["2", "", "5"]]
    found = extract(files.word("Trước.", build=files.table(rows)), "a.docx")
    assert found.text.split("\n") == ["Trước.", "", "TT\tChỉ tiêu\t2024", "1\tThu ngân sách\t200", "2\t\t5"]
    assert found.at(found.text.index("200")).cell == "table 1, row 2, column 3"


def test_a_head_of_two_rows_becomes_one() -> None:
    def build(document: Document) -> None:
        files.table([["Chỉ tiêu", "Thực hiện", "", "KH"], ["", "2023", "2024", ""], ["Thu", "1", "2", "3"]])(document)
        grid = document.tables[0]
        grid.cell(0, 1).merge(grid.cell(0, 2))
        grid.cell(0, 0).merge(grid.cell(1, 0))

    assert lines(files.word(build=build)) == ["Chỉ tiêu\tThực hiện 2023\tThực hiện 2024\tKH", "Thu\t1\t2\t3"]


def test_a_title_across_a_table_is_a_line_before_it() -> None:
    def build(document: Document) -> None:
        files.table([["Biểu 1", "", ""], ["TT", "Tên", "2024"], ["1", "Thu", "2"]])(document)
        grid = document.tables[0]
        grid.cell(0, 0).merge(grid.cell(0, 2))

    assert lines(files.word(build=build)) == ["Biểu 1", "TT\tTên\t2024", "1\tThu\t2"]


def test_a_merged_heading_over_data_stays_a_row() -> None:
    def build(document: Document) -> None:
        files.table([["Tên", "Năm", ""], ["Thu", "1", "2"]])(document)
        grid = document.tables[0]
        grid.cell(0, 1).merge(grid.cell(0, 2))

    assert lines(files.word(build=build)) == ["Tên\tNăm\t", "Thu\t1\t2"]


def test_a_letterhead_table_is_read_as_lines() -> None:
    rows = [["THÀNH ỦY MINH HỌA\nSố: 01-NQ/TU", "ĐẢNG CỘNG SẢN VIỆT NAM\nMinh Họa, ngày 06 tháng 8 năm 2020"]]
    assert lines(files.word(build=files.table(rows))) == [
        "THÀNH ỦY MINH HỌA",
        "Số: 01-NQ/TU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Minh Họa, ngày 06 tháng 8 năm 2020",
    ]


def test_deleted_rows_are_gone() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = "<w:tr>{}" + cell + cell + "</w:tr>"
    kept = row.format("", "a", "b") + row.format("<w:trPr><w:del/></w:trPr>", "x", "y") + row.format("", "c", "d")
    assert lines(files.word_body(f"<w:tbl>{kept}</w:tbl>")) == ["a\tb", "c\td"]


FOOTNOTES = """<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="1"><w:p><w:r><w:t>Số liệu ước 198 tỷ đồng.</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def test_footnotes_come_last_and_are_marked() -> None:
    data = files.word_body(paragraph(run("Thu 200 tỷ đồng"), '<w:r><w:footnoteReference w:id="1"/></w:r>'))
    found = extract(files.with_part(data, "word/footnotes.xml", FOOTNOTES.encode()), "a.docx")
    assert found.text.split("\n") == ["Thu 200 tỷ đồng", "", "Số liệu ước 198 tỷ đồng."]
    assert found.layout[-1].kind == "footnote"


def test_headers_comments_and_macros_are_left_out() -> None:
    def build(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "ĐẦU TRANG 7"

    found = extract(files.with_part(files.word("thân", build=build), "word/vbaProject.bin", b"macro"), "a.docx")
    assert found.text == "thân"
    assert [notice.code for notice in found.warnings] == ["macros"]


def error_code(data: bytes) -> str:
    with pytest.raises(ExtractError) as caught:
        extract(data, "a.docx")
    return caught.value.code


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    assert error_code(files.with_part(files.word("x"), "word/document.xml", bomb)) == "corrupt"
    assert error_code(files.with_part(files.word("x"), "word/styles.xml", bomb)) == "corrupt"
    assert (
        error_code(files.with_part(files.word("x"), "word/document.xml", bomb.decode().encode("utf-16"))) == "corrupt"
    )


def test_an_outside_entity_is_not_fetched(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("bí mật")
    bomb = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{secret.as_uri()}">]><d>&a;</d>'
    assert error_code(files.with_part(files.word("x"), "word/document.xml", bomb.encode())) == "corrupt"


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    assert error_code(files.with_part(files.word("x"), "word/document.xml", b" " * (300 << 20))) == "too_large"


def test_a_part_larger_than_its_directory_says_is_corrupt() -> None:
    data = files.with_part(files.word("x"), "word/document.xml", b"<a>" + b" " * 100_000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        true = archive.getinfo("word/document.xml").file_size
    lie = data.replace(true.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert error_code(lie) == "corrupt"


def test_ten_thousand_nested_tables_end_in_an_error() -> None:
    deep = b"<w:tbl><w:tr><w:tc>" * 10_000
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>' + deep
    assert error_code(files.with_part(files.word("x"), "word/document.xml", body)) in ("corrupt", "too_large")


def test_a_very_long_paragraph_is_too_large() -> None:
    assert error_code(files.word("số 1 " * 1_200_000)) == "too_large"


def in_font(*runs: tuple[str, str]) -> str:
    """A paragraph of runs, each with its font."""
    fonts = [f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>' if font else "" for font, _ in runs]
    written = "".join(
        f'<w:r><w:rPr>{font}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for font, (_, text) in zip(fonts, runs, strict=True)
    )
    return f"<w:p>{written}</w:p>"


@pytest.mark.parametrize(
    ("runs", "shown", "codes"),
    [
        ([(".VnTime", "Thu ng©n s¸ch ®¹t 2,5 tû")], "Thu ngân sách đạt 2,5 tỷ", ["tcvn3"]),
        ([(".VnTimeH", "céng hoµ "), (".VnTime", "x· héi n­íc")], "CỘNG HOÀ xã hội nước", ["tcvn3"]),
        ([(".VnTimeH", "Minh "), ("Times New Roman", "Họa")], "MINH Họa", []),
        ([(".VnTime", "cã "), ("Times New Roman", "có 12 xã")], "có có 12 xã", ["tcvn3"]),
        ([(".VnTime", "Có 12 xã và 3 phường")], "Có 12 xã và 3 phường", []),
        ([(".VnTime", "Đạt 12%"), (".VnTimeH", "Và đạt")], "Đạt 12%Và đạt", []),
        ([("VNI-Times", "Thu nga"), ("VNI-Times", "ân saùch")], "Thu ngân sách", ["vni"]),
        ([(".VnTime", "\uf0aeæi")], "đổi", ["tcvn3"]),
        ([("Arial", "Größe"), ("", "café")], "Größecafé", []),
    ],
)
def test_runs_in_old_fonts_are_converted_one_by_one(runs, shown: str, codes: list[str]) -> None:
    found = extract(files.word_body(in_font(*runs)), "a.docx")
    assert found.text == shown
    assert [notice.code for notice in found.warnings] == codes


def test_a_font_may_come_from_a_style() -> None:
    def build(document) -> None:
        document.styles["Normal"].font.name = ".VnTime"
        document.styles["Heading 1"].font.name = ".VnTimeH"
        for fonts in document.styles.element.iter(qn("w:rFonts")):
            for name in [name for name in fonts.attrib if "Theme" in name]:
                del fonts.attrib[name]
        document.add_heading("ph­¬ng h­íng", 1)
        document.add_paragraph("§Çu t­ 12 tû ®ång").add_run(" không đổi").font.name = "Arial"

    found = extract(files.word(build=build), "a.docx")
    assert found.text == "PHƯƠNG HƯỚNG\nĐầu tư 12 tỷ đồng không đổi"


def test_old_text_whose_font_was_lost_is_converted_by_its_words() -> None:
    found = extract(files.word("Thu ng©n s¸ch n­íc nhµ ®¹t 2,5 tû ®ång", "§Çu t­ 12 tû ®ång"), "a.docx")
    assert found.text == "Thu ngân sách nước nhà đạt 2,5 tỷ đồng\nĐầu tư 12 tỷ đồng"
    assert [found.at(found.text.index(word)).paragraph for word in ("nước", "12")] == [1, 2]


def test_a_soft_hyphen_of_unicode_text_is_no_letter() -> None:
    assert extract(files.word("tri\u00adển khai, đạt 2\u00ad00"), "a.docx").text == "triển khai, đạt 200"
