from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Value

from camket.foundation.fields import NameField, ValueField
from camket.foundation.names import Named
from camket.observations.enums import DERIVED, Origin, Stage
from camket.observations.rounds.models import Answer

if TYPE_CHECKING:
    from camket.observations.provenance import Provenance


class Observation(models.Model):
    """One value of one indicator over one period, as known at one moment, from one source. Append-only.

    ``inputs`` are the keys of the figures that a derived one rests on; what is counted from a register has none.
    """

    indicator = models.ForeignKey("targets.Indicator", on_delete=models.PROTECT, related_name="observations")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="observations")
    start = models.DateField("từ ngày")
    end = models.DateField("đến ngày")
    value = ValueField(verbose_name="giá trị", null=True)
    # Where it was closed before the period's last day: it counts from then on.
    closed_on = models.DateField("chốt ngày", null=True, blank=True)
    denominator = ValueField(verbose_name="trên tổng số", null=True, blank=True)
    state = NameField(verbose_name="danh hiệu", blank=True)
    stage = models.CharField("độ chắc chắn", max_length=12, choices=Stage.choices, default=Stage.FINAL)
    recorded_at = models.DateTimeField("ghi nhận")
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    passage = models.ForeignKey(
        "records.Passage", null=True, on_delete=models.PROTECT, related_name="observations", verbose_name="nguồn"
    )
    origin = models.CharField(
        "xuất xứ", max_length=12, choices=Origin.choices, default=Origin.ENTRY, db_default=Origin.ENTRY
    )
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="observations", verbose_name="báo cáo"
    )
    inputs = models.JSONField("tính từ các số liệu", default=list, db_default=Value([], models.JSONField()), blank=True)
    withdrawn_at = models.DateTimeField("rút lại", null=True, blank=True)

    provenance: Provenance | None = None
    """What a derived figure is made of or who reported a figure, once ``with_provenance`` has looked it up."""

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

    @property
    def is_derived(self) -> bool:
        return self.origin in DERIVED

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("A figure that was recorded stays; withdraw it, or record a correction.")


class Register(Named, models.Model):
    """A list of organisations of one kind that an area keeps: schools, cooperatives. Never of persons."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="registers", verbose_name="địa bàn")
    slug = models.SlugField(max_length=120)
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("area", "slug"), name="register_slug_in_an_area"),)
        verbose_name = "danh sách"
        verbose_name_plural = "danh sách"


class RegisterEntry(Named, models.Model):
    """One organisation, where it is, and from when to when it is there; both days count."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries", verbose_name="danh sách")
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        ordering = ("name", "id")
        verbose_name = "đơn vị trong danh sách"
        verbose_name_plural = "đơn vị trong danh sách"


class RegisterFact(models.Model):
    """What holds of an organisation during a span: ``dat-chuan-quoc-gia`` is ``muc-1`` since a day."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.CASCADE, related_name="facts", verbose_name="đơn vị")
    fact = models.SlugField("điều ghi nhận", max_length=80)
    value = models.CharField("giá trị", max_length=80, blank=True)
    since = models.DateField("từ ngày")
    until = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        ordering = ("entry", "fact", "since")
        verbose_name = "điều ghi nhận"
        verbose_name_plural = "điều ghi nhận"

    def __str__(self) -> str:
        return f"{self.entry}: {self.fact} {self.value}"


class RegisterCount(models.Model):
    """An indicator counts the entries of a register of which a fact holds; all entries, where it names none.

    With ``of_all`` it is their share in all entries, in the indicator's unit: percent for "%".
    """

    indicator = models.OneToOneField("targets.Indicator", on_delete=models.CASCADE, related_name="register_count")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="counts", verbose_name="danh sách")
    fact = models.SlugField("điều ghi nhận", max_length=80, blank=True)
    value = models.CharField("giá trị", max_length=80, blank=True)
    of_all = models.BooleanField("trên tổng số trong danh sách", default=False)

    class Meta:
        verbose_name = "phép đếm"
        verbose_name_plural = "phép đếm"

    def __str__(self) -> str:
        return f"{self.indicator} ← {self.register}"
