"""A form of another system filled in row by row, without a script."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from camket.people.enums import Role
from camket.reports.exporting import BeginForm, ChangeForm, sample
from camket.reports.exports import form, table
from camket.reports.models import ExportForm
from camket.reports.writing import token
from factories import AreaFactory, OfficeFactory
from reviews.test_views_reviews import client_of

pytestmark = pytest.mark.django_db


class _Fields(HTMLParser):
    """What a browser would send of the table on a page."""

    def __init__(self, page):
        super().__init__()
        self.sent, self._select, self._first = {}, "", False
        self.feed(page[page.index('class="rp"') :])

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "input" and given.get("name"):
            self.sent.setdefault(given["name"], []).append(given.get("value", ""))
        if tag == "select":
            self._select, self._first = given["name"], True
            self.sent.setdefault(self._select, []).append("")
        if tag == "option" and self._select and (self._first or "selected" in given):
            self.sent[self._select][-1] = given.get("value", "")
            self._first = False

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = ""


@pytest.fixture
def kept(minh_hoa) -> ExportForm:
    return BeginForm(by=None, area=minh_hoa.area, name="thong-ke").execute()


@pytest.fixture
def clerk():
    return client_of(Role.CLERK)


def shown(clerk, kept):
    return clerk.get(f"/admin/bieu-xuat/{kept.pk}/bang/").content.decode()


def pressed(clerk, kept, page, doing, **more):
    given = {name: value for name, value in _Fields(page).sent.items() if name != "csrfmiddlewaretoken"}
    return clerk.post(f"/admin/bieu-xuat/{kept.pk}/bang/", {**given, **more, "viec": doing}, follow=True)


@pytest.mark.parametrize("name", ["thong-ke", "chuong-trinh"])
def test_a_form_that_goes_through_the_table_says_the_same(name):
    text = sample(name)
    again, _ = table.written(table.of_text(text))
    first, second = form.read(text), form.read(again)
    assert [replace(row, line=0) for row in first.rows] == [replace(row, line=0) for row in second.rows]
    same = ("name", "receiver", "columns", "areas", "periods", "separator", "decimal_mark", "note")
    assert [getattr(first, one) for one in same] == [getattr(second, one) for one in same]


def test_what_the_page_shows_and_a_browser_sends_back_is_the_form(clerk, kept):
    before = form.read(kept.text)
    page = pressed(clerk, kept, shown(clerk, kept), "luu").content.decode()
    assert "Đã lưu biểu." in page
    kept.refresh_from_db()
    after = form.read(kept.text)
    assert (after.columns, after.areas, len(after.rows)) == (before.columns, before.areas, len(before.rows))


@pytest.mark.parametrize(
    ("doing", "titles"),
    [
        ("len-cot-1", ["TEN_CT", "MA_CT", "DVT"]),
        ("xuong-cot-0", ["TEN_CT", "MA_CT", "DVT"]),
        ("bo-cot-1", ["MA_CT", "DVT", "MA_DB"]),
        ("len-cot-0", ["MA_CT", "TEN_CT", "DVT"]),
        ("bo-cot-99", ["MA_CT", "TEN_CT", "DVT"]),
        ("nothing", ["MA_CT", "TEN_CT", "DVT"]),
    ],
)
def test_rows_are_moved_and_taken_away_and_nothing_is_kept_before_it_is_saved(clerk, kept, doing, titles):
    before = kept.text
    page = pressed(clerk, kept, shown(clerk, kept), doing).content.decode()
    assert _Fields(page).sent["cot-tieu_de"][:3] == titles
    kept.refresh_from_db()
    assert kept.text == before
    pressed(clerk, kept, page, "luu")
    kept.refresh_from_db()
    assert [one.title for one in form.read(kept.text).columns][:3] == titles


def test_a_row_is_added_filled_in_and_saved(clerk, kept):
    page = pressed(clerk, kept, shown(clerk, kept), "them-dong").content.decode()
    sent = _Fields(page).sent
    new = {"ma": "0999", "ten": 'Số "khác"', "chi_so": "Tỷ lệ che phủ rừng", "don_vi": "%", "lam_tron": "2"}
    more = {f"dong-{name}": [*sent[f"dong-{name}"][:-1], value] for name, value in new.items()}
    pressed(clerk, kept, page, "luu", **more)
    kept.refresh_from_db()
    last = form.read(kept.text).rows[-1]
    assert (last.code, last.name, last.places) == ("0999", 'Số "khác"', 2)


def test_an_empty_row_is_not_kept(clerk, kept):
    page = pressed(clerk, kept, shown(clerk, kept), "them-dong").content.decode()
    pressed(clerk, kept, page, "luu")
    kept.refresh_from_db()
    assert len(form.read(kept.text).rows) == len(form.read(sample("thong-ke")).rows)


def test_what_is_wrong_is_said_by_its_row_and_nothing_typed_is_lost(clerk, kept):
    page = shown(clerk, kept)
    codes = _Fields(page).sent["dong-ma"]
    page = pressed(clerk, kept, page, "luu", **{"dong-ma": [*codes[:-1], codes[0]]}).content.decode()
    assert f"Dòng {len(codes)}: mã “{codes[0]}” đã có" in page
    assert _Fields(page).sent["dong-ma"][-1] == codes[0]


def test_an_area_that_stands_twice_is_refused_and_shown_again(clerk, kept):
    page = pressed(clerk, kept, shown(clerk, kept), "them-dia_ban").content.decode()
    answer = pressed(clerk, kept, page, "luu", **{"dia_ban-ta": ["minh-hoa", "minh-hoa"], "dia_ban-ma": ["1", "2"]})
    assert answer.status_code == 422
    assert "“minh-hoa” được ghi hai lần" in answer.content.decode()


def test_the_second_of_two_keeps_what_was_typed_and_sees_the_other_text(clerk, kept):
    page = shown(clerk, kept)
    ChangeForm(by=None, form=kept, seen=token(kept.text), text=f"{kept.text}# của người kia").execute()
    answer = pressed(clerk, kept, page, "luu", ten="Tên của tôi")
    assert answer.status_code == 422
    assert all(words in answer.content.decode() for words in ("# của người kia", "Tên của tôi"))


def test_a_text_that_is_no_toml_is_changed_as_text_first(clerk, kept):
    ChangeForm(by=None, form=kept, seen=token(kept.text), text="ten = ").execute()
    assert "chưa hiện thành bảng được" in clerk.get(f"/admin/bieu-xuat/{kept.pk}/bang/", follow=True).content.decode()


def test_a_form_of_a_foreign_area_is_not_to_be_had(kept):
    client = client_of(Role.CLERK, office=OfficeFactory(area=AreaFactory(name="Xã Khác", slug="xa-khac", code="77")))
    assert client.get(f"/admin/bieu-xuat/{kept.pk}/bang/").status_code == 404
