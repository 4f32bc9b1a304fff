"""Pages of the public site. A page chooses what is shown; what it shows comes from the queries of other rooms."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Page

from camket.observations.lacking import why_none
from camket.portal import board, charts, downloads, feeds, reader, searching, wording
from camket.portal.blocks import STORY
from camket.portal.reviewing import REVIEWS, ReviewRoutes
from camket.reviews import queries

COMMITMENTS, NEWS, DOCUMENTS, ABOUT, SEARCH, MAP = "cam-ket", "tin-tuc", "van-ban", "gioi-thieu", "tim", "so-do"
THUMBNAILS = ("fill-480x320-c80",)


class SiteVersion(models.Model):
    """One row: a number that grows whenever something shown has changed. Cached pages of an older number are dead."""

    number = models.BigIntegerField(default=1)

    class Meta:
        verbose_name = "phiên bản trang"
        verbose_name_plural = "phiên bản trang"

    def __str__(self) -> str:
        return str(self.number)


class PortalPage(Page):
    """What all public pages share: the home page above them, the menu, the other language."""

    class Meta:
        abstract = True

    @cached_property
    def home(self) -> "HomePage":
        found = HomePage.objects.ancestor_of(self, inclusive=True).select_related("area")
        return found.order_by("-depth")[0]

    @property
    def area_id(self) -> int:
        return self.home.area_id

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return {**context, **self.frame(request)}

    def frame(self, request: HttpRequest) -> dict[str, Any]:
        """Menu, links to fixed pages, the same page in the other language."""
        children = {page.slug: page for page in self.home.get_children().live()}
        urls = {page.slug: page.get_url(request) for page in children.values()}
        return {
            "home": self.home,
            "home_url": self.home.get_url(request),
            "menu": [(page.title, urls[page.slug]) for page in children.values() if page.show_in_menus],
            "commitments_url": urls.get(COMMITMENTS, ""),
            "documents_url": urls.get(DOCUMENTS, ""),
            "news_url": urls.get(NEWS, ""),
            "about_url": urls.get(ABOUT, ""),
            "search_url": urls.get(SEARCH, ""),
            "map_url": urls.get(MAP, ""),
            "here": self.get_url(request),
            "elsewhere": self.elsewhere(request),
        }

    def elsewhere(self, request: HttpRequest) -> str:
        """This very page in the other language, down to the query; else the other language's home."""
        twin = self.get_translations().live().first() or self.home.get_translations().live().first()
        if twin is None:
            return ""
        base, rest = twin.get_url(request), ""
        if twin.translation_key == self.translation_key:
            rest = request.get_full_path().removeprefix(self.get_url(request) or "")
        return f"{base}{rest}"


class HomePage(PortalPage):
    """The front of one area's site, and what its foot says about the office behind it."""

    area = models.ForeignKey(
        "areas.Area",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="địa bàn",
        limit_choices_to={"followed": True},
    )
    office = models.CharField("cơ quan chủ quản", max_length=200, blank=True)
    responsible = models.CharField("người chịu trách nhiệm (chức danh)", max_length=200, blank=True)
    address = models.CharField("địa chỉ", max_length=300, blank=True)
    phone = models.CharField("điện thoại", max_length=60, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    parent_page_types = ["wagtailcore.Page", "portal.HomePage"]
    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("area", "office", "responsible", "address", "phone", "email")),
    ]
    template = "portal/home.html"

    class Meta:
        verbose_name = "trang chủ"
        verbose_name_plural = "trang chủ"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows = queries.scoreboard(self.area_id)
        summaries = board.summaries(queries.mandates(self.area_id), rows)
        newest = summaries[0].rows if summaries else ()
        shown = {
            "summaries": board.leading(summaries),
            "changes": queries.changes(self.area_id, rows, 5),
            "attention": queries.attention(newest)[:5],
            "news": NewsPage.newest(self.area_id, 4),
        }
        return {**super().get_context(request, *args, **kwargs), **shown}


