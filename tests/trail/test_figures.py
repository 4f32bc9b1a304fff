"""What the trail tells of figures: who, about what, before and after."""

from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from camket.foundation.models import AuditEntry
from camket.jobs import schedule
from camket.jobs.actions import ChangeRecurring
from camket.jobs.models import Recurring
from camket.observations.actions import RecordObservation, WithdrawObservation
from camket.observations.enums import Use
from camket.observations.rounds.actions import ApproveDuty, LogUse, ReturnDuty, SubmitAnswers
from camket.people.enums import Role
from camket.trail.lines import lines
from factories import ObservationFactory, OfficeFactory, UserFactory
from observations.rounds import collected

pytestmark = pytest.mark.django_db


def told(verb):
    """The newest entry of a verb, as it is read in Vietnamese."""
    with override("vi"):
        return lines([AuditEntry.objects.filter(verb=verb).order_by("-number").select_related("actor").first()])[0]


@pytest.fixture
def corrected():
    """An office has sent a figure by its link, and another one after it."""
    city = collected()
    link = city.link()
    for text in ("4268", "3000"):
        city.submit(city.give(city.revenue, text, sure=True), link=link)
    return city


def test_a_correction_shows_the_figure_before_and_after_with_its_unit(corrected):
    assert told("observations.record").changes == [
        ("giá trị", "4.268\N{NO-BREAK SPACE}tỷ đồng", "3.000\N{NO-BREAK SPACE}tỷ đồng")
    ]


def test_a_first_figure_comes_from_nothing():
    city = collected()
    city.submit(city.give(city.revenue, "205,4"))
    assert ("giá trị", "–", "205,4\N{NO-BREAK SPACE}tỷ đồng") in told("observations.record").changes


def test_a_plan_is_not_told_as_the_figure_before():
    figure = ObservationFactory(year=2025, stage="plan", value=Decimal(200))
    same = {"indicator": figure.indicator, "area_id": figure.area_id, "start": figure.start, "end": figure.end}
    RecordObservation(by=None, **same, stage="final", value=Decimal(187)).execute()
    assert told("observations.record").changes[0][1] == "–"


def test_a_figure_that_is_zero_is_told():
    figure = ObservationFactory(year=2025, value=Decimal(0))
    WithdrawObservation(by=None, observation=figure).execute()
    assert told("observations.record").changes[0] == ("giá trị", "0\N{NO-BREAK SPACE}tỷ đồng", "–")


@pytest.mark.parametrize("verb", ["observations.record", "rounds.answer"])
def test_what_came_by_a_link_is_that_of_the_office(corrected, verb):
    assert told(verb).who == "Phòng Kinh tế, qua đường dẫn"


def test_opening_a_link_is_told_in_words():
    LogUse(by=None, link=collected().link(), what=Use.OPENED, address=None).execute()
    opened = told("rounds.answer")
    assert ("việc: Mở trang" in opened.detail, opened.who) == (True, "Phòng Kinh tế, qua đường dẫn")


def test_what_a_reporter_sends_is_that_of_the_person():
    city = collected()
    reporter = UserFactory(role=Role.REPORTER, office=city.office, last_name="Lê", first_name="Mẫu")
    given = [city.give(city.revenue, "206,4")]
    SubmitAnswers(by=reporter, round=city.round, office_id=city.office.pk, given=given).execute()
    assert told("observations.record").who == reporter.get_full_name()


@pytest.mark.parametrize(
    ("action", "more", "state"), [(ApproveDuty, {}, "Đã được duyệt"), (ReturnDuty, {"reason": "Xem lại"}, "Trả lại")]
)
def test_a_decision_names_figure_office_and_period(action, more, state):
    city = collected(approval=True)
    city.submit(city.give(city.revenue, "205,4"))
    action(by=None, duty=city.round.duties.get(indicator=city.revenue), **more).execute()
    decided = told("rounds.approve")
    assert decided.name == "Thu ngân sách trên địa bàn: Phòng Kinh tế"
    assert ("trạng thái", "Đã gửi", state) in decided.changes
    assert all(
        text in decided.detail for text in ("kỳ: năm 2025", "205,4\N{NO-BREAK SPACE}tỷ đồng", "cơ quan: Phòng Kinh tế")
    )
    assert decided.reason == more.get("reason", "")


def test_a_line_of_the_schedule_is_called_by_its_title():
    name, entry = next(iter(schedule.entries.items()))
    line = Recurring.objects.create(name=name, minutes=5, next_at=timezone.now())
    ChangeRecurring(by=None, line=line, enabled=False, minutes=5).execute()
    assert told("jobs.manage").name == str(entry.title) != name


def test_keys_are_looked_up_once_for_all_lines(django_assert_num_queries):
    entries = [
        AuditEntry(verb="rounds.manage", detail={"office": OfficeFactory(name=f"Phòng {n}").pk}) for n in range(5)
    ]
    with django_assert_num_queries(1), override("vi"):
        assert lines(entries)[3].detail == "cơ quan: Phòng 3"


def test_an_object_that_is_gone_is_told_by_its_number():
    assert lines([AuditEntry(verb="rounds.manage", detail={"office": 987})])[0].detail.endswith("987")
