"""Writes a source as .txt (UTF-8, one paragraph a line, tables with tabs)."""

from pathlib import Path

from .source import Block, Source


def _block(block: Block, meta: dict[str, str]) -> list[str]:
    if block.kind == "table":
        return ["\t".join(row) for row in block.rows] + [""]
    if block.kind == "signature":
        names = [f"- {name};" for name in meta["recipients"].split("; ")]
        return ["", f"{meta['signed']} (bản minh họa, không có chữ ký)", "Nơi nhận:", *names]
    if block.kind.startswith("h"):
        return ["", block.text]
    return [block.text]


def _head(source: Source) -> list[str]:
    meta = source.meta
    lines = [source.notice, ""]
    if "issuer" in meta:
        lines += [*meta["issuer"].split(" / "), meta["motto"], meta["number"], meta["dated"], "", meta["type"]]
    return [*lines, meta["title"], ""]


def write(source: Source, path: Path) -> None:
    """Writes `path`, the notice first and last."""
    lines = _head(source)
    for block in source.blocks:
        lines += _block(block, source.meta)
    path.write_text("\n".join([*lines, "", source.notice, ""]), encoding="utf-8", newline="\n")
