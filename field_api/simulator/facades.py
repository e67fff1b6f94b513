"""Pictures of invented front doors, painted, so that a simulated phone has a photo to send: no
people, no number plates, and in their EXIF where and when they were taken.
"""

import io
from datetime import datetime
from functools import cache
from random import Random

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from field_api.simulator.world import local

WIDTH, HEIGHT = 1280, 960
SENT = (960, 720)
_GROUND_Y = 760
_WALLS = ("#e8c27a", "#d98f6a", "#a9c3a0", "#8fb4c9", "#e7ded0", "#d7a0a6", "#c9b79c", "#b7c7d6")
_ROOFS = ("#9c4a32", "#7d5a46", "#6b6f76", "#8a3f36")
_DOORS = ("#5a3a24", "#2f4a3c", "#3a4a63", "#7b2d26", "#4a4a4a")
_EXIF_TAKEN, _EXIF_GPS = 0x9003, 0x8825
_JPEG_QUALITY = 78
Colour = tuple[int, int, int]


def facade(seed: str, lat: float, lon: float, taken_at: datetime) -> bytes:
    """A JPEG of 960 × 720, the same for the same arguments; place in degrees, time UTC."""
    random = Random(f"facade {seed}")
    picture = Image.fromarray(_sky(random))
    draw = ImageDraw.Draw(picture)
    _street(draw, random)
    left = random.randint(140, 260)
    _neighbour(draw, random, -120, left - 12)
    right = left + random.randint(620, 760)
    _neighbour(draw, random, right + 12, WIDTH + 160)
    _house(draw, random, left, right)
    small = picture.resize(SENT, Image.Resampling.BILINEAR)
    shaken = small.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.8)))
    return _jpeg(_grained(shaken, random), lat, lon, taken_at)


def _sky(random: Random) -> NDArray[np.uint8]:
    top = np.array(random.choice(((120, 165, 215), (150, 175, 200), (165, 190, 215))), float)
    low = np.array((232, 234, 232), float)
    share = np.linspace(0.0, 1.0, HEIGHT)[:, None, None]
    column = top * (1 - share) + low * share
    return np.broadcast_to(column, (HEIGHT, WIDTH, 3)).astype(np.uint8).copy()


def _street(draw: ImageDraw.ImageDraw, random: Random) -> None:
    draw.rectangle((0, _GROUND_Y, WIDTH, _GROUND_Y + 70), fill="#b9b4aa")
    for x in range(-40, WIDTH, random.randint(90, 140)):
        draw.line((x, _GROUND_Y, x - 26, _GROUND_Y + 70), fill="#a39e95", width=3)
    draw.rectangle((0, _GROUND_Y + 70, WIDTH, HEIGHT), fill=random.choice(("#6f6d6a", "#8a7a66")))


def _neighbour(draw: ImageDraw.ImageDraw, random: Random, left: int, right: int) -> None:
    top = random.randint(250, 430)
    draw.rectangle((left, top, right, _GROUND_Y), fill=_dimmed(random.choice(_WALLS), 0.86))
    draw.rectangle((left, top - 22, right, top), fill=_dimmed(random.choice(_ROOFS), 0.9))


def _house(draw: ImageDraw.ImageDraw, random: Random, left: int, right: int) -> None:
    storeys = random.choice((1, 1, 2))
    top = 330 if storeys == 1 else 130
    wall, trim = random.choice(_WALLS), random.choice(_DOORS)
    draw.rectangle((left, top, right, _GROUND_Y), fill=wall)
    draw.rectangle((left, _GROUND_Y - 120, right, _GROUND_Y), fill=_dimmed(wall, 0.72))
    draw.polygon(
        [(left - 26, top), (left + 30, top - 74), (right - 30, top - 74), (right + 26, top)],
        fill=random.choice(_ROOFS),
    )
    door_x = left + random.randint(60, 130)
    _door(draw, random, door_x, trim)
    window_x = door_x + 296
    while window_x + 150 < right - 30:
        _window(draw, window_x, 440, trim, has_bars=random.random() < 0.6)
        window_x += 200
    if storeys == 2:
        for x in range(left + 70, right - 160, 210):
            _window(draw, x, 190, trim, has_bars=False)


def _door(draw: ImageDraw.ImageDraw, random: Random, x: int, colour: str) -> None:
    draw.rectangle((x - 12, 448, x + 172, _GROUND_Y), fill=_dimmed(colour, 1.35))
    draw.rectangle((x, 460, x + 160, _GROUND_Y), fill=colour)
    draw.rectangle((x + 20, 484, x + 140, 590), fill=_dimmed(colour, 0.8))
    draw.rectangle((x + 20, 612, x + 140, _GROUND_Y - 24), fill=_dimmed(colour, 0.8))
    draw.ellipse((x + 132, 606, x + 148, 622), fill="#d8b45a")
    draw.rectangle((x + 186, 470, x + 262, 516), fill="#1f3c5a")
    number = f"{random.randint(2, 98):02d}-{random.randint(2, 99):02d}"
    draw.text((x + 196, 482), number, fill="#ffffff", font_size=24)


def _window(draw: ImageDraw.ImageDraw, x: int, y: int, trim: str, *, has_bars: bool) -> None:
    draw.rectangle((x - 10, y - 10, x + 150, y + 160), fill=_dimmed(trim, 1.3))
    draw.rectangle((x, y, x + 140, y + 150), fill="#6f8794")
    draw.polygon([(x, y), (x + 90, y), (x, y + 110)], fill="#9db3bd")
    draw.line((x + 70, y, x + 70, y + 150), fill=trim, width=6)
    if has_bars:
        for bar in range(x + 14, x + 140, 22):
            draw.line((bar, y - 6, bar, y + 156), fill="#3b3b3b", width=4)


def _dimmed(colour: str, share: float) -> Colour:
    red, green, blue = (min(255, int(int(colour[i : i + 2], 16) * share)) for i in (1, 3, 5))
    return red, green, blue


@cache
def _grain() -> NDArray[np.int16]:
    """What a small sensor adds; one sheet of it serves all pictures, shifted for each."""
    sheet = np.random.default_rng(1).normal(0.0, 6.0, (SENT[1], SENT[0], 1))
    return sheet.astype(np.int16)


def _grained(picture: Image.Image, random: Random) -> Image.Image:
    shift = (random.randrange(SENT[1]), random.randrange(SENT[0]))
    pixels = np.asarray(picture, dtype=np.int16) + np.roll(_grain(), shift, (0, 1))
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def _jpeg(picture: Image.Image, lat: float, lon: float, taken_at: datetime) -> bytes:
    exif = Image.Exif()
    exif[_EXIF_TAKEN] = local(taken_at).strftime("%Y:%m:%d %H:%M:%S")
    exif.get_ifd(_EXIF_GPS).update(
        {1: "N" if lat >= 0 else "S", 2: _degrees(lat), 3: "E" if lon >= 0 else "W",
         4: _degrees(lon)}
    )  # fmt: skip
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=_JPEG_QUALITY, exif=exif)
    return made.getvalue()


def _degrees(value: float) -> tuple[float, float, float]:
    whole = abs(value)
    minutes = (whole % 1) * 60
    return float(int(whole)), float(int(minutes)), round((minutes % 1) * 60, 4)
