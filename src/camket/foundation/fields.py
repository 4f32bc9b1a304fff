"""Fields with one meaning everywhere."""

from decimal import Decimal
from typing import Any

from django.db import models

from camket.foundation.errors import CamketError

STORED_SCALE = 6
# What is judged is compared as a whole number of millionths, which every engine keeps in eight bytes.
MOST = Decimal(10) ** 12


class TooLarge(CamketError):
    """A value that no engine could compare."""

    def __init__(self, value: Decimal) -> None:
        super().__init__(
            f"Con số {value} quá lớn. Hãy dùng đơn vị tính lớn hơn, ví dụ tỷ đồng thay cho đồng.",
            f"The number {value} is too large. Use a larger unit of measure, billions of dong instead of dong.",
        )


def must_be_judged(*values: Decimal | None) -> None:
    """Raises :class:`TooLarge`: one such figure would keep all targets of its area from being judged."""
    for value in values:
        if value is not None and abs(value) > MOST:
            raise TooLarge(value)


class ValueField(models.DecimalField):
    """A published value: a decimal with six places, the scale at which verdicts are compared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 24, "decimal_places": STORED_SCALE, **kwargs})


class NameField(models.CharField):
    """A name that people read, in Vietnamese unless the field says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 400, **kwargs})
