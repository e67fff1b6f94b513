"""Rates between the limits of chance: who lies beyond is named, who lies within stays quiet."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kobra_domain.charts.axes import Scale, upright
from kobra_domain.charts.lines import runs_of
from kobra_domain.charts.scene import Stroke, disc, polygon, polyline
from kobra_domain.charts.sheet import SMALL_LINE, STRONG, Box, Key, Sheet
from kobra_domain.charts.spec import FunnelPlot, Limit, Spot, Unit
from kobra_domain.charts.units import Printer, nice_ticks
from kobra_domain.statistics.funnel import FunnelPlace

_R = 4.5
_HIT = 8.0
_LETTER = 13.0
_BOUNDS = ("low_95", "high_95", "low_998", "high_998")
_QUIET = ("within", "unjudged")
_PLACES = {
    FunnelPlace.FAR_LOW: "far_below",
    FunnelPlace.LOW: "below",
    FunnelPlace.WITHIN: "within",
    FunnelPlace.HIGH: "above",
    FunnelPlace.FAR_HIGH: "far_above",
}


def limits_at(limits: Sequence[Limit], n: float) -> Limit | None:
    """The limits for a count, between those that are known; None beyond them."""
    for low, high in pairwise(limits):
        if low.n <= n <= high.n:
            share = (n - low.n) / (high.n - low.n)
            made = {
                name: getattr(low, name) + (getattr(high, name) - getattr(low, name)) * share
                for name in _BOUNDS
            }
            return Limit(n=round(n), **made)
    return next((limit for limit in limits if limit.n == n), None)


def place_of(spot: Spot, limits: Sequence[Limit]) -> str:
    """`within`, `above`, `below`, `far_above`, `far_below`: as is said of it, else by the limits;
    `unjudged` without.
    """
    if spot.place is not None:
        return _PLACES[spot.place]
    found = limits_at(limits, spot.n)
    if found is None:
        return "unjudged"
    if spot.value > found.high_998 or spot.value < found.low_998:
        return "far_above" if spot.value > found.high_998 else "far_below"
    if spot.value > found.high_95 or spot.value < found.low_95:
        return "above" if spot.value > found.high_95 else "below"
    return "within"


def spot_words(sheet: Sheet, spec: FunnelPlot, spot: Spot) -> str:
    """Marta Rey: 41 % de 412 visitas; dentro de lo que da el azar."""
    count = Printer(Unit(), sheet.locale).whole(spot.n)
    of = f"{count} {spec.of}".rstrip()
    said = sheet.say("rate_of", {"value": sheet.print.whole(spot.value), "of": of})
    return f"{spot.name}: {said}; {sheet.say(place_of(spot, spec.limits))}"


def draw_funnel(sheet: Sheet, spec: FunnelPlot, title: str) -> None:
    """Draw the chart."""
    plot = sheet.frame(title, _keys(sheet, has_limits=bool(spec.limits)) if spec.spots else ())
    if not spec.spots:
        sheet.nothing(plot)
        return
    most = max(max(spot.n for spot in spec.spots), 1)
    counts = nice_ticks(0, most, max(2, int(plot.width / 90)), Unit())
    last = limits_at(spec.limits, counts[-1])
    shown = [limit for limit in spec.limits if 0 < limit.n < counts[-1]] + ([last] if last else [])
    heights = [spot.value for spot in spec.spots] + [spec.centre]
    near = [limit for limit in shown if limit.n >= counts[-1] / 12] or shown[-1:]
    heights += [value for limit in near for value in (limit.low_998, limit.high_998)]
    area, scale = upright(sheet, plot, min(0.0, *heights), max(heights), 2 * SMALL_LINE + 4)
    across = Scale(counts[0], counts[-1], area.x, area.right - 8)
    _count_axis(sheet, spec, counts, across, area)
    _curves(sheet, shown, across, scale, area)
    y = scale(spec.centre)
    sheet.line((area.x, y, area.right, y), "text_2", 1.5)
    _Spots(sheet, spec, across, scale, area).draw()


def _count_axis(
    sheet: Sheet, spec: FunnelPlot, counts: list[float], across: Scale, area: Box
) -> None:
    words = Printer(Unit(), sheet.locale).ticks(counts)
    for count, word in zip(counts, words, strict=True):
        x = across(count)
        sheet.line((x, area.low, x, area.low + 4), "border_control")
        sheet.text(x, area.low + SMALL_LINE + 2, word, "text_2", anchor="middle")
    name = sheet.elided(spec.of or sheet.say("count"), area.width)
    y = area.low + 2 * SMALL_LINE + 2
    sheet.text(area.x + area.width / 2, y, name, "text_2", anchor="middle")


def _curves(sheet: Sheet, limits: Sequence[Limit], across: Scale, scale: Scale, area: Box) -> None:
    """The inner band is filled, the outer one lined; neither runs out of the plot."""

    def at(limit: Limit, name: str) -> tuple[float, float]:
        y = scale(getattr(limit, name))
        return across(limit.n), min(area.low, max(area.y, y))

    if len(limits) < 2:
        return
    high = [at(limit, "high_95") for limit in limits]
    low = [at(limit, "low_95") for limit in reversed(limits)]
    sheet.path(polygon([*high, *low]), "sunken")
    for name, dash in (("95", (4.0, 3.0)), ("998", ())):
        stroke = Stroke(sheet.theme["text_3"], 1.0, dash)
        for side in ("low", "high"):
            points = [at(limit, f"{side}_{name}") for limit in limits]
            ends = [point if area.y < point[1] < area.low else None for point in points]
            for run in runs_of(ends):
                sheet.path(polyline(run), stroke=stroke)


def _keys(sheet: Sheet, *, has_limits: bool) -> list[Key]:
    def inner(on: Sheet, x: float, y: float) -> None:
        on.rect(Box(x, y - 5, 22, 10), "sunken")
        on.line((x, y - 5, x + 22, y - 5), "text_3", 1.0, (4, 3))
        on.line((x, y + 5, x + 22, y + 5), "text_3", 1.0, (4, 3))

    def outer(on: Sheet, x: float, y: float) -> None:
        on.line((x, y, x + 22, y), "text_3")

    def centre(on: Sheet, x: float, y: float) -> None:
        on.line((x, y, x + 22, y), "text_2", 1.5)

    limits = [
        Key(sheet.say("limits_95"), 22, inner),
        Key(sheet.say("limits_998"), 22, outer),
    ]
    return [Key(sheet.say("centre"), 22, centre), *(limits if has_limits else ())]


@dataclass(slots=True)
class _Spots:
    """Draws the spots, and names those that lie beyond chance where that covers nothing."""

    sheet: Sheet
    spec: FunnelPlot
    across: Scale
    scale: Scale
    area: Box
    taken: list[Box] = field(default_factory=list)

    def draw(self) -> None:
        """The spots from few to many, then the names of those far beyond: of a hundred who do not
        differ five lie between the limits.
        """
        spots = sorted(enumerate(self.spec.spots), key=lambda one: one[1].n)
        far = []
        for column, (number, spot) in enumerate(spots):
            x, y = self.across(spot.n), self.scale(spot.value)
            self.taken.append(Box(x - _R, y - _R, 2 * _R, 2 * _R))
            place = place_of(spot, self.spec.limits)
            self._draw_one(place, x, y)
            hit = Box(x - _HIT, y - _HIT, 2 * _HIT, 2 * _HIT)
            said = spot_words(self.sheet, self.spec, spot)
            self.sheet.mark(hit, said, (0, column), (0, number))
            if place.startswith("far"):
                far.append(spot)
        for spot in far:
            self._name(spot)

    def _draw_one(self, place: str, x: float, y: float) -> None:
        edge = Stroke(self.sheet.theme["surface"], 1.0)
        colour = "text_3" if place in _QUIET else self.sheet.series_colour(0)
        if place.startswith("far"):  # told by its shape too
            steps = polygon([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)])
        else:
            steps = disc(x, y, _R - 1 if place in _QUIET else _R)
        self.sheet.path(steps, colour, edge)

    def _name(self, spot: Spot) -> None:
        """Beside the spot where it covers nothing, else across a line of the limits; else it is
        said by pointing at the spot.
        """
        words = self.sheet.elided(
            spot.name, min(max(220.0, self.area.width / 5), self.area.width / 3), weight=STRONG
        )
        wide = self.sheet.wide(words, weight=STRONG)
        x, y = self.across(spot.n), self.scale(spot.value)
        ways = [
            Box(x + 9, y - _LETTER / 2, wide, _LETTER),
            Box(x - 9 - wide, y - _LETTER / 2, wide, _LETTER),
            Box(x - wide / 2, y - 9 - _LETTER, wide, _LETTER),
            Box(x - wide / 2, y + 9, wide, _LETTER),
        ]
        free = [way for way in ways if self._is_free(way)]
        way = next((way for way in free if not self._is_lined(way)), free[0] if free else None)
        if way:
            self.sheet.text(way.x, way.low - 2.5, words, "text", weight=STRONG)
            self.taken.append(way)

    def _is_free(self, way: Box) -> bool:
        area = self.area
        is_in = area.x <= way.x and way.right <= area.right
        is_in = is_in and area.y - 4 <= way.y and way.low <= area.low
        return is_in and not any(_touch(way, one) for one in self.taken)

    def _is_lined(self, way: Box) -> bool:
        """Whether a line of the limits runs through."""
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            x = way.x + share * way.width
            scale = self.across
            n = scale.low + (x - scale.at_low) / (scale.at_high - scale.at_low) * scale.high
            found = limits_at(self.spec.limits, n)
            values = [getattr(found, name) for name in _BOUNDS] if found else []
            if any(way.y < self.scale(one) < way.low for one in (*values, self.spec.centre)):
                return True
        return False


def _touch(one: Box, other: Box) -> bool:
    across = one.x < other.right + 1 and other.x < one.right + 1
    return across and one.y < other.low and other.y < one.low
