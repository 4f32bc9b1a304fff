"""What of the audit trail an account may see, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from camket.foundation.models import AuditEntry
from camket.people.enums import Role
from camket.records.queries import areas_of


@dataclass(frozen=True)
class Asked:
    """``first`` and ``last`` are days at the place of the site, both counting."""

    person: int | None = None
    verb: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None
    object: str = ""


def visible(user: Any) -> QuerySet[AuditEntry]:
    """All of it for an administrator and for who belongs to no office; else what concerns the areas of the account.
    What belongs to no area is for the former."""
    if user.held.role == Role.ADMINISTRATOR or user.held.office is None:
        return AuditEntry.objects.all()
    return AuditEntry.objects.filter(area__in=areas_of(user).values("pk"))


def entries(user: Any, asked: Asked) -> QuerySet[AuditEntry]:
    """The newest first, each with its person."""
    wanted: dict[str, Any] = {
        "actor": asked.person,
        "verb": asked.verb,
        "object_type": asked.kind,
        "object_id": asked.object,
        "at__gte": _midnight(asked.first) if asked.first else None,
        "at__lt": _midnight(asked.last + timedelta(days=1)) if asked.last else None,
    }
    chosen = {name: value for name, value in wanted.items() if value}
    return visible(user).filter(**chosen).select_related("actor").order_by("-number")


def persons(user: Any) -> list[tuple[int, str]]:
    """Who has left an entry that the account may see: key and name, by name. One SQL statement beside the areas'."""
    names = ("actor", "actor__last_name", "actor__first_name", "actor__username")
    found = visible(user).filter(actor__isnull=False).order_by().values_list(*names).distinct()
    return sorted(((pk, f"{last} {first}".strip() or name) for pk, last, first, name in found), key=lambda one: one[1])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
