from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.foundation.errors import CamketError
from camket.foundation.fields import must_be_judged
from camket.measures.folding import name_key, slug
from camket.measures.units import scale
from camket.targets import naming, queries
from camket.targets.enums import Nature
from camket.targets.models import Indicator, Target, Wording

if TYPE_CHECKING:
    from camket.records.models import Passage
    from camket.resolutions.models import Resolution


@dataclass(kw_only=True)
class RecordIndicator(Action[Indicator]):
    """A new indicator, with its nature and direction as its name says; a person may correct both."""

    verb = "targets.record"
    area_id: int
    name: str
    unit: str
    aggregate: str
    comparator: str = "eq"
    states: list[str] = field(default_factory=list)

    def subject(self) -> None:
        return None

    def perform(self) -> Indicator:
        indicator = Indicator.objects.create(
            area_id=self.area_id,
            name=self.name,
            slug=self._free_slug(),
            unit=self.unit,
            nature=naming.nature(self.name, self.unit, self.aggregate),
            direction=naming.direction(self.name, self.comparator),
            states=self.states,
        )
        RememberWording(by=self.by, indicator=indicator, text=self.name).execute()
        return indicator

    def _free_slug(self) -> str:
        base = slug(self.name, 100) or "chi-so"
        taken = set(
            Indicator.objects.filter(area_id=self.area_id, slug__startswith=base).values_list("slug", flat=True)
        )
        return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)

    def detail(self) -> dict[str, Any]:
        return {"name": self.name, "unit": self.unit}


@dataclass(kw_only=True)
class RememberWording(Action[Wording]):
    """From now on, documents of the area that say so mean this indicator."""

    verb = "targets.record"
    indicator: Indicator
    text: str

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Wording:
        key = name_key(self.text)[:400]
        return Wording.objects.get_or_create(
            area_id=self.indicator.area_id, key=key, indicator=self.indicator, defaults={"text": self.text}
        )[0]

    def detail(self) -> dict[str, Any]:
        return {"wording": self.text}


@dataclass(frozen=True)
class Promise:
    """What a target promises of its indicator: aggregate, comparator, value, window, baseline where it is stated."""

    aggregate: str
    comparator: str
    start: date
    due: date
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    state: str = ""
    baseline: Decimal | None = None
    baseline_year: int | None = None


@dataclass(kw_only=True)
class RecordTarget(Action[Target]):
    """A target of a resolution, for the resolution's own area or one in it. The same promise of the same indicator is
    the same target. Raises :class:`TooLarge`."""

    verb = "targets.record"
    resolution: Resolution
    indicator: Indicator
    promise: Promise
    passage: Passage | None = None
    area_id: int | None = None

    def subject(self) -> Resolution:
        return self.resolution

    def perform(self) -> Target:
        return self.known() or self._record()

    def known(self) -> Target | None:
        """The target that the resolution already has for this indicator, aggregate and due day."""
        return Target.objects.filter(
            resolution=self.resolution,
            indicator=self.indicator,
            area_id=self.area_id or self.resolution.area_id,
            aggregate=self.promise.aggregate,
            due=self.promise.due,
        ).first()

    def _record(self) -> Target:
        must_be_judged(self.promise.value, self.promise.upper)
        return Target.objects.create(
            resolution=self.resolution,
            indicator=self.indicator,
            area_id=self.area_id or self.resolution.area_id,
            slug=self._free_slug(),
            order=self.passage.start if self.passage else 0,
            passage=self.passage,
            recorded_by=self.by,
            **vars(self.promise),
        )

    def _free_slug(self) -> str:
        base = self.indicator.slug
        taken = set(
            Target.objects.filter(resolution=self.resolution, slug__startswith=base).values_list("slug", flat=True)
        )
        return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


@dataclass(kw_only=True)
class NameIndicatorsInEnglish(Action[int]):
    """English names for the indicators of an area. ``english`` is by key: see ``foundation.english``."""

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        return fill(Indicator.objects.filter(area_id=self.area_id), "name", self.english)


class UnitInUse(CamketError):
    """The indicator's figures stand in its unit of measure: another scale would change what they say."""

    def __init__(self, old: str, new: str) -> None:
        super().__init__(
            f"Chỉ số đã có số liệu tính theo “{old}”, nên không đổi thành “{new}” được. "
            "Hoàn tác các số liệu đó ở trang đọc văn bản, đổi đơn vị, rồi duyệt lại.",
            f"The indicator has figures in “{old}”, so its unit cannot become “{new}”. "
            "Undo them on the document's page, change the unit, then assent again.",
        )


@dataclass(kw_only=True)
class EditIndicator(Action[Indicator]):
    """A person puts right what a name's lexicon has guessed: nature, direction, unit, names.

    ``changes`` are field values by name. Raises :class:`UnitInUse` where recorded figures would change their meaning.
    """

    verb = "targets.edit"
    indicator: Indicator
    changes: dict[str, Any]

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Indicator:
        self.indicator = Indicator.objects.select_for_update().get(pk=self.indicator.pk)
        self._keep_scale()
        self.changed.note(self.indicator, self.changes)
        for name, value in self.changes.items():
            setattr(self.indicator, name, value)
        self.indicator.save(update_fields=tuple(self.changes))
        if "name" in self.changes:
            RememberWording(by=self.by, indicator=self.indicator, text=self.indicator.name).execute()
        return self.indicator

    def _keep_scale(self) -> None:
        old, new = self.indicator.unit, self.changes.get("unit", self.indicator.unit)
        if not old or old == new or not self.indicator.observations.filter(withdrawn_at=None).exists():
            return
        if scale(old)[0] == scale(new)[0] and scale(old) != scale(new):
            raise UnitInUse(old, new)

    def detail(self) -> dict[str, Any]:
        return {name: str(value) for name, value in self.changes.items()}


