"""An obstacle or a remedy of a draft on a page of its own: put right there, taken back, put back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.foundation.actions import Action
from camket.records.queries import areas_of
from camket.reviews import entries
from camket.reviews.correcting import (
    EditObstacle,
    EditRemedy,
    PutBackObstacle,
    PutBackRemedy,
    ReopenObstacle,
    TakeBackObstacle,
    TakeBackRemedy,
    obstacle_can_change,
    remedy_can_change,
)
from camket.reviews.enums import ObstacleKind
from camket.reviews.forms import EditObstacleForm, EditRemedyForm
from camket.reviews.models import Obstacle, Remedy, Review
from camket.reviews.queries import reviewed
from camket.reviews.views.posting import edited, entered, found, pressed, why_not
from camket.reviews.views.reviews import back_to, choices


def _review(request: SignedIn, pk: int) -> Review:
    return found(reviewed.of_id(pk, areas_of(request.user)))


def _obstacle(request: SignedIn, pk: int, key: int) -> tuple[Review, Obstacle]:
    review = _review(request, pk)
    one = found(reviewed.obstacle_of(key, areas_of(request.user)))
    if one.resolution_id != review.resolution_id:
        raise Http404
    return review, one


@needs("reviews.write")
def edit_obstacle(request: SignedIn, pk: int, obstacle: int) -> HttpResponse:
    review, one = _obstacle(request, pk, obstacle)
    form = entered(request, EditObstacleForm, choices(review), entries.of_obstacle(one))

    def act() -> Obstacle:
        told = {**form.given, "kind": ObstacleKind(form.given["kind"])}
        return EditObstacle(by=request.user, review=review, obstacle=one, **told).execute()

    page = {
        "title": _("Sửa vướng mắc"),
        "name": reviewed.called(review),
        "back": back_to(pk, "vuong-mac"),
        "gone_at": reverse("reviews:take_back_obstacle", args=[pk, obstacle]),
        "seen": form.initial["seen"],
        "means": _("Vướng mắc ghi nhầm thì rút lại. Cho đến khi kỳ này ký, vẫn đưa trở lại được."),
        "before": [_about(decided, pk) for decided in reviewed.remedies_for(obstacle)],
        "before_says": _("Muốn rút vướng mắc này, sửa hoặc rút các giải pháp nhằm gỡ nó trước:"),
        "shut": "" if form.is_bound else why_not(obstacle_can_change, review, one),
    }
    return edited(request, form, act, page)


def _about(decided: Remedy, pk: int) -> tuple[str, str]:
    """What a remedy says, and where it is changed: nowhere where it is of another review."""
    own = decided.review_id == pk
    return decided.task.what, reverse("reviews:edit_remedy", args=[pk, decided.task_id]) if own else ""


def _press_obstacle(
    request: SignedIn, pk: int, key: int, action: Callable[..., Action[Any]], done: str
) -> HttpResponse:
    review, one = _obstacle(request, pk, key)
    act = action(by=request.user, review=review, obstacle=one, seen=request.POST.get("seen", "")).execute
    return pressed(request, act, done, back_to(pk, "vuong-mac"))


@needs("reviews.write")
@require_POST
def take_back_obstacle(request: SignedIn, pk: int, obstacle: int) -> HttpResponse:
    done = _("Đã rút vướng mắc. Rút nhầm thì bấm Đưa trở lại ở cuối phần này.")
    return _press_obstacle(request, pk, obstacle, TakeBackObstacle, done)


@needs("reviews.write")
@require_POST
def put_back_obstacle(request: SignedIn, pk: int, obstacle: int) -> HttpResponse:
    return _press_obstacle(request, pk, obstacle, PutBackObstacle, _("Đã đưa vướng mắc trở lại."))


@needs("reviews.write")
@require_POST
def reopen_obstacle(request: SignedIn, pk: int, obstacle: int) -> HttpResponse:
    return _press_obstacle(request, pk, obstacle, ReopenObstacle, _("Đã ghi là chưa gỡ."))


# --- remedies, by the keys of their tasks


@needs("reviews.write")
def edit_remedy(request: SignedIn, pk: int, task: int) -> HttpResponse:
    review = _review(request, pk)
    one = found(reviewed.remedy_of(task, pk))
    form = entered(request, EditRemedyForm, _choices(review, one), entries.of_remedy(one))

    def act() -> Remedy:
        return EditRemedy(by=request.user, review=review, remedy=one, **form.given).execute()

    page = {
        "title": _("Sửa giải pháp, nhiệm vụ"),
        "name": reviewed.called(review),
        "back": back_to(pk, "giai-phap"),
        "gone_at": reverse("reviews:take_back_remedy", args=[pk, task]),
        "seen": form.initial["seen"],
        "means": _(
            "Giải pháp ghi nhầm thì rút lại: %(office)s thôi không phải làm việc này và không được nhắc nữa. "
            "Cho đến khi kỳ này ký, vẫn đưa trở lại được."
        )
        % {"office": one.task.office.shown},
        "shut": "" if form.is_bound else why_not(remedy_can_change, review, one),
    }
    return edited(request, form, act, page)


def _choices(review: Review, one: Remedy) -> dict[str, Any]:
    """Those of the review, and what the remedy names already: a settled obstacle, an office that has ended."""
    offered = choices(review)
    for name, own in (("obstacle", one.obstacle), ("office", one.task.office)):
        if own and own not in offered[name]:
            offered[name] = [own, *offered[name]]
    return offered


def _press_remedy(request: SignedIn, pk: int, key: int, action: Callable[..., Action[Any]], done: str) -> HttpResponse:
    review = _review(request, pk)
    one = found(reviewed.remedy_of(key, pk))
    act = action(by=request.user, review=review, remedy=one, seen=request.POST.get("seen", "")).execute
    return pressed(request, act, done, back_to(pk, "giai-phap"))


@needs("reviews.write")
@require_POST
def take_back_remedy(request: SignedIn, pk: int, task: int) -> HttpResponse:
    done = _("Đã rút giải pháp, nhiệm vụ thôi không làm. Rút nhầm thì bấm Đưa trở lại ở cuối phần này.")
    return _press_remedy(request, pk, task, TakeBackRemedy, done)


@needs("reviews.write")
@require_POST
def put_back_remedy(request: SignedIn, pk: int, task: int) -> HttpResponse:
    done = _("Đã đưa giải pháp trở lại, nhiệm vụ làm tiếp.")
    return _press_remedy(request, pk, task, PutBackRemedy, done)
