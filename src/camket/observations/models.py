from typing import Any

from django.db import models

from camket.foundation.fields import NameField, ValueField
from camket.observations.enums import Stage


class Observation(models.Model):
    """One value of one indicator over one period, as known at one moment, from one source. Append-only."""

    indicator = models.ForeignKey("targets.Indicator", on_delete=models.PROTECT, related_name="observations")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="observations")
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")
    value = ValueField(verbose_name="giá trị", null=True)
    denominator = ValueField(verbose_name="trên tổng số", null=True, blank=True)
    state = NameField(verbose_name="danh hiệu", blank=True)
    stage = models.CharField("độ chắc chắn", max_length=12, choices=Stage.choices, default=Stage.FINAL)
    recorded_at = models.DateTimeField("ghi nhận")
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(
        "records.Passage", null=True, on_delete=models.PROTECT, related_name="observations", verbose_name="nguồn"
    )
    withdrawn_at = models.DateTimeField("rút lại", null=True, blank=True)

    class Meta:
        ordering = ("indicator", "end", "recorded_at", "id")
        indexes = (models.Index(fields=("indicator", "area", "end", "stage", "recorded_at")),)
        constraints = (
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="observation_runs_forward"),
        )
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"

    def __str__(self) -> str:
        return f"{self.indicator} {self.start}–{self.end}: {self.state or self.value}"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("A figure that was recorded stays; withdraw it, or record a correction.")
