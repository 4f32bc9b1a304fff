"""Draws the pictures of the sample city: flat landscapes in the palette of the public pages, the same at each run."""

from pathlib import Path

from . import centre, forest, market, river, school, tea
from .canvas import Canvas

SCENES = {
    "thanh-pho-ben-song.png": river.draw,
    "cho-trung-tam.png": market.draw,
    "truong-hoc.png": school.draw,
    "nuong-che-nong-thon-moi.png": tea.draw,
    "trung-tam-hanh-chinh.png": centre.draw,
    "rung-doi.png": forest.draw,
}


def draw_all(folder: Path) -> None:
    """Writes every picture into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, draw in SCENES.items():
        canvas = Canvas()
        draw(canvas)
        canvas.save(folder / name)
