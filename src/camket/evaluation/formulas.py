"""Figures by formula: what a clerk writes, as a tree, and its value. The grammar is ``formula.lark``.

Arithmetic is decimal with fifty digits, and rounded once, at the end, to the stored scale of six decimals, halves up. A
comma is the decimal mark ("1,5"), as is a dot before any number of digits but three ("0.5"); "1.125" may be meant both
ways and is refused. ``LONGEST`` and ``DEEPEST`` keep a hostile text from costing anything.
"""

import re
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, localcontext
from functools import cache, lru_cache
from graphlib import CycleError as _Cycle
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TypeVar

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args

from camket.evaluation.lacks import Lack
from camket.evaluation.scale import ScaleError, settled
from camket.evaluation.trees import (
    CANONICAL,
    Call,
    Minus,
    Name,
    Node,
    Number,
    Operation,
    inside,
    names_in,
    spoken,
    written,
)
from camket.measures.decimals import Language, parse_decimal
from camket.measures.folding import slug

LONGEST = 2_000
DEEPEST = 100
_DIGITS = 24
_PRECISION = Context(prec=50, rounding=ROUND_HALF_UP)
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")

Key = TypeVar("Key", bound=Hashable)


class FormulaError(ValueError):
    """A formula that cannot be read or computed. ``position`` is the character where, from 1, if there is one."""

    def __init__(self, vi: str, en: str, position: int | None = None) -> None:
        super().__init__(f"{vi} ({en})")
        self.vi, self.en, self.position = vi, en, position

    def message(self, language: Language = "vi") -> str:
        return self.en if language == "en" else self.vi


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
    try:
        return Formula(_parser().parse(text))  # type: ignore[arg-type]  # the transformer makes nodes of trees
    except UnexpectedInput as error:
        raise _misread(text, error) from None


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


@cache
def _parser() -> Lark:
    text = Path(__file__).with_name("formula.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", transformer=_Nodes())


@v_args(inline=True)
class _Nodes(Transformer[Token, Node]):
    """Makes nodes while the text is read, so that nothing is as deep as a hostile text may be."""

    def number(self, token: Token) -> Node:
        if _EITHER_WAY.fullmatch(token):
            whole, decimal = token.replace(".", ""), token.replace(".", ",")
            raise FormulaError(
                f"“{token}” có thể là {whole} hoặc {decimal}. Viết rõ một trong hai.",
                f"“{token}” may be {whole} or {decimal}. Write one of the two.",
                _position(token),
            )
        if len(token) > _DIGITS:
            raise FormulaError("Số này dài quá.", "This number is too long.", _position(token))
        try:
            return Number(parse_decimal(str(token)))
        except ValueError:
            raise FormulaError(
                f"“{token}” không phải là một con số. Viết như 1000 hoặc 1,5.",
                f"“{token}” is not a number. Write it like 1000 or 1,5.",
                _position(token),
            ) from None

    def bracketed(self, token: Token) -> Node:
        name = slug(token[1:-1], LONGEST)
        if not name:
            raise FormulaError(
                "Giữa hai dấu ngoặc vuông phải có tên chỉ số, như [dan-so].",
                "There must be the name of an indicator between the brackets, like [dan-so].",
                _position(token),
            )
        return Name(name)

    def word(self, token: Token) -> Node:
        return Name(slug(token, LONGEST))

    def minus(self, of: Node) -> Node:
        return Minus(of, _deeper(of))

    def plus(self, left: Node, right: Node) -> Node:
        return Operation("+", left, right, _deeper(left, right))

    def less(self, left: Node, right: Node) -> Node:
        return Operation("-", left, right, _deeper(left, right))

    def times(self, left: Node, right: Node) -> Node:
        return Operation("*", left, right, _deeper(left, right))

    def over(self, left: Node, right: Node) -> Node:
        return Operation("/", left, right, _deeper(left, right))

    def call(self, function: Token, *arguments: Node) -> Node:
        return Call(function.lower(), arguments, _deeper(*arguments))


def _position(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _deeper(*nodes: Node) -> int:
    depth = 1 + max(node.depth for node in nodes)
    if depth > DEEPEST:
        raise FormulaError(
            f"Công thức lồng nhau quá {DEEPEST} tầng. Tách thành vài chỉ số nhỏ hơn.",
            f"The formula is nested more than {DEEPEST} deep. Split it over several indicators.",
        )
    return depth


def _misread(text: str, error: UnexpectedInput) -> FormulaError:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return FormulaError(
            "Công thức chưa hết: sau cùng còn thiếu một số, một tên chỉ số hoặc một dấu ngoặc.",
            "The formula is not finished: a number, a name or a parenthesis is missing at its end.",
            len(text) + 1,
        )
    at = error.pos_in_stream or 0
    word = str(error.token) if isinstance(error, UnexpectedToken) else text[at : at + 1]
    if word == "[" and isinstance(error, UnexpectedCharacters):
        return FormulaError(
            f"Dấu “[” ở ký tự thứ {at + 1} chưa được đóng bằng “]”.",
            f"The “[” at character {at + 1} is not closed.",
            at + 1,
        )
    return FormulaError(
        f"Không hiểu “{word}” ở ký tự thứ {at + 1}. Công thức gồm tên chỉ số trong ngoặc vuông, số, "
        "các dấu + - * / và ngoặc tròn.",
        f"“{word}” at character {at + 1} was not expected. A formula has names in brackets, numbers, "
        "+ - * / and parentheses.",
        at + 1,
    )


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
