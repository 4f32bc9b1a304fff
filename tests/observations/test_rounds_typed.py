"""What a person types, and what is asked back."""

from decimal import Decimal

import pytest

from camket.measures.periods import Period
from camket.observations.rounds import typed
from camket.observations.rounds.doubts import doubts, facts

Y = Period.year


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1.234,5", "tỷ đồng", "1234.5"),
        ("1234.5", "tỷ đồng", "1234.5"),
        ("1234,5", "tỷ đồng", "1234.5"),
        (" 187,2 ", "tỷ đồng", "187.2"),
        ("3.200", "hộ", "3200"),
        ("3,200", "hộ", "3200"),
        ("3,200", "tỷ đồng", "3.2"),
        ("65.5", "%", "65.5"),
        ("1,78%", "%", "1.78"),
        ("-1,5", "%", "-1.5"),
        ("187.200 triệu đồng", "tỷ đồng", "187.2"),
        ("187,2 tỷ", "tỷ đồng", "187.2"),
        ("205,4 tỷ đồng.", "tỷ đồng", None),
        ("1 234 567", "người", "1234567"),
        ("", "%", None),
        ("khoảng 200", "tỷ đồng", None),
        ("1.2.3,4,5", "tỷ đồng", None),
        ("200 hộ", "tỷ đồng", None),
        ("9" * 30, "đồng", None),
        ("٣٤", "%", None),
        ("1e5", "đồng", None),
    ],
)
def test_what_is_typed_is_read_rightly_or_not_at_all(text, unit, value):
    if value is None:
        with pytest.raises(typed.NotUnderstood) as told:
            typed.read(text, unit)
        assert str(told.value).endswith(".") or "Hãy" in str(told.value)
    else:
        assert typed.read(text, unit).value == Decimal(value)


PAST = [(Y(2024), Decimal("187.2")), (Y(2023), Decimal("151.5"))]
MONTHS = [(Period.months(2025, 10), Decimal(160)), (Y(2024), Decimal("187.2"))]


@pytest.mark.parametrize(
    ("value", "period", "unit", "nature", "past", "codes"),
    [
        ("205.4", Y(2025), "tỷ đồng", "flow", PAST, []),
        ("1872", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("19000", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("187200", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("18.7", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("0.1872", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("187200000000", Y(2025), "tỷ đồng", "flow", PAST, ["times"]),
        ("900", Y(2025), "tỷ đồng", "flow", PAST, []),
        ("0", Y(2025), "tỷ đồng", "flow", PAST, []),
        ("18", Period.month(2025, 1), "tỷ đồng", "flow", PAST, []),  # a month is not held against a year
        ("155", Period.months(2025, 11), "tỷ đồng", "flow", MONTHS, ["falls"]),
        ("175", Period.months(2025, 11), "tỷ đồng", "flow", MONTHS, []),
        ("101", Y(2025), "%", "ratio", [], ["share"]),
        ("100", Y(2025), "%", "ratio", [], []),
        ("-3", Y(2025), "%", "ratio", [], ["share"]),
        ("0.935", Y(2025), "%", "ratio", [], ["percent"]),
        ("0.5", Y(2025), "%", "ratio", [(Y(2024), Decimal("0.7"))], []),
        ("178", Y(2025), "%", "ratio", [(Y(2024), Decimal("1.78"))], ["times", "share"]),
        ("108", Y(2025), "%", "level", [], []),  # a growth may be more than all
        ("3000", Y(2025), "hộ", "stock", [(Period.quarter(2025, 3), Decimal(300))], ["times"]),
        ("205.4", Y(2025), "tỷ đồng", "flow", [(Y(2025), Decimal("20.5"))], []),  # its own period is corrected
        ("-3", Y(2025), "xã", "stock", [(Y(2024), Decimal(2))], ["sign"]),
        ("-3", Y(2025), "xã", "stock", [], ["sign"]),
        ("-3", Y(2025), "%", "level", [(Y(2024), Decimal(2))], ["sign"]),
        ("-3", Y(2025), "%", "level", [], []),  # a growth may well be below zero
        ("-3", Y(2025), "tỷ đồng", "flow", [(Y(2024), Decimal(2)), (Y(2023), Decimal(-1))], []),
        ("3", Y(2025), "tỷ đồng", "flow", [(Y(2024), Decimal(-2))], ["sign"]),
        ("0", Y(2025), "xã", "stock", [(Y(2024), Decimal(2))], []),
        ("2.5", Y(2025), "hợp tác xã", "stock", [], ["fraction"]),
        ("2.5", Y(2025), "người", "level", [(Y(2024), Decimal("2.6"))], []),  # a mean, as those before
        ("2.5", Y(2025), "nghìn hộ", "stock", [], []),
        ("999999999999", Y(2025), "xã", "stock", [(Y(2024), Decimal(2))], ["far"]),
        ("20000", Y(2025), "tỷ đồng", "flow", [(Y(2024), Decimal(40)), (Y(2019), Decimal(90))], ["far"]),
        ("2000", Y(2025), "tỷ đồng", "flow", [(Y(2024), Decimal(40)), (Y(2019), Decimal(90))], []),
        ("10410", Period.quarter(2026, 3), "tỷ đồng", "flow", [(Y(2025), Decimal(1041))], ["far"]),
        ("1041", Period.quarter(2026, 3), "tỷ đồng", "flow", [(Y(2025), Decimal(1041))], []),
        ("80", Period.years(2021, 2025), "xã", "flow", [(Y(2020), Decimal(20))], []),
    ],
)
def test_what_is_asked_back(value, period, unit, nature, past, codes):
    assert [one.code for one in doubts(Decimal(value), facts(period, unit, nature, past))] == codes


@pytest.mark.parametrize(("value", "codes"), [("199", []), ("200", ["far"]), ("999999999999", ["far"])])
def test_a_figure_far_above_what_is_promised_is_asked_about(value, codes):
    known = facts(Y(2025), "xã", "stock", [], aim=Decimal(2))
    assert [one.code for one in doubts(Decimal(value), known)] == codes


@pytest.mark.parametrize(
    ("value", "period", "unit", "past", "text"),
    [
        ("-3", Y(2025), "xã", [], "−3_xã là số âm, trong khi số này chưa từng âm. Có thừa dấu trừ không?"),
        (
            *("2.5", Y(2025), "hợp tác xã", []),
            "2,5_hợp tác xã có phần lẻ, trong khi hợp tác xã được đếm tròn từng đơn vị. Có nhầm dấu phẩy không?",
        ),
        (
            *("10410", Period.quarter(2026, 3), "tỷ đồng", [(Y(2025), Decimal(1041))]),
            "Tính bình quân mỗi ngày, 10.410_tỷ đồng gấp hơn 30 lần số của năm 2025 (1.041_tỷ đồng). "
            "Có nhầm đơn vị hay thừa chữ số không?",
        ),
    ],
)
def test_a_question_says_what_is_odd(value, period, unit, past, text):
    (asked,) = doubts(Decimal(value), facts(period, unit, "flow", past))
    assert asked.text.replace("-", "−") == text.replace("_", "\N{NO-BREAK SPACE}")


def test_a_question_names_both_figures():
    (asked,) = doubts(Decimal(1872), facts(Y(2025), "tỷ đồng", "flow", PAST))
    assert asked.text == (
        "1.872\N{NO-BREAK SPACE}tỷ đồng gấp khoảng 10 lần số của năm 2024 (187,2\N{NO-BREAK SPACE}tỷ đồng). "
        "Có nhầm dấu phẩy hay đơn vị không?"
    )
