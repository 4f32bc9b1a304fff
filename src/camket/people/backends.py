"""What stands before every way of asking for a password."""

from typing import Any

from django.core.exceptions import PermissionDenied

from camket.people import signing


class Locked:
    """Lets nobody in; refuses, without a look at the password, while the account is locked at this address."""

    def authenticate(self, request: Any, username: str | None = None, **credentials: Any) -> None:
        if username and signing.locked_until(username[:150]):
            raise PermissionDenied("the account is locked at this address")
