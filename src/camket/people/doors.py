"""Which of the back office's addresses an account may open at all: what is not named here is for administrators.

Wagtail's own views ask for permissions by kind of object, some of them for none; they know nothing of areas. So they
stay shut, but for the few below. A view of ours names its verb, asks for it, and shows what is in the account's areas.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.auth import permission_denied
from wagtail.permissions import page_permission_policy

from camket.people.enums import Role
from camket.people.models import HeldRole

# What every account needs: the first page, signing out, its own account, words and pictures of the pages.
OPEN = frozenset(
    {
        *("wagtailadmin_home", "wagtailadmin_logout", "wagtailadmin_account"),
        *("wagtailadmin_sprite", "wagtailadmin_javascript_catalog", "wagtailadmin_dismissibles"),
    }
)
# What the writing of public pages needs, for clerks whom an administrator has given some: Wagtail's own rights on
# pages follow the tree of pages.
OF_PAGES = (
    *("wagtailadmin_explore", "wagtailadmin_pages:", "wagtailadmin_choose_", "wagtailadmin_api:pages:"),
    *("wagtailadmin_api:images:", "wagtailimages", "wagtailembeds:", "wagtailadmin_tag_", "wagtailadmin_block_preview"),
    *("wagtailadmin_editing_sessions:", "wagtail_bulk_action"),
)
# Wagtail's own pages of accounts know neither areas nor our actions: ours stand in their place, see views.accounts.
# What an office must never touch, not even its administrator: sites and languages are set up by the command, groups and
# workflows would give rights past the roles, files have one collection; and who did what is told by the trail.
SHUT = (
    *("wagtailusers_groups:", "wagtailsites:", "wagtaillocales:", "wagtailadmin_workflows:"),
    *("wagtailadmin_collections:", "wagtailadmin_reports:", "wagtailusers_users:"),
)
_ADMIN = "/admin/"


class Doors:
    """Middleware."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Any, *args: Any) -> HttpResponseBase | None:
        if not request.path.startswith(_ADMIN) or not request.user.is_authenticated:
            return None
        found, held = request.resolver_match, request.user.held
        if isinstance(held, HeldRole):  # the account repeats the role of another day: Wagtail is told today's
            request.user.is_superuser = held.role == Role.ADMINISTRATOR
        is_of_accounts = found is not None and found.kwargs.get("app_label") == "people"
        if not found or not found.url_name or (is_open(request.user, found.view_name, view) and not is_of_accounts):
            return None
        answer: HttpResponseBase = permission_denied(request)
        return answer


def is_open(user: Any, name: str, view: Any) -> bool:
    if name.startswith(SHUT):
        return False
    if name in OPEN or hasattr(view, "verb") or user.may("people.manage"):
        return True
    return name.startswith(OF_PAGES) and writes_pages(user)


def writes_pages(user: Any) -> bool:
    return user.may("portal.write") and page_permission_policy.user_has_any_permission(
        user, {"add", "change", "publish"}
    )
