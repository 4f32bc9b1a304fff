"""Making the site's pages, and putting news on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha1
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, Site

from camket.foundation.actions import Action
from camket.measures.folding import slug
from camket.portal import models
from camket.portal.wording import sentence_case

if TYPE_CHECKING:
    from camket.areas.models import Area
    from camket.records.models import Document

Picture = tuple[Path, str, str]
"""A file, what it shows for who cannot see it, and its caption."""

_LEAD_WORDS = 45


@dataclass(frozen=True)
class Fixed:
    """A page that every site has once in each language."""

    kind: type[models.PortalPage]
    slug: str
    title: str
    in_menu: bool = True


FIXED = (
    Fixed(models.ScoreboardPage, models.COMMITMENTS, _("Cam kết")),
    Fixed(models.NewsIndexPage, models.NEWS, _("Tin tức")),
    Fixed(models.DocumentsPage, models.DOCUMENTS, _("Văn bản")),
    Fixed(models.AboutPage, models.ABOUT, _("Cách tính")),
    Fixed(models.SearchPage, models.SEARCH, _("Tìm kiếm"), in_menu=False),
    Fixed(models.MapPage, models.MAP, _("Sơ đồ trang"), in_menu=False),
)


@dataclass(frozen=True)
class Contact:
    """What the foot of each page says about the office behind the site."""

    office: str = ""
    responsible: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(kw_only=True)
class BuildSite(Action[models.HomePage]):
    """The pages of an area in all languages. Run again, it adds what is missing and changes nothing else.

    The first area is the site's front; each further one lies under it at its own slug.
    """

    verb = "portal.write"
    area: Area
    contact: Contact | None = None

    def subject(self) -> models.HomePage | None:
        homes = models.HomePage.objects.filter(area=self.area)
        return homes.filter(locale__language_code=settings.LANGUAGE_CODE).first()

    def perform(self) -> models.HomePage:
        locales = [Locale.objects.get_or_create(language_code=code)[0] for code, name in settings.LANGUAGES]
        with override(settings.LANGUAGE_CODE):
            home = self.subject() or self._home(locales[0])
            self._fill(home)
        for locale in locales[1:]:
            self._translate(home, locale)
        return home

    def _home(self, locale: Locale) -> models.HomePage:
        front = _front()
        if front is None:
            _clear_welcome()
        root = front or _root(locale)
        page = models.HomePage(
            area=self.area, locale=locale, title=sentence_case(str(self.area.name)), slug=self._slug(front)
        )
        self._sign(page)
        root.add_child(instance=page)
        page.save_revision().publish()
        if front is None:
            _serve(page)
        return page

    def _sign(self, page: models.HomePage) -> None:
        contact = self.contact or (_invented(self.area) if self.area.invented else Contact())
        page.office, page.responsible, page.address = contact.office, contact.responsible, contact.address
        page.phone, page.email = contact.phone, contact.email

    def _slug(self, front: models.HomePage | None) -> str:
        return self.area.slug if front else "home"

    def _fill(self, home: models.HomePage) -> None:
        known = set(home.get_children().values_list("slug", flat=True))
        for fixed in FIXED:
            if fixed.slug not in known:
                _add(home, fixed.kind(title=fixed.title, slug=fixed.slug, show_in_menus=fixed.in_menu))

    def _translate(self, home: models.HomePage, locale: Locale) -> None:
        """Copies in another language, with the names that the interface and the area have there."""
        with override(locale.language_code):
            for page in [home, *home.get_children().type(*(fixed.kind for fixed in FIXED)).specific()]:
                if not page.has_translation(locale):
                    self._copy(page, locale)

    def _copy(self, page: Page, locale: Locale) -> None:
        copy = page.copy_for_translation(locale, copy_parents=True, alias=False)
        copy.title = gettext(page.title)
        if isinstance(copy, models.HomePage):
            copy.title = sentence_case(self.area.shown)
            copy.slug = f"{page.slug}-{locale.language_code}" if page.slug == "home" else page.slug
            self._sign(copy)
        else:
            copy.slug = page.slug
        copy.draft_title = copy.title
        copy.save()
        copy.save_revision().publish()


def _invented(area: Area) -> Contact:
    """So that the foot of a sample site shows what belongs there; in the active language."""
    name = sentence_case(area.shown)
    return Contact(
        office=gettext("Văn phòng HĐND và UBND {name} (hư cấu)").format(name=name),
        responsible=gettext("Chánh Văn phòng"),
        address=gettext("Số 1, đường Ví Dụ (hư cấu)"),
        email=f"vanphong@{area.slug}.example",
    )


def _front() -> models.HomePage | None:
    """The home page that the default site serves, if it is one of ours."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    root = site.root_page.specific if site else None
    return root if isinstance(root, models.HomePage) else None


