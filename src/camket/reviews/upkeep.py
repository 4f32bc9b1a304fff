"""Keeping verdicts and findings in step with what is known."""

from datetime import date

from django.db.models import Min

from camket.observations.queries import changed_since
from camket.reviews.actions import JudgeArea
from camket.reviews.checking import FindDisagreements
from camket.reviews.models import Verdict
from camket.targets.queries import unjudged_areas


def areas_outdated() -> list[int]:
    """Areas with a target never judged, or with a figure recorded or withdrawn since its verdicts were made."""
    judged = Verdict.objects.values_list("target__area_id").annotate(Min("as_of")).order_by()
    changed = {area_id for area_id, as_of in judged if changed_since(area_id, as_of)}
    return sorted(unjudged_areas() | changed)


def bring_up_to_date(area_id: int, on: date) -> int:
    """Judge the area's targets as on that day and run the cross-checks; the number of targets."""
    judged = JudgeArea(by=None, area_id=area_id, on=on).execute()
    FindDisagreements(by=None, area_id=area_id).execute()
    return judged
