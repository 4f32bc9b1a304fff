"""A period across the day on which borders changed: put together from those before and those after."""

from datetime import date
from decimal import Decimal

import pytest

from camket.areas.actions import Merge, NewArea
from camket.areas.enums import Kind
from camket.measures.periods import Period
from camket.observations.actions import RecordObservation, WithdrawObservation
from camket.observations.enums import Origin, Stage
from camket.observations.lacking import lacking
from camket.observations.models import Observation
from camket.observations.provenance import with_provenance
from factories import AreaFactory, IndicatorFactory
from territory import merged

DAY = date(2025, 7, 1)
YEAR, BEFORE, AFTER = Period.year(2025), Period.half(2025, 1), Period(DAY, date(2025, 12, 31))
pytestmark = pytest.mark.django_db


def record(of, area, period, value=None, **more):
    number, stage = None if value is None else Decimal(str(value)), more.pop("stage", Stage.FINAL)
    span = {"start": period.start, "end": period.end}
    return RecordObservation(
        by=None, indicator=of, area_id=area.pk, stage=stage, value=number, **span, **more
    ).execute()


def standing(of, area, period=YEAR):
    found = Observation.objects.filter(indicator=of, area=area, start=period.start, end=period.end, withdrawn_at=None)
    return found.order_by("-recorded_at", "-pk").first()


@pytest.fixture
def commune():
    return merged(2, on=DAY)


@pytest.mark.parametrize(
    ("nature", "before", "after", "year"),
    [("flow", ("100", "20"), "150", "270"), ("stock", ("100", "20"), "125", "125"), ("level", ("5", "7"), "6", "6")],
)
def test_the_year_by_the_nature_of_the_indicator(commune, nature, before, after, year):
    of, (new, old) = IndicatorFactory(nature=nature), commune
    for area, value in zip(old, before, strict=True):
        record(of, area, BEFORE, value)
    record(of, new, AFTER, after)
    found = standing(of, new)
    assert (found.value, found.origin) == (Decimal(year), Origin.CROSSING)


def test_a_state_is_that_of_the_end(commune):
    of, (new, old) = IndicatorFactory(nature="state", states=["loại III", "loại II"]), commune
    record(of, old[0], BEFORE, state="loại III")
    record(of, new, AFTER, state="loại II")
    assert (standing(of, new).state, standing(of, new).value) == ("loại II", None)


def test_a_ratio_comes_from_numerators_and_denominators(commune):
    of, (new, old) = IndicatorFactory(nature="ratio", unit="%"), commune
    record(of, old[0], BEFORE, "10", denominator=Decimal(100))
    record(of, old[1], BEFORE, "20", denominator=Decimal(100))
    record(of, new, AFTER, "40", denominator=Decimal(200))
    assert (standing(of, new).value, standing(of, new).denominator) == (Decimal("27.5"), 400)


def test_a_ratio_without_a_denominator_says_that_it_cannot(commune):
    new, old = commune
    of = IndicatorFactory(nature="ratio", unit="%", area=new)
    for area in old:
        record(of, area, BEFORE, "10", denominator=Decimal(100))
    record(of, new, AFTER, "40")
    assert standing(of, new) is None
    assert [(one.start, one.end) for one in lacking(of)] == [(YEAR.start, YEAR.end)]
    assert "tổng số" in lacking(of)[0].vi


def test_one_side_alone_makes_no_year_and_says_so(commune):
    new, _ = commune
    of = IndicatorFactory(nature="flow", area=new)
    record(of, new, AFTER, 150)
    assert standing(of, new) is None
    assert "01/01/2025 đến 31/12/2025" in lacking(of)[0].vi


@pytest.mark.parametrize(
    ("after", "year"),
    [
        ([(Period.quarter(2025, 3), 70), (Period.quarter(2025, 4), 80)], 270),
        ([(Period.quarter(2025, 3), 70), (AFTER, 150)], 270),
        ([(Period.quarter(2025, 4), 80)], None),
        ([(Period.quarter(2025, 3), 70), (Period(date(2025, 9, 1), date(2025, 12, 31)), 90)], None),
    ],
    ids=["quarters", "the fewest", "a gap", "an overlap"],
)
def test_the_periods_make_up_the_year_or_there_is_none(commune, after, year):
    of, (new, old) = IndicatorFactory(nature="flow"), commune
    for area, value in zip(old, (100, 20), strict=True):
        record(of, area, BEFORE, value)
    for period, value in after:
        record(of, new, period, value)
    found = standing(of, new)
    assert (found.value if found else None) == year


