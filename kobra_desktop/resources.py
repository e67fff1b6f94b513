"""Finds what ships beside the code: tokens, icons, web parts, basemap. Not Qt's resources."""

from __future__ import annotations

import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, TypedDict, cast

from kobra_records.shipped import resources_root

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, Theme] = ("light", "dark")


class Measures(TypedDict):
    """What both themes share: `type` is size, line height (pixels at 100 %) and weight."""

    type: dict[str, tuple[int, int, int]]
    space: list[int]
    radius: dict[str, int]
    row: dict[str, int]
    icon: list[int]
    motion_ms: dict[str, int]


@cache
def root() -> Path:
    """The resources folder: inside the package when installed or frozen, else the checkout's."""
    return resources_root()


def path(*parts: str) -> Path:
    """A file or folder under resources. Raises FileNotFoundError, which means a broken build."""
    found = root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError(f"{found} is not built or not installed")
    return found


def written(*parts: str) -> Path:
    """A page for people out of `docs/` that ships: help and changes. Raises FileNotFoundError,
    which means a broken build.
    """
    inside = root() / "docs"
    found = (inside if inside.is_dir() else root().parent / "docs").joinpath(*parts)
    if not found.is_file():
        raise FileNotFoundError(f"{found} is not installed")
    return found


@cache
def _file() -> dict[str, object]:
    parsed: dict[str, object] = json.loads(path("tokens.json").read_text("utf-8"))
    return parsed


@cache
def tokens(theme: Theme) -> dict[str, str]:
    """Every single colour of a theme as `#RRGGBB` by its name. Treat it as read-only."""
    colours = cast(dict[str, object], _file()[theme])
    return {name: value for name, value in colours.items() if isinstance(value, str)}


@cache
def series(theme: Theme) -> tuple[str, ...]:
    """The colours of chart series, in the order in which they are to be used."""
    return tuple(cast(dict[str, list[str]], _file()[theme])["series"])


@cache
def measures() -> Measures:
    """Sizes, spaces, radii and durations that do not depend on the theme."""
    return cast(Measures, {k: v for k, v in _file().items() if k not in THEMES})


@cache
def icon_names() -> frozenset[str]:
    """The icons that are built; each has a test-checked file."""
    return frozenset(json.loads(path("icons.json").read_text("utf-8")))


@cache
def icon_svg(name: str, colour: str) -> bytes:
    """An icon's SVG in a colour (`#RRGGBB`). Raises KeyError for a name not in icons.json."""
    if name not in icon_names():
        raise KeyError(name)
    plain = path("icons", "dist", "plain", f"{name}.svg").read_text("utf-8")
    return plain.replace("currentColor", colour).encode()


def icon_file(name: str, theme: Theme) -> Path:
    """An icon in the theme's secondary text colour, for style sheets that name a file."""
    return path("icons", "dist", theme, f"{name}.svg")


@cache
def languages() -> frozenset[str]:
    """The codes of every language that there is, of two or three letters."""
    found: set[str] = set()
    for line in path("languages.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            first, _, thirds = line.partition(" ")
            found.update(f"{first}{third}".rstrip("-") for third in thirds)
    return frozenset(found)


def product_version() -> str:
    """The version that was installed; a checkout that never was says so."""
    try:
        return version("kobra-desktop")
    except PackageNotFoundError:
        return "0+checkout"
