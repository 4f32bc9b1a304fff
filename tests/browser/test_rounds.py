"""The page behind a link on a phone of 320 px: without script, without a network for a while, and for everyone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from camket.observations.models import Observation
from camket.observations.rounds.models import Answer
from observations.rounds import collected


@pytest.fixture
def city(transactional_db):
    return collected()


def _faults(page) -> list[str]:
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']} {[node['html'] for node in one['nodes']][:2]}" for one in violations]


def _width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_page_breaks_a_rule_or_scrolls_sideways(city, new_page, scheme):
    page = new_page(width=320, height=700, color_scheme=scheme)
    page.goto(city.address())
    assert (_faults(page), _width(page)) == ([], 320)
    page.fill(f"#so-{city.duty(city.revenue).pk}", "2.054")
    page.fill(f"#so-{city.duty(city.poverty).pk}", "hai phẩy mốt")
    page.click("button[value=gui]")
    expect(page.get_by_text("gấp khoảng 10 lần")).to_be_visible()
    expect(page.get_by_text("Chưa đọc được con số")).to_be_visible()
    assert (_faults(page), _width(page)) == ([], 320)
    page.goto(f"/bao-cao/{'A' * 43}/")
    assert (_faults(page), _width(page)) == ([], 320)


def test_in_a_crowd_one_is_told_that_all_was_received_and_has_a_way_on(city, new_page, monkeypatch):
    monkeypatch.setattr("camket.observations.rounds.views.link.is_calm", lambda kept: False)
    page = new_page(width=320, height=700, java_script_enabled=False)
    page.goto(city.address())
    page.fill(f"#so-{city.duty(city.revenue).pk}", "205,4")
    page.click("button[value=gui]", no_wait_after=True)
    expect(page.get_by_text("Đã nhận lúc")).to_be_visible()
    assert _width(page) == 320
    assert page.get_attribute("link[rel=icon]", "href")
    page.get_by_role("link", name="Xem kết quả").click()
    expect(page.get_by_role("button", name="Gửi", exact=True)).to_be_visible()


def test_without_script_one_figure_is_typed_and_one_stays(city, new_page):
    page = new_page(width=320, height=700, java_script_enabled=False)
    page.goto(city.address())
    page.fill(f"#so-{city.duty(city.revenue).pk}", "205,4")
    page.check(f"input[name=giu-{city.duty(city.poverty).pk}]")
    page.click("button[value=gui]")
    expect(page.get_by_text("Đã gửi đủ số liệu. Xin cảm ơn.")).to_be_visible()
    assert Observation.objects.filter(answer__isnull=False).count() == 2


def test_what_is_typed_without_a_network_is_kept_and_goes_out_when_it_is_back(city, new_page):
    page = new_page(width=320, height=700)
    page.goto(city.address())
    page.fill(f"#so-{city.duty(city.revenue).pk}", "205,4")
    page.context.set_offline(True)
    page.click("button[value=gui]")
    expect(page.locator("#mat-mang")).to_be_visible()
    assert Answer.objects.count() == 0
    page.context.set_offline(False)
    expect(page.get_by_text("Đã gửi.")).to_be_visible()
    assert Answer.objects.get().text == "205,4"


def test_what_was_typed_and_not_saved_is_there_after_the_page_was_closed(city, new_page):
    page, address = new_page(width=320, height=700), city.address()
    page.goto(address)
    field = f"#so-{city.duty(city.revenue).pk}"
    page.fill(field, "205,4")
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(field)).to_have_value("205,4")
    expect(page.locator("#khoi-phuc")).to_be_visible()
    page.click("button[value=luu]")
    expect(page.get_by_text("Đã lưu, chưa gửi.")).to_be_visible()
    expect(page.locator("#khoi-phuc")).to_be_hidden()


def test_the_printed_sheet_and_the_desk_break_no_rule(city, new_page, sign_in):
    page = new_page()
    sign_in(page)
    for address in (f"/admin/ky-bao-cao/{city.round.pk}/{city.office.pk}/phieu/",):
        page.goto(address)
        assert _faults(page) == []
    page.goto(f"/admin/ky-bao-cao/{city.round.pk}/")
    expect(page.get_by_text("Phòng Kinh tế · 0/2")).to_be_visible()
