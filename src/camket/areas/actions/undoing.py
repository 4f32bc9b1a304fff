"""Taking back a change that was recorded wrongly."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from camket.areas import queries
from camket.areas.actions.changing import CannotChange, eve
from camket.areas.models import Area, Change, Naming, Parentage, Succession
from camket.foundation.actions import Action


@dataclass(kw_only=True)
class TakeBack(Action[None]):
    """As if the change had never been recorded. Raises :class:`CannotChange` where something rests on it: a later
    change, or documents, targets and figures of an area that it founded."""

    verb = "areas.manage"
    change: Change

    def subject(self) -> Change:
        return self.change

    def perform(self) -> None:
        founded = list(self.change.founded.all())
        for area in founded:
            self._check_unused(area)
        self._check_codes()
        self._check_latest(Parentage)
        self._check_latest(Naming)
        self._reopen(founded)

    def detail(self) -> dict[str, Any]:
        return {"kind": self.change.kind, "on": self.change.on.isoformat()}

    def _check_unused(self, area: Area) -> None:
        for model, field in queries.pointing_at_areas():
            rows = model._default_manager.filter(**{field: area})
            if model in (Parentage, Naming, Succession):
                rows = rows.exclude(change=self.change)
            if rows.exists():
                raise CannotChange(
                    f"“{area}” đã được dùng ({model._meta.verbose_name}), nên không hoàn tác được thay đổi này.",
                    f"“{area}” is in use ({model.__name__}), so this change cannot be taken back.",
                )
        if area.ended_by_id:
            raise self._later(area)

    def _later(self, area: Area) -> CannotChange:
        return CannotChange(
            f"“{area}” có thay đổi sau ngày {self.change.on:%d/%m/%Y}. Hoàn tác thay đổi sau trước.",
            f"“{area}” has a change after {self.change.on:%Y-%m-%d}. Take the later one back first.",
        )

    def _check_codes(self) -> None:
        """An area that comes back needs its code, which another one may have been given."""
        for area in self.change.ended.all():
            others = Area.objects.filter(code=area.code, invented=False).exclude(founded_by=self.change)
            other = others.exclude(pk=area.pk).meeting(self.change.on, None).first()
            if other:
                raise self._later(other)

    def _check_latest(self, model: type[models.Model]) -> None:
        for row in model._default_manager.filter(change=self.change).select_related("area"):
            area = row.area  # type: ignore[attr-defined]  # both models have one
            later = model._default_manager.filter(area=area, valid_from__gt=self.change.on).exists()
            if later or (area.ended_by_id and area.ended_by_id != self.change.pk):
                raise self._later(area)

    def _reopen(self, founded: list[Area]) -> None:
        renamed = [row.area for row in self.change.namings.select_related("area")]
        moved = [row.area for row in self.change.parentages.select_related("area")]
        self.change.parentages.all().delete()
        self.change.namings.all().delete()
        self.change.successions.all().delete()
        for area in renamed:
            self._name_back(area)
        for area in moved:
            self._move_back(area)
        self.change.ended.update(valid_to=None, ended_by=None)
        Area.objects.filter(pk__in=[area.pk for area in founded]).delete()
        Change.objects.filter(pk=self.change.pk).delete()

    def _name_back(self, area: Area) -> None:
        last = area.namings.get(valid_to=eve(self.change.on))
        area.name, area.name_en, area.kind = last.name, last.name_en, last.kind
        area.save(update_fields=("name", "name_en", "kind"))
        if last.change_id:
            last.valid_to = None
            last.save(update_fields=("valid_to",))
        else:
            last.delete()

    def _move_back(self, area: Area) -> None:
        last = area.parentages.filter(valid_to=eve(self.change.on)).first()
        if last:
            last.valid_to = None
            last.save(update_fields=("valid_to",))
        area.parent = last.parent if last else None
        area.save(update_fields=("parent",))
