"""Answers of several offices at once, as a clerk types or pastes them into the grid of a round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from camket.foundation.actions import Action
from camket.observations.rounds import queries
from camket.observations.rounds.actions.answering import Given, Result, SaveAnswers, SubmitAnswers
from camket.observations.rounds.models import Duty, Round


@dataclass(kw_only=True)
class AnswerGrid(Action[dict[int, Result]]):
    """All of it in one transaction, each office by the action that its own page uses. ``sent`` counts the figures that
    went on, where it ``sends``."""

    verb = "rounds.answer"
    round: Round
    given: Mapping[int, Sequence[Given]]
    sends: bool
    sent: int = field(default=0, init=False)

    def subject(self) -> Round:
        return self.round

    def perform(self) -> dict[int, Result]:
        results: dict[int, Result] = {}
        lines = queries.held_lines(self.round, self.given)
        for office, given in self.given.items():
            told = {"by": self.by, "round": self.round, "office_id": office, "given": given, "lines": lines[office]}
            if not self.sends:
                results |= SaveAnswers(**told).execute()
                continue
            done = SubmitAnswers(**told).execute()
            results |= done.results
            self.sent += len(done.sent)
        return results

    def detail(self) -> dict[str, Any]:
        return {"offices": len(self.given)}


def by_office(given: Iterable[Given], owed: Iterable[Duty], *, sends: bool) -> dict[int, list[Given]]:
    """What was given for each office, without those offices for which nothing new was; those with drafts stay where it
    is sent."""
    known = {duty.pk: duty for duty in owed}
    found: dict[int, list[Given]] = {}
    for one in given:
        found.setdefault(known[one.duty_id].office_id, []).append(one)
    waits = {duty.office_id for duty in known.values() if sends and duty.current_id != duty.submitted_id}
    return {
        office: some
        for office, some in found.items()
        if office in waits or any(_is_new(known[one.duty_id], one) for one in some)
    }


def _is_new(duty: Duty, given: Given) -> bool:
    before = duty.current
    if before is None:
        return not given.is_empty
    told = (before.text, before.unchanged, before.note, before.sure)
    return told != (given.text, given.unchanged, given.note, given.sure)
