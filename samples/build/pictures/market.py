"""The central market: tiled hall, striped awnings, fruit and greens in baskets."""

import random

from .built import block, roof
from .canvas import (
    BRICK,
    DEEP_GREEN,
    GOLD,
    GREEN,
    INK,
    LACQUER,
    LIGHT_TEAL,
    OCHRE,
    PAPER,
    SOFT,
    STONE,
    WARM,
    WIDTH,
    Canvas,
    Colour,
    mix,
)
from .nature import areca, cloud, far_hills, round_tree, sky, wooded

FOOT = 560


def _hall(canvas: Canvas) -> None:
    left, width = 330, 940
    canvas.box(left, 372, width, FOOT - 372, mix(WARM, PAPER, 0.25))
    canvas.box(left, 400, width, FOOT - 400, mix(INK, OCHRE, 0.3))
    for index in range(9):
        x = left + index * (width - 26) / 8
        canvas.box(x, 380, 26, FOOT - 380, mix(WARM, PAPER, 0.3))
        canvas.box(x + 20, 380, 6, FOOT - 380, mix(WARM, SOFT, 0.25))
    for index in range(8):
        x = left + 72 + index * (width - 26) / 8
        canvas.path([(x, 396), (x, 424)], SOFT, 1.5)
        canvas.oval(x, 432, 9, 9, mix(GOLD, PAPER, 0.4))
    roof(canvas, left, 386, width, 96, 46)
    canvas.box(left + 180, 252, width - 360, 44, mix(WARM, PAPER, 0.3))
    for index in range(18):
        canvas.box(left + 196 + index * 31, 262, 18, 28, mix(LACQUER, PAPER, 0.25))
    roof(canvas, left + 180, 258, width - 360, 76, 38)


def _awning(canvas: Canvas, x: float, y: float, width: float, colour: Colour) -> None:
    """A striped awning with a scalloped edge on two poles."""
    stripes = 8
    step = width / stripes
    for pole in (x + 6, x + width - 10):
        canvas.box(pole, y + 40, 5, 150, mix(OCHRE, SOFT, 0.5))
    for index in range(stripes):
        shade = colour if index % 2 == 0 else mix(PAPER, WARM, 0.2)
        left, inner = x + index * step, x + width * 0.06 + index * step * 0.88
        canvas.polygon([(inner, y), (inner + step * 0.88, y), (left + step, y + 52), (left, y + 52)], shade)
        canvas.oval(left + step / 2, y + 52, step / 2, 11, shade)
    canvas.box(x + width * 0.06, y - 3, width * 0.88, 5, mix(colour, INK, 0.25))


def _heap(canvas: Canvas, x: float, y: float, colour: Colour, rand: random.Random) -> None:
    """A round basket with a heap in it."""
    for row, count in enumerate((4, 3, 2)):
        for index in range(count):
            cx = x + (index - (count - 1) / 2) * 15
            cy = y - 4 - row * 11
            canvas.oval(cx, cy, 9, 9, mix(colour, INK, rand.uniform(0, 0.16)))
            canvas.oval(cx - 3, cy - 3, 3, 3, mix(colour, PAPER, 0.35))
    canvas.polygon([(x - 37, y), (x + 37, y), (x + 28, y + 22), (x - 28, y + 22)], mix(OCHRE, WARM, 0.35))
    canvas.box(x - 39, y - 2, 78, 6, mix(OCHRE, WARM, 0.15))
    canvas.path([(x - 33, y + 12), (x + 33, y + 12)], mix(OCHRE, INK, 0.1), 1.5)


