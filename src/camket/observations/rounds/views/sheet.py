"""The fields of an office in a round: for the page behind a link, and for a clerk who types for an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camket.observations.enums import DutyState
from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import LONGEST, Given, examine, keeps

if TYPE_CHECKING:
    from camket.observations.rounds.models import Answer, Duty, Round

LONGEST_NOTE = 2000
MOST = 2000
"""An office owes no more figures in a round."""
_FIELD = re.compile(r"(?:so|giu)-([0-9]{1,18})")


@dataclass(frozen=True)
class Row:
    """A field with what stands in it, what is asked or wrong, and how far it is; ``given`` was typed, and not saved."""

    line: queries.Line
    answer: Answer | None
    error: str
    questions: tuple[str, ...]
    is_sent: bool
    is_changed: bool
    given: Given | None = None

    @property
    def duty(self) -> Duty:
        return self.line.duty

    @property
    def is_state(self) -> bool:
        return queries.is_state(self.duty)

    @property
    def is_ratio(self) -> bool:
        return queries.is_ratio(self.duty)

    @property
    def shown(self) -> Given:
        """What stands in the field, with the answer that it rests on."""
        if self.given:
            return self.given
        one = self.answer
        if one is None:
            return Given(self.duty.pk)
        kept = one.unchanged and not self._has_moved(one)
        return Given(self.duty.pk, one.text, kept, one.note, one.sure, one.pk)

    def _has_moved(self, answer: Answer) -> bool:
        """It was returned, and what was unchanged then is another figure now: somebody has to say so anew."""
        same = self.line.same
        back = self.duty.state == DutyState.RETURNED and self.duty.current_id == self.duty.submitted_id
        return back and (same is None or (same.value, same.state) != (answer.value, answer.state))

    @property
    def keeps(self) -> str:
        """What the box beside the field is called."""
        return keeps(self.line)

    @property
    def states(self) -> list[str]:
        """What may be chosen; with what was typed before, if that is something else."""
        known, typed = list(self.duty.indicator.states), self.shown.text
        return [*known, typed] if typed and typed not in known else known

    @property
    def described_by(self) -> str:
        return f"biet-{self.duty.pk}" + (f" hoi-{self.duty.pk}" if self.error or self.questions else "")


def rows(held: Round, owed: Iterable[Duty], typed: Mapping[int, Given] | None = None) -> list[Row]:
    """``typed`` by duty is shown in the place of what is saved."""
    return [_row(line, (typed or {}).get(line.duty.pk)) for line in queries.lines(held, owed)]


def _row(line: queries.Line, given: Given | None) -> Row:
    duty, answer = line.duty, line.duty.current
    there = given or answer
    found = examine(line, there.text, there.unchanged) if there else None
    questions = tuple(one.text for one in found.doubts) if found else ()
    sent = duty.state not in (DutyState.WAITING, DutyState.RETURNED)
    changed = duty.current_id != duty.submitted_id
    return Row(line, answer, found.error if found else "", questions, sent, changed, given)


def named(post: Mapping[str, str]) -> list[int]:
    """The duties that a form brings something for, by their keys; whether it may is asked when it is worked off."""
    found = (_FIELD.fullmatch(name) for name in post)
    return sorted({int(one[1]) for one in found if one})[:MOST]


def given(post: Mapping[str, str], owed: list[int]) -> list[Given]:
    """What a form brought for the duties that it may bring something for."""
    return [_given(post, pk) for pk in owed if f"so-{pk}" in post or f"giu-{pk}" in post]


def _given(post: Mapping[str, str], pk: int) -> Given:
    seen = post.get(f"thay-{pk}", "")
    return Given(
        duty_id=pk,
        text=plain(post.get(f"so-{pk}", ""))[:LONGEST],
        unchanged=f"giu-{pk}" in post,
        note=plain(post.get(f"ghi-chu-{pk}", ""))[:LONGEST_NOTE],
        sure=f"dung-{pk}" in post,
        seen=int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0,
    )


def plain(text: str) -> str:
    """Without signs that a database refuses."""
    return text.replace("\x00", "").strip()
