"""The page of one document, and a person's word on its statements."""

import json
from decimal import Decimal

import pytest

from camket.intake.actions import Assent
from camket.intake.enums import Question, State
from camket.intake.models import OtherNumber
from camket.people.enums import Role
from camket.targets.actions import RememberWording
from factories import (
    DocumentFactory,
    FindingFactory,
    IndicatorFactory,
    ObservationFactory,
    PassageFactory,
    ResolutionFactory,
    StatementFactory,
    TargetFactory,
)

SCRIPT = {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}


def page_of(document):
    return f"/admin/van-ban/{document.pk}/"


def post(client, statement, verb, *, version=None, script=False, **fields):
    """Press a button of a statement's form, as the page was when ``version`` was shown."""
    statement.refresh_from_db()
    shown = statement.version if version is None else version
    given = {"version": shown, **fields}
    return client.post(f"/admin/cau/{statement.pk}/{verb}/", given, **(SCRIPT if script else {}))


def typed(statement, **changes):
    given = {
        "role": statement.role,
        "indicator_name": statement.indicator_name,
        "comparator": statement.comparator,
        "value": str(statement.value).replace(".", ","),
        "unit": statement.unit,
        "aggregate": statement.aggregate,
        "first_year": statement.first_year or "",
        "last_year": statement.last_year or "",
    }
    return given | changes


class TestPage:
    def test_each_number_is_marked_by_how_it_stands(self, clerk, desk):
        text = desk.document.text
        OtherNumber.objects.create(
            document=desk.document, start=text.index("2024"), end=text.index("2024") + 4, kind="year"
        )
        page = clerk.get(page_of(desk.document)).content.decode()
        assert f'class="ck-mark ck-mark--sure" href="#cau-{desk.sure.pk}"' in page
        assert f'class="ck-mark ck-mark--unsure" href="#cau-{desk.unsure.pk}"' in page
        assert f'data-other="{text.index("2024")}" title="năm">2024</a>' in page

    def test_each_number_is_marked_by_what_it_is(self, clerk, desk):
        type(desk.sure).objects.filter(pk=desk.poverty.pk).update(role="target")
        page = clerk.get(page_of(desk.document)).content.decode()
        said = f'data-mark="{desk.sure.pk}" data-kind="KQ" title="Kết quả. Chờ duyệt, máy chắc chắn"'
        assert said in page
        assert f'data-mark="{desk.poverty.pk}" data-kind="CT" title="Chỉ tiêu. Chờ duyệt, máy chắc chắn"' in page

    def test_a_question_is_asked_in_plain_words_with_what_to_do(self, clerk, desk):
        page = clerk.get(page_of(desk.document)).content.decode()
        assert "Câu không nêu đơn vị tính" in page
        assert "gõ đơn vị tính" in page

    def test_statements_stand_in_reading_order(self, clerk, desk):
        rows = clerk.get(page_of(desk.document)).context["desk"].rows
        shown = [card.statement.pk for row in rows for card in row.cards]
        assert shown == [desk.sure.pk, desk.poverty.pk, desk.unsure.pk, desk.no_unit.pk]

    def test_a_document_without_statements_says_so(self, clerk, db):
        page = clerk.get(page_of(DocumentFactory(text="Không có số."))).content.decode()
        assert "Không có câu nào có số liệu" in page

    def test_a_reader_has_no_buttons(self, signed_in, desk):
        page = signed_in(Role.LEADER).get(page_of(desk.document)).content.decode()
        assert "data-act=" not in page
        assert "data-other=" not in page
        assert "187,2" in page

    @pytest.mark.parametrize("asked", ["0", "99", "-1", "hai", ""])
    def test_a_sheet_that_is_not_there_is_the_nearest_one(self, clerk, desk, asked):
        assert clerk.get(page_of(desk.document), {"trang": asked}).status_code == 200