class ScoreboardPage(ReviewRoutes, PortalPage):
    """All commitments, and a page for each."""

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "portal/scoreboard.html"

    class Meta:
        verbose_name = "trang cam kết"
        verbose_name_plural = "trang cam kết"

    @path("")
    def whole(self, request: HttpRequest) -> HttpResponse:
        return self.board(request, request.GET.get(board.RESOLUTION, ""))

    @path("<slug:resolution>/")
    def of_resolution(self, request: HttpRequest, resolution: str) -> HttpResponse:
        if not any(one.slug == resolution for one in queries.mandates(self.area_id)):
            raise Http404
        return self.board(request, resolution)

    @path("<slug:resolution>/<slug:target>/")
    def commitment(self, request: HttpRequest, resolution: str, target: str) -> HttpResponse:
        if target == REVIEWS:
            return self.reviews(request, resolution)
        shown = self._commitment(resolution, target)
        context = {
            "shown": shown,
            "drawings": charts.draw(shown),
            "corrected": any(figure.corrects for figure in shown.figures),
            "news": NewsPage.about(shown.row),
            "lacks": () if shown.figures else why_none(shown.row.indicator),
        }
        return self.render(request, context_overrides=context, template="portal/commitment.html")

    @path("<slug:resolution>/tai-ve/<slug:form>/")
    def download(self, request: HttpRequest, resolution: str, form: str) -> HttpResponse:
        asked = board.Asked.of(request.GET)
        rows = [row for row in queries.scoreboard(self.area_id, resolution) if asked.holds(row)]
        return downloads.table(form, resolution, downloads.scoreboard(rows))

    @path("<slug:resolution>/<slug:target>/so-lieu/<slug:form>/")
    def figures(self, request: HttpRequest, resolution: str, target: str, form: str) -> HttpResponse:
        shown = self._commitment(resolution, target)
        return downloads.table(form, target, downloads.figures(shown))

    def _commitment(self, resolution: str, target: str) -> queries.Commitment:
        shown = queries.commitment(self.area_id, resolution, target)
        if shown is None:
            raise Http404
        return shown

    def board(self, request: HttpRequest, slug: str) -> TemplateResponse:
        mandates = queries.mandates(self.area_id)
        mandate = board.mandate_asked(mandates, slug)
        rows = queries.scoreboard(self.area_id, mandate.slug) if mandate else ()
        asked = board.Asked.of(request.GET)
        sections = board.sections(rows, asked)
        context = {
            "mandates": mandates,
            "mandate": mandate,
            "asked": asked,
            "tally": queries.tally(rows),
            "sections": sections,
            "found": sum(len(section.rows) for section in sections),
            "all": len(rows),
            "parts": len(rows) - queries.tally(rows).total,
            "choices": {name.replace("-", "_"): found for name, found in board.choices(rows, asked).items()},
            "again": asked.address(""),
            "verdicts": board.verdict_choices(rows, asked),
            "sorts": board.SORT_WORDS,
            "names": board,
            **self.steering(mandate, asked),
        }
        return self.render(request, context_overrides=context)


class DocumentsPage(RoutablePageMixin, PortalPage):
    """The documents that figures come from, each to be read with its numbers marked."""

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "portal/documents.html"

    class Meta:
        verbose_name = "trang văn bản"
        verbose_name_plural = "trang văn bản"

    @path("")
    def all_of_them(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides={"documents": queries.documents(self.area_id)})

    @path("<slug:document>/")
    def one(self, request: HttpRequest, document: str) -> HttpResponse:
        text = queries.document(self.area_id, document)
        if text is None:
            raise Http404
        context = {"shown": text, "blocks": reader.blocks(text)}
        return self.render(request, context_overrides=context, template="portal/document.html")

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        base = self.get_full_url(request)
        inner = [f"{base}{document.slug}/" for document in queries.documents(self.area_id)]
        return [*super().get_sitemap_urls(request), *({"location": location} for location in inner)]


class NewsIndexPage(RoutablePageMixin, PortalPage):
    """News, the newest first; the same as a feed."""

    parent_page_types = ["portal.HomePage"]
    subpage_types = ["portal.NewsPage"]
    max_count_per_parent = 1
    template = "portal/news_index.html"

    class Meta:
        verbose_name = "trang tin tức"
        verbose_name_plural = "trang tin tức"

    @path("")
    def all_of_them(self, request: HttpRequest) -> HttpResponse:
        return self.render(request, context_overrides={"news": NewsPage.newest(self.area_id)})

    @path("rss/")
    def feed(self, request: HttpRequest) -> HttpResponse:
        return feeds.news(request, self, NewsPage.newest(self.area_id, 20))


