"""Which steps of a long line are seen: from the first one to before the last, never fewer than can
be told apart.
"""

from __future__ import annotations

from kobra_domain.charts import ChartSpec
from kobra_domain.charts.spec import LineChart

MANY = 60  # steps from which on one looks closer
_LEAST = 8
Window = tuple[int, int]


class StepWindow:
    """The part of a chart's steps that is looked at; `span` is None for all of them."""

    def __init__(self, spec: ChartSpec) -> None:
        self._count = len(spec.steps) if isinstance(spec, LineChart) else 0
        self.span: Window | None = None

    @property
    def can_zoom(self) -> bool:
        """Whether there are so many that looking closer shows more."""
        return self._count >= MANY

    def zoom(self, times: float, share: float = 0.5) -> None:
        """See so many times as many steps, with what lies at `share` of them kept in its place."""
        if not self.can_zoom:
            return
        first, last = self.span or (0, self._count)
        wide = min(self._count, max(_LEAST, round((last - first) * times)))
        start = round(first + share * (last - first) - share * wide)
        self._see(start, wide)

    def pan(self, steps: int) -> None:
        """Move along the steps; at their ends nothing moves."""
        if self.span:
            first, last = self.span
            self._see(first + steps, last - first)

    def whole(self) -> None:
        """See all of them again."""
        self.span = None

    @property
    def wide(self) -> int:
        """How many are seen."""
        first, last = self.span or (0, self._count)
        return last - first

    def _see(self, start: int, wide: int) -> None:
        start = min(max(0, start), self._count - wide)
        self.span = None if wide == self._count else (start, start + wide)
