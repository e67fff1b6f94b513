"""Where the cards of a report stand: on lines of twelve columns, none of which ends early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

COLUMNS = 12  # of a wide page
_UNLIKE = 1.5  # times as high as what stands beside it


@dataclass(frozen=True, slots=True)
class Asked:
    """How many columns a card asks for, and how high it is; 0: as what stands beside it."""

    columns: int
    high: int = 0


def laid_out(cards: Sequence[Asked]) -> list[tuple[int, int, int]]:
    """The line, the first column and the number of columns of each card, in their order. What does
    not fit into its line, or is much higher or lower than what stands there, begins the next; what
    is left of a line is given to its cards.
    """
    placed = []
    for line, held in enumerate(_lines(cards)):
        side = 0
        for span in _filled([one.columns for one in held]):
            placed.append((line, side, span))
            side += span
    return placed


def _lines(cards: Sequence[Asked]) -> list[list[Asked]]:
    lines: list[list[Asked]] = []
    for card in cards:
        if lines and sum(one.columns for one in lines[-1]) + card.columns <= COLUMNS:
            highs = [one.high for one in (*lines[-1], card) if one.high]
            if not highs or max(highs) <= _UNLIKE * min(highs):
                lines[-1].append(card)
                continue
        lines.append([card])
    return lines


def _filled(spans: Sequence[int]) -> list[int]:
    """As they are to each other, together as many as a line has."""
    total, ends, reached = sum(spans), [0], 0
    for span in spans:
        reached += span
        ends.append(round(COLUMNS * reached / total))
    return [end - start for start, end in pairwise(ends)]
