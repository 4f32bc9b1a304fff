"""Tea terraces, and the new road into the village."""

from .built import cottage
from .canvas import DEEP_GREEN, GOLD, GREEN, HEIGHT, INK, PAPER, SOFT, STONE, WIDTH, Canvas, Point, mix, wave
from .nature import areca, cloud, far_hills, ridge, round_tree, sky, wooded


def _rows(canvas: Canvas, top: float, bottom: float, seed: int, count: int) -> None:
    """Hedges of tea that follow the slope, wider the nearer they are."""
    soil = mix(mix(GREEN, GOLD, 0.45), PAPER, 0.2)
    ridge(canvas, top, 34, seed, 1500, soil)
    for index in range(count):
        share = (index / count) ** 1.35
        level = top + 10 + share * (bottom - top)
        thick = 7 + share * 30
        line = [(x, level + (34 + share * 26) * wave(x + index * 22, seed, 1500)) for x in range(-20, WIDTH + 30, 10)]
        hedge = mix(GREEN, DEEP_GREEN, 0.15 + share * 0.4)
        canvas.polygon([*line, *[(x, y + thick) for x, y in reversed(line)]], mix(hedge, INK, 0.12))
        canvas.polygon([*line, *[(x, y + thick * 0.66) for x, y in reversed(line)]], hedge)
        canvas.polygon([*line, *[(x, y + thick * 0.24) for x, y in reversed(line)]], mix(hedge, GOLD, 0.26))


def _road_edges() -> tuple[list[Point], list[Point]]:
    left, right = [], []
    for step in range(61):
        share = step / 60
        y = HEIGHT + 10 - share * 362
        bend = 860 + 190 * wave(share * 900 + 120, 4, 1150, 2) - share * 40
        half = 104 * (1 - share) ** 1.5 + 7
        left.append((bend - half, y))
        right.append((bend + half, y))
    return left, right


def _road(canvas: Canvas) -> None:
    left, right = _road_edges()
    verge = [(x - 12 - (y - 520) * 0.04, y) for x, y in left], [(x + 12 + (y - 520) * 0.04, y) for x, y in right]
    canvas.polygon([*verge[0], *reversed(verge[1])], mix(GREEN, GOLD, 0.4))
    canvas.polygon([*left, *reversed(right)], mix(STONE, PAPER, 0.25))
    canvas.path(right, mix(STONE, SOFT, 0.35), 3)
    canvas.path(left, mix(STONE, SOFT, 0.25), 3)
    for step in range(4, 58, 4):
        canvas.path([left[step], right[step]], mix(STONE, SOFT, 0.18), 1.5)


def _village(canvas: Canvas) -> None:
    wooded(canvas, 520, 16, 33, 620, mix(GREEN, PAPER, 0.14), 18)
    for x in (560, 1010, 1180):
        areca(canvas, x, 560, 118)
    for x, foot, width in (
        (480, 548, 92),
        (600, 560, 108),
        (740, 546, 84),
        (930, 556, 104),
        (1060, 546, 88),
        (1190, 562, 110),
    ):
        cottage(canvas, x, foot, width)
    for x, foot, height in (
        (450, 556, 74),
        (580, 566, 60),
        (720, 560, 66),
        (905, 562, 58),
        (1050, 558, 62),
        (1320, 566, 84),
    ):
        round_tree(canvas, x, foot, height, mix(GREEN, DEEP_GREEN, 0.3))


def draw(canvas: Canvas) -> None:
    sky(canvas, 470, 0.8)
    for x, y, width in ((330, 120, 220), (760, 170, 170), (1300, 110, 250)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 300, 101)
    wooded(canvas, 440, 44, 14, 900, mix(GREEN, PAPER, 0.32), 12)
    _village(canvas)
    _rows(canvas, 560, 960, 6, 17)
    _road(canvas)
    for x, height in ((95, 210), (1500, 260)):
        round_tree(canvas, x, 720 if x < 800 else 780, height, mix(GREEN, DEEP_GREEN, 0.35))
