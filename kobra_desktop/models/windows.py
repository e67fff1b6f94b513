"""What a list of very many rows is read from: where rows stand, and a window of what they say. All
of it is asked on workers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from kobra_desktop.models.listing import Options
from kobra_desktop.models.ranges import Range, every_line, ranges_of
from kobra_desktop.models.rows import View
from kobra_desktop.store.changes import ChangeSet

R = TypeVar("R")
WINDOW = 200


class Arrangement(Protocol):
    """Where every row stands. Asked on any thread."""

    @property
    def count(self) -> int:
        """How many rows pass."""

    @property
    def total(self) -> int:
        """How many there are before filters."""

    @property
    def is_whole(self) -> bool:
        """Whether these are all rows, not only the first of them."""

    @property
    def options(self) -> Mapping[str, Options]:
        """What chips offer that depends on the rows."""

    def is_as(self, other: object) -> bool:
        """Whether the same rows stand on the same lines."""

    def ids(self, first: int, last: int) -> list[str]:
        """The ids of the lines from `first` to before `last`."""

    def line_of(self, row_id: str) -> int | None:
        """Where a row stands, None when it is not shown."""

    def choice(self, ranges: Sequence[Range]) -> Sequence[str]:
        """The ids of all lines of these ranges, in order."""

    def ranges_of(self, chosen: Sequence[str]) -> list[Range]:
        """The lines on which those stand that are shown."""


class Source(Protocol[R]):
    """What the list asks of the store: all of it on workers, and but for `rows` one thing at a
    time.
    """

    def first(self, view: View) -> Arrangement | None:
        """The first rows, where they can be read before it is known where all stand."""

    def warm(self) -> None:
        """Read what the next question will need."""

    def arrange(self, view: View) -> Arrangement:
        """Where every row stands."""

    def follow(self, news: ChangeSet) -> Callable[[R], bool] | None:
        """Take in what has changed; which rows may say something else, None: it is no matter."""

    def rows(self, ids: Sequence[str]) -> Mapping[str, R]:
        """What rows say, by id; those that are gone are absent."""


class Few:
    """The first rows, or none, before it is known where all stand."""

    is_whole = False

    def __init__(self, ids: Sequence[str] = ()) -> None:
        self._ids, self._lines = list(ids), {one: line for line, one in enumerate(ids)}
        self.count = self.total = len(ids)
        self.options: Mapping[str, Options] = {}

    def is_as(self, other: object) -> bool:
        """As `Arrangement`."""
        return other is self

    def ids(self, first: int, last: int) -> list[str]:
        """As `Arrangement`."""
        return self._ids[first:last]

    def line_of(self, row_id: str) -> int | None:
        """As `Arrangement`."""
        return self._lines.get(row_id)

    def choice(self, ranges: Sequence[Range]) -> Sequence[str]:
        """As `Arrangement`."""
        return [self._ids[line] for line in every_line(ranges)]

    def ranges_of(self, chosen: Sequence[str]) -> list[Range]:
        """As `Arrangement`."""
        return ranges_of(self._lines[one] for one in chosen if one in self._lines)


def read_window(
    source: Source[R], standing: Arrangement, window: int, known: Mapping[str, R] | None = None
) -> list[R | None]:
    """The rows of a window, but for those that are known; runs on a worker."""
    held: dict[str, R] = dict(known or {})
    ids = standing.ids(window * WINDOW, (window + 1) * WINDOW)
    missing = [one for one in ids if one not in held]
    if missing:
        held |= source.rows(missing)
    return [held.get(one) for one in ids]
