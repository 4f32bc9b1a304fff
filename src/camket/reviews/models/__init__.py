"""What was judged, and what was made of it at the reviews."""

from camket.reviews.models.judged import Definition, Finding, Judged, Judgement, Verdict
from camket.reviews.models.projects import Milestone, Project
from camket.reviews.models.reviewed import Addendum, CarriedOn, Note, Obstacle, Remedy, Review, ReviewTarget

__all__ = [
    "Addendum",
    "CarriedOn",
    "Definition",
    "Finding",
    "Judged",
    "Judgement",
    "Milestone",
    "Note",
    "Obstacle",
    "Project",
    "Remedy",
    "Review",
    "ReviewTarget",
    "Verdict",
]
