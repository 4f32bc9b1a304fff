from django.db.models import QuerySet

from camket.areas.models import Area


def by_id(pk: int) -> Area | None:
    return Area.objects.filter(pk=pk).first()


def by_slug(slug: str) -> Area | None:
    return Area.objects.filter(slug=slug).first()


def first() -> Area | None:
    """The area that the site is about where nobody says which: the one recorded first."""
    return Area.objects.order_by("id").first()


def within(pk: int | None) -> QuerySet[Area]:
    """An area with all that lies in it; every area where none is given."""
    if pk is None:
        return Area.objects.all()
    found, fresh = {pk}, {pk}
    while fresh:
        fresh = set(Area.objects.filter(parent__in=fresh).values_list("id", flat=True)) - found
        found |= fresh
    return Area.objects.filter(pk__in=found)


def every() -> list[Area]:
    return list(Area.objects.order_by("id"))
