"""The tree of a formula, how it is written down, and the error of one that is none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from camket.measures.decimals import MINUS, Language, format_number

LONGEST = 2_000
DEEPEST = 100


class FormulaError(ValueError):
    """A formula that cannot be read or computed. ``position`` is the character where, from 1, if there is one."""

    def __init__(self, vi: str, en: str, position: int | None = None) -> None:
        super().__init__(f"{vi} ({en})")
        self.vi, self.en, self.position = vi, en, position

    def message(self, language: Language = "vi") -> str:
        return self.en if language == "en" else self.vi


@dataclass(frozen=True)
class Number:
    value: Decimal
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Name:
    slug: str
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Minus:
    of: "Node"
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Operation:
    sign: str
    left: "Node"
    right: "Node"
    depth: int = field(default=1, compare=False)


@dataclass(frozen=True)
class Call:
    """``min``, ``max`` or ``sum`` of one argument or more."""

    function: str
    arguments: tuple["Node", ...]
    depth: int = field(default=1, compare=False)


Node = Number | Name | Minus | Operation | Call
_TIGHTNESS = {"+": 1, "-": 1, "*": 2, "/": 2}
_OF_SIGN, _OF_ATOM = 3, 4
_FUNCTIONS: dict[Language, dict[str, str]] = {
    "vi": {"min": "số nhỏ nhất trong ", "max": "số lớn nhất trong ", "sum": "tổng của "},
    "en": {"min": "the least of ", "max": "the greatest of ", "sum": "the sum of "},
}


class Hand(NamedTuple):
    """How the leaves and signs of a tree are written."""

    name: Callable[[str], str]
    number: Callable[[Decimal], str]
    signs: Mapping[str, str]
    functions: Mapping[str, str]


CANONICAL = Hand(
    name=lambda name: f"[{name}]",
    number=lambda number: f"{number:f}".replace(".", ","),
    signs={sign: sign for sign in "+-*/"},
    functions={name: name for name in _FUNCTIONS["vi"]},
)


def spoken(called: Mapping[str, str], language: Language) -> Hand:
    """The hand that writes for readers; a name that is not in ``called`` stays a slug."""
    return Hand(
        name=lambda name: called.get(name, name),
        number=lambda number: format_number(number, language),
        signs={"+": "+", "-": MINUS, "*": "×", "/": "÷"},
        functions=_FUNCTIONS[language],
    )


def inside(node: Node) -> tuple[Node, ...]:
    """What a node is made of, from the left."""
    if isinstance(node, Minus):
        return (node.of,)
    if isinstance(node, Operation):
        return (node.left, node.right)
    return node.arguments if isinstance(node, Call) else ()


def names_in(node: Node) -> Iterator[Name]:
    if isinstance(node, Name):
        yield node
    for inner in inside(node):
        yield from names_in(inner)


def written(node: Node, hand: Hand) -> str:
    """The text, with the parentheses that it needs and no others."""
    if isinstance(node, Number):
        return hand.number(node.value)
    if isinstance(node, Name):
        return hand.name(node.slug)
    if isinstance(node, Call):
        return f"{hand.functions[node.function]}({'; '.join(written(one, hand) for one in node.arguments)})"
    if isinstance(node, Minus):
        return hand.signs["-"] + _wrapped(node.of, _OF_SIGN, hand)
    tightness = _TIGHTNESS[node.sign]
    left, right = _wrapped(node.left, tightness, hand), _wrapped(node.right, tightness + 1, hand)
    return f"{left} {hand.signs[node.sign]} {right}"


def _wrapped(node: Node, tightness: int, hand: Hand) -> str:
    text = written(node, hand)
    return text if _tightness(node) >= tightness else f"({text})"


def _tightness(node: Node) -> int:
    if isinstance(node, Operation):
        return _TIGHTNESS[node.sign]
    return _OF_SIGN if isinstance(node, Minus) else _OF_ATOM
