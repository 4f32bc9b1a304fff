"""The main job on the sample city: from its documents to the verdicts that its author worked out by hand."""

import contextlib
import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from camket.config import loading
from camket.intake.actions import Assent
from camket.intake.choices import choices
from camket.intake.enums import Question, State
from camket.intake.interpretation import Unclear
from camket.intake.models import Statement
from camket.observations.models import Observation
from camket.portal.models import NewsPage
from camket.records.models import Document
from camket.resolutions.models import Assignment, Resolution
from camket.reviews.models import Finding, Verdict
from camket.reviews.upkeep import bring_up_to_date
from camket.targets.models import Target
from camket.targets.queries import match

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2] / "samples"
FOLDER = ROOT / "minh-hoa"
EXPECTED = tomllib.loads((ROOT / "build" / "sources" / "minh-hoa" / "verdicts.toml").read_text("utf8"))
BY_HAND = [row for row in EXPECTED["verdict"] if "part" not in row]


def load(on=EXPECTED["verdicts"]["on"]):
    batch = loading.plan([FOLDER], None)
    return loading.Loading(batch, True, lambda items, *_: items, on).run()


def decide():
    """What a clerk does next: assent to what the machine read right but was not sure of, and answer "the same"."""
    waiting = Statement.objects.filter(state=State.WAITING)
    for statement in waiting.filter(question=Question.UNSURE).exclude(aggregate="change"):
        near = match(statement.document.area_id, statement.indicator_name).near
        _assent(statement, near[0] if near else None)
    for statement in waiting.filter(question=Question.SAME):
        for choice in choices([statement]).get(statement.pk, ()):
            if choice.preferred:
                _assent(statement, choice.indicator)
    bring_up_to_date(Document.objects.first().area_id, EXPECTED["verdicts"]["on"])


def _assent(statement, indicator):
    with contextlib.suppress(Unclear), transaction.atomic():
        Assent(by=None, statement=statement, indicator=indicator).execute()


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker):
    """The sample city, loaded once for this module and taken away after it."""
    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                outcome = load()
                outcome.waiting = list(Statement.objects.filter(state=State.WAITING).values_list("question", flat=True))
                decide()
                yield outcome
                raise RuntimeError("roll back")
        except RuntimeError:
            pass


def test_no_file_failed(city):
    assert city.failures == []


def test_all_targets_of_the_first_resolution_are_recorded(city):
    numbers = set(Target.objects.filter(resolution__slug="minh-hoa-2020-2025").values_list("number", flat=True))
    assert numbers == set(range(1, 38))


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: f"{row['number']}-{row['verdict']}")
def test_the_verdict_is_the_one_worked_out_by_hand(city, row):
    targets = Target.objects.filter(resolution__slug="minh-hoa-2020-2025", number=row["number"], part_of=None)
    assert [t.verdict.outcome for t in targets] == [row["verdict"]]


def test_groups_programmes_boards_and_leads_come_from_the_document(city):
    first = Resolution.objects.get(slug="minh-hoa-2020-2025")
    assert (first.groups.count(), first.programmes.count()) == (4, 4)
    assert Assignment.objects.filter(programme__resolution=first).count() == 22
    assert not Target.objects.filter(resolution=first, lead=None).exists()
    assert not Target.objects.filter(resolution=first, programmes=None).exists()


def test_every_figure_says_who_says_so(city):
    assert not Observation.objects.filter(passage=None).exists()
    for passage in (o.passage for o in Observation.objects.select_related("passage__document")):
        assert passage.document.text[passage.start : passage.end] == passage.number


def test_what_is_unclear_waits_with_its_question(city):
    assert city.waiting
    assert "" not in city.waiting


def test_nine_of_ten_statements_need_no_second_look(city):
    total = Statement.objects.count()
    assert len(city.waiting) / total <= 0.12


def test_the_mistakes_made_on_purpose_are_found(city):
    found = set(Finding.objects.values_list("check_name", flat=True))
    assert {"sources_disagree", "shares_do_not_sum", "unit_slip"} <= found


def test_news_are_published_with_their_pictures(city):
    pages = NewsPage.objects.live().filter(locale__language_code="vi")
    assert pages.count() == Document.objects.filter(kind="news").count() == 4
    assert not pages.filter(picture=None).exists()


def test_verdicts_read_the_same_after_a_second_load(city):
    before = list(Verdict.objects.order_by("target").values_list("target", "outcome", "why"))
    again = load()
    assert list(Verdict.objects.order_by("target").values_list("target", "outcome", "why")) == before
    assert again.judged == Verdict.objects.count()
    assert isinstance(EXPECTED["verdicts"]["on"], date)
