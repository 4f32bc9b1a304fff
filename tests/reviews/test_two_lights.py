"""The second light follows what a round asks for: who owes a figure is told so, wherever the target stands."""

from datetime import date
from decimal import Decimal

import pytest

from camket.measures.periods import Period
from camket.observations.rounds.actions import OpenRound, ReturnDuty
from camket.reviews import queries
from camket.reviews.enums import Reporting, ReviewKind
from camket.reviews.reviewing import OpenReview
from camket.reviews.upkeep import bring_up_to_date
from observations.rounds import attached, collected

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


def test_an_overdue_round_is_told_though_a_later_one_has_opened():
    city = collected(2024)
    OpenRound(by=None, form=city.form, period=Period.year(2025)).execute()
    assert light(city, date(2026, 1, 5)) == Reporting.OVERDUE


def test_it_is_reported_once_the_office_has_sent():
    city = collected(2024)
    city.submit(city.give(city.revenue, "205,4"))
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
