"""From a judged target to its line in the table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from camket.measures.comparators import Comparator
from camket.measures.decimals import format_number
from camket.measures.periods import name_of_day
from camket.observations.enums import Stage
from camket.reports import years
from camket.reports.contents import NOTHING, Cell, Line
from camket.reports.years import Figure
from camket.reviews.enums import Outcome
from camket.targets.enums import Aggregate, Direction
from camket.targets.moves import MOVES, rate

if TYPE_CHECKING:
    from camket.evaluation import Verdict
    from camket.observations.models import Observation
    from camket.records.models import Document
    from camket.reviews.models import ReviewTarget
    from camket.targets.models import Target

NO_DATA = str(Outcome.NO_DATA.label)
ENTERED = "Số liệu do cơ quan báo cáo nhập trực tiếp."

_SIGNS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "about": "≈"}
_WAYS = {
    Aggregate.EVERY: "hằng năm",
    Aggregate.MEAN: "bình quân năm",
    Aggregate.SUM: "cả nhiệm kỳ",
    Aggregate.GROWTH: "mức tăng bình quân năm",
    Aggregate.CHANGE: "mức thay đổi",
}
_FALLING = "mức tăng, giảm bình quân năm"
_SO_FAR = {Aggregate.SUM: "lũy kế", Aggregate.MEAN: "bình quân"}
_UNSURE = {Stage.ESTIMATE: "ước", Stage.PROVISIONAL: "sơ bộ"}
_HUNDRED = Decimal(100)
_TENTH = Decimal("0.1")
_CENT = Decimal("0.01")
_NO_BREAK = "\u00a0"
_NEEDED = "; cần "


@dataclass
class Sources:
    """Documents in the order in which the report first draws on them; numbers count from 1."""

    found: list[str] = field(default_factory=list)

    def of(self, rows: Iterable[Observation]) -> tuple[int, ...]:
        return tuple(sorted({self._number(described(row)) for row in rows}))

    def _number(self, text: str) -> int:
        if text not in self.found:
            self.found.append(text)
        return self.found.index(text) + 1


def described(row: Observation) -> str:
    """Where a figure comes from, as a report cites it."""
    if row.provenance:
        return f"{row.provenance.vi[:1].upper()}{row.provenance.vi[1:]}."
    return cited(row.passage.document) if row.passage else ENTERED


def cited(document: Document) -> str:
    """ "Báo cáo số 151-BC/TU ngày 12/01/2024: Kết quả …"."""
    symbol = f" số {document.symbol_line}" if document.symbol_line else ""
    day = f" ngày {name_of_day(document.issued_on)}" if document.issued_on else ""
    return f"{document.get_kind_display()}{symbol}{day}: {document.title.strip().rstrip('.')}."


def line(
    target: Target,
    verdict: Verdict,
    seen: Sequence[Observation],
    year: int,
    sources: Sources,
    seats: Iterable[str] = (),
) -> Line:
    """``seen`` are the known figures of the target's indicator, plans among them; ``seats`` the posts that answer."""
    planned, got = (None, None) if target.aggregate in MOVES else _of_year(target, verdict, seen, year)
    compared = _compared(target, verdict, got)
    return Line(
        slug=target.slug,
        number="",
        name=_name(target),
        unit=rate(target),
        aim=_aim(target),
        plan=_plan_cell(planned, sources),
        result=_result_cell(target, verdict, got, seen, year, sources),
        of_plan=_share(got, planned),
        of_aim=_share_of_aim(target, verdict, got),
        outcome=Outcome(verdict.verdict.value),
        why=verdict.why_vi,
        is_part=target.part_of_id is not None,
        counts=target.part_of_id is None or target.resolution.counts_parts,
        less_is_better=target.indicator.direction == Direction.DOWN,
        meets_plan=_meets(got, planned, target.indicator.direction, year),
        lead=str(target.lead or ""),
        seats=tuple(seats),
        programmes=tuple(programme.slug for programme in target.programmes.all()),
        needed=needed(verdict.why_vi),
        compared=compared,
        of_aim_of=_of_what(target, verdict, got, compared, year),
    )


