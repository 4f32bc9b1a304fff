"""One verb, one action: permission, one transaction, audit entry and signal in one place."""

import logging
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.dispatch import Signal

from camket.foundation.models import AuditEntry

log = logging.getLogger(__name__)

Result = TypeVar("Result")

performed = Signal()
"""Sent once an action's transaction is committed, with ``action`` and ``result``."""


class Actor(Protocol):
    """Whoever acts: a signed-in user, or the system itself (``None`` in an action)."""

    def may(self, verb: str, subject: Any = None) -> bool: ...


@dataclass(kw_only=True)
class Action(ABC, Generic[Result]):
    """A subclass names its verb, says what it acts on, and performs. Callers use ``execute``."""

    by: Any
    verb: ClassVar[str]

    @abstractmethod
    def subject(self) -> models.Model | None:
        """What is acted on, for the policy; ``None`` where it does not exist yet."""

    @abstractmethod
    def perform(self) -> Result: ...

    def detail(self) -> dict[str, Any]:
        """What the audit entry keeps beside the object's name."""
        return {}

    def execute(self) -> Result:
        """Raises ``PermissionDenied`` where the policy says no; changes all or nothing."""
        if self.by is not None and not self.by.may(self.verb, self.subject()):
            raise PermissionDenied(f"{self.verb} is not allowed to this account")
        with transaction.atomic():
            result = self.perform()
            self._leave_trace(result)
            transaction.on_commit(lambda: self._announce(result))
        return result

    def _announce(self, result: Result) -> None:
        """What is committed stays done: a listener that fails is logged, not told to the person."""
        for listener, answer in performed.send_robust(sender=type(self), action=self, result=result):
            if isinstance(answer, Exception):
                log.error("listener_failed verb=%s listener=%r", self.verb, listener, exc_info=answer)

    def _leave_trace(self, result: Result) -> None:
        touched = self.subject() or result
        label = touched._meta.label_lower if isinstance(touched, models.Model) else ""
        AuditEntry.objects.create(
            actor=self.by,
            verb=self.verb,
            object_type=label,
            object_id=str(getattr(touched, "pk", "") or ""),
            detail=self.detail(),
        )