class TestLongDocument:
    @pytest.fixture
    def long(self, db):
        line = "Thu ngân sách năm 2024 đạt 187,2 tỷ đồng, tăng so với năm trước; các xã, phường đều hoàn thành dự toán."
        document = DocumentFactory(text="\n".join([line] * 3000), title="Báo cáo dài")
        step, at = len(line) + 1, line.index("187,2")
        rows = [
            StatementFactory.build(
                document=document, start=n * step + at, end=n * step + at + 5, sentence_start=n * step, sentence_end=0
            )
            for n in range(3000)
        ]
        type(rows[0]).objects.bulk_create(rows)
        return document

    def test_three_thousand_statements_come_in_sheets_of_fifty(self, clerk, long, django_assert_max_num_queries):
        clerk.get(page_of(long))
        with django_assert_max_num_queries(26):
            page = clerk.get(page_of(long), {"trang": "37"})
        assert len(page.context["desk"].sheets) == 60
        assert page.content.decode().count("data-card=") == 50

    def test_the_next_unsure_one_is_found_on_a_later_sheet(self, clerk, long):
        far = long.statements.order_by("start")[2900]
        type(far).objects.filter(pk=far.pk).update(confident=False)
        answer = clerk.get(f"{page_of(long)}cau-can-xem/")
        assert answer.url == f"{page_of(long)}?trang=59#cau-{far.pk}"


class TestAssent:
    def test_a_figure_is_recorded_and_the_page_shown_again_at_the_statement(self, clerk, desk):
        answer = post(clerk, desk.sure, "duyet")
        assert answer.url == f"{page_of(desk.document)}#cau-{desk.sure.pk}"
        desk.sure.refresh_from_db()
        assert desk.sure.state == State.ASSENTED
        assert desk.sure.decided_by == clerk.user
        assert desk.sure.observation.value == Decimal("187.2")

    def test_a_script_gets_the_changed_card_alone(self, clerk, desk):
        answer = json.loads(post(clerk, desk.sure, "duyet", script=True).content)
        assert answer["standing"] == "assented"
        assert f'id="cau-{desk.sure.pk}"' in answer["card"]
        assert "<html" not in answer["card"]
        assert answer["said"] == "Đã duyệt"

    def test_all_that_is_sure_at_once(self, clerk, desk):
        answer = clerk.post(f"{page_of(desk.document)}duyet-chac-chan/", follow=True)
        assert "2 số liệu" in answer.content.decode()
        states = list(desk.document.statements.order_by("start").values_list("state", flat=True))
        assert states == ["assented", "assented", "waiting", "waiting"]

    def test_assenting_twice_records_once(self, clerk, desk):
        post(clerk, desk.sure, "duyet")
        post(clerk, desk.sure, "duyet")
        desk.sure.refresh_from_db()
        assert desk.sure.observation.indicator.observations.count() == 1

    def test_what_is_unclear_opens_the_field_that_answers_it(self, clerk, desk):
        answer = json.loads(post(clerk, desk.no_unit, "duyet", script=True).content)
        assert answer["open"]
        assert f'data-focus="id_{desk.no_unit.pk}_unit"' in answer["card"]

    def test_without_a_script_the_page_comes_back_with_that_card_open(self, clerk, desk):
        answer = post(clerk, desk.no_unit, "duyet")
        assert answer.status_code == 422
        assert 'name="unit"' in answer.content.decode()

    def test_a_target_in_a_report_without_a_resolution_asks_for_it(self, clerk, desk):
        desk.sure.role = "target"
        desk.sure.save()
        answer = post(clerk, desk.sure, "duyet").content.decode()
        assert "Tải nghị quyết của nhiệm kỳ đó lên trước" in answer

    def test_a_public_commitment_is_linked_from_its_figure(self, clerk, desk):
        indicator = IndicatorFactory(area=desk.document.area, name="thu ngân sách")
        RememberWording(by=None, indicator=indicator, text="thu ngân sách").execute()
        TargetFactory(resolution=ResolutionFactory(area=desk.document.area), indicator=indicator)
        post(clerk, desk.sure, "duyet")
        page = clerk.get(page_of(desk.document)).content.decode()
        assert f"/admin/cau/{desk.sure.pk}/cam-ket/" in page
        assert clerk.get(f"/admin/cau/{desk.sure.pk}/cam-ket/").status_code == 302


