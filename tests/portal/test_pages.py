"""Every public page, in both languages: it answers, its markup is sound, it takes a bounded number of statements."""

from datetime import date
from decimal import Decimal

import pytest

from camket.observations.actions import RecordObservation
from camket.reviews.actions import JudgeArea
from camket.targets.models import Indicator
from city import City
from factories import TargetFactory
from portal.pages import Faults, Page, read
from territory import became

RESOLUTION = "minh-hoa-2020-2025"
REVENUE = f"/cam-ket/{RESOLUTION}/thu-ngan-sach-tren-dia-ban-last/"
DOCUMENT = "/van-ban/nghi-quyet-dai-hoi-dang-bo-thanh-pho-nhiem-ky-2020-2025/"

# address, and the greatest number of SQL statements that it may take
PAGES = [
    ("/", 19),
    ("/cam-ket/", 19),
    (f"/cam-ket/{RESOLUTION}/", 21),
    (f"/cam-ket/?nghi-quyet={RESOLUTION}&ket-qua=dat-va-vuot&sap-xep=ten", 19),
    (REVENUE, 26),
    ("/van-ban/", 12),
    (DOCUMENT, 15),
    ("/tin-tuc/", 12),
    ("/gioi-thieu/", 12),
    ("/tim/", 11),
    ("/tim/?q=ngan+sach", 18),
    ("/so-do/", 20),
]


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize(("address", "most"), PAGES)
def test_a_page_is_sound_and_takes_few_statements(
    client, town: City, prefix, address, most, django_assert_max_num_queries
):
    client.get(prefix + "/gioi-thieu/")  # Wagtail learns its site roots once
    with django_assert_max_num_queries(most):
        page = read(client, prefix + address)
    assert Faults(page).found == []
    assert page.all("html")[0].attributes["lang"] == ("en" if prefix else "vi")


def test_the_front_page_tells_the_finished_resolution_by_one_number(client, town: City):
    page = read(client, "/")
    assert "4 /6 chỉ tiêu đạt và vượt" in page.text
    assert f"/cam-ket/?nghi-quyet={RESOLUTION}&ket-qua=missed" in page.links


def test_each_part_of_the_bar_leads_to_as_many_rows_as_it_says(client, town: City):
    for link in [link for link in read(client, "/").links if f"{RESOLUTION}&ket-qua=" in link]:
        shown = read(client, link)
        rows = [cell for cell in shown.all("th") if cell.attributes.get("class") == "c-name"]
        assert f"{len(rows)} trong 6 chỉ tiêu" in shown.text


def test_the_scoreboard_says_that_a_promise_is_one_of_each_year(client, town: City):
    assert "58,5% mỗi năm" in read(client, f"/cam-ket/{RESOLUTION}/").text


def test_a_commitment_shows_sentence_number_verdict_and_who_answers(client, town: City):
    page = read(client, REVENUE)
    assert "Thu ngân sách trên địa bàn: 210 tỷ đồng vào năm 2025" in page.all("h1")[0].text.replace("\u00a0", " ")
    assert page.all("mark")[0].text == "210"
    for said in ("Vượt", "vượt đích 4,7", "Phòng Tài chính - Kế hoạch", "Chi cục Thuế", "Chủ nhiệm", "0,95", "0,8"):
        assert said in page.text.replace("\u00a0", " ")


def test_a_commitment_links_its_sentence_to_the_place_in_the_document(client, town: City):
    link = next(link for link in read(client, REVENUE).links if link.startswith(DOCUMENT))
    address, anchor = link.split("#")
    assert anchor in read(client, address).ids


def test_a_corrected_figure_stays_and_is_marked(client, town: City):
    page = read(client, REVENUE)
    text = page.text.replace("\u00a0", " ")
    assert "195 tỷ đồng Ước đã thay" in text
    assert "196,3 tỷ đồng Chính thức đã sửa" in text


def test_a_finding_stands_beside_the_figures_that_it_is_about(client, town: City):
    assert "Hai văn bản nêu hai giá trị khác nhau" in read(client, REVENUE).text
    other = f"/cam-ket/{RESOLUTION}/ty-le-che-phu-rung-every/"
    assert "Hai văn bản nêu" not in read(client, other).text


def test_no_data_is_never_shown_as_met(client, town: City):
    address = f"/cam-ket/{RESOLUTION}/ty-le-ho-so-thu-tuc-hanh-chinh-tiep-nhan-truc-tuyen-last/"
    page = read(client, address)
    assert "Chưa có số liệu không có nghĩa là đạt." in page.text
    assert page.all("title")[0].text
    assert not page.all("desc")


