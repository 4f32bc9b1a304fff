"""Menus by role: nobody should have to look past things that are not theirs."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem


class ItemFor(MenuItem):
    """Shown to accounts that may do ``verb``."""

    def __init__(self, verb: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.verb = verb

    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.may(self.verb))
