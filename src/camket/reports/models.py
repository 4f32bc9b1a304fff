"""A report that is kept, with what it was composed from and what people have made of its words; forms of others."""

from typing import Any

from django.db import models

from camket.foundation.fields import NameField
from camket.reports.enums import Layout, Section


class ExportForm(models.Model):
    """A form of another system that an area's figures are handed in on: ``text`` is its TOML, kept as it was typed even
    where it is wrong yet."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = NameField(verbose_name="tên biểu")
    text = models.TextField("nội dung biểu")
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)
    changed_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name", "id")
        verbose_name = "biểu xuất số liệu"
        verbose_name_plural = "biểu xuất số liệu"

    def __str__(self) -> str:
        return str(self.name)


class Report(models.Model):
    """The report of a year or of a review. ``contents`` is what it was last composed from, by what was known at
    ``as_of``: files are made from it and from the parts, and from nothing else."""

    resolution = models.ForeignKey("resolutions.Resolution", on_delete=models.PROTECT, related_name="reports")
    review = models.ForeignKey(
        "reviews.Review",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name="kỳ sơ kết",
    )
    office = models.ForeignKey(
        "people.Office",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan ban hành",
    )
    layout = models.CharField("thể thức", max_length=10, choices=Layout.choices)
    year = models.PositiveSmallIntegerField("năm báo cáo")
    on = models.DateField("tính đến ngày")
    dated = models.DateField("ngày ghi trên báo cáo")
    as_of = models.DateTimeField("theo số liệu đến")
    title = models.CharField("trích yếu", max_length=600)
    contents = models.JSONField("nội dung")
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    made_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        ordering = ("-changed_at", "-id")
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"

    def __str__(self) -> str:
        return self.title


class Part(models.Model):
    """A paragraph of a section, or a line of the head. ``generated`` is as it was last composed; ``edited`` is what
    somebody wrote in its place (empty: it is left out), looking at ``basis``; ``former`` is an edit that was taken
    back."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField("phần", max_length=12, choices=Section.choices)
    key = models.CharField(max_length=200)
    order = models.PositiveIntegerField()
    generated = models.TextField("bản máy lập", blank=True)
    edited = models.TextField("bản đã sửa", null=True, blank=True)  # noqa: DJ001  # empty is an edit too
    basis = models.TextField("sửa từ bản", blank=True)
    former = models.TextField("bản sửa đã bỏ", blank=True)
    edited_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    edited_at = models.DateTimeField("sửa lúc", null=True)

    class Meta:
        ordering = ("report", "order", "id")
        constraints = (models.UniqueConstraint(fields=("report", "section", "key"), name="part_once_in_a_report"),)
        verbose_name = "đoạn của báo cáo"
        verbose_name_plural = "đoạn của báo cáo"

    def __str__(self) -> str:
        return f"{self.section}/{self.key}"

    @property
    def text(self) -> str:
        """What is printed."""
        return self.generated if self.edited is None else self.edited

    @property
    def differs(self) -> bool:
        """Composed anew, it says something else than what the edit was made on."""
        return self.edited is not None and self.basis != self.generated

    @property
    def is_gone(self) -> bool:
        """Composed anew, there is no such paragraph any more; only its edit keeps it."""
        return self.differs and not self.generated

    def write(self, text: str, **by: Any) -> None:
        """Put a person's text in the place of the composed one; the composed one itself is no edit."""
        self.edited = None if text == self.generated else text
        self.basis = self.generated
        for name, value in by.items():
            setattr(self, name, value)
