"""A chart as it will be seen: shapes, texts and places that can be pointed at. Whoever draws it
decides nothing: each colour, length and word stands here. Pixels, y grows downwards.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import isclose
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Address = tuple[int, int]
# Beziers of a quarter of a circle.
_ROUND = 0.5522847498
# A path's steps: ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y), ("Z",).
Step = tuple[str, *tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour and width; `dash` are lengths of line and gap, none for an unbroken one."""

    colour: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Rect:
    """A filled rectangle, with or without an edge."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    stroke: Stroke | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    stroke: Stroke


@dataclass(frozen=True, slots=True)
class Path:
    """A shape of lines and curves; `opacity` is that of the fill."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: Stroke | None = None
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; `y` is where its letters stand, `x` what `anchor` says. `width` is what
    was measured: who has the face in another cut spaces the letters to it.
    """

    x: float
    y: float
    words: str
    size: float
    fill: str
    width: float
    weight: int = 400
    anchor: Anchor = "start"

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.x - {"start": 0.0, "middle": self.width / 2, "end": self.width}[self.anchor]


@dataclass(frozen=True, slots=True)
class Hatch:
    """A rectangle with slanted lines `gap` apart, which end at its edges: no sink has to clip."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: Stroke
    gap: float = 6.0

    @property
    def lines(self) -> Iterator[Line]:
        """The lines, from lower left to upper right; those of neighbours continue each other."""
        right, low = self.x + self.width, self.y + self.height
        # On each line x + y is one number, a multiple of the gap.
        total = (self.x + self.y) // self.gap * self.gap + self.gap
        while total < right + low:
            x1, x2 = max(self.x, total - low), min(right, total - self.y)
            if x2 - x1 > 0.5:
                yield Line(x1, total - x1, x2, total - x2, self.stroke)
            total += self.gap


Item = Rect | Line | Path | Text | Hatch


@dataclass(frozen=True, slots=True)
class Mark:
    """What can be pointed at or reached by the keyboard, and what it says when it is asked: words
    of thousands that nobody points at are not made. `row` and `column` are where the arrow keys
    find it; `of` is what of the spec it shows (`spec.py`), None where that is nothing of it.
    """

    x: float
    y: float
    width: float
    height: float
    told: str | Callable[[], str] = field(compare=False, repr=False)
    row: int = 0
    column: int = 0
    of: Address | None = None

    @property
    def words(self) -> str:
        """What it says."""
        return self.told if isinstance(self.told, str) else self.told()


@dataclass(frozen=True, slots=True)
class Plot:
    """Where lines run: a rectangle, and where in it each step lies that is seen."""

    x: float
    y: float
    width: float
    height: float
    places: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.x <= x <= self.x + self.width and self.y <= y <= self.y + self.height


@dataclass(frozen=True, slots=True)
class Twin:
    """The chart's figures as a table: for screen readers, for copying, for who wants them exact.
    `names` are the columns that hold no figures; `has_total`: the last row is that of all.
    `brief` are the same rows with less of each figure, none where there is no less to say.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: frozenset[int] = frozenset({0})
    has_total: bool = False
    brief: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A chart in words, without its drawing: what it answers, what a picture's reader is told, and
    all figures as a table, made when they are asked for.
    """

    title: str
    description: str
    locale: str
    tabled: Callable[[], Twin] = field(compare=False, repr=False)

    @property
    def twin(self) -> Twin:
        """All figures as a table."""
        return self.tabled()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A whole chart. `title` is what it answers, `description` what a picture's reader is told,
    `plot` where lines run over their steps.
    """

    width: float
    height: float
    ground: str
    focus: str
    language: str
    title: str
    description: str
    items: tuple[Item, ...]
    marks: tuple[Mark, ...]
    tabled: Callable[[], Twin] = field(compare=False, repr=False)
    plot: Plot | None = None

    @property
    def twin(self) -> Twin:
        """All figures as a table, made when it is asked for."""
        return self.tabled()

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that is written, in the order in which it is drawn."""
        return tuple(item for item in self.items if isinstance(item, Text))

    def at(self, x: float, y: float) -> int | None:
        """The mark under a point, by its number: of several the one whose middle is nearest."""
        found = [
            (abs(x - one.x - one.width / 2) + abs(y - one.y - one.height / 2), n)
            for n, one in enumerate(self.marks)
            if one.x <= x <= one.x + one.width and one.y <= y <= one.y + one.height
        ]
        return min(found)[1] if found else None

    def across(self, x: float, y: float) -> tuple[int, ...]:
        """The marks of the step that is nearest to a point of the plot, one of each line."""
        plot = self.plot
        if plot is None or not plot.holds(x, y):
            return ()
        nearest = min(self.marks, key=lambda one: abs(plot.places[one.column] - x)).column
        return tuple(n for n, one in enumerate(self.marks) if one.column == nearest)

    def beside(self, current: int | None, down: int, right: int) -> int | None:
        """The mark that an arrow key goes to: the next in that row, or the nearest column of the
        next row; the same one at the end.
        """
        if current is None or not self.marks:
            return 0 if self.marks else None
        here = self.marks[current]
        if right:
            way = [
                (abs(one.column - here.column), n)
                for n, one in enumerate(self.marks)
                if one.row == here.row and (one.column - here.column) * right > 0
            ]
            return min(way)[1] if way else current
        rows = [
            (abs(one.row - here.row), abs(one.column - here.column), n)
            for n, one in enumerate(self.marks)
            if (one.row - here.row) * down > 0
        ]
        return min(rows)[2] if rows else current


def polyline(points: list[tuple[float, float]]) -> tuple[Step, ...]:
    """The steps of a line through points."""
    return tuple(("L" if n else "M", x, y) for n, (x, y) in enumerate(points))


def polygon(points: list[tuple[float, float]]) -> tuple[Step, ...]:
    """The steps of a closed shape."""
    return (*polyline(points), ("Z",))


def disc(x: float, y: float, r: float) -> tuple[Step, ...]:
    """The steps of a circle."""
    k = r * _ROUND
    return (
        ("M", x + r, y),
        ("C", x + r, y + k, x + k, y + r, x, y + r),
        ("C", x - k, y + r, x - r, y + k, x - r, y),
        ("C", x - r, y - k, x - k, y - r, x, y - r),
        ("C", x + k, y - r, x + r, y - k, x + r, y),
        ("Z",),
    )


def joined(
    lines: list[tuple[float, float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """Straight pieces (x1, y1, x2, y2, each upright or level) with those that touch made one."""
    made: list[tuple[float, float, float, float]] = []
    for one in sorted(lines, key=lambda line: (line[0] != line[2], *_across(line))):
        last = made[-1] if made else None
        if last and _continues(last, one):
            made[-1] = (*last[:2], *one[2:])
        else:
            made.append(one)
    return made


def _across(line: tuple[float, float, float, float]) -> tuple[float, float]:
    return (line[0], line[1]) if line[0] == line[2] else (line[1], line[0])


def _continues(
    last: tuple[float, float, float, float], one: tuple[float, float, float, float]
) -> bool:
    is_upright = last[0] == last[2]
    if is_upright != (one[0] == one[2]):
        return False
    return isclose(last[2], one[0]) and isclose(last[3], one[1])
