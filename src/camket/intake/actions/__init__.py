"""The verbs of the person who takes a document in: read, add, assent, edit, refuse, undo."""

from camket.intake.actions.adding import AddStatement, AlreadyStated
from camket.intake.actions.assenting import Assent
from camket.intake.actions.deciding import Ask, Decided, Decision, Edit, Outdated, Refuse, Undo
from camket.intake.actions.reading import ReadDocument, TakeIn, Taken
from camket.intake.actions.together import AssentConfident, Assented, RefuseComparisons

__all__ = [
    "AddStatement",
    "AlreadyStated",
    "Ask",
    "Assent",
    "AssentConfident",
    "Assented",
    "Decided",
    "Decision",
    "Edit",
    "Outdated",
    "ReadDocument",
    "Refuse",
    "RefuseComparisons",
    "TakeIn",
    "Taken",
    "Undo",
]
