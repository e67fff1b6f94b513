"""A report while it is put together: every act is one step that can be undone, on the block that is
chosen. What it makes is data; nothing here is drawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.custom.drawn import TIMES
from kobra_domain.reports.custom.things import (
    FIRST,
    FIXED,
    MOST_BLOCKS,
    MOST_DIMENSIONS,
    MOST_MEASURES,
    Block,
    SavedReport,
    Shape,
    filters_of,
    held_of,
    over,
    own_of,
)
from kobra_domain.reports.filters import Filters

MOST_STEPS = 200
_TIMES = frozenset(one.value for one in TIMES)


class Design(QObject):
    """`changed`: the report, or the block that is chosen, is another."""

    changed = Signal()

    def __init__(
        self, report: SavedReport, saved: SavedReport | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.now, self.saved = report, saved
        self.at = 0
        self._past: list[tuple[SavedReport, int]] = []
        self._future: list[tuple[SavedReport, int]] = []

    @property
    def is_saved(self) -> bool:
        """Whether there is nothing that is not saved."""
        return self.saved is not None and self.now == replace(
            self.saved, edited_at=self.now.edited_at
        )

    @property
    def block(self) -> Block:
        """The block that is chosen."""
        return self.now.blocks[self.at] if self.now.blocks else Block()

    @property
    def filters(self) -> Filters:
        """What the whole report is held to."""
        return filters_of(self.now.filters)[0]

    @property
    def block_filters(self) -> Filters:
        """What the chosen block is held to."""
        return over(self.filters, self.block.filters)[0]

    # Steps

    @property
    def may_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def may_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._future)

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self._past, self._future)

    def redo(self) -> None:
        """Do it again."""
        self._step(self._future, self._past)

    def _step(
        self, source: list[tuple[SavedReport, int]], other: list[tuple[SavedReport, int]]
    ) -> None:
        if source:
            other.append((self.now, self.at))
            self.now, self.at = source.pop()
            self.changed.emit()

    def take(self, after: SavedReport, at: int | None = None) -> None:
        """Another state of the report; `at`: the block that is chosen then."""
        chosen = min(self.at if at is None else at, max(0, len(after.blocks) - 1))
        if after == self.now and chosen == self.at:
            return
        if after != self.now:
            self._past = [*self._past, (self.now, self.at)][-MOST_STEPS:]
            self._future.clear()
        self.now, self.at = after, chosen
        self.changed.emit()

    def choose(self, at: int) -> None:
        """The acts are on this block from now on."""
        if at != self.at and 0 <= at < len(self.now.blocks):
            self.at = at
            self.changed.emit()

    # The report

    def rename(self, name: str) -> None:
        """What it is called; nothing is no name."""
        if name.strip():
            self.take(replace(self.now, name=name.strip()))

    def ask_for(self, names: Sequence[str]) -> None:
        """The filters that are asked for when it is opened."""
        self.take(replace(self.now, parameters=tuple(names)))

    def hold(self, filters: Filters) -> None:
        """What the whole report is held to."""
        self.take(replace(self.now, filters=held_of(filters)))

    # Blocks

    def add(self, block: Block = FIRST) -> None:
        """One more, after the chosen one."""
        if len(self.now.blocks) < MOST_BLOCKS:
            at = min(self.at + 1, len(self.now.blocks))
            self._blocks([*self.now.blocks[:at], block, *self.now.blocks[at:]], at)

    def duplicate(self) -> None:
        """The chosen one once more."""
        if self.now.blocks:
            self.add(self.block)

    def remove(self) -> None:
        """Without the chosen one."""
        blocks = [one for n, one in enumerate(self.now.blocks) if n != self.at]
        self._blocks(blocks, max(0, self.at - 1))

    def move(self, by: int) -> None:
        """The chosen one further up (-1) or down (1)."""
        to = self.at + by
        if 0 <= to < len(self.now.blocks):
            blocks = list(self.now.blocks)
            blocks[self.at], blocks[to] = blocks[to], blocks[self.at]
            self._blocks(blocks, to)

    def widen(self, *, is_wide: bool) -> None:
        """Over the whole width, or half of it."""
        self._change(replace(self.block, is_wide=is_wide))

    def shape(self, shape: Shape) -> None:
        """Another look; what it needs to be seen is added."""
        block = replace(self.block, shape=shape)
        if shape is Shape.LINE and not _TIMES & set(block.dimensions):
            kept = block.dimensions[: MOST_DIMENSIONS - 1]
            block = replace(block, dimensions=(Dimension.WEEK.value, *kept))
        if shape in (Shape.BAR, Shape.TABLE, Shape.PIVOT) and not block.dimensions:
            block = replace(block, dimensions=(Dimension.TEAM.value,))
        if shape is Shape.PIVOT and len(block.dimensions) < 2:
            other = Dimension.MONTH if block.dimensions[0] != Dimension.MONTH else Dimension.TEAM
            block = replace(block, dimensions=(*block.dimensions, other.value))
        self._change(block)

    def toggle_measure(self, key: str) -> None:
        """With a measure or without it; of more than there is room for the oldest goes."""
        held = self.block.measures
        if key in held:
            held = tuple(one for one in held if one != key)
        else:
            held = (*held, key)[-MOST_MEASURES:]
        self._change(replace(self.block, measures=held))

    def toggle_dimension(self, text: str) -> None:
        """Told apart by a dimension or not; a line goes along one time alone. Of shapes that say it
        themselves nothing changes.
        """
        held = self.block.dimensions
        if self.block.shape in FIXED:
            return
        if text in held:
            held = tuple(one for one in held if one != text)
        elif text in _TIMES and self.block.shape is Shape.LINE:
            held = (text, *(one for one in held if one not in _TIMES))[:MOST_DIMENSIONS]
        else:
            held = (*held, text)[-MOST_DIMENSIONS:]
        self._change(replace(self.block, dimensions=held))

    def turn(self) -> None:
        """The first dimension becomes the last."""
        held = self.block.dimensions
        self._change(replace(self.block, dimensions=(*held[1:], *held[:1])))

    def entitle(self, title: str) -> None:
        """What the block says of itself; nothing: what its figures say."""
        self._change(replace(self.block, title=title.strip()))

    def hold_block(self, filters: Filters) -> None:
        """What the chosen block is held to where it is another than the report's."""
        self._change(replace(self.block, filters=own_of(self.filters, filters)))

    def _change(self, block: Block) -> None:
        blocks = list(self.now.blocks) or [block]
        blocks[self.at] = block
        self._blocks(blocks, self.at)

    def _blocks(self, blocks: Sequence[Block], at: int) -> None:
        self.take(replace(self.now, blocks=tuple(blocks)), at)
