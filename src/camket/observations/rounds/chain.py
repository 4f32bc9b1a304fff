"""Who is told, above the office, of figures that are overdue: its head, the member of the board who answers for the
target, the leader. Each from the day on that the form sets, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from camket.observations.enums import Rung
from camket.observations.rounds import calendar
from camket.people import queries as people
from camket.resolutions import queries as resolutions
from camket.targets import queries as targets

if TYPE_CHECKING:
    from camket.observations.rounds.models import Duty, Form, Round
    from camket.resolutions.models import Assignment

Series = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """One address is told of what an office owes. ``post`` is what it is addressed by, where that is known."""

    to: str
    rung: Rung
    post: str
    duties: tuple[Duty, ...]


def days(form: Form) -> dict[Rung, int | None]:
    """After how many days each is told; none where it is not."""
    return {Rung.HEAD: form.head_days, Rung.BOARD: form.board_days, Rung.LEADER: form.leader_days}


def day(held: Round, after: int) -> date:
    """The working day on which whoever is told ``after`` so many days is told."""
    return calendar.next_working(held.due + timedelta(days=after))


def reached(held: Round, on: date) -> dict[Rung, date]:
    """Who is up by a day, and since when."""
    up = {rung: day(held, after) for rung, after in days(held.form).items() if after}
    return {rung: at for rung, at in up.items() if at <= on}


def told(
    owed: Sequence[Duty], on: date, unsent: Collection[str], after: calendar.After = calendar.only_today
) -> list[Told]:
    """Whom the overdue figures of all rounds bring a letter on a day, or on one ``after`` the last letter to that
    address on which nothing ran. Addresses whose last letter could not be sent (``unsent``) are told later. Five SQL
    statements at most, and one for each area with leaders to be told."""
    up = {duty.round_id: reached(duty.round, on) for duty in owed}
    late = [duty for duty in owed if up[duty.round_id]]
    seats = _Seats(late, on)
    found: list[Told] = []
    for duties in _by_office(late):
        for rung, at in up[duties[0].round_id].items():
            reaches = [one for one in _WHO[rung](duties, seats) if one.to]
            found += [one for one in reaches if one.to in unsent or calendar.falls((at,), on, after(one.to))]
    return [one for one in found if one.to not in {duty.to for duty in one.duties}]


def _by_office(late: Sequence[Duty]) -> list[list[Duty]]:
    found: dict[tuple[int, int], list[Duty]] = defaultdict(list)
    for duty in late:
        found[duty.round_id, duty.office_id].append(duty)
    return list(found.values())


class _Seats:
    """Who answers for the targets of some figures, and the leaders of areas, each looked up once."""

    def __init__(self, late: Sequence[Duty], on: date) -> None:
        self.late, self.on = late, on
        self._leaders: dict[int, list[str]] = {}
        self._held: dict[Series, dict[str, str]] | None = None

    def of(self, duty: Duty) -> dict[str, str]:
        """Mail address and post of each member of a board who answers for the target of a figure."""
        if self._held is None:
            self._held = self._look_up()
        return self._held.get((duty.indicator_id, duty.area_id), {})

    def leaders(self, area_id: int) -> list[str]:
        if area_id not in self._leaders:
            self._leaders[area_id] = people.leaders(area_id, self.on)
        return self._leaders[area_id]

    def _look_up(self) -> dict[Series, dict[str, str]]:
        resting = targets.resting_on({(duty.indicator_id, duty.area_id) for duty in self.late})
        resting = [one for one in resting if one.start <= self.on]
        held = resolutions.answerable({one.pk for one in resting}, self.on)
        mails = reach([seat for some in held.values() for seat in some])
        found: dict[Series, dict[str, str]] = defaultdict(dict)
        for one in resting:
            for seat in held.get(one.pk, ()):
                if mail := mails.get(seat.pk):
                    found[one.indicator_id, one.area_id][mail] = str(seat.title)
        return found


def reach(seats: Collection[Assignment]) -> dict[int, str]:
    """Where the post of each seat gets its mail, by the seat's key: at its account, else at the address of the post.
    One SQL statement."""
    of_accounts = people.mails({seat.holder_id for seat in seats if seat.holder_id})
    found = {seat.pk: of_accounts.get(seat.holder_id or 0) or str(seat.mail) for seat in seats}
    return {pk: mail for pk, mail in found.items() if mail}


def _head(duties: list[Duty], seats: _Seats) -> Iterator[Told]:
    office = duties[0].office
    if office.head_mail:
        yield Told(str(office.head_mail), Rung.HEAD, str(office.head_post), tuple(duties))
    elif office.parent:
        above = office.parent
        yield Told(str(above.head_mail or above.mail), Rung.HEAD, str(above.head_post or above.name), tuple(duties))


def _board(duties: list[Duty], seats: _Seats) -> Iterator[Told]:
    by_mail: dict[str, list[Duty]] = defaultdict(list)
    posts: dict[str, str] = {}
    for duty in duties:
        for mail, post in seats.of(duty).items():
            by_mail[mail].append(duty)
            posts[mail] = post
    for mail, some in by_mail.items():
        yield Told(mail, Rung.BOARD, posts[mail], tuple(some))


def _leader(duties: list[Duty], seats: _Seats) -> Iterator[Told]:
    for mail in seats.leaders(duties[0].round.form.area_id):
        yield Told(mail, Rung.LEADER, "", tuple(duties))


_WHO = {Rung.HEAD: _head, Rung.BOARD: _board, Rung.LEADER: _leader}
