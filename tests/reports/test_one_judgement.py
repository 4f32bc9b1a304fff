"""Result, ratio and verdict of a line come from one judgement: that of the review's day, by what was known at it."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from camket.observations.actions import RecordObservation
from camket.observations.enums import Stage
from camket.reports import sheet
from camket.reports.composing import paper
from camket.reports.contents import Contents, Line
from camket.reports.leading import DENSITIES
from camket.reports.leading import sheet as one_page
from camket.reports.queries import of_review
from camket.reviews.enums import Outcome, ReviewKind
from camket.reviews.models import Review
from camket.reviews.reviewing import OpenReview, SignReview
from camket.targets.enums import Aggregate, Nature
from city import City
from factories import IndicatorFactory, ObservationFactory, TargetFactory
from reports.yearly import DATED

SEPTEMBER = date(2026, 9, 30)
NINE_MONTHS = (date(2026, 1, 1), SEPTEMBER)
YEAR = (date(2026, 1, 1), date(2026, 12, 31))
LATER = "999999"


class Term:
    """Three promises for 2030, each with figures of 2025, of nine months, and an estimate of all of 2026 beside."""

    def __init__(self, city: City):
        self.city = city
        self.revenue = self._promise("thu thử", "340", Nature.FLOW, Aggregate.LAST, ("170", "181.3", "243"))
        self.roads = self._promise("đường thử", "10", Nature.FLOW, Aggregate.SUM, ("1", "2", "2.5"), first=2026)
        self.rate = self._promise("tỷ lệ thử", "90", Nature.RATIO, Aggregate.EVERY, ("91", "92", "95"), unit="%")

    def _promise(self, name, value, nature, aggregate, told, unit="tỷ đồng", first=2026):
        measured = IndicatorFactory(
            area=self.city.area, name=name, slug=name.replace(" ", "-"), unit=unit, nature=nature
        )
        start = {"start": date(first, 1, 1), "due": date(2030, 12, 31)}
        promise = {"value": Decimal(value), "aggregate": aggregate, "unit": unit, "slug": measured.slug, "number": None}
        made = TargetFactory(resolution=self.city.running, indicator=measured, **promise, **start)
        ObservationFactory(indicator=measured, year=2025, value=Decimal(told[0]))
        self.record(measured, told[1], NINE_MONTHS)
        self.record(measured, told[2], YEAR, Stage.ESTIMATE)
        self.record(measured, "300", YEAR, Stage.PLAN)
        return made

    def record(self, indicator, value, period, stage=Stage.FINAL):
        told = {"indicator": indicator, "area_id": self.city.area.pk, "value": Decimal(value), "stage": stage}
        RecordObservation(by=None, start=period[0], end=period[1], **told).execute()

    def signed(self) -> Review:
        opened = {"resolution": self.city.running, "kind": ReviewKind.QUARTER, "on": SEPTEMBER}
        review = OpenReview(by=None, **opened).execute()
        return SignReview(by=None, review=review, signed_as="Chủ tịch").execute()


@pytest.fixture
def term(minh_hoa: City) -> Term:
    return Term(minh_hoa)


def told(review: Review) -> Contents:
    return of_review(Review.objects.select_related("resolution").get(pk=review.pk), DATED)


def line(found: Contents, name: str) -> Line:
    return next(one for one in found.lines if one.slug == name)


def test_a_review_of_september_shows_nine_months_and_no_estimate_of_the_year(term: Term) -> None:
    shown = line(told(term.signed()), "thu-thử")
    assert (shown.result.text, shown.result.remark) == ("181,3", "9 tháng")
    assert (shown.of_aim, shown.of_aim_of, shown.of_plan) == ("53,3", "", "60,4")
    assert "181,3" in shown.why
    assert shown.meets_plan is None


def test_a_sum_says_that_its_ratio_is_that_of_all_years(term: Term) -> None:
    term.record(term.roads.indicator, "3", (date(2026, 1, 1), date(2026, 6, 30)))
    shown = line(told(term.signed()), "đường-thử")
    assert (shown.result.text, shown.result.remark, shown.of_aim) == ("2", "9 tháng; lũy kế 2", "20")


def test_a_yearly_promise_shows_what_its_verdict_saw(term: Term) -> None:
    shown = line(told(term.signed()), "tỷ-lệ-thử")
    assert (shown.result.text, shown.of_aim) == ("92", "102,2")


@pytest.mark.parametrize("period", [NINE_MONTHS, YEAR, (SEPTEMBER, SEPTEMBER)])
def test_figures_that_come_after_the_review_change_nothing_of_it(term: Term, period) -> None:
    review = term.signed()
    before = told(review)
    for target in (term.revenue, term.roads, term.rate):
        term.record(target.indicator, LATER, period)
    assert told(review) == before
    assert LATER[:3] not in "".join(one.result.text + one.result.remark for one in told(review).lines)


def test_the_page_for_leaders_shows_them_neither(term: Term) -> None:
    review = term.signed()
    term.record(term.revenue.indicator, LATER, YEAR)
    shown = one_page(paper(told(review)), DENSITIES[0])
    assert "999" not in str(shown)
    assert "243" not in str(shown.lagging)


def test_a_target_that_is_promised_otherwise_since_is_reported_as_it_was(term: Term) -> None:
    review = term.signed()
    before = line(told(review), "thu-thử")
    type(term.revenue).objects.filter(pk=term.revenue.pk).update(value=Decimal(50), aggregate=Aggregate.SUM)
    assert line(told(review), "thu-thử") == before


def test_where_a_verdict_does_not_come_out_again_the_review_says_what_it_has(term: Term) -> None:
    review = term.signed()
    term.revenue.indicator.observations.all()._raw_delete("default")
    shown = line(told(review), "thu-thử")
    assert (shown.result.text, shown.of_aim, shown.outcome) == ("181,3", "53,3", Outcome(kept(review).outcome))


def kept(review: Review):
    return review.rows.get(slug="thu-thử")


def test_every_ratio_in_excel_is_live_and_the_one_in_word(term: Term) -> None:
    found = told(term.signed())
    book = {values: openpyxl.load_workbook(_bytes(found), data_only=values).worksheets[0] for values in (True, False)}
    checked = 0
    for computed, live in zip(book[True].iter_rows(min_row=6), book[False].iter_rows(min_row=6), strict=True):
        shown = next((one for one in found.lines if one.name == computed[1].value), None)
        if shown and isinstance(computed[8].value, float):
            assert str(live[8].value).startswith("=G")
            assert round(Decimal(str(computed[8].value)), 1) == Decimal(shown.of_aim.replace(",", "."))
            checked += 1
    assert checked >= 3


def _bytes(found: Contents) -> io.BytesIO:
    return io.BytesIO(sheet.workbook(paper(found)))


def test_a_review_names_the_thresholds_that_it_was_judged_by(term: Term) -> None:
    review = term.signed()
    type(review.resolution).objects.filter(pk=review.resolution_id).update(
        on_track=Decimal("0.5"), at_risk=Decimal("0.4")
    )
    named = told(review).mandate
    assert (named.on_track, named.at_risk) == (Decimal("0.95"), Decimal("0.8"))
