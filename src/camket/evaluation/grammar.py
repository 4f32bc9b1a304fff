"""Reads the text of a formula by ``formula.lark``, and says where and why it cannot be read."""

import re
from functools import cache
from pathlib import Path

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken, v_args

from camket.evaluation.trees import DEEPEST, LONGEST, Call, FormulaError, Minus, Name, Node, Number, Operation
from camket.measures.decimals import parse_decimal
from camket.measures.folding import slug

_DIGITS = 24
_EITHER_WAY = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def read(text: str) -> Node:
    """Raises ``FormulaError``."""
    try:
        return _parser().parse(text)  # type: ignore[return-value]  # the transformer makes nodes of trees
    except UnexpectedInput as error:
        raise _misread(text, error) from None


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
