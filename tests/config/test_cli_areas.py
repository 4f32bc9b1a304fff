"""`camket areas`: loads the country, and shows an area on a day."""

import pytest

from camket.areas import queries
from camket.areas.actions import LoadCountry
from camket.config.cli import main, words
from factories import AreaFactory


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        LoadCountry(by=None).execute()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def country(_loaded, db):
    return None


@pytest.fixture
def call(monkeypatch, capsys):
    def run(*arguments, locale="vi_VN.UTF-8"):
        monkeypatch.setenv("LC_ALL", locale)
        words.language.cache_clear()
        status = main(["areas", *arguments])
        said = capsys.readouterr()
        return status, said.out, said.err

    yield run
    words.language.cache_clear()


def test_the_city_of_the_article_is_told_with_its_three_successors(country, call):
    status, out, _ = call("thành phố bắc kạn")
    assert (status, out.splitlines()[0]) == (0, "Thành phố Bắc Kạn (mã 058), đến hết 30/06/2025")
    for said in ("Thuộc: Tỉnh Bắc Kạn", "Phường Đức Xuân (01840)", "Phường Bắc Kạn (01843)", "Xã Phong Quang (01849)"):
        assert said in out


@pytest.mark.parametrize(
    ("locale", "said"),
    [("vi_VN.UTF-8", "Xã Nông Thượng (01852), toàn bộ"), ("en_US.UTF-8", "Xã Nông Thượng (01852), whole")],
)
def test_a_successor_is_told_with_what_it_was_made_of(country, call, locale, said):
    assert said in call("01843", locale=locale)[1]


@pytest.mark.parametrize(("on", "said"), [("2025-06-30", "Phường Phùng Chí Kiên"), ("2025-07-01", "Phường Bắc Kạn")])
def test_a_code_means_another_area_on_another_day(country, call, on, said):
    assert call("01843", "--on", on)[1].startswith(said)


def test_several_are_listed_by_code(country, call):
    status, out, err = call("bac kan", "--on", "2025-06-30")
    assert (status, "058  Thành phố Bắc Kạn, Tỉnh Bắc Kạn" in out, "hãy gọi lại bằng mã" in err) == (1, True, True)


def test_a_long_list_is_cut(country, call):
    assert "… và" in call("tân")[1]


def test_nothing_found_says_how_to_load_the_list(country, call):
    assert "camket areas" in call("không có nơi này")[2]


def test_a_recorded_area_is_said_to_be_one_of_the_list(country, call):
    recorded = AreaFactory(slug="bac-kan", code="", name="Thành phố Bắc Kạn", invented=False)
    status, out, _ = call("058", "--is", "bac-kan")
    assert (status, out) == (0, "“Thành phố Bắc Kạn” nay mang mã 058.\n")
    assert len(queries.heirs(recorded.pk)) == 3


def test_an_area_of_another_name_is_refused(country, call):
    AreaFactory(slug="minh-hoa", code="", invented=False)
    status, _, err = call("058", "--is", "minh-hoa")
    assert (status, "không cùng tên" in err) == (1, True)
