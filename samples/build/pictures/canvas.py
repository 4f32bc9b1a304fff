"""A canvas of 1600 × 900 units, drawn at twice the size and reduced, so that edges are smooth."""

import math
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]

WIDTH, HEIGHT, SCALE = 1600, 900, 2


def rgb(code: str) -> Colour:
    """`#1F4E79` -> (31, 78, 121)."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of `second` in `first`, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


PAPER, LINE, INK, SOFT = rgb("#FBF9F4"), rgb("#D9D4C7"), rgb("#1B2430"), rgb("#55606E")
LACQUER, BLUE, DEEP_GREEN, GREEN = rgb("#7A1F1F"), rgb("#1F4E79"), rgb("#0B5D3B"), rgb("#2E7D4F")
TEAL, LIGHT_TEAL, OCHRE, BRICK = rgb("#0F5C6E"), rgb("#2A7A8C"), rgb("#8A5A00"), rgb("#A6361B")
SKY, WARM, GOLD, STONE = rgb("#9CC4EA"), rgb("#F4E3C6"), rgb("#E2B45A"), rgb("#E9E1D0")
RED, STAR = rgb("#C62F25"), rgb("#F5D04A")


class Canvas:
    """Shapes in picture units; later shapes lie over earlier ones."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), PAPER)
        self.pen = ImageDraw.Draw(self.image)

    def gradient(self, top: float, bottom: float, first: Colour, second: Colour) -> None:
        """A horizontal band across the whole width that goes from one colour to another."""
        start, end = round(top * SCALE), round(bottom * SCALE)
        for y in range(start, end):
            colour = mix(first, second, (y - start) / max(1, end - start))
            self.pen.line([(0, y), (WIDTH * SCALE, y)], fill=colour)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A rectangle from its upper left corner."""
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def oval(self, x: float, y: float, across: float, up: float, colour: Colour) -> None:
        """An ellipse around its centre; `across` and `up` are radii."""
        box = [(x - across) * SCALE, (y - up) * SCALE, (x + across) * SCALE, (y + up) * SCALE]
        self.pen.ellipse(box, fill=colour)

    def path(self, points: Sequence[Point], colour: Colour, width: float) -> None:
        """A line with round joints."""
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def save(self, path: Path) -> None:
        """Reduces and writes a PNG."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(path, optimize=True)


def wave(x: float, seed: int, length: float, terms: int = 5) -> float:
    """A smooth irregular curve between about -1 and 1; the same for the same seed."""
    rand = random.Random(seed)
    total = 0.0
    for term in range(terms):
        phase, strength = rand.uniform(0, math.tau), 1 / (1 + term * 0.9)
        total += strength * math.sin(x / length * math.tau * (1 + term * 0.83) + phase)
    return total / 2.2
