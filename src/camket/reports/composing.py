"""What is known, put into the paragraphs of a report: plain Vietnamese that a clerk goes on from. Pure.

Each paragraph has a key of its own in its section, which stays the same when the figures change: so what somebody wrote
in its place is found again when the report is composed anew.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from camket.measures.folding import slug
from camket.measures.periods import name_of_day
from camket.records.enums import TaskState
from camket.reports import sentences
from camket.reports.contents import Contents, Group, Line, Programme
from camket.reports.enums import HEADED, Layout, Section
from camket.reports.sentences import names, running
from camket.reviews.contents import NoteLine, ObstacleLine, TaskLine
from camket.reviews.enums import NoteKind, ObstacleKind, ObstacleState, Outcome

OWN = "own"
"""The key of the last paragraph of a section: empty, for what only people know."""

_BREAKS = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
Keyed = Iterator[tuple[str, str]]


class Text(NamedTuple):
    """A paragraph or, in the head, a line."""

    section: Section
    key: str
    text: str


@dataclass(frozen=True)
class Paper:
    """A report in words, as it is laid out: ``texts`` in their order."""

    contents: Contents
    texts: tuple[Text, ...]

    def line(self, key: str) -> str:
        """A line of the head."""
        return next((one.text for one in self.texts if (one.section, one.key) == (Section.HEAD, key)), "")

    def paragraphs(self, section: Section) -> tuple[str, ...]:
        """What is printed of a section; a line break inside a text begins a new paragraph."""
        found = (line.strip() for one in self.texts if one.section == section for line in one.text.splitlines())
        return tuple(line for line in found if line)

    @property
    def sections(self) -> tuple[tuple[Section, tuple[str, ...]], ...]:
        """Those with a heading that have something to say."""
        found = ((section, self.paragraphs(section)) for section in HEADED)
        return tuple((section, paragraphs) for section, paragraphs in found if paragraphs)


def plain(typed: str) -> str:
    """A text as it is kept: composed characters, line breaks as one sign, no space around it, and none of the signs
    that come along from other programs and that no file can hold."""
    text = unicodedata.normalize("NFC", typed).replace("\r\n", "\n")
    lines = _BREAKS.sub("\n", text).split("\n")
    return "\n".join(_UNSEEN.sub("", line).rstrip() for line in lines).strip()


def paper(found: Contents) -> Paper:
    """The report as it is composed, before anybody has edited it."""
    return Paper(found, compose(found))


def compose(found: Contents) -> tuple[Text, ...]:
    return tuple(one for section in Section for one in _distinct(section, _SECTIONS[section](found)))


def _distinct(section: Section, found: Keyed) -> Iterator[Text]:
    """Two headings of one name, or two offices, are still two paragraphs."""
    taken: Counter[str] = Counter()
    for key, text in found:
        taken[key] += 1
        yield Text(section, key if taken[key] == 1 else f"{key}~{taken[key]}", plain(text))


def _head(found: Contents) -> Keyed:
    """Who, where, what, to whom: after the layout. The number stays open until somebody gives one."""
    party = found.layout == Layout.PARTY
    who = _office(found, party) if found.issuer.office else _committee(found, party)
    yield "above", who.above
    yield "issuer", who.issuer
    yield "number", ""
    yield "symbol", f"BC{'/' if party else '-'}{who.symbol}"
    yield "place", found.issuer.place
    yield "title", sentences.title(found)
    yield "behalf", who.behalf
    yield "post", who.post
    yield "recipients", "\n".join(sentences.party_recipients(found) if party else sentences.recipients(found))


class _Who(NamedTuple):
    above: str
    issuer: str
    symbol: str
    behalf: str
    post: str


def _committee(found: Contents, party: bool) -> _Who:
    if party:
        named = sentences.body_above(found), sentences.party_committee(found), sentences.party_symbol(found)
        return _Who(*named, "T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    return _Who(sentences.COMMITTEE, found.issuer.area, "UBND", f"TM. {sentences.COMMITTEE.upper()}", "CHỦ TỊCH")


def _office(found: Contents, party: bool) -> _Who:
    """An office under the committee signs for itself, by its head."""
    name = found.issuer.office
    # Where the name of the committee needs two lines, that of the area stands on the second one whole.
    area = sentences.inside(found.issuer.area).replace(" ", "\u00a0")
    in_the_party = party or sentences.is_of_the_party(name)
    above = sentences.above_in_the_party(found) if in_the_party else f"{sentences.COMMITTEE} {area}"
    return _Who(above, name, sentences.office_symbol(name), "", sentences.office_post(name))


def _opening(found: Contents) -> Keyed:
    yield "opening", sentences.opening(found)


def _closing(found: Contents) -> Keyed:
    yield "closing", sentences.closing(found)


# --- results


def _results(found: Contents) -> Keyed:
    yield from sentences.summary(found)
    changed = [
        f"{running(one.about.name)} từ “{_outcome(one.before)}” sang “{_outcome(one.outcome)}”"
        for one in found.said.changes
        if one.before
    ]
    if changed:
        since = name_of_day(found.said.since)
        yield "changes", f"Từ ngày {since}, {len(changed)} chỉ tiêu đổi kết quả đánh giá: {'; '.join(changed)}."
    for group in found.groups:
        if group.heading and (lines := _counted(group.lines)):
            yield f"group:{slug(group.heading)}", _of_group(group, lines)
    yield from _notes(found, NoteKind.FINDING)
    yield OWN, ""


def _of_group(group: Group, lines: tuple[Line, ...]) -> str:
    return f"{group.heading}: {_standing(lines)}"


def _standing(lines: tuple[Line, ...]) -> str:
    """ "4 chỉ tiêu. Vượt 1 chỉ tiêu: a. Chậm tiến độ 3 chỉ tiêu: b; c; d."."""
    parts = [f"{len(lines)} chỉ tiêu."]
    for outcome in Outcome:
        those = [line.name for line in lines if line.outcome == outcome]
        if those:
            parts.append(f"{_capital(sentences.COUNTED_AS[outcome])} {len(those)} chỉ tiêu: {names(those)}.")
    return " ".join(parts)


def _counted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if line.counts)


def _outcome(value: str) -> str:
    return running(str(Outcome(value).label))


# --- programmes


def _programmes(found: Contents) -> Keyed:
    for programme in found.programmes:
        lines = _counted(line for line in found.lines if programme.slug in line.programmes)
        if lines:
            yield f"programme:{programme.slug}", _of_programme(programme, lines)
    yield OWN, ""


def _of_programme(programme: Programme, lines: tuple[Line, ...]) -> str:
    chair = f" (Chủ nhiệm: {programme.chair})" if programme.chair else ""
    name = f"{programme.name[:1].upper()}{programme.name[1:]}"
    return f"{name}{chair}: {_standing(lines)}"


# --- what did not go well, and why


def _obstacles(found: Contents) -> Keyed:
    for outcome in sentences.NOT_WELL:
        lines = found.with_outcome(outcome)
        if lines:
            yield f"lead:{outcome.value}", f"{sentences.numbered(lines)} {sentences.COUNTED_AS[outcome]}:"
        yield from ((f"target:{line.slug}", f"- {line.why}") for line in lines)
    if unknown := sentences.unknown(found):
        yield "unknown", unknown
    if stale := list(dict.fromkeys(one.about.name for one in found.said.silent if one.why != "no_data")):
        yield "stale", f"{len(stale)} chỉ tiêu chưa có số liệu mới theo kỳ báo cáo: {names(stale)}."
    yield from _listed("obstacles", "Khó khăn, vướng mắc:", ((o.key, _obstacle(o)) for o in found.said.obstacles))
    yield from _notes(found, NoteKind.CAUSE, "Nguyên nhân:")
    if not any(line.outcome in (*sentences.NOT_WELL, Outcome.NO_DATA) for line in found.lines):
        yield "none", "Không có chỉ tiêu chậm tiến độ, không đạt hoặc thiếu số liệu."
    yield OWN, ""


def _obstacle(one: ObstacleLine) -> str:
    """ "Giải phóng mặt bằng tại khu A, từ ngày 05/01/2026: …; đang chờ Ủy ban nhân dân tỉnh giải quyết."."""
    place = f" tại {one.place}" if one.place else ""
    settled = one.state == ObstacleState.SETTLED and one.settled_on
    now = f"đã gỡ xong ngày {name_of_day(settled)}" if settled else f"đang chờ {one.waiting_for} giải quyết"
    concerns = one.about.name or one.project
    effect = f" Ảnh hưởng đến {running(concerns)}." if concerns else ""
    what = one.what.strip().rstrip(".")
    return f"{ObstacleKind(one.kind).label}{place}, từ ngày {name_of_day(one.since)}: {running(what)}; {now}.{effect}"


def _notes(found: Contents, kind: NoteKind, lead: str = "") -> Keyed:
    yield from _listed(kind.value, lead, ((one.key, _note(one)) for one in found.said.notes if one.kind == kind))


def _note(one: NoteLine) -> str:
    return f"{_capital(one.about.name)}: {running(one.text.strip())}" if one.about.name else one.text.strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _listed(name: str, lead: str, lines: Iterable[tuple[int, str]]) -> Keyed:
    """Lines under a lead, each with a hyphen; without a lead they are paragraphs. Nothing where there are none."""
    for place, (key, text) in enumerate(lines):
        if place == 0 and lead:
            yield f"lead:{name}", lead
        yield f"{name}:{key}", f"- {text}" if lead else text


# --- remedies and proposals


def _remedies(found: Contents) -> Keyed:
    said = found.said
    yield from _listed("former", "Kết quả thực hiện nhiệm vụ đã giao:", ((o.key, _task(o, True)) for o in said.former))
    lead = "Nhiệm vụ, giải pháp trong thời gian tới:"
    yield from _listed("remedy", lead, ((one.key, _task(one, False)) for one in said.remedies))
    if not (said.former or said.remedies):
        yield "none", "Chưa có giải pháp nào được giao thành nhiệm vụ."
    yield OWN, ""


def _task(one: TaskLine, told: bool) -> str:
    """Who does what by when; ``told``: and what came of it, else with which product."""
    head = f"{one.office} ({running(one.post)}): {running(one.what.strip().rstrip('.'))}; hạn {name_of_day(one.due)}"
    if not told:
        return f"{head}; sản phẩm: {running(one.product.strip().rstrip('.'))}."
    ended = f" ngày {name_of_day(one.ended_on)}" if one.ended_on else ""
    came = f" ({one.outcome.strip().rstrip('.')})" if one.outcome else ""
    return f"{head}; {running(str(TaskState(one.state).label))}{ended}{came}."


def _proposals(found: Contents) -> Keyed:
    yield from _notes(found, NoteKind.CONCLUSION)
    for whom, what in _waited_for(found).items():
        yield f"ask:{slug(whom)}", f"Đề nghị {whom} xem xét, giải quyết: {'; '.join(what)}."
    for task in (*found.said.former, *found.said.remedies):
        if task.state == TaskState.LATE:
            what_late = running(task.what.strip().rstrip("."))
            late = f"Đề nghị {task.office} hoàn thành nhiệm vụ đã quá hạn từ {name_of_day(task.due)}: {what_late}."
            yield f"late:{task.key}", late
    if silent := _silent_offices(found):
        yield "report", f"Đề nghị báo cáo số liệu còn thiếu: {silent}."
    yield OWN, ""


def _waited_for(found: Contents) -> dict[str, list[str]]:
    """What still stands in the way, by who is to settle it."""
    asked: dict[str, list[str]] = {}
    for one in found.said.obstacles:
        if one.state == ObstacleState.OPEN:
            asked.setdefault(one.waiting_for, []).append(running(one.what.strip().rstrip(".")))
    return asked


def _silent_offices(found: Contents) -> str:
    """ "Phòng A (a; b); Phòng B (c)"."""
    by_office: dict[str, list[str]] = {}
    for one in found.said.silent:
        by_office.setdefault(one.lead or "cơ quan chủ trì", []).append(one.about.name)
    return "; ".join(f"{office} ({names(of)})" for office, of in by_office.items())


_SECTIONS = {
    Section.HEAD: _head,
    Section.OPENING: _opening,
    Section.RESULTS: _results,
    Section.PROGRAMMES: _programmes,
    Section.OBSTACLES: _obstacles,
    Section.REMEDIES: _remedies,
    Section.PROPOSALS: _proposals,
    Section.CLOSING: _closing,
}
