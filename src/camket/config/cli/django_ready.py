"""Commands that need the database call this first; the others never do."""

import os


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings.development")
    import django
    from django.utils import translation

    from camket.config.cli.words import language

    django.setup()
    translation.activate(language())
