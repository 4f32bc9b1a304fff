"""How an attained value is held against a promised one."""

from decimal import Decimal
from enum import StrEnum


class Comparator(StrEnum):
    """How a wording binds its number.

    "đạt" is ``EQ``, "trở lên" ``GE``, "trên" ``GT``, "không quá" ``LE``, "dưới" ``LT``, "khoảng" ``ABOUT``.
    """

    EQ = "eq"
    GE = "ge"
    GT = "gt"
    LE = "le"
    LT = "lt"
    ABOUT = "about"

    @property
    def mirrored(self) -> "Comparator":
        """The comparator that says the same of the negated number: "giảm trên 5%" is -5, lt."""
        return _MIRRORED.get(self, self)

    def holds(self, attained: Decimal, value: Decimal) -> bool:
        """Exact. ``ABOUT`` is held as ``EQ`` here: whoever knows a tolerance or a direction turns it first."""
        return {
            Comparator.GE: attained >= value,
            Comparator.GT: attained > value,
            Comparator.LE: attained <= value,
            Comparator.LT: attained < value,
        }.get(self, attained == value)


_MIRRORED = {
    Comparator.GE: Comparator.LE,
    Comparator.LE: Comparator.GE,
    Comparator.GT: Comparator.LT,
    Comparator.LT: Comparator.GT,
}
