"""Who may do what: one table, role by verb. Tested cell by cell."""

from camket.people.enums import Role

# Of whoever has an account: what tells of the account itself, and the jobs it has started.
OWN = frozenset(
    {
        *("people.sign_in", "people.sign_out", "people.password", "people.second_factor", "people.link"),
        "people.mail",
        "jobs.follow",
    }
)
READ = OWN | {
    "records.read",
    "records.follow_tasks",
    "intake.read",
    "reviews.read",
    "reports.read",
    "reports.file",
    "exports.read",
    "rounds.read",
}
# What a board does at its reviews: say what hinders, decide who does what by when, report on it.
STEER = frozenset({"reviews.write", "records.give_task", "records.end_task", "records.report_task", "reports.write"})
DECIDE = frozenset({"reviews.sign", "resolutions.set_thresholds"})
CLERK = (
    READ
    | STEER
    | {
        "records.upload",
        "records.cite",
        "resolutions.record",
        "resolutions.appoint",
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
        "people.edit_office",
        "portal.write",
        "exports.edit",
        "rounds.manage",
        "rounds.answer",
        "rounds.approve",
    }
)
ADMINISTRATOR = (
    CLERK
    | DECIDE
    | {
        "audit.read",
        "people.read",
        "people.manage",
        "people.reset",
        "areas.manage",
        "jobs.manage",
        "rounds.word_letters",
        "rounds.set_holidays",
    }
)
# Sees what its office owes, and answers it; figures come from it through a round and in no other way.
REPORTER = OWN | {"rounds.read_own", "rounds.answer", "records.follow_tasks", "records.report_task"}

MAY: dict[Role, frozenset[str]] = {
    Role.ADMINISTRATOR: ADMINISTRATOR,
    Role.CLERK: CLERK,
    Role.LEADER: READ | STEER | DECIDE,
    Role.AUDITOR: READ | {"audit.read", "people.read"},
    Role.REPORTER: REPORTER,
    Role.PUBLIC: OWN,
}

# What shows nothing to the public and decides nothing of it. Every other verb publishes, those that are new among them:
# the role that may do it proves itself twice. What an office answers is weighed by whoever manages the round, and needs
# no account at all by the link.
QUIET = READ | STEER | {"rounds.read_own", "rounds.answer", "audit.read", "people.read"}


def allows(role: Role, verb: str) -> bool:
    return verb in MAY[role]


def publishes(role: Role) -> bool:
    """Can the role change what the public sees, or who may?"""
    return not MAY[role] <= QUIET
