from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from camket.areas.enums import ChangeKind, Kind
from camket.foundation.fields import NameField
from camket.foundation.names import Named


class SpannedQuerySet(models.QuerySet[Any]):
    """For models with ``valid_from`` and ``valid_to``, both days counting; a span without an end is open there."""

    def on(self, day: date) -> "SpannedQuerySet":
        begun = Q(valid_from=None) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to=None) | Q(valid_to__gte=day))

    def meeting(self, first: date | None, last: date | None) -> "SpannedQuerySet":
        """Those that share a day with the span."""
        found = self if last is None else self.filter(Q(valid_from=None) | Q(valid_from__lte=last))
        return found if first is None else found.filter(Q(valid_to=None) | Q(valid_to__gte=first))


def _forward(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(valid_from__lte=F("valid_to")), name=name)


def _once(name: str) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    return (
        models.UniqueConstraint(fields=("area", "valid_from"), name=name),
        models.UniqueConstraint(fields=("area",), condition=Q(valid_from=None), name=f"{name}_open"),
    )


class Change(models.Model):
    """One act that changed the map. ``on`` is the first day of the new state, the day before it the old one's last."""

    kind = models.CharField("loại", max_length=10, choices=ChangeKind.choices)
    on = models.DateField("từ ngày")
    decree = models.TextField("căn cứ", blank=True)
    note = models.TextField("ghi chú", blank=True)

    class Meta:
        ordering = ("on", "id")
        verbose_name = "thay đổi địa giới"
        verbose_name_plural = "thay đổi địa giới"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class Area(Named, models.Model):
    """A territory that figures describe. Codes are reused with new borders, so it is a code and a span of time.

    ``parent`` is where it lies, or lay last; where it lay when is in :class:`Parentage`. ``followed`` says that this
    site has documents or pages of it; the rest of the country is there to be referred to.
    """

    code = models.CharField("mã", max_length=20)
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    founded_by = models.ForeignKey(Change, null=True, blank=True, on_delete=models.PROTECT, related_name="founded")
    ended_by = models.ForeignKey(Change, null=True, blank=True, on_delete=models.PROTECT, related_name="ended")
    slug = models.SlugField(unique=True, max_length=100)
    followed = models.BooleanField("theo dõi", default=True)
    invented = models.BooleanField("hư cấu", default=False)
    note = models.TextField("ghi chú", blank=True)
    note_en = models.TextField("ghi chú tiếng Anh", blank=True)

    objects = SpannedQuerySet.as_manager()

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("code", "valid_from"), name="area_code_and_start"),
            _forward("area_span_runs_forward"),
        )
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"

    def is_there(self, on: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or self.valid_to >= on)


class Parentage(models.Model):
    """Where an area lay during a span; an open end is the area's own."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="childhoods")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    change = models.ForeignKey(Change, null=True, blank=True, on_delete=models.PROTECT, related_name="parentages")

    objects = SpannedQuerySet.as_manager()

    class Meta:
        ordering = ("area", "valid_from")
        constraints = (
            *_once("parent_once_from_a_day"),
            models.CheckConstraint(condition=~Q(area=F("parent")), name="no_area_lies_in_itself"),
            _forward("parentage_runs_forward"),
        )
        verbose_name = "đơn vị cấp trên"
        verbose_name_plural = "đơn vị cấp trên"

    def __str__(self) -> str:
        return f"{self.area} ⊂ {self.parent}"


class Naming(Named, models.Model):
    """What an area was called during a span, and of which kind it was. Only areas that changed either have any."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="namings")
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    change = models.ForeignKey(Change, null=True, blank=True, on_delete=models.PROTECT, related_name="namings")

    objects = SpannedQuerySet.as_manager()

    class Meta:
        ordering = ("area", "valid_from")
        constraints = (
            *_once("name_once_from_a_day"),
            _forward("naming_runs_forward"),
        )
        verbose_name = "tên qua các thời kỳ"
        verbose_name_plural = "tên qua các thời kỳ"


class Succession(models.Model):
    """Which part of an area that ended went to one that began. ``share`` is of the predecessor: 1 is the whole, none
    says that it was divided and nobody has stated how."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="successions")
    predecessor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="heirs")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="forebears")
    share = models.DecimalField("tỷ lệ", max_digits=9, decimal_places=8, null=True, blank=True)

    class Meta:
        ordering = ("change", "id")
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="share_is_a_part_of_the_whole"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="no_area_succeeds_itself"),
        )
        verbose_name = "kế thừa"
        verbose_name_plural = "kế thừa"

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
