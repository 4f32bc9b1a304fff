"""The board of a programme: who sits on it, what each answers for, and where each is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.people import queries as people
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.resolutions.boards import AppointSeat, ChangeSeat, EndSeat
from camket.resolutions.enums import SeatRole
from camket.reviews import queries
from camket.reviews.forms import ChangeSeatForm, EndSeatForm, SeatForm
from camket.reviews.views.posting import found, posted
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.resolutions.models import Assignment


@needs("reviews.read")
def programme(request: SignedIn, pk: int) -> HttpResponse:
    return _programme(request, pk)


@needs("resolutions.appoint")
@require_POST
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(resolutions.programme_of(pk, areas_of(request.user)))
    form = SeatForm(_offered(request, shown), request.POST)

    def act() -> None:
        AppointSeat(by=request.user, programme=shown, **_told(form, role=SeatRole(form.given["role"]))).execute()

    back = reverse("reviews:programme", args=[pk])
    return posted(request, form, act, _("Đã ghi phân công."), back, lambda form: _programme(request, pk, form))


@needs("resolutions.appoint")
def change_seat(request: SignedIn, pk: int) -> HttpResponse:
    seat = _seat(request, pk)
    offered = _offered(request, seat.programme)
    if seat.holder and seat.holder not in offered["holder"]:
        offered["holder"].append(seat.holder)
    if request.method != "POST":
        answering = [target.pk for target in seat.targets.all()]
        kept = {"field": seat.field, "targets": answering, "holder": seat.holder_id, "mail": seat.mail}
        return _change(request, seat, ChangeSeatForm(offered, initial={**kept, "since": timezone.localdate()}))
    form = ChangeSeatForm(offered, request.POST)

    def act() -> None:
        ChangeSeat(by=request.user, seat=seat, **_told(form)).execute()

    back = reverse("reviews:programme", args=[seat.programme_id])
    return posted(request, form, act, _("Đã lưu phân công."), back, lambda form: _change(request, seat, form))


@needs("resolutions.appoint")
def end_seat(request: SignedIn, pk: int) -> HttpResponse:
    """Asks first, and says which targets are left without somebody who answers for them."""
    seat = _seat(request, pk)
    if request.method != "POST":
        return _end(request, seat, EndSeatForm(initial={"until": timezone.localdate()}))
    form = EndSeatForm(request.POST)

    def act() -> None:
        EndSeat(by=request.user, seat=seat, until=form.cleaned_data["until"]).execute()

    back = reverse("reviews:programme", args=[seat.programme_id])
    return posted(request, form, act, _("Phân công đã kết thúc."), back, lambda form: _end(request, seat, form))


def _seat(request: SignedIn, pk: int) -> Assignment:
    return found(resolutions.seat_of(pk, areas_of(request.user)))


def _change(request: SignedIn, seat: Assignment, form: ChangeSeatForm) -> HttpResponse:
    return render(request, "reviews/seat.html", {"seat": seat, "form": form})


def _end(request: SignedIn, seat: Assignment, form: EndSeatForm) -> HttpResponse:
    on = timezone.localdate()
    answered = list(seat.targets.select_related("indicator"))
    others = resolutions.answerable([target.pk for target in answered], on)
    alone = [target for target in answered if not [one for one in others.get(target.pk, ()) if one.pk != seat.pk]]
    return render(request, "reviews/end_seat.html", {"seat": seat, "form": form, "alone": alone})


def _offered(request: SignedIn, shown: Any) -> dict[str, Any]:
    chosen = set(shown.targets.values_list("pk", flat=True))
    return {
        "targets": [target for target in targets.of_resolution(shown.resolution_id) if target.pk in chosen],
        "holder": people.holders(areas_of(request.user), timezone.localdate()),
    }


def _told(form: Any, **more: Any) -> dict[str, Any]:
    return {**form.given, **more, "targets": [target.pk for target in form.given["targets"]]}


def _programme(request: SignedIn, pk: int, form: Any = None) -> HttpResponse:
    on = timezone.localdate()
    shown = found(resolutions.programme_of(pk, areas_of(request.user)))
    rows = queries.scoreboard(shown.resolution.area_id, shown.resolution.slug)
    history = resolutions.board_history(pk)
    context = {
        "programme": shown,
        "seats": [one for one in history if one.is_held(on)],
        "former": [one for one in history if not one.is_held(on)],
        "rows": [row for row in rows if shown.slug in {label.slug for label in row.programmes}],
        "answerable": resolutions.answerable([row.id for row in rows], on),
        "form": form or SeatForm(_offered(request, shown), initial={"since": on}),
        "sent": form is not None,
        "may_appoint": request.user.may("resolutions.appoint"),
    }
    return render(request, "reviews/programme.html", context)
