"""The guide on the public site."""

import re
from urllib.parse import unquote

import pytest

from camket.portal import guide

ADDRESSES = {"vi": "/huong-dan/", "en": "/en/huong-dan/"}
SLUGS = sorted(page.slug for page in guide.pages("vi"))


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_is_shown_in_its_language(client, language, slug):
    answer = client.get(f"{ADDRESSES[language]}{slug}/".replace("//", "/"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in text
    assert f'href="{ADDRESSES["en" if language == "vi" else "vi"]}{slug + "/" if slug else ""}"' in text


@pytest.mark.django_db
def test_an_unknown_page_is_not_found(client):
    assert client.get("/huong-dan/khong-co/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
def test_links_between_the_pages_lead_to_headings_that_are_there(client, language):
    ids = {page.slug: set(re.findall(r'<h\d id="([^"]+)"', page.html)) for page in guide.pages(language)}
    for page in guide.pages(language):
        for link in re.findall(r'<a href="([^"]+)"', page.html):
            address, _, place = unquote(link).partition("#")
            slug = address.removeprefix(ADDRESSES[language]).rstrip("/")
            assert slug in ids
            assert not place or place in ids[slug]


@pytest.mark.django_db
def test_the_pages_can_be_read_from_front_to_end(client):
    address, seen = ADDRESSES["vi"], []
    while address:
        seen.append(address)
        text = client.get(address).content.decode()
        address = next(iter(re.findall(r'rel="next" href="([^"]+)"', text)), None)
    assert len(seen) == len(SLUGS)


def test_html_in_a_page_is_text(tmp_path):
    path = tmp_path / "01-thu.md"
    path.write_text("# Thử\n\n<script>alert(1)</script>\n\n[x](javascript:alert)\n", "utf8")
    shown = guide._page(path).html
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert 'href="javascript' not in shown


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("Máy chủ, cổng", "máy-chủ-cổng"), ("“54 of 58 targets”", "54-of-58-targets"), ("A: b?", "a-b")],
)
def test_anchors_are_formed_as_code_hosting_sites_form_them(heading, anchor):
    assert guide.anchor(heading) == anchor


def test_signs_of_verdicts_are_drawn(tmp_path):
    path = tmp_path / "01-thu.md"
    path.write_text("# Thử\n\n◔ **Có nguy cơ**\n", "utf8")
    assert '<use href="#s-at_risk"/>' in guide._page(path).html
