"""The place of jobs in the back office."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from camket.foundation.menu import ItemFor


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.jobs.urls"))]


@hooks.register("register_admin_menu_item")
def jobs_item() -> MenuItem:
    return ItemFor("jobs.manage", _("Việc nền"), reverse("jobs:jobs"), name="viec-nen", icon_name="time", order=95)
