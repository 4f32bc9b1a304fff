"""Filling in English names beside Vietnamese ones."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from camket.measures.folding import name_key


def by_key(english: Mapping[str, str]) -> dict[str, str]:
    """The mapping, without case, diacritics and word order of its Vietnamese side."""
    return {name_key(vietnamese): text for vietnamese, text in english.items()}


def fill(rows: models.QuerySet[Any], field: str, english: Mapping[str, str]) -> int:
    """Set ``<field>_en`` of the rows whose ``<field>`` is a key of ``english`` (see ``by_key``); counts the changed."""
    changed = []
    for row in rows:
        text = english.get(name_key(getattr(row, field)))
        if text and getattr(row, f"{field}_en") != text:
            setattr(row, f"{field}_en", text)
            changed.append(row)
    rows.model._default_manager.bulk_update(changed, [f"{field}_en"], batch_size=200)
    return len(changed)