@dataclass(kw_only=True)
class ForgetWording(Action[None]):
    """Documents that say so no longer mean this indicator."""

    verb = "targets.edit"
    wording: Wording

    def subject(self) -> Indicator:
        return self.wording.indicator

    def perform(self) -> None:
        self.wording.delete()

    def detail(self) -> dict[str, Any]:
        return {"forgotten": self.wording.text}


class CannotMerge(CamketError):
    """The two indicators cannot be one: the message says what stands in the way and what to do."""


@dataclass(kw_only=True)
class MergeIndicators(Action[Indicator]):
    """Two indicators turn out to be one: what ``gone`` has goes over to ``kept``, and ``gone`` goes.

    Wordings, targets and figures move; their sources and public addresses stay. Raises :class:`CannotMerge` where both
    promise something for the same day in one resolution, or where figures would change what they say.
    """

    verb = "targets.edit"
    kept: Indicator
    gone: Indicator
    gone_key: int = field(default=0, init=False)
    moved: dict[str, int] = field(default_factory=dict, init=False)

    def subject(self) -> Indicator:
        return self.kept

    def perform(self) -> Indicator:
        found = Indicator.objects.select_for_update().in_bulk([self.kept.pk, self.gone.pk])
        self.kept, self.gone, self.gone_key = found[self.kept.pk], found[self.gone.pk], self.gone.pk
        problem = conflict(self.kept, self.gone)
        if problem:
            raise problem
        known = self.kept.wordings.values("key")
        self.moved = {
            "wordings": self.gone.wordings.exclude(key__in=known).update(indicator=self.kept),
            "targets": self.gone.targets.update(indicator=self.kept),
            "figures": self.gone.observations.update(indicator=self.kept),
        }
        self._learn()
        self.gone.delete()
        return self.kept

    def _learn(self) -> None:
        """What only the other one knew: its unit, and with that its nature; its states; its English name."""
        if not self.kept.unit and self.gone.unit:
            self.kept.unit, self.kept.nature = self.gone.unit, self.gone.nature
        self.kept.states = self.kept.states or self.gone.states
        self.kept.name_en = self.kept.name_en or self.gone.name_en
        self.kept.save(update_fields=("unit", "nature", "states", "name_en"))

    def detail(self) -> dict[str, Any]:
        return {"gone": self.gone.name, **self.moved}


def conflict(kept: Indicator, gone: Indicator) -> CannotMerge | None:
    """What stands in the way of merging two indicators, if anything does. Four SQL statements at most."""
    if kept.pk == gone.pk or kept.area_id != gone.area_id:
        return CannotMerge(
            "Chỉ gộp được hai chỉ số khác nhau của cùng một địa bàn.",
            "Only two different indicators of one area can be merged.",
        )
    if kept.unit and gone.unit and kept.unit != gone.unit:
        return CannotMerge(
            f"“{kept.name}” tính theo “{kept.unit}”, còn “{gone.name}” tính theo “{gone.unit}”. "
            "Đổi đơn vị tính của một chỉ số cho giống nhau rồi gộp lại.",
            f"“{kept.name}” is measured in “{kept.unit}”, “{gone.name}” in “{gone.unit}”. "
            "Give both the same unit of measure, then merge.",
        )
    if (kept.nature == Nature.STATE) != (gone.nature == Nature.STATE):
        return CannotMerge(
            "Một bên là danh hiệu, tiêu chuẩn, một bên là con số: không thể là một chỉ số.",
            "One is a designation, the other is a number: they cannot be one indicator.",
        )
    if queries.is_in_a_formula([kept.pk, gone.pk]):
        return CannotMerge(
            "Một trong hai chỉ số có công thức hoặc nằm trong công thức của chỉ số khác. "
            "Bỏ công thức đó trước, gộp, rồi đặt lại.",
            "One of the two has a formula, or another formula names it. "
            "Take that formula away, merge, then set it again.",
        )
    return _promised_twice(kept, gone)


def _promised_twice(kept: Indicator, gone: Indicator) -> CannotMerge | None:
    own = {(t.resolution_id, t.aggregate, t.due): t for t in kept.targets.select_related("resolution")}
    for target in gone.targets.all():
        same = own.get((target.resolution_id, target.aggregate, target.due))
        if same:
            title, year = same.resolution.title, same.due.year
            return CannotMerge(
                f"{title} đã có chỉ tiêu đến năm {year} cho cả “{kept.name}” và “{gone.name}”. "
                "Nếu là một, hoàn tác một trong hai chỉ tiêu ở trang đọc nghị quyết rồi gộp lại.",
                f"{title} has a target due in {year} for both “{kept.name}” and “{gone.name}”. "
                "If they are one, undo one of the two on the page of the resolution, then merge.",
            )
    return None
