"""From a loaded document to the public site."""

from __future__ import annotations

import re
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from camket.portal.actions import BuildSite, PublishNews
from camket.records.enums import Kind
from camket.records.extract import Extracted, extract

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.records.models import Document

_TIME = re.compile(rb'<time[^>]*\sdatetime="([^"]{10,40})"', re.IGNORECASE)
_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{4}(,? \d{1,2}:\d{2})?")


def build_site(area: Area) -> None:
    BuildSite(by=None, area=area).execute()


def publish(document: Document, path: Path, home: Path) -> None:
    """A page of its own for a piece of news, with the pictures that lie within ``home``. Others need no page."""
    if document.kind != Kind.NEWS:
        return
    extracted = extract(path)
    PublishNews(
        by=None,
        document=document,
        title=document.title,
        body=_story(extracted, document.title),
        published_at=_published_at(document, path),
        pictures=_pictures(extracted, path, home),
    ).execute()


def _story(extracted: Extracted, title: str) -> str:
    """What follows the heading, its stamp of time and its byline; all of it where the heading is not in the text."""
    lines = extracted.text.splitlines()
    start = lines.index(title) + 1 if title in lines else 0
    story = lines[start:]
    stamp = next((n for n, line in enumerate(story[:3]) if _STAMP.fullmatch(line.strip())), -1)
    body = story[stamp + 1 :]
    if stamp >= 0 and body and not body[0].rstrip().endswith((".", "!", "?", "…", "”")):
        body = body[1:]
    return "\n".join(body)


def _published_at(document: Document, path: Path) -> datetime:
    """The page's own time; else midnight of the day it is dated; else when it was recorded."""
    found = _TIME.search(path.read_bytes())
    moment = parse_datetime(found.group(1).decode("ascii", "replace")) if found else None
    if moment is None and document.issued_on:
        moment = datetime.combine(document.issued_on, time())
    if moment is None:
        return document.recorded_at
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _pictures(extracted: Extracted, path: Path, home: Path) -> list[tuple[Path, str, str]]:
    """Pictures beside the page; an address that leads out of the folder that is being loaded is not followed."""
    root = home.resolve()
    found = [((path.parent / figure.source).resolve(), figure) for figure in extracted.figures]
    return [(p, f.alternative, f.caption) for p, f in found if p.is_relative_to(root) and p.is_file()]
