"""The rules of level 3: on in production, each to be loosened by its variable, and told of where one is."""

import os
import subprocess
import sys

import pytest

from camket.config import checks, level3
from camket.config.environment import MissingSetting
from camket.config.level3 import RULES, Rule

SECRETS = {"CAMKET_SECRET_KEY": "chi-de-thu", "CAMKET_HOSTS": "cam-ket.example"}
STRICT = {rule.name: rule.strict for rule in RULES}


def production(tmp_path, *call, **variables):
    """A process of its own, as settings are read once."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("CAMKET_")}
    env |= {**SECRETS, **variables, "CAMKET_VAR": str(tmp_path)}
    env["DJANGO_SETTINGS_MODULE"] = "camket.config.settings.production"
    return subprocess.run([sys.executable, *call], env=env, capture_output=True, text=True, check=False)


def test_in_production_every_rule_is_on_and_nothing_is_told(tmp_path):
    asked = (
        "from django.conf import settings as s; from camket.config.level3 import RULES;"
        "print({r.name: int(getattr(s, r.name)) for r in RULES} == {r.name: r.strict for r in RULES},"
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS, s.SECURE_SSL_REDIRECT)"
    )
    assert production(tmp_path, "-c", asked).stdout.split() == ["True", "True", "True", "31536000", "True"]


def test_the_check_names_what_the_environment_has_loosened_and_what_to_do(tmp_path):
    loosened = {"CAMKET_SECOND_FACTOR": "0", "CAMKET_PASSWORD_LENGTH": "6"}
    told = production(tmp_path, "manage.py", "check", **loosened).stderr
    assert "(camket.level3.SECOND_FACTOR)" in told
    assert "CAMKET_PASSWORD_LENGTH=6" in told
    assert "Bỏ biến này để dùng mức 12" in told
    assert told.count("camket.level3.") == 2


def test_without_its_secret_production_does_not_start(tmp_path):
    told = production(tmp_path, "manage.py", "check", CAMKET_HOSTS="").stderr
    assert "Set CAMKET_HOSTS" in told


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_is_overridden_by_its_variable(monkeypatch, rule):
    monkeypatch.setenv(f"CAMKET_{rule.name}", "7")
    assert (rule.value(strict=True), rule.value(strict=False)) == (7, 7)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_that_is_off_is_told_in_words(settings, rule):
    settings.STRICT = True
    for name, value in STRICT.items():
        setattr(settings, name, value)
    assert checks.level3(None) == []
    setattr(settings, rule.name, 0)
    (warning,) = checks.level3(None)
    assert (warning.id, warning.hint[:7]) == (f"camket.level3.{rule.name}", "Bỏ biến")


def test_a_trial_is_not_told(settings):
    settings.STRICT = False
    assert checks.level3(None) == []


@pytest.mark.parametrize(
    ("rule", "value", "kept"),
    [
        (Rule("A", strict=12, plain=8), 14, True),
        (Rule("A", strict=12, plain=8), 11, False),
        (Rule("A", strict=30, plain=0, less_is_stricter=True), 15, True),
        (Rule("A", strict=30, plain=0, less_is_stricter=True), 31, False),
        (Rule("A", strict=30, plain=0, less_is_stricter=True), 0, False),
    ],
)
def test_a_rule_is_kept_by_what_asks_as_much(rule, value, kept):
    assert rule.is_kept_by(value) is kept


@pytest.mark.parametrize(("text", "value"), [("true", 1), ("Off", 0), (" 5 ", 5)])
def test_a_switch_may_be_said_in_words(monkeypatch, text, value):
    monkeypatch.setenv("CAMKET_SECOND_FACTOR", text)
    assert level3.read(strict=True)["SECOND_FACTOR"] == value


def test_what_is_no_number_is_refused(monkeypatch):
    monkeypatch.setenv("CAMKET_PASSWORD_DAYS", "ba tháng")
    with pytest.raises(MissingSetting, match="CAMKET_PASSWORD_DAYS"):
        level3.read(strict=True)


@pytest.mark.django_db
def test_the_check_of_the_database_tells_where_the_trail_can_be_changed():
    from django.db import connection

    from camket.foundation.guarding import guard, unguard

    assert checks.trail_is_guarded(None, databases=["default"]) == []
    unguard(connection)
    told = checks.trail_is_guarded(None, databases=["default"])
    guard(connection)
    assert [one.id for one in told] == ["camket.level3.trail"]
