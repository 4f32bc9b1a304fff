"""Forms of other systems: their list, one form with its text, and the form filled."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.records.queries import areas_of
from camket.reports import exporting, queries
from camket.reports.exports import files, filling, form
from camket.reports.forms import BeginForm, PeriodForm
from camket.reports.models import ExportForm
from camket.reports.writing import token
from camket.reviews.views.posting import found

MOST = 200
"""Rows that the page shows of a filled form; the file has all."""


@needs("exports.read")
def forms(request: SignedIn) -> HttpResponse:
    return _list(request, BeginForm(_offered(request)))


@needs("exports.edit")
@require_POST
def begin(request: SignedIn) -> HttpResponse:
    offered = _offered(request)
    asked = BeginForm(offered, request.POST)
    if not asked.is_valid():
        return _list(request, asked, status=422)
    area = offered[asked.cleaned_data["area"]]
    made = exporting.BeginForm(by=request.user, area=area, name=asked.cleaned_data["name"]).execute()
    return redirect("reports:form", made.pk)


def _offered(request: SignedIn) -> dict[str, Any]:
    return {str(one.pk): one for one in areas_of(request.user)}


def _list(request: SignedIn, asked: BeginForm, status: int = 200) -> HttpResponse:
    known = queries.export_forms(areas_of(request.user))
    context = {"forms": known, "form": asked, "may_edit": request.user.may("exports.edit")}
    return render(request, "reports/forms.html", context, status=status)


# --- one form


@needs("exports.read")
def form_page(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, _form(request, pk))


@needs("exports.edit")
@require_POST
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Of two who change one form, the second sees both texts and saves again."""
    kept, typed = _form(request, pk), request.POST.get("text", "")
    try:
        exporting.ChangeForm(by=request.user, form=kept, seen=request.POST.get("seen", ""), text=typed).execute()
    except exporting.TwoForms as two:
        messages.error(request, two.message(phrases.language()))
        kept.refresh_from_db()
        return _show(request, kept, typed=typed, theirs=two.now, status=422)
    messages.success(request, _("Đã lưu biểu."))
    return redirect("reports:form", pk)


@needs("exports.read")
@require_POST
def fill(request: SignedIn, pk: int) -> HttpResponse:
    """The filled form on the page, with what is missing; or, where a file was asked for, a job that makes it."""
    kept, asked = _form(request, pk), PeriodForm(request.POST)
    if not asked.is_valid():
        return _show(request, kept, asked=asked, status=422)
    suffix = request.POST.get("tep", "")
    allowed = [one.pk for one in areas_of(request.user)]
    if suffix in files.SUFFIXES:
        action = exporting.AskForExport(by=request.user, form=kept, asked=asked.asked, suffix=suffix, allowed=allowed)
        return redirect("jobs:job", action.execute().pk)
    filling_in = exporting.FillForm(by=request.user, area=kept.area, text=kept.text, asked=asked.asked, allowed=allowed)
    try:
        filled = filling_in.execute()
    except CamketError as error:
        asked.add_error(None, error.message(phrases.language()))
        return _show(request, kept, asked=asked, status=422)
    return _show(request, kept, asked=asked, filled=filled)


def _form(request: SignedIn, pk: int) -> ExportForm:
    return found(queries.export_forms(areas_of(request.user)).filter(pk=pk).first())


def _show(
    request: SignedIn,
    kept: ExportForm,
    *,
    asked: PeriodForm | None = None,
    filled: filling.Filled | None = None,
    typed: str | None = None,
    theirs: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "kept": kept,
        "text": kept.text if typed is None else typed,
        "seen": token(kept.text),
        "theirs": theirs,
        "problems": _problems(request, kept),
        "asked": asked or PeriodForm(initial={"year": timezone.localdate().year, "parts": ["nam"]}),
        "filled": filled,
        "rows": _shown(filled) if filled else (),
        "most": MOST,
        "may_edit": request.user.may("exports.edit"),
    }
    return render(request, "reports/form.html", context, status=status)


def _problems(request: SignedIn, kept: ExportForm) -> list[form.Problem]:
    try:
        filling.check(form.read(kept.text), kept.area_id, [one.pk for one in areas_of(request.user)])
    except form.FormWrong as wrong:
        return wrong.problems
    return []


def _shown(filled: filling.Filled) -> list[list[tuple[str, str]]]:
    """Title and value of each cell of the first rows."""
    titles = [column.title for column in filled.form.columns]
    return [list(zip(titles, map(_cell, row), strict=True)) for row in filled.rows[:MOST]]


def _cell(value: filling.Value) -> str:
    return (value or "") if isinstance(value, str | None) else phrases.number(value)
