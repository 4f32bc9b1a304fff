"""Signing in as people do: on a telephone's narrow screen, without scripts; a second factor set up, shown and lost."""

import time

import pytest
from playwright.sync_api import expect

from browser.conftest import PASSWORD
from camket.people.accounts import GivePassword
from camket.people.actions import back_office
from camket.people.enums import Role
from factories import UserFactory
from people.second_factor import code

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR = settings.PASSWORD_OF_ONES_OWN = 1


@pytest.fixture
def clerk():
    user = UserFactory(role=Role.CLERK, username="can-bo")
    user.set_password(PASSWORD)
    user.save()
    user.groups.add(back_office())
    return user


def fits(page):
    """Nothing has to be pushed aside to be read."""
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def sign_in(page, password=PASSWORD):
    page.goto("/admin/")
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()


def sign_out(page):
    page.goto("/tai-khoan/bao-ve/")
    page.get_by_role("button", name="Đăng xuất").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_sign_in_set_up_sign_out_sign_in_with_a_code_and_with_a_recovery_code(new_page, strict, clerk, scripts):
    page = new_page(width=320, height=640, java_script_enabled=scripts)
    sign_in(page)
    expect(page.get_by_role("heading", name="Bật xác thực hai lớp")).to_be_visible()
    page.get_by_text("Không quét được?").click()
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Mã dùng một lần").fill(code(secret, at=time.time()))
    page.get_by_role("button", name="Bật").click()
    expect(page.locator(".codes li")).to_have_count(10)
    spare = page.locator(".codes li").first.inner_text()
    with page.expect_download() as file:
        page.get_by_role("link", name="Tải về").click()
    assert spare in file.value.path().read_text().split()
    page.get_by_role("link", name="Tôi đã cất mã").click()
    page.wait_for_url("**/admin/")

    sign_out(page)
    sign_in(page)
    page.get_by_label("Mã").fill(code(secret, steps=1, at=time.time()))
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/admin/")

    sign_out(page)
    sign_in(page)
    page.get_by_label("Mã").fill(spare)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/admin/")
    page.goto("/tai-khoan/bao-ve/")
    expect(page.get_by_text("Còn 9 mã.")).to_be_visible()


def test_a_given_password_is_changed_first_and_then_the_wanted_page_opens(new_page, settings, clerk):
    settings.PASSWORD_OF_ONES_OWN = 1
    given = GivePassword(by=None, username="can-bo", role=Role.CLERK).execute()[1]
    page = new_page(width=320, height=640)
    page.goto("/admin/chi-so/")
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(given)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_label("Mật khẩu đang dùng").fill(given)
    page.get_by_label("Mật khẩu mới", exact=True).fill("Mat-khau-rieng-2026")
    page.get_by_label("Mật khẩu mới (gõ lại)").fill("Mat-khau-rieng-2026")
    page.get_by_role("button", name="Đổi mật khẩu").click()
    page.wait_for_url("**/admin/chi-so/")


@pytest.mark.parametrize("width", [320, 1440])
def test_every_page_of_the_entrance_fits_its_screen(new_page, strict, clerk, width, tmp_path):
    page, seen = new_page(width=width, height=800), {}

    def look(name):
        page.screenshot(path=f"{tmp_path}/{width}-{name}.png", full_page=True)
        seen[name] = fits(page)

    page.goto("/tai-khoan/dang-nhap/")
    look("sign-in")
    sign_in(page, "sai")
    look("wrong")
    page.goto("/tai-khoan/quen-mat-khau/")
    look("forgotten")
    sign_in(page)
    page.get_by_text("Không quét được?").click()
    look("set-up")
    secret = page.locator("code.key").inner_text()
    page.get_by_label("Mã dùng một lần").fill(code(secret, at=time.time()))
    page.get_by_role("button", name="Bật").click()
    look("codes")
    for name in ("bao-ve/", "mat-khau/", "bao-ve/ung-dung/", "bao-ve/ung-dung/tat/", "bao-ve/ma-du-phong/tao/"):
        page.goto(f"/tai-khoan/{name}")
        look(name.strip("/").replace("/", "-"))
    sign_out(page)
    sign_in(page)
    look("code")
    assert seen == dict.fromkeys(seen, True)
