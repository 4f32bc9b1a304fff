"""What the outline of a resolution says of a target: its number, group, programmes, who leads, what it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from camket.intake.models import Statement
from camket.measures.folding import name_key
from camket.people.offices import RecordOffice
from camket.resolutions import queries as resolutions
from camket.resolutions.outline import Item, Outline
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.targets.models import Target


def attach(statement: Statement, target: Target, by: Any) -> None:
    """Give the target its place in the resolution, as the outline tells it."""
    if target.resolution.document_id != statement.document_id:
        return
    found = resolutions.outlined(statement.document.text)
    item = _item(found, statement.start)
    if item is None:
        return
    target.number = item.number
    target.group = target.resolution.groups.filter(order=item.group).first()
    target.part_of = _whole(statement, target)
    _lead(target, found, item.number, by)
    target.save()
    orders = [programme.order for programme in found.programmes if item.number in programme.items]
    target.programmes.set(target.resolution.programmes.filter(order__in=orders))


def _item(found: Outline, position: int) -> Item | None:
    return next((item for item in found.items if item.start <= position < item.end), None)


def _lead(target: Target, found: Outline, number: int, by: Any) -> None:
    """As the text says it, unless somebody has changed it since."""
    if number not in found.leads or targets.in_charge(target.pk):
        return
    named = found.leads[number]
    told = {"by": by, "area_id": target.area_id, "on": target.due}
    target.lead = RecordOffice(name=named.office, **told).execute() if named.office else None
    target.partners.set([RecordOffice(name=name, **told).execute() for name in named.supporting])


def _whole(statement: Statement, target: Target) -> Target | None:
    """The target that this one is nested under: of the same resolution, named in the statement."""
    if not statement.part_of:
        return None
    key = name_key(statement.part_of)
    others = target.resolution.targets.exclude(pk=target.pk).filter(indicator__wordings__key=key)
    return others.order_by("order").last()
