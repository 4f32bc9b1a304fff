"""Figures by formula: what a clerk writes, as a tree, and its value. The grammar is ``formula.lark``.

Arithmetic is decimal with fifty digits, and rounded once, at the end, to the stored scale of six decimals, halves up. A
comma is the decimal mark ("1,5"), as is a dot before any number of digits but three ("0.5"); "1.125" may be meant both
ways and is refused. ``LONGEST`` and ``DEEPEST`` keep a hostile text from costing anything.
"""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from functools import lru_cache
from graphlib import CycleError as _Cycle
from graphlib import TopologicalSorter
from typing import TypeVar

from camket.evaluation.lacks import Lack
from camket.evaluation.scale import ScaleError, settled
from camket.evaluation.trees import (
    CANONICAL,
    LONGEST,
    Call,
    FormulaError,
    Minus,
    Name,
    Node,
    Number,
    inside,
    names_in,
    spoken,
    written,
)
from camket.measures.decimals import Language

_PRECISION = Context(prec=50, rounding=ROUND_HALF_UP)

Key = TypeVar("Key", bound=Hashable)


class CycleError(FormulaError):
    """Formulas that come round to themselves. ``path`` begins and ends with the same name."""

    def __init__(self, path: Collection[Hashable]) -> None:
        self.path = tuple(path)
        shown = " → ".join(map(str, self.path))
        super().__init__(
            f"Công thức đi vòng: {shown}. Bỏ một chỉ số trong vòng này ra khỏi công thức.",
            f"The formulas go round in a circle: {shown}. Take one indicator of the circle out of its formula.",
        )


@dataclass(frozen=True)
class Formula:
    """A formula that was read. As text it is its own canonical form: ``parse(str(formula)) == formula``."""

    root: Node

    def __str__(self) -> str:
        return written(self.root, CANONICAL)

    def renamed(self, true: Mapping[str, str]) -> "Formula":
        """With other slugs for those that ``true`` knows better."""
        return parse(written(self.root, CANONICAL._replace(name=lambda name: f"[{true.get(name, name)}]")))

    def spoken(self, called: Mapping[str, str], language: Language = "vi") -> str:
        """As a person reads it: "thu ngân sách ÷ dân số × 1.000". A name that is not in ``called`` stays a slug."""
        return written(self.root, spoken(called, language))


@dataclass(frozen=True)
class Computed:
    """A value, or what it lacks; never both."""

    value: Decimal | None = None
    lack: Lack | None = None


@lru_cache(maxsize=1024)
def parse(text: str) -> Formula:
    """Raises ``FormulaError``."""
    if not text.strip():
        raise FormulaError(
            "Chưa có công thức. Viết như [thu-ngan-sach] / [dan-so] * 1000",
            "There is no formula. Write it like [thu-ngan-sach] / [dan-so] * 1000",
        )
    if len(text) > LONGEST:
        raise FormulaError(
            f"Công thức dài quá {LONGEST} ký tự. Tách thành vài chỉ số nhỏ hơn.",
            f"The formula is longer than {LONGEST} characters. Split it over several indicators.",
        )
    from camket.evaluation.grammar import read  # brings lark along, which takes longer than all else here

    return Formula(read(text))


def names(formula: Formula) -> tuple[str, ...]:
    """The slugs of the indicators that a formula needs, each once, in the order of the text."""
    return tuple(dict.fromkeys(name.slug for name in names_in(formula.root)))


def value(formula: Formula, inputs: Mapping[str, Decimal | None], called: Mapping[str, str] | None = None) -> Computed:
    """What the formula gives, at the stored scale; ``called`` says what its inputs are called where one is missing."""
    missing = [(called or {}).get(name, name) for name in names(formula) if inputs.get(name) is None]
    if missing:
        listed = ", ".join(missing)
        return Computed(lack=Lack(f"Chưa có số liệu của: {listed}", f"There is no figure of: {listed}"))
    known = {name: number for name, number in inputs.items() if number is not None}
    try:
        with localcontext(_PRECISION):
            return Computed(settled(_value(formula.root, known)))
    except (DivisionByZero, InvalidOperation):
        return Computed(lack=Lack("Không tính được vì phải chia cho 0", "It cannot be computed: it divides by zero"))
    except (ScaleError, ArithmeticError):
        return Computed(lack=Lack("Kết quả quá lớn để lưu", "The result is too large to keep"))


def order(formulas: Mapping[str, Formula]) -> list[str]:
    """Names so that each comes after those that it needs. Raises ``CycleError`` with the path."""
    return [name for name in in_order({name: names(one) for name, one in formulas.items()}) if name in formulas]


def in_order(needs: Mapping[Key, Collection[Key]]) -> list[Key]:
    """Whatever needs others after those that it needs. Raises ``CycleError`` with the path."""
    try:
        return list(TopologicalSorter(needs).static_order())
    except _Cycle as cycle:
        raise CycleError(tuple(reversed(cycle.args[1]))) from None


def _value(node: Node, inputs: Mapping[str, Decimal]) -> Decimal:
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Name):
        return inputs[node.slug]
    found = [_value(inner, inputs) for inner in inside(node)]
    if isinstance(node, Minus):
        return -found[0]
    return _called(node.function, found) if isinstance(node, Call) else _operated(node.sign, *found)


def _operated(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "*" else left / right


def _called(function: str, found: list[Decimal]) -> Decimal:
    if function == "sum":
        return sum(found, Decimal(0))
    return min(found) if function == "min" else max(found)
