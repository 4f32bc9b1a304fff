from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import models

from camket.foundation.days import DatedQuerySet, counts
from camket.foundation.fields import NameField
from camket.foundation.names import Named, in_language
from camket.resolutions.enums import SeatRole


class Term(models.Model):
    """2020–2025: first and last year."""

    first_year = models.PositiveSmallIntegerField("năm đầu")
    last_year = models.PositiveSmallIntegerField("năm cuối")

    class Meta:
        ordering = ("-first_year",)
        constraints = (models.UniqueConstraint(fields=("first_year", "last_year"), name="term_once"),)
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"

    def __str__(self) -> str:
        return f"{self.first_year}–{self.last_year}"


class Resolution(models.Model):
    """The mandate that targets come from. Its thresholds of pace are shown wherever a verdict is shown."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField("tên", max_length=600)
    title_en = models.CharField("tên tiếng Anh", max_length=600, blank=True)
    issuer = NameField(verbose_name="cơ quan ban hành", blank=True)
    adopted_on = models.DateField("ngày ban hành", null=True, blank=True)
    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="resolutions", verbose_name="địa bàn")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="resolutions", verbose_name="nhiệm kỳ")
    document = models.OneToOneField("records.Document", on_delete=models.PROTECT, related_name="resolution")
    announced = models.PositiveSmallIntegerField("số chỉ tiêu nêu trong văn bản", null=True, blank=True)
    counts_parts = models.BooleanField("tính cả chỉ tiêu thành phần", default=False)
    on_track = models.DecimalField("ngưỡng đúng tiến độ", max_digits=4, decimal_places=2, default=Decimal("0.95"))
    at_risk = models.DecimalField("ngưỡng có nguy cơ", max_digits=4, decimal_places=2, default=Decimal("0.80"))

    class Meta:
        ordering = ("-term__first_year", "id")
        verbose_name = "nghị quyết"
        verbose_name_plural = "nghị quyết"

    def __str__(self) -> str:
        return self.title

    @property
    def shown(self) -> str:
        return in_language(self.title, self.title_en)


class Group(Named, models.Model):
    """A heading of the resolution that targets stand under: "Về kinh tế"."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="groups")
    order = models.PositiveSmallIntegerField("thứ tự")
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    slug = models.SlugField(max_length=120)
    announced = models.PositiveSmallIntegerField("số chỉ tiêu nêu trong văn bản", null=True, blank=True)

    class Meta:
        ordering = ("resolution", "order")
        constraints = (models.UniqueConstraint(fields=("resolution", "order"), name="group_order"),)
        verbose_name = "nhóm chỉ tiêu"
        verbose_name_plural = "nhóm chỉ tiêu"


class Programme(Named, models.Model):
    """One of the few key programmes of a resolution; has a board."""

    resolution = models.ForeignKey(Resolution, on_delete=models.CASCADE, related_name="programmes")
    order = models.PositiveSmallIntegerField("thứ tự")
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    slug = models.SlugField(max_length=120)

    class Meta:
        ordering = ("resolution", "order")
        constraints = (models.UniqueConstraint(fields=("resolution", "order"), name="programme_order"),)
        verbose_name = "chương trình công tác trọng tâm"
        verbose_name_plural = "chương trình công tác trọng tâm"


class SeatQuerySet(DatedQuerySet["Assignment"]):
    pass


class Assignment(models.Model):
    """A seat on a programme's board: a post, not a person, and the field that it answers for.

    ``since`` and ``until`` are its first and last day; one that ended stays, and so do its ``targets``. What it has to
    be told goes to ``holder``, the account that acts for the post in the back office, else to ``mail``, the address of
    the post. Neither is shown in public.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="board")
    order = models.PositiveSmallIntegerField("thứ tự")
    role = models.CharField("vai trò", max_length=10, choices=SeatRole.choices)
    title = NameField(verbose_name="chức danh")
    title_en = NameField(verbose_name="chức danh tiếng Anh", blank=True)
    field = models.CharField("lĩnh vực phụ trách", max_length=600, blank=True)
    field_en = models.CharField("lĩnh vực phụ trách, tiếng Anh", max_length=600, blank=True)
    since = models.DateField("từ ngày", null=True, blank=True)
    until = models.DateField("đến ngày", null=True, blank=True)
    holder = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="seats", verbose_name="tài khoản"
    )
    mail = models.EmailField("địa chỉ thư của chức danh", blank=True, default="", db_default="")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("programme", "order")
        constraints = (models.UniqueConstraint(fields=("programme", "order"), name="seat_order"),)
        verbose_name = "phân công"
        verbose_name_plural = "phân công"

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.title}"

    def is_held(self, day: date) -> bool:
        return counts(self.since, self.until, day)
