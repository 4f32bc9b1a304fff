"""Houses, blocks, roofs, flags: what people built."""

import math

from .canvas import BLUE, BRICK, INK, LACQUER, LINE, PAPER, RED, SOFT, STAR, STONE, Canvas, Colour, mix

GLASS = mix(BLUE, PAPER, 0.45)
TILE = mix(BRICK, LACQUER, 0.25)


def roof(canvas: Canvas, x: float, y: float, width: float, height: float, eave: float, colour: Colour = TILE) -> None:
    """A tiled roof seen from the front: a trapezium with courses and a ridge; `y` is the eaves."""
    inset = height * 0.75
    left, right = x - eave, x + width + eave
    canvas.polygon([(left, y), (right, y), (right - inset, y - height), (left + inset, y - height)], colour)
    for course in range(1, 5):
        share = course / 5
        canvas.path(
            [(left + inset * share, y - height * share), (right - inset * share, y - height * share)],
            mix(colour, INK, 0.14),
            1.4,
        )
    canvas.box(left + inset - 4, y - height - 4, right - left - inset * 2 + 8, 6, mix(colour, INK, 0.22))
    canvas.box(left, y - 2, right - left, 6, mix(colour, INK, 0.3))


def windows(
    canvas: Canvas,
    x: float,
    y: float,
    columns: int,
    rows: int,
    step: tuple[float, float],
    size: tuple[float, float],
    colour: Colour = GLASS,
) -> None:
    """A grid of windows, each with a light sill."""
    for row in range(rows):
        for column in range(columns):
            left, top = x + column * step[0], y + row * step[1]
            canvas.box(left, top, size[0], size[1], colour)
            canvas.box(left, top, size[0] * 0.42, size[1], mix(colour, PAPER, 0.22))
            canvas.box(left - 2, top + size[1], size[0] + 4, 2.5, mix(LINE, PAPER, 0.3))


def block(canvas: Canvas, x: float, foot: float, width: float, height: float, wall: Colour, storeys: int) -> None:
    """A town house with a flat roof; its right edge is in shade."""
    top = foot - height
    canvas.box(x, top, width, height, wall)
    canvas.box(x + width * 0.86, top, width * 0.14, height, mix(wall, SOFT, 0.22))
    canvas.box(x - 3, top - 4, width + 6, 6, mix(wall, SOFT, 0.35))
    columns = max(1, int(width // 24))
    step = (width * 0.84 / columns, height / (storeys + 0.35))
    size = (min(11.0, step[0] * 0.5), step[1] * 0.44)
    windows(canvas, x + step[0] * 0.3, top + step[1] * 0.34, columns, storeys, step, size)


def cottage(canvas: Canvas, x: float, foot: float, width: float, wall: Colour = STONE) -> None:
    """A village house: low walls, a door, a wide tiled roof."""
    height = width * 0.36
    canvas.box(x, foot - height, width, height, wall)
    canvas.box(x + width * 0.72, foot - height, width * 0.28, height, mix(wall, SOFT, 0.16))
    canvas.box(x + width * 0.43, foot - height * 0.78, width * 0.14, height * 0.78, mix(LACQUER, INK, 0.25))
    for left in (0.13, 0.72):
        canvas.box(x + width * left, foot - height * 0.72, width * 0.14, height * 0.34, GLASS)
    roof(canvas, x, foot - height, width, width * 0.27, width * 0.1)


def flag(canvas: Canvas, x: float, foot: float, height: float) -> None:
    """A flagpole with the national flag."""
    canvas.box(x - 2.2, foot - height, 4.4, height, mix(SOFT, PAPER, 0.3))
    canvas.oval(x, foot - height, 4.5, 4.5, STAR)
    wide, high, top = height * 0.27, height * 0.18, foot - height + 8
    upper = [(x + 2 + wide * i / 12, top + math.sin(i / 12 * math.tau) * high * 0.07) for i in range(13)]
    lower = [(px, py + high) for px, py in reversed(upper)]
    canvas.polygon([*upper, *lower], RED)
    centre, radius = (x + 2 + wide / 2, top + high / 2), high * 0.3
    points = []
    for corner in range(10):
        reach = radius if corner % 2 == 0 else radius * 0.4
        angle = -math.pi / 2 + corner * math.pi / 5
        points.append((centre[0] + math.cos(angle) * reach, centre[1] + math.sin(angle) * reach))
    canvas.polygon(points, STAR)
