"""Tasks: what an office says came of one, and what whoever gave it decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.actions import Action
from camket.people import queries as people
from camket.records import queries as records
from camket.records.queries import areas_of
from camket.records.steps import ExtendTask, HandTask, ReportTask, ReturnTask
from camket.records.tasks import DropTask, FinishTask
from camket.reviews.forms import Chosen, EndTaskForm, ExtendTaskForm, HandTaskForm, StepForm
from camket.reviews.views.posting import found, posted, pressed


@needs("records.follow_tasks")
def tasks(request: SignedIn) -> HttpResponse:
    return _list(request)


def _list(request: SignedIn, key: int = 0, sent: Any = None) -> HttpResponse:
    """All tasks of the account's areas, or of a reporter's office, the nearest due first. ``sent`` is a form for the
    task ``key`` that did not go through."""
    on = timezone.localdate()
    user = request.user
    offered = _offices(request)
    listed = list(records.tasks_of(user))
    context = {
        "tasks": [(one, one.standing(on), _forms(one.pk, offered, sent if one.pk == key else None)) for one in listed],
        "may_end": user.may("records.end_task"),
        "may_give": user.may("records.give_task"),
        "may_report": user.may("records.report_task"),
    }
    return render(request, "reviews/tasks.html", context)


def _forms(key: int, offered: dict[str, Any], sent: Any) -> dict[str, Any]:
    """The forms of one task by their names; the one that was sent, as it was typed."""
    kinds: tuple[type[Chosen], ...] = (StepForm, ExtendTaskForm, HandTaskForm)
    made = [one(offered, auto_id=f"id_{one.__name__.lower()}_{key}_%s") for one in kinds]
    forms = {type(one).__name__: one for one in made}
    return {**forms, type(sent).__name__: sent, "open": type(sent).__name__} if sent else forms


def _offices(request: SignedIn) -> dict[str, Any]:
    return {"office": people.offices(areas_of(request.user)) if request.user.may("records.give_task") else []}


def _its(request: SignedIn, pk: int) -> Any:
    return found(records.tasks_of(request.user).filter(pk=pk).first())


def _step(request: SignedIn, pk: int, form: Any, action: Callable[..., Action[Any]], done: str) -> HttpResponse:
    """Do to a task what a form of it says."""
    task = _its(request, pk)

    def act() -> Any:
        return action(by=request.user, task=task, **form.given).execute()

    return posted(request, form, act, done, reverse("reviews:tasks"), lambda form: _list(request, pk, form))


@needs("records.end_task")
@require_POST
def end_task(request: SignedIn, pk: int) -> HttpResponse:
    """Finished with a product, or dropped for a reason; one field serves both."""
    task = _its(request, pk)
    form = EndTaskForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if "drop" in request.POST:
        act, done = DropTask(by=request.user, task=task, reason=words).execute, _("Nhiệm vụ không thực hiện nữa.")
    else:
        act, done = FinishTask(by=request.user, task=task, product=words).execute, _("Nhiệm vụ đã hoàn thành.")
    return pressed(request, act, done, reverse("reviews:tasks"))


@needs("records.report_task")
@require_POST
def report_task(request: SignedIn, pk: int) -> HttpResponse:
    done = _("Đã báo. Người giao nhiệm vụ sẽ xác nhận hoặc trả lại.")
    return _step(request, pk, StepForm({}, request.POST), ReportTask, done)


@needs("records.give_task")
@require_POST
def return_task(request: SignedIn, pk: int) -> HttpResponse:
    return _step(request, pk, StepForm({}, request.POST), ReturnTask, _("Đã trả lại cho đơn vị."))


@needs("records.give_task")
@require_POST
def extend_task(request: SignedIn, pk: int) -> HttpResponse:
    return _step(request, pk, ExtendTaskForm({}, request.POST), ExtendTask, _("Đã gia hạn."))


@needs("records.give_task")
@require_POST
def hand_task(request: SignedIn, pk: int) -> HttpResponse:
    form = HandTaskForm(_offices(request), request.POST)
    return _step(request, pk, form, HandTask, _("Đã chuyển nhiệm vụ."))
