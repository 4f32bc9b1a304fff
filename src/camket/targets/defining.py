"""How an indicator's figures come about where nobody tells them: by a formula over others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from camket.evaluation.formulas import CycleError, Formula, in_order, names, parse
from camket.evaluation.trees import FormulaError
from camket.foundation.actions import Action
from camket.foundation.errors import CamketError
from camket.targets import queries
from camket.targets.enums import Nature
from camket.targets.models import Indicator

_NEAR = 3


class FormulaRefused(CamketError):
    """The formula cannot be used: the message says what is wrong with it, and what would be right."""


@dataclass(kw_only=True)
class DefineFormula(Action[Indicator]):
    """An indicator is computed from others of its area from now on; told by hand again, where the text is empty.

    Names are slugs or names of indicators, or any wording of theirs; the formula is kept with slugs. Raises
    :class:`FormulaRefused` for one that cannot be read, names what is not there, or comes round to itself.
    """

    verb = "targets.edit"
    indicator: Indicator
    formula: str

    def subject(self) -> Indicator:
        return self.indicator

    def perform(self) -> Indicator:
        self.indicator = Indicator.objects.select_for_update().get(pk=self.indicator.pk)
        formula, inputs = self._read() if self.formula.strip() else (None, [])
        self.changed.note(self.indicator, {"formula": str(formula or "")})
        self.indicator.formula = str(formula or "")
        self.indicator.save(update_fields=("formula",))
        self.indicator.inputs.set(inputs)
        return self.indicator

    def _read(self) -> tuple[Formula, list[Indicator]]:
        if self.indicator.nature == Nature.STATE or self.indicator.combined:
            raise _not_both(self.indicator)
        try:
            formula = parse(self.formula)
            if not names(formula):
                raise FormulaRefused(
                    "Công thức chưa nêu chỉ số nào. Viết tên chỉ số trong ngoặc vuông, như [dan-so].",
                    "The formula names no indicator. Write the name of one in brackets, like [dan-so].",
                )
            found = _named(self.indicator.area_id, names(formula))
            self._refuse_cycle([one.pk for one in found.values()])
            return formula.renamed({name: one.slug for name, one in found.items()}), list(found.values())
        except FormulaError as error:
            raise FormulaRefused(error.vi, error.en) from error

    def _refuse_cycle(self, inputs: list[int]) -> None:
        """The whole area's formulas, with this one as it would be."""
        needs = queries.needs(self.indicator.area_id) | {self.indicator.pk: inputs}
        try:
            in_order(needs)
        except CycleError as cycle:
            called = {pk: one.name for pk, one in Indicator.objects.in_bulk(cycle.path).items()}
            named = CycleError([called[pk] for pk in _beginning_with(self.indicator.pk, cycle.path)])
            raise FormulaRefused(named.vi, named.en) from cycle

    def detail(self) -> dict[str, Any]:
        return {"formula": self.formula}


def _beginning_with(first: int, path: Sequence[Any]) -> list[int]:
    """A path that comes round, as it looks from one of its places."""
    at = path.index(first)
    return [*path[at:-1], *path[:at], first]


def _not_both(indicator: Indicator) -> FormulaRefused:
    if indicator.combined:
        return FormulaRefused(
            "Chỉ số này đang được cộng từ các địa bàn trực thuộc. Bỏ dấu ở ô đó trước khi đặt công thức.",
            "This indicator is added up from the areas in its area. Untick that before giving it a formula.",
        )
    return FormulaRefused(
        "Danh hiệu, tiêu chuẩn không tính theo công thức được.", "A designation cannot be computed by a formula."
    )


def _named(area_id: int, slugs: Collection[str]) -> dict[str, Indicator]:
    """The indicator that each name means: its slug, else its name or another wording."""
    found = {one.slug: one for one in Indicator.objects.filter(area_id=area_id, slug__in=slugs)}
    others = {slug: slug.replace("-", " ") for slug in slugs if slug not in found}
    called = queries.called(area_id, others.values()) if others else {}
    for slug, words in others.items():
        meant = called.get(" ".join(sorted(words.split())))
        if meant is None:
            raise _unknown(area_id, slug, words)
        found[slug] = meant
    for one in found.values():
        if one.nature == Nature.STATE:
            raise FormulaRefused(f"“{one.name}” là danh hiệu, không phải con số.", f"“{one.name}” is no number.")
    return {slug: found[slug] for slug in slugs}


def _unknown(area_id: int, slug: str, words: str) -> FormulaRefused:
    near = ", ".join(f"[{one.slug}]" for one in queries.alike(area_id, [words])[words][:_NEAR])
    vi, en = (f" Có phải là {near}?", f" Is it {near}?") if near else ("", "")
    return FormulaRefused(
        f"Không có chỉ số nào tên là “{slug}”, hoặc có nhiều chỉ số cùng tên đó.{vi}",
        f"There is no indicator called “{slug}”, or more than one.{en}",
    )
