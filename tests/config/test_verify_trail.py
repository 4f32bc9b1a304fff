"""`camket verify` looks through the audit trail as well."""

import json

import pytest
from django.db import connection

from camket.config.cli import main
from camket.config.cli.verify import _FAULTS
from camket.foundation import guarding
from camket.foundation.models import AuditEntry
from camket.targets.actions import RememberWording
from factories import IndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def trail():
    indicator = IndicatorFactory()
    for word in ("a", "b", "c"):
        RememberWording(by=None, indicator=indicator, text=word).execute()


def tamper(statement):
    guarding.unguard(connection)
    with connection.cursor() as cursor:
        for one in statement.split(";"):
            cursor.execute(one)
    guarding.guard(connection)


def command(capsys, *options):
    status = main(["verify", *options])
    return status, capsys.readouterr().out


def newest():
    return AuditEntry.objects.first().hash


def test_a_trail_in_order_ends_well_and_prints_its_newest_hash(trail, capsys):
    status, said = command(capsys)
    assert status == 0
    assert f"Nhật ký: 3 mục, 0 chỗ sai. Mã băm mới nhất, hãy giữ ở nơi khác: {newest()}" in said


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE foundation_auditentry SET verb = 'x' WHERE number = 2", "mục 2: nội dung đã bị sửa"),
        ("DELETE FROM foundation_auditentry WHERE number = 2", "mục 2: mục này hoặc mục ngay trước nó không còn"),
        (
            "UPDATE foundation_auditentry SET number = 9 WHERE number = 2;"
            "UPDATE foundation_auditentry SET number = 2 WHERE number = 3;"
            "UPDATE foundation_auditentry SET number = 3 WHERE number = 9",
            "mục 2: không đứng đúng chỗ",
        ),
    ],
)
def test_what_was_tampered_with_by_sql_fails_and_is_named(statement, told, trail, capsys):
    tamper(statement)
    status, said = command(capsys)
    assert status == 1
    assert told in said


def test_a_cut_off_end_is_found_by_the_hash_that_was_kept(trail, capsys):
    kept = newest()
    tamper("DELETE FROM foundation_auditentry WHERE number = 3")
    assert command(capsys)[0] == 0
    status, said = command(capsys, "--head", kept)
    assert (status, "phần cuối đã bị cắt" in said) == (1, True)


def test_json_holds_the_trail(trail, capsys):
    tamper("UPDATE foundation_auditentry SET verb = 'x' WHERE number = 2")
    status, said = command(capsys, "--json")
    found = json.loads(said)["trail"]
    assert (status, found) == (
        1,
        {"entries": 3, "newest": newest(), "faults": [{"number": 2, "what": "changed"}]},
    )


def test_every_fault_has_its_words():
    assert set(_FAULTS) == {"missing", "changed", "reordered", "head", "unguarded"}
