from datetime import date
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from camket.areas import queries as areas
from camket.measures.folding import fold
from camket.people.enums import Role
from camket.records.enums import UNDONE, Kind, TaskState
from camket.records.models import Document, Passage, Task


def areas_of(user: Any) -> QuerySet[Any]:
    """The areas whose documents an account works on: its office's and what lies in it; all without an office."""
    office = user.office if user.role != Role.ADMINISTRATOR else None
    return areas.within(office.area_id if office else None)


def acts_in(user: Any, area_id: int) -> bool:
    """May an account act on what belongs to an area? A reporter answers the rounds that ask its office, whoever holds
    them. What is found is kept on the account for as long as it is in memory: for a request."""
    if user.role in (Role.ADMINISTRATOR, Role.REPORTER) or user.office is None:
        return True
    if not hasattr(user, "areas_acted_in"):
        user.areas_acted_in = frozenset(areas_of(user).values_list("pk", flat=True))
    return area_id in user.areas_acted_in


def by_hash(area_id: int, sha256: str) -> Document | None:
    return Document.objects.filter(area_id=area_id, sha256=sha256).first()


def where(document: Document, position: int) -> str:
    """Where a position of the text stands in the file: "trang 3", "đoạn 12" or "Sheet1!B4"."""
    for segment in document.layout:
        if segment["start"] <= position < segment["end"]:
            return _place(segment)
    return ""


def _place(segment: dict[str, object]) -> str:
    if segment.get("cell"):
        return f"ô {segment['cell']}"
    if segment.get("page"):
        return f"trang {segment['page']}"
    return f"đoạn {segment['paragraph']}" if segment.get("paragraph") else ""


def of_id(pk: int, areas: QuerySet[Any]) -> Document | None:
    """A document of one of the areas, with its text and layout."""
    return Document.objects.select_related("area").filter(pk=pk, area__in=areas).first()


def listed(areas: QuerySet[Any], words: str = "") -> QuerySet[Document]:
    """Documents of the areas without their texts, the newest arrival first. ``words`` are looked for in the title,
    number, symbol, issuer and file name, without case and diacritics; all of them must be there."""
    found = Document.objects.filter(area__in=areas).select_related("area").defer("text", "layout").order_by("-id")
    wanted = fold(words).split()
    return found.filter(pk__in=_named(found, wanted)) if wanted else found


def in_working_order(areas: QuerySet[Any]) -> list[int]:
    """Documents as they are best worked through: what was promised before what came of it, the older first."""
    promised = Case(When(kind=Kind.RESOLUTION, then=Value(0)), default=Value(1))
    ordered = Document.objects.filter(area__in=areas).order_by("area", promised, "issued_on", "id")
    return list(ordered.values_list("id", flat=True))


def _named(documents: QuerySet[Document], wanted: list[str]) -> list[int]:
    names = documents.order_by().values_list("id", "title", "number", "symbol", "issuer", "file_name")
    folded = ((pk, fold(f"{title} {number}/{symbol} {number}-{symbol} {rest}"))
              for pk, title, number, symbol, *rest in names)  # fmt: skip
    return [pk for pk, name in folded if all(word in name for word in wanted)]


def quoted() -> QuerySet[Passage]:
    """Passages with the head of their document, without its text."""
    return Passage.objects.select_related("document").defer("document__text", "document__layout", "document__warnings")


def published(area_id: int) -> QuerySet[Document]:
    """What the public sees: documents from which somebody has taken at least one figure, the newest first.

    An upload alone publishes nothing. Without their texts.
    """
    found = Document.objects.filter(_spoken_for(), area_id=area_id).distinct()
    return found.defer("text", "layout", "warnings").order_by("-issued_on", "-id")


def by_slug(area_id: int, slug: str) -> Document | None:
    """A document that the public may see, with its text."""
    return Document.objects.filter(_spoken_for(), area_id=area_id, slug=slug).first()


def is_public(file: str) -> bool:
    """Has somebody taken a figure from the document whose file has this name in the store?"""
    return Document.objects.filter(_spoken_for(), file=file).exists()


def is_kept_in(file: str, areas: QuerySet[Any]) -> bool:
    """Is it the file of a document of one of the areas?"""
    return Document.objects.filter(file=file, area__in=areas).exists()


def _spoken_for() -> Q:
    """A target or a figure that stands rests on a passage of the document."""
    figures = Q(passages__observations__isnull=False, passages__observations__withdrawn_at=None)
    return Q(passages__targets__isnull=False) | figures


def tasks_of(user: Any) -> QuerySet[Task]:
    """The tasks that an account sees, with what happened to them: a reporter those of the own office, everybody else
    those of the own areas. Two SQL statements."""
    if user.role == Role.REPORTER:
        found = _in_order(Task.objects.filter(office=user.office_id or 0))
    else:
        found = tasks(areas_of(user))
    return found.prefetch_related("steps__by")


def task_of(pk: int, areas: QuerySet[Any]) -> Task | None:
    """A task of an office in one of the areas. One SQL statement."""
    return Task.objects.filter(pk=pk, office__area__in=areas).select_related("office").first()


def tasks(areas: QuerySet[Any]) -> QuerySet[Task]:
    """Tasks of offices in the areas: the open ones by their due day, then those that ended. One SQL statement."""
    return _in_order(Task.objects.filter(office__area__in=areas))


def _in_order(found: QuerySet[Task]) -> QuerySet[Task]:
    ended = Case(When(state__in=UNDONE, then=Value(0)), default=Value(1))
    return found.select_related("office").order_by(ended, "due", "pk")


def tasks_of_office(office_id: int) -> QuerySet[Task]:
    """What an office still has to do, or has reported as done, the nearest due first."""
    return Task.objects.filter(office=office_id, state__in=UNDONE).select_related("office").order_by("due", "pk")


def tasks_until(day: date) -> QuerySet[Task]:
    """All open tasks that are due by a day, with their offices and those above."""
    found = Task.objects.filter(state=TaskState.OPEN, due__lte=day).select_related("office__parent")
    return found.order_by("due", "pk")


def late_tasks(areas: QuerySet[Any], on: date) -> QuerySet[Task]:
    """Open tasks of offices in the areas whose day has passed, the longest late first. One SQL statement."""
    found = Task.objects.filter(office__area__in=areas, state=TaskState.OPEN, due__lt=on)
    return found.select_related("office").order_by("due", "pk")
