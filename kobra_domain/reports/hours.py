"""«Horarios de contacto» from a source: the week's hours, what is better beyond chance, the same
less another period or team, and zone by zone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from kobra_domain.contact import rules_of
from kobra_domain.metrics.asked import about
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.contact_hours import METRICS, Asked, contact_hours, lawful_hours
from kobra_domain.reports.filters import Filters, Span, said
from kobra_domain.reports.hours_compared import at_one_mix, compared_hours
from kobra_domain.reports.hours_zones import (
    MOST_ZONES,
    Zones,
    map_notes,
    placed,
    zones_map,
    zones_notes,
    zones_table,
)
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.source import Source, asked
from kobra_domain.statistics.hours import HOURS, WEEKDAYS, Hour, Tried

_BY = (Dimension.WEEKDAY, Dimension.HOUR)
_BY_MIX = (Dimension.BUCKET, Dimension.ZONE)
_BY_ZONE = (Dimension.ZONE, *_BY)


def hours_panels(source: Source, filters: Filters) -> Iterator[Panel]:
    """The panels of the report: the week, what it is compared with, the zones."""
    metric = measure_of(filters, METRICS)
    span = filters.span(source.today)
    found = _asked(source, metric, filters, span)
    told = contact_hours(found, source.locale, source.cut_off)
    yield Panel(
        key="hours",
        chart=told.chart,
        notes=told.notes,
        about=about(metric, source.locale),
        behind=Behind(
            metric=metric.key,
            pairs=pairs_of(filters, span),
            by=_BY,
            groups=tuple(product(WEEKDAYS, HOURS)),
        ),
        is_wide=True,
    )
    if (other := filters.other(source.today)) is not None:
        against = _asked(source, metric, *other)
        less = compared_hours(found, against, source.locale, source.cut_off)
        mine, theirs = _mix(source, metric, filters, span), _mix(source, metric, *other)
        notes = (*less.notes, *at_one_mix(mine, theirs, source.locale))
        yield Panel(key="compared", chart=less.chart, notes=notes, is_wide=True)
    yield from _by_zone(source, metric, filters, span)


def _by_zone(source: Source, metric: Metric, filters: Filters, span: Span) -> Iterator[Panel]:
    """The zones on a map, where they are anywhere, and as a table."""
    zones, places = _zones(source, metric, filters, span), source.zone_places()
    if not zones.wholes:
        return  # that nobody knocked is said once
    chart = zones_map(zones, source.names, places, source.cut_off)
    if chart is not None:
        notes = map_notes(zones, places, source.locale)
        panel = Panel(key="zones_map", chart=chart, notes=notes, is_wide=True)
        yield _with_zones(panel, metric, pairs_of(filters, span), placed(zones, places), source)
    table = zones_table(zones, source.names, source.cut_off)
    panel = Panel(key="zones", chart=table, notes=zones_notes(zones, source.locale), is_wide=True)
    shown = list(zones.wholes)[:MOST_ZONES]
    yield _with_zones(panel, metric, pairs_of(filters, span), shown, source)


def _with_zones(
    panel: Panel,
    metric: Metric,
    pairs: tuple[tuple[str, str], ...],
    zones: Sequence[str],
    source: Source,
) -> Panel:
    """A panel whose marks are these zones."""
    groups = tuple((one,) for one in zones)
    behind = Behind(metric=metric.key, pairs=pairs, by=(Dimension.ZONE,), groups=groups)
    return replace(panel, about=about(metric, source.locale), behind=behind)


def measure_of(filters: Filters, metrics: Sequence[Metric]) -> Metric:
    """The metric that is looked at, the first where none is named that is one of them."""
    return next((one for one in metrics if one.key == filters.measure), metrics[0])


def pairs_of(filters: Filters, span: Span) -> tuple[tuple[str, str], ...]:
    """The pairs that `metrics.questions` reads for the rows of a report's days."""
    days = (("from", span.first), ("to", span.until))
    own = {"period", "from", "to", "measure", "against", "against_team"}
    held = [pair for pair in said(filters) if pair[0] not in own]
    return (*((name, day.isoformat()) for name, day in days if day is not None), *held)


def _asked(source: Source, metric: Metric, filters: Filters, span: Span) -> Asked:
    where = filters.condition(metric, span)
    tried = {
        Hour(int(day), int(hour)): Tried(tally.hits, tally.n)
        for (day, hour), tally in asked(source, metric, _BY, where).items()
        if day != "" and hour != ""
    }
    return Asked(
        metric=metric,
        tried=tried,
        lawful=_lawful(source, filters),
        doors=source.doors(metric, where),
    )


def _zones(source: Source, metric: Metric, filters: Filters, span: Span) -> Zones:
    tried: dict[str, dict[Hour | None, Tried]] = {}
    found = asked(source, metric, _BY_ZONE, filters.condition(metric, span))
    for (zone, day, hour), tally in found.items():
        at = None if day == "" or hour == "" else Hour(int(day), int(hour))
        tried.setdefault(str(zone), {})[at] = Tried(tally.hits, tally.n)
    return Zones(metric=metric, tried=tried, lawful=_lawful(source, filters))


def _mix(source: Source, metric: Metric, filters: Filters, span: Span) -> dict[Hashable, Tried]:
    """By what doors differ before anybody knocks."""
    found = asked(source, metric, _BY_MIX, filters.condition(metric, span))
    return {key: Tried(tally.hits, tally.n) for key, tally in found.items()}


def _lawful(source: Source, filters: Filters) -> frozenset[Hour]:
    """The lawful hours of the portfolios that are held to."""
    chosen = filters.values(Dimension.PORTFOLIO)
    mine = (one for one in source.portfolios if not chosen or one.id in chosen)
    return lawful_hours(rules_of(one, source.house) for one in mine)
