"""The window of a recorded target: put right, told and taken back."""

from datetime import date

import pytest
from django.urls import reverse

from camket.people.enums import Role
from camket.targets.models import Target
from camket.targets.windows import CannotMove, SetWindow, moves
from factories import AreaFactory, OfficeFactory, TargetFactory
from reviews.test_views_reviews import client_of

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)


@pytest.fixture
def target():
    return TargetFactory(start=FIRST, due=LAST)


def moved(target, start=FIRST, due=date(2024, 12, 31), seen=(FIRST, LAST), reason="Nghị quyết ghi năm 2024"):
    return SetWindow(by=None, target=target, start=start, due=due, seen=seen, reason=reason).execute()


def send(target, client, **given):
    told = {"start": "2021-01-01", "due": "2024-12-31", "reason": "Nghị quyết ghi năm 2024"}
    seen = {"seen": "2021-01-01 2025-12-31"}
    return client.post(reverse("intake:move", args=[target.pk]), {**told, **seen, **given})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"start": date(2025, 1, 1), "due": date(2024, 1, 1)}, "trước ngày cuối"),
        ({"due": LAST}, "vẫn như cũ"),
        ({"reason": " "}, "lý do"),
        ({"seen": (FIRST, date(2023, 12, 31))}, "Người khác"),
    ],
)
def test_a_window_that_does_not_fit_is_refused(target, given, told):
    with pytest.raises(CannotMove, match=told):
        moved(target, **given)


def test_the_same_promise_is_not_made_twice_for_a_day(target):
    same = {"resolution": target.resolution, "indicator": target.indicator, "area": target.area}
    TargetFactory(**same, slug="khac", start=FIRST, due=date(2024, 12, 31))
    with pytest.raises(CannotMove, match="đã có một chỉ tiêu như vậy"):
        moved(target)


def test_what_was_set_before_is_known_and_taken_back_by_one_press(target):
    clerk = client_of(Role.CLERK)
    assert send(target, clerk).status_code == 302
    (one,) = moves(Target.objects.get())
    assert (one.before, one.after, one.reason) == (
        (FIRST, LAST),
        (FIRST, date(2024, 12, 31)),
        "Nghị quyết ghi năm 2024",
    )
    page = clerk.get(reverse("intake:target", args=[target.pk])).content.decode()
    assert "Trở lại như trước" in page
    send(target, clerk, due="2025-12-31", seen="2021-01-01 2024-12-31", reason="Trở lại")
    assert Target.objects.get().due == LAST


@pytest.mark.parametrize("given", [{"due": ""}, {"due": "2020-01-01"}, {"reason": ""}, {"seen": "x"}])
def test_what_is_wrong_is_said_and_what_was_typed_stays(target, given):
    answer = send(target, client_of(Role.CLERK), **given)
    assert (answer.status_code, Target.objects.get().due) == (422, LAST)
    assert 'class="ck-field__error"' in answer.content.decode()
    assert 'value="2021-01-01"' in answer.content.decode()


def test_a_target_of_another_area_is_not_found(target):
    stranger = client_of(Role.CLERK, office=OfficeFactory(area=AreaFactory(slug="noi-khac")))
    assert send(target, stranger).status_code == 404
