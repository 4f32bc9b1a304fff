"""Answers: kept as typed, asked back, sent, recorded; two people at one link; and what may not be lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from camket.measures.periods import Period
from camket.observations import queries as observations
from camket.observations.enums import DutyState, Light
from camket.observations.models import Observation
from camket.observations.rounds import queries
from camket.observations.rounds.actions import ApproveDuty, Asked, ChangeForm, OpenRound, ReturnDuty, SaveAnswers
from camket.observations.rounds.actions.deciding import NotSent
from camket.observations.rounds.views import sheet
from camket.people.enums import Role
from factories import DocumentFactory, ObservationFactory, PassageFactory, UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db


def _told():
    return Observation.objects.filter(answer__isnull=False, withdrawn_at=None)


def test_a_draft_records_nothing():
    city = collected()
    city.save(city.give(city.revenue, "205,4"))
    assert not _told().exists()
    assert city.duty(city.revenue).state == DutyState.WAITING
    assert city.duty(city.revenue).current.value == Decimal("205.4")


def test_what_cannot_be_read_is_kept_and_the_rest_is_sent():
    city = collected()
    sent = city.submit(city.give(city.revenue, "hai trăm"), city.give(city.poverty, "2,1"))
    assert city.duty(city.revenue).current.text == "hai trăm"
    assert sent.results[city.duty(city.revenue).pk].error
    assert [duty.indicator for duty in sent.sent] == [city.poverty]


def test_a_doubtful_figure_waits_for_yes_and_keeps_the_question():
    city = collected()
    assert city.submit(city.give(city.revenue, "2.054")).sent == ()
    assert not _told().exists()
    sent = city.submit(city.give(city.revenue, "2.054", sure=True))
    assert len(sent.sent) == 1
    answer = city.duty(city.revenue).submitted
    assert (answer.sure, answer.questions[0][0], _told().get().value) == (True, "times", 2054)


def test_unchanged_takes_the_last_figure():
    city = collected()
    city.submit(city.give(city.poverty, unchanged=True))
    assert _told().get().value == Decimal("2.3")


@pytest.mark.parametrize(("text", "sent"), [("", 1), ("2,3", 1), ("2,30 %", 1), ("2,4", 0), ("hai", 0)])
def test_unchanged_beside_another_figure_is_asked_about(text, sent):
    city = collected()
    assert len(city.submit(city.give(city.poverty, text, unchanged=True)).sent) == sent


def test_sent_twice_is_recorded_once():
    city = collected()
    given = city.give(city.revenue, "205,4")
    city.submit(given)
    city.submit(given)
    assert _told().count() == 1
    assert city.duty(city.revenue).answers.count() == 1


def test_a_later_answer_corrects_and_both_stay():
    city = collected()
    city.submit(city.give(city.revenue, "205,4"))
    city.submit(city.give(city.revenue, "205,9"))
    assert [one.value for one in _told().order_by("pk")] == [Decimal("205.4"), Decimal("205.9")]


def test_an_answer_on_an_older_page_is_kept_beside_the_one_that_stands():
    city = collected()
    first, second = city.give(city.revenue, "205,4"), city.give(city.revenue, "206")
    city.save(first)
    result = city.submit(second)
    duty = city.duty(city.revenue)
    assert result.results[duty.pk].aside
    assert result.sent == ()
    assert (duty.current.text, [one.text for one in duty.answers.filter(aside=True)]) == ("205,4", ["206"])
    (line,) = queries.lines(city.round, [duty])
    assert [one.text for one in line.others] == ["206"]
    city.submit(second)
    assert duty.answers.count() == 2


def test_an_old_page_that_brings_nothing_new_changes_nothing():
    city = collected()
    city.save(city.give(city.revenue, "205,4"))
    old = city.give(city.revenue, "205,4")
    city.save(city.give(city.revenue, "206"))
    assert not city.save(old)[city.duty(city.revenue).pk].aside
    assert city.duty(city.revenue).current.text == "206"


def test_figures_of_another_office_cannot_be_answered():
    city = collected()
    theirs = city.round.duties.get(office=city.other)
    assert city.save(type(city.give(city.revenue))(duty_id=theirs.pk, text="300")) == {}


def test_a_figure_with_a_formula_is_told_and_the_others_go_on():
    city = collected()
    city.revenue.formula = "[ty-le-ho-ngheo] * 2"
    city.revenue.save()
    city.revenue.inputs.add(city.poverty)
    sent = city.submit(city.give(city.revenue, "205,4"), city.give(city.poverty, "2,1"))
    assert "được tính theo công thức" in sent.results[city.duty(city.revenue).pk].error
    assert city.duty(city.revenue).state == DutyState.WAITING
    assert _told().count() == 1


def test_a_figure_that_came_back_is_sent_anew():
    city = collected(approval=True)
    city.submit(city.give(city.revenue, "205,4"))
    ReturnDuty(by=None, duty=city.duty(city.revenue), reason="Xem lại").execute()
    assert city.submit(city.give(city.revenue, "205,4")).sent == ()
    assert len(city.submit(city.give(city.revenue, "205,4", note="Đã đối chiếu kho bạc")).sent) == 1
    ApproveDuty(by=None, duty=city.duty(city.revenue)).execute()
    assert _told().get().value == Decimal("205.4")


def test_what_was_never_sent_cannot_be_approved():
    city = collected(approval=True)
    with pytest.raises(NotSent):
        ApproveDuty(by=None, duty=city.duty(city.revenue)).execute()


def test_who_may_not_answer_is_refused():
    city = collected()
    leader = UserFactory(role=Role.LEADER)
    with pytest.raises(PermissionDenied):
        SaveAnswers(by=leader, round=city.round, office_id=city.office.pk, given=[]).execute()


def test_what_was_typed_is_never_changed_or_deleted():
    city = collected()
    city.save(city.give(city.revenue, "205,4"))
    answer = city.duty(city.revenue).current
    for change in (answer.save, answer.delete):
        with pytest.raises(ValueError, match="stay"):
            change()


def test_the_lines_of_an_office_take_a_bounded_number_of_statements(django_assert_num_queries):
    city = collected()
    owed = queries.duties(city.round.pk, city.office.pk)
    with django_assert_num_queries(3):
        assert len(queries.lines(city.round, owed)) == 2


def test_a_line_tells_the_last_figure_the_year_before_and_the_target():
    city = collected(approval=True)
    ObservationFactory(indicator=city.revenue, start=date(2025, 1, 1), end=date(2025, 6, 30), value=Decimal(99))
    (line,) = queries.lines(city.round, [city.duty(city.revenue)])
    assert (line.last.value, line.year_before.value, line.target.value) == (99, Decimal("187.2"), 200)


WINDOWS = {(2025, 2030): Light.OVERDUE, (2026, 2030): Light.WAITING, (2027, 2030): None}


@pytest.mark.parametrize(
    ("on", "sent", "light"),
    [
        ("2026-01-05", False, Light.WAITING),
        ("2026-01-12", False, Light.DUE),
        ("2026-01-13", False, Light.DUE),  # late, within the grace
        ("2026-01-20", False, Light.OVERDUE),
        ("2026-01-20", True, Light.REPORTED),
    ],
)
def test_the_second_light(on, sent, light, django_assert_num_queries):
    city = collected()
    if sent:
        city.submit(city.give(city.revenue, "205,4"))
    area = city.form.area_id
    with django_assert_num_queries(1):
        asked = observations.reporting(area, date.fromisoformat(on))[city.revenue.pk, area]
    assert observations.light(asked, date(2025, 1, 1), date(2025, 12, 31)) == light


def test_of_several_rounds_the_gravest_light_counts_within_the_window_of_the_target():
    asked = [
        observations.Asked(date(2025, 12, 31), Light.OVERDUE),
        observations.Asked(date(2026, 9, 30), Light.REPORTED),
        observations.Asked(date(2026, 12, 31), Light.WAITING),
    ]
    lights = {years: observations.light(asked, date(years[0], 1, 1), date(years[1], 12, 31)) for years in WINDOWS}
    assert lights == WINDOWS


def test_before_a_round_opens_nothing_is_due():
    city = collected()
    assert observations.reporting(city.form.area_id, date(2025, 12, 31)) == {}


def test_opening_twice_makes_one_round_and_a_new_version_holds_for_later_ones():
    city = collected()
    again = OpenRound(by=None, form=city.form, period=Period(city.round.start, city.round.end)).execute()
    assert again == city.round
    lines = [Asked(city.poverty.pk, city.form.area_id, city.other.pk)]
    ChangeForm(by=None, form=city.form, settings={}, lines=lines, since=date(2026, 2, 1)).execute()
    assert queries.version_on(city.form, date(2026, 1, 31)) == city.round.version
    assert queries.version_on(city.form, date(2026, 2, 1)).lines.count() == 1


def _read_in_a_report(city, value="204.1", stage="final"):
    report = DocumentFactory(area=city.form.area, kind="report", number="12", symbol="BC-UBND")
    passage = PassageFactory(document=report)
    told = {"indicator": city.revenue, "year": 2025, "value": Decimal(value), "passage": passage, "stage": stage}
    return ObservationFactory(**told)


def test_another_figure_than_the_final_one_of_the_period_is_asked_back_with_its_source():
    city = collected()
    _read_in_a_report(city)
    result = city.save(city.give(city.revenue, "205,4"))[city.duty(city.revenue).pk]
    (asked,) = result.doubts
    assert asked.text.replace("\N{NO-BREAK SPACE}", " ") == (
        "Kỳ này đã có số chính thức 204,1 tỷ đồng, theo báo cáo số 12/BC-UBND; ở đây là 205,4 tỷ đồng. Số nào đúng?"
    )


@pytest.mark.parametrize(("typed", "stage"), [("204,1", "final"), ("205,4", "estimate")])
def test_the_same_figure_or_one_surer_than_an_estimate_is_not_asked_back(typed, stage):
    city = collected()
    _read_in_a_report(city, stage=stage)
    assert city.save(city.give(city.revenue, typed))[city.duty(city.revenue).pk].doubts == ()


def test_an_office_corrects_its_own_figure_without_being_asked():
    city = collected()
    city.submit(city.give(city.revenue, "205,4"))
    assert city.submit(city.give(city.revenue, "206,4")).results[city.duty(city.revenue).pk].doubts == ()
    assert Observation.objects.filter(indicator=city.revenue, end=date(2025, 12, 31)).count() == 2


def test_what_is_recorded_of_the_period_is_kept_by_one_press_and_the_last_figure_is_that_before():
    city = collected()
    _read_in_a_report(city)
    (line,) = queries.lines(city.round, [city.duty(city.revenue)])
    assert (line.there.value, line.there.by) == (Decimal("204.1"), "báo cáo số 12/BC-UBND")
    assert line.last.period == Period.year(2024)
    city.submit(city.give(city.revenue, unchanged=True))
    assert city.duty(city.revenue).submitted.value == Decimal("204.1")


@pytest.mark.parametrize("nature", ["stock", "ratio", "level"])
def test_unchanged_means_something_for_what_is_there_at_a_moment(nature):
    assert _unchanged(nature).is_ready


def test_an_amount_of_a_year_is_not_the_unchanged_amount_of_a_quarter():
    duty = _unchanged("flow", expect="dài ngắn khác quý I/2026")
    assert not duty.is_ready


def _unchanged(nature, expect=""):
    city = collected(2025)
    type(city.revenue).objects.filter(pk=city.revenue.pk).update(nature=nature)
    type(city.form).objects.update(cycle="quarter")
    city.form.refresh_from_db()
    city.round = OpenRound(by=None, form=city.form, period=Period.quarter(2026, 1)).execute()
    result = city.submit(city.give(city.revenue, unchanged=True)).results[city.duty(city.revenue).pk]
    assert expect in result.error
    assert bool(result.error) is bool(expect)
    return city.duty(city.revenue).current


@pytest.mark.parametrize(("now", "ticked"), [("187.2", True), ("188", False)])
def test_after_a_return_unchanged_stays_chosen_only_while_it_means_the_same(now, ticked):
    city = collected()
    city.submit(city.give(city.revenue, unchanged=True))
    ReturnDuty(by=None, duty=city.duty(city.revenue), reason="Chưa khớp").execute()
    ObservationFactory(indicator=city.revenue, year=2024, value=Decimal(now))
    (row,) = sheet.rows(city.round, [city.duty(city.revenue)])
    assert row.shown.unchanged is ticked
