"""Working days, due days, and the days on which somebody is reminded."""

from datetime import date, datetime

import pytest

from camket.measures.periods import Period
from camket.observations.rounds import calendar
from camket.observations.rounds.actions import OpenRound, open_due
from camket.observations.rounds.models import Form
from factories import ResolutionFactory, TermFactory
from observations.rounds import collected

D = date.fromisoformat
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-11-27", True),
        ("2026-11-28", False),  # Saturday
        ("2025-01-29", False),  # Tết, 2025
        ("2026-02-17", False),  # Tết, 2026
        ("2027-02-08", False),  # Tết, 2027
        ("2026-04-27", False),  # for a holiday on a Sunday
        ("2026-02-23", True),
        ("2026-09-02", False),
        ("2031-09-02", False),  # a year without lines has the days that never move
        ("2031-01-01", False),
    ],
)
def test_working_days(day, works):
    assert calendar.is_working(D(day)) is works


@pytest.mark.parametrize(
    ("settings", "period", "opens", "due", "grace"),
    [
        ({}, Period.year(2025), "2026-01-01", "2026-01-12", "2026-01-19"),
        ({"closing_day": 14}, Period.month(2025, 11), "2025-11-15", "2025-11-24", "2025-12-01"),
        ({"closing_day": 31}, Period.month(2026, 2), "2026-03-01", "2026-03-10", "2026-03-16"),
        ({"due_days": 17}, Period.month(2026, 1), "2026-02-01", "2026-02-23", "2026-03-02"),  # Tết stands in between
    ],
)
def test_when_a_period_opens_and_is_due(settings, period, opens, due, grace):
    found = calendar.schedule(Form(**settings), period)
    assert (found.opens, found.due, found.grace_until) == (D(opens), D(due), D(grace))


@pytest.mark.parametrize(
    ("cycle", "on", "periods"),
    [
        ("month", "2026-01-05", [Period.month(2025, 12)]),
        ("month", "2026-01-25", []),
        ("quarter", "2026-04-03", [Period.quarter(2026, 1)]),
        ("half", "2026-07-02", [Period.half(2026, 1)]),
        ("nine_months", "2026-10-02", [Period.months(2026, 9)]),
        ("year", "2026-01-05", [Period.year(2025)]),
        ("year", "2025-12-31", []),
    ],
)
def test_which_rounds_a_day_opens(cycle, on, periods):
    assert calendar.opening(Form(cycle=cycle), D(on)) == periods


def test_a_cumulative_month_begins_with_the_year():
    assert calendar.opening(Form(cycle="month", cumulative=True), D("2025-12-03")) == [Period.months(2025, 11)]


@pytest.mark.parametrize(
    ("on", "reminded"),
    [
        ("2026-01-05", True),  # 7 days before Monday 12 January
        ("2026-01-09", True),  # 3 days before is this Friday; 1 day before is a Sunday, and moves here as well
        ("2026-01-11", False),
        ("2026-01-12", True),
        ("2026-01-07", False),
        ("2026-01-13", False),
    ],
)
def test_days_of_reminders(on, reminded):
    assert calendar.is_reminded(D("2026-01-12"), D(on)) is reminded


@pytest.mark.parametrize(
    ("on", "told"), [("2026-01-12", False), ("2026-01-13", True), ("2026-01-14", False), ("2026-01-20", True)]
)
def test_days_on_which_lateness_is_told(on, told):
    assert calendar.is_told_late(D("2026-01-12"), D("2026-01-19"), D(on)) is told


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        ("2026-01-05T09:00", True),
        ("2026-01-05T06:59", False),
        ("2026-01-05T18:00", False),
        ("2026-01-04T09:00", False),
        ("2026-01-01T09:00", False),
    ],
)
def test_no_letter_leaves_at_night_or_on_a_holiday(moment, may):
    assert calendar.may_send(datetime.fromisoformat(moment)) is may


@pytest.mark.django_db
@pytest.mark.parametrize(("on", "periods"), [("2026-01-05", [Period.years(2020, 2025)]), ("2025-01-05", [])])
def test_the_round_of_a_term_opens_after_its_last_year(on, periods):
    form = Form(cycle="term", area=ResolutionFactory(term=TermFactory(first_year=2020, last_year=2025)).area)
    assert calendar.opening(form, D(on)) == periods


@pytest.mark.parametrize(
    ("on", "period"),
    [
        ("2026-01-04", Period.month(2025, 12)),  # closed on the 14th, grace until the 31st: the machine was off
        ("2025-12-29", None),
        ("2026-03-10", Period.month(2026, 2)),  # and those before are let go
    ],
)
def test_a_period_whose_days_passed_while_nothing_ran_is_found(on, period):
    assert calendar.missed(Form(cycle="month", closing_day=14), D(on)) == period


def test_who_is_asked_late_has_as_many_days_as_ever():
    found = calendar.schedule(Form(closing_day=14), Period.month(2025, 12), late=D("2026-01-05"))
    assert (found.opens, found.due) == (D("2025-12-15"), D("2026-01-15"))


@pytest.mark.django_db
def test_a_missed_round_is_opened_late_for_a_form_that_has_had_rounds_and_not_for_a_new_one():
    city = collected(opened=False, cycle="month", closing_day=14)
    assert open_due(D("2026-01-04")) == []
    OpenRound(by=None, form=city.form, period=Period.month(2025, 11)).execute()
    (late,) = open_due(D("2026-01-04"))
    assert (late.end, late.due) == (D("2025-12-31"), D("2026-01-14"))
    assert open_due(D("2026-01-05")) == []
