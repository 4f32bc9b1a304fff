from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _

from camket.portal import helping

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_link(context: Any) -> str:
    """To what the guide says of this page; nothing on a page of which it says nothing."""
    match = getattr(getattr(context, "request", None), "resolver_match", None)
    if match is None or helping.place(match.route) is None:
        return ""
    return format_html('<a class="ck-guide" href="{}">{}</a>', helping.link(match.route), _("Hướng dẫn"))
