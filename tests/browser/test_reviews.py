"""The pages of reviews in a real browser: no axe violation, nothing to scroll sideways, the whole form by keyboard."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

from camket.people.enums import Role
from camket.portal.actions import BuildSite
from camket.reviews.enums import ObstacleKind, ProjectStage, ReviewKind
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.models import Obstacle
from camket.reviews.remarks import DecideRemedy, TellObstacle
from camket.reviews.reviewing import AddAddendum, OpenReview, PublishReview, SignReview
from city import city
from factories import OfficeFactory


@pytest.fixture
def made(transactional_db):
    town = city()
    BuildSite(by=None, area=town.area).execute()
    project = RecordProject(by=None, resolution=town.finished, name="Chợ trung tâm", place="Khu phố 2").execute()
    days = {ProjectStage.APPROVAL: date(2024, 1, 1), ProjectStage.CLEARANCE: date(2024, 9, 1)}
    SetMilestones(by=None, project=project, planned=days, actual={ProjectStage.APPROVAL: date(2024, 3, 1)}).execute()
    stuck = {"kind": ObstacleKind.CLEARANCE, "what": "12 hộ chưa nhận tiền bồi thường", "since": date(2025, 1, 5)}
    TellObstacle(
        by=None, resolution=town.finished, waiting_for="Hội đồng bồi thường", project=project, **stuck
    ).execute()
    signed = OpenReview(by=None, resolution=town.finished, kind=ReviewKind.HALF, on=date(2025, 6, 30)).execute()
    SignReview(by=None, review=signed, signed_as="Chủ tịch UBND thành phố").execute()
    PublishReview(by=None, review=signed).execute()
    AddAddendum(by=None, review=signed, text="Số hộ nghèo năm 2024 được sửa theo kết quả rà soát.").execute()
    draft = OpenReview(by=None, resolution=town.finished, kind=ReviewKind.YEAR, on=date(2025, 12, 31)).execute()
    late = {"kind": ObstacleKind.FUNDS, "what": "Vốn đối ứng về chậm", "since": date(2025, 10, 1)}
    told = TellObstacle(by=None, resolution=town.finished, waiting_for="Sở Tài chính", **late).execute()
    six = {"post": "Trưởng phòng", "what": "Trình phương án vốn", "product": "Tờ trình", "authority": "Kết luận"}
    office = OfficeFactory(area=town.area, name="Phòng Tài chính – Kế hoạch", slug="phong-tai-chinh-ke-hoach")
    due = {"due": date(2099, 1, 31), "answers_to": "Chủ tịch UBND thành phố", "office": office}
    remedy = DecideRemedy(by=None, review=draft, target=town.finished.targets.first(), **six, **due).execute()
    built = RecordProject(by=None, resolution=town.finished, name="Trường mầm non", place="Khu phố 5").execute()
    named = {"obstacle": told, "remedy": remedy, "project": built}
    return SimpleNamespace(finished=town.finished, draft=draft, signed=signed, **named)


def addresses(made):
    key = made.finished.pk
    programme = made.finished.programmes.first()
    return [
        "/admin/",
        "/admin/so-ket/",
        f"/admin/so-ket/nghi-quyet/{key}/",
        f"/admin/so-ket/nghi-quyet/{key}/cong-trinh/",
        f"/admin/so-ket/nghi-quyet/{key}/ban-giao/",
        f"/admin/so-ket/{made.draft.pk}/",
        f"/admin/so-ket/{made.draft.pk}/vuong-mac/{made.obstacle.pk}/",
        f"/admin/so-ket/{made.draft.pk}/giai-phap/{made.remedy.task_id}/",
        f"/admin/cong-trinh/{made.project.pk}/",
        f"/admin/so-ket/{made.signed.pk}/",
        "/admin/nhiem-vu/",
        f"/admin/chuong-trinh/{programme.pk}/",
        f"/cam-ket/{made.finished.slug}/so-ket/6-thang-2025/",
        f"/en/cam-ket/{made.finished.slug}/so-ket/6-thang-2025/",
        f"/cam-ket/{made.finished.slug}/so-ket/",
    ]


@pytest.mark.parametrize("width", [320, 1440])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(made, new_page, sign_in, width):
    page, found = new_page(width=width), []
    sign_in(page, Role.ADMINISTRATOR)
    for address in addresses(made):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details.rv-more').forEach(one => one.open = true)")
        found += [f"{address}: {one['id']}" for one in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{address}: {wide} px wide"] if wide > width else []
    assert not found, "\n".join(found)


def test_an_obstacle_is_told_by_keyboard_alone(made, page, sign_in):
    sign_in(page, Role.CLERK)
    page.goto(f"/admin/so-ket/{made.draft.pk}/")
    page.get_by_text("Thêm vướng mắc").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Chậm vốn đối ứng")
    page.get_by_label("Từ ngày").fill("2025-10-01")
    page.get_by_label("Đang chờ cơ quan nào giải quyết").focus()
    page.keyboard.type("Sở Tài chính")
    page.keyboard.press("Enter")
    page.get_by_text("Đã ghi vướng mắc.").wait_for()
    assert Obstacle.objects.filter(what="Chậm vốn đối ứng", waiting_for="Sở Tài chính").exists()


def test_a_due_day_is_put_right_and_an_obstacle_taken_back_and_put_back(made, page, sign_in):
    sign_in(page, Role.CLERK)
    page.goto(f"/admin/so-ket/{made.draft.pk}/")
    page.get_by_role("link", name=re.compile("Sửa, rút lại.*Trình phương án vốn")).click()
    page.get_by_label("Hạn hoàn thành").fill("2099-03-31")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.get_by_text("31/03/2099").wait_for()
    page.get_by_role("link", name=re.compile("Sửa, rút lại.*Vốn đối ứng về chậm")).click()
    page.get_by_role("button", name="Rút lại", exact=True).click()
    page.get_by_text("Đã rút vướng mắc.").wait_for()
    page.get_by_text("Vướng mắc đã rút").click()
    page.get_by_role("button", name=re.compile("Đưa trở lại.*Vốn đối ứng về chậm")).click()
    page.get_by_text("Đã đưa vướng mắc trở lại.").wait_for()
    assert Obstacle.objects.get(pk=made.obstacle.pk).taken_back_at is None
