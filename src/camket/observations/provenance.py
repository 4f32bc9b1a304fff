"""What a figure without a document says of itself: that it is derived, and from what; or who reported it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.areas import queries as areas
from camket.evaluation.formulas import parse
from camket.evaluation.trees import FormulaError
from camket.foundation.names import in_language, running
from camket.measures.decimals import Language
from camket.measures.periods import Period
from camket.observations.enums import Origin
from camket.observations.models import Observation, RegisterCount
from camket.observations.rounds import queries as rounds
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.targets.models import Indicator

_NAMED = 5
_FROM = {
    Origin.AREAS: ("cộng từ", "put together from"),
    Origin.SUCCESSION: ("ghép từ các địa bàn trước khi sắp xếp", "put together from the areas before the change"),
}


@dataclass(frozen=True)
class Provenance:
    """In both languages, as it goes on behind a comma: "tính từ: thu ngân sách ÷ dân số"."""

    vi: str
    en: str

    def __str__(self) -> str:
        return in_language(self.vi, self.en)


def with_provenance(rows: Iterable[Observation]) -> list[Observation]:
    """The rows, with ``provenance`` where they are derived or reported. No SQL statement where none is, else at most
    nine."""
    given = list(rows)
    of = {origin: [row for row in given if row.origin == origin] for origin in Origin}
    if of[Origin.FORMULA]:
        _computed(of[Origin.FORMULA])
    if of[Origin.AREAS] or of[Origin.SUCCESSION]:
        _put_together([*of[Origin.AREAS], *of[Origin.SUCCESSION]])
    if of[Origin.CROSSING]:
        _put_across(of[Origin.CROSSING])
    if of[Origin.REGISTER]:
        _counted(of[Origin.REGISTER])
    if of[Origin.REPORT]:
        _reported(of[Origin.REPORT])
    return given


def _computed(rows: Sequence[Observation]) -> None:
    indicators = targets.with_inputs({row.indicator_id for row in rows})
    for row in rows:
        indicator = indicators[row.indicator_id]
        row.provenance = Provenance(
            f"tính từ: {_spoken(indicator, 'vi')}", f"computed from: {_spoken(indicator, 'en')}"
        )


def _spoken(indicator: Indicator, language: Language) -> str:
    """What the formula is now; none where it has been taken away since."""
    inputs = indicator.inputs.all()
    called = {one.slug: running(one.name_en if language == "en" and one.name_en else one.name) for one in inputs}
    try:
        return parse(indicator.formula).spoken(called, language)
    except FormulaError:
        return {"vi": "công thức trước đây", "en": "a former formula"}[language]


def _put_together(rows: Sequence[Observation]) -> None:
    keys = {key for row in rows for key in row.inputs}
    places = dict(Observation.objects.filter(pk__in=keys).order_by().values_list("pk", "area"))
    called = areas.in_bulk(set(places.values()))
    for row in rows:
        vi, en = _FROM[Origin(row.origin)]
        found = [called[places[key]] for key in row.inputs if key in places]
        row.provenance = Provenance(f"{vi}: {_listed(found, 'vi')}", f"{en}: {_listed(found, 'en')}")


def _put_across(rows: Sequence[Observation]) -> None:
    """Each period with the areas that its figure is of: those before the change by their own names."""
    sides = Observation.objects.in_bulk({key for row in rows for key in row.inputs})
    before = [row for row in sides.values() if row.origin == Origin.SUCCESSION]
    places = dict(Observation.objects.filter(pk__in={key for row in before for key in row.inputs}).order_by()
                  .values_list("pk", "area"))  # fmt: skip
    called = areas.in_bulk({*places.values(), *(row.area_id for row in sides.values())})

    def told(row: Observation, language: Language) -> str:
        of = [places[key] for key in row.inputs if key in places] if row in before else []
        period = Period(row.start, row.end).name(language)
        return f"{period} ({_listed([called[pk] for pk in of or [row.area_id]], language)})"

    for row in rows:
        found = sorted((sides[key] for key in row.inputs if key in sides), key=lambda side: side.end)
        row.provenance = Provenance(
            f"ghép từ trước và sau ngày sắp xếp: {'; '.join(told(side, 'vi') for side in found)}",
            f"put together from before and after the change: {'; '.join(told(side, 'en') for side in found)}",
        )


def _listed(found: Collection[Area], language: Language) -> str:
    if len(found) > _NAMED:
        return f"{len(found)} địa bàn" if language == "vi" else f"{len(found)} areas"
    return ", ".join(str(one.name_en if language == "en" and one.name_en else one.name) for one in found)


def _counted(rows: Sequence[Observation]) -> None:
    counts = RegisterCount.objects.filter(indicator__in={row.indicator_id for row in rows}).select_related("register")
    registers: Mapping[int, RegisterCount] = {count.indicator_id: count for count in counts}
    for row in rows:
        count = registers.get(row.indicator_id)
        name, name_en = (count.register.name, count.register.name_en or count.register.name) if count else ("", "")
        row.provenance = Provenance(f"đếm từ danh sách: {name}", f"counted in the register: {name_en}")


def _reported(rows: Sequence[Observation]) -> None:
    reporters = rounds.reporters({row.answer_id for row in rows if row.answer_id})
    for row in rows:
        if row.answer_id in reporters:
            row.provenance = Provenance(*reporters[row.answer_id])