def test_nine_months_are_put_together_too(commune):
    of, (new, old) = IndicatorFactory(nature="flow"), commune
    for area in old:
        record(of, area, BEFORE, 50)
    record(of, new, Period.quarter(2025, 3), 70)
    assert standing(of, new, Period.months(2025, 9)).value == 170


def test_a_correction_on_either_side_makes_a_new_vintage_and_a_withdrawal_takes_it_away(commune):
    of, (new, old) = IndicatorFactory(nature="flow"), commune
    first = [record(of, area, BEFORE, 50) for area in old]
    record(of, new, AFTER, 70, stage=Stage.PROVISIONAL)
    assert (standing(of, new).value, standing(of, new).stage) == (170, Stage.PROVISIONAL)
    record(of, old[0], BEFORE, 60)
    assert standing(of, new).value == 180
    record(of, new, AFTER, 75)
    assert (standing(of, new).value, standing(of, new).stage) == (185, Stage.FINAL)
    assert Observation.objects.filter(indicator=of, area=new, origin=Origin.CROSSING, end=YEAR.end).count() == 3
    WithdrawObservation(by=None, observation=first[1]).execute()
    assert standing(of, new) is None


def test_what_is_told_of_the_year_stands_before_it(commune):
    of, (new, old) = IndicatorFactory(nature="flow"), commune
    for area in old:
        record(of, area, BEFORE, 50)
    record(of, new, YEAR, 199)
    record(of, new, AFTER, 70)
    assert (standing(of, new).value, standing(of, new).origin) == (199, Origin.ENTRY)


def test_it_says_which_periods_and_whose(commune):
    of, (new, old) = IndicatorFactory(nature="flow"), commune
    for area in old:
        record(of, area, BEFORE, 50)
    record(of, new, AFTER, 70)
    said = with_provenance([standing(of, new)])[0].provenance
    assert said.vi == (
        "ghép từ trước và sau ngày sắp xếp: 6 tháng đầu năm 2025 (Xã cũ 0, Xã cũ 1); 6 tháng cuối năm 2025 (Xã mới)"
    )
    assert said.en.startswith("put together from before and after the change: ")


CITY = {
    "Phường Đức Xuân": {"Phường Đức Xuân cũ": 10, "Phường Nguyễn Thị Minh Khai": 20, "Phường Huyền Tụng": 30},
    "Phường Bắc Kạn": {"Phường Phùng Chí Kiên": 1, "Phường Sông Cầu": 2, "Phường Xuất Hóa": 3, "Xã Nông Thượng": 4},
    "Xã Phong Quang": {"Xã Dương Quang": 7, "Xã Đôn Phong": 8},
}


def test_the_city_of_the_article_has_2025_in_each_of_its_three_successors(django_capture_on_commit_callbacks):
    """Invented figures: revenue of six months in each ward and commune of the city, then of its successors."""
    of = IndicatorFactory(nature="flow")
    for place, (name, parts) in enumerate(CITY.items()):
        old = [AreaFactory(slug=f"{place}-{n}", code=f"{place}{n}", name=part) for n, part in enumerate(parts)]
        for area, value in zip(old, parts.values(), strict=True):
            record(of, area, BEFORE, value)
        into = NewArea(code=f"new-{place}", name=name, kind=Kind.WARD)
        with django_capture_on_commit_callbacks(execute=True):
            change = Merge(by=None, predecessors=old, successor=into, on=DAY).execute()
        record(of, change.founded.get(), AFTER, 100)
    found = Observation.objects.filter(indicator=of, origin=Origin.CROSSING, end=YEAR.end, withdrawn_at=None)
    assert {row.area.name: row.value for row in found} == {
        "Phường Đức Xuân": 160, "Phường Bắc Kạn": 110, "Xã Phong Quang": 115,
    }  # fmt: skip
