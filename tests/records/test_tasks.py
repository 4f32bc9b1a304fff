"""Tasks: six things said, late by the day, ended once."""

from datetime import date

import pytest

from camket.foundation.models import AuditEntry
from camket.records import queries
from camket.records.enums import TaskState
from camket.records.tasks import DropTask, FinishTask, GiveTask, TaskRefused
from factories import AreaFactory, OfficeFactory

GIVEN, DUE = date(2025, 3, 1), date(2025, 4, 30)


def given(**more):
    six = {
        "office": OfficeFactory(),
        "post": "Trưởng phòng",
        "what": "Trình phương án bồi thường",
        "due": DUE,
        "answers_to": "Chủ tịch UBND thành phố",
        "product": "Quyết định phê duyệt",
        "authority": "Kết luận sơ kết quý I",
    }
    return GiveTask(by=None, on=GIVEN, **{**six, **more}).execute()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ("post", "chức danh phụ trách"),
        ("what", "việc phải làm"),
        ("answers_to", "chịu trách nhiệm trước ai"),
        ("product", "sản phẩm"),
        ("authority", "thẩm quyền, căn cứ"),
    ],
)
def test_a_task_is_clear_about_all_six(missing, said):
    with pytest.raises(TaskRefused, match=f"Nhiệm vụ còn thiếu: {said}"):
        given(**{missing: " "})


@pytest.mark.django_db
def test_a_task_is_not_due_before_it_is_given():
    with pytest.raises(TaskRefused, match="01/3/2025"):
        given(due=date(2025, 2, 28))


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "state"), [(DUE, TaskState.OPEN), (date(2025, 5, 1), TaskState.LATE)])
def test_a_task_is_late_after_its_due_day(on, state):
    assert given().standing(on) == state


@pytest.mark.django_db
def test_a_finished_task_has_its_product_and_is_late_no_more():
    made = FinishTask(by=None, task=given(), product="Quyết định số 15/QĐ-UBND", on=DUE).execute()
    assert (made.standing(date(2026, 1, 1)), made.outcome, made.ended_on) == (
        TaskState.DONE,
        "Quyết định số 15/QĐ-UBND",
        DUE,
    )


@pytest.mark.django_db
def test_a_task_is_dropped_for_a_reason():
    assert DropTask(by=None, task=given(), reason="Đã có dự án khác").execute().state == TaskState.DROPPED


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("end", "said"),
    [
        (lambda task: FinishTask(by=None, task=task, product=" "), "Ghi sản phẩm"),
        (lambda task: DropTask(by=None, task=task, reason=""), "Ghi lý do"),
    ],
)
def test_a_task_does_not_end_without_a_word(end, said):
    with pytest.raises(TaskRefused, match=said):
        end(given()).execute()


@pytest.mark.django_db
def test_a_task_ends_once():
    made = FinishTask(by=None, task=given(), product="Xong").execute()
    with pytest.raises(TaskRefused, match="đã kết thúc"):
        DropTask(by=None, task=made, reason="Thôi").execute()


@pytest.mark.django_db
def test_what_is_done_to_a_task_leaves_a_trace():
    FinishTask(by=None, task=given(), product="Xong").execute()
    assert [one.verb for one in AuditEntry.objects.order_by("pk")] == ["records.give_task", "records.end_task"]


@pytest.mark.django_db
def test_late_tasks_are_those_of_the_areas(django_assert_num_queries):
    late, other = given(), AreaFactory(slug="khac", code="1")
    given(office=OfficeFactory(area=other, name="Khác"))
    given(due=date(2025, 12, 31))
    with django_assert_num_queries(1):
        found = list(queries.late_tasks(type(other).objects.filter(pk=late.office.area_id), date(2025, 6, 1)))
        assert [(one.what, one.office.name) for one in found] == [("Trình phương án bồi thường", "Phòng Kinh tế")]
    assert found == [late]