class NewsPage(PortalPage):
    """One article: when, what, pictures with captions, and the commitments that it is about."""

    area = models.ForeignKey("areas.Area", on_delete=models.PROTECT, related_name="+", editable=False)
    published_at = models.DateTimeField("ngày giờ đăng")
    lead = models.TextField("tóm tắt", blank=True)
    picture = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name="ảnh"
    )
    picture_alt = models.CharField("mô tả cho người không nhìn thấy ảnh", max_length=300, blank=True)
    picture_caption = models.CharField("chú thích ảnh", max_length=300, blank=True)
    body = StreamField(STORY, verbose_name="nội dung", blank=True)
    document = models.ForeignKey(
        "records.Document", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
    targets = ParentalManyToManyField("targets.Target", blank=True, related_name="+", verbose_name="chỉ tiêu liên quan")

    parent_page_types = ["portal.NewsIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("published_at"),
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("picture"), FieldPanel("picture_alt"), FieldPanel("picture_caption")], "Ảnh đầu bài"
        ),
        FieldPanel("body"),
        FieldPanel("targets"),
    ]
    template = "portal/news.html"

    class Meta:
        verbose_name = "tin bài"
        verbose_name_plural = "tin bài"

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.area_id is None:
            self.area_id = self.home.area_id
        super().full_clean(*args, **kwargs)

    @classmethod
    def newest(cls, area_id: int, limit: int | None = None) -> list["NewsPage"]:
        """In the reader's language where there is such a version, else in Vietnamese. At most four SQL statements."""
        return cls._in_language(cls.objects.filter(area_id=area_id), limit)

    @classmethod
    def about(cls, row: queries.Row) -> list["NewsPage"]:
        """Articles that a figure or the promise of the commitment stands in, or that say so themselves."""
        read = models.Q(document__passages__targets=row.id)
        reported = models.Q(document__passages__observations__indicator=row.indicator)
        named = models.Q(targets=row.id)
        keys = cls.objects.filter(read | reported | named).values("translation_key")
        return cls._in_language(cls.objects.filter(translation_key__in=keys), 6)

    @classmethod
    def _in_language(cls, found: "models.QuerySet[NewsPage]", limit: int | None) -> list["NewsPage"]:
        thumbnails = models.Prefetch("picture", get_image_model().objects.prefetch_renditions(*THUMBNAILS))
        listed = found.filter(live=True).select_related("locale").defer("body").prefetch_related(thumbnails)
        newest = listed.order_by("-published_at", "-pk")[: None if limit is None else 2 * limit]
        versions: dict[Any, NewsPage] = {}
        for page in newest:
            if page.translation_key not in versions or page.locale.language_code == get_language():
                versions[page.translation_key] = page
        return list(versions.values())[:limit]

    @property
    def lead_picture(self) -> dict[str, Any]:
        return {"image": self.picture, "alt": self.picture_alt, "caption": self.picture_caption}

    @property
    def language(self) -> str:
        return str(self.locale.language_code)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows = queries.scoreboard(self.area_id)
        chosen = {target.pk for target in self.targets.all()}
        read = queries.mentioned_in(self.document_id, rows) if self.document_id else ()
        related = [row for row in rows if row.id in chosen or row in read]
        return {**super().get_context(request, *args, **kwargs), "related": related}


class AboutPage(PortalPage):
    """How a number of a document becomes a verdict, in plain words."""

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "portal/about.html"

    class Meta:
        verbose_name = "trang giới thiệu"
        verbose_name_plural = "trang giới thiệu"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        shown = {"rules": wording.RULES, "mandates": queries.mandates(self.area_id)}
        return {**super().get_context(request, *args, **kwargs), **shown}


class SearchPage(PortalPage):
    """Commitments, news and documents by their words, with or without diacritics."""

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "portal/search.html"

    class Meta:
        verbose_name = "trang tìm kiếm"
        verbose_name_plural = "trang tìm kiếm"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        asked = request.GET.get("q", "").strip()[: searching.LONGEST]
        return {**super().get_context(request, *args, **kwargs), "asked": asked, **self._found(asked)}

    def _found(self, asked: str) -> dict[str, Any]:
        sought = searching.words(asked)
        if not sought:
            return {"rows": [], "documents": [], "news": [], "found": 0}
        known = [row for row in queries.scoreboard(self.area_id) if row.has_page]
        rows = searching.matching(known, searching.row_text, sought)
        documents = searching.matching(queries.documents(self.area_id), searching.document_text, sought)
        news = searching.matching(NewsPage.newest(self.area_id), lambda page: f"{page.title} {page.lead}", sought)
        return {"rows": rows, "documents": documents, "news": news, "found": len(rows) + len(documents) + len(news)}


class MapPage(PortalPage):
    """All pages of the site as a tree."""

    parent_page_types = ["portal.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "portal/map.html"

    class Meta:
        verbose_name = "sơ đồ trang"
        verbose_name_plural = "sơ đồ trang"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {
            "mandates": queries.mandates(self.area_id),
            "rows": [row for row in queries.scoreboard(self.area_id) if row.has_page],
            "documents": queries.documents(self.area_id),
            "news": NewsPage.newest(self.area_id),
        }
