"""The scoreboard as somebody asked for it in the address: chosen, sorted, under headings. Pure."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext_noop

from camket.measures.folding import fold
from camket.reviews.enums import ATTENTION, GOOD, Outcome
from camket.reviews.queries import Label, Mandate, Row, Tally, shortfalls, tally

RESOLUTION, GROUP, PROGRAMME, OFFICE, VERDICT, SORT = (
    "nghi-quyet",
    "nhom",
    "chuong-trinh",
    "co-quan",
    "ket-qua",
    "sap-xep",
)
SETS = {"dat-va-vuot": GOOD, "can-chu-y": ATTENTION}
SET_WORDS = {"dat-va-vuot": gettext_noop("Đạt và vượt"), "can-chu-y": gettext_noop("Cần chú ý")}
BY_TEXT, BY_NAME, BY_RATIO, BY_VERDICT = "nghi-quyet", "ten", "ty-le", "ket-qua"
SORT_WORDS = {
    BY_TEXT: gettext_noop("Thứ tự trong nghị quyết"),
    BY_NAME: gettext_noop("Tên chỉ tiêu"),
    BY_RATIO: gettext_noop("Tỷ lệ so với mục tiêu"),
    BY_VERDICT: gettext_noop("Kết quả"),
}


@dataclass(frozen=True)
class Choice:
    """One option of a filter, with the number of commitments that it would leave."""

    value: str
    label: Label
    count: int
    chosen: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for. Unknown words are as good as none."""

    group: str = ""
    programme: str = ""
    office: str = ""
    verdict: str = ""
    sort: str = BY_TEXT

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        verdict, sort = query.get(VERDICT, ""), query.get(SORT, BY_TEXT)
        return cls(
            group=query.get(GROUP, ""),
            programme=query.get(PROGRAMME, ""),
            office=query.get(OFFICE, ""),
            verdict=verdict if verdict in SETS or verdict in Outcome.values else "",
            sort=sort if sort in SORT_WORDS else BY_TEXT,
        )

    @property
    def narrows(self) -> bool:
        return bool(self.group or self.programme or self.office or self.verdict)

    def address(self, resolution: str) -> str:
        """The query that asks for the same again."""
        asked = {
            RESOLUTION: resolution,
            GROUP: self.group,
            PROGRAMME: self.programme,
            OFFICE: self.office,
            VERDICT: self.verdict,
            SORT: "" if self.sort == BY_TEXT else self.sort,
        }
        return urlencode({name: value for name, value in asked.items() if value})

    def holds(self, row: Row, but: str = "") -> bool:
        """Is the row asked for? ``but`` leaves one filter out, to count what its options would give."""
        tests: dict[str, Callable[[], bool]] = {
            GROUP: lambda: not self.group or (row.group is not None and row.group.slug == self.group),
            PROGRAMME: lambda: not self.programme or self.programme in {one.slug for one in row.programmes},
            OFFICE: lambda: not self.office or (row.lead is not None and row.lead.slug == self.office),
            VERDICT: lambda: not self.verdict or row.standing.outcome in outcomes(self.verdict),
        }
        return all(test() for name, test in tests.items() if name != but)


@dataclass(frozen=True)
class Section:
    """Rows under one heading; ``heading`` is ``None`` where the rows are sorted across groups."""

    heading: Label | None
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Summary:
    """A resolution in short. ``is_over``: its term is closed, or every window is behind the day of the verdicts."""

    mandate: Mandate
    rows: tuple[Row, ...]
    tally: Tally
    missed: tuple[Row, ...]
    is_over: bool

    @property
    def on_course(self) -> int:
        """How many are reached already or on track: what counts while a resolution runs."""
        return self.tally.good + self.tally.of(Outcome.ON_TRACK)


def summaries(mandates: Iterable[Mandate], rows: Sequence[Row]) -> list[Summary]:
    """One a resolution, in their order."""
    return [_summary(mandate, tuple(row for row in rows if row.mandate.id == mandate.id)) for mandate in mandates]


