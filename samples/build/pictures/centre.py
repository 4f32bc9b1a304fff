"""The administrative centre: three pale blocks behind a paved square."""

from .built import GLASS, flag
from .canvas import (
    BLUE,
    BRICK,
    DEEP_GREEN,
    GOLD,
    GREEN,
    INK,
    LACQUER,
    PAPER,
    SOFT,
    STONE,
    WARM,
    WIDTH,
    Canvas,
    mix,
)
from .nature import cloud, far_hills, round_tree, sky, wooded

FOOT = 620
WALL = mix(STONE, PAPER, 0.55)


def _fins(canvas: Canvas, x: float, top: float, width: float, foot: float, step: float) -> None:
    """A glass front behind upright fins, with a line at each floor."""
    canvas.box(x, top, width, foot - top, GLASS)
    for index in range(int(width // 60) + 1):
        canvas.polygon(
            [
                (x + index * 60, foot),
                (x + index * 60 + 24, foot),
                (x + index * 60 + 60, top),
                (x + index * 60 + 36, top),
            ],
            mix(GLASS, PAPER, 0.18),
        )
    canvas.box(x + width, top, 60, foot - top, WALL)
    floor = top + 46
    while floor < foot - 10:
        canvas.box(x, floor, width, 6, mix(WALL, SOFT, 0.12))
        floor += 46
    at = x
    while at <= x + width:
        canvas.box(at, top, 7, foot - top, mix(WALL, PAPER, 0.3))
        at += step


def _wing(canvas: Canvas, x: float, width: float, top: float) -> None:
    canvas.box(x, top, width, FOOT - top, WALL)
    _fins(canvas, x + 26, top + 34, width - 86, FOOT - 50, 22)
    canvas.box(x + width - 60, top, 60, FOOT - top, mix(WALL, SOFT, 0.13))
    canvas.box(x - 10, top - 10, width + 20, 16, mix(WALL, SOFT, 0.2))
    canvas.box(x, FOOT - 50, width, 50, mix(STONE, SOFT, 0.22))


def _hall(canvas: Canvas) -> None:
    """The middle block: a portico of six pillars below, a lacquer band above."""
    left, right, top = 560, 1040, 250
    canvas.box(left, top, right - left, FOOT - top, mix(WALL, PAPER, 0.35))
    _fins(canvas, left + 40, top + 92, right - left - 104, 470, 30)
    canvas.box(right - 40, top, 40, FOOT - top, mix(WALL, SOFT, 0.1))
    canvas.box(left - 18, top - 14, right - left + 36, 22, mix(WALL, SOFT, 0.22))
    canvas.box(left + 40, top + 34, right - left - 80, 34, mix(LACQUER, BRICK, 0.25))
    canvas.box(left + 40, top + 64, right - left - 80, 4, GOLD)
    canvas.box(left - 30, 470, right - left + 60, 26, mix(WALL, PAPER, 0.6))
    canvas.box(left - 30, 492, right - left + 60, 5, mix(WALL, SOFT, 0.35))
    canvas.box(left, 497, right - left, FOOT - 497, mix(BLUE, INK, 0.25))
    for index in range(5):
        canvas.box(left + 22 + index * 93, 512, 64, FOOT - 512, mix(GLASS, WARM, 0.25))
        canvas.box(left + 52 + index * 93, 512, 3, FOOT - 512, mix(BLUE, INK, 0.25))
    for index in range(6):
        canvas.box(left - 14 + index * 97, 497, 24, FOOT - 497, mix(WALL, PAPER, 0.7))
        canvas.box(left + 4 + index * 97, 497, 6, FOOT - 497, mix(WALL, SOFT, 0.2))


def _square(canvas: Canvas) -> None:
    canvas.gradient(FOOT, 900, mix(STONE, PAPER, 0.35), mix(STONE, WARM, 0.45))
    for step in range(4):
        canvas.box(530 - step * 20, FOOT + step * 9, 540 + step * 40, 10, mix(STONE, SOFT, 0.06 + step * 0.06))
    pale = mix(STONE, SOFT, 0.14)
    for x in range(-2400, 4000, 200):
        canvas.path([(800 + (x - 800) * 0.3, FOOT + 40), (x, 900)], pale, 1.8)
    for depth in (0.02, 0.08, 0.17, 0.3, 0.47, 0.7, 0.98):
        y = FOOT + 40 + (860 - FOOT) * depth
        canvas.path([(0, y), (WIDTH, y)], pale, 1.8)
    for left in (True, False):
        bed = [(120, 900), (430, FOOT + 60), (490, FOOT + 60), (330, 900)]
        points = bed if left else [(WIDTH - x, y) for x, y in bed]
        canvas.polygon(points, mix(GREEN, GOLD, 0.16))
        canvas.path(points[:2], mix(STONE, SOFT, 0.3), 5)
        canvas.path(points[2:], mix(STONE, SOFT, 0.3), 5)


def _avenue(canvas: Canvas) -> None:
    """Two rows of trees that lead to the hall."""
    for foot, inset, height in ((690, 452, 120), (730, 400, 160), (790, 330, 215), (875, 232, 290)):
        for x in (inset, WIDTH - inset):
            canvas.oval(x + height * 0.1, foot, height * 0.3, height * 0.05, mix(GREEN, DEEP_GREEN, 0.5))
            round_tree(canvas, x, foot, height, mix(GREEN, DEEP_GREEN, 0.25))


def draw(canvas: Canvas) -> None:
    sky(canvas, 480, 0.7)
    for x, y, width in ((200, 140, 230), (520, 90, 140), (1330, 130, 240)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 360, 61)
    wooded(canvas, 520, 24, 71, 760, mix(GREEN, PAPER, 0.2), 16)
    _wing(canvas, 150, 410, 356)
    _wing(canvas, 1040, 410, 356)
    _hall(canvas)
    _square(canvas)
    for x in (30, 95, 1505, 1570):
        round_tree(canvas, x, FOOT + 40, 230, mix(GREEN, DEEP_GREEN, 0.5))
    _avenue(canvas)
    canvas.box(752, 776, 96, 14, mix(STONE, SOFT, 0.3))
    canvas.box(768, 762, 64, 14, mix(STONE, PAPER, 0.1))
    flag(canvas, 800, 764, 420)
