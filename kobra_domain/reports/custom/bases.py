"""Reports that ship, as the beginning of one's own: what blocks can say of them, and what not."""

from __future__ import annotations

from dataclasses import replace

from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    DONE,
    KEPT_AMOUNT_RATE,
    KEPT_RATE,
    RPC_RATE,
    VERIFIED_SHARE,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.custom.things import Block, SavedReport, Shape, held_of
from kobra_domain.reports.declared import REPORTS, ReportKind, compared
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.shipped import HEADLINES, MONTH, OF_WORK, WEEK
from kobra_domain.words import say

# Those that open with days of their own: they stand ready in the list of one's own.
READY = tuple(key for key, kind in REPORTS.items() if kind.opens is not None)


def _block(shape: Shape, metrics: tuple[Metric, ...], *by: Dimension) -> Block:
    return Block(
        shape=shape,
        measures=tuple(one.key for one in metrics),
        dimensions=tuple(by),
        is_wide=shape is not Shape.NUMBER,
    )


_CAME = _block(Shape.BAR, (COLLECTED_AMOUNT,), Dimension.DAY)
_KEPT = _block(Shape.LINE, (KEPT_RATE, KEPT_AMOUNT_RATE), Dimension.DAY)
_HOURS = _block(Shape.HEAT, (RPC_RATE,))
_BLOCKS: dict[str, tuple[Block, ...]] = {
    WEEK: (
        _block(Shape.NUMBER, (*HEADLINES, VERIFIED_SHARE)),
        _CAME,
        _block(Shape.TABLE, OF_WORK, Dimension.PORTFOLIO),
        _block(Shape.TABLE, OF_WORK, Dimension.TEAM),
        _KEPT,
        _HOURS,
    ),
    MONTH: (
        _block(Shape.NUMBER, HEADLINES),
        _CAME,
        _block(Shape.TABLE, OF_WORK, Dimension.BUCKET),
        _KEPT,
        _block(Shape.BAR, (DONE,), Dimension.OUTCOME),
        _HOURS,
    ),
}


def base_of(
    kind: ReportKind, filters: Filters, *, report_id: str, owner_id: str, locale: str
) -> SavedReport:
    """A report of one's own that begins as one that ships, held to what that is held to."""
    return SavedReport(
        id=report_id,
        name=say("custom.base", {"name": say(f"report.{kind.key}", None, locale)}, locale),
        owner_id=owner_id,
        filters=held_of(replace(filters, against=compared(kind, filters))),
        blocks=_BLOCKS[kind.key],
    )


def lacking_words(kind: ReportKind, locale: str) -> str:
    """What a base of it leaves out, in a sentence."""
    return say(f"custom.base.{kind.key}", None, locale)
