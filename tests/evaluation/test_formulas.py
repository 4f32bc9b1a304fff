"""Formulas as clerks write them: read, refused, computed, ordered."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.evaluation.formulas import (
    CycleError,
    Formula,
    names,
    order,
    parse,
    value,
)
from camket.evaluation.trees import Call, FormulaError, Minus, Name, Number, Operation

INPUTS = {
    "a": Decimal("56.7"),
    "b": Decimal("37.5"),
    "c": Decimal("5.8"),
    "thu": Decimal(200),
    "dan-so": Decimal(40000),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a] + [b] + [c]", "100"),
        ("100 * [a] / ([a] + [b] + [c])", "56.7"),
        ("[thu] / [dan-so] * 1000", "5"),
        ("100 * 16 / 22", "72.727273"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("10 - 2 - 3", "5"),
        ("24 / 4 / 2", "3"),
        ("24 : 4 ÷ 2 × 5", "15"),
        ("-2 - -3", "1"),
        ("−2 – 3", "-5"),
        ("1,5 + 0.5", "2"),
        ("1.234,5 + 1.000.000", "1001234.5"),
        ("1 / 3 * 3", "1"),
        ("min(3; 1; 2) + MAX(3; 1) + sum(1; 2; 3)", "10"),
        ("max([a]; [b])", "56.7"),
        ("[Thu] / [Dân số] * 1000", "5"),
        ("dan_so / dan_so", "1"),
        ("0,0000005 * 1", "0.000001"),
        ("0,0000004 * 1", "0"),
    ],
)
def test_value(text, expected):
    assert value(parse(text), INPUTS).value == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("[a] / ([b] - [b])", "chia cho 0", "divides by zero"),
        ("0 / 0", "chia cho 0", "divides by zero"),
        ("[ho-ngheo] / [so-ho]", "Chưa có số liệu của: hộ nghèo, so-ho", "no figure of: hộ nghèo, so-ho"),
        ("sum([a]; [ho-ngheo])", "hộ nghèo", "hộ nghèo"),
        ("1000000 * 1000000 * 10", "quá lớn", "too large"),
    ],
)
def test_no_value_says_why(text, vi, en):
    found = value(parse(text), INPUTS, {"ho-ngheo": "hộ nghèo"})
    assert found.value is None
    assert vi in found.lack.message()
    assert en in found.lack.message("en")


def test_a_figure_that_is_none_is_missing():
    assert value(parse("[a]"), {"a": None}).lack is not None


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", None),
        ("  ", None),
        ("[a", 1),
        ("1 + [a", 5),
        ("1 +", 4),
        ("([a]", 5),
        ("[a])", 4),
        ("[a] [b]", 5),
        ("[a] % 2", 5),
        ("[]", 1),
        ("1 + [ * ]", 5),
        ("1.125 * 2", 1),
        ("2 * 1,2,3", 5),
        ("min()", 5),
        ("min(1, x)", 6),
        ("thu ngân sách", 5),
        ("__import__('os')", 1),
        ("a.b", 2),
        ("2 ** 3", 4),
        ("9" * 25, 1),
        ("(" * 10_000, None),
        ("[" * 10_000, None),
        ("-" * 1_999 + "1", None),
        ("+".join("1" * 500), None),
        ("min(" * 450 + "1" + ")" * 198, None),
    ],
)
def test_refused_with_the_place(text, position):
    with pytest.raises(FormulaError) as caught:
        parse(text)
    assert caught.value.position == position
    assert caught.value.message("vi") != caught.value.message("en")


def test_many_parentheses_around_one_number_cost_nothing():
    assert value(parse("(" * 900 + "1" + ")" * 900), {}).value == 1


def test_names_come_once_in_the_order_of_the_text():
    assert names(parse("[b] / ([a] + [b]) * max([c]; 1)")) == ("b", "a", "c")


def test_spoken():
    called = {"thu": "thu ngân sách", "dan-so": "dân số"}
    assert parse("[thu]/[dan-so]*1000").spoken(called) == "thu ngân sách ÷ dân số × 1.000"
    assert parse("-min([thu];1.5)").spoken({"thu": "revenue"}, "en") == "−the least of (revenue; 1.5)"


def test_only_the_parentheses_that_are_needed_are_written():
    assert str(parse("((a)) - ((b - (c * d)))")) == "[a] - ([b] - [c] * [d])"


def test_what_is_needed_comes_first():
    read = {"x": parse("[y] + [a]"), "y": parse("[z] / [a]"), "z": parse("[a] * 2")}
    assert order(read) == ["z", "y", "x"]


@pytest.mark.parametrize(
    ("texts", "path"),
    [({"a": "[b]", "b": "[c] + 1", "c": "[a]"}, "a → b → c → a"), ({"a": "[a] + 1"}, "a → a")],
)
def test_a_cycle_is_refused_with_its_path(texts, path):
    with pytest.raises(CycleError) as caught:
        order({name: parse(text) for name, text in texts.items()})
    assert path in caught.value.message("vi")
    assert path in caught.value.message("en")


def test_a_long_chain_is_ordered():
    chain = {f"n{i}": parse(f"n{i + 1}") for i in range(3_000)}
    assert order(chain)[0] == "n2999"


def _deeper(inner):
    operations = st.builds(lambda sign, a, b: Operation(sign, a, b), st.sampled_from("+-*/"), inner, inner)
    calls = st.builds(Call, st.sampled_from(("min", "max", "sum")), st.lists(inner, min_size=1, max_size=3).map(tuple))
    return operations | calls | inner.map(Minus)


NODES = st.recursive(
    st.decimals(0, 10**9, places=3).map(Number) | st.from_regex(r"[a-z]+(-[a-z0-9]+)?", fullmatch=True).map(Name),
    _deeper,
    max_leaves=20,
)


@given(NODES)
def test_what_is_written_reads_back(root):
    assert parse(str(Formula(root))) == Formula(root)


@given(st.text(max_size=60) | st.text("[]()+-*/;:,.0123456789ab min", max_size=60))
def test_any_text_is_a_formula_or_a_formula_error(text):
    with suppress(FormulaError):
        value(parse(text), {"a": Decimal(2)})


@given(st.decimals(-(10**6), 10**6, places=3), st.decimals(-(10**6), 10**6, places=3))
def test_arithmetic_is_exact(a, b):
    assert value(parse("[a] + [b] - [b]"), {"a": a, "b": b}).value == a
