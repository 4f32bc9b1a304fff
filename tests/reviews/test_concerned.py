"""A change is judged in its own transaction, for the targets concerned and no others."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from camket.foundation.actions import Action
from camket.observations.models import Observation
from camket.reviews import checking, judging, upkeep
from camket.reviews.models import Finding, Judgement, Verdict
from camket.reviews.upkeep import bring_up_to_date
from factories import IndicatorFactory, ObservationFactory

TODAY = date(2025, 3, 1)


def statements(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]


def others(town, number):
    for place in range(number):
        indicator = IndicatorFactory(area=town.area, name=f"chỉ số khác {place}")
        town.promise(indicator)
        ObservationFactory(indicator=indicator, year=2023)


def judged_at():
    return dict(Verdict.objects.values_list("target_id", "as_of"))


def test_only_the_targets_of_the_figure_are_judged(town):
    others(town, 3)
    bring_up_to_date(town.area.pk, TODAY)
    before = judged_at()
    town.record("187.2")
    after = judged_at()
    assert [key for key in after if after[key] != before[key]] == [town.target.pk]


def test_a_figure_costs_as_many_statements_among_many_as_among_few(town):
    town.record("180")
    few = statements(lambda: town.record("181"))
    others(town, 20)
    for year in range(1990, 2019):
        ObservationFactory(indicator=town.indicator, year=year)
    bring_up_to_date(town.area.pk, TODAY)
    many = statements(lambda: town.record("182"))
    assert len(few) == len(many) <= 14


def test_of_figures_only_the_series_is_read(town):
    others(town, 2)
    bring_up_to_date(town.area.pk, TODAY)
    read = [sql for sql in statements(lambda: town.record("182")) if 'FROM "observations_observation"' in sql]
    assert 1 <= len(read) <= 2
    if connection.vendor == "sqlite":
        plans = [connection.cursor().execute(f"EXPLAIN QUERY PLAN {sql}").fetchone()[-1] for sql in read]
        assert all("USING INDEX" in plan or "USING INTEGER PRIMARY KEY" in plan for plan in plans), plans
        assert any("indicator_id=? AND area_id=?" in plan for plan in plans)


def test_all_targets_of_a_series_are_judged(town):
    second = town.promise(town.indicator, slug="khac", aggregate="every")
    town.record("187.2")
    assert set(judged_at()) == {town.target.pk, second.pk}


def test_stored_verdicts_are_those_of_a_whole_evaluation(town):
    others(town, 3)
    bring_up_to_date(town.area.pk, TODAY)
    town.record("187.2")
    verdicts = {row.target_id: row for row in Verdict.objects.all()}
    for target, found in judging.judge_resolution(town.resolution.pk, TODAY, Judgement.objects.latest("as_of").as_of):
        row = verdicts[target.pk]
        assert (row.outcome, row.attained, row.pace) == (found.verdict, found.attained, found.pace)


def test_a_resolution_never_mixes_days(town):
    others(town, 3)
    bring_up_to_date(town.area.pk, TODAY)
    town.stand_on(date(2025, 3, 2))
    town.record("187.2")
    assert set(Verdict.objects.values_list("on", flat=True)) == {date(2025, 3, 2)}


class Batch(Action[None]):
    """Several things in one transaction, as when a person assents to a document of the area."""

    verb = "intake.assent"

    def __init__(self, work, about=None):
        self.by, self.work, self.about = None, work, about

    def subject(self):
        return self.about

    def perform(self):
        self.work()


def test_a_batch_judges_each_target_once(town):
    Batch(lambda: [town.record(str(180 + number)) for number in range(20)]).execute()
    (made,) = town.judgements()
    assert made.attained == Decimal(199)


def test_what_an_inner_action_takes_back_is_not_judged(town):
    def work():
        with pytest.raises(ZeroDivisionError):
            Batch(lambda: (town.record("187.2"), 1 // 0)).execute()

    Batch(work).execute()
    assert town.judgements() == []


def test_a_batch_that_is_judged_at_the_end_is_not_judged_before(town):
    with upkeep.judged_at_the_end():
        town.record("187.2")
    assert town.judgements() == []
    bring_up_to_date(town.area.pk, TODAY)
    assert len(town.judgements()) == 1


def test_a_target_that_cannot_be_judged_does_not_keep_a_figure_out(town, monkeypatch, caplog):
    monkeypatch.setattr(judging, "judge", lambda *_: 1 / 0)
    town.record("187.2")
    assert Observation.objects.filter(value=Decimal("187.2")).exists()
    assert "not_judged" in caplog.text
    assert not Verdict.objects.exists()


def contradict(town, capture):
    ratio = IndicatorFactory(area=town.area, name="tỷ lệ", unit="%", nature="ratio")
    with capture(execute=True):
        Batch(lambda: town.record("101", indicator=ratio), ratio).execute()


def test_the_cross_checks_follow_after_the_commit(town, django_capture_on_commit_callbacks):
    contradict(town, django_capture_on_commit_callbacks)
    assert Finding.objects.count() == 1


def test_the_cross_checks_of_a_large_area_wait_for_the_daily_run(town, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(upkeep, "CHECKED_AT_ONCE", 1)
    contradict(town, django_capture_on_commit_callbacks)
    assert not Finding.objects.exists()
    bring_up_to_date(town.area.pk, TODAY)
    assert Finding.objects.count() == 1


def test_the_cross_checks_run_once_for_a_batch(town, django_capture_on_commit_callbacks, monkeypatch):
    run = []
    monkeypatch.setattr(checking.FindDisagreements, "execute", lambda self: run.append(self.area_id))
    with django_capture_on_commit_callbacks(execute=True):
        Batch(lambda: [town.record(str(180 + number)) for number in range(5)], town.indicator).execute()
    assert run == [town.area.pk]


class Edit(Batch):
    verb = "targets.edit"


def test_an_edit_of_a_target_judges_the_targets_of_its_indicator(town):
    others(town, 2)
    bring_up_to_date(town.area.pk, TODAY)
    before = judged_at()
    Edit(lambda: None, town.target).execute()
    after = judged_at()
    assert [key for key in after if after[key] != before[key]] == [town.target.pk]
