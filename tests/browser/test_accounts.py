"""An account from its opening to its end, as an administrator and its person live it; and how its pages look."""

import time

import pytest
from playwright.sync_api import expect

from browser.conftest import PASSWORD
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import AreaFactory, OfficeFactory, UserFactory
from people.second_factor import code

pytestmark = pytest.mark.django_db(transaction=True)

OWN = "Mat-khau-rieng-2026"


@pytest.fixture
def city():
    area = AreaFactory()
    OfficeFactory(area=area, name="Văn phòng")
    return area


@pytest.fixture
def desk(new_page, city):
    """The desk of an administrator of the city, in a window of that width."""
    user = UserFactory(role=Role.ADMINISTRATOR, username="quan-tri", is_superuser=True, office=OfficeFactory(area=city))
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())

    def opened(width=1280):
        page = new_page(width=width, height=1500)
        page.goto("/admin/tai-khoan/")
        page.get_by_label("Tên đăng nhập").fill("quan-tri")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url("**/admin/tai-khoan/")
        return page

    return opened


def open_an_account(page, name="lan.mau"):
    page.goto("/admin/tai-khoan/mo/")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Họ và tên").fill("Lan Mẫu")
    page.get_by_label("Vai trò").select_option("clerk")
    page.get_by_label("Cơ quan, địa bàn").select_option(label="Văn phòng")
    page.get_by_role("button", name="Mở tài khoản và cấp đường dẫn").click()
    return page.locator(".ac-sheet__link").inner_text()


def test_an_account_from_its_opening_to_its_end(new_page, desk, settings, live_server):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    link = open_an_account(administrator := desk())
    settings.SECOND_FACTOR = 1

    page = new_page(width=320, height=640, java_script_enabled=False)
    page.goto(link)
    page.get_by_label("Mật khẩu mới", exact=True).fill(OWN)
    page.get_by_label("Mật khẩu mới (gõ lại)").fill(OWN)
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.goto("/admin/chi-so/")
    page.get_by_label("Tên đăng nhập").fill("lan.mau")
    page.get_by_label("Mật khẩu").fill(OWN)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Bật xác thực hai lớp")).to_be_visible()
    page.get_by_text("Không quét được?").click()
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Mã dùng một lần").fill(code(secret, at=time.time()))
    page.get_by_role("button", name="Bật").click()
    page.get_by_role("link", name="Tôi đã cất mã").click()
    page.goto("/admin/chi-so/")
    expect(page.get_by_role("heading", name="Chỉ số")).to_be_visible()

    again = new_page()
    again.goto(link)
    expect(again.get_by_role("heading", name="Đường dẫn không dùng được")).to_be_visible()

    settings.SECOND_FACTOR = 0  # the administrator's session began before
    administrator.goto("/admin/tai-khoan/?q=lan+mau")
    administrator.get_by_role("link", name="Lan Mẫu").click()
    administrator.locator(".ac-acts").get_by_label("Lý do").fill("chuyển công tác")
    administrator.get_by_role("button", name="Ngừng tài khoản").click()
    expect(administrator.get_by_text("đã ngừng hoạt động")).to_be_visible()
    page.goto("/admin/chi-so/")
    expect(page.get_by_role("button", name="Đăng nhập")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1440])
def test_every_page_of_the_desk_fits_its_screen(desk, width, tmp_path):
    page, seen = desk(width), {}

    def look(name):
        page.screenshot(path=f"{tmp_path}/{width}-{name}.png", full_page=True)
        seen[name] = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    open_an_account(page)
    look("link")
    page.emulate_media(media="print")
    look("link-printed")
    page.emulate_media(media="screen")
    page.goto("/admin/tai-khoan/")
    look("list")
    page.goto("/admin/tai-khoan/mo/")
    page.get_by_role("button", name="Mở tài khoản và cấp đường dẫn").click()
    look("open-wrong")
    page.goto("/admin/tai-khoan/?q=lan")
    page.get_by_role("link", name="Lan Mẫu").click()
    expect(page.get_by_role("heading", name="Lan Mẫu")).to_be_visible()
    look("account")
    for name in ("bao-ve", "thu", "phien"):
        page.goto(f"/tai-khoan/{name}/")
        look(name)
    assert seen == dict.fromkeys(seen, True)


def test_nothing_of_ones_own_page_stands_beyond_the_edge_of_a_telephone(desk):
    page = desk(320)
    page.goto("/admin/account/")
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('main *')].map(e => e.getBoundingClientRect().right))"
    )
    assert widest <= 320