def _summary(mandate: Mandate, rows: tuple[Row, ...]) -> Summary:
    over = mandate.closing is not None or (bool(rows) and all(row.promise.due < row.standing.on for row in rows))
    return Summary(mandate, rows, tally(rows), shortfalls(rows), over)


def leading(known: Sequence[Summary]) -> list[Summary]:
    """What the front page tells: the newest finished resolution, then the newest that runs."""
    over = [one for one in known if one.is_over][:1]
    return over + [one for one in known if not one.is_over][:1]


def outcomes(verdict: str) -> frozenset[Outcome]:
    return SETS.get(verdict) or frozenset({Outcome(verdict)})


def mandate_asked(mandates: Sequence[Mandate], slug: str) -> Mandate | None:
    """The one asked for, else the newest."""
    return next((one for one in mandates if one.slug == slug), mandates[0] if mandates else None)


def sections(rows: Iterable[Row], asked: Asked) -> tuple[Section, ...]:
    kept = [row for row in rows if asked.holds(row)]
    if asked.sort != BY_TEXT:
        return (Section(None, tuple(sorted(kept, key=_KEYS[asked.sort]))),) if kept else ()
    return tuple(Section(heading, tuple(_parts_after_wholes(group))) for heading, group in _by_group(kept))


def _by_group(rows: Iterable[Row]) -> Iterable[tuple[Label | None, list[Row]]]:
    for heading, found in groupby(rows, key=lambda row: row.group):
        yield heading, list(found)


def _parts_after_wholes(rows: list[Row]) -> Iterable[Row]:
    """Each whole with its parts right after it."""
    ids = {row.id for row in rows}
    for row in rows:
        if row.part_of not in ids:
            yield row
            yield from (part for part in rows if part.part_of == row.id)


def _ratio(row: Row) -> tuple[bool, Decimal]:
    ratio = row.standing.ratio
    return ratio is None, -(ratio or Decimal(0))


_ORDER = list(Outcome)
_KEYS: dict[str, Callable[[Row], Any]] = {
    BY_NAME: lambda row: fold(row.shown),
    BY_RATIO: _ratio,
    BY_VERDICT: lambda row: _ORDER.index(row.standing.outcome),
}


def choices(rows: Sequence[Row], asked: Asked) -> dict[str, tuple[Choice, ...]]:
    """The options of each filter, in the order of the text; those that would leave nothing are kept, with 0."""
    labels: dict[str, Callable[[Row], Iterable[Label]]] = {
        GROUP: lambda row: [row.group] if row.group else [],
        PROGRAMME: lambda row: row.programmes,
        OFFICE: lambda row: [row.lead] if row.lead else [],
    }
    chosen = {GROUP: asked.group, PROGRAMME: asked.programme, OFFICE: asked.office}
    return {name: _choices(rows, asked, name, of, chosen[name]) for name, of in labels.items()}


def _choices(
    rows: Sequence[Row], asked: Asked, name: str, of: Callable[[Row], Iterable[Label]], chosen: str
) -> tuple[Choice, ...]:
    known = {label.slug: label for row in rows for label in of(row)}
    left = [label.slug for row in rows if asked.holds(row, but=name) for label in of(row)]
    return tuple(Choice(slug, label, left.count(slug), slug == chosen) for slug, label in known.items())


def verdict_choices(rows: Sequence[Row], asked: Asked) -> tuple[Choice, ...]:
    """The two sets, then each outcome that occurs."""
    left = [row.standing.outcome for row in rows if asked.holds(row, but=VERDICT)]
    words = {**SET_WORDS, **{outcome.value: str(outcome.label) for outcome in Outcome}}
    present = {row.standing.outcome for row in rows}
    return tuple(
        Choice(value, Label(value, word), sum(one in outcomes(value) for one in left), value == asked.verdict)
        for value, word in words.items()
        if value in SETS or Outcome(value) in present
    )
