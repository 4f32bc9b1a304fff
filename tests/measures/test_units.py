"""Units of measure: normal forms, scales, conversion."""

from decimal import Decimal

import pytest

from camket.measures.units import UnitError, convert, is_counted, normalise, scale


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("tỷ", "tỷ đồng"),
        ("tỉ đồng", "tỷ đồng"),
        ("tỷ.đ", "tỷ đồng"),
        ("ngàn tỷ", "nghìn tỷ đồng"),
        ("triệu", "triệu đồng"),
        ("trđ", "triệu đồng"),
        ("tr.đ", "triệu đồng"),
        ("triệu usd", "triệu USD"),
        ("usd", "USD"),
        ("m2", "m²"),
        ("km2", "km²"),
        ("triệu m3", "triệu m³"),
        ("%0", "‰"),
        ("điểm phần trăm", "điểm %"),
        ("% / năm", "%/năm"),
        ("triệu đồng / người/ năm", "triệu đồng/người/năm"),
        ("nghìn ha", "nghìn ha"),
        ("kwh", "kWh"),
        ("  tạ/ha ", "tạ/ha"),
        ("hợp tác xã", "hợp tác xã"),
        ("", ""),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert normalise(written) == normal


@pytest.mark.parametrize(
    "unit", ["tỷ đồng", "triệu đồng/người/năm", "m²", "%/năm", "điểm %", "triệu USD", "tạ/ha", "người"]
)
def test_a_normal_form_stays(unit: str) -> None:
    assert normalise(unit) == unit


@pytest.mark.parametrize(
    ("unit", "base", "factor"),
    [
        ("nghìn tỷ đồng", "đồng", "1e12"),
        ("tỷ đồng", "đồng", "1e9"),
        ("triệu USD", "USD", "1e6"),
        ("nghìn ha", "m²", "1e7"),
        ("tạ/ha", "kg/m²", "0.01"),
        ("triệu đồng/người/năm", "đồng/người/năm", "1e6"),
        ("‰", "%", "0.1"),
        ("xã", "xã", "1"),
    ],
)
def test_scale(unit: str, base: str, factor: str) -> None:
    assert scale(unit) == (base, Decimal(factor))


@pytest.mark.parametrize(
    ("value", "start", "end", "result"),
    [
        ("4.6", "nghìn tỷ đồng", "tỷ đồng", "4600"),
        ("31.4", "nghìn ha", "ha", "31400"),
        ("57.8", "tạ/ha", "tấn/ha", "5.78"),
        ("1.5", "km", "m", "1500"),
        ("48", "triệu đồng/người/năm", "nghìn đồng/người/năm", "48000"),
    ],
)
def test_convert(value: str, start: str, end: str, result: str) -> None:
    assert convert(Decimal(value), start, end) == Decimal(result)


@pytest.mark.parametrize(("start", "end"), [("ha", "tấn"), ("tỷ đồng", "USD"), ("%", "điểm %"), ("xã", "thôn")])
def test_units_that_do_not_fit_are_refused(start: str, end: str) -> None:
    with pytest.raises(UnitError, match=start):
        convert(Decimal(1), start, end)


@pytest.mark.parametrize("unit", ["xã", "hợp tác xã", "trường", "người", "hộ", "sản phẩm", "công trình", "điểm trường"])
def test_things_are_counted_one_by_one(unit: str) -> None:
    assert is_counted(unit)


@pytest.mark.parametrize(
    "unit", ["", "%", "điểm %", "tỷ đồng", "ha", "m² sàn", "nghìn hộ", "giường/vạn dân", "tuổi", "lần", "người.km"]
)
def test_what_can_have_a_fraction_is_not_counted(unit: str) -> None:
    assert not is_counted(unit)
