"""Writes a source as .html: a report page or a news article, plain markup that any portal could have made."""

from html import escape
from pathlib import Path

from .source import Block, Source

SKELETON = """<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{notice}">
</head>
<body>
<main>
<article>
<p class="notice"><strong>{notice}</strong></p>
{article}
</article>
</main>
<footer><p>{notice}</p></footer>
</body>
</html>
"""


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in rows[0])
    body = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]]
    return "\n".join(["<table>", f"<thead><tr>{head}</tr></thead>", "<tbody>", *body, "</tbody>", "</table>"])


def _figure(block: Block, depth: int) -> str:
    name, alt = block.detail
    image = f'<img src="{"../" * depth}anh/{name}" alt="{escape(alt)}" width="1600" height="900">'
    return f"<figure>\n{image}\n<figcaption>{escape(block.text)}</figcaption>\n</figure>"


def _signature(meta: dict[str, str]) -> str:
    names = "".join(f"<li>{escape(name)}</li>" for name in meta["recipients"].split("; "))
    signed = f"<p><strong>{escape(meta['signed'])}</strong> (bản minh họa, không có chữ ký)</p>"
    return f"{signed}\n<p>Nơi nhận:</p>\n<ul>{names}</ul>"


def _block(block: Block, source: Source, depth: int) -> str:
    if block.kind.startswith("h"):
        level = int(block.kind[1:]) + 1
        return f"<h{level}>{escape(block.text)}</h{level}>"
    if block.kind == "table":
        return _table(block.rows)
    if block.kind == "figure":
        return _figure(block, depth)
    if block.kind == "signature":
        return _signature(source.meta)
    return f"<p>{escape(block.text)}</p>"


def _local(stamp: str) -> str:
    date, _, clock = stamp.partition("T")
    year, month, day = date.split("-")
    return f"{day}/{month}/{year}" + (f", {clock[:5]}" if clock else "")


def _head(source: Source) -> list[str]:
    meta = source.meta
    time = f'<p><time datetime="{meta["published"]}">{_local(meta["published"])}</time></p>'
    if meta["layout"] == "news":
        return [f"<h1>{escape(meta['title'])}</h1>", time, f"<p>{escape(meta['source'])}</p>"]
    issuer = meta["issuer"].split(" / ")
    lines = [*issuer, meta["motto"], meta["number"], meta["dated"]]
    return [*(f"<p>{escape(line)}</p>" for line in lines), f"<h1>{meta['type']}<br>{escape(meta['title'])}</h1>", time]


def write(source: Source, path: Path) -> None:
    """Writes `path`; pictures are looked for in `anh/` of the place's folder."""
    depth = source.path.count("/") - 1
    parts = [*_head(source), *(_block(block, source, depth) for block in source.blocks)]
    text = SKELETON.format(title=escape(source.meta["title"]), notice=escape(source.notice), article="\n".join(parts))
    path.write_text(text, encoding="utf-8", newline="\n")
