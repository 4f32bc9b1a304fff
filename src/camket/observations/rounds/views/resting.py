"""The page on which an administrator keeps the days off, and others see them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.errors import CamketError
from camket.observations.rounds import holidays
from camket.observations.rounds.actions import AddHoliday, RemoveHoliday
from camket.observations.rounds.doubts import language
from camket.observations.rounds.forms import HolidayForm
from camket.observations.rounds.models import Holiday


@needs("rounds.read", to_write="rounds.set_holidays")
def days_off(request: SignedIn) -> HttpResponse:
    form = HolidayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            AddHoliday(by=request.user, **form.cleaned_data).execute()
        except CamketError as error:
            form.add_error("day", error.message(language()))
        else:
            messages.success(request, _("Đã thêm ngày nghỉ. Hạn trùng ngày này lùi sang ngày làm việc kế tiếp."))
            return redirect("rounds:days_off")
    context = {
        "form": form,
        "years": holidays.by_year(),
        "yearly": holidays.each_year(),
        "may_write": request.user.may("rounds.set_holidays"),
    }
    return render(request, "rounds/days_off.html", context, status=422 if form.errors else 200)


@needs("rounds.set_holidays")
@require_POST
def work(request: SignedIn, pk: int) -> HttpResponse:
    """A day off is a working day again."""
    found = Holiday.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    RemoveHoliday(by=request.user, holiday=found).execute()
    told = _("Đã bỏ %(day)s khỏi danh sách: từ nay là ngày làm việc.")
    messages.success(request, told % {"day": found.day.strftime("%d/%m/%Y")})
    return redirect("rounds:days_off")
