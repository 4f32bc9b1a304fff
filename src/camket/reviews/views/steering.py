"""Projects with their milestones."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews import saying
from camket.reviews.forms import MilestonesForm, ProjectForm
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.queries import reviewed
from camket.reviews.views.posting import found, posted
from camket.targets import queries as targets


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
