"""Reviews in the back office: the list of a resolution's, and one review in its sections."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from camket.foundation.access import SignedIn, needs
from camket.people import queries as people
from camket.records.queries import areas_of
from camket.resolutions import queries as resolutions
from camket.reviews import saying
from camket.reviews.contents import Content
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState, ReviewKind
from camket.reviews.forms import (
    AddendumForm,
    EditForm,
    NoteForm,
    ObstacleForm,
    OpenForm,
    RemedyForm,
    SignForm,
)
from camket.reviews.models import Review
from camket.reviews.queries import reviewed
from camket.reviews.remarks import AddNote, DecideRemedy, EditNote, SettleObstacle, TellObstacle, TwoTexts
from camket.reviews.reviewing import AddAddendum, OpenReview, PublishReview, RefreshReview, SignReview
from camket.reviews.views.posting import found, posted, pressed
from camket.targets import queries as targets


@needs("reviews.read")
def index(request: SignedIn) -> HttpResponse:
    """The resolutions of the account's areas, each with its reviews and programmes."""
    listed = list(resolutions.in_areas(areas_of(request.user)))
    reviews = reviewed.of_resolutions([one.pk for one in listed])
    return render(request, "reviews/index.html", {"shown": [(one, reviews.get(one.pk, [])) for one in listed]})


@needs("reviews.read")
def of_resolution(request: SignedIn, pk: int) -> HttpResponse:
    return _list(request, pk, OpenForm({}, initial={"on": timezone.localdate(), "kind": ReviewKind.QUARTER}))


@needs("reviews.write")
@require_POST
def open_review(request: SignedIn, pk: int) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    form = OpenForm({}, request.POST)

    def act() -> Review:
        told = form.given
        kind = ReviewKind(told["kind"])
        return OpenReview(by=request.user, resolution=resolution, kind=kind, on=told["on"]).execute()

    def its_page(review: Review) -> str:
        return reverse("reviews:review", args=[review.pk])

    return posted(request, form, act, _("Đã mở kỳ sơ kết."), its_page, lambda form: _list(request, pk, form))


def _list(request: SignedIn, pk: int, form: OpenForm) -> HttpResponse:
    resolution = found(resolutions.in_areas(areas_of(request.user)).filter(pk=pk).first())
    context = {
        "resolution": resolution,
        "reviews": reviewed.of_resolution(pk),
        "following": resolutions.following(resolution),
        "form": form,
        "may_write": request.user.may("reviews.write"),
    }
    return render(request, "reviews/resolution.html", context)


# --- one review


@needs("reviews.read")
def review(request: SignedIn, pk: int) -> HttpResponse:
    return _show(request, pk)


def _show(request: SignedIn, pk: int, sent: Any = None, theirs: Any = None) -> HttpResponse:
    """``sent`` is a form that did not go through; ``theirs`` the note as somebody else has written it meanwhile."""
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    rows = reviewed.rows(pk)
    content = saying.content(shown)
    on = shown.on if shown.is_frozen else timezone.localdate()
    context = {
        "review": shown,
        "name": reviewed.called(shown),
        "content": content,
        "rows": rows,
        "counts": reviewed.counts(rows),
        "timelines": [(one, reviewed.ticks(one.stages, on)) for one in content.projects],
        "addenda": reviewed.addenda(pk),
        **_corrections(shown, content),
        "theirs": theirs,
        "sent": type(sent).__name__ if sent else "",
        "form": _forms(shown, sent),
        "may_write": request.user.may("reviews.write") and not shown.is_frozen,
        "may_sign": request.user.may("reviews.sign"),
        "may_end": request.user.may("records.end_task"),
    }
    return render(request, "reviews/review.html", context)


def _corrections(shown: Review, content: Content) -> dict[str, Any]:
    """Which obstacles can still be put right, or told as not settled; and what was taken back. Nothing of a signed
    review."""
    if shown.is_frozen:
        return {}
    signed = reviewed.signed_lines(shown.resolution_id, "obstacles")
    settled = {key for key, (_name, line) in signed.items() if line["state"] == ObstacleState.SETTLED}
    gone, undone = reviewed.taken_back(shown)
    return {
        "open_to_change": {one.key for one in content.obstacles} - signed.keys(),
        "may_reopen": {one.key for one in content.obstacles if one.settled_on} - settled,
        "obstacles_gone": gone,
        "remedies_gone": undone,
    }


def _forms(shown: Any, sent: Any) -> dict[str, Any]:
    offered = offers(shown)
    authority = {"authority": reviewed.called(shown)}
    known: dict[str, Any] = {
        "NoteForm": NoteForm(offered),
        "ObstacleForm": ObstacleForm(offered),
        "RemedyForm": RemedyForm(offered, initial=authority),
        "SignForm": SignForm({}, initial={"version": shown.version}),
        "AddendumForm": AddendumForm({}),
    }
    return {**known, type(sent).__name__: sent} if sent else known


