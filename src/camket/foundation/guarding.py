"""What the database itself refuses: to change or to remove an entry of the audit trail. For migrations."""

from typing import Any

_WORDS = "an audit entry is written once and stays"
_SQLITE = [
    f"CREATE TRIGGER auditentry_no_{verb} BEFORE {verb.upper()} ON foundation_auditentry "
    f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
    for verb in ("update", "delete")
]
_POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION auditentry_stays() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_WORDS}'; END $$",
    "CREATE TRIGGER auditentry_no_update BEFORE UPDATE ON foundation_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION auditentry_stays()",
    "CREATE TRIGGER auditentry_no_delete BEFORE DELETE ON foundation_auditentry "
    "FOR EACH ROW EXECUTE FUNCTION auditentry_stays()",
    "CREATE TRIGGER auditentry_no_truncate BEFORE TRUNCATE ON foundation_auditentry "
    "FOR EACH STATEMENT EXECUTE FUNCTION auditentry_stays()",
]
_GONE = {
    "sqlite": [f"DROP TRIGGER IF EXISTS auditentry_no_{verb}" for verb in ("update", "delete")],
    "postgresql": [
        f"DROP TRIGGER IF EXISTS auditentry_no_{verb} ON foundation_auditentry"
        for verb in ("update", "delete", "truncate")
    ],
}


def guard(connection: Any) -> None:
    _run(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor])


def unguard(connection: Any) -> None:
    """For taking back the migration, and for tests that empty their database."""
    _run(connection, _GONE[connection.vendor])


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
