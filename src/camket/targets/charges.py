"""Which offices lead a target and help with it, from day to day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.targets import queries
from camket.targets.enums import Charge
from camket.targets.models import InCharge, Target

if TYPE_CHECKING:
    from camket.people.models import Office


def _today() -> date:
    return timezone.localdate()


class CannotAssign(CamketError):
    """The offices of a target change on a day that has not come."""

    def __init__(self, on: date) -> None:
        super().__init__(
            f"Ngày áp dụng không được sau hôm nay ({on:%d/%m/%Y}). Đến ngày đó hãy đổi cơ quan.",
            f"The day cannot be later than today ({on:%Y-%m-%d}). Change the offices when it has come.",
        )


@dataclass(kw_only=True)
class AssignOffices(Action[Target]):
    """From the day ``since`` on ``lead`` leads the target and ``partners`` help. Who did before stays in its history;
    what began on that day or later was a mistake, and goes. Raises :class:`CannotAssign`."""

    verb = "targets.edit"
    target: Target
    lead: Office | None
    partners: Collection[Office]
    since: date
    on: date = field(default_factory=_today)

    def subject(self) -> Target:
        return self.target

    def perform(self) -> Target:
        if self.since > self.on:
            raise CannotAssign(self.on)
        target = Target.objects.select_for_update(of=("self",)).select_related("lead").get(pk=self.target.pk)
        partners = [one for one in self.partners if one != self.lead]
        self._note(target, partners)
        held = self._pairs(target.lead, target.partners.all())
        wanted = self._pairs(self.lead, partners)
        for charge, office in held - wanted:
            self._end(charge, office)
        for charge, office in wanted - held:
            InCharge.objects.create(target=target, office_id=office, charge=charge, since=self.since)
        target.lead = self.lead
        target.save(update_fields=("lead",))
        target.partners.set(partners)
        return target

    def _note(self, target: Target, partners: list[Office]) -> None:
        before, after = ("; ".join(sorted(map(str, some))) for some in (target.partners.all(), partners))
        self.changed.note(target, {"lead": self.lead})
        self.changed.between("partners", before, after)

    @staticmethod
    def _pairs(lead: Office | None, partners: Collection[Office]) -> set[tuple[Charge, int]]:
        led = {(Charge.LEAD, lead.pk)} if lead else set()
        return led | {(Charge.PARTNER, one.pk) for one in partners}

    def _end(self, charge: Charge, office_id: int) -> None:
        rows = InCharge.objects.filter(target=self.target.pk, office=office_id, charge=charge)
        row = rows.filter(until=None).first() or InCharge(target=self.target, office_id=office_id, charge=charge)
        if row.since and row.since >= self.since:
            row.delete()
            return
        row.until = self.since - timedelta(days=1)
        row.save()

    def detail(self) -> dict[str, Any]:
        return {"since": self.since.isoformat()}


@dataclass(kw_only=True)
class HandOnTargets(Action[list[Target]]):
    """What an office leads or helps with, and is open on a day, is another's from then on."""

    verb = "targets.edit"
    office: Office
    successor: Office
    since: date

    def subject(self) -> Office:
        return self.office

    def perform(self) -> list[Target]:
        handed = queries.in_charge_of(self.office.pk, self.since)
        for target in handed:
            lead = self._instead(target.lead) if target.lead else None
            partners = [self._instead(one) for one in target.partners.all()]
            AssignOffices(by=self.by, target=target, lead=lead, partners=partners, since=self.since).execute()
        return handed

    def _instead(self, office: Office) -> Office:
        return self.successor if office.pk == self.office.pk else office

    def detail(self) -> dict[str, Any]:
        return {"successor": self.successor.pk, "since": self.since.isoformat()}
