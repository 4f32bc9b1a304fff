from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.measures.periods import Period, PeriodError, name_of_day


@pytest.mark.parametrize(
    ("period", "vi", "en"),
    [
        (Period.year(2024), "năm 2024", "2024"),
        (Period.years(2020, 2025), "giai đoạn 2020–2025", "2020–2025"),
        (Period.quarter(2024, 1), "quý I/2024", "the first quarter of 2024"),
        (Period.quarter(2024, 4), "quý IV/2024", "the fourth quarter of 2024"),
        (Period.half(2024, 1), "6 tháng đầu năm 2024", "the first half of 2024"),
        (Period.half(2024, 2), "6 tháng cuối năm 2024", "the second half of 2024"),
        (Period.months(2024, 6), "6 tháng đầu năm 2024", "the first half of 2024"),
        (Period.months(2024, 9), "9 tháng năm 2024", "the first 9 months of 2024"),
        (Period.months(2024, 11), "11 tháng năm 2024", "the first 11 months of 2024"),
        (Period.months(2024, 12), "năm 2024", "2024"),
        (Period.month(2024, 2), "tháng 2/2024", "February 2024"),
        (Period.months(2024, 1), "tháng 1/2024", "January 2024"),
        (Period(date(2024, 4, 1), date(2024, 5, 31)), "từ 01/4/2024 đến 31/5/2024", "1 April 2024 to 31 May 2024"),
        (Period(date(2022, 9, 5), date(2023, 5, 31)), "từ 05/9/2022 đến 31/5/2023", "5 September 2022 to 31 May 2023"),
        (Period(date(2020, 12, 31), date(2020, 12, 31)), "ngày 31/12/2020", "31 December 2020"),
    ],
)
def test_a_period_has_its_customary_name(period: Period, vi: str, en: str) -> None:
    assert (period.name("vi"), period.name("en")) == (vi, en)


@pytest.mark.parametrize(
    ("period", "start", "end", "days"),
    [
        (Period.year(2024), date(2024, 1, 1), date(2024, 12, 31), 366),
        (Period.month(2023, 2), date(2023, 2, 1), date(2023, 2, 28), 28),
        (Period.quarter(2024, 2), date(2024, 4, 1), date(2024, 6, 30), 91),
        (Period.half(2024, 2), date(2024, 7, 1), date(2024, 12, 31), 184),
        (Period.months(2023, 9), date(2023, 1, 1), date(2023, 9, 30), 273),
    ],
)
def test_a_period_is_closed_at_both_ends(period: Period, start: date, end: date, days: int) -> None:
    assert (period.start, period.end, period.days) == (start, end, days)


def test_a_period_contains_its_parts_and_days_only() -> None:
    year = Period.year(2024)
    assert year.contains(Period.quarter(2024, 3))
    assert year.contains(year)
    assert year.contains(date(2024, 12, 31))
    assert not year.contains(Period.years(2024, 2025))
    assert not year.contains(date(2025, 1, 1))


def test_periods_overlap_that_share_a_day() -> None:
    assert Period.year(2024).overlaps(Period(date(2024, 12, 31), date(2025, 3, 1)))
    assert not Period.year(2024).overlaps(Period.year(2025))


@pytest.mark.parametrize("make", [lambda: Period(date(2024, 2, 1), date(2024, 1, 1)), lambda: Period.quarter(2024, 5)])
def test_impossible_periods_are_refused(make) -> None:  # type: ignore[no-untyped-def]  # a table of thunks
    with pytest.raises(PeriodError):
        make()


@pytest.mark.parametrize(
    ("day", "vi"),
    [(date(2024, 9, 5), "05/9/2024"), (date(2024, 2, 5), "05/02/2024"), (date(2024, 12, 15), "15/12/2024")],
)
def test_days_are_written_as_in_official_documents(day: date, vi: str) -> None:
    assert name_of_day(day) == vi


@given(st.dates(), st.dates())
def test_any_period_has_a_name_in_both_languages(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert period.name("vi")
    assert period.name("en")
