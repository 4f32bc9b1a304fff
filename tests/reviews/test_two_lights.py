"""The second light follows what a round asks for: who owes a figure is told so, wherever the target stands."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone

from camket.measures.periods import Period
from camket.observations.rounds.actions import ApproveDuty, OpenRound, ReturnDuty
from camket.people.enums import Role
from camket.reviews import queries, saying
from camket.reviews.enums import Outcome, Reporting, ReviewKind
from camket.reviews.models import Review
from camket.reviews.reviewing import OpenReview
from camket.reviews.upkeep import bring_up_to_date
from observations.rounds import attached, collected
from reviews.test_views_reviews import client_of

pytestmark = pytest.mark.django_db

LATE = date(2025, 2, 20)


def light(city, on):
    bring_up_to_date(city.form.area.pk, on)
    rows = queries.scoreboard(city.form.area.pk)
    return next(row.standing.reporting for row in rows if row.indicator == city.revenue.pk)


@pytest.mark.parametrize(("opened", "expected"), [(False, Reporting.DUE), (True, Reporting.OVERDUE)])
def test_a_figure_that_a_round_asks_for_is_late_when_the_round_says_so(opened, expected):
    assert light(collected(2024, opened=opened), LATE) == expected


@pytest.mark.parametrize(("on", "expected"), [(5, Reporting.WAITING), (14, Reporting.DUE)])
def test_before_the_due_day_it_is_not_due_yet(on, expected):
    assert light(collected(2024), date(2025, 1, on)) == expected


def test_nobody_has_reported_of_a_target_without_a_figure_that_no_round_asks_for():
    assert light(collected(2024, opened=False), date(2020, 6, 1)) == Reporting.WAITING


def test_an_overdue_round_is_told_though_a_later_one_has_opened():
    city = collected(2024)
    OpenRound(by=None, form=city.form, period=Period.year(2025)).execute()
    assert light(city, date(2026, 1, 5)) == Reporting.OVERDUE


def test_it_is_reported_once_the_office_has_sent():
    city = collected(2024)
    city.submit(city.give(city.revenue, "205,4"))
    assert light(city, LATE) == Reporting.REPORTED


def test_what_was_sent_and_waits_for_approval_says_so_here_and_at_a_review(monkeypatch):
    city = collected(2024, approval=True)
    city.submit(city.give(city.revenue, "205,4"))
    assert light(city, LATE) == Reporting.CHECKING
    city.round.duties.filter(indicator=city.revenue).update(submitted_at=datetime(2025, 1, 9, tzinfo=UTC))
    assert at_review(city, END, date(2025, 3, 1), monkeypatch)[0] == Reporting.CHECKING
    ApproveDuty(by=None, duty=city.duty(city.revenue)).execute()
    assert light(city, LATE) == Reporting.REPORTED


def test_the_page_of_a_commitment_and_a_review_show_the_same_light():
    city = collected(2024)
    bring_up_to_date(city.form.area.pk, LATE)
    target = city.revenue.targets.get()
    shown = queries.commitment(city.form.area.pk, target.resolution.slug, target.slug)
    assert shown.row.standing.reporting == Reporting.OVERDUE
    opened = {"kind": ReviewKind.YEAR, "on": LATE}
    review = OpenReview(by=None, resolution=target.resolution, **opened).execute()
    assert review.rows.get(target=target).reporting == Reporting.OVERDUE


def at_review(city, on, today, monkeypatch, **more):
    """The light of a review's line, and why it is listed as not reported, with the office."""
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else today)
    resolution = city.revenue.targets.get().resolution
    moment = datetime.combine(today, time(12), UTC)
    told = {"kind": ReviewKind.YEAR, "on": on, "as_of": moment}
    review = OpenReview(by=None, resolution=resolution, **told).execute()
    row = review.rows.get(target__indicator=city.revenue)
    listed = [one for one in saying.content(review).silent if one.about.slug == row.slug]
    late = [(one.lead, one.why) for one in listed if one.why != "no_data"]
    return Reporting(row.reporting), late, listed


END = date(2024, 12, 31)  # due on 10/1, with grace until 15/1


