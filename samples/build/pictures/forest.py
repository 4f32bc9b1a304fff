"""Planted forest on the hills above the valley, early in the morning."""

import random

from .built import cottage
from .canvas import DEEP_GREEN, GOLD, GREEN, INK, LIGHT_TEAL, PAPER, WARM, Canvas, mix, wave
from .nature import cloud, far_hills, pine, ridge, ridge_line, round_tree, sky, sun, wooded


def _stand(canvas: Canvas, level: float, seed: int, size: float, share: float) -> None:
    """A slope planted in rows: pines along the crest, then rows below it."""
    rand = random.Random(seed)
    colour = mix(mix(DEEP_GREEN, GREEN, 0.4), PAPER, share)
    ridge(canvas, level, 46, seed, 1200, mix(colour, INK, 0.06))
    crest = ridge_line(level, 46, seed, 1200, size * 0.52)
    for row in range(3):
        for x, y in crest:
            height = size * rand.uniform(0.8, 1.2)
            shade = mix(colour, INK, rand.uniform(0.0, 0.12))
            pine(canvas, x + rand.uniform(-6, 6) + row * 9, y + size * (0.25 + row * 0.42), height, shade)


def _mist(canvas: Canvas, level: float, seed: int, colour_share: float) -> None:
    line = ridge_line(level, 12, seed, 900)
    lower = [(x, y + 30 + 12 * wave(x, seed + 1, 700)) for x, y in line]
    canvas.polygon([*line, *reversed(lower)], mix(mix(LIGHT_TEAL, PAPER, 0.85), WARM, colour_share))


def _valley(canvas: Canvas) -> None:
    """A hamlet among fields where the slopes meet."""
    for index in range(7):
        y = 560 + index * 11
        canvas.polygon(
            [(520 - index * 22, y), (1120 + index * 20, y - 4), (1140 + index * 20, y + 8), (500 - index * 22, y + 12)],
            mix(mix(GREEN, GOLD, 0.35 + (index % 2) * 0.2), PAPER, 0.36),
        )
    for x, y, width in ((650, 582, 54), (726, 590, 62), (812, 580, 50), (884, 596, 66), (970, 586, 52)):
        cottage(canvas, x, y, width)
        round_tree(canvas, x - 14, y + 4, 46, mix(GREEN, PAPER, 0.12))


def draw(canvas: Canvas) -> None:
    sky(canvas, 520)
    sun(canvas, 470, 232, 40)
    for x, y, width in ((900, 120, 200), (1310, 180, 240), (180, 110, 150)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 300, 83)
    _mist(canvas, 452, 5, 0.3)
    wooded(canvas, 490, 40, 91, 1000, mix(GREEN, PAPER, 0.34), 13)
    _valley(canvas)
    _stand(canvas, 650, 17, 62, 0.16)
    _stand(canvas, 770, 19, 104, 0.04)
    for x, height in ((60, 330), (170, 250), (1450, 270), (1560, 350)):
        pine(canvas, x, 930, height, mix(DEEP_GREEN, INK, 0.18))
