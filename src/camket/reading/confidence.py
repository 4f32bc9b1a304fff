"""Step 11: which statements are surely right. A statement is confident where none of these doubts holds.

The doubts were chosen by counting, on labelled passages that the rules were not written from, how often statements with
each doubt are wrong; those that are wrong more often than one time in ten are here.
"""

from __future__ import annotations

from .draft import Draft

REASONS: dict[str, str] = {
    "no_name": "the text gives no indicator",
    "short_name": "the indicator is a single word",
    "unknown_start": "the indicator begins with words that no lexicon knows",
    "count_kept": "a counted noun with nothing said of it",
    "misc": "the genre is not one that states results or targets",
    "council": "a difference in a council's text may be told or promised",
    "role": "neither cue nor form says whether it is told or promised",
    "role_carried": "the role comes from another sentence",
    "from": "“từ” may begin a range, a floor or a from-to",
    "tail_time": "the time stands behind the words that follow the number",
    "next_near": "another number follows without a stop between",
    "average": "a mean may be of years or of places",
    "early": "time gained or lost",
    "rank": "a rank's name stands in many places",
    "table": "a column's head is not known",
    "base": "the base of the comparison is not clear",
    "pair": "the slash may part done and promised, or part and whole",
}
_RULES = {"time_gained": "early", "rank": "rank"}


def confident(draft: Draft) -> bool:
    """No doubt that counts."""
    if draft.aggregate == "average" or draft.rule in _RULES:
        return False
    return not any(doubt in REASONS for doubt in draft.doubts)
