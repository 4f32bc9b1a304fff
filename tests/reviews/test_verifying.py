"""All that was published is computed again, and what differs is named."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from camket.config.cli import main
from camket.config.cli.verify import _WHAT
from camket.evaluation import engine
from camket.observations.models import Observation
from camket.reviews import method, publishing
from camket.reviews.enums import Cause, ReviewKind
from camket.reviews.models import Judgement
from camket.reviews.reviewing import OpenReview, SignReview
from camket.reviews.upkeep import bring_up_to_date
from camket.reviews.verifying import verify
from camket.targets.actions import MergeIndicators
from factories import IndicatorFactory, ObservationFactory


@pytest.fixture
def history(town):
    """Published: 195, then 176.5 in its place, then a month later."""
    town.first = town.record("195")
    town.second = town.record("176.5")
    bring_up_to_date(town.area.pk, date(2025, 4, 1))
    return town


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def report():
    return verify(lambda batches, what: batches)


def differences():
    return {(one.number, one.what) for one in report().differences}


def test_what_nobody_touched_agrees(history):
    found = report()
    assert found.differences == []
    assert (found.judgements, found.verdicts, found.unproved) == (2, 1, 0)


def test_a_figure_of_a_judgement_that_was_changed_is_named(history):
    run("UPDATE reviews_judgement SET attained = 205 WHERE number = 1")
    (one,) = report().differences
    assert (one.target, one.number, one.on, one.what) == (history.target.pk, 1, date(2025, 3, 1), "attained")
    assert (Decimal(one.published), Decimal(one.now)) == (205, 195)


def test_an_outcome_that_was_changed_is_named(history):
    run("UPDATE reviews_judgement SET outcome = 'met' WHERE number = 2")
    (one,) = report().differences
    assert (one.number, one.what, one.published, one.now) == (2, "outcome", "met", "off_track")


def test_a_hash_that_was_changed_is_named(history):
    run("UPDATE reviews_judgement SET inputs_hash = %s WHERE number = 1", "0" * 64)
    assert differences() == {(1, "inputs_hash")}


def test_a_value_of_an_observation_that_was_changed_is_named(history):
    run("UPDATE observations_observation SET value = 194 WHERE id = %s", history.first.pk)
    found = [one for one in report().differences if one.what == "figure"]
    assert [(one.number, one.published.split()[0]) for one in found] == [(1, f"#{history.first.pk}")]
    assert found[0].published.endswith("final: 195")
    assert found[0].now.endswith("final: 194")


def test_what_a_changed_observation_brings_about_is_named_too(history):
    run("UPDATE observations_observation SET value = 194 WHERE id = %s", history.first.pk)
    assert {(1, "attained"), (1, "inputs_hash"), (1, "why")} <= differences()


def test_an_observation_that_is_gone_is_named(history):
    run("DELETE FROM observations_observation WHERE id = %s", history.second.pk)
    assert {(2, "missing"), (None, "missing")} <= differences()


def test_an_observation_slipped_in_with_an_older_moment_is_named(history):
    slipped = ObservationFactory(indicator=history.indicator, year=2023, recorded_at=datetime(2025, 1, 1, tzinfo=UTC))
    found = [one for one in report().differences if one.what == "added"]
    assert {one.number for one in found} == {1, 2, None}
    assert {one.now.split()[0] for one in found} == {f"#{slipped.pk}"}


def test_a_withdrawal_that_was_dated_back_is_named(history):
    Observation.objects.filter(pk=history.first.pk).update(withdrawn_at=datetime(2025, 1, 1, tzinfo=UTC))
    assert (1, "figure") in differences()


def test_the_verdict_in_force_is_proved_on_its_day(history):
    run("UPDATE reviews_verdict SET expected = 1")
    assert differences() == {(None, "expected")}


def test_a_definition_that_was_changed_is_named(history):
    run("""UPDATE reviews_definition SET content = '{"broken": 1}'""")
    assert {(1, "definition"), (2, "definition"), (None, "definition")} == differences()


def test_a_judgement_that_is_gone_is_named(history):
    run("DELETE FROM reviews_judgement WHERE number = 1")
    assert (2, "sequence") in differences()


def test_a_target_edited_since_is_no_difference(history):
    history.target.value = Decimal(300)
    history.target.save()
    found = report()
    assert (found.differences, found.edited) == ([], [history.target.slug])


def test_a_target_that_is_gone_is_proved_all_the_same(history):
    history.target.delete()
    found = report()
    assert (found.judgements, found.differences) == (2, [])


def test_indicators_that_became_one_are_no_difference(history):
    other = IndicatorFactory(area=history.area, name="thu ngân sách nhà nước")
    ObservationFactory(indicator=other, year=2023, value=Decimal(160))
    MergeIndicators(by=None, kept=history.indicator, gone=other).execute()
    found = report()
    assert (found.judgements, found.differences) == (3, [])


def test_what_was_recorded_later_does_not_enter(history):
    history.record("300")
    assert report().differences == []


def test_every_difference_has_its_words():
    fields = {name for name in publishing.SHOWN if name not in ("on", "as_of", "previous")}
    others = {"figure", "missing", "added", "seal", "definition", "sequence", "judgement"}
    signed = {"review", "review_row", "addendum"}
    assert fields | others | signed == set(_WHAT)


# --- another version of the method


@pytest.fixture
def earlier(town, monkeypatch):
    """Published twice by a method that calls every delay a risk, before the present one came."""
    text = engine._chain_in_memory().replace("ELSE 'off_track' END AS verdict", "ELSE 'at_risk' END AS verdict")
    with monkeypatch.context() as then:
        then.setattr(engine, "_chain_in_memory", lambda: text)
        then.setattr(method, "version", lambda: "e" * 64)
        town.first, town.second = town.record("195"), town.record("150")
        bring_up_to_date(town.area.pk, date(2025, 4, 1))
    return town


def test_what_an_earlier_method_judged_otherwise_is_no_difference_and_is_counted(earlier):
    found = report()
    assert (found.differences, found.earlier, found.unknown) == ([], 2, 0)


def test_the_method_of_today_is_proved_by_its_outcome(earlier):
    run("UPDATE reviews_judgement SET method = %s", method.version())
    assert (2, "outcome") in differences()


@pytest.mark.parametrize(
    ("tampering", "what"),
    [
        ("UPDATE reviews_judgement SET outcome = 'met' WHERE number = 2", "seal"),
        ("UPDATE reviews_judgement SET method = 'another' WHERE number = 2", "seal"),
        ("UPDATE reviews_judgement SET method = '' WHERE number = 2", "seal"),
        ("UPDATE reviews_judgement SET evidence = '[]' WHERE number = 2", "inputs_hash"),
        ("UPDATE observations_observation SET value = 151", "figure"),
    ],
)
def test_what_an_earlier_method_judged_is_proved_by_its_own_hash_and_figures(earlier, tampering, what):
    run(tampering)
    assert (2, what) in differences()


def test_an_input_of_an_earlier_method_that_is_gone_is_named(earlier):
    run("DELETE FROM observations_observation WHERE id = %s", earlier.second.pk)
    assert (2, "missing") in differences()


def test_what_is_older_than_the_keeping_of_methods_is_counted_apart(earlier):
    for table in ("judgement", "verdict"):
        run(f"UPDATE reviews_{table} SET method = '', seal = ''")
    found = report()
    assert (found.differences, found.earlier, found.unknown) == ([], 0, 2)


def test_what_has_no_method_is_proved_where_it_comes_out_the_same(history):
    for table in ("judgement", "verdict"):
        run(f"UPDATE reviews_{table} SET method = '', seal = ''")
    found = report()
    assert (found.differences, found.earlier, found.unknown) == ([], 0, 0)


def test_the_next_run_judges_by_the_method_of_today_and_says_so(earlier):
    bring_up_to_date(earlier.area.pk, date(2025, 4, 2))
    newest = Judgement.objects.order_by("pk").last()
    assert (newest.outcome, newest.cause, newest.method) == ("off_track", Cause.DEFINED, method.version())
    assert (report().differences, report().earlier) == ([], 1)


def test_the_command_counts_what_an_earlier_method_judged(earlier, capsys):
    status, said = command(capsys)
    assert (status, "2 kết quả được tính theo cách tính trước đây" in said) == (0, True)


# --- the command


def command(capsys, *options):
    status = main(["verify", *options])
    return status, capsys.readouterr().out


def test_the_command_ends_well_where_all_agrees(history, capsys):
    status, said = command(capsys)
    told = "Đã tính lại 2 kết quả đã công bố và 1 kết quả hiện hành: tất cả đều khớp."
    assert (status, said.splitlines()[0]) == (0, told)


def test_the_command_fails_and_names_what_differs(history, capsys):
    run("UPDATE reviews_judgement SET outcome = 'met' WHERE number = 2")
    status, said = command(capsys)
    assert status == 1
    assert "lần 2, tính đến 01/03/2025: kết quả: đã công bố Đạt, nay tính ra Chậm tiến độ" in said
    assert "1 điểm sai khác" in said


def test_the_command_says_it_in_json(history, capsys):
    run("UPDATE reviews_judgement SET inputs_hash = %s WHERE number = 1", "0" * 64)
    status, said = command(capsys, "--json")
    told = json.loads(said)
    assert (status, told["judgements"], [one["what"] for one in told["differences"]]) == (1, 2, ["inputs_hash"])


def test_a_signed_review_that_was_changed_is_named(town, capsys):
    town.record("187.2")
    told = {"resolution": town.resolution, "kind": ReviewKind.QUARTER, "on": date(2025, 3, 1)}
    review = OpenReview(by=None, **told).execute()
    SignReview(by=None, review=review, signed_as="Chủ tịch").execute()
    status, said = command(capsys)
    assert (status, "1 kỳ sơ kết đã ký" in said) == (0, True)
    review.rows.update(attained=Decimal(999))
    status, said = command(capsys)
    assert status == 1
    assert "một chỉ tiêu trong kỳ sơ kết đã ký không còn như khi ký" in said
