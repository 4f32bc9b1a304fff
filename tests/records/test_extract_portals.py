"""Pages of portals: what frames an article is left out, however the page is built; what it says is kept in order."""

import pytest

from camket.records.extract import extract
from records.test_extract_web import BODY, SENTENCE, lines


def page(body: str) -> bytes:
    return f"<html><head><meta charset=utf-8><title>Cổng</title></head><body>{body}</body></html>".encode()


MENU = "<div class=menu><a href=/>Trang chủ</a></div>"


@pytest.mark.parametrize(
    "body",
    [
        f"<form id=aspnetForm><input type=hidden>{MENU}<div id=x><h1>Tin</h1>{BODY}</div></form>",
        f"<div class='has-sidebar'><div class='share-on'><h1>Tin</h1>{BODY}</div><div class=sidebar>30 độ</div></div>",
        f"<div class='print'>{MENU}<p>Tin</p>{BODY}</div>",
        f"<table><tr><td>{MENU}Giới thiệu<td><h1>Tin</h1>{BODY}<td>Lượt truy cập: 12345</table>",
        f"<form><label>Tìm kiếm</label><input></form><article><h1>Tin</h1>{BODY}</article>",
        f"<article><h1>Tin</h1>{BODY}<form>Gửi ý kiến: <input></form></article>",
        f"<div><h1>Tin</h1>{BODY}</div><p style='display: none'>99</p><p style='color:red;visibility:hidden'>98</p>",
    ],
)
def test_the_article_is_found_in_whatever_it_is_put(body: str) -> None:
    assert lines(page(body)) == ["Tin", SENTENCE, SENTENCE, SENTENCE]


LINKS = "<li><a>Thu ngân sách 2019 đạt 100 tỷ</a> (12/01)<li><a>Xã đạt 19 tiêu chí</a><li><a>Kết nạp 45 đảng viên</a>"


@pytest.mark.parametrize(
    "beside",
    [
        f"<div class=box><h3>Các tin khác</h3><ul>{LINKS}</ul></div>",
        f"<p><b>Tin liên quan:</b></p><ul>{LINKS}</ul>",
        f"<h4>TIN CÙNG CHUYÊN MỤC</h4><ul>{LINKS}</ul>",
        f"<div><div><span>Tin mới hơn</span></div><div><ul>{LINKS}</ul></div></div>",
        f"<p>Xem thêm</p><ul>{LINKS}</ul><p>Các tin khác</p><ul>{LINKS}</ul>",
    ],
)
def test_other_news_below_an_article_are_left_out(beside: str) -> None:
    assert lines(page(f"<article><h1>Tin</h1>{BODY}{beside}</article>")) == ["Tin", SENTENCE, SENTENCE, SENTENCE]


@pytest.mark.parametrize(
    "kept",
    ["<h3>Các tin khác</h3><p>Thu 200 tỷ đồng.</p>", "<h3>Văn bản</h3><ul><li><a>Nghị quyết số 1</a></ul>"],
)
def test_what_only_looks_like_other_news_stays(kept: str) -> None:
    assert len(lines(page(f"<article><h1>Tin</h1>{BODY}{kept}</article>"))) == 6


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>Một<li>Hai</ol><ol type=a start=3><li>Ba</ol>", ["1. Một", "2. Hai", "c. Ba"]),
        ("<ol><li value=7>Bảy<li><p>Tám</p></ol>", ["7. Bảy", "8. Tám"]),
        ("<ol style='list-style: none'><li>Một</ol>", ["Một"]),
        ("<p>đạt 200<sup>1</sup> tỷ; 5 m<sup><b>2</b></sup>; 1<sup>st</sup></p>", ["đạt 200¹ tỷ; 5 m²; 1st"]),
        (
            "<p>Thu ngân sách trên địa bàn năm 2024 đạt 200 tỷ<br>đồng.<br>Chi<br>x</p>",
            ["Thu ngân sách trên địa bàn năm 2024 đạt 200 tỷ đồng.", "Chi", "x"],
        ),
        ("<p>Thu ngân sách trên địa bàn năm 2024 đạt 200 tỷ<br><br>đồng</p>", None),
        (
            "<table><tr><td><p><span><b>a</b> b</span> c</p> d<td>5<sup>2</sup><tr><td>1<td>2</table>",
            ["a b c d\t5²", "1\t2"],
        ),
    ],
)
def test_words_of_a_page_stay_in_order(body: str, expected: list[str] | None) -> None:
    expected = expected or ["Thu ngân sách trên địa bàn năm 2024 đạt 200 tỷ", "đồng"]
    assert lines(page(f"<article><h1>Tin</h1>{BODY}{body}</article>"))[4:] == expected


def test_places_lead_to_the_numbered_item() -> None:
    found = extract(page(f"<article>{BODY}<ol><li>Một<li>Hai</ol></article>"), "a.html")
    assert found.at(found.text.index("Hai")).kind == "list"
