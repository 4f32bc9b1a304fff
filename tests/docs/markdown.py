"""What a Markdown file says, for tests: its headings, links, bold words and code blocks."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from camket.portal.guide import anchor

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "src" / "camket" / "portal" / "guide"
FOLDERS = (".", "docs/decisions", "docs/reference", "docs", "samples/minh-hoa", "samples/bac-kan")
FILES = sorted(
    {path for folder in FOLDERS for path in (ROOT / folder).glob("*.md")} | set(GUIDE.rglob("*.md")),
)


@cache
def tokens(path: Path) -> tuple[Token, ...]:
    return tuple(MarkdownIt("commonmark", {"html": False}).enable("table").parse(path.read_text("utf8")))


def _inside(path: Path) -> Iterator[Token]:
    for block in tokens(path):
        yield from block.children or ()


def headings(path: Path) -> list[tuple[str, str]]:
    """("h2", "Máy chủ") in their order."""
    found = tokens(path)
    return [
        (one.tag, "".join(part.content for part in found[place + 1].children or ()))
        for place, one in enumerate(found)
        if one.type == "heading_open"
    ]


def anchors(path: Path) -> set[str]:
    return {anchor(text) for _, text in headings(path)}


def links(path: Path) -> list[str]:
    """Addresses of links and pictures, decoded as they were written."""
    names = {"link_open": "href", "image": "src"}
    return [str(one.attrGet(names[one.type])) for one in _inside(path) if one.type in names]


def bold(path: Path) -> set[str]:
    """Texts between double asterisks."""
    found, inside = set(), None
    for one in _inside(path):
        if one.type == "strong_open":
            inside = ""
        elif one.type == "strong_close" and inside is not None:
            found.add(inside)
            inside = None
        elif inside is not None:
            inside += one.content or ("\n" if one.type == "softbreak" else "")
    return {" ".join(text.split()) for text in found}


def commands(path: Path) -> list[str]:
    """The lines of code blocks that call ``camket``, from its name on."""
    lines = [line for one in tokens(path) if one.type == "fence" for line in one.content.splitlines()]
    starts = ("camket ", ".venv/bin/camket ")
    return [line.removeprefix(".venv/bin/") for line in lines if line.startswith(starts)]
