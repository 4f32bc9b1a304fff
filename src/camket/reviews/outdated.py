"""Which areas' verdicts no longer rest on what is known."""

from django.db.models import Min

from camket.observations.queries import changed_since
from camket.reviews.models import Verdict
from camket.targets.queries import unjudged_areas


def areas_outdated() -> list[int]:
    """Areas with a target never judged, or with a figure recorded or withdrawn since its verdicts were made."""
    judged = Verdict.objects.values_list("target__area_id").annotate(Min("as_of")).order_by()
    changed = {area_id for area_id, as_of in judged if changed_since(area_id, as_of)}
    return sorted(unjudged_areas() | changed)
