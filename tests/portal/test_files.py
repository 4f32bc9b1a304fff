"""Downloads, feed and site map."""

import csv
import re
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from camket.portal.downloads import Table, table
from factories import DocumentFactory

BOARD = "/cam-ket/minh-hoa-2020-2025/tai-ve/"
FIGURES = "/cam-ket/minh-hoa-2020-2025/thu-ngan-sach-tren-dia-ban-last/so-lieu/"


def rows(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def test_the_scoreboard_as_csv_has_a_row_for_each_target(client, town):
    answer = client.get(f"{BOARD}csv/")
    assert answer["Content-Disposition"] == 'attachment; filename="minh-hoa-2020-2025.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *lines = rows(answer)
    assert len(lines) == 6
    told = dict(zip(head, lines[0], strict=True))
    assert (told["Giá trị mục tiêu"], told["Thực hiện"], told["Kết quả"]) == ("210", "214.7", "Vượt")


def test_a_download_holds_what_was_filtered(client, town):
    assert len(rows(client.get(f"{BOARD}csv/?ket-qua=missed"))) == 2


def test_the_scoreboard_as_xlsx_has_numbers_and_dates(client, town):
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"{BOARD}xlsx/").content))
    head, first, *_ = book.get_sheet_by_index(0).to_python()
    told = dict(zip(head, first, strict=True))
    assert told["Thực hiện"] == 214.7
    assert told["Đến ngày"].year == 2025


def test_the_figures_name_their_sources_and_which_one_counts(client, town):
    head, *lines = rows(client.get(f"{FIGURES}csv/"))
    of_2024 = [dict(zip(head, line, strict=True)) for line in lines if line[1] == "2024-12-31"]
    assert [(one["Giá trị"], one["Được tính"]) for one in of_2024] == [("196.3", "có"), ("195", "không")]
    assert of_2024[1]["Văn bản"] == "Báo cáo kết quả năm 2024"


def test_downloads_speak_the_language_of_the_address(client, town):
    assert rows(client.get(f"/en{BOARD}csv/"))[0][2] == "Target"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_text_never_runs_as_a_formula(text):
    assert f"'{text}" in table("csv", "x", Table(("a",), ((text,),))).content.decode()


def test_the_feed_lists_news_the_newest_first(client, town):
    from camket.portal.actions import PublishNews

    for day in (1, 2):
        document = DocumentFactory(area=town.area, kind="news", title=f"Tin ngày {day}")
        when = f"2026-11-0{day}T08:00:00+07:00"
        PublishNews(
            by=None, document=document, title=document.title, body="Chuyện hôm nay.", published_at=when
        ).execute()
    feed = ElementTree.fromstring(client.get("/tin-tuc/rss/").content)
    assert [item.findtext("title") for item in feed.iter("item")] == ["Tin ngày 2", "Tin ngày 1"]
    assert feed.find("channel/language").text == "vi"


def test_the_map_for_machines_has_every_page_in_both_languages(client, town):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found = {re.sub("^https?://[^/]+", "", place.text) for place in tree.iter() if place.text}
    for address in ("/", "/cam-ket/", "/van-ban/nghi-quyet-dai-hoi-dang-bo-thanh-pho-nhiem-ky-2020-2025/"):
        assert {address, f"/en{address}"} <= found
    assert "/cam-ket/minh-hoa-2020-2025/thu-ngan-sach-tren-dia-ban-last/" in found
