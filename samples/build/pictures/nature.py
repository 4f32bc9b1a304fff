"""Sky, hills, trees, water: what every scene stands in."""

import math
import random

from .canvas import (
    BLUE,
    DEEP_GREEN,
    GOLD,
    GREEN,
    HEIGHT,
    INK,
    LIGHT_TEAL,
    OCHRE,
    PAPER,
    SKY,
    TEAL,
    WARM,
    WIDTH,
    Canvas,
    Colour,
    Point,
    mix,
    wave,
)


def sky(canvas: Canvas, horizon: float, warm: float = 1.0) -> None:
    """From pale blue to a warm horizon; `warm` 0 is noon, 1 the hour before sunset."""
    canvas.gradient(0, horizon, mix(SKY, BLUE, 0.06), mix(PAPER, WARM, warm))


def sun(canvas: Canvas, x: float, y: float, radius: float) -> None:
    for share, faint in ((2.7, 0.42), (2.0, 0.26), (1.45, 0.1)):
        canvas.oval(x, y, radius * share, radius * share, mix(WARM, mix(SKY, PAPER, 0.4), faint))
    canvas.oval(x, y, radius, radius, mix(GOLD, PAPER, 0.45))


def cloud(canvas: Canvas, x: float, y: float, width: float) -> None:
    """A flat-bottomed cloud of four rounds."""
    colour = mix(PAPER, WARM, 0.12)
    for dx, lift, size in ((-0.32, 0, 0.16), (-0.1, 0.07, 0.22), (0.14, 0.05, 0.19), (0.34, 0, 0.13)):
        canvas.oval(x + dx * width, y - lift * width, size * width, size * width * 0.52, colour)
    canvas.box(x - width * 0.33, y, width * 0.66, width * 0.07, colour)


def ridge_line(level: float, height: float, seed: int, length: float, step: float = 8) -> list[Point]:
    count = int(WIDTH / step) + 2
    return [(i * step, level + height * wave(i * step, seed, length)) for i in range(count)]


def ridge(canvas: Canvas, level: float, height: float, seed: int, length: float, colour: Colour) -> list[Point]:
    """A hill line across the picture, filled to the foot; returns its upper edge."""
    line = ridge_line(level, height, seed, length)
    canvas.polygon([*line, (WIDTH + 20, HEIGHT), (-20, HEIGHT)], colour)
    return line


def far_hills(canvas: Canvas, level: float, seed: int = 7) -> None:
    """Three ranges that fade with distance."""
    for index, (share, height, length) in enumerate(((0.74, 62, 1150), (0.6, 50, 900), (0.44, 38, 760))):
        colour = mix(mix(LIGHT_TEAL, GREEN, index * 0.3), PAPER, share)
        ridge(canvas, level + index * 46, height, seed + index, length, colour)


def wooded(canvas: Canvas, level: float, height: float, seed: int, length: float, colour: Colour, size: float) -> None:
    """A hill whose edge is a row of tree tops."""
    rand = random.Random(seed)
    line = ridge(canvas, level, height, seed, length, colour)
    for x, y in line[::2]:
        radius = size * rand.uniform(0.6, 1.15)
        canvas.oval(x + rand.uniform(-4, 4), y + radius * 0.25, radius, radius, colour)


def round_tree(canvas: Canvas, x: float, foot: float, height: float, colour: Colour = GREEN) -> None:
    """A broad-leaved tree: trunk, crown, and the light on its left side."""
    trunk = mix(OCHRE, INK, 0.35)
    canvas.polygon(
        [
            (x - height * 0.03, foot),
            (x + height * 0.03, foot),
            (x + height * 0.018, foot - height * 0.5),
            (x - height * 0.018, foot - height * 0.5),
        ],
        trunk,
    )
    crown = ((0, 0.66, 0.3), (-0.2, 0.54, 0.22), (0.21, 0.55, 0.22), (0.05, 0.82, 0.2))
    for dx, up, size in crown:
        canvas.oval(x + dx * height, foot - up * height, size * height, size * height * 0.92, mix(colour, INK, 0.14))
    for dx, up, size in crown:
        shift = 0.045 * height
        canvas.oval(
            x + dx * height - shift, foot - up * height - shift, size * height * 0.84, size * height * 0.76, colour
        )
    light = mix(colour, GOLD, 0.14)
    for dx, up, size in ((-0.1, 0.78, 0.11), (-0.24, 0.6, 0.09)):
        canvas.oval(x + dx * height, foot - up * height, size * height, size * height * 0.7, light)


def pine(canvas: Canvas, x: float, foot: float, height: float, colour: Colour = DEEP_GREEN) -> None:
    """A conifer of four tiers, its right side in shade."""
    shade = mix(colour, INK, 0.2)
    for tier in range(4):
        low, wide = foot - height * (0.1 + tier * 0.2), height * (0.24 - tier * 0.047)
        tip = low - height * 0.36
        canvas.polygon([(x - wide, low), (x + wide, low), (x, tip)], colour)
        canvas.polygon([(x, low), (x + wide, low), (x, tip)], shade)


def areca(canvas: Canvas, x: float, foot: float, height: float) -> None:
    """A slender palm, as beside village houses."""
    trunk, leaf = mix(OCHRE, PAPER, 0.35), mix(GREEN, DEEP_GREEN, 0.4)
    top = foot - height
    canvas.path([(x, foot), (x + 2, foot - height * 0.5), (x, top)], trunk, height * 0.028)
    for angle in (-168, -140, -112, -80, -52, -24, -4):
        turn = math.radians(angle)
        reach = height * 0.3
        points = []
        for part in range(7):
            share = part / 6
            droop = share * share * height * 0.16
            points.append((x + math.cos(turn) * reach * share, top + math.sin(turn) * reach * share + droop))
        canvas.path(points, leaf, height * 0.03)


def water(canvas: Canvas, top: float, bottom: float, seed: int) -> None:
    """A calm river: teal that pales towards the far bank, with short lights."""
    far, near = mix(LIGHT_TEAL, PAPER, 0.62), mix(TEAL, PAPER, 0.22)
    canvas.gradient(top, bottom, far, near)
    rand = random.Random(seed)
    for _ in range(70):
        depth = rand.random() ** 1.3
        y = top + 6 + depth * (bottom - top - 12)
        length, x = 16 + depth * 90, rand.uniform(-40, WIDTH)
        canvas.box(x, y, length, 1 + depth * 2.2, mix(mix(far, near, depth), PAPER, 0.3))
