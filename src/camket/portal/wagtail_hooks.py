"""The guide in the menu of the back office, for whoever has an account."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("construct_main_menu", order=1_000)
def guide_item(request: HttpRequest, items: list[MenuItem]) -> None:
    """Made for each page: its address is that of the person's language."""
    items.append(MenuItem(_("Hướng dẫn"), reverse("guide-front"), name="huong-dan", icon_name="help", order=2_000))
