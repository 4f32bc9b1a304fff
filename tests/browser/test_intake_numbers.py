"""A number that the reader took for no statement becomes one by hand: by keyboard, by mouse, by two people at once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from camket.intake.models import OtherNumber, Statement
from camket.people.enums import Role
from camket.targets.actions import RememberWording
from factories import AreaFactory, DocumentFactory, IndicatorFactory, StatementFactory

TEXT = "\n".join(
    (
        "BÁO CÁO NĂM 2024",
        "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng.",
        "Cả thành phố có 6 hợp tác xã mới.",
        "Trồng 120 ha rừng.",
    )
)


@pytest.fixture
def document(live_server):
    found = DocumentFactory(area=AreaFactory(), text=TEXT, title="Báo cáo năm 2024", year=2024, months=12)
    StatementFactory(document=found)
    for number, kind in (("6", "unread"), ("120", "description")):
        at = TEXT.index(f"{number} h")
        OtherNumber.objects.create(document=found, start=at, end=at + len(number), kind=kind)
    return found


def opened(page: Page, document) -> Page:
    page.goto(f"/admin/van-ban/{document.pk}/")
    return page


def by_hand() -> Statement:
    return Statement.objects.get(rule="by_hand")


def test_by_keyboard_alone_and_taken_back(page: Page, sign_in: Callable[..., None], document):
    sign_in(page)
    opened(page, document)
    page.keyboard.press("o")
    expect(page.locator("[data-other]:focus")).to_have_text("6")
    page.keyboard.press("e")
    name = page.get_by_label("Chỉ số")
    expect(name).to_be_focused()
    expect(page.get_by_label("Đơn vị tính")).to_have_value("hợp tác xã")
    page.keyboard.type("số hợp tác xã thành lập mới")
    page.keyboard.press("Enter")
    card = page.locator("[data-card]:focus")
    expect(card).to_have_attribute("data-standing", "assented")
    expect(card).to_contain_text("thêm bằng tay")
    expect(page.locator(f'[data-mark="{by_hand().pk}"]')).to_have_text("6")
    expect(page.locator("[data-number]")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator("[data-card]:focus")).to_have_attribute("data-standing", "unsure")
    assert by_hand().observation is None


def test_every_number_is_reached_one_after_the_other(page: Page, sign_in: Callable[..., None], document):
    sign_in(page)
    opened(page, document)
    reached = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert reached == ["6", "120", "6"]
    page.keyboard.press("x")
    assert not Statement.objects.filter(state="refused").exists()
    page.keyboard.press("k")
    expect(page.locator("[data-card]:focus")).to_contain_text("187,2")


def test_by_mouse_and_what_was_typed_stays_when_it_is_wrong(page: Page, sign_in: Callable[..., None], document):
    sign_in(page)
    opened(page, document).locator("[data-other]", has_text="120").click()
    page.get_by_label("Chỉ số").fill("trồng mới rừng")
    page.get_by_label("Giá trị", exact=True).fill("nhiều")
    page.get_by_role("button", name="Lưu và duyệt").click()
    expect(page.locator("[data-number]")).to_contain_text("Gõ như 1.234,5")
    expect(page.get_by_label("Chỉ số")).to_have_value("trồng mới rừng")
    expect(page.get_by_label("Giá trị", exact=True)).to_be_focused()
    page.get_by_label("Giá trị", exact=True).fill("120")
    page.get_by_role("button", name="Lưu và duyệt").click()
    expect(page.locator('[data-card][data-standing="assented"]')).to_contain_text("Trồng mới rừng")
    assert by_hand().observation.value == 120


def test_given_up_the_text_is_as_before(page: Page, sign_in: Callable[..., None], document):
    sign_in(page)
    opened(page, document).locator("[data-other]", has_text="120").click()
    expect(page.get_by_label("Chỉ số")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-number]")).to_have_count(0)
    expect(page.locator("[data-other]:focus")).to_have_text("120")


def test_without_a_script(new_page, sign_in: Callable[..., None], document):
    page = new_page(java_script_enabled=False)
    sign_in(page)
    opened(page, document).locator("[data-other]", has_text="120").click()
    page.get_by_label("Chỉ số").fill("trồng mới rừng")
    page.get_by_role("button", name="Lưu và duyệt").click()
    expect(page.locator(f"#cau-{by_hand().pk}")).to_contain_text("Đã duyệt")


def test_a_statement_is_joined_to_a_known_indicator_by_keyboard(page: Page, sign_in: Callable[..., None], document):
    known = IndicatorFactory(area=document.area, name="thu nội địa")
    RememberWording(by=None, indicator=known, text=known.name).execute()
    sign_in(page)
    opened(page, document)
    page.keyboard.press("g")
    expect(page.get_by_label("Là chỉ số đã có")).to_be_focused()
    page.keyboard.type("thu nội địa")
    page.keyboard.press("Enter")
    expect(page.locator("[data-card]")).to_have_attribute("data-standing", "assented")
    assert Statement.objects.get().observation.indicator == known


def test_what_is_typed_outlives_the_session(page: Page, sign_in: Callable[..., None], document):
    """The session ends while somebody types: signed in again in another window, it is saved from here."""
    sign_in(page)
    opened(page, document)
    page.keyboard.press("e")
    page.get_by_label("Giá trị", exact=True).fill("190")
    page.context.clear_cookies()
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-card]")).to_contain_text("đăng nhập lại ở một cửa sổ khác")
    sign_in(page.context.new_page())
    page.get_by_role("button", name="Lưu", exact=True).click()
    expect(page.locator("[data-card]")).to_contain_text("đã sửa")
    assert Statement.objects.get().value == 190


def test_what_another_person_adds_appears_by_itself(new_page, sign_in: Callable[..., None], document):
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    opened(second, document)
    opened(first, document).locator("[data-other]", has_text="120").click()
    first.get_by_label("Chỉ số").fill("trồng rừng")
    first.get_by_role("button", name="Lưu và duyệt").click()
    expect(second.locator('[data-card][data-standing="assented"]')).to_contain_text("Trồng rừng", timeout=9000)
    expect(second.locator("[data-mark]", has_text="120")).to_have_count(1)


def test_who_comes_to_a_card_sees_at_once_what_became_of_it(new_page, sign_in: Callable[..., None], document):
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    opened(first, document)
    opened(second, document)
    first.keyboard.press("a")
    expect(first.locator("[data-card]")).to_have_attribute("data-standing", "assented")
    second.wait_for_timeout(1100)
    second.keyboard.press("ArrowRight")
    second.keyboard.press("ArrowLeft")
    expect(second.locator("[data-card]")).to_have_attribute("data-standing", "assented", timeout=1500)


@pytest.mark.parametrize("typing", [True, False])
def test_nobody_is_led_away_from_what_there_is_to_read(new_page, sign_in, document, typing):
    """Another one still waits: all the same one stays at the card that somebody else has decided on."""
    StatementFactory(document=document, marked="Trồng [120] ha rừng.", indicator_name="trồng rừng", unit="ha")
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    opened(second, document)
    second.route("**/thay-doi/**", lambda route: route.abort())
    if typing:
        second.keyboard.press("e")
        second.get_by_label("Giá trị", exact=True).fill("190")
    opened(first, document).keyboard.press("x")
    card = second.locator("[data-card]").first
    expect(first.locator("[data-card]").first).to_have_attribute("data-standing", "refused")
    second.keyboard.press("Enter" if typing else "a")
    expect(card).to_contain_text("vừa bỏ câu này")
    assert second.evaluate("document.activeElement.closest('[data-card]').dataset.standing") == "refused"


def test_an_edit_of_what_was_decided_meanwhile_is_kept_until_one_decides(new_page, sign_in, document):
    """Enter alone does not undo the other one's word; the button for it does."""
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    opened(first, document)
    opened(second, document)
    second.keyboard.press("e")
    second.get_by_label("Giá trị", exact=True).fill("190")
    first.keyboard.press("a")
    expect(first.locator("[data-card]")).to_have_attribute("data-standing", "assented")
    second.keyboard.press("Enter")
    expect(second.locator("[data-card]")).to_contain_text("vừa duyệt câu này")
    expect(second.get_by_label("Giá trị", exact=True)).to_have_value("190")
    second.get_by_label("Giá trị", exact=True).press("Enter")
    assert Statement.objects.get().state == "assented"
    second.get_by_role("button", name="Hoàn tác rồi lưu").click()
    expect(second.locator("[data-card]")).to_contain_text("đã sửa")
    statement = Statement.objects.get()
    assert (statement.state, statement.value) == ("waiting", 190)


def test_two_at_one_number(new_page, sign_in: Callable[..., None], document):
    """The second sees the first one's statement, and keeps what was typed."""
    first, second = new_page(), new_page()
    sign_in(first)
    sign_in(second, Role.ADMINISTRATOR)
    for page, name in ((first, "trồng rừng"), (second, "tên của người thứ hai")):
        opened(page, document).locator("[data-other]", has_text="120").click()
        page.get_by_label("Chỉ số").fill(name)
    first.get_by_role("button", name="Lưu và duyệt").click()
    expect(first.locator('[data-card][data-standing="assented"]')).to_contain_text("Trồng rừng")
    second.get_by_role("button", name="Lưu và duyệt").click()
    expect(second.locator("[data-number]")).to_contain_text("vừa thêm câu ở con số này")
    expect(second.get_by_label("Chỉ số")).to_have_value("tên của người thứ hai")
    expect(second.locator(f'[data-card="{by_hand().pk}"]')).to_contain_text("Trồng rừng")