class TestNearlyTheSameName:
    @pytest.fixture
    def known(self, desk):
        indicator = IndicatorFactory(area=desk.document.area, name="Thu ngân sách nhà nước")
        RememberWording(by=None, indicator=indicator, text="thu ngân sách nhà nước").execute()
        desk.sure.indicator_name = "thu ngân sách nhà nước địa phương"
        desk.sure.save()
        return indicator

    def test_the_near_one_is_offered(self, clerk, desk, known):
        answer = json.loads(post(clerk, desk.sure, "duyet", script=True).content)
        assert "Thu ngân sách nhà nước" in answer["card"]
        assert f'name="indicator" value="{known.pk}"' in answer["card"]
        assert "Chỉ số mới" in answer["card"]

    def test_it_is_that_one_and_the_wording_is_remembered(self, clerk, desk, known):
        post(clerk, desk.sure, "duyet", indicator=known.pk)
        desk.sure.refresh_from_db()
        assert desk.sure.observation.indicator == known
        assert known.wordings.count() == 2

    def test_it_is_another_one(self, clerk, desk, known):
        post(clerk, desk.sure, "duyet", new="1")
        desk.sure.refresh_from_db()
        assert desk.sure.observation.indicator != known

    def test_it_may_be_said_to_be_any_known_one_in_words(self, clerk, desk, known):
        """Under whatever wording that one is known by, also where the page did not ask."""
        post(clerk, desk.poverty, "duyet", joined="thu  ngân sách Nhà nước", version=0)
        desk.poverty.refresh_from_db()
        assert desk.poverty.question == Question.UNIT
        post(clerk, desk.sure, "duyet", joined="thu  ngân sách Nhà nước")
        desk.sure.refresh_from_db()
        assert desk.sure.observation.indicator == known
        assert known.wordings.count() == 2

    def test_a_name_that_no_indicator_has_is_told_and_stays_typed(self, clerk, desk, known):
        answer = post(clerk, desk.sure, "duyet", script=True, joined="thu gì đó").json()
        assert answer["open"]
        assert "Không có đúng một chỉ số tên như vậy" in answer["card"]
        assert 'value="thu gì đó"' in answer["card"]
        desk.sure.refresh_from_db()
        assert desk.sure.state == State.WAITING

    def test_the_place_to_type_it_opens_without_a_script(self, clerk, desk):
        page = clerk.get(f"/admin/cau/{desk.sure.pk}/?ghep").content.decode()
        assert 'name="joined"' in page
        assert "<html" in page

    def test_an_indicator_of_another_area_cannot_be_chosen(self, clerk, desk, known):
        foreign = IndicatorFactory(area__slug="xa-khac", area__code="7", name="Thu ngân sách khác")
        assert post(clerk, desk.sure, "duyet", indicator=foreign.pk).status_code == 404

    def test_the_question_stays_for_whoever_comes_next(self, clerk, desk, known):
        post(clerk, desk.sure, "duyet")
        desk.sure.refresh_from_db()
        assert desk.sure.question == Question.SAME
        assert "Là “Thu ngân sách nhà nước”" in clerk.get(page_of(desk.document)).content.decode()

    def test_many_such_questions_cost_no_more_queries(self, clerk, desk, known, django_assert_max_num_queries):
        desk.document.statements.update(question=Question.SAME, indicator_name="thu ngân sách nhà nước địa phương")
        clerk.get(page_of(desk.document))
        with django_assert_max_num_queries(26):
            clerk.get(page_of(desk.document))


class TestEdit:
    def test_what_was_typed_is_kept_and_waits(self, clerk, desk):
        post(clerk, desk.unsure, "sua", **typed(desk.unsure, value="1.250,5"))
        desk.unsure.refresh_from_db()
        assert (desk.unsure.value, desk.unsure.edited, desk.unsure.state) == (Decimal("1250.5"), True, State.WAITING)

    @pytest.mark.parametrize(("part", "end"), [("9M", (9, 30)), ("", (12, 31))])
    def test_the_months_of_the_report_are_shown_and_the_whole_year_can_be_meant(self, clerk, desk, part, end):
        desk.document.months = 9
        desk.document.save()
        page = clerk.get(f"/admin/cau/{desk.sure.pk}/?sua").content.decode()
        assert '<option value="9M" selected>' in page
        post(clerk, desk.sure, "sua", assent="1", **typed(desk.sure, first_year="", part=part, value="190"))
        desk.sure.refresh_from_db()
        assert (desk.sure.observation.end.month, desk.sure.observation.end.day) == end

    def test_both_at_once(self, clerk, desk):
        post(clerk, desk.no_unit, "sua", assent="1", **typed(desk.no_unit, unit="hợp tác xã"))
        desk.no_unit.refresh_from_db()
        assert desk.no_unit.state == State.ASSENTED
        assert desk.no_unit.observation.indicator.unit == "hợp tác xã"

    def test_what_is_wrong_is_told_at_the_field_and_nothing_typed_is_lost(self, clerk, desk):
        answer = post(clerk, desk.unsure, "sua", **typed(desk.unsure, value="nhiều", unit="hecta mới"))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Gõ như 1.234,5" in page
        assert 'value="nhiều"' in page
        assert 'value="hecta mới"' in page
        desk.unsure.refresh_from_db()
        assert not desk.unsure.edited

    def test_what_was_assented_to_must_be_undone_first(self, clerk, desk):
        post(clerk, desk.sure, "duyet")
        answer = post(clerk, desk.sure, "sua", **typed(desk.sure, value="1"))
        assert answer.status_code == 409
        assert "Hoàn tác trước" in answer.content.decode()
        desk.sure.refresh_from_db()
        assert desk.sure.value == Decimal("187.2")

    def test_the_form_opens_without_a_script(self, clerk, desk):
        page = clerk.get(f"/admin/cau/{desk.unsure.pk}/?sua").content.decode()
        assert 'name="indicator_name"' in page
        assert "<html" in page

    def test_known_names_are_suggested(self, clerk, desk):
        IndicatorFactory(area=desk.document.area, name="Trồng rừng")
        assert '<option value="Trồng rừng">' in clerk.get(page_of(desk.document)).content.decode()


class TestRefuseAndUndo:
    def test_refused_and_taken_back(self, clerk, desk):
        post(clerk, desk.unsure, "bo")
        desk.unsure.refresh_from_db()
        assert desk.unsure.state == State.REFUSED
        post(clerk, desk.unsure, "hoan-tac")
        desk.unsure.refresh_from_db()
        assert desk.unsure.state == State.WAITING

    def test_what_only_says_by_how_much_it_rose_is_refused_together(self, clerk, desk):
        """Only what was surely read so: a doubtful one is looked at by itself."""
        desk.document.statements.exclude(pk=desk.no_unit.pk).update(question=Question.COMPARISON)
        clerk.post(f"{page_of(desk.document)}bo-so-sanh/")
        states = list(desk.document.statements.order_by("start").values_list("state", flat=True))
        assert states == ["refused", "refused", "waiting", "waiting"]

    def test_an_undone_figure_is_withdrawn_and_not_deleted(self, clerk, desk):
        post(clerk, desk.sure, "duyet")
        desk.sure.refresh_from_db()
        figure = desk.sure.observation
        post(clerk, desk.sure, "hoan-tac")
        figure.refresh_from_db()
        assert figure.withdrawn_at is not None

    def test_what_was_assented_to_is_not_refused_over_its_figure(self, clerk, desk):
        post(clerk, desk.sure, "duyet")
        assert post(clerk, desk.sure, "bo").status_code == 409
        desk.sure.refresh_from_db()
        assert desk.sure.state == State.ASSENTED

    def test_assented_again_after_an_undo(self, clerk, desk):
        for verb in ("duyet", "hoan-tac", "duyet"):
            post(clerk, desk.sure, verb)
        desk.sure.refresh_from_db()
        assert desk.sure.observation.withdrawn_at is None


class TestTwoPeople:
    """The second one sees the first one's work, and neither overwrites the other."""

    VERBS = ("duyet", "bo", "hoan-tac")

    @pytest.mark.parametrize("verb", VERBS)
    def test_a_decision_on_an_old_page_is_held_up(self, signed_in, desk, verb):
        Assent(by=None, statement=desk.sure).execute()
        answer = post(signed_in(), desk.sure, verb, version=0)
        assert answer.status_code == 409
        assert "Người khác vừa duyệt câu này" in answer.content.decode()

    SAID = (("duyet", "vừa duyệt câu này"), ("bo", "vừa bỏ câu này"), ("sua", "vừa đổi câu này, nay đang chờ duyệt"))

    @pytest.mark.parametrize(("verb", "said"), SAID)
    def test_it_is_said_who_did_what(self, signed_in, desk, verb, said):
        post(signed_in(first_name="Lan", last_name="Phạm"), desk.sure, verb, **typed(desk.sure, value="190"))
        answer = post(signed_in(), desk.sure, "sua", version=0, **typed(desk.sure, value="999,5"))
        page = answer.content.decode()
        assert f"Lan Phạm {said}." in page
        assert "Nội dung bạn gõ vẫn còn trong các ô." in page

    def test_ones_own_work_in_another_window_is_called_so(self, clerk, desk):
        post(clerk, desk.sure, "bo")
        answer = post(clerk, desk.sure, "duyet", version=0)
        assert "Ở một cửa sổ khác, bạn vừa bỏ câu này." in answer.content.decode()

    def test_what_was_typed_is_saved_over_it_only_by_undoing_it_first(self, signed_in, desk):
        first, second = signed_in(), signed_in()
        post(first, desk.sure, "duyet")
        page = post(second, desk.sure, "sua", version=0, **typed(desk.sure, value="190")).content.decode()
        assert "Hoàn tác rồi lưu" in page
        assert "Lưu và duyệt" not in page
        answer = post(second, desk.sure, "sua", undo="1", **typed(desk.sure, value="190"))
        assert answer.status_code == 302
        desk.sure.refresh_from_db()
        assert (desk.sure.value, desk.sure.state, desk.sure.observation) == (190, State.WAITING, None)

    def test_undoing_first_is_held_up_on_an_old_page_too(self, signed_in, desk):
        post(signed_in(), desk.sure, "duyet")
        answer = post(signed_in(), desk.sure, "sua", version=0, undo="1", **typed(desk.sure, value="190"))
        assert answer.status_code == 409
        desk.sure.refresh_from_db()
        assert desk.sure.state == State.ASSENTED

    def test_what_the_second_one_typed_stays_in_the_fields(self, signed_in, desk):
        first, second = signed_in(), signed_in()
        post(first, desk.unsure, "sua", **typed(desk.unsure, value="130"))
        answer = post(second, desk.unsure, "sua", version=0, **typed(desk.unsure, value="999,5"))
        page = answer.content.decode()
        assert 'value="999,5"' in page
        assert 'name="version" value="1"' in page
        desk.unsure.refresh_from_db()
        assert desk.unsure.value == 130

    def test_a_script_is_told_the_same(self, signed_in, desk):
        post(signed_in(), desk.unsure, "sua", **typed(desk.unsure, value="130"))
        answer = post(signed_in(), desk.unsure, "sua", version=0, script=True, **typed(desk.unsure, value="999,5"))
        body = json.loads(answer.content)
        assert (answer.status_code, body["open"]) == (409, True)
        assert "999,5" in body["card"]

    @pytest.mark.parametrize("version", ["", "x", "-1"])
    def test_a_version_that_is_none_is_an_old_one(self, clerk, desk, version):
        assert post(clerk, desk.sure, "duyet", version=version).status_code == 409


def test_reading_again_keeps_what_was_decided(clerk, desk):
    post(clerk, desk.sure, "duyet")
    post(clerk, desk.unsure, "sua", **typed(desk.unsure, value="130"))
    clerk.post(f"{page_of(desk.document)}doc-lai/")
    kept = dict(desk.document.statements.exclude(state="waiting", edited=False).values_list("pk", "value"))
    assert kept == {desk.sure.pk: Decimal("187.2"), desk.unsure.pk: Decimal(130)}


class TestNotes:
    """What the cross-checks have to say stands on the card and is marked in the text."""

    @pytest.fixture
    def doubted(self, desk):
        indicator = IndicatorFactory(area=desk.document.area, name="thu ngân sách")
        RememberWording(by=None, indicator=indicator, text="thu ngân sách").execute()
        ObservationFactory(indicator=indicator, value=Decimal(180))
        return desk.sure

    def test_before_assent_on_the_card_and_in_the_text(self, clerk, desk, doubted):
        page = clerk.get(page_of(desk.document)).content.decode()
        assert 'class="ck-note" data-check="sources_disagree"' in page
        assert f'class="ck-mark ck-mark--sure ck-mark--noted" href="#cau-{doubted.pk}"' in page

    def test_at_a_number_that_is_no_statement(self, clerk, desk):
        at = desk.document.text.index("120")
        number = OtherNumber.objects.create(document=desk.document, start=at, end=at + 3, kind="count_announced")
        passage = PassageFactory(document=desk.document, marked="Năm 2024 trồng mới [120] ha rừng")
        FindingFactory(area=desk.document.area, check_name="announced_count", passages=[passage])
        desk.unsure.delete()
        page = clerk.get(page_of(desk.document)).content.decode()
        assert f'id="the-so-{number.start}"' in page
        assert 'data-check="announced_count"' in page
        assert "Thêm thành câu" in page

    def test_nothing_is_blocked_and_it_stays_after_assent(self, clerk, desk, doubted):
        answer = post(clerk, doubted, "duyet", script=True).json()
        assert (answer["standing"], answer["noted"]) == ("assented", True)
        page = clerk.get(page_of(desk.document)).content.decode()
        assert 'data-check="sources_disagree"' in page
