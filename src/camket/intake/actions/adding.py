"""A number that the reader took for no statement is made into one by a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.intake import drafting, queries, repeats
from camket.intake.models import Statement

if TYPE_CHECKING:
    from camket.intake.models import OtherNumber


class AlreadyStated(CamketError):
    """Somebody has made a statement of that number meanwhile; ``statement`` is the one."""

    def __init__(self, statement: Statement) -> None:
        someone = statement.decided_by
        name = str(someone.get_full_name() or someone.username) if someone else ""
        super().__init__(
            f"{name or 'Người khác'} vừa thêm câu ở con số này. Xem thẻ của câu đó và sửa ở đó nếu cần.",
            f"{name or 'Someone else'} has just added a statement at this number. See its card, and edit it there.",
        )
        self.statement = statement


@dataclass(kw_only=True)
class AddStatement(Action[Statement]):
    """A person says that a number is a statement after all, and what it says. It waits until it is assented to.

    ``values`` are the statement's own fields, as typed. Raises :class:`AlreadyStated` where the number has a statement.
    """

    verb = "intake.add"
    number: OtherNumber
    values: dict[str, Any]
    touched: set[int] = field(default_factory=set, init=False)

    def subject(self) -> None:
        """The statement does not exist yet."""

    def perform(self) -> Statement:
        span = (self.number.start, self.number.end)
        # Locked where the database can: of two people at one number the second is told of the first one's statement.
        type(self.number).objects.select_for_update().filter(pk=self.number.pk).first()
        taken = queries.stated_at(self.number.document_id, span)
        if taken:
            raise AlreadyStated(taken)
        made = drafting.draft(self.number)
        for name, value in self.values.items():
            setattr(made, name, value)
        made.version, made.decided_at, made.decided_by = 1, timezone.now(), self.by
        made.save()
        self.touched = repeats.fold(made.document) - {made.pk}
        made.refresh_from_db(fields=("repeats",))
        return made

    def detail(self) -> dict[str, Any]:
        return {name: str(value) for name, value in self.values.items() if name in {"indicator_name", "value", "unit"}}
