"""The rounds of an area, and one round: who has reported, the links, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.observations.enums import OWED, TO_DECIDE
from camket.observations.rounds import calendar, queries
from camket.observations.rounds.actions import (
    ApproveAll,
    ApproveDuty,
    CheckDuty,
    CloseRound,
    GiveLink,
    OpenRound,
    ReturnDuty,
    RevokeLink,
    SendAgain,
    WriteLetters,
    send_due,
)
from camket.observations.rounds.actions.letters import address
from camket.observations.rounds.actions.opening import leads_on
from camket.observations.rounds.doubts import language
from camket.observations.rounds.forms import number, period
from camket.observations.rounds.models import AttachedReport, Duty, Form, Link, Round
from camket.records.queries import areas_of

PER_PAGE = 25


@dataclass(frozen=True)
class Owner:
    """An office in a round: what it owes, and its link."""

    office: Any
    duties: list[Duty]
    reported: int
    is_late: bool
    link: Link | None
    address: str
    contact: str
    reports: list[AttachedReport]

    @property
    def waits(self) -> bool:
        """A report of it is to be read, and figures are owed."""
        return self.reported < len(self.duties) and any(one.read_at is None for one in self.reports)

    @property
    def to_decide(self) -> int:
        return sum(duty.state in TO_DECIDE for duty in self.duties)


@needs("rounds.read")
def index(request: SignedIn) -> HttpResponse:
    areas, on = areas_of(request.user), timezone.localdate()
    page = Paginator(queries.rounds(areas), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "today": on,
        "forms": [(form, _choices(form)) for form in queries.forms(areas)],
        "may_manage": request.user.may("rounds.manage"),
    }
    return render(request, "rounds/index.html", context)


def _choices(form: Form) -> list[Any]:
    """The periods that may be opened by hand: those closed in this year and the last, the newest first."""
    on = timezone.localdate()
    years = (year for year in (on.year - 1, on.year, on.year + 1))
    found = [one for year in years for one in calendar.periods(form, year) if one.start <= on]
    return sorted(found, reverse=True, key=lambda one: one.end)[:8]


@needs("rounds.manage")
@require_POST
def open_round(request: SignedIn) -> HttpResponse:
    """Opens a round and writes to its offices at once. Whose due day has passed is due as many days from now as ever:
    nobody is late with what was never asked."""
    form = queries.a_form(number(request.POST.get("bieu")), areas_of(request.user))
    chosen = period(request.POST.get("ky", ""))
    if form is None or chosen is None:
        messages.error(request, _("Hãy chọn biểu và kỳ rồi bấm Mở kỳ."))
        return redirect("rounds:index")
    on = timezone.localdate()
    late = on if calendar.schedule(form, chosen).due < on else None
    try:
        made = OpenRound(by=request.user, form=form, period=chosen, late=late).execute()
    except CamketError as error:
        messages.error(request, error.message(language()))
        return redirect("rounds:index")
    WriteLetters(by=request.user, on=on, only=made).execute()
    send_due()
    messages.success(request, _told_of_opening(made))
    return redirect("rounds:round", made.pk)


def _told_of_opening(made: Round) -> str:
    """How many letters went, which wait and why, and which offices get none."""
    letters, owed = queries.letters(made), queries.all_duties(made)
    sent = sum(letter.sent_at is not None for letter in letters)
    offices = {duty.office_id for duty in owed}
    silent = len(offices - {duty.office_id for duty in owed if duty.to})
    told = [_("Đã mở kỳ báo cáo; %(sent)s thư đã gửi.") % {"sent": sent}]
    if waits := len(letters) - sent:
        told.append(_("%(waits)s thư chờ gửi trong giờ làm việc.") % {"waits": waits})
    if silent:
        lacking = _(
            "%(silent)s/%(all)s đơn vị chưa có địa chỉ thư nên không nhận được thư; "
            "hãy ghi địa chỉ, hoặc đưa đường dẫn hay phiếu in."
        )
        told.append(lacking % {"silent": silent, "all": len(offices)})
    return " ".join(told)


@needs("rounds.manage")
@require_POST
def close(request: SignedIn, pk: int) -> HttpResponse:
    """Or ask for it again."""
    held, closes = a_round(request, pk), request.POST.get("viec") != "mo-lai"
    CloseRound(by=request.user, round=held, closes=closes).execute()
    told = _("Đã khép kỳ: không nhắc ai nữa. Đường dẫn còn hạn vẫn gửi được.") if closes else _("Kỳ lại được nhắc.")
    messages.success(request, told)
    return redirect("rounds:round", pk)


@needs("rounds.approve")
@require_POST
def approve_all(request: SignedIn, pk: int) -> HttpResponse:
    """Of one office, where it is named."""
    held = a_round(request, pk)
    try:
        approved = ApproveAll(by=request.user, round=held, office_id=number(request.POST.get("don-vi"))).execute()
    except CamketError as error:
        messages.error(request, error.message(language()))
    else:
        messages.success(request, _("Đã duyệt và ghi nhận %(approved)s số liệu.") % {"approved": approved})
    return redirect("rounds:round", pk)


@needs("rounds.read")
def round_page(request: SignedIn, pk: int) -> HttpResponse:
    held = a_round(request, pk)
    owners = _owners(held, queries.all_duties(held))
    context = {
        "round": held,
        "owners": owners,
        "letters": queries.letters(held),
        "reported": sum(owner.reported for owner in owners),
        "asked": sum(len(owner.duties) for owner in owners),
        "to_decide": TO_DECIDE,
        "waiting": sum(owner.to_decide for owner in owners) if held.form.approval else 0,
        "today": timezone.localdate(),
        "may_manage": request.user.may("rounds.manage"),
        "may_answer": request.user.may("rounds.answer"),
        "may_approve": request.user.may("rounds.approve"),
    }
    return render(request, "rounds/round.html", context)


def _owners(held: Round, owed: list[Duty]) -> list[Owner]:
    by_office: dict[int, list[Duty]] = {}
    for duty in owed:
        by_office.setdefault(duty.office_id, []).append(duty)
    links, reports = queries.links(held), queries.reports(held)
    return [_owner(held, some, links.get(office), reports.get(office, [])) for office, some in by_office.items()]


def _owner(held: Round, some: list[Duty], link: Link | None, reports: list[AttachedReport]) -> Owner:
    on = timezone.localdate()
    return Owner(
        office=some[0].office,
        duties=some,
        reported=sum(duty.state not in OWED for duty in some),
        is_late=any(queries.is_late(duty, held, on) for duty in some),
        link=link,
        address=address(link) if link and leads_on(link) else "",
        contact=next((duty.to for duty in some if duty.to), ""),
        reports=reports,
    )


def a_round(request: SignedIn, pk: int) -> Round:
    found = queries.a_round(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def with_office(request: SignedIn, pk: int, office: int) -> tuple[Round, list[Duty]]:
    """A round and what an office owes in it; raises ``Http404`` where it owes nothing there, or where the account
    reports for another office. A reporter answers wherever its office is asked, by an area above as well."""
    reads = request.user.may("rounds.read")
    held = a_round(request, pk) if reads else queries.a_round_of(pk, request.user.held.office_id)
    if held is None or not (reads or office == request.user.held.office_id):
        raise Http404
    owed = queries.duties(held.pk, office)
    if not owed:
        raise Http404
    return held, owed


@needs("rounds.manage")
@require_POST
def give(request: SignedIn, pk: int, office: int) -> HttpResponse:
    held, _owed = with_office(request, pk, office)
    GiveLink(by=request.user, round=held, office_id=office).execute()
    messages.success(request, _("Đã cấp đường dẫn mới. Chép đường dẫn ở bên dưới, hoặc in phiếu có mã."))
    return redirect("rounds:round", pk)


@needs("rounds.manage")
@require_POST
def again(request: SignedIn, pk: int, office: int) -> HttpResponse:
    held, _owed = with_office(request, pk, office)
    letter = SendAgain(by=request.user, round=held, office_id=office).execute()
    if letter is None:
        messages.warning(
            request, _("Không có thư để gửi: đơn vị chưa có địa chỉ thư, đã gửi đủ số liệu, hoặc đường dẫn đã thu hồi.")
        )
        return redirect("rounds:round", pk)
    send_due()
    letter.refresh_from_db()
    told = (
        _("Đã gửi thư đến %(to)s.")
        if letter.sent_at
        else _("Đã viết thư cho %(to)s; thư sẽ đi trong giờ làm việc tới.")
    )
    messages.success(request, told % {"to": letter.to})
    return redirect("rounds:round", pk)


@needs("rounds.manage")
@require_POST
def revoke(request: SignedIn, pk: int, office: int) -> HttpResponse:
    held, _owed = with_office(request, pk, office)
    RevokeLink(by=request.user, round=held, office_id=office).execute()
    messages.success(request, _("Đã thu hồi đường dẫn của đơn vị trong kỳ này."))
    return redirect("rounds:round", pk)


@needs("rounds.manage")
@require_POST
def check(request: SignedIn, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    return _decide(request, CheckDuty(by=request.user, duty=duty), duty, _("Đã ghi là đã kiểm tra."))


@needs("rounds.approve")
@require_POST
def approve(request: SignedIn, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    return _decide(request, ApproveDuty(by=request.user, duty=duty), duty, _("Đã duyệt và ghi nhận số liệu."))


@needs("rounds.approve")
@require_POST
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    duty = _duty(request, pk)
    action = ReturnDuty(by=request.user, duty=duty, reason=request.POST.get("ly-do", ""))
    return _decide(request, action, duty, _("Đã trả lại. Đơn vị thấy lý do khi mở đường dẫn."))


def _duty(request: SignedIn, pk: int) -> Duty:
    found = queries.a_duty(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def _decide(request: SignedIn, action: Action[Duty], duty: Duty, told: str) -> HttpResponse:
    try:
        action.execute()
    except CamketError as error:
        messages.error(request, error.message(language()))
    else:
        messages.success(request, told)
    return redirect("rounds:round", duty.round_id)
