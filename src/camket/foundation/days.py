"""Rows that count from a first day, ``since``, to a last one, ``until``, both counting. Where one of them is empty the
row has counted from the beginning, or counts for good."""

from __future__ import annotations

from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


def counts(since: date | None, until: date | None, day: date) -> bool:
    """The same as ``DatedQuerySet.on``."""
    return (since is None or since <= day) and (until is None or until >= day)


class DatedQuerySet(models.QuerySet[Row]):
    def on(self, day: date) -> Self:
        """Those that count on that day."""
        return self.not_over(day).filter(Q(since=None) | Q(since__lte=day))

    def not_over(self, day: date) -> Self:
        """Those that count on that day or will later."""
        return self.filter(Q(until=None) | Q(until__gte=day))


def forward(name: str) -> Any:
    """A constraint: the last day is none before the first."""
    either = Q(since=None) | Q(until=None)
    return models.CheckConstraint(condition=either | Q(since__lte=models.F("until")), name=name)
