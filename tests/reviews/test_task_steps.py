"""A task between its giving and its end: its office reports, whoever gave it confirms, returns, extends, hands on."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from camket.areas.models import Area
from camket.people.enums import Role
from camket.records.enums import Step, TaskState
from camket.records.queries import late_tasks, tasks_of
from camket.records.steps import ExtendTask, HandTask, ReportTask, ReturnTask
from camket.records.tasks import FinishTask, GiveTask, TaskRefused
from factories import AreaFactory, OfficeFactory, UserFactory
from reviews.test_views_reviews import client_of, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def task():
    office = OfficeFactory(area=AreaFactory(), name="Phòng Kinh tế")
    words = {"post": "Trưởng phòng", "what": "Trình phương án", "answers_to": "Chủ tịch", "product": "Quyết định"}
    due = timezone.localdate() + timedelta(days=10)
    return GiveTask(by=None, office=office, due=due, authority="Kết luận", **words).execute()


@pytest.fixture
def reporter(task):
    return UserFactory(role=Role.REPORTER, office=task.office)


def report(task, by=None, words="Quyết định 15/QĐ-UBND"):
    return ReportTask(by=by, task=task, reason=words).execute()


def steps(task):
    return [(one.kind, one.words, one.before, one.after) for one in task.steps.all()]


def test_an_office_says_what_came_of_its_task_and_it_waits_to_be_confirmed(task, reporter):
    made = report(task, reporter)
    assert (made.state, made.outcome, made.ended_on) == (TaskState.REPORTED, "Quyết định 15/QĐ-UBND", None)
    assert steps(task) == [(Step.REPORTED, "Quyết định 15/QĐ-UBND", "", "Quyết định 15/QĐ-UBND")]
    FinishTask(by=None, task=task, product="Quyết định 15/QĐ-UBND").execute()
    task.refresh_from_db()
    assert (task.state, [kind for kind, *_ in steps(task)]) == (TaskState.DONE, [Step.REPORTED, Step.DONE])


def test_what_waits_to_be_confirmed_is_not_late(task):
    report(task)
    assert not late_tasks(Area.objects.all(), task.due + timedelta(days=30)).exists()


def test_a_reporter_answers_for_the_own_office_only(task):
    with pytest.raises(PermissionDenied):
        report(task, UserFactory(role=Role.REPORTER, office=OfficeFactory(area=task.office.area, slug="khac")))


def test_what_is_not_done_goes_back(task):
    with pytest.raises(TaskRefused, match="chưa báo xong"):
        ReturnTask(by=None, task=task, reason="Thiếu phụ lục").execute()
    report(task)
    assert ReturnTask(by=None, task=task, reason="Thiếu phụ lục").execute().state == TaskState.OPEN
    assert steps(task)[-1] == (Step.RETURNED, "Thiếu phụ lục", "", "")


def test_a_deadline_is_extended_and_the_former_one_kept(task):
    later = task.due + timedelta(days=30)
    before = task.due
    assert ExtendTask(by=None, task=task, due=later, reason="Chờ ý kiến tỉnh").execute().due == later
    assert steps(task) == [(Step.EXTENDED, "Chờ ý kiến tỉnh", f"{before:%d/%m/%Y}", f"{later:%d/%m/%Y}")]


def test_a_deadline_is_not_moved_into_the_past(task):
    with pytest.raises(TaskRefused, match="từ ngày"):
        ExtendTask(by=None, task=task, due=date(2020, 1, 1), reason="Nhầm").execute()


def test_a_task_is_handed_to_another_office(task):
    other = OfficeFactory(area=task.office.area, name="Phòng Tài chính", slug="tai-chinh")
    assert HandTask(by=None, task=task, office=other, reason="Đúng chức năng").execute().office == other
    assert steps(task) == [(Step.HANDED, "Đúng chức năng", "Phòng Kinh tế", "Phòng Tài chính")]
    with pytest.raises(TaskRefused, match="đang làm"):
        HandTask(by=None, task=task, office=other, reason="Nữa").execute()


@pytest.mark.parametrize("words", ["", "  "])
def test_each_step_has_its_words(task, words):
    with pytest.raises(TaskRefused, match="Ghi sản phẩm"):
        report(task, words=words)
    with pytest.raises(TaskRefused, match="Ghi lý do"):
        ExtendTask(by=None, task=task, due=task.due, reason=words).execute()


def test_an_ended_task_moves_no_more_and_its_history_stays(task):
    FinishTask(by=None, task=task, product="Quyết định").execute()
    with pytest.raises(TaskRefused, match="đã kết thúc"):
        report(task)
    with pytest.raises(ValueError, match="stays"):
        task.steps.get().save()


# --- the page


def test_a_reporter_sees_the_tasks_of_the_own_office_and_no_others(task, reporter):
    other = OfficeFactory(area=task.office.area, name="Phòng Y tế", slug="y-te")
    words = {"post": "Trưởng phòng", "what": "Việc khác", "answers_to": "Chủ tịch", "product": "Báo cáo"}
    foreign = GiveTask(by=None, office=other, due=task.due, authority="Kết luận", **words).execute()
    assert list(tasks_of(reporter)) == [task]
    client = client_of(Role.REPORTER, office=task.office)
    page = client.get("/admin/nhiem-vu/").content.decode()
    assert task.what in page
    assert "Việc khác" not in page
    assert "Gia hạn" not in page
    assert post(client, "report_task", [foreign.pk], reason="Xong").status_code == 404


def test_a_reporter_reports_on_the_page_and_a_clerk_returns_it(task):
    client = client_of(Role.REPORTER, office=task.office)
    assert post(client, "report_task", [task.pk], reason="").status_code == 422
    assert post(client, "report_task", [task.pk], reason="Quyết định 15").status_code == 302
    clerk = client_of(Role.CLERK)
    assert "Quyết định 15" in clerk.get("/admin/nhiem-vu/").content.decode()
    assert post(clerk, "return_task", [task.pk], reason="Thiếu phụ lục").status_code == 302
    assert "Thiếu phụ lục" in client.get("/admin/nhiem-vu/").content.decode()


def test_what_was_typed_wrongly_stays_in_its_form(task):
    answer = post(client_of(Role.CLERK), "extend_task", [task.pk], due="2020-01-01", reason="Chờ tỉnh")
    assert answer.status_code == 422
    assert "Chờ tỉnh" in answer.content.decode()
    assert "Hạn mới phải từ ngày" in answer.content.decode()
