"""Figures where they are: circles, larger the more they were counted from, in the colours of heat
maps; hollow where nothing is known. No ground is drawn under them: a scale says how far is far.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, log10, radians, sqrt

from kobra_domain.charts.colours import cividis
from kobra_domain.charts.heat import ramp_key
from kobra_domain.charts.scene import Rect, Scene, Stroke, disc
from kobra_domain.charts.sheet import PAD, SMALL_LINE, STRONG, Box, Key, Sheet
from kobra_domain.charts.spec import Figure, Place, PlaceMap
from kobra_domain.charts.units import ramp_of
from kobra_domain.words.figures import number

LEAST_R, MOST_R = 4.0, 20.0
_HIT, _LETTER, _LONGEST = 8.0, 13.0, 150.0
_METRES_A_DEGREE = 111_195.0
_FLAT = 1e-4  # degrees: places closer than this lie on one another
_SCALE = 110.0  # the longest ruler
_MOST_NAMED = 200  # the largest: no sheet has room for more names
_HOLLOW = (3.0, 2.5)
_AIR, _SQUARE = 2.0, 64.0  # pixels beside a name; of a square of the ground that is looked at


def radius_of(figure: Figure, most: int, largest: float = MOST_R) -> float:
    """How large a circle is: its area says how many its figure was counted from."""
    share = sqrt((figure.n or 0) / most) if most else 0.0
    return max(LEAST_R, largest * share)


def most_of(places: Sequence[Place]) -> int:
    """What the largest circle was counted from."""
    return max((one.figure.n or 0 for one in places), default=0)


def colour_of(figure: Figure, ramp: tuple[float, float]) -> str:
    """The colour of a known figure on the ramp of all."""
    low, high = ramp
    share = ((figure.value or 0.0) - low) / (high - low) if high > low else 0.0
    return cividis(round(max(0.0, share), 3))


def ramp_of_places(spec: PlaceMap) -> tuple[float, float]:
    """What has the first colour, and what the last."""
    known = [one.figure.value for one in spec.places if one.figure.value is not None]
    low, high = ramp_of(known, spec.unit)
    return max(0.0, low), high


def place_words(sheet: Sheet, place: Place) -> str:
    """Centro, Cali: 41 % (de 412)."""
    figure = place.figure
    said = sheet.print.figure(figure)
    if figure.value is None and figure.n:
        said = f"{said} ({sheet.say('of', {'count': f'{figure.n}'})})"
    return f"{place.name}: {said}"


def ground_of(scene: Scene) -> tuple[float, float, float, float] | None:
    """Where circles and their ruler stand on a sheet: left, top, width and height. A desk lays its
    map of streets there. None where there is no circle.
    """
    is_any = any(one.of is not None for one in scene.marks)
    wide = scene.width - 2 * PAD - 1
    rects = (item for item in scene.items[1:] if isinstance(item, Rect) and item.width >= wide)
    found = next(rects, None) if is_any else None
    if found is None:
        return None
    return found.x, found.y, found.width, found.height + SMALL_LINE


def draw_places(sheet: Sheet, spec: PlaceMap, title: str) -> None:
    """Draw the chart."""
    if not spec.places:
        sheet.nothing(sheet.frame(title))
        return
    plot = sheet.frame(title, _keys(sheet, spec))
    largest = max(LEAST_R, min(MOST_R, plot.height / 8))
    ground = Box(plot.x, plot.y, plot.width, max(0.0, plot.height - SMALL_LINE))
    sheet.rect(ground, "sunken")
    chart = _Chart(sheet, spec, ground, largest)
    chart.draw()
    _ruler(sheet, chart.per_pixel, Box(plot.x, ground.low, plot.width, SMALL_LINE))


class _Taken:
    """What stands on the ground, by the squares that it lies in: of very many places only those
    near by are looked at.
    """

    def __init__(self) -> None:
        self._held: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def add(self, box: Box) -> None:
        """It stands there from now on."""
        for square in _squares(box):
            self._held[square].append(box)

    def touches(self, box: Box) -> bool:
        """Whether anything that stands is in its way."""
        near = (self._held.get(square, ()) for square in _squares(box))
        return any(_touch(box, one) for held in near for one in held)


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    """The squares that a box lies in, with its air."""
    columns = range(int((box.x - _AIR) // _SQUARE), int((box.right + _AIR) // _SQUARE) + 1)
    rows = range(int(box.y // _SQUARE), int(box.low // _SQUARE) + 1)
    return ((column, row) for column in columns for row in rows)


@dataclass
class _Chart:
    """Draws the circles, the largest first, then the names of those that find room."""

    sheet: Sheet
    spec: PlaceMap
    ground: Box
    largest: float

    @cached_property
    def _middle(self) -> tuple[float, float]:
        lats, lons = self._ends
        return sum(lats) / 2, sum(lons) / 2

    @cached_property
    def _ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        lats = [one.lat for one in self.spec.places]
        lons = [one.lon for one in self.spec.places]
        return (min(lats), max(lats)), (min(lons), max(lons))

    @cached_property
    def _ramp(self) -> tuple[float, float]:
        return ramp_of_places(self.spec)

    @cached_property
    def per_pixel(self) -> float:
        """Degrees of latitude to a pixel, at which all places are seen with some room."""
        lats, lons = self._ends
        wide = max(1.0, self.ground.width - 2 * self.largest - 2 * PAD)
        high = max(1.0, self.ground.height - 2 * self.largest - 6)
        across = (lons[1] - lons[0]) * cos(radians(self._middle[0]))
        return max(across / wide, (lats[1] - lats[0]) / high, _FLAT)

    def at(self, place: Place) -> tuple[float, float]:
        """Where a place stands on the sheet."""
        lat, lon = self._middle
        x = (place.lon - lon) * cos(radians(lat)) / self.per_pixel
        y = (lat - place.lat) / self.per_pixel
        box = self.ground
        return box.x + box.width / 2 + x, box.y + box.height / 2 + y

    def draw(self) -> None:
        """The circles, their marks from west to east, and names."""
        places = self.spec.places
        most = most_of(places)
        ordered = sorted(enumerate(places), key=lambda one: (-(one[1].figure.n or 0), one[0]))
        columns = {n: at for at, n in enumerate(sorted(range(len(places)), key=self._from_west))}
        circles, taken = [], _Taken()
        for n, place in ordered:
            (x, y), r = self.at(place), radius_of(place.figure, most, self.largest)
            self._circle(place, x, y, r)
            hit = max(r, _HIT)
            box = Box(x - hit, y - hit, 2 * hit, 2 * hit)
            self.sheet.mark(box, place_words(self.sheet, place), (0, columns[n]), (0, n))
            circles.append(Box(x - r, y - r, 2 * r, 2 * r))
            taken.add(circles[-1])
        for (_, place), circle in zip(ordered[:_MOST_NAMED], circles, strict=False):
            self._name(place, circle, taken)

    def _from_west(self, n: int) -> tuple[float, int]:
        return self.spec.places[n].lon, n

    def _circle(self, place: Place, x: float, y: float, r: float) -> None:
        if place.figure.value is None:
            stroke = Stroke(self.sheet.theme["text_3"], 1.5, _HOLLOW)
            self.sheet.path(disc(x, y, r), "surface", stroke)
            return
        edge = Stroke(self.sheet.theme["text_2"], 1.0)
        self.sheet.path(disc(x, y, r), colour_of(place.figure, self._ramp), edge)

    def _name(self, place: Place, circle: Box, taken: _Taken) -> None:
        """Beside the circle where it covers nothing; else it is said by pointing at it."""
        most = min(_LONGEST, self.ground.width / 3)
        words = self.sheet.elided(place.name, most, weight=STRONG)
        wide = self.sheet.wide(words, weight=STRONG)
        x, y = circle.x + circle.width / 2, circle.y + circle.height / 2
        ways = (
            Box(circle.right + 4, y - _LETTER / 2, wide, _LETTER),
            Box(circle.x - 4 - wide, y - _LETTER / 2, wide, _LETTER),
            Box(x - wide / 2, circle.y - 3 - _LETTER, wide, _LETTER),
            Box(x - wide / 2, circle.low + 3, wide, _LETTER),
        )
        way = next((one for one in ways if self._is_free(one, taken)), None)
        if way and words:
            self.sheet.text(way.x, way.low - 2.5, words, "text", weight=STRONG)
            taken.add(way)

    def _is_free(self, way: Box, taken: _Taken) -> bool:
        area = self.ground
        is_in = area.x + 2 <= way.x and way.right <= area.right - 2
        is_in = is_in and area.y + 2 <= way.y and way.low <= area.low - 2
        return is_in and not taken.touches(way)


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.right + _AIR and other.x < one.right + _AIR
    return across and one.y < other.low and other.y < one.low


def _ruler(sheet: Sheet, per_pixel: float, room: Box) -> None:
    """How far a round distance is."""
    metres = per_pixel * _METRES_A_DEGREE
    longest = min(_SCALE, room.width / 3) * metres
    power = 10.0 ** int(log10(longest))
    whole = next(step * power for step in (5, 2, 1) if step * power <= longest)
    wide, y = whole / metres, room.low - 3
    sheet.line((room.x, y, room.x + wide, y), "text_3", 2.0)
    is_far = whole >= 1_000
    words = f"{number(whole / 1_000 if is_far else whole, sheet.locale)} {'km' if is_far else 'm'}"
    sheet.text(room.x + wide + 8, y + 3, words, "text_3")


def _keys(sheet: Sheet, spec: PlaceMap) -> list[Key]:
    low, high = ramp_of_places(spec)
    keys = []
    if high > low:
        keys.append(ramp_key(sheet, sheet.print.short(low), sheet.print.short(high)))
    if any(one.figure.value is None for one in spec.places):
        keys.append(Key(sheet.say("unknown"), 12, _hollow_sample))
    if len({one.figure.n for one in spec.places}) > 1:
        keys.append(Key(sheet.say("larger"), 22, _sizes_sample))
    return keys


def _hollow_sample(sheet: Sheet, x: float, y: float) -> None:
    stroke = Stroke(sheet.theme["text_3"], 1.5, _HOLLOW)
    sheet.path(disc(x + 6, y, 5), "surface", stroke)


def _sizes_sample(sheet: Sheet, x: float, y: float) -> None:
    stroke = Stroke(sheet.theme["text_2"], 1.0)
    sheet.path(disc(x + 4, y, 3), "surface", stroke)
    sheet.path(disc(x + 15, y, 6), "surface", stroke)
