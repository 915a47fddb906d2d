"""Landscapes drawn by arithmetic: no photograph, no rights to clear, the same bytes every time."""

from __future__ import annotations

import io
import math
import random
import zlib
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw

from zhenglian.cli.sample_office.brushes import (
    FINER,
    Canvas,
    birds,
    clouds,
    disc,
    flakes,
    houses,
    meadow,
    pines,
    reeds,
    ridge,
    ridges,
    sky,
    water,
)

SIZE = (1200, 800)  # pixels
QUALITY = 88


@cache
def draw(scene: str) -> bytes:
    """A JPEG of 1200 by 800 pixels. `scene` is a key of `SCENES`."""
    width, height = SIZE
    canvas = Image.new("RGB", (width * FINER, height * FINER))
    chance = random.Random(zlib.crc32(scene.encode()))
    SCENES[scene](canvas, chance)
    buffer = io.BytesIO()
    canvas.resize(SIZE, Image.Resampling.LANCZOS).save(buffer, "JPEG", quality=QUALITY)
    return buffer.getvalue()


def _wetland(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (132, 184, 204), (250, 226, 190), 0.62)
    disc(canvas, (0.68, 0.44), 0.045, (255, 243, 214), glow=170)
    ridges(canvas, chance, 3, (168, 193, 197), (96, 139, 138), (0.58, 0.63))
    water(canvas, chance, 0.62, (214, 221, 206), (58, 112, 120))
    reeds(canvas, chance, 150, (62, 92, 62), (158, 122, 74))
    birds(canvas, [(0.34, 0.3, 0.045), (0.45, 0.24, 0.034), (0.54, 0.33, 0.028)], (60, 78, 86))


def _reed_bed(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (226, 146, 92), (254, 222, 170), 0.7)
    disc(canvas, (0.4, 0.52), 0.06, (255, 238, 200), glow=190)
    ridges(canvas, chance, 4, (222, 168, 128), (128, 86, 66), (0.66, 0.78))
    water(canvas, chance, 0.78, (236, 184, 132), (124, 78, 62))
    reeds(canvas, chance, 320, (92, 62, 40), (196, 150, 92))


def _snow(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (142, 162, 184), (226, 232, 238), 0.7)
    ridges(canvas, chance, 3, (198, 210, 222), (232, 238, 244), (0.62, 0.8))
    pines(canvas, chance, 14, 0.74, 0.26, ((122, 146, 152), (52, 84, 82)))
    ridge(canvas, chance, 0.97, 0.06, (248, 250, 252))
    flakes(canvas, chance, 420)


def _city(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (66, 140, 206), (206, 230, 244))
    clouds(canvas, chance, 7)
    houses(canvas, chance, 0.84, (0.16, 0.34), (176, 198, 214), None)
    houses(canvas, chance, 0.88, (0.12, 0.26), (136, 166, 188), None)
    pines(canvas, chance, 70, 0.84, 0.13, ((108, 158, 98), (44, 106, 62)))
    ridge(canvas, chance, 1.0, 0.05, (58, 120, 66))


def _night(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (16, 28, 58), (62, 84, 124))
    disc(canvas, (0.78, 0.2), 0.055, (250, 244, 220), glow=80)
    pen = ImageDraw.Draw(canvas)
    for _ in range(160):
        x, y = chance.uniform(0, canvas.width), chance.uniform(0, canvas.height * 0.5)
        pen.ellipse([x, y, x + 3, y + 3], fill=(214, 222, 240))
    houses(canvas, chance, 0.96, (0.26, 0.46), (48, 62, 92), (250, 206, 128))
    houses(canvas, chance, 1.0, (0.14, 0.3), (34, 46, 72), (255, 214, 140))


def _mountains(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (178, 202, 214), (240, 238, 226), 0.8)
    disc(canvas, (0.3, 0.24), 0.05, (255, 250, 232), glow=120)
    ridges(canvas, chance, 6, (206, 220, 222), (38, 84, 88), (0.5, 0.98))


def _forest(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (196, 220, 196), (244, 242, 214), 0.9)
    disc(canvas, (0.62, 0.2), 0.06, (255, 252, 226), glow=200)
    ridge(canvas, chance, 0.7, 0.05, (150, 184, 150))
    pines(canvas, chance, 60, 0.62, 0.36, ((178, 204, 178), (26, 72, 52)))
    ridge(canvas, chance, 0.86, 0.05, (34, 78, 54))


def _river(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (96, 166, 214), (222, 238, 244), 0.5)
    clouds(canvas, chance, 4)
    ridges(canvas, chance, 3, (150, 186, 176), (112, 164, 104), (0.5, 0.56))
    meadow(canvas)
    pen = ImageDraw.Draw(canvas)
    left, right = [], []
    for step in range(101):  # the banks, from the horizon to the near edge
        share = step / 100
        middle = 0.5 + 0.22 * math.sin(share * 4.2 + 0.6) * (0.3 + share)
        wide, y = 0.012 + 0.17 * share**1.6, 0.5 + 0.5 * share
        left.append(((middle - wide) * canvas.width, y * canvas.height))
        right.append(((middle + wide) * canvas.width, y * canvas.height))
    pen.polygon([*left, *reversed(right)], fill=(122, 186, 206))


def _coast(canvas: Canvas, chance: random.Random) -> None:
    sky(canvas, (92, 112, 162), (246, 190, 160), 0.56)
    disc(canvas, (0.24, 0.47), 0.05, (255, 226, 190), glow=170)
    water(canvas, chance, 0.55, (236, 190, 172), (84, 98, 138))
    ridge(canvas, chance, 0.95, 0.1, (150, 122, 106))
    ridge(canvas, chance, 1.02, 0.1, (110, 88, 80))
    flock = [
        (chance.uniform(0.3, 0.9), chance.uniform(0.18, 0.5), chance.uniform(0.01, 0.026)) for _ in range(26)
    ]
    birds(canvas, flock, (52, 54, 76))


SCENES: dict[str, Callable[[Canvas, random.Random], None]] = {
    "wetland": _wetland,
    "coast": _coast,
    "reeds": _reed_bed,
    "snow": _snow,
    "city": _city,
    "night": _night,
    "mountains": _mountains,
    "forest": _forest,
    "river": _river,
}
