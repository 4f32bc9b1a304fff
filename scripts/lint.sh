#!/bin/sh
# Everything a machine can say of the code without running it.
set -eu
bin=.venv/bin
$bin/ruff check .
$bin/ruff format --check .
$bin/lint-imports
$bin/mypy
$bin/python manage.py makemigrations --check --dry-run
$bin/python manage.py check --fail-level WARNING
