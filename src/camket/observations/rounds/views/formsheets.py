"""Report forms: making one, and what it asks of whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from camket.areas import queries as areas_over_time
from camket.foundation.access import SignedIn, needs
from camket.observations.actions import ReviseIndicator
from camket.observations.rounds import queries
from camket.observations.rounds.actions import Asked, ChangeForm, MakeForm, per_area, propose
from camket.observations.rounds.forms import BadAddress, FormForm, asked, number
from camket.observations.rounds.history import editions
from camket.observations.rounds.models import Form
from camket.people import queries as people
from camket.records.queries import areas_of
from camket.targets import queries as targets
from camket.targets.enums import Nature


@needs("rounds.manage")
def new(request: SignedIn) -> HttpResponse:
    """A new form begins with a line for each open target, if asked, or with none."""
    areas, on = areas_of(request.user), timezone.localdate()
    form = FormForm(areas, on, None, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "rounds/form.html", {"form": form, "asked": None, "may_write": True}, status=status)
    area = form.area_id
    if area is None:
        messages.error(request, _("Chưa có địa bàn nào. Hãy tải lên văn bản đầu tiên trước."))
        return redirect("rounds:index")
    lines = propose(area, on) if "de-xuat" in request.POST else []
    since = form.cleaned_data["since"]
    made = MakeForm(by=request.user, area_id=area, settings=form.settings, lines=lines, since=since).execute()
    messages.success(request, _("Đã lập biểu với %(lines)s dòng.") % {"lines": len(lines)})
    return redirect("rounds:form", made.pk)


@needs("rounds.read", to_write="rounds.manage")
def form_page(request: SignedIn, pk: int) -> HttpResponse:
    found = queries.a_form(pk, areas_of(request.user))
    if found is None:
        raise Http404
    areas, on = areas_of(request.user), timezone.localdate()
    form = FormForm(areas, on, found, request.POST or None)
    if request.method != "POST":
        return _show(request, found, form, _lines(found))
    return _change(request, found, form)


def _change(request: SignedIn, found: Form, form: FormForm) -> HttpResponse:
    before = _lines(found)
    try:
        lines = asked(request.POST, before, {one.pk for one in people.offices(areas_of(request.user))})
    except BadAddress as error:
        messages.error(request, _("“%(address)s” không phải là địa chỉ thư. Hãy sửa lại rồi lưu.") % {"address": error})
        return _show(request, found, form, before, status=422)
    if not form.is_valid():
        return _show(request, found, form, lines, status=422)
    lines += _added(request, found, lines)
    since = form.cleaned_data["since"]
    ChangeForm(by=request.user, form=found, settings=form.settings, lines=lines, since=since).execute()
    messages.success(request, _("Đã lưu biểu với %(lines)s dòng.") % {"lines": len(lines)})
    return redirect("rounds:form", found.pk)


def _added(request: SignedIn, found: Form, lines: list[Asked]) -> list[Asked]:
    """What was chosen by hand, and all that is proposed where that was pressed."""
    there = {one.key for one in lines}
    more = _chosen(request, found)
    if request.POST.get("viec") == "de-xuat":
        asked_of = {one.indicator_id for one in (*lines, *more)}
        proposed = propose(found.area_id, timezone.localdate())
        more += [one for one in proposed if one.indicator_id not in asked_of]
    return [one for one in more if one.key not in there]


def _chosen(request: SignedIn, found: Form) -> list[Asked]:
    """An indicator, of the form's own area or of areas below, a line for each."""
    areas = areas_of(request.user)
    indicator = targets.of_id(number(request.POST.get("them-chi-so")), areas)
    if indicator is None:
        return []
    offices = people.offices(areas)
    office = number(request.POST.get("them-co-quan"))
    other = office if office in {one.pk for one in offices} else None
    below = _below(request, found)
    more, lacking = per_area(indicator.pk, below, offices, other)
    if not below or "them-ca-cap" in request.POST:
        more += [Asked(indicator.pk, indicator.area_id, other)] if other else []
    elif "cong-len" in request.POST:
        _add_up(request, indicator)
    if lacking:
        told = _("Chưa có cơ quan để giao: %(areas)s. Thêm cơ quan của địa bàn đó, hoặc chọn một đơn vị báo cáo chung.")
        messages.warning(request, told % {"areas": ", ".join(area.shown for area in lacking)})
    elif not more:
        messages.warning(request, _("Chọn đơn vị báo cáo rồi lưu lại: chỉ số vừa chọn chưa được thêm."))
    return more


def _below(request: SignedIn, found: Form) -> list[Any]:
    """The areas in the form's own that were ticked."""
    chosen = set(request.POST.getlist("them-dia-ban"))
    inside = areas_over_time.inside(found.area_id, timezone.localdate())
    return [area for area in inside if str(area.pk) in chosen or "moi-dia-ban" in request.POST]


def _add_up(request: SignedIn, indicator: Any) -> None:
    """The figures of the areas are added up from now on, where that has a meaning."""
    if indicator.combined or indicator.formula or indicator.nature in (Nature.LEVEL, Nature.STATE):
        return
    ReviseIndicator(by=request.user, indicator=indicator, changes={"combined": True}).execute()
    told = _("Từ nay số liệu “%(indicator)s” của %(area)s được cộng từ các địa bàn trực thuộc.")
    messages.info(request, told % {"indicator": indicator.shown, "area": indicator.area.shown})


def _lines(found: Form) -> list[Asked]:
    newest = next(iter(found.versions.all()), None)
    rows = newest.lines.all() if newest else []
    return [Asked(one.indicator_id, one.area_id, one.office_id, one.contact, one.post) for one in rows]


def _show(request: SignedIn, found: Form, form: FormForm, lines: list[Asked], status: int = 200) -> HttpResponse:
    areas, on = areas_of(request.user), timezone.localdate()
    known = {one.pk: one for one in targets.listed(areas)}
    below = areas_over_time.inside(found.area_id, on)
    there, named = {line.indicator_id for line in lines}, {area.pk: area for area in below}
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "asked": [
            (line, known[line.indicator_id], named.get(line.area_id)) for line in lines if line.indicator_id in known
        ],
        "offices": people.offices(areas),
        "may_write": request.user.may("rounds.manage"),
        "unled": [one for one in queries.without_lead(found.area_id, on) if one.indicator_id not in there],
        "others": list(known.values()),
        "below": below,
        "editions": [(one, one.counts(on)) for one in editions(queries.versions(found))],
        "today": on,
    }
    return render(request, "rounds/form.html", context, status=status)
