"""For the pages of an account."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def as_file(lines: Iterable[str]) -> SafeString:
    """A text file inside the page itself, so that what is shown once need not be asked for again."""
    text = "".join(f"{line}\r\n" for line in lines)
    return mark_safe(f"data:text/plain;charset=utf-8;base64,{b64encode(text.encode()).decode()}")
