"""A two-storey school on the first morning of the year."""

from .built import GLASS, block, flag, roof, windows
from .canvas import DEEP_GREEN, GOLD, GREEN, INK, LACQUER, LINE, PAPER, SOFT, STONE, WARM, WIDTH, Canvas, mix
from .nature import cloud, far_hills, round_tree, sky, wooded

LEFT, RIGHT, FOOT, STOREY = 330, 1270, 640, 118
WALL = mix(WARM, PAPER, 0.18)


def _storey(canvas: Canvas, foot: float) -> None:
    """A gallery: rooms behind, pillars and a railing before."""
    width = RIGHT - LEFT
    canvas.box(LEFT, foot - STOREY, width, STOREY, mix(WALL, SOFT, 0.2))
    for index in range(11):
        x = LEFT + 22 + index * 84
        if index % 3 == 2:
            canvas.box(x + 4, foot - 84, 40, 84, mix(GREEN, SOFT, 0.25))
            canvas.box(x + 8, foot - 78, 14, 34, mix(GREEN, PAPER, 0.3))
        else:
            windows(canvas, x, foot - 82, 1, 1, (0, 0), (52, 44), GLASS)
            canvas.box(x + 25, foot - 82, 3, 44, mix(GREEN, SOFT, 0.25))
    for index in range(13):
        canvas.box(LEFT + index * (width - 16) / 12, foot - STOREY, 16, STOREY, WALL)
    canvas.box(LEFT - 6, foot - STOREY - 8, width + 12, 14, mix(WALL, PAPER, 0.5))
    canvas.box(LEFT - 6, foot - STOREY + 6, width + 12, 3, mix(WALL, SOFT, 0.35))


def _railing(canvas: Canvas, foot: float) -> None:
    for x in range(LEFT, RIGHT, 12):
        canvas.box(x, foot - 34, 3, 34, mix(LINE, PAPER, 0.2))
    canvas.box(LEFT, foot - 37, RIGHT - LEFT, 5, mix(WALL, PAPER, 0.4))


def _gable(canvas: Canvas) -> None:
    """The stair tower in the middle, with its clock."""
    middle, top = (LEFT + RIGHT) / 2, FOOT - 2 * STOREY
    canvas.box(middle - 92, top - 46, 184, FOOT - top + 46, mix(WALL, PAPER, 0.35))
    canvas.box(middle + 74, top - 46, 18, FOOT - top + 46, mix(WALL, SOFT, 0.14))
    roof(canvas, middle - 92, top - 46, 184, 58, 20)
    canvas.oval(middle, top - 4, 25, 25, mix(LACQUER, PAPER, 0.12))
    canvas.oval(middle, top - 4, 21, 21, PAPER)
    canvas.path([(middle, top - 4), (middle, top - 19)], INK, 2.4)
    canvas.path([(middle, top - 4), (middle - 11, top + 2)], INK, 2.4)
    windows(canvas, middle - 58, top + 46, 2, 1, (70, 0), (46, 56))
    canvas.box(middle - 46, FOOT - 104, 92, 104, mix(LACQUER, INK, 0.15))
    canvas.box(middle - 40, FOOT - 98, 38, 98, mix(GLASS, PAPER, 0.1))
    canvas.box(middle + 2, FOOT - 98, 38, 98, GLASS)
    canvas.box(middle - 112, FOOT - 120, 224, 14, mix(WALL, PAPER, 0.6))


def _building(canvas: Canvas) -> None:
    for foot in (FOOT - STOREY, FOOT):
        _storey(canvas, foot)
    _railing(canvas, FOOT - STOREY)
    roof(canvas, LEFT, FOOT - 2 * STOREY - 6, RIGHT - LEFT, 86, 28)
    _gable(canvas)


def _yard(canvas: Canvas) -> None:
    canvas.gradient(FOOT - 4, 900, mix(STONE, PAPER, 0.2), mix(WARM, STONE, 0.55))
    for step in range(3):
        canvas.box(690 - step * 16, FOOT + step * 8, 220 + step * 32, 9, mix(STONE, SOFT, 0.1 + step * 0.05))
    seam = mix(STONE, SOFT, 0.16)
    for x in range(-1400, 3000, 170):
        canvas.path([(800 + (x - 800) * 0.28, FOOT + 30), (x, 900)], seam, 1.6)
    for depth in (0.03, 0.1, 0.2, 0.34, 0.52, 0.75):
        y = FOOT + 30 + (900 - FOOT - 30) * depth
        canvas.path([(0, y), (WIDTH, y)], seam, 1.6)
    for flip in (False, True):
        lawn = [(-10.0, FOOT + 40), (250.0, FOOT + 40), (90.0, 900.0), (-10.0, 900.0)]
        points = [(WIDTH - x, y) for x, y in lawn] if flip else lawn
        canvas.polygon(points, mix(GREEN, GOLD, 0.18))
        canvas.path(points[1:3], mix(STONE, SOFT, 0.3), 5)


def draw(canvas: Canvas) -> None:
    sky(canvas, 470, 0.55)
    for x, y, width in ((250, 150, 220), (1050, 105, 180), (1400, 210, 240)):
        cloud(canvas, x, y, width)
    far_hills(canvas, 380, 31)
    wooded(canvas, 540, 20, 52, 700, mix(GREEN, PAPER, 0.2), 18)
    for x, width in ((40, 90), (140, 70), (1420, 80), (1510, 90)):
        block(canvas, x, FOOT, width, 150, mix(STONE, PAPER, 0.3), 4)
    _building(canvas)
    _yard(canvas)
    for x in range(0, WIDTH, 64):
        if not 560 < x < 1010:
            canvas.oval(x + 20, FOOT + 10, 44, 20, mix(GREEN, DEEP_GREEN, 0.25 + (x % 3) * 0.12))
    for x, foot, height in ((190, 690, 210), (95, 800, 330), (1410, 690, 210), (1505, 800, 330)):
        canvas.oval(x + height * 0.1, foot, height * 0.3, height * 0.045, mix(GREEN, DEEP_GREEN, 0.5))
        round_tree(canvas, x, foot, height, mix(GREEN, DEEP_GREEN, 0.3))
    canvas.box(1016, 742, 68, 12, mix(STONE, SOFT, 0.3))
    canvas.box(1028, 730, 44, 12, mix(STONE, PAPER, 0.2))
    flag(canvas, 1050, 732, 330)
