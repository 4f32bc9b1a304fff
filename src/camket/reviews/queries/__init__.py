"""The read side of the scoreboard: frozen rows, each query in a bounded number of SQL statements."""

from camket.reviews.queries.commitments import commitment
from camket.reviews.queries.documents import document, documents, mentioned_in
from camket.reviews.queries.rows import (
    Change,
    Commitment,
    Event,
    Figure,
    Finding,
    Label,
    Listed,
    Mandate,
    Mark,
    Mention,
    Point,
    Promise,
    Published,
    Row,
    Seat,
    Source,
    Standing,
    Text,
)
from camket.reviews.queries.scoreboard import changes, mandates, scoreboard
from camket.reviews.queries.tallies import Tally, attention, shortfalls, tally

__all__ = [
    "Change",
    "Commitment",
    "Event",
    "Figure",
    "Finding",
    "Label",
    "Listed",
    "Mandate",
    "Mark",
    "Mention",
    "Point",
    "Promise",
    "Published",
    "Row",
    "Seat",
    "Source",
    "Standing",
    "Tally",
    "Text",
    "attention",
    "changes",
    "commitment",
    "document",
    "documents",
    "mandates",
    "mentioned_in",
    "scoreboard",
    "shortfalls",
    "tally",
]
