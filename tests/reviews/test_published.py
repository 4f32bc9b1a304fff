"""Every verdict that was published is kept, once, with what brought it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from camket.observations.enums import Stage
from camket.reviews import queries
from camket.reviews.enums import Cause, Outcome
from camket.reviews.models import Definition, Judgement, Verdict
from camket.reviews.queries import published
from camket.reviews.upkeep import bring_up_to_date
from camket.targets.actions import EditIndicator, MergeIndicators
from factories import DocumentFactory, IndicatorFactory, ObservationFactory, PassageFactory
from reviews.conftest import just_before

SENTENCE = "Thu ngân sách năm 2024 đạt [176,5] tỷ đồng."


def passage(town):
    text = SENTENCE.replace("[", "").replace("]", "")
    return PassageFactory(
        document=DocumentFactory(area=town.area, title="Báo cáo quyết toán", text=text), marked=SENTENCE
    )


def test_a_first_figure_is_judged_with_it(town):
    town.record("187.2")
    made = town.newest()
    assert (made.number, made.cause, made.previous) == (1, Cause.FIRST, "")
    assert (made.attained, made.on) == (Decimal("187.2"), date(2025, 3, 1))


def test_a_correction_is_an_event_with_its_cause_in_words(town):
    first = town.record("195")
    second = town.record("176.5", passage=passage(town))
    made = town.newest()
    assert (made.previous, made.outcome) == (Outcome.ON_TRACK, Outcome.OFF_TRACK)
    assert (made.cause, made.cause_figures) == (Cause.CORRECTED, [second.pk, first.pk])
    assert made.told == (
        "Từ Đúng tiến độ thành Chậm tiến độ: "
        "số liệu năm 2024 được sửa từ 195 thành 176,5\xa0tỷ đồng (Báo cáo quyết toán)"
    )
    assert made.told_en.startswith("From On track to Off track: the figure for 2024 was corrected from 195 to 176.5")


def test_a_new_figure_is_named(town):
    town.record("150", year=2021)
    town.record("199", year=2024)
    assert town.newest().cause == Cause.RECORDED
    assert "có số liệu năm 2024 là 199\xa0tỷ đồng" in town.newest().told


def test_a_withdrawn_figure_is_named(town):
    seen = town.record("187.2")
    town.withdraw(seen)
    made = town.newest()
    assert (made.cause, made.cause_figures, made.outcome) == (Cause.WITHDRAWN, [seen.pk], Outcome.NO_DATA)
    assert made.told.endswith("số liệu năm 2024 là 187,2\xa0tỷ đồng được rút lại")


def test_a_figure_that_became_surer_is_said_to_be(town):
    town.record("195", stage=Stage.ESTIMATE)
    town.record("195")
    assert town.newest().cause == Cause.CORRECTED
    assert town.newest().told == ""


def test_the_day_alone_can_bring_a_verdict(town):
    town.record("199")
    town.stand_on(date(2026, 1, 1))
    bring_up_to_date(town.area.pk, date(2026, 1, 1))
    made = town.newest()
    assert (made.cause, made.outcome) == (Cause.DAY, Outcome.MISSED)
    assert made.told == "Từ Đúng tiến độ thành Không đạt: đến ngày 01/01/2026 chưa có thêm số liệu"


def test_an_edited_target_is_told_apart(town):
    town.record("199")
    town.target.value = Decimal(230)
    town.target.save()
    bring_up_to_date(town.area.pk, date(2025, 3, 1))
    assert town.newest().cause == Cause.EDITED
    assert "mục tiêu được sửa từ 200 thành 230\xa0tỷ đồng" in town.newest().told


def test_an_edited_indicator_is_another_way_of_computing(town):
    town.record("199")
    EditIndicator(by=None, indicator=town.indicator, changes={"direction": "down"}).execute()
    assert town.newest().cause == Cause.DEFINED
    assert town.newest().told.endswith("cách tính được sửa")


def test_a_run_over_what_has_not_changed_publishes_nothing(town):
    town.record("187.2")
    for day in range(2, 30):
        bring_up_to_date(town.area.pk, date(2025, 3, day))
    assert len(town.judgements()) == 1


def test_the_verdict_in_force_moves_on_with_the_days(town):
    town.record("187.2")
    bring_up_to_date(town.area.pk, date(2025, 4, 1))
    verdict = Verdict.objects.get()
    assert verdict.on == date(2025, 4, 1)
    assert verdict.expected > town.newest().expected


def test_a_definition_is_kept_once(town):
    town.record("187.2")
    town.record("190")
    assert (Judgement.objects.count(), Definition.objects.count()) == (2, 1)


def test_what_was_published_at_any_moment_can_be_asked(town):
    town.record("195")
    town.record("176.5")
    first, second = town.judgements()
    told = [
        published.at(town.resolution.pk, moment) for moment in (second.published_at, just_before(second.published_at))
    ]
    assert [[one.attained for one in rows] for rows in told] == [[Decimal("176.5")], [Decimal(195)]]
    assert published.at(town.resolution.pk, just_before(first.published_at)) == ()


def test_the_events_of_a_target_are_its_changes_of_outcome(town):
    for value in ("195", "196", "176.5"):
        town.record(value)
    told = published.events(town.target.pk)
    assert [(one.before, one.outcome) for one in told] == [("on_track", "off_track"), (None, "on_track")]


def test_a_review_is_told_what_changed_in_its_time(town):
    town.record("195")
    town.record("176.5")
    first, second = town.judgements()
    asked = (town.area.pk, first.published_at)
    assert [one.outcome for one in published.changes_between(*asked, second.published_at)] == ["off_track"]
    assert published.changes_between(*asked, just_before(second.published_at)) == ()


def test_the_page_of_a_target_lists_the_events(town):
    town.record("195")
    town.record("176.5")
    told = queries.commitment(town.area.pk, town.resolution.slug, town.target.slug)
    assert [one.cause for one in told.events] == [Cause.CORRECTED, Cause.FIRST]


def test_what_was_published_can_be_neither_changed_nor_deleted(town):
    town.record("195")
    with pytest.raises(ValueError, match="stays"):
        town.newest().save()
    with pytest.raises(ValueError, match="stays"):
        town.newest().delete()


def test_a_target_that_is_gone_leaves_what_was_published(town):
    town.record("195")
    key = town.target.pk
    town.target.delete()
    assert Judgement.objects.filter(target=key).count() == 1


def test_a_merge_parts_the_series(town):
    other = IndicatorFactory(area=town.area, name="thu ngân sách nhà nước")
    ObservationFactory(indicator=other, year=2023, value=Decimal(180))
    town.record("195")
    MergeIndicators(by=None, kept=town.indicator, gone=other).execute()
    assert Definition.objects.get().regrouped_at is not None
    assert len(town.judgements()) == 2


def test_english_has_a_word_for_every_cause():
    with override("en"):
        assert all(cause.label != cause.value for cause in Cause)


def test_a_rise_in_percent_of_the_baseline_is_told_in_percent(town):
    promised = town.promise(town.indicator, aggregate="change", value=Decimal(12), unit="%", slug="tang-12")
    town.record("162")
    newest = town.judgements(promised)[-1]
    assert (newest.attained, newest.ratio) == (8, Decimal("0.666667"))
    assert "tăng 8% so với năm 2019, mục tiêu là tăng 12%" in newest.why


def test_a_multiple_of_the_baseline_is_told_as_one(town):
    promised = town.promise(town.indicator, aggregate="change", value=Decimal("1.5"), unit="lần", slug="gap-ruoi")
    town.record("180")
    newest = town.judgements(promised)[-1]
    assert newest.attained == Decimal("1.2")
    assert "gấp 1,2\N{NO-BREAK SPACE}lần năm 2019, mục tiêu là gấp 1,5\N{NO-BREAK SPACE}lần" in newest.why
