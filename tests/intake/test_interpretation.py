"""From what a sentence says to a promise or a figure."""

from datetime import date
from decimal import Decimal

import pytest

from camket.intake import interpretation
from camket.intake.enums import Question
from camket.intake.interpretation import Unclear
from camket.intake.models import Statement
from camket.measures.periods import Period
from camket.records.models import Document
from camket.resolutions.models import Term
from camket.targets.models import Indicator

TERM = Term(first_year=2020, last_year=2025)


def said(text="", **fields):
    document = Document(text=text, year=fields.pop("year", None), months=fields.pop("months", None))
    given = {"role": "target", "indicator_name": "thu ngân sách", "unit": "tỷ đồng", "comparator": "eq"}
    given |= {"aggregate": "last", "value": Decimal(200), "sentence_end": len(text), "sentence_start": 0, "start": 0}
    return Statement(document=document, **given | fields)


NINE_MONTHS = {"role": "result", "year": 2024, "months": 9}
PARTS = [
    ({}, "9M"),
    ({"last_year": 2024}, "9M"),
    ({"first_year": 2024, "last_year": 2024}, "9M"),
    ({"first_year": 2021, "last_year": 2024}, ""),
    ({"last_year": 2023}, ""),
    ({"part": "Q1"}, "Q1"),
    ({"edited": True}, ""),
    ({"role": "target"}, ""),
    ({"text": "Ước cả năm đạt 187,2", "start": 15}, ""),
    ({"months": 4}, ""),
    ({"months": 12}, ""),
]


@pytest.mark.parametrize(("fields", "part"), PARTS)
def test_a_result_is_of_the_months_of_its_report(fields, part):
    assert interpretation.implied_part(said(**NINE_MONTHS | fields)) == part


def test_who_edits_to_the_whole_year_gets_the_whole_year():
    read, edited = said(**NINE_MONTHS), said(**NINE_MONTHS, edited=True)
    assert interpretation.period(read, read.document) == Period.months(2024, 9)
    assert interpretation.period(edited, edited.document) == Period.year(2024)


AGGREGATES = [
    ({"aggregate": "every_year"}, "every"),
    ({"aggregate": "keep"}, "every"),
    ({"aggregate": "average", "text": "Bình quân mỗi năm có 4.000 hộ"}, "mean"),
    ({"aggregate": "average", "text": "bình quân đạt 17,6 tiêu chí/xã"}, "last"),
    ({"aggregate": "growth"}, "growth"),
    ({"aggregate": "growth", "indicator_name": "tốc độ tăng trưởng kinh tế"}, "mean"),
    ({"aggregate": "growth", "indicator_name": "tỷ lệ hộ nghèo", "value": Decimal(-2)}, "change"),
    ({"aggregate": "growth", "indicator_name": "tai nạn giao thông", "value": Decimal(-5)}, "growth"),
    ({"aggregate": "sum"}, "sum"),
]


@pytest.mark.parametrize(("fields", "aggregate"), AGGREGATES)
def test_the_wording_decides_the_aggregate(fields, aggregate):
    assert interpretation.aggregate_of(said(**fields)) == aggregate


WINDOWS = [
    ({}, date(2021, 1, 1), date(2025, 12, 31)),
    ({"last_year": 2023}, date(2021, 1, 1), date(2023, 12, 31)),
    ({"first_year": 2022, "last_year": 2024}, date(2022, 1, 1), date(2024, 12, 31)),
    ({"first_year": 2020, "last_year": 2025}, date(2021, 1, 1), date(2025, 12, 31)),
    ({"last_year": 2020}, date(2020, 1, 1), date(2020, 12, 31)),
    ({"first_year": 2025, "last_year": 2025}, date(2021, 1, 1), date(2025, 12, 31)),
    ({"first_year": 2025, "last_year": 2025, "aggregate": "sum"}, date(2025, 1, 1), date(2025, 12, 31)),
]


@pytest.mark.parametrize(("fields", "start", "due"), WINDOWS)
def test_the_window_is_the_term_unless_the_sentence_names_years(fields, start, due):
    assert interpretation.window(said(**fields), TERM) == Period(start, due)


def test_a_yearly_fall_of_a_rate_becomes_the_change_over_the_window():
    fields = {"aggregate": "growth", "indicator_name": "tỷ lệ hộ nghèo", "unit": "%/năm"}
    promised = interpretation.promise(said(value=Decimal(-2), upper=Decimal("-1.5"), **fields), TERM)
    assert (promised.aggregate, promised.comparator, promised.unit) == ("change", "le", "%")
    assert promised.value == Decimal("-7.5")


