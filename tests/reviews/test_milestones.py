"""Projects: their stages on one line."""

from datetime import date

import pytest

from camket.people.enums import Role
from camket.reviews import saying
from camket.reviews.enums import ProjectStage
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.queries import reviewed
from camket.reviews.reviewing import ReviewRefused
from reviews.test_views_reviews import client_of, post

APPROVAL, CLEARANCE = ProjectStage.APPROVAL, ProjectStage.CLEARANCE


@pytest.fixture
def project(town):
    return RecordProject(by=None, resolution=town.resolution, name="Chợ trung tâm", place="Khu phố 2").execute()


def plan(project, planned, actual=None):
    SetMilestones(by=None, project=project, planned=planned, actual=actual or {}).execute()
    (line,) = saying.projects(project.resolution_id)
    return reviewed.ticks(line.stages, date(2025, 3, 1))


def test_a_project_without_days_has_no_line(project):
    assert plan(project, {}) == ()


@pytest.mark.parametrize(
    ("planned", "actual", "late", "done"),
    [
        (date(2025, 6, 1), None, False, False),
        (date(2025, 1, 1), None, True, False),
        (date(2025, 1, 1), date(2025, 1, 1), False, True),
        (date(2025, 1, 1), date(2025, 2, 1), True, True),
    ],
)
def test_a_stage_is_late_against_its_plan(project, planned, actual, late, done):
    (tick,) = plan(project, {APPROVAL: planned}, {APPROVAL: actual})
    assert (tick.late, tick.done) == (late, done)


def test_stages_follow_each_other(project):
    with pytest.raises(ReviewRefused, match="theo thứ tự"):
        plan(project, {APPROVAL: date(2025, 6, 1), CLEARANCE: date(2025, 1, 1)})


def test_an_actual_day_has_come(project):
    with pytest.raises(ReviewRefused, match="tương lai"):
        plan(project, {}, {APPROVAL: date(2025, 3, 2)})


def test_a_project_has_a_name_of_its_own(project, town):
    with pytest.raises(ReviewRefused, match="Đã có công trình"):
        RecordProject(by=None, resolution=town.resolution, name="Chợ trung tâm").execute()


def test_the_days_are_set_on_the_page(project, town):
    clerk = client_of(Role.CLERK)
    answer = post(clerk, "milestones", [project.pk], planned_approval="2025-01-15", actual_approval="2025-02-01")
    assert answer.status_code == 302
    shown = clerk.get(answer.url).content.decode()
    assert "15/01/2025" in shown
    assert "Xong muộn" in shown