def _stall(canvas: Canvas, x: float, foot: float, colour: Colour, seed: int) -> None:
    rand = random.Random(seed)
    width = 268
    canvas.oval(x + width / 2, foot + 4, width * 0.56, 13, mix(STONE, SOFT, 0.3))
    canvas.box(x + 10, foot - 62, width - 20, 62, mix(OCHRE, WARM, 0.5))
    for board in range(3):
        canvas.box(x + 10, foot - 44 + board * 18, width - 20, 2, mix(OCHRE, INK, 0.05))
    goods = [
        mix(GREEN, GOLD, 0.2),
        GOLD,
        BRICK,
        mix(OCHRE, GOLD, 0.5),
        mix(DEEP_GREEN, GREEN, 0.5),
        mix(LACQUER, BRICK, 0.5),
    ]
    rand.shuffle(goods)
    for index in range(3):
        _heap(canvas, x + 52 + index * 82, foot - 84, goods[index], rand)
    _awning(canvas, x, foot - 246, width, colour)


def _ground(canvas: Canvas) -> None:
    canvas.gradient(FOOT - 6, 900, mix(STONE, PAPER, 0.2), mix(STONE, WARM, 0.6))
    seam = mix(STONE, SOFT, 0.13)
    for x in range(-2000, 3800, 160):
        canvas.path([(800 + (x - 800) * 0.34, FOOT), (x, 900)], seam, 1.6)
    for depth in (0.04, 0.12, 0.23, 0.37, 0.55, 0.78):
        canvas.path([(0, FOOT + (900 - FOOT) * depth), (WIDTH, FOOT + (900 - FOOT) * depth)], seam, 1.6)


def _shopper(canvas: Canvas, x: float, foot: float, coat: Colour) -> None:
    """Someone seen from behind under a conical hat."""
    canvas.oval(x, foot + 2, 26, 6, mix(STONE, SOFT, 0.35))
    canvas.box(x - 11, foot - 44, 9, 44, mix(INK, SOFT, 0.3))
    canvas.box(x + 2, foot - 44, 9, 44, mix(INK, SOFT, 0.3))
    canvas.polygon([(x - 17, foot - 88), (x + 17, foot - 88), (x + 21, foot - 34), (x - 21, foot - 34)], coat)
    canvas.path([(x - 16, foot - 84), (x - 25, foot - 50)], mix(coat, INK, 0.12), 8)
    canvas.path([(x + 16, foot - 84), (x + 25, foot - 50)], mix(coat, INK, 0.12), 8)
    canvas.polygon([(x - 36, foot - 92), (x + 36, foot - 92), (x, foot - 122)], mix(WARM, OCHRE, 0.14))
    canvas.polygon([(x + 4, foot - 92), (x + 36, foot - 92), (x, foot - 122)], mix(WARM, OCHRE, 0.28))


def draw(canvas: Canvas) -> None:
    sky(canvas, 460, 0.75)
    for x, y, width in ((220, 120, 210), (1360, 110, 240)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 300, 121)
    wooded(canvas, 470, 22, 44, 760, mix(GREEN, PAPER, 0.2), 15)
    for x, width, storeys in ((20, 84, 4), (110, 70, 3), (200, 80, 3), (1320, 86, 3), (1420, 70, 4), (1505, 84, 3)):
        block(canvas, x, FOOT, width, storeys * 40 + 18, mix(STONE, PAPER, 0.2), storeys)
    _hall(canvas)
    _ground(canvas)
    for x, height in ((250, 200), (1340, 210)):
        round_tree(canvas, x, FOOT + 24, height, mix(GREEN, DEEP_GREEN, 0.3))
    for x, height in ((46, 250), (1318, 300), (290, 320)):
        areca(canvas, x, FOOT + 10, height)
    for index, (x, colour) in enumerate(((70, LIGHT_TEAL), (366, BRICK), (966, GREEN), (1262, mix(OCHRE, GOLD, 0.45)))):
        _stall(canvas, x, 796, colour, index)
    _shopper(canvas, 736, 800, mix(LIGHT_TEAL, PAPER, 0.2))
    _shopper(canvas, 812, 776, mix(LACQUER, PAPER, 0.2))
    _shopper(canvas, 890, 824, mix(GREEN, PAPER, 0.15))
