"""What lies on the ground: circles, the way with its metres, pins and marks; and what explains
them: the legend, the scale, whose map it is.
"""

from collections.abc import Iterator
from dataclasses import replace
from math import atan2, cos, hypot, pi, sin

from field_api.pictures.ground import (
    HEIGHT,
    WIDTH,
    Frame,
    Ground,
    Look,
    Spot,
    apart,
    bar_of,
)
from field_api.pictures.labels import Box, Room, can_be_said
from field_api.pictures.strokes import (
    attributes,
    circle,
    mark,
    number,
    painted,
    pin,
    size_of,
    text,
    tokens,
)
from kobra_domain.words import distance
from kobra_records.files.paper.measure import text_width

_HEAD, _DOT = 29.0, 7.0
_LEAST_RING = 9.0
_FOOT = 17
_LEGEND_LINE, _LEGEND, _CREDIT = 21, 14.0, 10.5


def reserve(ground: Ground, frame: Frame, room: Room, credit: str) -> None:
    """Take the room of all that names must not cover."""
    for spot in ground.spots:
        x, y = frame.place(spot.at)
        room.boxes.append(_taken_by(spot, frame))
        if spot.look is Look.PIN:
            room.discs += _ring(x, y, frame.pixels(spot.radius_m or 0.0, spot.at.lat))
    pill, ends = way_pill(ground, frame), _ends(ground, frame)
    if pill:
        room.boxes.append(pill)
    if ends:
        (x, y), (a, b) = ends
        steps = int(apart(*ends) // 8) + 1
        room.discs += [
            (x + (a - x) * n / steps, y + (b - y) * n / steps, 2.5) for n in range(steps)
        ]
    room.boxes.append(_legend_box(ground, frame))
    room.boxes.append((0, HEIGHT - _FOOT - 8, 130, HEIGHT))
    room.boxes.append(
        (WIDTH - text_width(credit, _CREDIT, 400) - 12, HEIGHT - _FOOT, WIDTH, HEIGHT)
    )


def _ring(x: float, y: float, reach: float) -> Iterator[tuple[float, float, float]]:
    """Discs along a fence: a name across it would be hard to read, one inside is not."""
    count = min(240, int(reach)) if reach >= _LEAST_RING else 0
    for n in range(count):
        way = 2 * pi * n / count
        yield x + reach * cos(way), y + reach * sin(way), 1.0


def painted_circles(ground: Ground, frame: Frame) -> str:
    """Fences and how sure places are: under the names."""
    color = tokens()
    made = []
    for spot in ground.spots:
        reach = frame.pixels(spot.radius_m or 0.0, spot.at.lat)
        if reach < _LEAST_RING:
            continue
        x, y = frame.place(spot.at)
        tint = color["accent" if spot.look is Look.PIN else spot.tint]
        dash = None if spot.look is Look.PIN else "4 3"
        look = {"fill": tint, "stroke": tint, "stroke_width": 1.5, "stroke_dasharray": dash}
        made.append(circle(x, y, reach, fill_opacity=0.12, stroke_opacity=0.9, **look))
    return "".join(made)


def painted_marks(ground: Ground, frame: Frame) -> str:
    """The way, and over it pins, dots and marks."""
    made = [_way(ground, frame)]
    for spot in ground.spots:
        x, y = frame.place(spot.at)
        made.append(_spot(spot, x, y))
    return "".join(made)


def _spot(spot: Spot, x: float, y: float, scale: float = 1.0) -> str:
    color = tokens()
    if spot.look is Look.PIN:
        return _pin(spot, x, y, scale)
    if spot.look is Look.MARK and spot.mark:
        return painted(mark(*spot.mark), x, y, size_of("agent_selected") * scale)
    look = {"fill": color[spot.tint], "stroke": color["halo"], "stroke_width": 2.0}
    return circle(x, y, _DOT * scale, **look)


def _pin(spot: Spot, x: float, y: float, scale: float) -> str:
    """Its tip on the place, the state in its head, the verdict at its shoulder."""
    shape, size, color = pin(), _HEAD * scale, tokens()
    head = y - size / 2 * float(shape["tip"][1])
    edge = color[spot.tint]
    foot = attributes(cx=x, cy=y, rx=7 * scale, ry=3.5 * scale, fill=edge, fill_opacity=0.28)
    made = [f"<ellipse {foot}/>", painted(shape, x, head, size, edge=edge, halo_px=1.5)]
    if spot.mark:
        made.append(painted(mark(*spot.mark), x, head, size * 0.6, halo_px=0))
    if spot.badge:
        shoulder = (x + size * 0.5, head - size * 0.36)
        verdict = size_of("verdict") * 1.2 * scale
        made.append(painted(mark("verdicts", spot.badge), *shoulder, verdict, halo_px=1.5))
    return "".join(made)


def _ends(ground: Ground, frame: Frame) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The two ends of the way in pixels, if it is to be drawn and long enough to be one."""
    if not ground.way or len(ground.spots) < 2:
        return None
    a, b = (frame.place(spot.at) for spot in ground.spots[:2])
    return (a, b) if apart(a, b) > 14 else None


def _way(ground: Ground, frame: Frame) -> str:
    ends = _ends(ground, frame)
    if ends is None:
        return ""
    (x, y), (a, b) = ends
    color = tokens()
    tint = color[ground.spots[1].tint]
    line = attributes(x1=x, y1=y, x2=a, y2=b, stroke_linecap="round")
    made = f'<line {line} stroke="{color["halo"]}" stroke-width="5"/>'
    made += f'<line {line} stroke="{tint}" stroke-width="2" stroke-dasharray="1 5"/>'
    pill = way_pill(ground, frame)
    if pill:
        made += _pill(ground.way, pill, tint)
    return made


def way_pill(ground: Ground, frame: Frame) -> Box | None:
    """Where the metres stand: on the line if it is long, else beside the second spot, on the side
    that the first is not.
    """
    ends = _ends(ground, frame)
    if ends is None:
        return None
    (x, y), (a, b) = ends
    wide, high = text_width(ground.way, _LEGEND, 600) + 16, 24.0
    if hypot(a - x, b - y) > wide + 70:
        middle = ((x + a) / 2, (y + b) / 2)
    else:
        way = atan2(b - y, a - x)
        middle = (a + cos(way) * (wide / 2 + 14), b + sin(way) * 28)
    left = min(max(4.0, middle[0] - wide / 2), WIDTH - wide - 4)
    top = min(max(4.0, middle[1] - high / 2), HEIGHT - high - _FOOT - 10)
    return left, top, left + wide, top + high


def _pill(words: str, box: Box, tint: str) -> str:
    color = tokens()
    left, top, right, low = box
    rect = attributes(
        x=left, y=top, width=right - left, height=low - top, rx=12, fill=color["halo"]
    )
    middle = (left + right) / 2
    look = {"font_size": _LEGEND, "font_weight": 600, "text_anchor": "middle"}
    said = text(words, middle, low - 7, fill=tint, **look)
    return f'<rect {rect} stroke="{tint}" stroke-width="1"/>{said}'


# What explains it


def painted_legend(ground: Ground, frame: Frame) -> str:
    """Each spot's sign with its words, in a corner."""
    left, top, right, low = _legend_box(ground, frame)
    color = tokens()
    box = attributes(x=left, y=top, width=right - left, height=low - top, rx=6, fill=color["halo"])
    made = [f'<rect {box} fill-opacity="0.88"/>']
    base = top + 19.0
    for spot in ground.spots:
        made += [
            _sign(spot, left + 14, base - 5),
            text(_said(spot.words), left + 28, base, font_size=_LEGEND),
        ]
        base += _LEGEND_LINE
    if ground.note:
        made.append(text(ground.note, left + 9, base, font_size=_LEGEND, fill=color["text_2"]))
    return "".join(made)


def _sign(spot: Spot, x: float, y: float) -> str:
    if spot.look is Look.PIN:
        return _pin(replace(spot, badge=None), x, y + 8, 0.56)
    return _spot(spot, x, y, 0.68 if spot.look is Look.DOT else 0.5)


def _legend_box(ground: Ground, frame: Frame) -> Box:
    """In the first corner where it covers no spot, nor the metres between two."""
    wide, high = _legend_size(ground)
    right, low = WIDTH - 6.0 - wide, HEIGHT - 22.0 - high
    corners = ((6.0, 6.0), (right, 6.0), (right, low), (6.0, low - 14.0))
    boxes = [(x, y, x + wide, y + high) for x, y in corners]
    return min(boxes, key=lambda box: _covered(ground, frame, box))


def _covered(ground: Ground, frame: Frame, box: Box) -> int:
    """How much a box would cover."""
    left, top, right, low = box
    taken = [_taken_by(spot, frame) for spot in ground.spots]
    taken += [pill] if (pill := way_pill(ground, frame)) else []
    return sum(a < right and c > left and b < low and d > top for a, b, c, d in taken)


def _taken_by(spot: Spot, frame: Frame) -> Box:
    x, y = frame.place(spot.at)
    if spot.look is Look.PIN:
        return x - 16, y - 40, x + 21, y + 6
    reach = 10.0 if spot.look is Look.DOT else 16.0
    return x - reach, y - reach, x + reach, y + reach


def _legend_size(ground: Ground) -> tuple[float, float]:
    rows = [text_width(_said(spot.words), _LEGEND, 400) + 38 for spot in ground.spots]
    rows += [text_width(ground.note, _LEGEND, 400) + 18] if ground.note else []
    return max(rows, default=0.0), 7.0 + _LEGEND_LINE * len(rows)


def _said(words: str) -> str:
    """Words the face has; a name in another script leaves nothing."""
    return words if can_be_said(words) else "—"


def painted_scale(ground: Ground, frame: Frame) -> str:
    """A round length and how long it is here."""
    length_m, px = bar_of(frame, ground.spots[0].at.lat)
    x, y, color = 8.0, HEIGHT - 8.0, tokens()
    data = f"M{number(x)} {number(y - 5)}V{number(y)}H{number(x + px)}V{number(y - 5)}"
    line = f'<path d="{data}" fill="none" stroke-linejoin="round" stroke-linecap="round"'
    halo = f'{line} stroke="{color["halo"]}" stroke-width="4"/>'
    dark = f'{line} stroke="{color["text_2"]}" stroke-width="1.5"/>'
    words = text(
        distance(length_m, ground.locale),
        x + px / 2,
        y - 4,
        font_size=12.0,
        text_anchor="middle",
        stroke=color["halo"],
        stroke_width=2.5,
        paint_order="stroke",
        stroke_linejoin="round",
    )
    return halo + dark + words


def painted_credit(words: str) -> str:
    """Whose map it is."""
    wide, color = text_width(words, _CREDIT, 400) + 10, tokens()
    box = attributes(x=WIDTH - wide, y=HEIGHT - 16.0, width=wide, height=16.0, fill=color["halo"])
    said = text(
        words, WIDTH - 5, HEIGHT - 4.5, font_size=_CREDIT, fill=color["text_2"], text_anchor="end"
    )
    return f'<rect {box} fill-opacity="0.82"/>{said}'


def sketched(ground: Ground, frame: Frame) -> str:
    """A ground without streets: rings of distance about the door, and which way is north."""
    color = tokens()
    made = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{color["map_land"]}"/>']
    x, y = frame.place(ground.spots[0].at)
    ring_m = bar_of(frame, ground.spots[0].at.lat)[0]
    made += _rings(x, y, frame.pixels(ring_m, ground.spots[0].at.lat))
    legend = _legend_box(ground, frame)
    made.append(_compass(30.0 if legend[2] > WIDTH - 60 and legend[1] < 60 else WIDTH - 30.0, 34.0))
    if ground.without_streets:
        middle, low = WIDTH / 2, HEIGHT - 10.0
        look = {"font_size": 13.0, "fill": color["text_2"], "text_anchor": "middle"}
        made.append(text(ground.without_streets, middle, low, **look))
    return "".join(made)


def _rings(x: float, y: float, step: float) -> Iterator[str]:
    color = tokens()
    thin = {"fill": "none", "stroke": color["map_border"], "stroke_width": 1.0}
    far = int(hypot(WIDTH, HEIGHT) // step) + 1
    for n in range(1, min(far, 30)):
        yield circle(x, y, n * step, stroke_opacity=0.7, **thin)
    cross = f"M{number(x)} 0V{HEIGHT}M0 {number(y)}H{WIDTH}"
    look = attributes(stroke=color["map_border"], stroke_opacity=0.7, stroke_dasharray="2 4")
    yield f'<path d="{cross}" {look}/>'


def _compass(x: float, y: float) -> str:
    color = tokens()
    needle = f"M{x} {y - 20}L{x + 6.5} {y - 2}L{x} {y - 6}L{x - 6.5} {y - 2}Z"
    ring = circle(x, y - 6, 19.0, fill=color["halo"], stroke=color["map_border"], fill_opacity=0.9)
    return f'{ring}<path d="{needle}" fill="{color["text_2"]}"/>' + text(
        "N", x, y + 9, font_size=11.0, font_weight=600, text_anchor="middle"
    )
