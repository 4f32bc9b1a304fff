"""Many offices at one moment: none is lost."""

from observations.many_links import TIMES, measure

OFFICES = 40


def test_forty_links_that_answer_at_once_lose_nothing(tmp_path):
    told = measure(tmp_path, OFFICES)
    for name in TIMES:
        del told[name]
    both = 2 * OFFICES
    expected = {"answers": both, "figures": both, "right": both, "judged": both, "uses": OFFICES, "waiting": 0}
    assert told == {"statuses": [200], **expected}
