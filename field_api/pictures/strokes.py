"""The small words of SVG, and the marks of resources/marks.json in them. The map paints the same
marks on a canvas, lists with a Qt painter: change the data, not one of the painters.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from typing import Any

from kobra_records.shipped import resources_root

FACE = "Noto Sans"


@cache
def tokens() -> Mapping[str, str]:
    """Colours by name, of the light theme: mails are read on white."""
    text = (resources_root() / "tokens.json").read_text("utf-8")
    light: dict[str, Any] = json.loads(text)["light"]
    return {name: value for name, value in light.items() if isinstance(value, str)}


@cache
def _marks() -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads((resources_root() / "marks.json").read_text("utf-8"))
    return parsed


def size_of(use: str) -> float:
    """The edge of a mark in pixels: agent, visit, verdict, halo."""
    return float(_marks()["size"][use])


def pin() -> dict[str, Any]:
    """The pin, whose `tip` is on its place."""
    found: dict[str, Any] = _marks()["pin"]
    return found


def mark(family: str, name: str) -> dict[str, Any]:
    """A mark by name. Raises KeyError."""
    found: dict[str, Any] = _marks()[family][name]
    return found


def number(value: float) -> str:
    """A number of a path: a tenth of a pixel is enough."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if abs(value) < 1e7 else "0"


def attributes(**values: object) -> str:
    """`stroke_width=2` as an attribute; None is left out."""
    made = (
        f'{key.replace("_", "-")}="{round(value, 2) if isinstance(value, float) else value}"'
        for key, value in values.items()
        if value is not None
    )
    return " ".join(made)


def path_data(lines: Iterable[Sequence[tuple[float, float]]], *, is_closed: bool = False) -> str:
    """Lines as one path."""
    end = "Z" if is_closed else ""
    return "".join(
        "M" + "L".join(f"{number(x)} {number(y)}" for x, y in line) + end
        for line in lines
        if len(line) > 1
    )


def circle(x: float, y: float, radius: float, **look: object) -> str:
    """A circle."""
    return f"<circle {attributes(cx=x, cy=y, r=radius, **look)}/>"


def text(words: str, x: float, y: float, **look: object) -> str:
    """A line of text; `y` is its base."""
    told = {"font_size": 12.0, "fill": tokens()["text"], **look}
    return f'<text font-family="{FACE}" {attributes(x=x, y=y, **told)}>{escape(words)}</text>'


def painted(
    what: Mapping[str, Any],
    x: float,
    y: float,
    size: float,
    *,
    edge: str | None = None,
    halo_px: float | None = None,
) -> str:
    """A mark around a place, with its halo."""
    unit = size / 2
    halo = (size_of("halo") if halo_px is None else halo_px) / unit
    own = tokens()[what["color"]]
    inks = {"color": own, "edge": edge or own, "ink": tokens()["halo"]}
    shapes = what["shapes"]
    parts = [_halo(shape, halo) for shape in shapes if shape.get("halo") and halo > 0]
    parts += [_shape(shape, inks) for shape in shapes]
    place = f'transform="translate({number(x)} {number(y)}) scale({unit:.3f})"'
    return f'<g {place} stroke-linejoin="round" stroke-linecap="round">{"".join(parts)}</g>'


def _halo(shape: Mapping[str, Any], halo: float) -> str:
    stroke = shape.get("w", 0.0) if "stroke" in shape else 0.0
    width = f"{stroke + 2 * halo:.3f}"
    return (
        f'<path d="{_data(shape)}" fill="none" stroke="{tokens()["halo"]}" stroke-width="{width}"/>'
    )


def _shape(shape: Mapping[str, Any], inks: Mapping[str, str]) -> str:
    def ink(role: str | None) -> str:
        return "none" if role is None else inks.get(role) or tokens()[role]

    dash = " ".join(str(part) for part in shape.get("dash", ()))
    look = attributes(
        fill=ink(shape.get("fill")),
        stroke=ink(shape.get("stroke")),
        stroke_width=str(shape.get("w", 0)),
        stroke_dasharray=dash or None,
        stroke_linecap=shape.get("cap"),
    )
    return f'<path d="{_data(shape)}" {look}/>'


def _data(shape: Mapping[str, Any]) -> str:
    parts = []
    for letter, *n in shape["d"]:
        if letter == "O":
            x, y, r = n
            parts.append(f"M{x + r} {y}A{r} {r} 0 1 1 {x - r} {y}A{r} {r} 0 1 1 {x + r} {y}Z")
        else:
            parts.append(letter + " ".join(str(one) for one in n))
    return "".join(parts)
