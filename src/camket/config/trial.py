"""What a trial site shows of work that goes on: a round and its answers, a project with an obstacle, a review that is
signed and one that is being written, with tasks; and an account of each role. All of it is invented, says so, and is
made by the actions that people use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import override

from camket.foundation.errors import CamketError
from camket.measures.decimals import format_number
from camket.measures.periods import Period
from camket.observations.enums import Cycle
from camket.observations.rounds import calendar, queries
from camket.observations.rounds.actions import (
    Asked,
    Given,
    MakeForm,
    OpenRound,
    SaveAnswers,
    SubmitAnswers,
    propose,
)
from camket.people.accounts import OpenAccount
from camket.people.enums import Role
from camket.people.queries import account, offices
from camket.records.steps import ReportTask
from camket.resolutions.queries import covering
from camket.reviews.enums import NoteKind, ObstacleKind, ProjectStage, ReviewKind
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.remarks import AddNote, DecideRemedy, TellObstacle
from camket.reviews.reviewing import OpenReview, SignReview
from camket.targets.enums import Nature

if TYPE_CHECKING:
    from camket.observations.rounds.models import Form, Link, Round
    from camket.people.models import Office
    from camket.resolutions.models import Resolution
    from camket.reviews.models import Obstacle

INVENTED = "Ví dụ minh họa (hư cấu)"
_OFFICES = 4
_LINES = 10
_SHOWN = Decimal(12)
"""What is typed for an indicator of which nothing is known yet."""
ROLES = {"nhaplieu": Role.CLERK, "baocao": Role.REPORTER, "lanhdao": Role.LEADER, "kiemtra": Role.AUDITOR}
"""Accounts beside the administrator's."""
_WORK = (
    ("lập danh sách 12 hộ và diện tích bị thu hồi", "Danh sách kèm công văn"),
    ("đề xuất nguồn vốn bồi thường cho 12 hộ", "Tờ trình"),
)


def fill(area_id: int, on: date) -> None:
    """Of the resolution that is running; nothing where there is none."""
    resolution = covering(area_id, on.year)
    if resolution is None:
        return
    with override("vi"):
        asked = _round(area_id, on)
        obstacle = _hinder(resolution, on)
        _review(resolution, on)
        _draft(resolution, on, obstacle, asked)
        _accounts(area_id, asked)


def _round(area_id: int, on: date) -> list[Office]:
    """The offices that a round has asked; the last one is late. None where no round could be opened."""
    form = _form(area_id, on)
    closed = _overdue(form, on)
    if form is None or closed is None:
        return []
    held = OpenRound(by=None, form=form, period=closed).execute()
    _answer(held)
    return list(dict.fromkeys(duty.office for duty in queries.all_duties(held)))


def _form(area_id: int, on: date) -> Form | None:
    """Of the offices that lead most targets, as the page of a new form proposes it."""
    proposed = propose(area_id, on)
    lines = _of_few_offices(proposed)
    settings = {"name": f"{INVENTED}: biểu chỉ tiêu chủ yếu", "cycle": Cycle.QUARTER, "approval": True}
    since = date(on.year - 1, 1, 1)
    return MakeForm(by=None, area_id=area_id, settings=settings, lines=lines, since=since).execute() if lines else None


def _of_few_offices(proposed: Sequence[Asked]) -> list[Asked]:
    offices = list(dict.fromkeys(one.office_id for one in proposed))[:_OFFICES]
    return [one for one in proposed if one.office_id in offices][:_LINES]


def _overdue(form: Form | None, on: date) -> Period | None:
    """The newest period whose due day has passed: who has not answered is late."""
    if form is None:
        return None
    every = (one for year in (on.year - 1, on.year) for one in calendar.periods(form, year))
    return max((one for one in every if calendar.schedule(form, one).due < on), key=lambda one: one.end, default=None)


def _answer(held: Round) -> None:
    """Some offices have sent, one has begun, and the last one is late. What was sent waits for approval: figures that
    are made up here change nothing that the public sees."""
    links = queries.links(held)
    offices = list(dict.fromkeys(duty.office_id for duty in queries.all_duties(held)))
    for place, office in enumerate(offices[:-1]):
        link = links.get(office)
        owed = queries.lines(held, queries.duties(held.pk, office))
        given = [_given(line) for line in owed if not queries.is_state(line.duty)]
        begun = place > 0 and place == len(offices) - 2
        _send(held, office, given[:1] if begun else given, link, begun=begun)