def test_a_merged_area_says_what_cannot_be_put_together(client, town: City):
    of = Indicator.objects.get(area=town.area, name__istartswith="tỷ lệ hồ sơ thủ tục hành chính tiếp nhận")
    town.area.valid_from = date(2025, 7, 1)
    town.area.save()
    for old in became(town.area, 2, on=town.area.valid_from):
        span = {"start": date(2024, 1, 1), "end": date(2024, 12, 31)}
        RecordObservation(by=None, indicator=of, area_id=old.pk, **span, stage="final", value=Decimal(40)).execute()
    page = read(client, f"/cam-ket/{RESOLUTION}/ty-le-ho-so-thu-tuc-hanh-chinh-tiep-nhan-truc-tuyen-last/")
    assert "chỉ ghép được khi biết tổng số của từng nơi; chưa biết của Xã cũ 0, Xã cũ 1" in page.text


def test_a_change_in_percent_is_judged_and_shown_in_percent(client, town: City):
    of = town.finished.targets.get(number=1).indicator
    told = {"aggregate": "change", "value": Decimal(50), "unit": "%", "start": date(2021, 1, 1)}
    began = {"baseline": Decimal(157), "baseline_year": 2020}
    TargetFactory(resolution=town.finished, indicator=of, number=77, slug="tang-thu", **told, **began)
    JudgeArea(by=None, area_id=town.area.pk, on=date(2026, 2, 1)).execute()
    assert "tăng 36,75%" in read(client, f"/cam-ket/{RESOLUTION}/tang-thu/").text
    assert "tăng 36,75%" in read(client, f"/cam-ket/{RESOLUTION}/").text


def test_a_chart_has_a_title_that_says_the_finding(client, town: City):
    titles = [element.text for element in read(client, REVENUE).all("title")]
    assert titles[1:] == ["Thu ngân sách trên địa bàn năm 2025 vượt đích 4,7\u00a0tỷ đồng"] * 2


def test_a_document_marks_its_numbers_and_leads_to_their_commitments(client, town: City):
    page = read(client, DOCUMENT)
    marks = [mark.text for mark in page.all("mark") if mark.attributes.get("class") == "m-target"]
    assert marks[1:] == ["210", "20", "58,5", "1,5", "7", "70"]  # the first is the key
    assert REVENUE in page.links
    assert [cell.text for cell in page.all("th")] == ["Vai trò", "Chức danh", "Lĩnh vực phụ trách"]


def test_an_invented_place_says_so_on_every_page(client, town: City):
    for address, _ in PAGES:
        assert "Địa phương và số liệu là hư cấu" in read(client, address).text


def test_names_without_english_are_marked_as_vietnamese(client, town: City):
    page = read(client, f"/en/cam-ket/{RESOLUTION}/")
    marked = [element.text for element in page.all("span") if element.attributes.get("lang") == "vi"]
    assert "Tỷ lệ che phủ rừng" in marked
    assert "Budget revenue in the area" in page.text
    assert not any("Budget" in text for text in marked)


@pytest.mark.parametrize("address", [address for address, _ in PAGES])
def test_the_other_language_is_one_link_away_at_the_same_place(client, town: City, address):
    page = read(client, address)
    assert f"/en{address}" in page.links
    assert address in read(client, f"/en{address}").links


def test_english_pages_use_english_forms(client, town: City):
    text = read(client, f"/en{REVENUE}").text.replace("\u00a0", " ")
    assert "196.3 billion dong" in text
    assert "210 billion dong by 2025" in text
    assert "12 Aug 2020" in text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/khong-co/", "Không tìm thấy trang"),
        ("/en/nothing/", "Page not found"),
        ("/cam-ket/x/", "Không tìm thấy"),
    ],
)
def test_a_wrong_address_is_answered_in_the_language_of_the_address(client, town: City, address, said):
    answer = client.get(address)
    page = Page(answer.content.decode())
    assert answer.status_code == 404
    assert said in page.text
    assert "/cam-ket/" in "".join(page.links)
    assert Faults(page).found == []


@pytest.mark.parametrize(
    "address",
    [
        f"/cam-ket/{RESOLUTION}/khong-co/",
        "/cam-ket/khong-co/thu-ngan-sach-tren-dia-ban-last/",
        "/van-ban/khong-co/",
        f"/cam-ket/{RESOLUTION}/tai-ve/exe/",
    ],
)
def test_what_is_not_there_is_not_found(client, town: City, address):
    assert client.get(address).status_code == 404


def test_an_error_page_stands_by_itself_in_both_languages():
    from django.template.loader import render_to_string

    page = Page(render_to_string("500.html"))
    assert Faults(page).found == []
    assert "Máy chủ gặp lỗi" in page.text
    assert "Server error" in page.text


def test_pages_carry_no_script_but_the_one_file_for_text_size(client, town: City):
    for address, _ in PAGES:
        (script,) = read(client, address).all("script", "style")
        assert script.attributes["src"].endswith("portal/size.js")
        assert script.text == ""
