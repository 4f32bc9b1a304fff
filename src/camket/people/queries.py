from collections.abc import Collection, Iterable
from typing import Any

from camket.people.enums import Role
from camket.people.models import Office, User


def has_own_password(username: str) -> bool:
    """Has the account a password that its owner chose, rather than a one-time one?"""
    return User.objects.filter(username=username, one_time=False).exists()


def offices(areas: Iterable[Any]) -> list[Office]:
    """The offices of some areas by name. One SQL statement."""
    return list(Office.objects.filter(area__in=areas).select_related("parent").order_by("name", "id"))


def an_office(pk: int, areas: Iterable[Any]) -> Office | None:
    """An office of one of the areas, with the one above. One SQL statement."""
    return Office.objects.select_related("parent", "area").filter(pk=pk, area__in=areas).first()


def mails(accounts: Collection[int]) -> dict[int, str]:
    """Where accounts that are still open get their mail; those without an address are left out. One SQL statement."""
    found = User.objects.filter(pk__in=accounts, is_active=True).exclude(email="")
    return dict(found.values_list("pk", "email"))


def leaders(area_id: int) -> list[str]:
    """The mail addresses of an area's leaders. One SQL statement."""
    found = User.objects.filter(role=Role.LEADER, is_active=True, office__area=area_id).exclude(email="")
    return list(found.order_by("pk").values_list("email", flat=True))
