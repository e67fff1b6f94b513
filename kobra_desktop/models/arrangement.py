"""Where every row of a large kind stands, and a choice of any number of them, in arrays. Asked on
any thread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

import numpy as np

from kobra_desktop.models.listing import Options
from kobra_desktop.models.ranges import Range, ranges_of
from kobra_desktop.store.queries.packed import Numbered, Numbers, said_ids

MOST_SAID = 1_000  # of more chosen lines the ids are said when somebody goes through them


class LargeArrangement:
    """The row numbers that are shown, in order."""

    is_whole = True

    def __init__(
        self, held: Numbered, numbers: Numbers, total: int, options: Mapping[str, Options]
    ) -> None:
        self._held, self._numbers = held, numbers
        self._lines: Numbers | None = None
        self.count, self.total, self.options = len(numbers), total, options

    def ids(self, first: int, last: int) -> list[str]:
        """The ids of the lines from `first` to before `last`."""
        return list(said_ids(self._held.packed(self._numbers[first:last])))

    def is_as(self, other: object) -> bool:
        """Whether the same rows stand on the same lines."""
        return (
            isinstance(other, LargeArrangement)
            and other._held is self._held
            and np.array_equal(other._numbers, self._numbers)
        )

    def line_of(self, row_id: str) -> int | None:
        """Where a row stands, None when it is not shown."""
        number = self._held.number_of(row_id)
        if number is None:
            return None
        line = int(self._line_by_number()[number])
        return None if line < 0 else line

    def choice(self, ranges: Sequence[Range]) -> Sequence[str]:
        """The ids of all lines of these ranges, in order."""
        numbers = [self._numbers[first : last + 1] for first, last in ranges]
        chosen = ManyChosen(self._held, np.concatenate([self._numbers[:0], *numbers]))
        return list(chosen) if len(chosen) <= MOST_SAID else chosen

    def ranges_of(self, chosen: Sequence[str]) -> list[Range]:
        """The lines on which those stand that are shown."""
        if not isinstance(chosen, ManyChosen):
            return ranges_of(line for i in chosen if (line := self.line_of(i)) is not None)
        lines = self._line_by_number()[chosen.numbers_in(self._held)]
        is_chosen = np.zeros(self.count + 2, np.bool_)
        is_chosen[lines[lines >= 0] + 1] = True
        turns = np.flatnonzero(is_chosen[1:] != is_chosen[:-1]).tolist()
        return [(first, after - 1) for first, after in zip(turns[::2], turns[1::2], strict=True)]

    def _line_by_number(self) -> Numbers:
        if self._lines is None:
            lines = np.full(len(self._held.places), -1, np.int32)
            lines[self._numbers] = np.arange(self.count, dtype=np.int32)
            self._lines = lines
        return self._lines


class ManyChosen(Sequence[str]):
    """Rows that are chosen, each in four bytes; an id is made of one when somebody asks."""

    def __init__(self, held: Numbered, numbers: Numbers) -> None:
        self._held, self._numbers = held, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        numbers = self._numbers[place] if isinstance(place, slice) else self._numbers[[place]]
        said = list(said_ids(self._held.packed(numbers)))
        return said if isinstance(place, slice) else said[0]

    def __iter__(self) -> Iterator[str]:
        return said_ids(self._held.packed(self._numbers))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        if not isinstance(other, ManyChosen):
            return list(self) == list(other)
        return np.array_equal(other.numbers_in(self._held), self._numbers)

    def __hash__(self) -> int:
        return hash(len(self))

    def numbers_in(self, held: Numbered) -> Numbers:
        """Their row numbers where these are others by now; those that are gone are left out."""
        if held is self._held:
            return self._numbers
        numbers = self._numbers[self._numbers < len(held.places)]
        is_same = held.packed(numbers) == self._held.packed(numbers)
        return np.compress(is_same, numbers)
