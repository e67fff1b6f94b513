"""Colours of charts: the scale of heat maps, and inks that can be read on them.

cividis: Nuñez, Anderton, Renslow, «Optimizing colormaps with consideration for color vision
deficiency», PLoS ONE 13(7): e0199239 (CC0); each fifth of its 256 colours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_TABLE = (
    "00204D 002455 00275E 002B67 002E6F 00316F 00356E 12386D 1F3C6D 28406C 30436C 36476B 3D4A6B "
    "424E6B 48526B 4D556C 52596C 575C6D 5B606E 60646F 646770 696B71 6D6E72 727274 767676 7A7A78 "
    "7F7D78 848179 888579 8D8979 928D78 979178 9C9577 A19976 A69D75 ACA174 B1A573 B6A971 BBAE6F "
    "C1B26D C6B66B CCBB69 D1BF66 D7C463 DCC860 E2CD5C E8D259 EDD654 F3DB4F F9E04A FFE544 FFEA46"
)
_DARK, _BRIGHT = "#000000", "#FFFFFF"  # nothing softer reaches 4.5:1 on the middle greys
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours by their tokens (`text`, `surface`, …) and those of series, in their order."""

    colours: Mapping[str, str]
    series: tuple[str, ...]

    def __getitem__(self, token: str) -> str:
        return self.colours[token]


@cache
def cividis(share: float) -> str:
    """A colour of the scale, 0 its light and 1 its dark end: more is darker, in both themes."""
    colours = _TABLE.split()
    place = (1 - min(1.0, max(0.0, share))) * (len(colours) - 1)
    at = min(int(place), len(colours) - 2)
    return mixed(f"#{colours[at]}", f"#{colours[at + 1]}", place - at)


def stronger(theme: Theme, share: float) -> str:
    """A colour from the ground's, which is nothing, to the first series', which is all."""
    return mixed(theme["surface"], theme.series[0], share)


@cache
def ink_on(ground: str) -> str:
    """Dark or bright letters, whichever are read better on a ground."""
    return max(_DARK, _BRIGHT, key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(under: str, over: str, share: float) -> str:
    """Two colours, `share` of the second."""
    pairs = zip(_parts(under), _parts(over), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _parts(colour: str) -> Colour:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
