"""Who answers for what: boards and projects."""

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
from camket.resolutions.boards import AppointSeat, EndSeat
from camket.resolutions.enums import SeatRole
from camket.reviews import queries, saying
from camket.reviews.forms import EndSeatForm, MilestonesForm, ProjectForm, SeatForm
from camket.reviews.milestones import RecordProject, SetMilestones
from camket.reviews.queries import reviewed
from camket.reviews.views.posting import found, posted
from camket.targets import queries as targets


@needs("reviews.read")
def programme(request: SignedIn, pk: int) -> HttpResponse:
    return _programme(request, pk)


@needs("resolutions.appoint")
@require_POST
def appoint(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(resolutions.programme_of(pk, areas_of(request.user)))
    form = SeatForm(_of_programme(shown), request.POST)

    def act() -> None:
        told = {**form.given, "role": SeatRole(form.given["role"])}
        told["targets"] = [target.pk for target in told["targets"]]
        AppointSeat(by=request.user, programme=shown, **told).execute()

    back = reverse("reviews:programme", args=[pk])
    return posted(request, form, act, _("Đã ghi phân công."), back, lambda form: _programme(request, pk, form))


@needs("resolutions.appoint")
@require_POST
def end_seat(request: SignedIn, pk: int) -> HttpResponse:
    seat = found(resolutions.seat_of(pk, areas_of(request.user)))
    form = EndSeatForm(request.POST)
    back = reverse("reviews:programme", args=[seat.programme_id])

    def act() -> None:
        EndSeat(by=request.user, seat=seat, until=form.cleaned_data["until"]).execute()

    def again(form: EndSeatForm) -> HttpResponse:
        return _programme(request, seat.programme_id, wrong=form)

    return posted(request, form, act, _("Phân công đã kết thúc."), back, again)


def _of_programme(shown: Any) -> dict[str, Any]:
    given = targets.of_resolution(shown.resolution_id)
    chosen = set(shown.targets.values_list("pk", flat=True))
    return {"targets": [target for target in given if target.pk in chosen]}


def _programme(request: SignedIn, pk: int, form: Any = None, wrong: Any = None) -> HttpResponse:
    on = timezone.localdate()
    shown = found(resolutions.programme_of(pk, areas_of(request.user)))
    rows = queries.scoreboard(shown.resolution.area_id, shown.resolution.slug)
    history = resolutions.board_history(pk)
    context = {
        "programme": shown,
        "seats": [one for one in history if one.is_held(on)],
        "former": [one for one in history if not one.is_held(on)],
        "rows": [row for row in rows if shown.slug in {label.slug for label in row.programmes}],
        "answerable": resolutions.answerable([row.id for row in rows], on),
        "form": form or SeatForm(_of_programme(shown), initial={"since": on}),
        "sent": form is not None,
        "wrong": wrong,
        "today": on,
        "may_appoint": request.user.may("resolutions.appoint"),
    }
    return render(request, "reviews/programme.html", context)


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
