from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone


class Written(models.QuerySet[Any]):
    """Rows that are written once: no statement of the ORM changes or removes them."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise ValueError("An audit entry is written once; add another one instead.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ValueError("An audit entry is written once; add another one instead.")

    def delete(self) -> NoReturn:
        raise ValueError("An audit entry stays.")


class AuditEntry(models.Model):
    """Who did what to which object, when, from where and why. Written by actions alone, never changed.

    Entries form a chain: ``number`` counts them without a gap, and ``hash`` is over the entry together with the hash of
    the one before it. See ``foundation.chain``. ``area`` is the key of the area that the object belongs to; it is no
    foreign key, as an entry outlives what it tells of.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(max_length=200, default="")
    area = models.BigIntegerField(null=True, db_index=True)
    detail = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    address = models.CharField(max_length=45, default="")
    reason = models.CharField(max_length=500, default="")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    objects = Written.as_manager()

    class Meta:
        ordering = ("-number",)
        indexes = (models.Index(fields=("object_type", "object_id")),)
        verbose_name = "dấu vết"
        verbose_name_plural = "dấu vết"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.object_type} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ValueError("An audit entry is written once; add another one instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("An audit entry stays.")


class Clock(models.Model):
    """One row: the moment that was given out last. See ``foundation.clock``."""

    at = models.DateTimeField()

    class Meta:
        verbose_name = "đồng hồ"
        verbose_name_plural = "đồng hồ"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
