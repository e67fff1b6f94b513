"""«Promesas» from a source: what fell due and what became of it by number and by amount, how old
what was not kept is, what the next thirty days let expect, and by whom. No two currencies are one.
"""

from __future__ import annotations

from collections.abc import Iterator

from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.promises_ahead import ahead_panels, unkept_panels
from kobra_domain.reports.promises_asked import HELD, Promised
from kobra_domain.reports.promises_due import due_panels, tables
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import Source

__all__ = ["HELD", "promises_panels"]


def promises_panels(source: Source, filters: Filters) -> Iterator[Panel]:
    """The panels of the report; of what there is none of, a sentence."""
    of = Promised(source, filters)
    for panels in (due_panels, ahead_panels, unkept_panels):
        yield from panels(of)
    for dimension in (Dimension.AGENT, Dimension.PORTFOLIO):
        yield from tables(of, dimension)
