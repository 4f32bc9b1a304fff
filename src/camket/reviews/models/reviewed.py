"""A review and what people say at it. What was signed never changes: see docs/decisions/0021-reviews.md."""

from typing import Any

from django.db import models

from camket.foundation.fields import NameField, ValueField
from camket.reviews.enums import (
    FROZEN,
    NoteKind,
    ObstacleKind,
    ObstacleState,
    Outcome,
    Reporting,
    ReviewKind,
    ReviewState,
)
from camket.reviews.models.judged import Judged, Judgement
from camket.reviews.models.projects import Entered


class FrozenError(ValueError):
    """Something of a signed review was about to change."""

    def __init__(self) -> None:
        super().__init__("A signed review stays as it was; add an addendum.")


class Review(models.Model):
    """The look at a resolution on the day ``on``, by what was known at ``as_of``.

    ``content`` is what was gathered at its opening and, from its signing on, all that people said; ``hash`` is made
    over it and over the verdicts. ``version`` grows with each change, so that nobody signs what they did not see.
    """

    resolution = models.ForeignKey("resolutions.Resolution", on_delete=models.PROTECT, related_name="reviews")
    kind = models.CharField("kỳ", max_length=10, choices=ReviewKind.choices)
    slug = models.SlugField(max_length=60)
    on = models.DateField("tính đến ngày")
    as_of = models.DateTimeField("theo số liệu đến")
    state = models.CharField("trạng thái", max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField("nội dung", default=dict)
    hash = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField("mở lúc", auto_now_add=True)
    opened_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField("ký lúc", null=True)
    signed_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    signed_as = NameField(verbose_name="chức danh người ký", blank=True)
    published_at = models.DateTimeField("công bố lúc", null=True)

    class Meta:
        ordering = ("-on", "-id")
        constraints = (models.UniqueConstraint(fields=("resolution", "slug"), name="review_slug_in_a_resolution"),)
        verbose_name = "kỳ sơ kết"
        verbose_name_plural = "kỳ sơ kết"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Of a signed review nothing changes but whether it is published, or taken back."""
        if self.pk is not None:
            before = Review.objects.get(pk=self.pk)
            if before.is_frozen and (_kept(before) != _kept(self) or self.state not in FROZEN):
                raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if self.is_frozen:
            raise FrozenError
        return super().delete(*args, **kwargs)

    @property
    def is_frozen(self) -> bool:
        return self.state in FROZEN


_MAY_MOVE = frozenset({"state", "published_at", "slug"})  # one that is taken back makes room for another


def _kept(review: Review) -> dict[str, Any]:
    fields = (one.attname for one in Review._meta.concrete_fields if one.attname not in _MAY_MOVE)
    return {name: getattr(review, name) for name in fields}


class OfReview(models.Model):
    """What belongs to a review, and is frozen with it."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete(*args, **kwargs)

    def _refuse_frozen(self) -> None:
        if Review.objects.filter(pk=self.review_id, state__in=FROZEN).exists():  # type: ignore[attr-defined]  # each has one
            raise FrozenError


class ReviewTarget(Judged, OfReview):
    """A target as it stood at a review: its own name, promise and verdict, whatever becomes of the target later.

    ``definition`` and ``evidence`` prove the verdict as those of a judgement do; ``hash`` is made over all of the row.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="rows")
    target = models.ForeignKey(
        "targets.Target", on_delete=models.DO_NOTHING, db_constraint=False, related_name="review_rows"
    )
    order = models.PositiveIntegerField()
    slug = models.SlugField(max_length=140)
    name = NameField()
    name_en = NameField(blank=True)
    unit = models.CharField(max_length=60, blank=True)
    group = NameField(blank=True)
    group_en = NameField(blank=True)
    lead = NameField(blank=True)
    lead_en = NameField(blank=True)
    counts = models.BooleanField(default=True)
    aggregate = models.CharField(max_length=10)
    comparator = models.CharField(max_length=10)
    value = ValueField(null=True)
    upper = ValueField(null=True)
    state = NameField(blank=True)
    start = models.DateField()
    due = models.DateField()
    reporting = models.CharField(max_length=10, choices=Reporting.choices)
    definition = models.ForeignKey("reviews.Definition", on_delete=models.PROTECT, related_name="review_rows")
    evidence = models.JSONField(default=list)
    judgement = models.ForeignKey(Judgement, null=True, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ("review", "order", "id")
        constraints = (models.UniqueConstraint(fields=("review", "target"), name="target_once_in_a_review"),)
        verbose_name = "chỉ tiêu tại kỳ sơ kết"
        verbose_name_plural = "chỉ tiêu tại kỳ sơ kết"

    def __str__(self) -> str:
        return f"{self.name}: {Outcome(self.outcome).label}"


class Note(OfReview):
    """What people find, and why it is so: of a target, or of the whole. ``version`` grows with each edit."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField("loại", max_length=10, choices=NoteKind.choices)
    target = models.ForeignKey("targets.Target", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField("nội dung")
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("review", "id")
        verbose_name = "nhận định"
        verbose_name_plural = "nhận định"

    def __str__(self) -> str:
        return self.text[:80]


class Obstacle(Entered):
    """What stands in the way. It outlives the review that it was told at: a signed review keeps its own copy."""

    resolution = models.ForeignKey("resolutions.Resolution", on_delete=models.PROTECT, related_name="obstacles")
    kind = models.CharField("loại", max_length=12, choices=ObstacleKind.choices)
    what = models.TextField("vướng mắc")
    place = NameField(verbose_name="nơi vướng", blank=True)
    since = models.DateField("từ ngày")
    waiting_for = NameField(verbose_name="đang chờ cơ quan nào")
    target = models.ForeignKey("targets.Target", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    project = models.ForeignKey(
        "reviews.Project", null=True, blank=True, on_delete=models.SET_NULL, related_name="obstacles"
    )
    state = models.CharField("trạng thái", max_length=10, choices=ObstacleState.choices, default=ObstacleState.OPEN)
    settled_on = models.DateField("gỡ xong ngày", null=True, blank=True)
    told_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("since", "id")
        verbose_name = "khó khăn, vướng mắc"
        verbose_name_plural = "khó khăn, vướng mắc"

    def __str__(self) -> str:
        return self.what[:80]


class Remedy(Entered, OfReview):
    """What is to be done about a target or an obstacle: decided at a review, carried out as a task."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="remedies")
    target = models.ForeignKey("targets.Target", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    obstacle = models.ForeignKey(Obstacle, null=True, blank=True, on_delete=models.PROTECT, related_name="remedies")
    task = models.OneToOneField("records.Task", on_delete=models.PROTECT, related_name="remedy")

    class Meta:
        ordering = ("review", "id")
        verbose_name = "giải pháp"
        verbose_name_plural = "giải pháp"

    def __str__(self) -> str:
        return str(self.task)


class CarriedOn(models.Model):
    """A target of a term that goes on in the next one, as a person decided: it rests on how the term ended."""

    target = models.ForeignKey("targets.Target", on_delete=models.CASCADE, related_name="carried_on")
    into = models.OneToOneField("targets.Target", on_delete=models.CASCADE, related_name="carried_from")
    at = models.DateTimeField("lúc", auto_now_add=True)

    class Meta:
        ordering = ("id",)
        verbose_name = "chỉ tiêu chuyển tiếp"
        verbose_name_plural = "chỉ tiêu chuyển tiếp"

    def __str__(self) -> str:
        return f"{self.target} → {self.into}"


class Addendum(models.Model):
    """What is added to a signed review, with its day. Written once."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="addenda")
    on = models.DateField("ngày")
    text = models.TextField("nội dung")
    text_en = models.TextField("nội dung tiếng Anh", blank=True)
    hash = models.CharField(max_length=64)
    written_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("review", "on", "id")
        verbose_name = "bổ sung"
        verbose_name_plural = "bổ sung"

    def __str__(self) -> str:
        return self.text[:80]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError
