"""The card of a statement that is not sure says of what, and marks where that stands until a person puts it right."""

import re

import pytest
from django.utils.translation import override

from camket.intake import doubted, phrases
from camket.intake.actions import Assent, Edit, ReadDocument, Undo
from camket.intake.forms import StatementForm
from camket.intake.models import Statement
from camket.reading import in_words
from camket.reading.confidence import TOPICS
from factories import DocumentFactory, StatementFactory, UserFactory

LOOK = "Cần xem kỹ: "


def read(text: str, genre: str) -> Statement:
    document = DocumentFactory(text=text, genre=genre)
    ReadDocument(by=UserFactory(is_superuser=True), document=document).execute()
    return Statement.objects.order_by("start").last()


@pytest.fixture
def unsure(desk):
    desk.unsure.unsure_of = "name time kind"
    desk.unsure.save()
    return desk.unsure


def card_of(client, statement, query=""):
    page = client.get(f"/admin/cau/{statement.pk}/{query}").content.decode()
    return re.search(rf'<article[^>]*id="cau-{statement.pk}".*?</article>', page, re.S)[0]


def marked(card):
    return re.findall(r"ck-field--(\w+) ck-field--doubted", card)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("genre", "text", "said"),
    [
        ("year_report", "Năm 2024, thu ngân sách trên địa bàn đạt 212 tỷ đồng.", ""),
        ("year_report", "Thu ngân sách đạt 458/369 tỷ đồng.", "Cần xem kỹ: con số."),
        ("congress_news", "Xếp thứ 3/14 huyện về cải cách hành chính.", "Cần xem kỹ: tên chỉ số."),
        ("congress_news", "Năm 2024 thu 5 tỷ đồng. Đến nay, tỷ lệ hộ nghèo còn 4%.", "Cần xem kỹ: thời gian."),
        ("council", "Thu ngân sách 98 tỷ đồng.", "Cần xem kỹ: vai trò, cách tính."),
        ("misc", "Sản lượng đạt 45 tấn.", "Cần xem kỹ: có phải số liệu cần ghi không."),
    ],
)
def test_what_the_reader_doubts_is_kept_and_said(genre, text, said):
    assert phrases.look_at(read(text, genre)) == said


@pytest.mark.parametrize("topic", TOPICS)
def test_all_that_may_be_in_doubt_has_words_and_fields(topic):
    assert topic in doubted.FIELDS
    assert in_words([topic], "vi") != in_words([topic], "en") != ""


def test_every_field_in_doubt_is_one_of_the_card():
    assert {name for names in doubted.FIELDS.values() for name in names} <= set(StatementForm.base_fields)


def test_all_topics_at_once_fit_into_the_row():
    assert len(" ".join(TOPICS)) <= Statement._meta.get_field("unsure_of").max_length


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ({"unsure_of": ""}, ()),
        ({"unsure_of": "name"}, ("indicator_name",)),
        ({"unsure_of": "role aggregate"}, ("role", "aggregate")),
        ({"unsure_of": "time"}, ("last_year", "first_year")),
        ({"unsure_of": "time", "first_year": None, "last_year": None}, ("last_year",)),
        ({"unsure_of": "number"}, ("value", "comparator")),
        ({"unsure_of": "number", "denominator": 200}, ("value", "denominator", "comparator")),
        ({"unsure_of": "number", "aggregate": "state"}, ("state_name",)),
        ({"unsure_of": "kind comparison"}, ()),
        ({"unsure_of": "name", "state": "assented"}, ()),
        ({"unsure_of": "what a later version knows"}, ()),
    ],
)
def test_the_fields_that_are_in_doubt(given, fields):
    document = DocumentFactory(text="Thu ngân sách năm 2024 đạt 187,2 tỷ đồng.")
    assert doubted.fields(StatementFactory(document=document, **given)) == fields


class TestCard:
    def test_it_says_what_to_look_at(self, clerk, unsure):
        card = card_of(clerk, unsure)
        assert "<b>Cần xem kỹ: tên chỉ số, thời gian, có phải số liệu cần ghi không.</b>" in card
        assert "Máy chưa chắc" not in card

    def test_in_english_too(self, clerk, unsure):
        with override("en"):
            assert phrases.look_at(unsure) == "Look at: name, time, whether the figure is to be recorded at all."

    def test_what_was_read_before_says_that_the_machine_is_not_sure(self, clerk, desk):
        card = card_of(clerk, desk.unsure)
        assert "Máy chưa chắc đã đọc đúng." in card
        assert LOOK not in card

    def test_another_question_stands_beside_it(self, clerk, unsure):
        Statement.objects.filter(pk=unsure.pk).update(question="no_period")
        card = card_of(clerk, unsure)
        assert "Câu không nêu thời gian" in card
        assert LOOK in card

    def test_its_form_marks_the_fields_in_words_and_for_a_screen_reader(self, clerk, unsure):
        card = card_of(clerk, unsure, "?sua")
        assert marked(card) == ["indicator_name", "first_year", "last_year"]
        for name in marked(card):
            field = f"id_{unsure.pk}_{name}"
            assert re.search(rf'<input[^>]*aria-describedby="{field}_doubt"[^>]*id="{field}"', card)
            assert f'id="{field}_doubt">xem kỹ</span>' in card

    def test_typing_begins_at_what_weighs_most(self, clerk, unsure):
        Statement.objects.filter(pk=unsure.pk).update(unsure_of="aggregate name")
        assert f'data-focus="id_{unsure.pk}_aggregate"' in card_of(clerk, unsure, "?sua")

    def test_a_field_that_is_wrong_as_well_is_described_by_both(self, clerk, unsure):
        answer = clerk.post(f"/admin/cau/{unsure.pk}/sua/", {"version": 0, "indicator_name": ""}).content.decode()
        field = f"id_{unsure.pk}_indicator_name"
        assert f'aria-describedby="{field}_doubt {field}_error"' in answer

    @pytest.mark.parametrize("name", ["sure", "no_unit"])
    def test_what_is_sure_has_no_mark(self, clerk, desk, name):
        card = card_of(clerk, getattr(desk, name), "?sua")
        assert marked(card) == []
        assert LOOK not in card


class TestPuttingRight:
    @pytest.mark.parametrize(
        ("changes", "left"),
        [
            ({"indicator_name": "trồng rừng tập trung"}, "time"),
            ({"part": "9M"}, "name"),
            ({"first_year": 2023, "last_year": 2023}, "name"),
            ({"value": 130}, "name time"),
            ({"indicator_name": "trồng rừng tập trung", "last_year": 2023, "first_year": 2023}, ""),
        ],
    )
    def test_what_a_person_has_edited_is_in_doubt_no_longer(self, unsure, changes, left):
        Edit(by=None, statement=unsure, changes=changes).execute()
        unsure.refresh_from_db()
        assert unsure.unsure_of == left

    def test_the_other_fields_stay_marked(self, clerk, unsure):
        Edit(by=None, statement=unsure, changes={"indicator_name": "trồng rừng tập trung"}).execute()
        card = card_of(clerk, unsure, "?sua")
        assert marked(card) == ["first_year", "last_year"]
        assert "Cần xem kỹ: thời gian." in card

    def test_who_assents_has_looked_and_who_undoes_is_told_again(self, clerk, unsure):
        Assent(by=clerk.user, statement=unsure).execute()
        assert LOOK not in card_of(clerk, unsure)
        Undo(by=clerk.user, statement=Statement.objects.get(pk=unsure.pk)).execute()
        assert LOOK in card_of(clerk, unsure)

    def test_a_time_put_right_together_leaves_the_rest_in_doubt(self, desk, unsure):
        Edit(by=None, statement=desk.sure, changes={"first_year": 2023, "last_year": 2023}, alike=True).execute()
        unsure.refresh_from_db()
        assert (unsure.last_year, unsure.unsure_of) == (2023, "name kind")

    def test_reading_again_says_it_of_what_was_read_before(self, clerk):
        statement = read("Thu ngân sách 98 tỷ đồng.", "council")
        Statement.objects.update(unsure_of="")
        clerk.post(f"/admin/van-ban/{statement.document_id}/doc-lai/")
        assert Statement.objects.get().unsure_of == "role aggregate"
