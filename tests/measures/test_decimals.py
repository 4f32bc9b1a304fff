from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camket.measures.decimals import NumberError, format_number, parse_decimal

D = Decimal


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        ("1234.50", "1.234,5", "1,234.5"),
        ("0", "0", "0"),
        ("-0.0", "0", "0"),
        ("-1.5", "−1,5", "−1.5"),
        ("1E+6", "1.000.000", "1,000,000"),
        ("0.000001", "0,000001", "0.000001"),
        ("65.5", "65,5", "65.5"),
        ("100", "100", "100"),
        ("1234567.890", "1.234.567,89", "1,234,567.89"),
    ],
)
def test_a_number_is_shown_in_each_language(value: str, vi: str, en: str) -> None:
    assert (format_number(D(value), "vi"), format_number(D(value), "en")) == (vi, en)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("3.200", "3200"),
        ("3.200.000", "3200000"),
        ("65.5", "65.5"),
        ("65.55", "65.55"),
        ("65,5", "65.5"),
        ("24,023", "24.023"),
        ("0.500", "0.5"),
        ("02", "2"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("3 200", "3200"),
        ("3\u00a0200,5", "3200.5"),
        (" 8 ", "8"),
        ("-1,5", "-1.5"),
        ("−1,5", "-1.5"),
        ("–2", "-2"),
        ("+2", "2"),
        ("1.2345", "1.2345"),
    ],
)
def test_vietnamese_forms_are_read(text: str, value: str) -> None:
    assert parse_decimal(text) == D(value)


@pytest.mark.parametrize(("text", "value"), [("3,200", "3200"), ("3,2", "3.2"), ("0,200", "0.2"), ("3.200", "3200")])
def test_counted_things_group_by_commas(text: str, value: str) -> None:
    assert parse_decimal(text, counted=True) == D(value)


@pytest.mark.parametrize(
    "text",
    ["", "-", "abc", "1.2.3", "1,2,3", "12.34,5", "1.234,5,6", ".5", "5,", "1e5", "NaN", "1 23", "--1", "²", "٣"],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="không phải là một con số"):
        parse_decimal(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**15), max_value=10**15))
def test_reading_what_was_shown_gives_the_value_back(value: Decimal) -> None:
    assert parse_decimal(format_number(value, "vi")) == value


@given(st.text(max_size=20))
def test_any_text_gives_a_number_or_the_one_error(text: str) -> None:
    with suppress(NumberError):
        assert parse_decimal(text).is_finite()
