"""The sheet that a chart is laid out on: title, subtitle, keys and the cut-off around one plot. All
room is measured by the words that have to stand in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kobra_domain.charts.colours import Theme
from kobra_domain.charts.scene import (
    Address,
    Anchor,
    Hatch,
    Item,
    Line,
    Mark,
    Path,
    Plot,
    Rect,
    Scene,
    Step,
    Stroke,
    Text,
    Twin,
    disc,
    polygon,
)
from kobra_domain.charts.spec import ChartSpec
from kobra_domain.charts.units import Printer
from kobra_domain.errors import Param
from kobra_domain.words.say import say

# How wide a text is: words, pixels of type, weight.
Measure = Callable[[str, float, int], float]
PAD, GAP = 16.0, 8.0
TITLE, BODY, SMALL = 16.0, 13.0, 12.0  # nothing is smaller
TITLE_LINE, BODY_LINE, SMALL_LINE = 22.0, 18.0, 16.0
STRONG = 600
_KEY_ROWS, _BETWEEN_KEYS = 2, 18.0
_LOW = 260.0  # a sheet so low has room for its answer alone above its plot
ELLIPSIS = "…"
# Series in their order differ by dash and marker as well as by colour.
DASHES: tuple[tuple[float, ...], ...] = ((), (8, 4), (2, 3), (10, 3, 2, 3), (5, 2), (1, 2))
MOST_SERIES = len(DASHES)


def parts_of(words: str) -> list[str]:
    """Where words may go on in another line: at a space, never at a no-break space."""
    return [part for part in re.split(r"[ \t\n]+", words) if part]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def low(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: a sample of so much width, drawn at a place, and its words."""

    words: str
    width: float
    draw: Callable[["Sheet", float, float], None]