def as_reviewed(one: Line, row: ReviewTarget) -> Line:
    """The line as a review keeps it: its own name and verdict, whatever became of the target since."""
    return replace(
        one,
        name=_named(row, row.name),
        unit=rate(row),
        aim=_aim(row),
        outcome=Outcome(row.outcome),
        why=row.why,
        lead=row.lead,
        counts=row.counts,
        needed=needed(row.why),
    )


def of_row(row: ReviewTarget) -> Line:
    """A target that is gone since its review, or whose verdict does not come out again: by what that has kept of it."""
    attained = NO_DATA if row.attained is None else format_number(_rounded(row.attained))
    bare = Line(
        slug=row.slug,
        number="",
        name="",
        unit="",
        aim="",
        plan=Cell(),
        result=Cell(row.attained_state or attained, value=row.attained),
        of_plan=NOTHING,
        of_aim=NOTHING if row.ratio is None else percent(row.ratio),
        compared=None if row.ratio is None else row.attained,
        outcome=Outcome(row.outcome),
        why="",
    )
    return as_reviewed(bare, row)


def needed(why: str) -> str:
    """What it takes to still arrive: the sentence of a verdict ends with it."""
    _, found, tail = why.rpartition(_NEEDED)
    return f"cần {tail}".rstrip(".") if found else ""


def _of_year(
    target: Target, verdict: Verdict, seen: Sequence[Observation], year: int
) -> tuple[Figure | None, Figure | None]:
    got = years.result(seen, verdict, year)
    latest = target.aggregate == Aggregate.LAST and got is not None and got.value != verdict.attained
    return years.plan(seen, year), years.latest(seen, verdict, year) or got if latest else got


def _name(target: Target) -> str:
    return _named(target, str(target.indicator))


def _named(promise: Target | ReviewTarget, name: str) -> str:
    way = _WAYS.get(Aggregate(promise.aggregate))
    if promise.aggregate == Aggregate.GROWTH and promise.value is not None and promise.value < 0:
        way = _FALLING
    name = name[:1].upper() + name[1:]
    return f"{name} ({way})" if way else name


def _aim(target: Target | ReviewTarget) -> str:
    if target.value is None:
        return str(target.state)
    value = format_number(target.value)
    if target.upper is not None:
        return f"{value} – {format_number(target.upper)}"
    sign = _SIGNS.get(target.comparator)
    return f"{sign}{_NO_BREAK}{value}" if sign else value


def _plan_cell(planned: Figure | None, sources: Sources) -> Cell:
    return Cell(_text(planned), "", sources.of(planned.made_of), planned.value) if planned else Cell()


def _result_cell(
    target: Target,
    verdict: Verdict,
    got: Figure | None,
    seen: Sequence[Observation],
    year: int,
    sources: Sources,
) -> Cell:
    if target.aggregate in MOVES:
        return _movement(target, verdict, seen, sources)
    if got is None:
        return _state_held(verdict, seen, sources) or Cell(NO_DATA, _older(verdict, year))
    return Cell(_text(got), _remark(target, verdict, got, year), sources.of(got.made_of), got.value)


def _movement(target: Target, verdict: Verdict, seen: Sequence[Observation], sources: Sources) -> Cell:
    """A rate over years: what was attained so far, and from where to where."""
    reasons = verdict.reasons
    if verdict.attained is None:
        return Cell(NO_DATA)
    over = f"{reasons.baseline_year}–{reasons.last_year}"
    used = [row for row in seen if row.pk in verdict.inputs]
    places = _TENTH if target.aggregate == Aggregate.GROWTH else _CENT
    moved = verdict.attained
    return Cell(format_number(moved.quantize(places, ROUND_HALF_UP)), over, sources.of(used), moved)