@pytest.mark.parametrize(
    ("today", "light", "why"),
    [
        (date(2025, 1, 5), Reporting.WAITING, []),
        (date(2025, 1, 14), Reporting.DUE, ["due"]),
        (date(2025, 3, 1), Reporting.OVERDUE, ["overdue"]),
    ],
)
def test_a_review_of_a_day_on_which_nothing_was_due_yet_lists_who_owed_when_it_was_opened(
    today, light, why, monkeypatch
):
    shown, listed, _ = at_review(collected(2024), END, today, monkeypatch)
    assert shown == light
    assert listed == [("Phòng Kinh tế", one) for one in why]


def test_the_list_names_the_round_and_its_due_day(monkeypatch):
    _, _, (silent,) = at_review(collected(2024), END, date(2025, 3, 1), monkeypatch)
    assert silent.asked == "Biểu 01: chỉ tiêu chủ yếu, năm 2024, hạn 10/01/2025"


def test_who_has_sent_is_not_listed_and_is_told_so(monkeypatch):
    city = collected(2024)
    city.submit(city.give(city.revenue, "205,4"))
    city.round.duties.filter(indicator=city.revenue).update(submitted_at=datetime(2025, 1, 9, tzinfo=UTC))
    assert at_review(city, END, date(2025, 3, 1), monkeypatch)[:2] == (Reporting.REPORTED, [])


def test_what_was_sent_after_the_moment_of_the_review_was_owed_at_it(monkeypatch):
    city = collected(2024)
    city.submit(city.give(city.revenue, "205,4"))  # now, which is later
    shown, listed, _ = at_review(city, END, date(2025, 3, 1), monkeypatch)
    assert (shown, listed) == (Reporting.OVERDUE, [("Phòng Kinh tế", "overdue")])


def test_a_round_of_a_later_period_is_none_of_the_review(monkeypatch):
    city = collected(2024)
    _, late, listed = at_review(city, date(2024, 9, 30), date(2025, 3, 1), monkeypatch)
    assert late == []
    assert [one.asked for one in listed] == [""]


def test_of_a_target_without_a_figure_nobody_has_reported(monkeypatch):
    city = collected(2024, opened=False)
    at_review(city, END, date(2025, 3, 1), monkeypatch)
    rows = Review.objects.get().rows.filter(outcome=Outcome.NO_DATA)
    assert rows.exists()
    assert not rows.filter(reporting=Reporting.REPORTED).exists()


def test_a_report_that_waits_to_be_read_is_a_light_of_its_own():
    city = collected(2024)
    attached(city)
    assert light(city, LATE) == Reporting.READING


def test_a_reported_figure_that_was_returned_leaves_a_trace_until_it_is_reported_again_just_so():
    city = collected(2024)
    city.submit(city.give(city.revenue, "205,4"))
    ReturnDuty(by=None, duty=city.duty(city.revenue), reason="Chưa khớp").execute()
    target = city.revenue.targets.get()
    asked = (city.form.area.pk, target.resolution.slug, target.slug)
    (gone,) = queries.commitment(*asked).withdrawn
    assert (gone.value, str(gone.derived_from)) == (Decimal("205.4"), "báo cáo của Phòng Kinh tế")
    city.submit(city.give(city.revenue, "205,4", note="đã đối chiếu"))
    assert queries.commitment(*asked).withdrawn == ()


def test_a_leader_sees_which_offices_are_late_and_since_when(monkeypatch):
    city = collected(2024)
    monkeypatch.setattr(timezone, "localdate", lambda value=None: value.date() if value else date(2025, 1, 14))
    page = " ".join(re.sub(r"<[^>]+>", " ", client_of(Role.LEADER).get("/admin/").content.decode()).split())
    assert "Phòng Kinh tế 2 số liệu , chậm 4 ngày".replace(" ,", ",") in page
    assert "Phòng Y tế 1 số liệu, chậm 4 ngày" in page
    assert (
        f"/admin/ky-bao-cao/{city.round.pk}/" in client_of(Role.LEADER, username="khac").get("/admin/").content.decode()
    )
