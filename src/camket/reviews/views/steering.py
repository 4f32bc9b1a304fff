"""Tasks, and projects with their milestones."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.records import queries as records
from camket.records.queries import areas_of
from camket.records.tasks import DropTask, FinishTask
from camket.resolutions import queries as resolutions
from camket.reviews import saying
from camket.reviews.forms import EndTaskForm, MilestonesForm, ProjectForm
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.queries import reviewed
from camket.reviews.views.posting import found, posted, pressed
from camket.targets import queries as targets


@needs("records.end_task")
@require_POST
def end_task(request: SignedIn, pk: int) -> HttpResponse:
    """Finished with a product, or dropped for a reason; one field serves both."""
    task = found(records.task_of(pk, areas_of(request.user)))
    form = EndTaskForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    if "drop" in request.POST:
        act, done = DropTask(by=request.user, task=task, reason=words).execute, _("Nhiệm vụ không thực hiện nữa.")
    else:
        act, done = FinishTask(by=request.user, task=task, product=words).execute, _("Nhiệm vụ đã hoàn thành.")
    return pressed(request, act, done, reverse("reviews:tasks"))


@needs("reviews.read")
def tasks(request: SignedIn) -> HttpResponse:
    """All tasks of the account's areas, those that are late first."""
    on = timezone.localdate()
    listed = [(one, one.standing(on)) for one in records.tasks(areas_of(request.user))]
    context = {"tasks": listed, "may_end": request.user.may("records.end_task")}
    return render(request, "reviews/tasks.html", context)


@needs("reviews.read")
def projects(request: SignedIn, pk: int) -> HttpResponse:
    return _projects(request, pk)


@needs("reviews.write")
@require_POST
def add_project(request: SignedIn, pk: int) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    form = ProjectForm({"targets": targets.of_resolution(pk)}, request.POST)

    def act() -> None:
        told = {**form.given, "targets": [target.pk for target in form.given["targets"]]}
        RecordProject(by=request.user, resolution=resolution, **told).execute()

    back = reverse("reviews:projects", args=[pk])
    return posted(request, form, act, _("Đã ghi công trình."), back, lambda form: _projects(request, pk, form))


@needs("reviews.write")
@require_POST
def milestones(request: SignedIn, pk: int) -> HttpResponse:
    project = found(reviewed.project_of(pk, areas_of(request.user)))
    form = MilestonesForm(project, request.POST)
    back = reverse("reviews:projects", args=[project.resolution_id])

    def act() -> None:
        planned, actual = form.days("planned"), form.days("actual")
        SetMilestones(by=request.user, project=project, planned=planned, actual=actual).execute()

    def again(form: MilestonesForm) -> HttpResponse:
        return _projects(request, project.resolution_id, stages={pk: form})

    return posted(request, form, act, _("Đã ghi các mốc."), back, again)


def _projects(request: SignedIn, pk: int, form: Any = None, stages: Any = None) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    lines = {one.key: one for one in saying.projects(pk)}
    on = timezone.localdate()
    shown = [
        (lines[one.pk], reviewed.ticks(lines[one.pk].stages, on), (stages or {}).get(one.pk) or MilestonesForm(one))
        for one in reviewed.projects_of(pk)
    ]
    context = {
        "resolution": resolution,
        "projects": shown,
        "form": form or ProjectForm({"targets": targets.of_resolution(pk)}),
        "sent": form is not None,
        "may_write": request.user.may("reviews.write"),
    }
    return render(request, "reviews/projects.html", context)
