"""Published reviews and the boards of programmes, as parts of the page of commitments."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from camket.portal import board
from camket.resolutions import queries as resolutions
from camket.reviews import contents, queries
from camket.reviews.queries import reviewed

REVIEWS = "so-ket"


class ReviewRoutes(RoutablePageMixin):
    """The page's own addresses are looked at first: "so-ket" in the place of a target's slug comes to ``reviews``."""

    area_id: int

    class Meta:
        abstract = True

    def reviews(self, request: HttpRequest, resolution: str) -> HttpResponse:
        mandate = self._mandate(resolution)
        context = {"mandate": mandate, "reviews": reviewed.of_resolution(mandate.id, published=True)}
        return self.render(request, context_overrides=context, template="portal/reviews.html")

    @path("<slug:resolution>/so-ket/<slug:review>/")
    def review(self, request: HttpRequest, resolution: str, review: str) -> HttpResponse:
        """Six SQL statements beside those of the frame."""
        mandate = self._mandate(resolution)
        shown = reviewed.public(self.area_id, resolution, review)
        if shown is None:
            raise Http404
        rows = reviewed.rows(shown.pk)
        content = contents.revived(shown.content)
        context = {
            "mandate": mandate,
            "review": shown,
            "name": reviewed.called(shown),
            "rows": rows,
            "tally": queries.Tally(reviewed.counts(rows)),
            "content": content,
            "timelines": [(one, reviewed.ticks(one.stages, shown.on)) for one in content.projects],
            "addenda": reviewed.addenda(shown.pk),
            "living": reviewed.living(mandate.id),
        }
        return self.render(request, context_overrides=context, template="portal/review.html")

    def _mandate(self, slug: str) -> queries.Mandate:
        found = next((one for one in queries.mandates(self.area_id) if one.slug == slug), None)
        if found is None:
            raise Http404
        return found

    def steering(self, mandate: queries.Mandate | None, asked: board.Asked) -> dict[str, Any]:
        """The board of the programme that is asked for, and the published reviews. At most three SQL statements."""
        if mandate is None:
            return {}
        seats = resolutions.seats_of_programme(mandate.id, asked.programme, localdate()) if asked.programme else ()
        return {"seats": list(seats), "reviews": reviewed.of_resolution(mandate.id, published=True)}

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        base = self.get_full_url(request)
        inner = [f"{base}{row.mandate.slug}/{row.slug}/" for row in queries.scoreboard(self.area_id) if row.has_page]
        inner += [f"{base}{slug}/so-ket/{review}/" for slug, review in reviewed.public_addresses(self.area_id)]
        return [*super().get_sitemap_urls(request), *({"location": location} for location in inner)]
