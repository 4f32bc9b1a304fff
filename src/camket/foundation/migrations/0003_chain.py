"""Entries become a chain: what was written before is chained in its order, then the database refuses any change."""

import django.utils.timezone
from django.db import migrations, models

from camket.foundation.chain import BEGINNING, digest, told
from camket.foundation.guarding import guard, unguard


def link(apps, schema_editor):
    entries = apps.get_model("foundation", "AuditEntry").objects
    previous, batch = BEGINNING, []
    for number, entry in enumerate(entries.order_by("id").iterator(chunk_size=2_000), 1):
        entry.number, entry.previous_hash = number, previous
        entry.hash = previous = digest(told(entry))
        batch.append(entry)
        if len(batch) == 500:
            entries.bulk_update(batch, ["number", "previous_hash", "hash"])
            batch = []
    entries.bulk_update(batch, ["number", "previous_hash", "hash"])


def refuse(apps, schema_editor):
    guard(schema_editor.connection)


def allow(apps, schema_editor):
    unguard(schema_editor.connection)


def text(length):
    return models.CharField(max_length=length, default="")


ADDED = {
    "object_name": text(200),
    "area": models.BigIntegerField(null=True, db_index=True),
    "before": models.JSONField(default=dict),
    "after": models.JSONField(default=dict),
    "address": text(45),
    "reason": text(500),
    "number": models.PositiveBigIntegerField(null=True),
    "previous_hash": models.CharField(max_length=64, default=""),
    "hash": models.CharField(max_length=64, default=""),
}
SETTLED = {
    "number": models.PositiveBigIntegerField(unique=True),
    "previous_hash": models.CharField(max_length=64),
    "hash": models.CharField(max_length=64, unique=True),
    "at": models.DateTimeField(default=django.utils.timezone.now, db_index=True),
}


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_begin")]

    operations = [
        *(migrations.AddField("auditentry", name, field) for name, field in ADDED.items()),
        migrations.AlterModelOptions(
            "auditentry",
            {"ordering": ("-number",), "verbose_name": "dấu vết", "verbose_name_plural": "dấu vết"},
        ),
        migrations.RunPython(link, migrations.RunPython.noop),
        *(migrations.AlterField("auditentry", name, field) for name, field in SETTLED.items()),
        migrations.RunPython(refuse, allow),
    ]