def _send(held: Round, office: int, given: list[Given], link: Link | None, *, begun: bool) -> None:
    action = SaveAnswers if begun else SubmitAnswers
    action(by=None, round=held, office_id=office, given=given, link=link).execute()


def _given(line: queries.Line) -> Given:
    """Near what was told last, for a flow by the days of the quarter; and sure: nobody is there to be asked back."""
    told = line.last.value if line.last and line.last.value is not None else _SHOWN
    step = Decimal(1) if told == told.to_integral_value() else Decimal("0.1")
    if line.last and line.duty.indicator.nature == Nature.FLOW:
        told = told * line.period.days / line.last.period.days
    value = told.quantize(step)
    return Given(line.duty.pk, format_number(value), note=INVENTED, sure=True)


def _hinder(resolution: Resolution, on: date) -> Obstacle:
    since = on - timedelta(days=90)
    project = RecordProject(by=None, resolution=resolution, name=f"{INVENTED}: đường vào cụm công nghiệp").execute()
    first, second = since - timedelta(days=200), since + timedelta(days=60)
    planned = {ProjectStage.APPROVAL: first, ProjectStage.CLEARANCE: second}
    planned |= {ProjectStage.CONSTRUCTION: on + timedelta(days=200), ProjectStage.DONE: on + timedelta(days=400)}
    actual = {ProjectStage.APPROVAL: first + timedelta(days=15)}
    SetMilestones(by=None, project=project, planned=planned, actual=actual).execute()
    return TellObstacle(
        by=None,
        resolution=resolution,
        kind=ObstacleKind.CLEARANCE,
        what=f"{INVENTED}: 12 hộ chưa nhận tiền bồi thường, chưa bàn giao mặt bằng.",
        since=since,
        waiting_for="Thẩm định phương án bồi thường",
        project=project,
    ).execute()


def _review(resolution: Resolution, on: date) -> None:
    """Of the quarter that ended last, signed; none where the term had not begun by then."""
    end = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1) - timedelta(days=1)
    try:
        review = OpenReview(by=None, resolution=resolution, kind=ReviewKind.QUARTER, on=end).execute()
    except CamketError:
        return
    text = f"{INVENTED}: hai đơn vị đã gửi đủ số liệu, một đơn vị quá hạn chưa gửi."
    AddNote(by=None, review=review, kind=NoteKind.FINDING, text=text).execute()
    SignReview(by=None, review=review, signed_as="Chủ tịch Ủy ban nhân dân thành phố").execute()


def _draft(resolution: Resolution, on: date, obstacle: Obstacle, asked: Sequence[Office]) -> None:
    """The review of the month, not signed yet; the first office has reported its task as done, the last one goes on."""
    review = OpenReview(by=None, resolution=resolution, kind=ReviewKind.MONTH, on=on).execute()
    text = f"{INVENTED}: công trình chậm hai tháng vì chưa bàn giao mặt bằng."
    AddNote(by=None, review=review, kind=NoteKind.CAUSE, text=text).execute()
    six: dict[str, Any] = {
        "post": "Thủ trưởng cơ quan",
        # A task is given today, whatever day the site is filled for.
        "due": max(on, timezone.localdate()) + timedelta(days=14),
        "answers_to": "Chủ tịch Ủy ban nhân dân thành phố",
        "authority": "Kết luận phiên họp giao ban (hư cấu)",
    }
    for place, (office, (what, product)) in enumerate(zip(asked[:: max(1, len(asked) - 1)], _WORK, strict=False)):
        given: dict[str, Any] = {"office": office, "what": f"{INVENTED}: {what}", "product": product, **six}
        remedy = DecideRemedy(by=None, review=review, obstacle=obstacle, **given).execute()
        if place == 0:
            ReportTask(by=None, task=remedy.task, reason=f"{INVENTED}: đã gửi {product.lower()}").execute()


def _accounts(area_id: int, asked: Sequence[Office]) -> None:
    """Of an office that keeps the whole together; the reporter's is the one that is late."""
    every = offices([area_id])
    centre = next((one for one in every if one.name.startswith("Văn phòng")), every[0] if every else None)
    for name, role in ROLES.items():
        office = asked[-1] if role == Role.REPORTER and asked else centre
        if account(name) is None and office is not None:
            OpenAccount(by=None, username=name, role=role, office=office).execute()
