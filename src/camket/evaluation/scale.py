"""The stored scale: every figure is a whole number of millionths, so that 65.5 >= 65.5 holds exactly on every engine.

Two rules follow, and the SQL text, this module and the reference of the tests all keep them:
a figure that is computed (a mean, a ratio, a growth) is rounded at the sixth decimal, halves up; and what lies within
half a millionth of a millionth below a half counts as the half, so that the noise of binary division decides nothing.
"""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

MILLION = 1_000_000
LIMIT = Decimal(10) ** 12
ROUNDING = "0.5000005"


class ScaleError(ValueError):
    """A value too large for the stored scale; a larger unit of measure is needed."""

    def __init__(self, value: Decimal) -> None:
        super().__init__(
            f"giá trị {value} quá lớn, hãy dùng đơn vị tính lớn hơn, ví dụ tỷ đồng thay cho đồng "
            f"(value {value} is too large: use a larger unit of measure)"
        )


def to_millionths(value: Decimal) -> int:
    """The stored form of a value of at most 10**12 in size. Raises ``ScaleError``."""
    if not value.is_finite() or abs(value) > LIMIT:
        raise ScaleError(value)
    return int(value.scaleb(6).to_integral_value(ROUND_HALF_UP))


def from_millionths(stored: int) -> Decimal:
    """The exact decimal, without trailing zeros and without exponent."""
    value = Decimal(stored).scaleb(-6).normalize()
    return value if int(value.as_tuple().exponent) <= 0 else value.quantize(Decimal(1))


def rounded(millionths: float | Decimal) -> int:
    """A computed figure, given in millionths, at the stored scale."""
    return int((Decimal(millionths) + Decimal(ROUNDING)).to_integral_value(ROUND_FLOOR))


def settled(value: Decimal) -> Decimal:
    """A computed decimal at the stored scale. Raises ``ScaleError``."""
    to_millionths(value)
    return from_millionths(rounded(value.scaleb(6)))
