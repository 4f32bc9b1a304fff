"""What a page says, taken apart with the standard library: enough to hold claims against it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

from django.test import Client

VOID = {"meta", "link", "img", "input", "br", "hr", "use", "path", "circle", "rect", "line", "polyline", "polygon"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""


class Page(HTMLParser):
    """Elements in order, their text, and what was opened but not closed."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.wrong: list[str] = []
        self.words: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].tag != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-1].tag if self.open else 'nothing'}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for element in self.open:
            element.text += data

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, *tags: str) -> list[Element]:
        return [element for element in self.elements if element.tag in tags]

    @property
    def headings(self) -> list[int]:
        return [int(element.tag[1]) for element in self.all("h1", "h2", "h3", "h4")]

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    @property
    def links(self) -> list[str]:
        return [element.attributes.get("href", "") for element in self.all("a")]


@dataclass
class Faults:
    """Everything that is wrong with the markup of a page, in words."""

    page: Page
    found: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        self.found += page.wrong + [f"<{element.tag}> is not closed" for element in page.open]
        self._headings()
        self._ids()
        self._labels()
        for element in page.elements:
            if "style" in element.attributes or any(name.startswith("on") for name in element.attributes):
                self.found.append(f"<{element.tag}> has inline style or script")
        self.found += ["a picture without alt" for image in page.all("img") if "alt" not in image.attributes]

    def _headings(self) -> None:
        levels = self.page.headings
        if levels.count(1) != 1:
            self.found.append(f"{levels.count(1)} headings of the first level")
        for before, after in pairwise(levels):
            if after > before + 1:
                self.found.append(f"a heading of level {after} after one of level {before}")

    def _ids(self) -> None:
        ids = self.page.ids
        self.found += [f"id {name} twice" for name in sorted(set(ids)) if ids.count(name) > 1]
        for element in self.page.elements:
            for reference in element.attributes.get("aria-labelledby", "").split():
                if reference not in ids:
                    self.found.append(f"aria-labelledby={reference} points nowhere")

    def _labels(self) -> None:
        labelled = {element.attributes.get("for") for element in self.page.all("label")}
        for control in self.page.all("input", "select", "textarea"):
            if control.attributes.get("id") not in labelled:
                self.found.append(f"{control.attributes.get('name')} has no label")


def read(client: Client, address: str) -> Page:
    """The page at an address; it must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.content.decode())
