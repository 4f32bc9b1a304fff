"""Fields with one meaning everywhere."""

from typing import Any

from django.db import models

STORED_SCALE = 6


class ValueField(models.DecimalField):
    """A published value: a decimal with six places, the scale at which verdicts are compared."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 24, "decimal_places": STORED_SCALE, **kwargs})


class NameField(models.CharField):
    """A name that people read, in Vietnamese unless the field says otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 400, **kwargs})
