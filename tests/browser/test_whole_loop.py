"""The whole loop, as the people in it walk it: a round opens, an office answers on a phone, the leader's page turns, a
review says what hinders and who does what, and the report is written."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone
from docx import Document
from playwright.sync_api import Page, expect

from camket.observations.rounds import calendar
from camket.observations.rounds.actions import WriteLetters, send_due
from camket.observations.rounds.models import Round
from camket.people.enums import Role
from camket.people.offices import EditOffice
from camket.portal.actions import BuildSite
from observations.rounds import MAIL, Collected, collected

MORNING = datetime(2026, 1, 5, 2, tzinfo=UTC)  # nine o'clock in Vietnam, a Monday


@pytest.fixture
def city(transactional_db) -> Collected:
    made = collected(opened=False)
    BuildSite(by=None, area=made.form.area).execute()
    return made


def _letters_of(on: date) -> list[mail.EmailMessage]:
    """What the job that comes every half hour does, on a day that can send."""
    mail.outbox.clear()
    WriteLetters(by=None, on=on).execute()
    send_due(MORNING)
    return mail.outbox


def _open_round(clerk: Page, city: Collected) -> None:
    clerk.goto("/admin/ky-bao-cao/")
    clerk.select_option("select[name=ky]", "2025-01-01_2025-12-31")
    clerk.get_by_role("button", name="Mở kỳ").click()
    expect(clerk.get_by_text("Đã mở kỳ báo cáo")).to_be_visible()
    city.round = Round.objects.get()


def _answer(phone: Page, address: str, city: Collected) -> None:
    phone.goto(address)
    phone.fill(f"#so-{city.duty(city.revenue).pk}", "205,4")
    phone.check(f"input[name=giu-{city.duty(city.poverty).pk}]")
    phone.get_by_role("button", name="Gửi").click()
    expect(phone.get_by_text("Đã gửi đủ số liệu. Xin cảm ơn.")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == 320


def _review(leader: Page) -> None:
    """Opened, an obstacle told, a remedy decided, signed, published."""
    leader.goto("/admin/so-ket/")
    leader.get_by_role("link", name="Nghị quyết").first.click()
    leader.get_by_label("Kỳ", exact=True).select_option("year")
    leader.get_by_label("Tính đến ngày").fill("2025-12-31")
    leader.get_by_role("button", name="Mở kỳ sơ kết").click()
    leader.get_by_text("Thêm vướng mắc").click()
    leader.get_by_label("Vướng mắc gì").fill("Chưa có số giường bệnh vì bệnh viện chưa chốt")
    leader.get_by_label("Từ ngày").fill("2025-10-01")
    leader.get_by_label("Đang chờ cơ quan nào giải quyết").fill("Sở Y tế")
    leader.get_by_role("button", name="Ghi vướng mắc").click()
    expect(leader.get_by_text("Đã ghi vướng mắc.")).to_be_visible()


def _remedy(leader: Page, office: str, due: date) -> None:
    """All six things that a task has to be clear about."""
    leader.get_by_text("Thêm giải pháp, giao nhiệm vụ").click()
    form = leader.locator("form[action$='/giai-phap/']")
    form.get_by_label("Việc phải làm").fill("Chốt số giường bệnh của năm")
    form.get_by_label("Gỡ vướng mắc").select_option(index=1)
    form.get_by_label("Cơ quan thực hiện").select_option(label=office)
    form.get_by_label("Chức danh phụ trách").fill("Trưởng phòng")
    form.get_by_label("Hạn hoàn thành").fill(due.isoformat())
    form.get_by_label("Chịu trách nhiệm trước").fill("Chủ tịch UBND")
    form.get_by_label("Sản phẩm phải có").fill("Biên bản chốt số liệu")
    form.get_by_label("Thẩm quyền, căn cứ giao").fill("Kết luận của kỳ sơ kết")
    form.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(leader.get_by_text("Đã giao nhiệm vụ.")).to_be_visible()


def _sign(leader: Page) -> None:
    form = leader.locator("form[action$='/ky/']")
    form.get_by_label("Chức danh người ký").fill("Chủ tịch UBND thành phố")
    form.get_by_role("button", name="Ký").click()
    expect(leader.get_by_text("Từ nay nội dung kỳ này giữ nguyên.")).to_be_visible()


def _word_report(leader: Page) -> list[str]:
    leader.get_by_role("link", name="Lập báo cáo của kỳ này").click()
    leader.get_by_role("button", name="Lập báo cáo", exact=True).click()
    leader.get_by_role("button", name="Word", exact=True).click()
    with leader.expect_download() as waiting:
        leader.get_by_role("link", name="Tải về").click()
    return [paragraph.text for paragraph in Document(waiting.value.path()).paragraphs]


def test_from_an_open_round_to_the_report(city, new_page, sign_in):
    clerk, leader, phone = new_page(), new_page(), new_page(width=320, height=700)
    sign_in(clerk)
    sign_in(leader, Role.LEADER)
    leader.goto("/admin/")
    expect(leader.get_by_text(re.compile("Thu ngân sách trên địa bàn:"))).to_be_visible()

    _open_round(clerk, city)
    (letter,) = _letters_of(MORNING.date())
    assert letter.to == [MAIL]
    _answer(phone, re.search(r"/bao-cao/[\w-]+/", letter.body)[0], city)

    leader.goto("/admin/")
    expect(leader.get_by_text(re.compile("Thu ngân sách trên địa bàn:"))).to_have_count(0)
    _review(leader)
    on = calendar.next_working(timezone.localdate())
    _remedy(leader, city.other.name, due=on + timedelta(days=7))
    _sign(leader)

    EditOffice(by=None, office=city.other, changes={"mail": "y-te@minh-hoa.example"}).execute()
    reminders = {letter.to[0]: letter.body for letter in _letters_of(on)}
    assert "- Chốt số giường bệnh của năm (hạn ngày" in reminders["y-te@minh-hoa.example"]

    text = "\n".join(_word_report(leader))
    assert "thu ngân sách trên địa bàn từ “không đạt” sang “vượt”" in text
    assert "chưa có số giường bệnh vì bệnh viện chưa chốt; đang chờ Sở Y tế giải quyết" in text
    assert "Phòng Y tế (trưởng phòng): chốt số giường bệnh của năm" in text
