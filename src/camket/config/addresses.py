"""Where the public sees what other rooms only know by name. Settings hand this to Django as ABSOLUTE_URL_OVERRIDES."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camket.targets.models import Target


def of_target(target: Target) -> str:
    """The commitment's public page in the reader's language; empty where its area has no site yet."""
    # Settings are read before any app is loaded.
    from django.utils.translation import get_language

    from camket.portal.models import HomePage, ScoreboardPage

    homes = HomePage.objects.live().filter(area_id=target.area_id).select_related("locale")
    home = min(homes, key=lambda page: (page.locale.language_code != get_language(), page.pk), default=None)
    board = ScoreboardPage.objects.live().child_of(home).first() if home else None
    return f"{board.url}{target.resolution.slug}/{target.slug}/" if board and board.url else ""
