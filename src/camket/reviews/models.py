from django.db import models

from camket.foundation.fields import ValueField
from camket.reviews.enums import Outcome


class Verdict(models.Model):
    """How one target stood on one day, with what was known then. The newest one of a target is what is published."""

    target = models.OneToOneField("targets.Target", on_delete=models.CASCADE, related_name="verdict")
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
    changed_at = models.DateTimeField("đổi kết quả lúc", null=True)
    previous = models.CharField("kết quả trước", max_length=12, choices=Outcome.choices, blank=True)

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
