"""The read side of the scoreboard: what it answers, and in how many SQL statements."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camket.observations.enums import Stage
from camket.observations.models import Observation
from camket.reviews import queries
from camket.reviews.enums import Outcome, Reporting
from city import city
from factories import IndicatorFactory, ObservationFactory, TargetFactory, VerdictFactory

SLUG = "minh-hoa-2020-2025"
REVENUE = "thu-ngan-sach-tren-dia-ban-last"


@pytest.fixture
def town(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return city()


def statements(ask) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return len(captured)


QUERIES = {
    "mandates": (2, lambda area: queries.mandates(area)),
    "scoreboard": (5, lambda area: queries.scoreboard(area)),
    "scoreboard of one": (5, lambda area: queries.scoreboard(area, SLUG)),
    "commitment": (13, lambda area: queries.commitment(area, SLUG, REVENUE)),
    "documents": (1, lambda area: queries.documents(area)),
    "document": (5, lambda area: queries.document(area, "nghi-quyet-dai-hoi-dang-bo-thanh-pho-nhiem-ky-2020-2025")),
}


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_takes_as_many_statements_for_much_as_for_little(town, name):
    most, ask = QUERIES[name]
    before = statements(lambda: ask(town.area.pk))
    assert 0 < before <= most
    for number in range(5):
        indicator = IndicatorFactory(area=town.area, name=f"chỉ số {number}")
        target = TargetFactory(resolution=town.finished, indicator=indicator)
        VerdictFactory(target=target)
        ObservationFactory(indicator=indicator, year=2022)
    revenue = town.area.indicators.get(name="thu ngân sách trên địa bàn")
    for year in range(2001, 2011):
        ObservationFactory(indicator=revenue, year=year)
    assert statements(lambda: ask(town.area.pk)) == before


def test_rows_come_in_the_order_of_the_text_the_newest_term_first(town):
    rows = queries.scoreboard(town.area.pk)
    assert [row.mandate.first_year for row in rows] == [2025] * 6 + [2020] * 6
    assert [row.number for row in queries.scoreboard(town.area.pk, SLUG)] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("ask", [queries.scoreboard, queries.mandates, queries.documents])
def test_another_area_has_nothing(town, ask):
    assert ask(town.area.pk + 1) == ()


def test_rows_cannot_be_changed(town):
    with pytest.raises(FrozenInstanceError):
        queries.scoreboard(town.area.pk)[0].name = "khác"  # type: ignore[misc]  # that is the claim


def test_the_tally_counts_by_verdict(town):
    told = queries.tally(queries.scoreboard(town.area.pk, SLUG))
    assert (told.good, told.total) == (4, 6)
    assert dict(told.present) == {Outcome.EXCEEDED: 2, Outcome.MET: 2, Outcome.MISSED: 1, Outcome.NO_DATA: 1}


def test_what_needs_attention_comes_worst_first(town):
    rows = [row for row in queries.scoreboard(town.area.pk) if row.mandate.first_year == 2025]
    assert [row.standing.outcome for row in queries.attention(rows)] == ["off_track", "at_risk", "no_data"]


def test_the_figure_that_counts_is_the_newest_of_the_best_stage(town):
    revenue = IndicatorFactory(area=town.area, name="thu khác")
    VerdictFactory(target=TargetFactory(resolution=town.finished, indicator=revenue))

    def seen(value: int, stage: Stage, day: int, **more) -> Observation:
        moment = datetime(2025, 1, day, tzinfo=UTC)
        return ObservationFactory(indicator=revenue, value=value, stage=stage, recorded_at=moment, **more)

    seen(1, Stage.PLAN, 9)
    seen(2, Stage.ESTIMATE, 8)
    seen(3, Stage.FINAL, 1)
    seen(4, Stage.FINAL, 2)
    seen(5, Stage.FINAL, 3, withdrawn_at=datetime(2025, 1, 4, tzinfo=UTC))
    row = next(row for row in queries.scoreboard(town.area.pk, SLUG) if row.name == "thu khác")
    assert [point.value for point in row.points] == [Decimal(4)]
    told = queries.commitment(town.area.pk, SLUG, row.slug).figures
    assert [(one.value, one.counts, one.corrects, one.replaced) for one in told] == [
        (Decimal(4), True, True, False),
        (Decimal(3), False, False, True),
        (Decimal(2), False, False, True),
        (Decimal(1), False, False, False),
    ]


def test_the_same_value_from_two_documents_is_one_figure_and_no_correction(town):
    other = town.report.passages.first()
    revenue = town.area.indicators.get(name="thu ngân sách trên địa bàn")
    ObservationFactory(indicator=revenue, year=2024, value=Decimal("196.3"), passage=other)
    told = [one for one in queries.commitment(town.area.pk, SLUG, REVENUE).figures if one.end.year == 2024]
    assert [(one.value, len(one.sources)) for one in told] == [(Decimal("196.3"), 2), (Decimal(195), 1)]


def test_a_commitment_has_its_sentence_offices_seats_and_findings(town):
    told = queries.commitment(town.area.pk, SLUG, REVENUE)
    assert (told.source.before, told.source.number) == ("(1) Thu ngân sách trên địa bàn đạt ", "210")
    assert told.row.lead.name == "Phòng Tài chính - Kế hoạch"
    assert [office.name for office in told.partners] == ["Chi cục Thuế"]
    assert [seat.role for seat in told.seats] == ["chair", "member"]
    assert [len(finding.sources) for finding in told.findings] == [2]


def test_a_part_and_its_whole_know_each_other(town):
    whole, part = town.finished.targets.order_by("order")[:2]
    part.part_of = whole
    part.save()
    assert [one.id for one in queries.commitment(town.area.pk, SLUG, whole.slug).parts] == [part.pk]
    assert queries.commitment(town.area.pk, SLUG, part.slug).whole.id == whole.pk


def test_what_is_not_there_is_none(town):
    assert queries.commitment(town.area.pk, SLUG, "khong-co") is None
    assert queries.document(town.area.pk, "khong-co") is None


def test_the_marks_of_a_document_are_in_order_and_apart(town):
    text = queries.document(town.area.pk, town.finished.document.slug)
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["210", "20", "58,5", "1,5", "7", "70"]
    assert all(a.end <= b.start for a, b in zip(text.marks, text.marks[1:], strict=False))
    assert text.marks[0].mention.slug == REVENUE


def test_a_figure_leads_to_the_commitment_whose_window_holds_it(town):
    text = queries.document(town.area.pk, town.report.slug)
    assert [(mark.kind, mark.mention.resolution_slug) for mark in text.marks] == [("result", SLUG)]


def test_a_document_of_which_every_figure_was_withdrawn_is_shown_no_more(town):
    Observation.objects.filter(passage__document=town.report).update(withdrawn_at=datetime(2026, 1, 1, tzinfo=UTC))
    assert queries.document(town.area.pk, town.report.slug) is None
    assert town.report.slug not in [one.slug for one in queries.documents(town.area.pk)]


def test_changes_tell_each_indicator_once_the_newest_document_first(town):
    told = queries.changes(town.area.pk, queries.scoreboard(town.area.pk), 20)
    assert len({change.row.indicator for change in told}) == len(told)
    assert [change.day for change in told] == sorted((change.day for change in told), reverse=True)


@pytest.mark.parametrize(
    ("end", "on", "stale", "light"),
    [
        (date(2025, 12, 31), date(2026, 11, 3), False, Reporting.REPORTED),
        (date(2024, 12, 31), date(2025, 6, 1), False, Reporting.REPORTED),
        (date(2023, 12, 31), date(2025, 1, 15), False, Reporting.DUE),
        (date(2023, 12, 31), date(2025, 6, 1), False, Reporting.OVERDUE),
        (date(2023, 12, 31), date(2024, 6, 1), True, Reporting.OVERDUE),
        (None, date(2020, 6, 1), False, Reporting.REPORTED),
        (None, date(2026, 11, 3), False, Reporting.OVERDUE),
    ],
)
def test_the_second_light_says_whether_the_owner_has_reported(town, end, on, stale, light):
    target = town.finished.targets.get(slug=REVENUE)
    verdict = target.verdict
    verdict.attained_end, verdict.on, verdict.stale = end, on, stale
    verdict.save()
    row = next(row for row in queries.scoreboard(town.area.pk, SLUG) if row.slug == REVENUE)
    assert row.standing.reporting == light
