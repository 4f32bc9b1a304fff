"""Web pages: the article without what stands round it."""

from datetime import date

import pytest

from camket.records.extract import ExtractError, extract
from records import files

SENTENCE = "Thu ngân sách đạt 200 tỷ đồng, bằng 107% Nghị quyết đề ra; tổng mức bán lẻ đạt 3.200 tỷ đồng."
BODY = f"<p>{SENTENCE.replace('200 ', '<b>200</b> ', 1)}</p>" * 3


def lines(page: bytes) -> list[str]:
    return [line for line in extract(page, "a.html").text.split("\n") if line]


@pytest.mark.parametrize(
    "text",
    [
        f"<article><h1>Tiêu đề tin</h1>{BODY}</article>",
        f"<main><h1>Tiêu đề tin</h1><div>{BODY}</div></main>",
        f"<h1>Tiêu đề tin</h1><div class='content' itemprop='articleBody'>{BODY}</div>",
        "<div id='wrap'><div class='sidebar'>Thời tiết 30 độ</div>"
        f"<div class='chi-tiet'><h1>Tiêu đề tin</h1>{BODY}</div></div>",
    ],
)
def test_the_article_stands_alone(text: str) -> None:
    found = lines(files.page_of(text))
    assert found[0] == "Tiêu đề tin"
    assert found[1:] == [SENTENCE] * 3


def test_title_and_day_of_publication_are_kept() -> None:
    time = "<time datetime='2022-01-24T08:30:00+07:00'>24/01/2022</time>"
    page = f"<article><h1>Tin <em>mới</em><br>nhất</h1>{time}{BODY}</article>"
    found = extract(files.page_of(page), "a.html")
    assert (found.title, found.published) == ("Tin mới nhất", date(2022, 1, 24))
    meta = "<meta property='article:published_time' content='2023-02-30'>"
    meta += "<meta itemprop='datePublished' content='2023-02-03'>"
    assert extract(files.page_of(f"<article>{BODY}</article>", meta), "a.html").published == date(2023, 2, 3)


def test_pictures_keep_their_captions_apart() -> None:
    figures = """<figure><img src="anh/1.png" alt="Chợ"><figcaption>Chợ trung tâm (ảnh 1).</figcaption></figure>
    <img src="anh/2.png"><p class="chu-thich">Cầu mới.</p><img src="data:image/png;base64,AA">"""
    found = extract(files.page_of(f"<article><h1>Tiêu đề</h1>{BODY}{figures}<p>Hết.</p></article>"), "a.html")
    assert [(f.source, f.alternative, f.caption) for f in found.figures] == [
        ("anh/1.png", "Chợ", "Chợ trung tâm (ảnh 1)."),
        ("anh/2.png", "", "Cầu mới."),
    ]
    for figure in found.figures:
        assert found.text[figure.start : figure.end] == figure.caption
        assert found.at(figure.start).kind == "caption"


def test_tables_lists_breaks_and_headings() -> None:
    page = """<article><h2>I. Kinh tế</h2><ul><li>Một<li>Hai <ul><li>Ba</ul></ul>a<br>b
    <table><caption>Biểu 1</caption><thead><tr><th rowspan=2>Tên<th colspan=2>Thực hiện<tr><th>2023<th>2024</thead>
    <tbody><tr><td>Thu<br>ngân sách<td>1,5<td>2</tbody></table>sau</article>"""
    assert lines(files.page_of(page)) == [
        "I. Kinh tế",
        "Một",
        "Hai",
        "Ba",
        "a",
        "b",
        "Biểu 1",
        "Tên\tThực hiện 2023\tThực hiện 2024",
        "Thu ngân sách\t1,5\t2",
        "sau",
    ]


def test_a_table_for_layout_is_read_as_blocks() -> None:
    page = "<article><table><tr><td><p>Trái</p><table><tr><td>1<td>2</table></td></tr></table></article>"
    assert lines(files.page_of(page)) == ["Trái", "1\t2"]


def test_hidden_parts_are_left_out() -> None:
    page = f"<article>{BODY}<p hidden>1</p><p aria-hidden='true'>2</p><!-- 3 --><style>p{{}}</style></article>"
    assert len(lines(files.page_of(page))) == 3


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1258"])
def test_the_declared_encoding_is_followed_and_utf8_wins(charset: str) -> None:
    page = f'<html><head><meta charset="{charset}"></head><body><p>Tỷ lệ 5%</p></body></html>'
    assert lines(page.encode("utf-16" if charset == "utf-16" else "utf-8")) == ["Tỷ lệ 5%"]


def test_ten_thousand_nested_elements_are_survived() -> None:
    page = "<html><body>" + "<div>" * 10_000 + "<p>Thu 200 tỷ</p>"
    assert files.read_or_refused(page.encode(), "a.html")


def test_a_table_that_spans_a_million_columns_is_bounded() -> None:
    cell = "<td colspan=99999 rowspan=99999>1</td>"
    page = f"<article><table>{f'<tr>{cell * 20}</tr>' * 600}</table></article>"
    with pytest.raises(ExtractError) as caught:
        extract(files.page_of(page), "a.html")
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("sign", ["&#1;", "&#xfffe;", "\x01"])
def test_signs_that_no_page_may_hold_are_blanks(sign: str) -> None:
    page = f"<html><body><p>a<script>x</script>{sign}b</p><p>{sign}</p><p>c</p></body></html>"
    assert extract(page.encode(), "a.html").text.split() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("font", "typed", "shown"),
    [(".VnTime", "Thµnh phè", "Thành phố"), (".VnTimeH", "Thµnh phè", "THÀNH PHỐ")],
)
def test_a_page_in_an_old_font_is_converted_by_its_nodes(font: str, typed: str, shown: str) -> None:
    body = f'<p style="font-family:{font}">{typed} trung t©m</p><p>Thu ng©n s¸ch n­íc nhµ ®¹t 2,5&#37; &#173;u tiªn</p>'
    found = extract(f"<html><head><title>B¸o c¸o</title></head><body>{body}</body></html>".encode(), "a.html")
    assert found.text.split("\n")[0].startswith(shown)
    assert found.text.split("\n")[1] == "Thu ngân sách nước nhà đạt 2,5% ưu tiên"
    assert found.title == "Báo cáo"
    assert [notice.code for notice in found.warnings] == ["tcvn3"]
