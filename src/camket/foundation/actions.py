"""One verb, one action: permission, one transaction, audit entry and signal in one place."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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

settling = Signal()
"""Sent once before the outermost action's transaction ends, with ``done``: the actions performed in it, in order, each
with its result. What a listener writes is committed together with them, or not at all."""

_done: ContextVar[list[tuple[Any, Any]] | None] = ContextVar("done", default=None)


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
        with transaction.atomic(), _gathered() as done:
            result = self.perform()
            self._leave_trace(result)
            done.append((self, result))
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


@contextmanager
def _gathered() -> Iterator[list[tuple[Any, Any]]]:
    """What is performed inside; a list of its own for each action, so that what an inner one undoes is not told."""
    outer, done = _done.get(), []  # type: ignore[var-annotated]  # as the context variable says
    mark = _done.set(done)
    try:
        yield done
        if outer is None:
            _settle(tuple(done))
        else:
            outer.extend(done)
    finally:
        _done.reset(mark)


def _settle(done: tuple[tuple[Any, Any], ...]) -> None:
    """A listener that fails is logged, and does not undo what the person did: it writes through actions, whose
    transactions take back what they had begun."""
    for listener, answer in settling.send_robust(sender=Action, done=done):
        if isinstance(answer, Exception):
            log.error("settling_failed listener=%r", listener, exc_info=answer)
