"""One report: its words in their sections. One form holds all of them, and every button of the page is in it: whatever
is pressed, what was typed is saved first."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.intake import phrases
from camket.records.queries import areas_of
from camket.reports import queries, showing
from camket.reports.composing import plain
from camket.reports.enums import FileKind
from camket.reports.forms import ComposeForm
from camket.reports.models import Part, Report
from camket.reports.views.files import ask
from camket.reports.writing import Choice, ComposeAgain, EditReport, SettlePart, Typed, token
from camket.reviews.views.posting import found

_FIELD = "doan-"


@needs("reports.read")
def report(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, _report(request, pk))


@needs("reports.write")
@require_POST
def save(request: SignedIn, pk: int) -> HttpResponse:
    """Save what was typed, then do what was pressed: ``lam`` is a verb with what it is for, parted by colons."""
    kept = _report(request, pk)
    typed = _typed(request.POST)
    clashes = EditReport(by=request.user, report=kept, typed=typed).execute() if typed else []
    if clashes:
        return _show(request, kept, typed, clashes, status=422)
    verb, *what = request.POST.get("lam", "luu").split(":")
    if verb == "lap-lai":
        return _compose_again(request, kept)
    if verb == "doan":
        return _settle(request, kept, what)
    if verb == "tep":
        return ask(request, kept, what[0] if what else "")
    messages.success(request, _("Đã lưu."))
    return redirect("reports:report", kept.pk)


def _report(request: SignedIn, pk: int) -> Report:
    return found(queries.kept_report(pk, areas_of(request.user)))


def _typed(given: Mapping[str, str]) -> dict[int, Typed]:
    """What was changed: a field is named by the key of its part and the token of the text that it was filled with."""
    named = ((name.removeprefix(_FIELD).partition("-"), text) for name, text in given.items() if _FIELD in name)
    told = {int(key): Typed(seen, text) for (key, _dash, seen), text in named if key.isdecimal()}
    return {key: one for key, one in told.items() if token(plain(one.text)) != one.seen}


def _compose_again(request: SignedIn, kept: Report) -> HttpResponse:
    form = ComposeForm(request.POST)
    if not form.is_valid():
        return _show(request, kept, form=form, status=422)
    try:
        ComposeAgain(by=request.user, report=kept, dated=form.cleaned_data["dated"]).execute()
    except CamketError as error:
        form.add_error(None, error.message(phrases.language()))
        return _show(request, kept, form=form, status=422)
    _tell(request, sum(part.differs for part in queries.parts(kept)))
    return redirect("reports:report", kept.pk)


def _tell(request: SignedIn, differing: int) -> None:
    if not differing:
        messages.success(request, _("Đã lập lại từ số liệu mới nhất. Những đoạn đã sửa vẫn giữ nguyên."))
        return
    told = ngettext(
        "Đã lập lại. %(count)s đoạn đã sửa nay khác bản mới lập: xem và chọn ở dưới.",
        "Đã lập lại. %(count)s đoạn đã sửa nay khác bản mới lập: xem và chọn ở dưới.",
        differing,
    )
    messages.warning(request, told % {"count": differing})


def _settle(request: SignedIn, kept: Report, what: list[str]) -> HttpResponse:
    key, choice, seen = (*what, "", "", "")[:3]
    known = choice in list(Choice)
    part = found(next((one for one in queries.parts(kept) if known and str(one.pk) == key), None))
    try:
        SettlePart(by=request.user, part=part, choice=Choice(choice), seen=seen).execute()
    except CamketError as error:
        messages.error(request, error.message(phrases.language()))
    answer = redirect("reports:report", kept.pk)
    answer["Location"] += f"#doan-{part.pk}"
    return answer


def _show(
    request: SignedIn,
    kept: Report,
    typed: Mapping[int, Typed] | None = None,
    clashes: list[Part] | None = None,
    form: ComposeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    parts = queries.parts(kept)
    context = {
        "report": kept,
        "sections": showing.sections(parts, {part.pk: (typed or {})[part.pk].text for part in clashes or ()}),
        "differing": [part for part in parts if part.differs],
        "clashes": clashes or (),
        "form": form or ComposeForm(initial={"dated": kept.dated}),
        "kinds": [(kind.value, kind.label) for kind in FileKind],
        "may_write": request.user.may("reports.write"),
    }
    return render(request, "reports/report.html", context, status=status)