def test_a_target_without_a_unit_asks():
    with pytest.raises(Unclear) as error:
        interpretation.promise(said(unit=""), TERM)
    assert error.value.question == Question.NO_UNIT


TOO_MUCH = Decimal("12500000000001")


def test_a_figure_that_no_engine_could_compare_asks_for_a_larger_unit():
    with pytest.raises(Unclear) as error:
        interpretation.figure(said(value=TOO_MUCH, unit="đồng", last_year=2024), "đồng")
    assert error.value.question == Question.TOO_LARGE


def test_the_same_figure_fits_an_indicator_in_a_larger_unit():
    figure = interpretation.figure(said(value=TOO_MUCH, unit="đồng", last_year=2024), "tỷ đồng")
    assert figure.value == Decimal("12500.000000")


def test_a_promise_that_no_engine_could_compare_asks_for_a_larger_unit():
    with pytest.raises(Unclear) as error:
        interpretation.promise(said(value=TOO_MUCH, unit="đồng"), TERM)
    assert error.value.question == Question.TOO_LARGE


@pytest.mark.parametrize(
    ("value", "unit", "larger"),
    [
        ("2500000000000", "đồng", {"value": Decimal(2500), "unit": "tỷ đồng"}),
        ("2500000000001", "đồng", {"value": Decimal("2500000.000001"), "unit": "triệu đồng"}),
        ("2500000000000", "tỷ đồng", {}),
        ("2500000000000", "người", {}),
    ],
)
def test_money_that_is_too_much_is_offered_in_a_larger_unit(value, unit, larger):
    assert interpretation.in_larger_unit(said(value=Decimal(value), unit=unit)) == larger


PERIODS = [
    ({"last_year": 2023}, Period.year(2023)),
    ({"first_year": 2021, "last_year": 2025}, Period.years(2021, 2025)),
    ({"first_year": 2020, "last_year": 2025}, Period.years(2021, 2025)),
    ({"last_year": 2023, "part": "H1"}, Period.half(2023, 1)),
    ({"last_year": 2023, "part": "Q3"}, Period.quarter(2023, 3)),
    ({"last_year": 2023, "part": "9M"}, Period.months(2023, 9)),
    ({"last_year": 2023, "part": "M08"}, Period.month(2023, 8)),
    ({"year": 2024}, Period.year(2024)),
    ({"year": 2026, "months": 9}, Period.months(2026, 9)),
    ({"year": 2026, "months": 9, "last_year": 2025}, Period.year(2025)),
    ({"year": 2026, "months": 9, "role": "plan"}, Period.year(2026)),
    ({"year": 2026, "months": 9, "text": "Ước cả năm 2026 đạt 243 tỷ", "start": 20}, Period.year(2026)),
]


@pytest.mark.parametrize(("fields", "period"), PERIODS)
def test_a_figure_has_the_period_of_its_sentence_else_of_its_document(fields, period):
    statement = said(**{"role": "result"} | fields)
    assert interpretation.period(statement, statement.document) == period


def test_a_figure_without_any_year_asks():
    with pytest.raises(Unclear) as error:
        interpretation.figure(said(role="result"), Indicator(unit="tỷ đồng"))
    assert error.value.question == Question.NO_PERIOD


VALUES = [
    ({"value": Decimal(187200), "unit": "triệu đồng"}, "tỷ đồng", Decimal("187.2")),
    ({"value": Decimal(16), "denominator": Decimal(22), "unit": "trường"}, "%", Decimal("72.727273")),
    ({"value": Decimal("72.7"), "unit": "%"}, "%", Decimal("72.7")),
    ({"value": Decimal(3), "unit": "xã"}, "", Decimal(3)),
]


@pytest.mark.parametrize(("fields", "unit", "value"), VALUES)
def test_a_value_is_told_in_the_unit_of_the_indicator(fields, unit, value):
    assert interpretation.in_unit(said(**fields), unit) == value


def test_units_that_do_not_fit_ask():
    with pytest.raises(Unclear) as error:
        interpretation.in_unit(said(unit="ha"), "tỷ đồng")
    assert error.value.question == Question.UNIT


@pytest.mark.parametrize("aggregate", ["growth", "change"])
def test_a_rate_of_change_is_no_level(aggregate):
    with pytest.raises(Unclear) as error:
        interpretation.figure(said(role="result", aggregate=aggregate, year=2023), Indicator(unit="tỷ đồng"))
    assert error.value.question == Question.COMPARISON
