"""Every address that the site answers, and what was decided for it in ``addresses.txt``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

TABLE = Path(__file__).with_name("addresses.txt")
_EXAMPLES = {"int": "1", "slug": "a", "str": "a", "uuid": "00000000-0000-4000-8000-000000000000"}


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    view: Any

    @property
    def path(self) -> str:
        """An example of it."""
        text = self.route.replace(
            r"(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)", "live...live"
        )
        text = text.replace(r"(?P<pk>\d+)", "1").replace("^.*/$", "khong-co/").replace("^", "").replace("$", "")
        return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: _EXAMPLES[found[1] or "str"], text)


def addresses() -> dict[str, Address]:
    """By route, as it is put together from the resolver's parts; the first of a route answers, as in the site."""
    found: dict[str, Address] = {}
    for one in _walk(get_resolver(), (), ""):
        found.setdefault(one.route, one)
    return found


def _walk(resolver: Any, spaces: tuple[str, ...], before: str) -> Iterator[Address]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            inside = (*spaces, part.namespace) if part.namespace else spaces
            yield from _walk(part, inside, before + str(part.pattern))
        elif isinstance(part, URLPattern):
            yield Address(":".join((*spaces, part.name or "")), before + str(part.pattern), part.callback)


@dataclass(frozen=True)
class Row:
    """``who``: everyone, account, pages (administrators, and clerks with a right on pages), administrator, nobody, or a
    verb.
    ``whose``: public, own (the account's), tree (the account's areas), site."""

    who: str
    whose: str
    route: str


def rows() -> dict[str, Row]:
    split = (line.split(maxsplit=2) for line in TABLE.read_text("utf8").splitlines() if line and line[0] != "#")
    return {route: Row(who, whose, route) for who, whose, route in split}
