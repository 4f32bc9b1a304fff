"""One verb, one action: permission, one transaction, audit entry and signal in one place."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.dispatch import Signal

from camket.foundation import chain, origin
from camket.foundation.models import AuditEntry
from camket.foundation.traces import Changes, area_of, called

log = logging.getLogger(__name__)

Result = TypeVar("Result")

performed = Signal()
"""Sent once an action's transaction is committed, with ``action`` and ``result``."""

settling = Signal()
"""Sent once before the outermost action's transaction ends, with ``done``: the actions performed in it, in order, each
with its result. What a listener writes is committed together with them, or not at all."""

guards: list[Callable[[Any, int], bool]] = []
"""Asked before an account acts on something of an area: may it, by where it belongs? Whoever knows the tree of areas
puts its answer here."""

_done: ContextVar["_Done | None"] = ContextVar("done", default=None)


@dataclass
class _Done:
    """What was performed inside an action, each with its result, and the entries that tell of it."""

    performed: list[tuple[Any, Any]] = field(default_factory=list)
    entries: list[AuditEntry] = field(default_factory=list)


class Actor(Protocol):
    """Whoever acts: a signed-in user, or the system itself (``None`` in an action)."""

    def may(self, verb: str, subject: Any = None) -> bool: ...


@dataclass(kw_only=True)
class Action(ABC, Generic[Result]):
    """A subclass names its verb, says what it acts on, and performs. Callers use ``execute``.

    ``reason`` is why, where the person gives one. ``perform`` notes in ``changed`` which fields go from what to what.
    """

    by: Any
    reason: str = ""
    verb: ClassVar[str]

    @cached_property
    def changed(self) -> Changes:
        return Changes()

    @abstractmethod
    def subject(self) -> models.Model | None:
        """What is acted on, for the policy; ``None`` where it does not exist yet."""

    @abstractmethod
    def perform(self) -> Result: ...

    def detail(self) -> dict[str, Any]:
        """What the audit entry keeps beside the object's name."""
        return {}

    def actor(self) -> Any:
        """Whom the audit entry names, where that is another than whose rights were asked for."""
        return self.by

    def why(self) -> str:
        """The ground that the audit entry names."""
        return self.reason

    def execute(self) -> Result:
        """Raises ``PermissionDenied`` where the policy says no; changes all or nothing."""
        if self.by is not None:
            self._allow()
        with transaction.atomic(), _gathered() as done:
            result = self.perform()
            done.entries.append(self._trace(result))
            done.performed.append((self, result))
            transaction.on_commit(lambda: self._announce(result))
        return result

    def _allow(self) -> None:
        subject = self.subject()
        if not self.by.may(self.verb, subject):
            raise PermissionDenied(f"{self.verb} is not allowed to this account")
        area = area_of(subject) or getattr(self, "area_id", None)
        if area is not None and not all(guard(self.by, area) for guard in guards):
            raise PermissionDenied(f"{self.verb} is not allowed to this account in the area {area}")

    def _announce(self, result: Result) -> None:
        """What is committed stays done: a listener that fails is logged, not told to the person."""
        for listener, answer in performed.send_robust(sender=type(self), action=self, result=result):
            if isinstance(answer, Exception):
                log.error("listener_failed verb=%s listener=%r", self.verb, listener, exc_info=answer)

    def _trace(self, result: Result) -> AuditEntry:
        touched = self.subject() or result
        label = touched._meta.label_lower if isinstance(touched, models.Model) else ""
        return AuditEntry(
            actor=self.actor(),
            verb=self.verb,
            object_type=label,
            object_id=str(getattr(touched, "pk", "") or ""),
            object_name=called(touched).replace("\x00", ""),
            area=area_of(touched) or getattr(self, "area_id", None),
            detail=chain.plain(self.detail()),
            before=self.changed.before,
            after=self.changed.after,
            address=origin.address(),
            reason=self.why()[:500],
        )


@contextmanager
def together() -> Iterator[None]:
    """The actions performed inside are one transaction, and settled once; each is told for itself. One that fails takes
    back what it did, and no more, where the caller catches its error."""
    with transaction.atomic(), _gathered():
        yield


@contextmanager
def _gathered() -> Iterator[_Done]:
    """What is performed inside; of its own for each action, so that what an inner one undoes is not told. The outermost
    one writes the entries of all, last of all: others who write wait from there to the commit, and no longer."""
    outer, done = _done.get(), _Done()
    mark = _done.set(done)
    try:
        yield done
        if outer is None:
            _settle(tuple(done.performed))
            chain.append(done.entries)
        else:
            outer.performed.extend(done.performed)
            outer.entries.extend(done.entries)
    finally:
        _done.reset(mark)


def _settle(done: tuple[tuple[Any, Any], ...]) -> None:
    """A listener that fails is logged, and does not undo what the person did: it writes through actions, whose
    transactions take back what they had begun."""
    for listener, answer in settling.send_robust(sender=Action, done=done):
        if isinstance(answer, Exception):
            log.error("settling_failed listener=%r", listener, exc_info=answer)
