"""Public pages in a real browser: no axe violation, nothing to scroll sideways, all of it without script."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.running import running

RESOLUTION = "minh-hoa-2020-2025"
REVENUE = f"/cam-ket/{RESOLUTION}/thu-ngan-sach-tren-dia-ban-last/"
PAGES = [
    "/",
    f"/cam-ket/?nghi-quyet={RESOLUTION}",
    "/cam-ket/?ket-qua=met&nhom=khong-co",
    REVENUE,
    f"/cam-ket/{RESOLUTION}/ty-le-ho-so-thu-tuc-hanh-chinh-tiep-nhan-truc-tuyen-last/",
    "/van-ban/",
    "/van-ban/nghi-quyet-dai-hoi-dang-bo-thanh-pho-nhiem-ky-2020-2025/",
    "/tin-tuc/",
    "/gioi-thieu/",
    "/tim/?q=ngan+sach",
    "/so-do/",
    "/khong-co/",
]
SIZES_AND_SCHEMES = [(320, "light"), (320, "dark"), (1440, "light"), (1440, "dark")]
PREFIXES = ("", "/en")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.mark.parametrize(("width", "scheme"), SIZES_AND_SCHEMES)
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(site, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = []
    for prefix, address in product(PREFIXES if scheme == "light" else ("",), PAGES):
        page.goto(site.url(prefix + address))
        found += [f"{prefix}{address}: {fault}" for fault in _faults(page, width)]
    context.close()
    assert not found, "\n".join(found)


def _faults(page, width: int) -> list[str]:
    violations = Axe().run(page).response["violations"]
    faults = [f"{one['id']} {[node['html'] for node in one['nodes']][:2]}" for one in violations]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return faults if wide <= width else [*faults, f"{wide} px wide"]


def test_nothing_that_a_page_loads_is_refused_or_from_elsewhere(site, browser):
    page = browser.new_page()
    told, asked = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    for address in PAGES[:-1]:
        page.goto(site.url(address))
    page.close()
    assert told == []
    assert [url for url in asked if not url.startswith((site.base, "data:"))] == []


def test_a_citizen_finds_out_why_a_target_was_missed_without_script(site, browser):
    """From the front page to the sentence of the resolution, with script switched off."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url("/"))
    page.locator(".summary-first .bar .v-missed a").first.click()
    page.get_by_role("link", name="Tỷ lệ hộ nghèo đa chiều").click()
    assert page.locator(".stand-verdict").inner_text().strip() == "Không đạt"
    page.get_by_role("link", name="xem trong văn bản").first.click()
    assert page.locator("mark:visible", has_text="1,5").count() == 1
    page.locator("a.m", has_text="1,5").click()
    assert page.locator("h1").inner_text().startswith("Tỷ lệ hộ nghèo đa chiều")
    context.close()


def test_the_filters_work_without_script_and_stand_in_the_address(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(f"/cam-ket/{RESOLUTION}/"))
    page.get_by_label("Kết quả", exact=True).select_option("dat-va-vuot")
    page.get_by_role("button", name="Lọc").click()
    assert "ket-qua=dat-va-vuot" in page.url
    assert page.locator(".board-row").count() == 4
    page.get_by_role("link", name="Bỏ lọc").click()
    assert page.locator(".board-row").count() == 6
    context.close()


def test_search_finds_with_and_without_diacritics(site, browser):
    page = browser.new_page()
    for typed in ("ngân sách", "NGAN SACH"):
        page.goto(site.url("/"))
        page.get_by_label("Tìm kiếm").fill(typed)
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Thu ngân sách trên địa bàn").first).to_be_visible()
    page.close()


def test_the_keyboard_reaches_the_content_first(site, browser):
    page = browser.new_page()
    page.goto(site.url("/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    page.keyboard.press("Enter")
    assert page.url.endswith("#noi-dung")
    page.close()


def test_a_page_can_be_enlarged_to_twice_its_size(site, browser):
    """WCAG 1.4.4: 200% on a screen of 640 px is a window of 320."""
    page = browser.new_page(viewport={"width": 640, "height": 800})
    page.goto(site.url(REVENUE))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    page.close()
