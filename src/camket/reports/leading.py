"""What a leader has to know on one page: what lags, who answers, what it takes, what is late, who is silent. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from camket.measures.periods import name_of_day
from camket.records.enums import TaskState
from camket.reports import sentences
from camket.reports.composing import Paper
from camket.reports.contents import Contents, Line
from camket.reviews.enums import SHAPES, ObstacleState, Outcome


class Density(NamedTuple):
    """How much goes on the page: size of the text in points, lines of a list, letters of a line."""

    points: str
    lines: int
    letters: int


_ALL = 10_000
_MOST = 150
DENSITIES = (
    *(Density(points, _ALL, 400) for points in ("11", "10", "9", "8.5", "8")),
    *(Density("8", lines, 160) for lines in (40, 30, 24, 18)),
    *(Density("8", lines, 90) for lines in (14, 10, 7, 5)),
)


def densities(found: Contents) -> tuple[Density, ...]:
    """From the roomiest to the tightest; all lines are not tried where no page holds that many."""
    lines = len(found.lines) + len(found.said.silent) + len(found.said.obstacles)
    return DENSITIES if lines <= _MOST else tuple(one for one in DENSITIES if one.lines < _ALL)


@dataclass(frozen=True)
class Lagging:
    """A target that lags: its shape and word, where it stands, who answers, what it takes."""

    shape: str
    outcome: str
    name: str
    standing: str
    answers: str
    needed: str


@dataclass(frozen=True)
class Late:
    what: str
    office: str
    due: str
    days: int


@dataclass(frozen=True)
class Listed:
    """Lines that found room, and the names of those that did not."""

    lines: tuple[object, ...]
    rest: int = 0
    names: str = ""


@dataclass(frozen=True)
class Sheet:
    title: str
    issuer: str
    day: str
    notice: str
    points: str
    good: int
    total: int
    counts: tuple[tuple[str, str, int], ...]
    lagging: Listed
    late: Listed
    obstacles: Listed
    silent: Listed


def sheet(paper: Paper, density: Density) -> Sheet:
    found = paper.contents
    counted = [line.outcome for line in found.counted]
    return Sheet(
        title=_cut(paper.line("title"), density.letters),
        issuer=sentences.issuer(found),
        day=name_of_day(found.on),
        notice=found.issuer.notice,
        points=density.points,
        good=found.good,
        total=len(counted),
        counts=tuple((SHAPES[one], str(one.label), counted.count(one)) for one in Outcome if one in counted),
        lagging=_listed([(_lagging(one, density), one.name) for one in _worst(found)], density),
        late=_listed([(one, one.office) for one in _late(found, density)], density),
        obstacles=_listed(_obstacles(found, density), density),
        silent=_listed(_silent(found, density), density),
    )


def _worst(found: Contents) -> Iterable[Line]:
    return (line for outcome in sentences.NOT_WELL for line in found.with_outcome(outcome))


def _lagging(line: Line, density: Density) -> Lagging:
    unit = line.unit if line.unit.startswith("%") else f" {line.unit}"
    remark = f" ({line.result.remark})" if line.result.remark else ""
    answers = "; ".join(one for one in (line.lead, *line.seats) if one)
    return Lagging(
        shape=SHAPES[line.outcome],
        outcome=str(line.outcome.label),
        name=_cut(line.name, density.letters),
        standing=f"{line.result.text}{remark} / {line.aim}{unit if line.unit else ''}",
        answers=_cut(answers or "chưa rõ cơ quan chủ trì", density.letters),
        needed=_cut(line.needed.removeprefix("cần ") or _why_nothing(line), density.letters),
    )


def _why_nothing(line: Line) -> str:
    return "đã hết hạn" if line.outcome == Outcome.MISSED else "xem phụ lục báo cáo"


def _late(found: Contents, density: Density) -> Iterable[Late]:
    """Remedies whose day has passed, the longest late first."""
    tasks = {one.key: one for one in (*found.said.former, *found.said.remedies) if one.state == TaskState.LATE}
    for one in sorted(tasks.values(), key=lambda one: one.due):
        what = _cut(one.what.strip().rstrip("."), density.letters)
        yield Late(
            what, f"{one.office} ({sentences.running(one.post)})", name_of_day(one.due), _days(one.due, found.on)
        )


def _days(due: date, on: date) -> int:
    return (on - due).days


def _obstacles(found: Contents, density: Density) -> list[tuple[str, str]]:
    still = (one for one in found.said.obstacles if one.state == ObstacleState.OPEN)
    return [
        (
            _cut(f"{one.what.strip().rstrip('.')}: chờ {one.waiting_for} từ {name_of_day(one.since)}", density.letters),
            "",
        )
        for one in sorted(still, key=lambda one: one.since)
    ]


def _silent(found: Contents, density: Density) -> list[tuple[str, str]]:
    by_office: dict[str, list[str]] = {}
    for one in found.said.silent:
        by_office.setdefault(one.lead or "Chưa rõ cơ quan chủ trì", []).append(one.about.name)
    return [(_cut(f"{office}: {sentences.names(of)}", density.letters), office) for office, of in by_office.items()]


def _listed(lines: Sequence[tuple[object, str]], density: Density) -> Listed:
    rest = lines[density.lines :]
    names = "; ".join(sentences.running(name) for _, name in rest if name)
    return Listed(tuple(line for line, _ in lines[: density.lines]), len(rest), _cut(names, 6 * density.letters))


def _cut(text: str, letters: int) -> str:
    """At a word, with a sign that something is left out."""
    return text if len(text) <= letters else f"{text[:letters].rpartition(' ')[0] or text[:letters]} …"
