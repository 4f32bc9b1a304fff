from typing import Any

from django.db import models

from camket.foundation.fields import ValueField
from camket.reviews.enums import Cause, Outcome


class Judged(models.Model):
    """How a target stood on one day, with what was known then: all that is shown of it."""

    outcome = models.CharField("kết quả", max_length=12, choices=Outcome.choices, db_index=True)
    on = models.DateField("tính đến ngày")
    as_of = models.DateTimeField("theo số liệu đến")
    attained = ValueField(verbose_name="thực hiện", null=True)
    attained_state = models.CharField(max_length=400, blank=True)
    attained_end = models.DateField(null=True)
    ratio = models.DecimalField("tỷ lệ so với mục tiêu", max_digits=24, decimal_places=6, null=True)
    progress = models.DecimalField("tiến độ", max_digits=24, decimal_places=6, null=True)
    expected = ValueField(verbose_name="đáng lẽ phải đạt", null=True)
    pace = models.DecimalField("nhịp độ", max_digits=24, decimal_places=6, null=True)
    days_ahead = models.IntegerField("sớm (ngày)", null=True)
    stale = models.BooleanField("số liệu cũ", default=False)
    required = ValueField(verbose_name="nhịp cần có", null=True)
    required_kind = models.CharField(max_length=20, blank=True)
    projection = models.JSONField("dự báo", default=dict)
    why = models.TextField("vì sao")
    why_en = models.TextField("vì sao, tiếng Anh")
    inputs = models.JSONField("số liệu đã dùng", default=list)
    inputs_hash = models.CharField(max_length=64)
    previous = models.CharField("kết quả trước", max_length=12, choices=Outcome.choices, blank=True)

    class Meta:
        abstract = True


class Proved(models.Model):
    """The version of the method that a verdict was made by, and a hash over the row; both empty in rows that are older
    than their keeping."""

    method = models.CharField("phiên bản cách tính", max_length=64, blank=True, default="", db_default="")
    seal = models.CharField("mã băm của kết quả", max_length=64, blank=True, default="", db_default="")

    class Meta:
        abstract = True


class Definition(models.Model):
    """What of a target, its indicator and its resolution a verdict rests on, as it was then. Never changed.

    ``regrouped_at``: since then the figures of the indicator are another series, because two indicators became one;
    what was published before is proved by the figures that it names alone.
    """

    hash = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    indicator = models.BigIntegerField(db_index=True)
    area = models.BigIntegerField()
    regrouped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "định nghĩa chỉ tiêu"
        verbose_name_plural = "định nghĩa chỉ tiêu"

    def __str__(self) -> str:
        return f"{self.content.get('name_vi', '')} {self.hash[:8]}"


class Judgement(Judged, Proved):
    """A verdict as it was published, and what brought it. Append-only; it holds until the next one of its target.

    ``evidence`` are the figures that the hash is made over, as they were; ``cause_figures`` the keys of those that
    brought the change; ``told`` says a change of outcome in words. The target may be gone since: its key is kept.
    """

    target = models.ForeignKey(
        "targets.Target", on_delete=models.DO_NOTHING, db_constraint=False, related_name="judgements"
    )
    number = models.PositiveIntegerField("lần thứ")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="judgements")
    evidence = models.JSONField("số liệu làm căn cứ", default=list)
    published_at = models.DateTimeField("công bố lúc")
    cause = models.CharField("nguyên nhân", max_length=12, choices=Cause.choices)
    cause_figures = models.JSONField(default=list)
    told = models.TextField("thay đổi", blank=True)
    told_en = models.TextField("thay đổi, tiếng Anh", blank=True)

    class Meta:
        ordering = ("target", "number")
        constraints = (models.UniqueConstraint(fields=("target", "number"), name="judgement_once"),)
        verbose_name = "kết quả đã công bố"
        verbose_name_plural = "kết quả đã công bố"

    def __str__(self) -> str:
        return f"{self.target_id}/{self.number}: {self.get_outcome_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise ValueError("What was published stays as it was; a change is a further judgement.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("What was published stays.")


class Verdict(Judged, Proved):
    """The newest verdict of a target, which pages show: its judgement in force, brought to the day of the last run."""

    target = models.OneToOneField("targets.Target", on_delete=models.CASCADE, related_name="verdict")
    judgement = models.ForeignKey(Judgement, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("đổi kết quả lúc", null=True)

    class Meta:
        verbose_name = "kết quả đánh giá"
        verbose_name_plural = "kết quả đánh giá"

    def __str__(self) -> str:
        return f"{self.target}: {self.get_outcome_display()}"


class Finding(models.Model):
    """A cross-check that did not hold. Names the passages that disagree, and blocks nothing."""

    area = models.ForeignKey("areas.Area", on_delete=models.CASCADE, related_name="findings")
    check_name = models.CharField("phép đối chiếu", max_length=40)
    key = models.CharField(max_length=200)
    text = models.TextField("nhận xét")
    text_en = models.TextField("nhận xét, tiếng Anh")
    passages = models.ManyToManyField("records.Passage", related_name="findings")
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("check_name", "id")
        constraints = (models.UniqueConstraint(fields=("area", "check_name", "key"), name="finding_once"),)
        verbose_name = "điểm cần đối chiếu"
        verbose_name_plural = "điểm cần đối chiếu"

    def __str__(self) -> str:
        return self.text
