"""The city on its river in the late afternoon."""

import math
import random

from .built import block, cottage
from .canvas import BRICK, DEEP_GREEN, GOLD, GREEN, LINE, OCHRE, PAPER, SOFT, STONE, WARM, WIDTH, Canvas, Colour, mix
from .nature import cloud, far_hills, ridge, round_tree, sky, sun, water, wooded

WALLS: tuple[Colour, ...] = (
    STONE,
    mix(WARM, PAPER, 0.3),
    mix(LINE, PAPER, 0.4),
    mix(BRICK, PAPER, 0.72),
    mix(OCHRE, PAPER, 0.7),
)
BANK = 520


def _town(canvas: Canvas) -> None:
    rand = random.Random(11)
    x = 90.0
    while x < WIDTH - 60:
        width = rand.choice((44, 52, 60, 72))
        storeys = rand.choice((2, 2, 3, 3, 4, 5)) + (2 if 700 < x < 1080 else 0)
        block(canvas, x, BANK, width, storeys * 25 + 12, rand.choice(WALLS), storeys)
        x += width + rand.choice((2, 4, 18))


def _front(canvas: Canvas) -> None:
    """Lower houses and trees along the far quay."""
    rand = random.Random(5)
    for x in (30, 250, 420, 1130, 1330, 1490):
        cottage(canvas, x, BANK + 6, rand.choice((74, 86)), rand.choice(WALLS))
    for index in range(30):
        at = index * 55 + rand.uniform(-14, 14)
        round_tree(canvas, at, BANK + 10, rand.uniform(34, 58), mix(GREEN, DEEP_GREEN, rand.random() * 0.7))
    canvas.box(0, BANK + 8, WIDTH, 12, mix(STONE, SOFT, 0.25))
    canvas.box(0, BANK + 8, WIDTH, 3, mix(STONE, PAPER, 0.4))


def _reflections(canvas: Canvas) -> None:
    rand = random.Random(3)
    for _ in range(90):
        y = BANK + 24 + rand.random() ** 1.6 * 95
        shade = mix(mix(SOFT, GREEN, 0.5), PAPER, 0.5 + (y - BANK) / 420)
        canvas.box(rand.uniform(0, WIDTH), y, rand.uniform(24, 90), 2.2, shade)


def _bridge(canvas: Canvas) -> None:
    """Five low arches from bank to bank, seen from upstream."""
    deck, pale = BANK + 62, mix(STONE, PAPER, 0.25)
    shade = mix(STONE, SOFT, 0.35)
    canvas.box(-10, deck, WIDTH + 20, 20, pale)
    canvas.box(-10, deck + 16, WIDTH + 20, 5, shade)
    for left in range(-60, WIDTH, 332):
        canvas.polygon(_arch(left, deck + 20, 332), pale)
    for left in range(-60, WIDTH, 332):
        canvas.box(left + 316, deck + 20, 32, 78, mix(pale, SOFT, 0.1))
        canvas.box(left + 338, deck + 20, 10, 78, mix(pale, SOFT, 0.24))
        canvas.box(left + 308, deck + 92, 48, 10, shade)
    for x in range(0, WIDTH, 20):
        canvas.box(x, deck - 16, 2.5, 16, shade)
    canvas.box(-10, deck - 19, WIDTH + 20, 4, shade)
    for x in range(60, WIDTH, 166):
        canvas.box(x, deck - 64, 3, 62, SOFT)
        canvas.oval(x + 1.5, deck - 67, 6, 6, mix(WARM, GOLD, 0.5))


def _arch(left: float, top: float, span: float) -> list[tuple[float, float]]:
    """The spandrel between deck and arch: the arch's curve below, the deck's edge above."""
    curve = []
    for step in range(33):
        angle = math.pi * step / 32
        curve.append((left + 16 + span / 2 - math.cos(angle) * (span / 2 - 16), top + 70 - math.sin(angle) * 58))
    return [(left, top), (left, top + 70), *curve, (left + span, top + 70), (left + span, top)]


def _near_bank(canvas: Canvas) -> None:
    ridge(canvas, 838, 14, 41, 1500, mix(GREEN, PAPER, 0.12))
    ridge(canvas, 866, 12, 42, 1300, mix(DEEP_GREEN, GREEN, 0.35))
    for x, height in ((70, 300), (210, 190), (1420, 230), (1545, 330)):
        round_tree(canvas, x, 880, height, mix(GREEN, DEEP_GREEN, 0.45))
    rand = random.Random(8)
    for _ in range(260):
        at, y = rand.uniform(0, WIDTH), rand.uniform(862, 900)
        canvas.path(
            [(at, y), (at + rand.uniform(-5, 5), y - rand.uniform(8, 18))], mix(DEEP_GREEN, GREEN, rand.random()), 2
        )


def draw(canvas: Canvas) -> None:
    sky(canvas, 480)
    sun(canvas, 1210, 250, 44)
    for x, y, width in ((260, 130, 210), (620, 90, 150), (1440, 120, 170)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 300)
    wooded(canvas, 440, 26, 21, 800, mix(GREEN, PAPER, 0.26), 12)
    _town(canvas)
    _front(canvas)
    water(canvas, BANK + 20, 900, 2)
    _reflections(canvas)
    _bridge(canvas)
    _near_bank(canvas)
