"""The program's icon on each system."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from installer import icons


def test_an_icon_holds_every_size_drawn_for_itself() -> None:
    windows = Image.open(BytesIO(icons.ico()))
    assert {size for size, _ in windows.info["sizes"]} == set(icons.WINDOWS)
    macos = Image.open(BytesIO(icons.icns()))
    assert {width * scale for width, _, scale in macos.info["sizes"]} == set(icons.MACOS)


def test_the_same_mark_gives_the_same_bytes() -> None:
    assert icons.ico() == icons.ico()
    assert icons.icns() == icons.icns()


def test_the_mark_stands_on_nothing_in_its_colour() -> None:
    drawn = icons.drawn(64)
    assert drawn.getpixel((0, 0)) == (0, 0, 0, 0)
    assert drawn.getpixel((10, 20)) == (0x0E, 0x6E, 0x6E, 255)
