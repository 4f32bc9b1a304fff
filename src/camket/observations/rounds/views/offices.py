"""Offices: what they are called, where they and their heads get their mail, which stands above, and which goes on for
one that ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.observations.rounds import owing
from camket.observations.rounds.actions import RetireOffice
from camket.observations.rounds.doubts import language
from camket.observations.rounds.forms import NewOfficeForm, OfficeForm, RetireForm
from camket.people import queries as people
from camket.people.offices import AboveItself, AddOffice, EditOffice
from camket.records.queries import areas_of

if TYPE_CHECKING:
    from camket.people.models import Office


@needs("rounds.read")
def index(request: SignedIn) -> HttpResponse:
    """Which offices there are, and which of them have an address; and a form for another."""
    areas = areas_of(request.user)
    form = NewOfficeForm(areas, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = AddOffice(by=request.user, **form.given).execute()
        except CamketError as error:
            form.add_error("name", error.message(language()))
        else:
            messages.success(request, _("Đã thêm “%(office)s”.") % {"office": made.shown})
            return redirect("rounds:office", made.pk)
    context = {"offices": people.offices(areas), "ended": people.ended_offices(areas), "form": form}
    return render(request, "rounds/offices.html", context, status=422 if form.errors else 200)


@needs("rounds.read", to_write="people.edit_office")
def office(request: SignedIn, pk: int) -> HttpResponse:
    found = _office(request, pk)
    form = OfficeForm(found, _others(request, pk), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            EditOffice(by=request.user, office=found, changes=form.changes).execute()
        except CamketError as error:
            form.add_error("parent" if isinstance(error, AboveItself) else "name", error.message(language()))
        else:
            messages.success(request, _("Đã lưu “%(office)s”.") % {"office": found.shown})
            return redirect("rounds:offices")
    context = {"form": form, "office": found, "names": people.other_names(found)}
    context["may_write"] = request.user.may("people.edit_office")
    return render(request, "rounds/office.html", context, status=422 if form.errors else 200)


@needs("people.edit_office")
def retire(request: SignedIn, pk: int) -> HttpResponse:
    """First what the office has open; once an office is chosen that goes on with it, it is done."""
    found, on = _office(request, pk), timezone.localdate()
    form = RetireForm(_others(request, pk), on, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            RetireOffice(by=request.user, office=found, **form.given).execute()
        except CamketError as error:
            form.add_error(None, error.message(language()))
        else:
            messages.success(request, _("“%(office)s” đã kết thúc hoạt động.") % {"office": found.shown})
            return redirect("rounds:offices")
    context = {"form": form, "office": found, "held": owing.held(found.pk, on)}
    return render(request, "rounds/retire.html", context, status=422 if form.errors else 200)


def _office(request: SignedIn, pk: int) -> Office:
    found = people.an_office(pk, areas_of(request.user))
    if found is None:
        raise Http404
    return found


def _others(request: SignedIn, pk: int) -> list[Office]:
    return [one for one in people.offices(areas_of(request.user)) if one.pk != pk]
