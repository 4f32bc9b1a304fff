"""When a name is nearly known: which indicators are offered, and which of them is the likeliest."""

from decimal import Decimal

import pytest

from camket.intake.choices import choices
from camket.intake.enums import Question, State
from camket.targets.actions import RememberWording
from factories import (
    DocumentFactory,
    IndicatorFactory,
    ObservationFactory,
    ResolutionFactory,
    StatementFactory,
    TargetFactory,
)


def indicator(name, **fields):
    found = IndicatorFactory(name=name, **fields)
    RememberWording(by=None, indicator=found, text=name).execute()
    return found


@pytest.fixture
def asking(db):
    return StatementFactory(question=Question.SAME, indicator_name="tổng thu ngân sách trên địa bàn thành phố")


def offered(statement):
    return [(choice.indicator.name, choice.preferred) for choice in choices([statement])[statement.pk]]


def test_the_likest_is_first_and_preferred(asking):
    indicator("thu ngân sách trên địa bàn")
    indicator("tổng thu ngân sách trên địa bàn")
    assert offered(asking) == [("tổng thu ngân sách trên địa bàn", True), ("thu ngân sách trên địa bàn", False)]


def test_one_of_another_unit_comes_last_and_is_not_preferred(asking):
    indicator("tổng thu ngân sách trên địa bàn", unit="%")
    assert offered(asking) == [("tổng thu ngân sách trên địa bàn", False)]
    indicator("thu ngân sách trên địa bàn", unit="triệu đồng")
    assert offered(asking)[0] == ("thu ngân sách trên địa bàn", True)


def test_each_shows_what_it_last_stood_at(asking):
    found = indicator("tổng thu ngân sách trên địa bàn")
    for year, value in ((2022, 171), (2023, 184), (2021, 158)):
        ObservationFactory(indicator=found, year=year, value=Decimal(value))
    assert choices([asking])[asking.pk][0].latest.value == 184


@pytest.mark.parametrize(("value", "preferred"), [(200, True), (210, False)])
def test_one_that_the_resolution_promises_otherwise_is_not_preferred(db, value, preferred):
    resolution = ResolutionFactory()
    resolution.document.text = "Tổng thu ngân sách trên địa bàn đạt 200 tỷ đồng."
    resolution.document.save()
    statement = StatementFactory(
        document=resolution.document,
        marked="Tổng thu ngân sách trên địa bàn đạt [200] tỷ đồng.",
        indicator_name="tổng thu ngân sách trên địa bàn thành phố",
        role="target",
        value=Decimal(200),
        last_year=2025,
        question=Question.SAME,
    )
    TargetFactory(resolution=resolution, indicator=indicator("tổng thu ngân sách trên địa bàn"), value=Decimal(value))
    assert offered(statement) == [("tổng thu ngân sách trên địa bàn", preferred)]


@pytest.mark.parametrize(("value", "preferred"), [("187.2", True), ("180", False)])
def test_one_that_the_document_gives_another_value_is_not_preferred(asking, value, preferred):
    found = indicator("tổng thu ngân sách trên địa bàn")
    StatementFactory(
        document=asking.document,
        role="result",
        start=1,
        end=2,
        value=Decimal(value),
        state=State.ASSENTED,
        observation=ObservationFactory(indicator=found),
    )
    assert offered(asking) == [("tổng thu ngân sách trên địa bàn", preferred)]


def test_nothing_is_looked_up_where_nothing_is_asked(db, django_assert_num_queries):
    statement = StatementFactory(document=DocumentFactory())
    with django_assert_num_queries(0):
        assert choices([statement]) == {}
