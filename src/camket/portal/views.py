"""What has an address but no page of its own: the site map for machines, and the answer to a wrong address."""

from django.contrib.sitemaps.views import sitemap as listed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Locale, Site

from camket.portal.models import HomePage


class BothLanguages(Sitemap):
    """Every public page, and what pages with inner addresses list themselves."""

    def items(self):  # type: ignore[no-untyped-def]  # wagtail has no types
        return HomePage.objects.first().get_parent().get_descendants().live().public().order_by("path").specific()


def sitemap(request: HttpRequest) -> HttpResponse:
    return listed(request, {"pages": BothLanguages(request)})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """With the menu of the site, so that the reader can go on."""
    home = _home(request)
    context = home.frame(request) if home else {}
    return render(request, "404.html", {**context, "elsewhere": ""}, status=404)


def _home(request: HttpRequest) -> HomePage | None:
    site = Site.find_for_request(request)
    if site is None or not isinstance(site.root_page.specific, HomePage):
        return None
    return site.root_page.specific.get_translation_or_none(Locale.get_active()) or site.root_page.specific
