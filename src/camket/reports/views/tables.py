"""A form of another system filled in row by row, beside its text."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from camket.foundation.access import SignedIn, needs
from camket.records.queries import areas_of
from camket.reports import exporting, queries
from camket.reports.exports import filling, form, table
from camket.reports.exports.form import Content
from camket.reports.forms import PARTS
from camket.reports.models import ExportForm
from camket.reports.writing import token
from camket.reviews.views.posting import found
from camket.targets import queries as targets

MOST = 140
"""Rows that a page can send at once; a longer form is changed in its text."""
CONTENTS = {
    Content.CODE: gettext_lazy("mã dòng"),
    Content.NAME: gettext_lazy("tên dòng"),
    Content.UNIT: gettext_lazy("đơn vị tính"),
    Content.AREA: gettext_lazy("mã địa bàn"),
    Content.AREA_NAME: gettext_lazy("tên địa bàn"),
    Content.YEAR: gettext_lazy("năm"),
    Content.PERIOD: gettext_lazy("tên kỳ"),
    Content.PERIOD_CODE: gettext_lazy("mã kỳ"),
    Content.FIRST: gettext_lazy("từ ngày"),
    Content.LAST: gettext_lazy("đến ngày"),
    Content.RESULT: gettext_lazy("số thực hiện"),
    Content.PLAN: gettext_lazy("số kế hoạch"),
    Content.STAGE: gettext_lazy("độ chắc chắn"),
    Content.FIXED: gettext_lazy("chữ cố định"),
}
_LABELS = {
    "cot": gettext_lazy("Cột"),
    "dia_ban": gettext_lazy("Địa bàn"),
    "ma_ky": gettext_lazy("Kỳ"),
    "dong": gettext_lazy("Dòng"),
}


@needs("exports.edit")
def by_rows(request: SignedIn, pk: int) -> HttpResponse:
    """A press on a button of a row changes what is shown; only "Lưu" keeps it."""
    kept = found(queries.export_forms(areas_of(request.user)).filter(pk=pk).first())
    if request.method == "POST":
        return _pressed(request, kept, table.of_post(request.POST))
    try:
        shown = table.of_text(kept.text)
    except form.FormWrong as wrong:
        messages.error(
            request, _("Nội dung biểu viết chưa đúng nên chưa hiện thành bảng được: %(why)s") % {"why": wrong}
        )
        return redirect("reports:form", pk)
    return _show(request, kept, shown, token(kept.text))


def _pressed(request: SignedIn, kept: ExportForm, typed: table.Table) -> HttpResponse:
    seen, doing = request.POST.get("seen", ""), request.POST.get("viec", "luu")
    if doing != "luu":
        return _show(request, kept, table.done(typed, doing), seen)
    try:
        text, _places = table.written(typed)
        exporting.ChangeForm(by=request.user, form=kept, seen=seen, text=text).execute()
    except form.FormWrong:
        return _show(request, kept, typed, seen, status=422)
    except exporting.TwoForms as two:
        told = _("Người khác vừa sửa biểu này. Bảng dưới đây là của bạn, chưa lưu; lưu lần nữa thì thay bản của họ.")
        messages.error(request, told)
        return _show(request, kept, typed, token(two.now), theirs=two.now, status=422)
    messages.success(request, _("Đã lưu biểu."))
    return redirect("reports:form_rows", kept.pk)


def _show(
    request: SignedIn, kept: ExportForm, shown: table.Table, seen: str, *, theirs: str = "", status: int = 200
) -> HttpResponse:
    areas = areas_of(request.user)
    context: dict[str, Any] = {
        "kept": kept,
        "table": shown,
        "seen": seen,
        "theirs": theirs,
        "wrong": _wrong(kept, shown, [one.pk for one in areas]),
        "too_long": sum(map(len, shown.parts.values())) > MOST,
        "has_comments": any(line.lstrip().startswith("#") for line in kept.text.splitlines()),
        "contents": CONTENTS.items(),
        "periods": PARTS,
        "tab": "\t",
        "areas": areas,
        "known": {*dict(PARTS), *(one.slug for one in areas)},
        "names": targets.names(kept.area_id),
        "units": targets.units(kept.area_id),
    }
    return render(request, "reports/table.html", context, status=status)


def _wrong(kept: ExportForm, shown: table.Table, allowed: list[int]) -> list[str]:
    """What is wrong, by the row in which it is."""
    places: dict[int, table.Place] = {}
    try:
        text, places = table.written(shown)
        filling.check(form.read(text), kept.area_id, allowed)
    except form.FormWrong as wrong:
        return [_told(one, places.get(one.line)) for one in wrong.problems]
    return []


def _told(problem: form.Problem, place: table.Place | None) -> str:
    if place is None:
        return problem.text
    return f"{_LABELS[place.part]} {place.number + 1}: {problem.text}"
