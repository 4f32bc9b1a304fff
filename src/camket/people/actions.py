from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission

from camket.foundation.actions import Action
from camket.foundation.english import fill
from camket.foundation.errors import CamketError
from camket.measures.folding import slug
from camket.people.models import Office, User

_DEEPEST = 20


@dataclass(kw_only=True)
class RecordOffice(Action[Office]):
    """The office of that name in the area, made on first mention."""

    verb = "resolutions.record"
    area_id: int
    name: str

    def subject(self) -> None:
        return None

    def perform(self) -> Office:
        key = slug(self.name, 110)
        return Office.objects.get_or_create(area_id=self.area_id, slug=key, defaults={"name": self.name})[0]


class AboveItself(CamketError):
    """An office cannot stand above one that stands above it."""

    def __init__(self, office: Office) -> None:
        super().__init__(
            f"“{office.name}” không thể là cấp dưới của chính mình. Hãy chọn cơ quan cấp trên khác, hoặc bỏ trống.",
            f"“{office.name}” cannot be below itself. Choose another office above it, or none.",
        )


@dataclass(kw_only=True)
class EditOffice(Action[Office]):
    """Where an office and its head get their mail, and which office is above. ``changes`` are field values by name.

    Raises :class:`AboveItself`.
    """

    verb = "people.edit_office"
    office: Office
    changes: dict[str, Any]

    def subject(self) -> Office:
        return self.office

    def perform(self) -> Office:
        office = self.office
        above, seen = self.changes.get("parent"), 0
        while above is not None and seen < _DEEPEST:
            if above.pk == office.pk:
                raise AboveItself(office)
            above, seen = above.parent, seen + 1
        self.changed.note(office, self.changes)
        for name, value in self.changes.items():
            setattr(office, name, value)
        office.save(update_fields=tuple(self.changes))
        return office


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
