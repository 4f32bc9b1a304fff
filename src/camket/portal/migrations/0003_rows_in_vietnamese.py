"""Rows that Wagtail's first migrations write in English, where a person meets them."""

from django.db import migrations

_NAMES = (
    ("auth", "Group", "name", "Editors", "Người viết bài"),
    ("auth", "Group", "name", "Moderators", "Người duyệt bài"),
    ("wagtailcore", "Workflow", "name", "Moderators approval", "Duyệt bài"),
    ("wagtailcore", "Task", "name", "Moderators approval", "Duyệt bài"),
    ("wagtailcore", "Collection", "name", "Root", "Gốc"),
    ("wagtailcore", "Page", "title", "Root", "Gốc"),
    ("wagtailcore", "Page", "draft_title", "Root", "Gốc"),
)


def say(apps, schema_editor):
    _rename(apps)


def take_back(apps, schema_editor):
    _rename(apps, back=True)


def _rename(apps, *, back=False):
    for app, model, field, english, vietnamese in _NAMES:
        old, new = (vietnamese, english) if back else (english, vietnamese)
        rows = apps.get_model(app, model).objects
        if not rows.filter(**{field: new}).exists():
            rows.filter(**{field: old}).update(**{field: new})


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("portal", "0002_followed_areas"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0002_initial_data"),
        ("wagtailimages", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(say, take_back)]
