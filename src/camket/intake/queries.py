from dataclasses import dataclass

from django.db.models import Count, Q

from camket.intake.enums import State
from camket.intake.models import Statement


@dataclass(frozen=True)
class Tally:
    """How far a document has been worked through."""

    waiting: int
    confident: int
    assented: int
    refused: int

    @property
    def total(self) -> int:
        return self.waiting + self.assented + self.refused


def tally(document_id: int) -> Tally:
    counts = Statement.objects.filter(document_id=document_id).aggregate(
        waiting=Count("id", filter=Q(state=State.WAITING)),
        confident=Count("id", filter=Q(state=State.WAITING, confident=True, question="")),
        assented=Count("id", filter=Q(state=State.ASSENTED)),
        refused=Count("id", filter=Q(state=State.REFUSED)),
    )
    return Tally(**counts)


def ready(document_id: int) -> list[Statement]:
    """Statements of high confidence that nobody has decided on, in reading order; whole before part."""
    waiting = Statement.objects.filter(document_id=document_id, state=State.WAITING, confident=True, question="")
    return list(waiting.select_related("document", "document__area").order_by("start", "role"))
