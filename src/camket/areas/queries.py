from camket.areas.models import Area


def by_id(pk: int) -> Area | None:
    return Area.objects.filter(pk=pk).first()


def by_slug(slug: str) -> Area | None:
    return Area.objects.filter(slug=slug).first()


def first() -> Area | None:
    """The area that the site is about where nobody says which: the one recorded first."""
    return Area.objects.order_by("id").first()
