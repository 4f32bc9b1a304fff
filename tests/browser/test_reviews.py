"""The pages of reviews in a real browser: no axe violation, nothing to scroll sideways, the whole form by keyboard."""

from datetime import date
from types import SimpleNamespace

import pytest
from axe_playwright_python.sync_playwright import Axe

from camket.people.enums import Role
from camket.portal.actions import BuildSite
from camket.reviews.enums import ObstacleKind, ProjectStage, ReviewKind
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.models import Obstacle
from camket.reviews.remarks import TellObstacle
from camket.reviews.reviewing import AddAddendum, OpenReview, PublishReview, SignReview
from city import city


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
    return SimpleNamespace(finished=town.finished, draft=draft, signed=signed)


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