class Sheet:
    """Collects a chart's shapes and marks."""

    def __init__(
        self,
        spec: ChartSpec,
        measure: Measure,
        size: tuple[float, float],
        theme: Theme,
        locale: str,
    ) -> None:
        self.spec, self.theme, self.locale = spec, theme, locale
        self.width, self.height = size
        self.print = Printer(spec.unit, locale)
        self.measure = measure
        self.items: list[Item] = []
        self.marks: list[Mark] = []
        self.notes: list[str] = []
        self.window: tuple[int, int] | None = None
        self.plot: Plot | None = None

    def say(self, code: str, params: Mapping[str, Param] | None = None) -> str:
        """A sentence of the charts' words."""
        return say(f"chart.{code}", params, self.locale)

    def frame(
        self,
        title: str,
        keys: Sequence[Key] = (),
        *,
        has_subtitle: bool = True,
        is_label: bool = False,
    ) -> Box:
        """Write title, subtitle, keys and foot; answers what is left for the plot. `is_label`: what
        stands below is the answer, and larger.
        """
        wide = self.width - 2 * PAD
        self.items.append(Rect(0, 0, self.width, self.height, self.theme["surface"]))
        y = PAD
        is_low = self.height < _LOW
        size, high = (BODY, BODY_LINE) if is_label else (TITLE, TITLE_LINE)
        for line in self.wrapped(title, wide, size, STRONG):
            self.text(PAD, y + size, line, "text_2" if is_label else "text", size, STRONG)
            y += high
        if self.spec.subtitle and has_subtitle and not is_low:
            line = self.elided(self.spec.subtitle, wide, BODY)
            self.text(PAD, y + 13, line, "text_2", BODY)
            y += BODY_LINE
        y = self._write_keys(keys, y + 6) if keys else y
        low = self._write_foot(wide)
        return Box(PAD, y + GAP, wide, max(0.0, low - y - 2 * GAP))

    def _write_foot(self, wide: float) -> float:
        notes = [self.elided(note, wide) for note in self.notes]
        lines = [*notes, *self.wrapped(self.spec.cut_off, wide)]
        y = self.height - PAD - SMALL_LINE * (len(lines) - 1) + (SMALL_LINE if not lines else 0)
        low = y - SMALL_LINE + 4 if lines else self.height - PAD + 4
        for line in lines:
            self.text(PAD, y, line, "text_3", SMALL)
            y += SMALL_LINE
        return low

    def _write_keys(self, keys: Sequence[Key], y: float) -> float:
        """At most two rows of them, and where there are as many, names give way."""
        x, right = PAD, self.width - PAD
        each = (right - PAD + _BETWEEN_KEYS) / -(-len(keys) // _KEY_ROWS) - _BETWEEN_KEYS
        needed = sum(key.width + 6 + self.wide(key.words) + _BETWEEN_KEYS for key in keys)
        is_tight = needed > _KEY_ROWS * (right - PAD) * 0.8
        for key in keys:
            room = each if is_tight else right - PAD
            words = self.elided(key.words, max(24.0, room - key.width - 6.5), SMALL)
            wide = key.width + 6 + self.wide(words)
            if x > PAD and x + wide > right:
                x, y = PAD, y + BODY_LINE
            key.draw(self, x, y + 8)
            self.text(x + key.width + 6, y + 12, words, "text_2")
            x += wide + _BETWEEN_KEYS
        return y + BODY_LINE

    def wide(self, words: str, size: float = SMALL, weight: int = 400) -> float:
        """How wide words are."""
        return self.measure(words, size, weight)

    def elided(self, words: str, wide: float, size: float = SMALL, weight: int = 400) -> str:
        """The words, or as many as find room with … after them."""
        plain = " ".join(words.split(" "))
        if self.wide(plain, size, weight) <= wide + 0.01:
            return plain
        low, high = 0, len(plain)
        while low < high:  # the most letters that fit
            middle = (low + high + 1) // 2
            if self.wide(plain[:middle].rstrip() + ELLIPSIS, size, weight) <= wide:
                low = middle
            else:
                high = middle - 1
        return plain[:low].rstrip() + ELLIPSIS if low else ""

    def wrapped(
        self, words: str, wide: float, size: float = SMALL, weight: int = 400, most: int = 2
    ) -> list[str]:
        """The words in lines, never parted at a no-break space; what finds no room in `most` lines
        is cut with ….
        """
        lines: list[str] = []
        left = parts_of(words)
        while left and len(lines) < most - 1:
            taken = 1
            while taken < len(left) and (
                self.wide(" ".join(left[: taken + 1]), size, weight) <= wide
            ):
                taken += 1
            lines.append(self.elided(" ".join(left[:taken]), wide, size, weight))
            left = left[taken:]
        return [*lines, self.elided(" ".join(left), wide, size, weight)] if left else lines

    def text(
        self,
        x: float,
        y: float,
        words: str,
        colour: str,
        size: float = SMALL,
        weight: int = 400,
        anchor: Anchor = "start",
    ) -> None:
        """Write words; `colour` is a token or #RRGGBB."""
        fill, wide = self.colour(colour), self.wide(words, size, weight)
        self.items.append(Text(x, y, words, size, fill, wide, weight, anchor))

    def label(self, x: float, y: float, words: str, anchor: Anchor = "middle") -> None:
        """Write a value over the grid, on a ground of its own, so that no line runs through it."""
        wide = self.wide(words)
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        self.rect(Box(left - 1, y - 11, wide + 2, 14), "surface")
        self.text(x, y, words, "text", anchor=anchor)

    def line(
        self,
        ends: tuple[float, float, float, float],
        colour: str,
        width: float = 1.0,
        dash: tuple[float, ...] = (),
    ) -> None:
        """Draw a line."""
        self.items.append(Line(*ends, Stroke(self.colour(colour), width, dash)))

    def rect(self, box: Box, fill: str, stroke: Stroke | None = None) -> None:
        """Draw a rectangle."""
        self.items.append(
            Rect(box.x, box.y, box.width, box.height, self.colour(fill) if fill else "", stroke)
        )

    def hatch(self, box: Box) -> None:
        """What is unknown."""
        stroke = Stroke(self.theme["border_control"])
        self.items.append(Hatch(box.x, box.y, box.width, box.height, self.theme["sunken"], stroke))

    def path(
        self, steps: Sequence[Step], fill: str = "", stroke: Stroke | None = None, alpha: float = 1
    ) -> None:
        """Draw a shape."""
        self.items.append(Path(tuple(steps), self.colour(fill) if fill else "", stroke, alpha))

    def marker(self, n: int, x: float, y: float, *, is_hollow: bool = False) -> None:
        """The marker of a series by its number."""
        colour = self.series_colour(n)
        fill = self.theme["surface"] if is_hollow else colour
        self.path(marker_steps(n, x, y), fill, Stroke(colour, 1.5))

    def series_colour(self, n: int) -> str:
        """The colour of a series by its number."""
        return self.theme.series[n % len(self.theme.series)]

    def colour(self, name: str) -> str:
        """A token's colour; a colour is itself."""
        return name if name.startswith("#") else self.theme[name]

    def mark(
        self,
        box: Box,
        told: str | Callable[[], str],
        at: Address = (0, 0),
        of: Address | None = None,
    ) -> None:
        """What can be pointed at: what it says, where the arrow keys find it, and what of the spec
        it shows.
        """
        self.marks.append(Mark(box.x, box.y, box.width, box.height, told, *at, of))

    def nothing(self, plot: Box, code: str = "no_data") -> None:
        """Say in the plot's place why there is none."""
        words = self.say(code)
        lines = self.wrapped(words, max(60.0, plot.width - 32), BODY, 400, 3)
        self.rect(plot, "sunken")
        y = plot.y + plot.height / 2 - BODY_LINE * (len(lines) - 1) / 2 + 4
        for line in lines:
            self.text(plot.x + plot.width / 2, y, line, "text_2", BODY, anchor="middle")
            y += BODY_LINE
        self.mark(plot, words)

    def scene(self, title: str, description: str, tabled: Callable[[], Twin]) -> Scene:
        """The finished chart."""
        return Scene(
            width=self.width,
            height=self.height,
            ground=self.theme["surface"],
            focus=self.theme["focus"],
            language=self.locale.replace("_", "-"),
            title=title,
            description=description,
            items=tuple(self.items),
            marks=tuple(self.marks),
            tabled=tabled,
            plot=self.plot,
        )


def marker_steps(n: int, x: float, y: float) -> tuple[Step, ...]:
    """Disc, square, triangle, diamond, triangle upside down, cross: by the series' number."""
    r = 3.5
    match n % MOST_SERIES:
        case 0:
            return disc(x, y, r)
        case 1:
            return polygon([(x - 3, y - 3), (x + 3, y - 3), (x + 3, y + 3), (x - 3, y + 3)])
        case 2:
            return polygon([(x, y - 4.5), (x + 4, y + 3), (x - 4, y + 3)])
        case 3:
            return polygon([(x, y - 4.5), (x + 4.5, y), (x, y + 4.5), (x - 4.5, y)])
        case 4:
            return polygon([(x, y + 4.5), (x + 4, y - 3), (x - 4, y - 3)])
    a, b = 1.4, 4.2
    corners = [(-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a)]
    corners += [(a, b), (-a, b), (-a, a), (-b, a), (-b, -a), (-a, -a)]
    return polygon([(x + dx, y + dy) for dx, dy in corners])


def swatch(colour: str) -> Callable[[Sheet, float, float], None]:
    """A filled square for the legend."""
    return lambda sheet, x, y: sheet.rect(Box(x, y - 6, 12, 12), colour)


def line_key(n: int, words: str) -> Key:
    """A series' entry: its dash and its marker."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.line((x, y, x + 26, y), sheet.series_colour(n), 2.0, DASHES[n % MOST_SERIES])
        sheet.marker(n, x + 13, y)

    return Key(words, 26, draw)
