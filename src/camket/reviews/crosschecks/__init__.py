"""Cross-checks: what documents say of one thing must fit together. Pure; each check names the passages that disagree.

A check is a function from :class:`Facts` to disagreements; its name is kept with each of them. Nothing is blocked.
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from camket.reviews.crosschecks.counts import announced_count, announced_result
from camket.reviews.crosschecks.facts import Announced, Cite, Disagreement, Facts, Measure, Promised, Seen, Stated
from camket.reviews.crosschecks.figures import cumulative_falls, ratio_out_of_range, sources_disagree
from camket.reviews.crosschecks.relations import part_exceeds_whole, shares_do_not_sum, stated_ratio
from camket.reviews.crosschecks.units import unit_differs, unit_slip

Check = Callable[[Facts], Iterator[Disagreement]]

CHECKS: MappingProxyType[str, Check] = MappingProxyType(
    {
        check.__name__: check
        for check in (
            sources_disagree,
            stated_ratio,
            shares_do_not_sum,
            part_exceeds_whole,
            ratio_out_of_range,
            unit_slip,
            unit_differs,
            cumulative_falls,
            announced_count,
            announced_result,
        )
    }
)

__all__ = [
    "CHECKS",
    "Announced",
    "Cite",
    "Disagreement",
    "Facts",
    "Measure",
    "Promised",
    "Seen",
    "Stated",
    "disagreements",
]


def disagreements(facts: Facts) -> Iterator[tuple[str, Disagreement]]:
    """Every check's name with what it found, in a settled order."""
    for name, check in CHECKS.items():
        for found in check(facts):
            yield name, found
