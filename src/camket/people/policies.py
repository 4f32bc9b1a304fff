"""Who may do what: one table, role by verb. Tested cell by cell."""

from camket.people.enums import Role

READ = frozenset({"records.read", "intake.read", "reviews.read", "reports.write", "rounds.read"})
CLERK = READ | {
    "records.upload",
    "records.cite",
    "resolutions.record",
    "targets.record",
    "targets.edit",
    "observations.record",
    "intake.read_document",
    "intake.add",
    "intake.edit",
    "intake.assent",
    "intake.refuse",
    "intake.undo",
    "reviews.judge",
    "portal.write",
    "rounds.manage",
    "rounds.answer",
    "rounds.approve",
}
ADMINISTRATOR = CLERK | {"audit.read", "people.manage", "areas.manage"}

MAY: dict[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.CLERK: frozenset(CLERK),
    Role.LEADER: READ,
    Role.AUDITOR: READ | {"audit.read"},
    Role.PUBLIC: frozenset(),
}


def allows(role: Role, verb: str) -> bool:
    return verb in MAY[role]
