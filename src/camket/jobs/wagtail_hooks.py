"""The place of jobs in the back office."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


class ManagersItem(MenuItem):
    """For who manages jobs; others come to their own from where they started them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.may("jobs.manage"))  # type: ignore[union-attr]  # only accounts come this far


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    return [path("", include("camket.jobs.urls"))]


@hooks.register("register_admin_menu_item")
def jobs_item() -> MenuItem:
    return ManagersItem(_("Việc nền"), reverse("jobs:jobs"), name="viec-nen", icon_name="time", order=95)
