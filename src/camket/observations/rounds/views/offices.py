"""Offices: where they and their heads get their mail, and which one stands above."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.observations.rounds.doubts import language
from camket.observations.rounds.forms import OfficeForm
from camket.people import queries as people
from camket.people.actions import EditOffice
from camket.records.queries import areas_of


@needs("rounds.read")
def index(request: SignedIn) -> HttpResponse:
    """Which offices have an address, and which have not."""
    return render(request, "rounds/offices.html", {"offices": people.offices(areas_of(request.user))})


@needs("rounds.read", to_write="people.edit_office")
def office(request: SignedIn, pk: int) -> HttpResponse:
    areas = areas_of(request.user)
    found = people.an_office(pk, areas)
    if found is None:
        raise Http404
    others = [one for one in people.offices(areas) if one.pk != pk]
    form = OfficeForm(found, others, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            EditOffice(by=request.user, office=found, changes=form.changes).execute()
        except CamketError as error:
            form.add_error("parent", error.message(language()))
        else:
            messages.success(request, _("Đã lưu “%(office)s”.") % {"office": found.shown})
            return redirect("rounds:offices")
    status, may_write = 422 if form.errors else 200, request.user.may("people.edit_office")
    return render(request, "rounds/office.html", {"form": form, "office": found, "may_write": may_write}, status=status)
