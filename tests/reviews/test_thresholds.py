"""The thresholds of a resolution: who sets them, what that changes, and how it is told and taken back."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from camket.resolutions.actions import CannotSet
from camket.resolutions.models import Resolution
from camket.reviews import queries
from camket.reviews.enums import Cause, Outcome
from camket.reviews.handover import CloseTerm
from camket.reviews.reviewing import ReviewRefused
from camket.reviews.thresholds import ChangeThresholds
from camket.targets.windows import SetWindow
from factories import AreaFactory, OfficeFactory
from reviews.test_views_reviews import client_of

D = Decimal
USUAL = (D("0.95"), D("0.80"))


@pytest.fixture
def slow(town):
    """A target whose pace is between the usual thresholds."""
    town.stand_on(date(2025, 1, 15))
    town.record("160", year=2020)
    town.record("186", year=2024)
    return town


def change(town, on_track, at_risk, seen=USUAL, reason="Nghị quyết quy định"):
    told = {"on_track": D(on_track), "at_risk": D(at_risk), "seen": seen, "reason": reason}
    return ChangeThresholds(by=None, resolution=town.resolution, **told).execute()


def shown(town):
    (found,) = queries.scoreboard(town.area.pk, town.resolution.slug)
    return found


def send(town, client, viec="luu", **given):
    told = {"on_track": "0,7", "at_risk": "0,5", "reason": "Theo kết luận", "seen": "0.95 0.80", "viec": viec, **given}
    return client.post(reverse("reviews:set_thresholds", args=[town.resolution.pk]), told)


def page(town, client):
    return " ".join(client.get(reverse("reviews:thresholds", args=[town.resolution.pk])).content.decode().split())


def test_targets_are_judged_again_at_once_and_their_history_says_why(slow):
    assert shown(slow).standing.outcome == Outcome.AT_RISK
    change(slow, "0.80", "0.50")
    assert (shown(slow).standing.outcome, shown(slow).mandate.on_track) == (Outcome.ON_TRACK, D("0.80"))
    newest = queries.commitment(slow.area.pk, slow.resolution.slug, slow.target.slug).events[0]
    assert newest.cause == Cause.DEFINED
    assert newest.text == "Từ Có nguy cơ thành Đúng tiến độ: ngưỡng đánh giá của nghị quyết được đổi"


@pytest.mark.parametrize(
    ("on_track", "at_risk"),
    [("0.8", "0.9"), ("0.8", "0.8"), ("1.2", "0.8"), ("0.9", "0"), ("0.955", "0.8"), ("0.95", "0.8")],
)
def test_thresholds_that_cannot_be_or_that_are_the_same_are_refused(town, on_track, at_risk):
    with pytest.raises(CannotSet):
        change(town, on_track, at_risk)


def test_whoever_changes_them_says_why(town):
    with pytest.raises(CannotSet, match="lý do"):
        change(town, "0.9", "0.7", reason=" ")


def test_of_two_who_change_them_the_second_is_told_what_the_first_has_set(town):
    change(town, "0.9", "0.7")
    with pytest.raises(CannotSet, match="0,9 và 0,7"):
        change(town, "0.85", "0.6")


def test_those_of_a_closed_term_stay(slow):
    slow.stand_on(date(2026, 1, 15))
    CloseTerm(by=None, resolution=slow.resolution, on=date(2025, 12, 31), signed_as="Bí thư").execute()
    with pytest.raises(ReviewRefused, match="đã khép lại"):
        change(slow, "0.9", "0.7")


def test_a_leader_sees_first_what_would_change_then_changes_it(slow):
    leader = client_of(Role.LEADER)
    looked = send(slow, leader, viec="xem", reason="").content.decode()
    assert "1 chỉ tiêu đổi kết quả" in looked
    assert Resolution.objects.get().on_track == D("0.95")
    assert send(slow, leader).status_code == 302
    assert "0,95 / 0,8 → <b>0,7 / 0,5</b><br>Theo kết luận" in page(slow, leader)


def test_what_cannot_be_set_is_not_looked_at_either(slow):
    looked = send(slow, client_of(Role.LEADER), viec="xem", on_track="0,4").content.decode()
    assert ("thấp hơn ngưỡng đúng tiến độ" in looked, "Nếu lưu ngưỡng này" in looked) == (True, False)


def test_the_trail_keeps_what_was_and_what_is(town):
    change(town, "0.9", "0.7")
    entry = AuditEntry.objects.get(verb="resolutions.set_thresholds")
    assert (entry.before, entry.after) == (
        {"on_track": "0.95", "at_risk": "0.80"},
        {"on_track": "0.9", "at_risk": "0.7"},
    )
    assert entry.reason == "Nghị quyết quy định"


def test_the_last_change_is_taken_back_by_one_press(town):
    change(town, "0.9", "0.7")
    leader = client_of(Role.LEADER)
    assert "Trở lại 0,95 / 0,8" in page(town, leader)
    given = {"on_track": "0,95", "at_risk": "0,8", "seen": "0.90 0.70", "reason": "Trở lại ngưỡng trước đó"}
    assert send(town, leader, **given).status_code == 302
    assert Resolution.objects.get().on_track == D("0.95")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"on_track": "95"}, "không quá 1"),
        ({"on_track": "chín"}, "không phải là một con số"),
        ({"at_risk": ""}, "Ô này cần có nội dung."),
        ({"reason": ""}, "Ô này cần có nội dung."),
        ({"seen": "0.5 0.4"}, "Người khác vừa đổi"),
        ({"seen": "x"}, "Người khác vừa đổi"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(town, given, told):
    answer = send(town, client_of(Role.LEADER), **given)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert 'value="0,5"' in answer.content.decode() or "at_risk" in given


def test_after_a_conflict_the_next_press_saves(town):
    change(town, "0.9", "0.7")
    leader = client_of(Role.LEADER)
    assert 'value="0.90 0.70"' in send(town, leader).content.decode()


@pytest.mark.parametrize(("role", "offered"), [(Role.LEADER, True), (Role.CLERK, False), (Role.AUDITOR, False)])
def test_all_who_read_see_them_and_those_who_may_change_them(town, role, offered):
    found = page(town, client_of(role))
    assert "nhịp độ từ 0,8 đến dưới 0,95" in found
    assert ("Lưu</button>" in found) is offered


def test_those_of_another_area_are_not_found(town):
    stranger = client_of(Role.LEADER, office=OfficeFactory(area=AreaFactory(slug="noi-khac")))
    assert stranger.get(reverse("reviews:thresholds", args=[town.resolution.pk])).status_code == 404
    assert send(town, stranger).status_code == 404


def test_another_window_of_a_target_judges_it_again_and_its_history_says_why(town):
    type(town.target).objects.filter(pk=town.target.pk).update(start=date(2021, 1, 1), due=date(2025, 12, 31))
    town.stand_on(date(2025, 3, 1))
    town.record("187.2", year=2024)
    told = {"start": date(2021, 1, 1), "due": date(2024, 12, 31), "seen": (date(2021, 1, 1), date(2025, 12, 31))}
    SetWindow(by=None, target=town.target, reason="Nghị quyết ghi năm 2024", **told).execute()
    assert (shown(town).standing.outcome, shown(town).promise.due) == (Outcome.MISSED, date(2024, 12, 31))
    newest = queries.commitment(town.area.pk, town.resolution.slug, town.target.slug).events[0]
    assert newest.text.endswith("thành Không đạt: thời gian tính của chỉ tiêu được đổi")