def _state_held(verdict: Verdict, seen: Sequence[Observation], sources: Sources) -> Cell | None:
    """A state once reached is not reported anew each year: it is shown with the year in which it was."""
    reasons = verdict.reasons
    if not reasons.attained_state or reasons.attained_end is None:
        return None
    used = [row for row in seen if row.pk in verdict.inputs]
    return Cell(reasons.attained_state, f"năm {reasons.attained_end.year}", sources.of(used))


def _older(verdict: Verdict, year: int) -> str:
    """The figure of an earlier year that the verdict stands on, where the year itself has none."""
    reasons = verdict.reasons
    end = reasons.attained_end
    if verdict.attained is None or end is None or end.year >= year:
        return ""
    return f"đến năm {end.year}: {format_number(_rounded(verdict.attained))}"


def _remark(target: Target, verdict: Verdict, got: Figure, year: int) -> str:
    remarks = [_UNSURE[got.stage]] if got.stage in _UNSURE else []
    if not years.is_whole(got, year) and got.period.start != got.period.end:
        remarks.append(got.period.name().replace(f" tháng năm {year}", " tháng").removesuffix(f" {year}"))
    word = _SO_FAR.get(Aggregate(target.aggregate))
    if word and verdict.attained is not None:
        remarks.append(f"{word} {format_number(_rounded(verdict.attained))}")
    failed = verdict.reasons.failed_year
    if target.aggregate == Aggregate.EVERY and failed is not None and failed != year:
        remarks.append(f"năm {failed} không đạt")
    return "; ".join(remarks)


def _text(figure: Figure) -> str:
    if figure.value is None:
        return figure.state or NOTHING
    shown = format_number(_rounded(figure.value))
    return f"{shown}/{format_number(figure.denominator)}" if figure.denominator else shown


def _rounded(value: Decimal) -> Decimal:
    """Figures keep what documents give, up to two places; only computed ones have more."""
    return value.quantize(_CENT, ROUND_HALF_UP)


def percent(share: Decimal) -> str:
    """A share of 1.0102 as "101"."""
    return format_number((share * _HUNDRED).quantize(_TENTH, ROUND_HALF_UP))


def _share(got: Figure | None, planned: Figure | None) -> str:
    if not (got and planned) or got.value is None or not planned.value:
        return NOTHING
    return percent(got.value / planned.value)


def _share_of_aim(target: Target, verdict: Verdict, got: Figure | None) -> str:
    """As the verdict has it; for a yearly promise the year's own figure against it, since that is what is shown."""
    if target.aggregate == Aggregate.EVERY and got and got.value is not None and target.value:
        return percent(got.value / target.value)
    if target.aggregate == Aggregate.CHANGE and verdict.attained is not None and target.value:
        return percent(verdict.attained / target.value)
    return NOTHING if verdict.ratio is None else percent(verdict.ratio)


def _compared(target: Target, verdict: Verdict, got: Figure | None) -> Decimal | None:
    """The number that the ratio to the aim is of."""
    if target.aggregate == Aggregate.EVERY and got and got.value is not None:
        return got.value
    if verdict.attained is None or (verdict.ratio is None and target.aggregate != Aggregate.CHANGE):
        return None
    return verdict.attained


def _of_what(target: Target, verdict: Verdict, got: Figure | None, compared: Decimal | None, year: int) -> str:
    """What that number is, where it is not the result of the year."""
    if compared is None or target.aggregate in MOVES or (got and got.value == compared):
        return ""
    end = verdict.reasons.attained_end
    aside = f"số năm {end.year}" if end and end.year < year else ""
    return _SO_FAR.get(Aggregate(target.aggregate), aside)


def _meets(got: Figure | None, planned: Figure | None, direction: str, year: int) -> bool | None:
    """A part of the year says nothing yet about the plan of the year."""
    if not (got and planned) or got.value is None or planned.value is None or not years.is_whole(got, year):
        return None
    comparator = {Direction.UP: Comparator.GE, Direction.DOWN: Comparator.LE}.get(Direction(direction), Comparator.EQ)
    return comparator.holds(got.value, planned.value)
