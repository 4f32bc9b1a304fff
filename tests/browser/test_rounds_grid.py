"""Pasting from a spreadsheet into the grid, taking it back, and moving by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from camket.observations.rounds.models import Answer
from factories import IndicatorFactory
from observations.rounds import collected

PASTE = """([cell, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def city(transactional_db):
    made = collected()
    rank = IndicatorFactory(area=made.form.area, name="Loại đô thị", unit="", nature="state", states=["III", "II"])
    made.round.duties.create(indicator=rank, area=made.form.area, office=made.office, order=9)
    return made


@pytest.fixture
def grid(city, page, sign_in):
    sign_in(page)
    page.goto(f"/admin/ky-bao-cao/{city.round.pk}/nhap/")
    return page


def _cells(page):
    return page.locator("[data-cell='0']")


def _values(page):
    return [_cells(page).nth(n).input_value() for n in range(_cells(page).count())]


def _paste(page, at, text):
    _cells(page).nth(at).focus()
    page.evaluate(PASTE, [_cells(page).nth(at).element_handle(), text])


def test_a_block_is_pasted_from_the_cell_that_has_the_focus_and_nothing_is_saved(grid):
    _paste(grid, 0, '"1.234,5"\tTheo kho bạc\r\n16/1.000\r\nii\r\n310\r\n999\r\n')
    assert _values(grid) == ["1.234,5", "16/1.000", "II", "310"]
    assert grid.locator("[data-cell='1']").first.input_value() == "Theo kho bạc"
    expect(grid.locator(".ck-grid__told")).to_contain_text("Đã dán 5 ô, chưa lưu. 1 ô nằm ngoài bảng")
    assert grid.locator(".ck-grid__pasted").count() == 5
    assert Answer.objects.count() == 0


def test_a_paste_is_taken_back_by_the_keys_and_by_the_button(grid):
    _cells(grid).nth(0).fill("200")
    for take_back in (lambda: grid.keyboard.press("Control+z"), lambda: grid.click("text=Bỏ lần dán này")):
        _paste(grid, 0, "1\n2")
        assert _values(grid)[:2] == ["1", "2"]
        take_back()
        assert _values(grid)[:2] == ["200", ""]
    assert grid.locator(".ck-grid__pasted").count() == 0


def test_what_was_typed_after_a_paste_is_not_taken_back_with_it(grid):
    _paste(grid, 0, "1\n2")
    _cells(grid).nth(0).fill("3")
    grid.click("text=Bỏ lần dán này")
    assert _values(grid)[:2] == ["3", ""]


def test_what_is_not_in_a_list_is_told(grid):
    _paste(grid, 2, "Loại đặc biệt\n310")
    assert _values(grid)[2:] == ["", "310"]
    expect(grid.locator(".ck-grid__told")).to_contain_text("1 ô không có trong danh sách")


def test_a_single_word_is_pasted_as_ever(grid):
    _paste(grid, 0, "205,4")
    expect(grid.locator(".ck-grid__told")).to_be_hidden()


def test_arrows_and_enter_move_between_cells_and_send_nothing(grid):
    _cells(grid).nth(0).focus()
    grid.keyboard.press("ArrowDown")
    expect(_cells(grid).nth(1)).to_be_focused()
    grid.keyboard.press("ArrowUp")
    grid.keyboard.press("Enter")
    expect(_cells(grid).nth(1)).to_be_focused()
    grid.keyboard.press("ArrowRight")
    expect(grid.locator("[data-cell='1']").nth(1)).to_be_focused()
    grid.keyboard.press("ArrowLeft")
    expect(_cells(grid).nth(1)).to_be_focused()
    assert Answer.objects.count() == 0


def test_pasted_cells_are_sent_by_a_press_and_a_doubtful_mark_is_asked_back(grid):
    _paste(grid, 0, "1.872\n2,1\nII\n310")
    grid.click("button[value=gui]")
    expect(grid.get_by_text("gấp khoảng 10 lần")).to_be_visible()
    assert Answer.objects.count() == 4


@pytest.mark.parametrize("width", [320, 1440])
def test_the_grid_breaks_no_rule(city, new_page, sign_in, width):
    page = new_page(width=width)
    sign_in(page)
    page.goto(f"/admin/ky-bao-cao/{city.round.pk}/nhap/")
    _paste(page, 0, "1.872\nhai")
    page.click("button[value=luu]")
    expect(page.get_by_text("Chưa đọc được con số")).to_be_visible()
    found = Axe().run(page, context=".ck").response["violations"]
    assert [one["id"] for one in found] == []
