"""`camket setup`: the database and the static files, made or brought up to date."""

import argparse

from camket.config.cli.words import t


def summary() -> str:
    return t(
        "Tạo hoặc nâng cấp cơ sở dữ liệu và các tệp tĩnh.",
        "Make or upgrade the database and the static files.",
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments: settings come from the environment."""


def run(called: argparse.Namespace) -> int:
    from camket.config.cli import django_ready

    django_ready.start()
    prepare()
    return 0


def prepare() -> None:
    """Bring the database to the newest form where it is not, and copy the static files. Django must be ready."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
