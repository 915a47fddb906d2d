"""Strokes of landscapes: skies, hills, water, trees, houses. Places are shares of the canvas."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageDraw, ImageFilter

LIT = 0.18  # share of the windows with a light
FINER = 2  # scenes are drawn larger, then reduced: smooth edges

Colour = tuple[int, int, int]
Canvas = Image.Image


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def sky(canvas: Canvas, top: Colour, bottom: Colour, until: float = 1.0) -> None:
    """A gradient from the upper edge down to `until` (share of the height)."""
    pen, last = ImageDraw.Draw(canvas), int(canvas.height * until)
    for y in range(last):
        pen.line([(0, y), (canvas.width, y)], fill=mixed(top, bottom, y / last))


def disc(canvas: Canvas, at: tuple[float, float], radius: float, colour: Colour, glow: int = 0) -> None:
    """Sun or moon; `glow` is the strength of the halo, 0 to 255."""
    x, y, size = at[0] * canvas.width, at[1] * canvas.height, radius * canvas.height
    if glow:
        halo = Image.new("L", canvas.size)
        ImageDraw.Draw(halo).ellipse([x - 3 * size, y - 3 * size, x + 3 * size, y + 3 * size], fill=glow)
        canvas.paste(colour, mask=halo.filter(ImageFilter.BoxBlur(size * 1.5)))
    ImageDraw.Draw(canvas).ellipse([x - size, y - size, x + size, y + size], fill=colour)


def ridge(canvas: Canvas, chance: random.Random, base: float, rise: float, colour: Colour) -> list[float]:
    """A chain of hills whose foot is the lower edge; returns the height of its line at each column."""
    waves = [(chance.uniform(0.6, 1.4) * n, chance.uniform(0, math.tau), 1 / n) for n in (1, 2, 4, 9)]
    total = sum(weight for *_, weight in waves)

    def line(x: int) -> float:
        angle = math.tau * x / canvas.width
        swing = sum(weight * math.sin(often * angle + shift) for often, shift, weight in waves) / total
        return canvas.height * (base - rise * (swing + 1) / 2)

    heights = [line(x) for x in range(canvas.width)]
    outline = [*enumerate(heights), (canvas.width, canvas.height), (0, canvas.height)]
    ImageDraw.Draw(canvas).polygon(outline, fill=colour)
    return heights


def ridges(
    canvas: Canvas, chance: random.Random, count: int, far: Colour, near: Colour, span: tuple[float, float]
) -> None:
    """Layer before layer, from the pale far ones to the near ones."""
    for step in range(count):
        share = step / max(count - 1, 1)
        base = span[0] + (span[1] - span[0]) * share
        ridge(canvas, chance, base, 0.16, mixed(far, near, share))


def water(canvas: Canvas, chance: random.Random, top: float, light: Colour, deep: Colour) -> None:
    pen, first = ImageDraw.Draw(canvas), int(canvas.height * top)
    for y in range(first, canvas.height):
        share = (y - first) / (canvas.height - first)
        pen.line([(0, y), (canvas.width, y)], fill=mixed(light, deep, share))
    for _ in range(140):
        y = chance.randint(first, canvas.height - 1)
        length = (y - first) * 0.5 + 40
        x = chance.randint(0, canvas.width)
        pen.line([(x, y), (x + length, y)], fill=mixed(light, (255, 255, 255), 0.35), width=FINER)


def reeds(canvas: Canvas, chance: random.Random, count: int, colour: Colour, ear: Colour) -> None:
    pen = ImageDraw.Draw(canvas)
    for _ in range(count):
        x = chance.choice([chance.gauss(0.08, 0.08), chance.gauss(0.92, 0.09)]) * canvas.width
        tall, lean = chance.uniform(0.16, 0.4) * canvas.height, chance.uniform(-0.15, 0.25)
        tip = (x + lean * tall, canvas.height - tall)
        pen.line([(x, canvas.height), tip], fill=colour, width=3 * FINER)
        pen.ellipse([tip[0] - 7, tip[1] - 46, tip[0] + 9, tip[1] + 12], fill=ear)


def birds(canvas: Canvas, places: list[tuple[float, float, float]], colour: Colour) -> None:
    pen = ImageDraw.Draw(canvas)
    for x, y, wing in places:
        left, top, size = x * canvas.width, y * canvas.height, wing * canvas.width
        pen.arc([left - size, top, left, top + size * 0.8], 200, 340, fill=colour, width=4 * FINER)
        pen.arc([left, top, left + size, top + size * 0.8], 200, 340, fill=colour, width=4 * FINER)


def pine(pen: ImageDraw.ImageDraw, foot: tuple[float, float], tall: float, colour: Colour) -> None:
    x, y = foot
    for step in range(4):
        low, wide = y - tall * step * 0.2, tall * (0.32 - step * 0.06)
        pen.polygon([(x - wide, low), (x + wide, low), (x, low - tall * 0.42)], fill=colour)


def pines(
    canvas: Canvas,
    chance: random.Random,
    count: int,
    ground: float,
    tall: float,
    colours: tuple[Colour, Colour],
) -> None:
    """A row of trees, the far ones smaller, higher up and in the first colour."""
    pen = ImageDraw.Draw(canvas)
    for step in range(count):
        share = step / max(count - 1, 1)
        foot = (chance.uniform(0, 1) * canvas.width, (ground + 0.16 * share) * canvas.height)
        pine(pen, foot, tall * (0.5 + 0.5 * share) * canvas.height, mixed(*colours, share))


def houses(
    canvas: Canvas,
    chance: random.Random,
    base: float,
    tall: tuple[float, float],
    colour: Colour,
    light: Colour | None,
) -> None:
    """A skyline; `light` is the colour of lit windows, None for a day without."""
    pen, x = ImageDraw.Draw(canvas), -40.0
    while x < canvas.width:
        wide = chance.uniform(0.05, 0.1) * canvas.width
        top = (base - chance.uniform(*tall)) * canvas.height
        shade = mixed(colour, (255, 255, 255), chance.uniform(0, 0.18))
        pen.rectangle([x, top, x + wide, canvas.height], fill=shade)
        windows(pen, chance, (x, top, wide, base * canvas.height), shade, light)
        x += wide * chance.uniform(1.0, 1.25)


def windows(
    pen: ImageDraw.ImageDraw,
    chance: random.Random,
    house: tuple[float, float, float, float],
    shade: Colour,
    light: Colour | None,
) -> None:
    x, top, wide, base = house
    for row in range(int((base - top) / 64)):
        for column in range(int(wide / 52)):
            left, upper = x + 18 + column * 52, top + 24 + row * 64
            lit = light is not None and chance.random() < LIT
            fill = light if lit and light else mixed(shade, (20, 40, 70), 0.18)
            pen.rectangle([left, upper, left + 22, upper + 32], fill=fill)


def clouds(canvas: Canvas, chance: random.Random, count: int) -> None:
    veil = Image.new("L", canvas.size)
    pen = ImageDraw.Draw(veil)
    for _ in range(count):
        x, y = chance.uniform(0, 1) * canvas.width, chance.uniform(0.06, 0.32) * canvas.height
        for _puff in range(9):
            left, size = x + chance.uniform(-220, 220), chance.uniform(40, 110)
            pen.ellipse([left - size, y - size * 0.45, left + size, y + size * 0.45], fill=215)
    canvas.paste((255, 255, 255), mask=veil.filter(ImageFilter.GaussianBlur(18)))


def flakes(canvas: Canvas, chance: random.Random, count: int) -> None:
    pen = ImageDraw.Draw(canvas)
    for _ in range(count):
        x, y, size = chance.uniform(0, canvas.width), chance.uniform(0, canvas.height), chance.uniform(2, 7)
        pen.ellipse([x - size, y - size, x + size, y + size], fill=(255, 255, 255))


def meadow(canvas: Canvas) -> None:
    """Meadows from the horizon to the lower edge."""
    pen, first = ImageDraw.Draw(canvas), int(canvas.height * 0.5)
    for y in range(first, canvas.height):
        share = (y - first) / (canvas.height - first)
        pen.line([(0, y), (canvas.width, y)], fill=mixed((158, 196, 118), (86, 146, 70), share))
