"""The rules by which an office of level 3 signs in, in one place: how strict each is, where it is on, when it is kept.

They follow what the state asks of an information system of level 3 (Decree 85/2016/NĐ-CP, TCVN 11930:2017): rules for
passwords, a lock, limits of sessions, a second factor, encrypted ways, a trail. Each is a variable ``CAMKET_<name>``.
``0`` turns a rule off.
"""

from __future__ import annotations

from dataclasses import dataclass

from camket.config import environment


@dataclass(frozen=True)
class Rule:
    """``strict`` is the default in production, ``plain`` elsewhere. It is kept by a value that asks at least as much:
    by ``strict`` or more, or by as much or less where less ``is_stricter``, but never by none."""

    name: str
    strict: int
    plain: int
    less_is_stricter: bool = False

    def value(self, *, strict: bool) -> int:
        text = environment.text(self.name, str(self.strict if strict else self.plain)).strip().lower()
        text = {"true": "1", "yes": "1", "on": "1", "false": "0", "no": "0", "off": "0"}.get(text, text)
        if not text.isdigit():
            raise environment.MissingSetting(f"CAMKET_{self.name} reads a whole number; 0 turns the rule off.")
        return int(text)

    def is_kept_by(self, value: int) -> bool:
        return 0 < value <= self.strict if self.less_is_stricter else value >= self.strict


RULES = (
    Rule("PASSWORD_LENGTH", strict=12, plain=8),
    Rule("PASSWORD_KINDS", strict=3, plain=0),
    Rule("PASSWORD_DAYS", strict=180, plain=0, less_is_stricter=True),
    Rule("PASSWORD_HISTORY", strict=5, plain=0),
    Rule("PASSWORD_OF_ONES_OWN", strict=1, plain=0),
    Rule("SIGN_IN_FAILURES", strict=5, plain=5, less_is_stricter=True),
    Rule("SIGN_IN_WINDOW_MINUTES", strict=15, plain=15),
    Rule("SESSION_IDLE_MINUTES", strict=30, plain=0, less_is_stricter=True),
    Rule("SESSION_ABSOLUTE_HOURS", strict=8, plain=0, less_is_stricter=True),
    Rule("SECOND_FACTOR", strict=1, plain=0),
    Rule("HTTPS", strict=1, plain=0),
    Rule("HSTS_DAYS", strict=365, plain=0),
)


def read(*, strict: bool) -> dict[str, int]:
    """Each rule's value by its name, which is the name of the setting as well."""
    return {rule.name: rule.value(strict=strict) for rule in RULES}
