"""The main job as a clerk does it: upload the resolution, assent, see the scoreboard, open a commitment."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browser.desk import counts, upload
from camket.areas.actions import RecordArea
from camket.intake.models import Statement
from camket.people.enums import Role
from camket.records.models import Document
from camket.targets.actions import RememberWording
from factories import IndicatorFactory, ObservationFactory

MINH_HOA = Path(__file__).parents[2] / "samples" / "minh-hoa"
RESOLUTION = MINH_HOA / "01-nghi-quyet-2020-2025.docx"
REPORT = MINH_HOA / "03-bao-cao-2021.docx"


@pytest.fixture
def area(live_server):
    described = {"slug": "minh-hoa", "code": "999", "name": "Thành phố Minh Họa", "kind": "city", "invented": True}
    return RecordArea(by=None, **described).execute()


def test_from_a_file_to_a_public_commitment(page: Page, sign_in: Callable[..., None], area):
    sign_in(page)
    upload(page, RESOLUTION)
    expect(page.locator("h1")).to_contain_text("Minh Họa")
    sure, unsure, assented, _ = counts(page)
    assert sure + unsure >= 30
    assert assented == 0

    page.get_by_role("button", name=re.compile("Duyệt tất cả")).click()
    page.wait_for_load_state()
    assert counts(page)[2] > 0

    _put_right_refuse_and_take_back(page)
    _see_it_in_public(page)


def _put_right_refuse_and_take_back(page: Page) -> None:
    first = page.locator('[data-standing="sure"], [data-standing="unsure"]').first
    number = first.get_attribute("data-card")
    card = page.locator(f'[data-card="{number}"]')
    before = counts(page)
    card.get_by_role("button", name="Bỏ", exact=True).click()
    expect(card).to_have_attribute("data-standing", "refused")
    card.get_by_role("button", name="Hoàn tác").click()
    expect(card).not_to_have_attribute("data-standing", "refused")
    assert counts(page)[3] == before[3]

    card.get_by_role("link", name="Sửa").click()
    card.get_by_label("Chỉ số").fill("Thu ngân sách trên địa bàn thử nghiệm")
    card.get_by_label("Giá trị", exact=True).fill("hai trăm")
    card.get_by_role("button", name="Lưu", exact=True).click()
    expect(card).to_contain_text("Gõ như 1.234,5")
    card.get_by_label("Giá trị", exact=True).fill("1.234,5")
    card.get_by_role("button", name="Lưu", exact=True).click()
    expect(card).to_contain_text("đã sửa")
    assert Statement.objects.get(pk=number).value == 1234.5


def _see_it_in_public(page: Page) -> None:
    """From an assented target to its commitment, and from there to the whole scoreboard."""
    card = page.locator("[data-card]:has([data-public])").first
    name = card.locator(".ck-card__name").inner_text()
    card.locator("[data-public]").click()
    page.wait_for_load_state()
    assert page.url.split("/")[3] == "cam-ket"
    assert name.casefold() in page.locator("main").inner_text().casefold()
    page.goto("/cam-ket/")
    assert name.casefold() in page.locator("main").inner_text().casefold()


def test_without_a_script_the_same_can_be_done(new_page, sign_in: Callable[..., None], area):
    page = new_page(java_script_enabled=False)
    sign_in(page)
    upload(page, REPORT)
    page.locator(".ck-cards").first.get_by_role("button", name="Bỏ", exact=True).first.click()
    assert counts(page)[3] == Statement.objects.filter(state="refused").count() > 0
    page.get_by_role("button", name="Hoàn tác").first.click()
    assert counts(page)[3] == 0
    page.get_by_role("link", name="Sửa").first.click()
    page.get_by_label("Giá trị", exact=True).fill("nhiều")
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert page.get_by_label("Giá trị", exact=True).input_value() == "nhiều"
    page.get_by_label("Giá trị", exact=True).fill("7,5")
    page.get_by_role("button", name="Lưu", exact=True).click()
    assert Statement.objects.filter(edited=True).get().value == 7.5


def test_two_people_at_one_desk_do_not_overwrite_each_other(new_page, sign_in: Callable[..., None], area):
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    upload(first, REPORT)
    second.goto(first.url)
    number = first.locator("[data-card]").first.get_attribute("data-card")
    mine, theirs = (page.locator(f'[data-card="{number}"]') for page in (first, second))

    theirs.get_by_role("link", name="Sửa").click()
    theirs.get_by_label("Chỉ số").fill("Tên mà người thứ hai gõ")
    mine.get_by_role("button", name="Bỏ", exact=True).click()
    expect(mine).to_have_attribute("data-standing", "refused")
    theirs.get_by_role("button", name="Lưu", exact=True).click()

    expect(theirs).to_contain_text("vừa bỏ câu này")
    assert theirs.get_by_label("Chỉ số").input_value() == "Tên mà người thứ hai gõ"
    assert Statement.objects.get(pk=number).state == "refused"


def test_the_second_one_sees_the_first_ones_work_and_keeps_what_is_typed(new_page, sign_in: Callable[..., None], area):
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    upload(first, REPORT)
    second.goto(first.url)
    numbers = [card.get_attribute("data-card") for card in first.locator("[data-card]:not([data-folded])").all()[:2]]
    typed = second.locator(f'[data-card="{numbers[1]}"]')
    typed.get_by_role("link", name="Sửa").click()
    typed.get_by_label("Chỉ số").fill("Tên đang gõ dở")
    for number in numbers:
        card = first.locator(f'[data-card="{number}"]')
        card.get_by_role("button", name="Bỏ", exact=True).click()
        # The server of the tests shares one connection to a database in memory: one request at a time.
        expect(card).to_have_attribute("data-standing", "refused")

    expect(second.locator(f'[data-card="{numbers[0]}"]')).to_have_attribute("data-standing", "refused", timeout=9000)
    expect(second.locator(f'[data-card="{numbers[0]}"]')).to_contain_text("tai-khoan")
    expect(typed).to_contain_text("vừa bỏ câu này. Nội dung bạn gõ vẫn còn")
    assert typed.get_by_label("Chỉ số").input_value() == "Tên đang gõ dở"
    assert counts(second)[3] == counts(first)[3]


def test_several_files_dropped_at_once(page: Page, sign_in: Callable[..., None], area, tmp_path):
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04")
    sign_in(page)
    upload(page, REPORT, broken)
    expect(page.locator(".ck-arrivals li")).to_have_count(2)
    expect(page.locator(".ck-arrivals__wrong")).to_contain_text("hong.docx")
    assert Document.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_every_page_fits_the_window_and_has_no_axe_violation(new_page, sign_in, area, width, scheme):
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page)
    upload(page, REPORT)
    _with_questions_and_doubts(area)
    page.reload()
    expect(page.locator(".ck-note").first).to_be_visible()
    expect(page.locator(".ck-which").first).to_be_visible()
    expect(page.locator("[data-folded]").first).to_be_visible()
    _is_sound(page)
    page.goto(page.locator(".ck-which a").first.get_attribute("href"))
    _is_sound(page)
    page.go_back()
    page.locator('[data-act="edit"]').first.click()
    expect(page.locator(".ck-form")).to_have_count(1)
    page.locator('[data-act="join"]').first.click()
    page.locator("[data-other]").first.click()
    expect(page.locator(".ck-form")).to_have_count(3)
    page.locator("[data-number]").get_by_label("Giá trị", exact=True).fill("nhiều")
    page.locator('[data-number] [data-act="save"]').click()
    expect(page.locator("[data-number] .ck-field--wrong").first).to_be_visible()
    _is_sound(page)
    page.locator('[data-number] [data-act="cancel"]').click()
    page.get_by_role("button", name=re.compile("Duyệt tất cả")).click()
    page.wait_for_load_state()
    for address in ("/admin/", "/admin/van-ban/", "/admin/chi-so/"):
        page.goto(address)
        _is_sound(page)
    page.locator(".ck-list a").first.click()
    page.wait_for_load_state()
    _is_sound(page)


def _with_questions_and_doubts(area) -> None:
    """Indicators that make the page ask which one is meant, and a figure that disagrees with what is recorded."""
    for name in ("thu ngân sách trên địa bàn", "thu ngân sách trên địa bàn thành phố"):
        indicator = IndicatorFactory(area=area, name=name)
        RememberWording(by=None, indicator=indicator, text=name).execute()
        ObservationFactory(indicator=indicator, year=2021, value=150)
    asking = Statement.objects.filter(repeats=None).exclude(indicator_name__contains="thu ngân sách").first()
    Statement.objects.filter(pk=asking.pk).update(question="same", indicator_name="thu ngân sách trên toàn địa bàn")


def _is_sound(page: Page) -> None:
    wide = page.evaluate("[...document.querySelectorAll('.ck')].filter(e => e.scrollWidth > e.clientWidth).length")
    assert wide == 0, page.url
    results = Axe().run(page, context=".ck")
    assert results.response["violations"] == [], f"{page.url} {results.generate_report()}"
