"""The rows of roles that accounts hold, and what each account repeats of its own: written here only, inside actions."""

from __future__ import annotations

from datetime import date, timedelta

from camket.people import queries
from camket.people.enums import Role
from camket.people.models import HeldRole, Office, User

_DAY = timedelta(days=1)


def settle(user: User, on: date) -> None:
    """The account repeats the role that it holds on that day, else the next one, else the last one."""
    shown = queries.at_hand(user.roles.select_related("office"), on)
    user.role = shown.role if shown else Role.PUBLIC
    user.office = shown.office if shown else user.office
    user.role_since, user.role_until = (shown.since, shown.until) if shown else (None, None)
    user.is_superuser = user.role == Role.ADMINISTRATOR and (user.role_until is None or user.role_until >= on)
    user.save(update_fields=["role", "office", "role_since", "role_until", "is_superuser"])


def pass_on(office: Office, successor: Office, since: date, on: date) -> None:
    """From the day ``since`` on the accounts of an office are those of another: their roles there go on here."""
    lasting = HeldRole.objects.filter(office=office).not_over(since).select_related("user")
    for one in lasting:
        if one.since is None or one.since < since:
            HeldRole.objects.create(user=one.user, role=one.role, office=successor, since=since, until=one.until)
            one.until = since - _DAY
        else:
            one.office = successor
        one.save(update_fields=["office", "until"])
        settle(one.user, on)
    User.objects.filter(office=office, role=Role.PUBLIC).update(office=successor)
