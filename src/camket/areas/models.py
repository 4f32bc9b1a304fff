from django.db import models

from camket.areas.enums import Kind
from camket.foundation.fields import NameField
from camket.foundation.names import Named


class Area(Named, models.Model):
    """A territory that figures describe. Codes are reused with new borders, so it is a code and a span of time."""

    code = models.CharField("mã", max_length=20)
    name = NameField(verbose_name="tên")
    name_en = NameField(verbose_name="tên tiếng Anh", blank=True)
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    slug = models.SlugField(unique=True, max_length=100)
    invented = models.BooleanField("hư cấu", default=False)
    note = models.TextField("ghi chú", blank=True)
    note_en = models.TextField("ghi chú tiếng Anh", blank=True)

    class Meta:
        ordering = ("code", "valid_from")
        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="area_code_and_start"),)
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
