"""Making the site and putting news on it, as often as one likes."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from PIL import Image
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Site

from camket.areas.models import Area
from camket.people.enums import Role
from camket.portal.actions import BuildSite, PublishNews
from camket.portal.models import HomePage, NewsPage
from factories import AreaFactory, DocumentFactory, UserFactory
from portal.pages import Faults, read

WHEN = datetime(2026, 10, 8, 0, 45, tzinfo=UTC)
CAPTION = "Chợ trung tâm mở lại (tranh minh họa)."
BODY = f"Chợ mở lại\nMột năm khó khăn đã qua.\n{CAPTION}\nThu ngân sách năm 2024 đạt 187,2 tỷ đồng."


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "cho.png"
    Image.new("RGB", (900, 600), "#7A1F1F").save(path)
    return path


@pytest.fixture
def news(town):
    return DocumentFactory(area=town.area, kind="news", title="Chợ mở lại", text=BODY)


def publish(document, **changed) -> NewsPage:
    given = {"title": document.title, "body": document.text, "published_at": WHEN, **changed}
    return PublishNews(by=None, document=document, **given).execute()


def tree() -> list[tuple[str, str, str]]:
    return list(Page.objects.order_by("path").values_list("path", "slug", "title"))


def test_building_again_changes_nothing(town):
    before = tree()
    BuildSite(by=None, area=town.area).execute()
    assert tree() == before
    assert Site.objects.count() == 1


def test_a_page_that_went_missing_is_put_back(town):
    Page.objects.filter(slug="tim").delete()
    BuildSite(by=None, area=town.area).execute()
    assert Page.objects.filter(slug="tim").count() == 2


def test_what_an_editor_changed_stays(town):
    home = HomePage.objects.get(locale__language_code="vi")
    home.title, home.office = "Thành phố của chúng ta", "Văn phòng"
    home.save_revision().publish()
    BuildSite(by=None, area=town.area).execute()
    home.refresh_from_db()
    assert (home.title, home.office) == ("Thành phố của chúng ta", "Văn phòng")


def test_it_builds_on_an_empty_tree(db):
    """As after a database was emptied: no root, no site, no language."""
    Site.objects.all().delete()
    Page.objects.all().delete()
    Locale.objects.all().delete()
    BuildSite(by=None, area=AreaFactory()).execute()
    assert HomePage.objects.count() == 2


def test_a_second_area_lies_under_the_first(client, town):
    second = Area.objects.create(code="1", slug="bac-kan", name="thành phố Bắc Kạn", kind="city")
    BuildSite(by=None, area=second).execute()
    assert read(client, "/bac-kan/").all("title")[0].text.startswith("Thành phố Bắc Kạn")
    assert "Chưa có nghị quyết nào" in read(client, "/bac-kan/cam-ket/").text
    assert read(client, "/en/bac-kan/cam-ket/").all("html")[0].attributes["lang"] == "en"
    assert "Thành phố Minh Họa" in read(client, "/").text


@pytest.mark.parametrize("action", ["build", "publish"])
def test_only_who_may_write_pages_does(town, news, action):
    leader = UserFactory(role=Role.LEADER)
    doing = {
        "build": BuildSite(by=leader, area=town.area),
        "publish": PublishNews(by=leader, document=news, title="x", body="y", published_at=WHEN),
    }[action]
    with pytest.raises(PermissionDenied):
        doing.execute()


def test_news_has_its_picture_caption_time_and_related_commitments(client, town, news, picture):
    publish(news, pictures=[(picture, "Một khu chợ", CAPTION)])
    page = read(client, "/tin-tuc/cho-mo-lai/")
    assert Faults(page).found == []
    assert [image.attributes["alt"] for image in page.all("img")] == ["Một khu chợ"]
    assert page.text.count(CAPTION) == 1
    assert "8/10/2026, 07:45" in page.text
    assert page.text.count("Chợ mở lại") >= 1
    assert "Một năm khó khăn đã qua." in page.text


def test_news_is_published_once_however_often(client, town, news, picture):
    for _ in range(2):
        publish(news, pictures=[(picture, "Một khu chợ", CAPTION)])
    assert NewsPage.objects.count() == 1
    assert get_image_model().objects.count() == 1


def test_two_articles_of_one_title_have_addresses_of_their_own(town, news):
    other = DocumentFactory(area=town.area, kind="news", title="Chợ mở lại", slug="cho-mo-lai-2")
    assert [publish(one).slug for one in (news, other)] == ["cho-mo-lai", "cho-mo-lai-2"]


def test_further_pictures_stand_where_their_captions_were(town, news, picture, tmp_path):
    second = tmp_path / "duong.png"
    Image.new("RGB", (90, 60), "#1F4E79").save(second)
    page = publish(news, pictures=[(second, "Con đường", ""), (picture, "Một khu chợ", CAPTION)])
    assert [block.block_type for block in page.body] == ["paragraph", "picture", "paragraph"]


def test_text_of_news_is_never_markup(client, town):
    document = DocumentFactory(area=town.area, kind="news", title="Lạ", text="<script>alert(1)</script>")
    publish(document)
    assert "<script>" not in client.get("/tin-tuc/la/").content.decode()


def test_news_stands_on_the_front_page_and_on_the_english_one_in_vietnamese(client, town, news):
    publish(news)
    assert "Chợ mở lại" in read(client, "/").text
    english = read(client, "/en/tin-tuc/")
    assert [item.attributes["lang"] for item in english.all("li") if item.attributes.get("class") == "news-item"] == [
        "vi"
    ]


def test_news_tells_the_commitments_that_its_figures_belong_to(client, town):
    from camket.intake.models import Statement
    from camket.targets.models import Indicator
    from factories import ObservationFactory, PassageFactory

    document = DocumentFactory(area=town.area, kind="news", title="Tin thu ngân sách")
    passage = PassageFactory(document=document)
    revenue = Indicator.objects.get(name="thu ngân sách trên địa bàn")
    seen = ObservationFactory(indicator=revenue, year=2024, passage=passage)
    Statement.objects.create(
        document=document, start=passage.start, end=passage.end, sentence_start=0, sentence_end=9, role="result",
        indicator_name=revenue.name, aggregate="last", state="assented", observation=seen,
    )  # fmt: skip
    publish(document)
    commitment = "/cam-ket/minh-hoa-2020-2025/thu-ngan-sach-tren-dia-ban-last/"
    assert commitment in read(client, "/tin-tuc/tin-thu-ngan-sach/").links
    assert "/tin-tuc/tin-thu-ngan-sach/" in read(client, commitment).links


def test_pages_of_news_take_as_many_statements_for_ten_articles_as_for_two(client, town, django_assert_max_num_queries):
    for number in range(10):
        publish(DocumentFactory(area=town.area, kind="news", title=f"Tin {number}"))
    client.get("/gioi-thieu/")
    with django_assert_max_num_queries(14):
        read(client, "/tin-tuc/")
