"""What has an address but no page of its own: the site map for machines, files, the answer to a wrong address."""

from posixpath import normpath
from typing import Any

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as listed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.static import serve
from wagtail.contrib.sitemaps.sitemap_generator import Sitemap
from wagtail.models import Locale, Site

from camket.portal.models import HomePage
from camket.records import queries as records


class BothLanguages(Sitemap):
    """Every public page, and what pages with inner addresses list themselves."""

    def items(self):  # type: ignore[no-untyped-def]  # wagtail has no types
        return HomePage.objects.first().get_parent().get_descendants().live().public().order_by("path").specific()


def sitemap(request: HttpRequest) -> HttpResponse:
    return listed(request, {"pages": BothLanguages(request)})


def stored(request: HttpRequest, path: str) -> HttpResponseBase:
    """A picture of a page; or the file of a document as it came: for everybody once figures of it are public, before
    that for whoever reads the documents of its area. Raises Http404 for others, who need not learn that it is there."""
    name = normpath(path).lstrip("/")
    if name.startswith("documents/") and not _may_read(request.user, name):
        raise Http404(name)
    return serve(request, name, document_root=str(settings.MEDIA_ROOT))


def _may_read(user: Any, name: str) -> bool:
    if records.is_public(name):
        return True
    reads = user.is_authenticated and user.may("intake.read")
    return reads and records.is_kept_in(name, records.areas_of(user))


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
