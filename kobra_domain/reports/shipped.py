"""The reports that are there from the first day: a director's week, and a client's month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from kobra_domain.metrics.declared import (
    COLLECTED_AMOUNT,
    CONTACT_RATE,
    DONE,
    KEPT_RATE,
    PROMISE_AMOUNT,
    PROMISE_COUNT,
    RPC_RATE,
    VERIFIED_SHARE,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.agents_page import agents_panels
from kobra_domain.reports.books import Cash
from kobra_domain.reports.collected import over_time_panel
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.hours import hours_panels
from kobra_domain.reports.numbers import bars_panel, number_panels, table_panel
from kobra_domain.reports.promises_page import promises_panels
from kobra_domain.reports.purses import purses_of
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import Source

WEEK, MONTH = "semana-direccion", "mes-cliente"
WEEK_FILTERS = Filters(period=Period.LAST_WEEK)
MONTH_FILTERS = Filters(period=Period.LAST_MONTH)
HEADLINES = (
    *(COLLECTED_AMOUNT, DONE, RPC_RATE),
    *(PROMISE_COUNT, PROMISE_AMOUNT, KEPT_RATE),
)
OF_WORK = (DONE, CONTACT_RATE, RPC_RATE, PROMISE_COUNT, COLLECTED_AMOUNT)


def week_panels(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """What a director reads on Monday: the numbers with the week before beside them, what came in
    by portfolio and by team, and when people were found.
    """
    return (
        *number_panels(source, filters, (*HEADLINES, VERIFIED_SHARE)),
        *_collected(source, filters),
        table_panel(source, filters, Dimension.PORTFOLIO, OF_WORK),
        table_panel(source, filters, Dimension.TEAM, OF_WORK, has_answer=False),
        *_promises(source, filters),
        *_agents(source, filters),
        *_hours(source, filters),
    )


def month_panels(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """What an institution is told of its month; nothing in it names who worked for it."""
    return (
        *number_panels(source, filters, HEADLINES),
        *_without_goals(_collected(source, filters)),
        table_panel(source, filters, Dimension.BUCKET, OF_WORK),
        *_promises(source, filters),
        bars_panel(source, filters, Dimension.OUTCOME, DONE),
        *_hours(source, filters),
    )


def _collected(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """What came in day by day, beside its goals and the days before; each currency apart."""
    assert isinstance(source, Cash)
    found = (over_time_panel(purse) for purse in purses_of(source, filters))
    return tuple(found)


def _without_goals(panels: Sequence[Panel]) -> Iterator[Panel]:
    """Goals are one's own; a sentence in a chart's place stays."""
    for one in panels:
        yield one if one.chart is None else replace(one, notes=())


def _promises(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """What fell due and what became of it, by amount where there is any."""
    panels = promises_panels(source, filters)
    due = tuple(takewhile(lambda one: one.key.startswith("due"), panels))  # the first of the page
    return due[1:] or due


def _agents(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """Who differs beyond chance."""
    return _picked(agents_panels(source, replace(filters, measure=RPC_RATE.key)), "funnel")


def _picked(panels: Iterable[Panel], key: str) -> tuple[Panel, ...]:
    """The panel of a page where it has it; those after it are not built."""
    return tuple(islice((one for one in panels if one.key == key), 1))


def _hours(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """When the holder is found, without the comparison, which is of a report of hours."""
    asked = replace(filters, measure=RPC_RATE.key, against=Against.NONE)
    return _picked(hours_panels(source, asked), "hours")