def offers(shown: Any) -> dict[str, Any]:
    """What the forms on the page of a review let choose: nothing once it is signed."""
    return {} if shown.is_frozen else choices(shown)


def choices(shown: Any) -> dict[str, Any]:
    """Five SQL statements."""
    return {
        "target": targets.of_resolution(shown.resolution_id),
        "obstacle": reviewed.obstacles_of(shown.resolution_id),
        "project": reviewed.projects_of(shown.resolution_id),
        "office": people.offices([shown.resolution.area_id]),
    }


def back_to(pk: int, section: str) -> str:
    return f"{reverse('reviews:review', args=[pk])}#{section}"


@needs("reviews.write")
@require_POST
def refresh(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    act = RefreshReview(by=request.user, review=shown).execute
    return pressed(request, act, _("Đã lấy số liệu mới nhất."), back_to(pk, "ket-qua"))


@needs("reviews.write")
@require_POST
def note(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    form = NoteForm(choices(shown), request.POST)

    def act() -> None:
        told = form.given
        AddNote(by=request.user, review=shown, **{**told, "kind": NoteKind(told["kind"])}).execute()

    return posted(request, form, act, _("Đã ghi."), back_to(pk, "ket-qua"), lambda form: _show(request, pk, form))


@needs("reviews.write")
@require_POST
def edit_note(request: SignedIn, pk: int, note: int) -> HttpResponse:
    """Of two who edit one note, the second sees both texts and saves again."""
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    known = found(reviewed.note_of(note, pk))
    form = EditForm(request.POST)
    theirs: list[Any] = []

    def act() -> None:
        try:
            EditNote(by=request.user, review=shown, note=known, **form.given).execute()
        except TwoTexts as two:
            form.data = {**form.data, "seen": two.now.version, "text": form.cleaned_data["text"]}
            theirs.append(two.now)
            raise

    def again(form: EditForm) -> HttpResponse:
        return _show(request, pk, form, theirs[0] if theirs else known)

    return posted(request, form, act, _("Đã lưu."), back_to(pk, "ket-qua"), again)


@needs("reviews.write")
@require_POST
def obstacle(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    form = ObstacleForm(choices(shown), request.POST)

    def act() -> None:
        told = {**form.given, "kind": ObstacleKind(form.given["kind"])}
        TellObstacle(by=request.user, resolution=shown.resolution, review=shown, **told).execute()

    back = back_to(pk, "vuong-mac")
    return posted(request, form, act, _("Đã ghi vướng mắc."), back, lambda form: _show(request, pk, form))


@needs("reviews.write")
@require_POST
def settle(request: SignedIn, pk: int, obstacle: int) -> HttpResponse:
    one = found(reviewed.obstacle_of(obstacle, areas_of(request.user)))
    act = SettleObstacle(by=request.user, obstacle=one).execute
    return pressed(request, act, _("Đã ghi là gỡ xong."), back_to(pk, "vuong-mac"))


@needs("reviews.write")
@require_POST
def remedy(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    form = RemedyForm(choices(shown), request.POST)

    def act() -> None:
        DecideRemedy(by=request.user, review=shown, **form.given).execute()

    back = back_to(pk, "giai-phap")
    return posted(request, form, act, _("Đã giao nhiệm vụ."), back, lambda form: _show(request, pk, form))


@needs("reviews.sign")
@require_POST
def sign(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    if shown.kind == ReviewKind.FINAL and not shown.is_frozen:
        return redirect("reviews:close", pk=shown.resolution_id)  # where it says what signing it means
    form = SignForm({}, request.POST)

    def act() -> None:
        SignReview(by=request.user, review=shown, **form.given).execute()

    def again(form: SignForm) -> HttpResponse:
        # The page shows what has come in between, so the next press is for that.
        form.data = {"version": shown.version, "signed_as": form.data.get("signed_as", "")}
        return _show(request, pk, form)

    done = _("Đã ký. Từ nay nội dung kỳ này giữ nguyên.")
    return posted(request, form, act, done, back_to(pk, "ky"), again)


@needs("reviews.sign")
@require_POST
def publish(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    inside = "inside" in request.POST
    done = _("Kỳ sơ kết được lưu hành nội bộ.") if inside else _("Đã công bố.")
    act = PublishReview(by=request.user, review=shown, inside=inside).execute
    return pressed(request, act, done, back_to(pk, "ky"))


@needs("reviews.sign")
@require_POST
def addendum(request: SignedIn, pk: int) -> HttpResponse:
    shown = found(reviewed.of_id(pk, areas_of(request.user)))
    form = AddendumForm({}, request.POST)

    def act() -> None:
        AddAddendum(by=request.user, review=shown, **form.given).execute()

    back = back_to(pk, "ky")
    return posted(request, form, act, _("Đã ghi bổ sung."), back, lambda form: _show(request, pk, form))
