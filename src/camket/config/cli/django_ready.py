"""Commands that need the database call this first; the others never do."""

import gc
import os


def start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "camket.config.settings.development")
    import django
    from django.utils import translation

    from camket.config.cli.words import language

    django.setup()
    # What the framework made lives as long as the process: a collection in the midst of the work need not walk it.
    gc.freeze()
    translation.activate(language())
