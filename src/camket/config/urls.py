"""All addresses of the site."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from camket.observations.rounds.urls import behind_link
from camket.people import account_urls
from camket.portal import guide, views

urlpatterns = [
    *account_urls.urlpatterns,
    path("admin/", include(wagtailadmin_urls)),
    path("tep/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", views.stored),
    path("", include("camket.portal.urls")),
    *i18n_patterns(
        path("bao-cao/<str:token>/", include(behind_link)),
        path("huong-dan/", guide.page, name="guide-front"),
        path("huong-dan/<slug:name>/", guide.page, name="guide"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]

handler404 = "camket.portal.views.not_found"
