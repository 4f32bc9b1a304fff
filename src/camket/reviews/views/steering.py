"""Projects with their milestones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.actions import Action
from camket.intake import phrases
from camket.measures.periods import name_of_day
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews import entries, saying
from camket.reviews.enums import ProjectStage
from camket.reviews.forms import EditProjectForm, MilestonesForm, ProjectForm
from camket.reviews.milestones import (
    EditProject,
    PutBackMilestone,
    PutBackProject,
    RecordProject,
    SetMilestones,
    TakeBackProject,
    project_can_change,
)
from camket.reviews.models import Milestone, Project
from camket.reviews.queries import reviewed
from camket.reviews.views.posting import edited, entered, found, meeting, posted, pressed, why_not
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

    def act() -> None:
        planned, actual, seen = form.days("planned"), form.days("actual"), form.cleaned_data["seen"]
        SetMilestones(by=request.user, project=project, planned=planned, actual=actual, seen=seen).execute()

    def again(form: MilestonesForm) -> HttpResponse:
        return _projects(request, project.resolution_id, stages={pk: form})

    return posted(request, form, meeting(form, act), _("Đã ghi các mốc."), _page_of(project), again)


@needs("reviews.write")
@require_POST
def put_back_milestone(request: SignedIn, pk: int, stage: str) -> HttpResponse:
    project = found(reviewed.project_of(pk, areas_of(request.user)))
    if stage not in ProjectStage:
        raise Http404
    act = PutBackMilestone(by=request.user, project=project, stage=ProjectStage(stage)).execute
    return pressed(request, act, _("Đã đưa mốc trở lại."), _page_of(project))


def _page_of(project: Project) -> str:
    return reverse("reviews:projects", args=[project.resolution_id])


@needs("reviews.write")
def edit_project(request: SignedIn, pk: int) -> HttpResponse:
    project = found(reviewed.project_of(pk, areas_of(request.user)))
    offered = {"targets": targets.of_resolution(project.resolution_id)}
    form = entered(request, EditProjectForm, offered, entries.of_project(project))

    def act() -> Project:
        told = {**form.given, "targets": [target.pk for target in form.given["targets"]]}
        return EditProject(by=request.user, project=project, **told).execute()

    page = {
        "title": _("Sửa công trình"),
        "name": project.resolution.shown,
        "back": _page_of(project),
        "gone_at": reverse("reviews:take_back_project", args=[pk]),
        "seen": form.initial["seen"],
        "means": _(
            "Công trình ghi nhầm thì rút lại, cùng các mốc. Vướng mắc thuộc công trình vẫn giữ, nhưng không ghi tên "
            "công trình này nữa. Vẫn đưa trở lại được, như lúc rút."
        ),
        "shut": "" if form.is_bound else why_not(project_can_change, project),
    }
    return edited(request, form, act, page)


@needs("reviews.write")
@require_POST
def take_back_project(request: SignedIn, pk: int) -> HttpResponse:
    done = _("Đã rút công trình. Rút nhầm thì bấm Đưa trở lại ở cuối trang.")
    return _press(request, pk, TakeBackProject, done)


@needs("reviews.write")
@require_POST
def put_back_project(request: SignedIn, pk: int) -> HttpResponse:
    return _press(request, pk, PutBackProject, _("Đã đưa công trình trở lại, cùng các mốc."))


def _press(request: SignedIn, pk: int, action: Callable[..., Action[Any]], done: str) -> HttpResponse:
    project = found(reviewed.project_of(pk, areas_of(request.user)))
    act = action(by=request.user, project=project, seen=request.POST.get("seen", "")).execute
    return pressed(request, act, done, _page_of(project))


def _projects(request: SignedIn, pk: int, form: Any = None, stages: Any = None) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    lines = {one.key: one for one in saying.projects(pk)}
    on = timezone.localdate()
    shown = [
        (
            lines[one.pk],
            reviewed.ticks(lines[one.pk].stages, on),
            (stages or {}).get(one.pk) or MilestonesForm(one),
            [(stage.stage, _in_words(stage)) for stage in one.milestones.all() if stage.taken_back_at],
        )
        for one in reviewed.projects_of(pk)
    ]
    context = {
        "resolution": resolution,
        "projects": shown,
        "form": form or ProjectForm({"targets": targets.of_resolution(pk)}),
        "gone": reviewed.projects_taken_back(pk),
        "signed": reviewed.signed_lines(pk, "projects"),
        "sent": form is not None,
        "may_write": request.user.may("reviews.write"),
    }
    return render(request, "reviews/projects.html", context)


def _in_words(one: Milestone) -> str:
    days = ((_("kế hoạch"), one.planned), (_("thực tế"), one.actual))
    told = ", ".join(f"{name} {name_of_day(day, phrases.language())}" for name, day in days if day)
    return f"{_(str(one.get_stage_display()))}: {told}"
