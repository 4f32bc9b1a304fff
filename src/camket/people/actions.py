from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.people.models import Office, User


@dataclass(kw_only=True)
class TakePassword(Action[None]):
    """An account takes a password of its own; ``save`` puts it there. ``reason`` is "letter" where it was forgotten."""

    verb = "people.password"
    user: User
    save: Callable[[], None]

    def subject(self) -> User:
        return self.user

    def perform(self) -> None:
        before = self.user.password
        self.save()
        self.changed.between("password", before, self.user.password)


def back_office() -> Group:
    """The group that may enter Wagtail's back office; what its members may do there is in ``policies``."""
    group, _ = Group.objects.get_or_create(name="Văn phòng")
    group.permissions.add(Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin"))
    return group


@dataclass(kw_only=True)
class NameOfficesInEnglish(Action[int]):
    """English names for the offices of an area. ``english`` is by key: see ``foundation.english``."""

    verb = "targets.edit"
    area_id: int
    english: dict[str, str]

    def subject(self) -> None:
        return None

    def perform(self) -> int:
        return fill(Office.objects.filter(area_id=self.area_id), "name", self.english)
