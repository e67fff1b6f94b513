"""Draws the marks of resources/marks.json with a Qt painter, for lists and print.

resources/web/src/map/marks.ts reads the same data for the map, and a test compares the pictures:
change the data, not one of the painters.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, NotRequired, TypedDict, cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QTransform

from kobra_desktop import resources
from kobra_desktop.map.spec import Theme
from kobra_domain.agent_state import Body, Freshness

Family = Literal["bodies", "badges", "visits", "verdicts", "trail"]
Command = list[str | float]


class Shape(TypedDict):
    """One filled or stroked path of a mark."""

    d: list[Command]
    fill: NotRequired[str]
    stroke: NotRequired[str]
    w: NotRequired[float]
    dash: NotRequired[list[float]]
    cap: NotRequired[str]
    halo: NotRequired[bool]


class Mark(TypedDict):
    """A mark: its colour's name and its shapes, in a box from -1 to 1."""

    color: str
    shapes: list[Shape]
    turns: NotRequired[bool]
    at: NotRequired[list[float]]
    scale: NotRequired[float]


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is asked for: edge in pixels, turn in degrees from north."""

    size: float
    turn: float = 0.0
    is_outline: bool = False
    is_doubled: bool = False
    halo: float | None = None


@dataclass(frozen=True, slots=True)
class AgentLook:
    """What decides the picture of an agent."""

    body: Body
    bearing: float | None = None
    battery_pct: int | None = None
    is_low: bool = False
    is_doubtful: bool = False
    freshness: Freshness = Freshness.FRESH


@cache
def _data() -> dict[str, object]:
    parsed: dict[str, object] = json.loads(resources.path("marks.json").read_text("utf-8"))
    return parsed


def sizes() -> dict[str, float]:
    """Edges in pixels by use: agent, agent_selected, visit, verdict, halo."""
    return cast(dict[str, float], _data()["size"])


def mark(family: Family, name: str) -> Mark:
    """A mark by name. Raises KeyError."""
    return cast(dict[str, Mark], _data()[family])[name]


def names(family: Family) -> list[str]:
    """The marks of a family."""
    return list(cast(dict[str, Mark], _data()[family]))


def _path(shape: Shape, unit: float) -> QPainterPath:
    """In pixels: Qt cuts dashes on curves too coarsely in a box of two by two."""
    path = QPainterPath()
    for letter, *numbers in shape["d"]:
        n = cast(list[float], numbers)
        if letter == "M":
            path.moveTo(*n)
        elif letter == "L":
            path.lineTo(*n)
        elif letter == "C":
            path.cubicTo(*n)
        elif letter == "Z":
            path.closeSubpath()
        else:
            box = QRectF(n[0] - n[2], n[1] - n[2], 2 * n[2], 2 * n[2])
            path.arcMoveTo(box, 0)
            path.arcTo(box, 0, -360)  # clockwise from three o'clock, as a canvas does: dashes agree
    return QTransform.fromScale(unit, unit).map(path)


class _Brush:
    """One mark being painted: resolves roles to colours."""

    def __init__(self, painter: QPainter, what: Mark, theme: Theme, look: Look) -> None:
        self._painter, self._look = painter, look
        self._unit = look.size / 2
        self._tokens = resources.tokens(theme)
        self._own = self._tokens[what["color"]]

    def colour(self, role: str) -> QColor:
        if role in ("color", "edge") or (role == "ink" and self._look.is_outline):
            return QColor(self._own)
        return QColor(self._tokens["halo" if role == "ink" else role])

    def halo(self, shape: Shape, width: float, role: str) -> None:
        if not shape.get("halo"):
            return
        stroke = shape.get("w", 0.0) if "stroke" in shape else 0.0
        colour = QColor(self._tokens[role])
        pen = QPen(colour, (stroke + 2 * width) * self._unit)
        self._stroke(shape, pen, Qt.PenCapStyle.RoundCap)

    def shape(self, shape: Shape) -> None:
        hollow = self._look.is_outline and shape.get("fill") == "color"
        if fill := shape.get("fill"):
            self._painter.fillPath(
                _path(shape, self._unit), self.colour("halo" if hollow else fill)
            )
        if "stroke" not in shape and not hollow:
            return
        outline = cast(dict[str, float], _data()["stale"])["outline_width"]
        width = outline if hollow else shape.get("w", 0.0)
        pen = QPen(self.colour(shape.get("stroke", "color")), width * self._unit)
        if dash := shape.get("dash"):
            pen.setDashPattern([part / width for part in dash])
        is_butt = shape.get("cap") == "butt"
        self._stroke(shape, pen, Qt.PenCapStyle.FlatCap if is_butt else Qt.PenCapStyle.RoundCap)

    def _stroke(self, shape: Shape, pen: QPen, cap: Qt.PenCapStyle) -> None:
        pen.setCapStyle(cap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        self._painter.strokePath(_path(shape, self._unit), pen)


def paint_mark(painter: QPainter, what: Mark, middle: QPointF, theme: Theme, look: Look) -> None:
    """Paint a mark centred on a point."""
    unit = look.size / 2
    halo = (sizes()["halo"] if look.halo is None else look.halo) / unit
    brush = _Brush(painter, what, theme, look)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    if what.get("turns"):
        painter.rotate(look.turn)
    for width, role in _halos(look, halo, unit):
        for shape in what["shapes"]:
            brush.halo(shape, width, role)
    for shape in what["shapes"]:
        brush.shape(shape)
    painter.restore()


def _halos(look: Look, halo: float, unit: float) -> list[tuple[float, str]]:
    if not look.is_doubled:
        return [(halo, "halo")]
    doubled = cast(dict[str, float], _data()["doubled"])
    colour = cast(dict[str, str], _data()["doubled"])["color"]
    ring = (doubled["gap"] + doubled["w"]) / unit
    return [(ring + halo, "halo"), (ring, colour), (doubled["gap"] / unit, "halo")]


def body_of(look: AgentLook) -> Mark:
    """The body of a state: moving without a bearing is the disc."""
    is_unturned = look.body is Body.MOVING and look.bearing is None
    return mark("bodies", "moving_unturned" if is_unturned else look.body.value)


def paint_agent(
    painter: QPainter, look: AgentLook, middle: QPointF, theme: Theme, size: float
) -> None:
    """Paint an agent: body, staleness, at most two badges."""
    is_outline = look.freshness is Freshness.OUTLINE
    body = Look(size, look.bearing or 0.0, is_outline, look.is_doubtful)
    layer = _faded_layer(look, body, theme)
    if layer is None:
        paint_mark(painter, body_of(look), middle, theme, body)
    else:
        fade = cast(dict[str, float], _data()["stale"])["fade"]
        painter.save()
        painter.setOpacity(painter.opacity() * fade)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        half = layer.deviceIndependentSize() / 2
        painter.drawPixmap(middle - QPointF(half.width(), half.height()), layer)
        painter.restore()
    for name in _badges(look):
        _paint_badge(painter, name, middle, theme, size)


def _faded_layer(look: AgentLook, body: Look, theme: Theme) -> QPixmap | None:
    """The body on a pixmap of its own, so that its overlapping shapes fade as one; None when not
    fading.
    """
    if look.freshness is not Freshness.FADING:
        return None
    side = round(body.size * 2.5)
    return _pixmap(side, 2.0, lambda p, at: paint_mark(p, body_of(look), at, theme, body))


def _badges(look: AgentLook) -> list[str]:
    badges = ["doubt"] if look.is_doubtful else []
    if look.is_low:
        is_empty = look.battery_pct is not None and look.battery_pct <= 10
        badges.append("empty_battery" if is_empty else "low_battery")
    return badges


def _paint_badge(painter: QPainter, name: str, middle: QPointF, theme: Theme, size: float) -> None:
    badge = mark("badges", name)
    x, y = badge.get("at", [0, 0])
    at = middle + QPointF(x, y) * (size / 2)
    paint_mark(painter, badge, at, theme, Look(max(10, size * badge.get("scale", 1)), halo=1.5))


def _pixmap(side: int, ratio: float, paint: Callable[[QPainter, QPointF], None]) -> QPixmap:
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    with QPainter(made) as painter:
        paint(painter, QPointF(side / 2, side / 2))
    return made


def agent_pixmap(look: AgentLook, theme: Theme, side: int = 32, ratio: float = 1.0) -> QPixmap:
    """An agent as lists and cards show it, in a square of `side` pixels."""
    size = min(sizes()["agent"], side / 1.7)
    return _pixmap(side, ratio, lambda p, at: paint_agent(p, look, at, theme, size))


def mark_pixmap(
    family: Family, name: str, theme: Theme, side: int = 20, ratio: float = 1.0
) -> QPixmap:
    """A mark of a visit, verdict or trail in a square of `side` pixels. Raises KeyError."""
    look = Look(min(sizes()["visit"], side / 1.3))
    return _pixmap(side, ratio, lambda p, at: paint_mark(p, mark(family, name), at, theme, look))


def mark_icon(family: Family, name: str, theme: Theme, side: int = 20) -> QIcon:
    """The same as an icon, sharp at single and double density."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        icon.addPixmap(mark_pixmap(family, name, theme, side, ratio))
    return icon
