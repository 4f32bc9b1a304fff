"""News as a feed, and the site as a map for machines."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import get_language


def news(request: HttpRequest, page: Any, articles: Iterable[Any]) -> HttpResponse:
    """The articles as RSS 2.0; ``page`` is the list that they stand on."""
    feed = Rss201rev2Feed(
        title=f"{page.home.title} – {page.title}",
        link=page.get_full_url(request),
        description=page.title,
        language=get_language(),
        feed_url=f"{page.get_full_url(request)}rss/",
    )
    for article in articles:
        link = article.get_full_url(request)
        feed.add_item(
            title=article.title, link=link, description=article.lead, pubdate=article.published_at, unique_id=link
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8")