def _root(locale: Locale) -> Page:
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Gốc", slug="root", locale=locale))


def _clear_welcome() -> None:
    """The page that Wagtail starts with goes, and its site with it: it holds the address that ours needs."""
    for page in Page.objects.filter(depth=2).specific():
        if type(page) is Page:
            page.delete()


def _serve(home: models.HomePage) -> None:
    """Make it the front page."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": base.hostname or "localhost",
            "port": base.port or (443 if base.scheme == "https" else 80),
            "root_page": home,
            "site_name": home.title,
        },
    )
    Site.clear_site_root_paths_cache()


def _add(parent: Page, page: Page) -> None:
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()


@dataclass(kw_only=True)
class PublishNews(Action[models.NewsPage]):
    """Put a document of kind news on the site as an article with its pictures. Once for each document.

    ``body`` is text, one paragraph a line. A picture stands where a line is its caption, else at the end; the first
    one heads the article. Raises ``HomePage.DoesNotExist`` where ``BuildSite`` has not run for the area.
    """

    verb = "portal.write"
    document: Document
    title: str
    body: str
    published_at: datetime
    pictures: Sequence[Picture] = field(default_factory=tuple)

    def subject(self) -> models.NewsPage | None:
        return models.NewsPage.objects.filter(document=self.document).first()

    def perform(self) -> models.NewsPage:
        return self.subject() or self._publish()

    def _publish(self) -> models.NewsPage:
        page = models.NewsPage(
            title=self.title,
            slug=slug(self.title, 90) or self.document.slug,
            area_id=self.document.area_id,
            document=self.document,
            published_at=self.published_at,
            lead=_lead(self._paragraphs()),
        )
        kept = [(_keep(path, alt), alt, caption) for path, alt, caption in self.pictures]
        if kept:
            page.picture, page.picture_alt, page.picture_caption = kept[0]
        page.body = list(self._story(kept[1:]))
        index = self._index()
        page.slug = _free(index, page.slug)
        _add(index, page)
        return page

    def _index(self) -> models.NewsIndexPage:
        home = models.HomePage.objects.get(area_id=self.document.area_id, locale__language_code=settings.LANGUAGE_CODE)
        return models.NewsIndexPage.objects.child_of(home).get()

    def _paragraphs(self) -> list[str]:
        """Without the title and the captions, which have places of their own."""
        captions = {caption for _, _, caption in self.pictures}
        lines = [line.strip() for line in self.body.splitlines()]
        return [line for line in lines if line and line != self.title and line not in captions]

    def _story(self, pictures: Iterable[tuple[AbstractImage, str, str]]) -> Iterable[tuple[str, object]]:
        waiting = {caption or alt: {"image": image, "alt": alt, "caption": caption} for image, alt, caption in pictures}
        for line in (line.strip() for line in self.body.splitlines()):
            if line in waiting:
                yield "picture", waiting.pop(line)
            elif line and line != self.title and line not in {caption for _, _, caption in self.pictures}:
                yield "paragraph", f"<p>{escape(line)}</p>"
        for picture in waiting.values():
            yield "picture", picture


def _lead(paragraphs: Sequence[str]) -> str:
    """The first paragraph, cut at a word where it is long."""
    words = (paragraphs[0] if paragraphs else "").split()
    return " ".join(words[:_LEAD_WORDS]) + ("…" if len(words) > _LEAD_WORDS else "")


def _free(parent: Page, wanted: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, 10_000))) if name not in taken)


def _keep(path: Path, alt: str) -> AbstractImage:
    """The picture in Wagtail's collection; the same bytes are the same picture."""
    content = path.read_bytes()
    images = get_image_model().objects
    known = images.filter(file_hash=sha1(content, usedforsecurity=False).hexdigest()).first()
    return known or images.create(title=(alt or path.stem)[:255], file=ContentFile(content, path.name))
