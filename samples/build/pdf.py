"""Writes a source as a .pdf with a text layer: A4, the margins of Decree 30/2020, an embedded serif font."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import TableBordersLayout, XPos, YPos
from fpdf.fonts import FontFace

from .source import Block, Source

FONTS = Path(__file__).parent / "fonts"
STYLES = {"": "Regular", "B": "Bold", "I": "Italic"}
STAMP = datetime(2026, 1, 2, tzinfo=UTC)
LINE = 6.4
NEXT: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}


class Paper(FPDF):
    """A page with its number centred in the top margin (not on page 1) and the notice at its foot."""

    def __init__(self, notice: str) -> None:
        super().__init__(format="A4")
        self.notice = notice
        for style, name in STYLES.items():
            self.add_font("sample", style, FONTS / f"SampleSerif-{name}.ttf")
        self.set_margins(30, 20, 15)
        self.set_auto_page_break(True, margin=22)

    def header(self) -> None:
        if self.page_no() == 1:
            return
        self.set_font("sample", "", 13)
        self.set_y(11)
        self.cell(0, 6, str(self.page_no()), align="C", **NEXT)
        self.set_y(20)

    def footer(self) -> None:
        self.set_y(-16)
        self.set_font("sample", "I", 10)
        self.cell(0, 6, self.notice, align="C")

    def line_of(self, text: str, style: str = "", size: float = 14, align: str = "C") -> None:
        self.set_font("sample", style, size)
        self.multi_cell(0, LINE, text, align=align, **NEXT)


def _two(paper: Paper, left: str, right: str, style: str) -> None:
    top = paper.get_y()
    width = paper.epw / 2
    paper.set_font("sample", style, 11.5)
    paper.multi_cell(width, 5.6, left, align="C", new_x=XPos.RIGHT, new_y=YPos.TOP)
    paper.set_font("sample", "I" if "ngày" in right else style, 11.5)
    paper.set_xy(paper.l_margin + width, top)
    paper.multi_cell(width, 5.6, right, align="C", **NEXT)


def _head(paper: Paper, source: Source) -> None:
    meta = source.meta
    paper.line_of(source.notice, "I", 11)
    paper.ln(3)
    above, _, issuer = meta["issuer"].partition(" / ")
    _two(paper, above, meta["motto"], "B")
    paper.set_font("sample", "B", 11.5)
    paper.cell(paper.epw / 2, 5.6, issuer, align="C", **NEXT)
    _two(paper, meta["number"], meta["dated"], "")
    paper.ln(7)
    paper.line_of(meta["type"], "B", 16)
    paper.line_of(meta["title"], "B")
    paper.ln(4)


def _table(paper: Paper, rows: tuple[tuple[str, ...], ...]) -> None:
    paper.set_font("sample", "", 11)
    widths = (28, 76, 61) if rows[0][0] == "Vai trò" else (24, 66, 75)
    layout = TableBordersLayout.ALL
    bold = FontFace(emphasis="BOLD")
    with paper.table(
        rows,
        col_widths=widths,
        line_height=5.6,
        borders_layout=layout,
        headings_style=bold,
        align="LEFT",
        text_align="LEFT",
        padding=0.6,
    ):
        pass
    paper.ln(4)


def _signature(paper: Paper, meta: dict[str, str]) -> None:
    paper.ln(3)
    if paper.get_y() > 235:
        paper.add_page()
    paper.line_of(meta["signed"], "B", 12, "R")
    paper.line_of("(bản minh họa, không có chữ ký)", "I", 11, "R")
    paper.ln(3)
    paper.line_of("Nơi nhận:", "I", 11, "L")
    for name in meta["recipients"].split("; "):
        paper.line_of(f"- {name};", "", 11, "L")
    paper.ln(4)


def _body(paper: Paper, block: Block, meta: dict[str, str]) -> None:
    if block.kind.startswith("h"):
        if paper.get_y() > 245 or block.text.startswith("PHỤ LỤC"):
            paper.add_page()
        paper.ln(2)
        paper.line_of(block.text, "B", 14, "L")
        paper.ln(2.4)
    elif block.kind == "table":
        _table(paper, block.rows)
    elif block.kind == "signature":
        _signature(paper, meta)
    else:
        paper.line_of(block.text, align="L")
        paper.ln(2.4)


def write(source: Source, path: Path) -> None:
    """Writes `path`; creation date and document id are fixed, so that two builds have the same bytes."""
    paper = Paper(source.notice)
    paper.set_creation_date(STAMP)
    paper.set_title(source.meta["title"])
    paper.set_subject(source.notice)
    paper.set_author("Cam Kết: dữ liệu minh họa")
    paper.set_lang("vi-VN")
    paper.add_page()
    _head(paper, source)
    for block in source.blocks:
        _body(paper, block, source.meta)
    paper.output(str(path))
