"""A ratio typed as a part and its whole: "16/22". Both are kept, so that ratios of areas can be put together."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from camket.measures.periods import Period
from camket.observations.models import Observation
from camket.observations.rounds import typed
from camket.observations.rounds.actions import Asked, Given, MakeForm, OpenRound, SubmitAnswers
from camket.observations.rounds.doubts import facts, marks
from factories import IndicatorFactory, OfficeFactory
from observations.rounds import collected
from territory import city_with_communes


@pytest.mark.parametrize(
    ("text", "unit", "value", "whole"),
    [
        ("16/22", "%", "72.727273", "22"),
        (" 16 / 22 ", "%", "72.727273", "22"),
        ("1.234/2.468", "%", "50", "2468"),
        ("1,234/2,468", "%", "50", "2468"),
        ("3/1.000", "‰", "3", "1000"),
        ("0/22", "%", "0", "22"),
        ("24/22", "%", "109.090909", "22"),
        ("120/60", "lần", "2", "60"),
        ("72,7", "%", "72.7", None),
    ],
)
def test_a_part_of_a_whole_is_read_with_both(text, unit, value, whole):
    found = typed.read(text, unit, is_ratio=True)
    assert (found.value, found.denominator) == (Decimal(value), whole and Decimal(whole))


@pytest.mark.parametrize(
    ("text", "is_ratio"), [("16/0", True), ("16/", True), ("16/22/3", True), ("1..2/3", True), ("16/22", False)]
)
def test_what_is_no_part_of_a_whole_is_told(text, is_ratio):
    with pytest.raises(typed.NotUnderstood, match="Hãy"):
        typed.read(text, "%", is_ratio=is_ratio)


BEFORE = [(Period.year(2024), Decimal("1180"))]


@pytest.mark.parametrize(
    ("text", "value", "unit", "past", "asked"),
    [
        ("1.234", "1234", "tỷ đồng", [], True),
        ("1,234", "1.234", "tỷ đồng", [], True),
        ("1.234", "1234", "tỷ đồng", BEFORE, False),  # what is known settles it
        ("1.234", "1234", "hộ", [], False),  # nobody counts in thousandths
        ("1.234,5", "1234.5", "tỷ đồng", [], False),
        ("1.234.567", "1234567", "tỷ đồng", [], False),
        ("0.234", "0.234", "tỷ đồng", [], False),
        ("12.34", "12.34", "tỷ đồng", [], False),
        ("1234", "1234", "tỷ đồng", [], False),
    ],
)
def test_a_mark_that_may_mean_either_is_asked_about(text, value, unit, past, asked):
    known = facts(Period.year(2025), unit, "flow", past)
    assert bool(list(marks(text, Decimal(value), known))) is asked


@pytest.mark.django_db
def test_the_figure_keeps_its_whole_and_unchanged_keeps_it_too():
    city = collected()
    city.submit(city.give(city.poverty, "220/10.000"))
    told = Observation.objects.get(answer__isnull=False)
    assert (told.value, told.denominator) == (Decimal("2.2"), Decimal(10000))
    later = OpenRound(by=None, form=city.form, period=Period.year(2026)).execute()
    duty = later.duties.get(indicator=city.poverty)
    same = [Given(duty.pk, unchanged=True)]
    SubmitAnswers(by=None, round=later, office_id=city.office.pk, given=same).execute()
    assert Observation.objects.get(answer__duty=duty).denominator == Decimal(10000)
    assert "2,2% trên tổng số 10.000" in city_page(city, later)


@pytest.mark.django_db
def test_the_page_tells_what_the_two_numbers_come_to():
    city = collected()
    city.save(city.give(city.poverty, "220/10.000"))
    assert "220/10.000 là 2,2%." in city_page(city)


def city_page(city, held=None) -> str:
    city.round = held or city.round
    return " ".join(Client().get(city.address()).content.decode().split())


@pytest.mark.django_db
def test_ratios_of_communes_are_put_together_by_their_wholes():
    city, communes = city_with_communes(2)
    schools = IndicatorFactory(area=city, name="Trường đạt chuẩn", unit="%", nature="ratio", combined=True)
    office = OfficeFactory(area=city, name="Phòng Giáo dục")
    lines = [Asked(schools.pk, commune.pk, office.pk) for commune in communes]
    named = {"name": "Biểu trường", "cycle": "year", "approval": False}
    form = MakeForm(by=None, area_id=city.pk, settings=named, lines=lines, since=date(2020, 1, 1)).execute()
    held = OpenRound(by=None, form=form, period=Period.year(2025)).execute()
    first, second = held.duties.order_by("order")
    given = [Given(first.pk, "16/22"), Given(second.pk, "1/8")]
    SubmitAnswers(by=None, round=held, office_id=office.pk, given=given).execute()
    told = Observation.objects.get(indicator=schools, area=city, withdrawn_at=None)
    assert (round(told.value, 4), told.denominator) == (Decimal("56.6667"), Decimal(30))
