"""What an area's people have answered once is not asked again: see decision 11."""

from decimal import Decimal

import pytest

from camket.intake.actions import Assent, AssentConfident, Refuse, Undo
from camket.intake.enums import Question, State
from camket.intake.interpretation import Unclear
from camket.people.enums import Role
from camket.targets.actions import RememberWording
from factories import AreaFactory, DocumentFactory, IndicatorFactory, StatementFactory, UserFactory

SENTENCE = "Thu ngân sách tăng [11,7]% so với năm trước."
COMPARED = {"aggregate": "growth", "unit": "%", "value": Decimal("11.7"), "question": Question.COMPARISON}


def compared(**changes):
    document = DocumentFactory(text=SENTENCE.replace("[", "").replace("]", ""))
    return StatementFactory(document=document, marked=SENTENCE, **(COMPARED | changes))


@pytest.fixture
def clerk(db):
    return UserFactory(role=Role.CLERK)


@pytest.fixture
def refused(clerk):
    Refuse(by=clerk, statement=compared()).execute()


def settle(statement, by):
    done = AssentConfident(by=by, document=statement.document).execute()
    statement.refresh_from_db()
    return done.refused, statement.state


@pytest.mark.parametrize("sure", [True, False])
def test_a_comparison_is_refused_as_before(clerk, refused, sure):
    assert settle(compared(confident=sure), clerk) == (1, State.REFUSED)


OTHERS = {
    "another name": {"indicator_name": "chi ngân sách"},
    "a level": {"aggregate": "last", "question": Question.UNSURE, "confident": False},
    "a promise": {"role": "target", "question": Question.UNSURE, "confident": False},
    "a rate of its own": {"indicator_name": "tốc độ tăng thu", "question": Question.UNSURE, "confident": False},
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_anything_else_goes_on_waiting(clerk, refused, other):
    assert settle(compared(**other), clerk) == (0, State.WAITING)


def test_nothing_is_refused_in_nobodys_name(clerk, refused):
    assert settle(compared(), None) == (0, State.WAITING)


def test_what_nobody_has_refused_goes_on_waiting(clerk):
    compared(state=State.REFUSED)
    assert settle(compared(), clerk) == (0, State.WAITING)


class TestWordings:
    """Whichever indicator a name turned out to mean, it means from then on: in its area, until that is taken back."""

    @pytest.fixture
    def known(self, db):
        found = IndicatorFactory(name="thu ngân sách nhà nước")
        RememberWording(by=None, indicator=found, text=found.name).execute()
        return found

    def said(self, **changes):
        return StatementFactory(indicator_name="tổng thu ngân sách nhà nước", **changes)

    def test_a_name_answered_once_is_not_asked_about_again(self, known):
        Assent(by=None, statement=self.said(), indicator=known).execute()
        assert Assent(by=None, statement=self.said()).execute().observation.indicator == known

    def test_in_another_area_the_same_name_is_its_own(self, known):
        Assent(by=None, statement=self.said(), indicator=known).execute()
        elsewhere = AreaFactory(slug="khac", code="8", name="Xã Khác")
        there = Assent(by=None, statement=self.said(document__area=elsewhere)).execute().observation.indicator
        assert (there.area, there == known) == (elsewhere, False)
        assert known.wordings.count() == 2

    def test_a_wrong_answer_taken_back_is_forgotten(self, known):
        row = Assent(by=None, statement=self.said(), indicator=known).execute()
        row = Undo(by=None, statement=row).execute()
        assert [wording.text for wording in known.wordings.all()] == [known.name]
        with pytest.raises(Unclear):
            Assent(by=None, statement=row).execute()

    def test_what_other_statements_rest_on_is_not_forgotten(self, known):
        row = Assent(by=None, statement=self.said(), indicator=known).execute()
        Assent(by=None, statement=self.said()).execute()
        Undo(by=None, statement=row).execute()
        assert known.wordings.count() == 2

    def test_the_indicators_own_name_is_not_forgotten(self, known):
        row = Assent(by=None, statement=StatementFactory(indicator_name=known.name)).execute()
        Undo(by=None, statement=row).execute()
        assert known.wordings.count() == 1


def test_another_area_has_its_own_memory(clerk, refused):
    other = compared()
    other.document.area = type(other.document.area).objects.create(
        slug="khac", name="Xã khác", kind="commune", code="8"
    )
    other.document.save()
    assert settle(other, clerk) == (0, State.WAITING)
