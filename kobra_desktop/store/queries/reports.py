"""Reports over the replica, and what they may be held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, false, select, true

from kobra_desktop.store.queries.reach import EVERYTHING, Reach, agents_within, work_within
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import RECORDS
from kobra_domain.metrics.behind import NumberRows
from kobra_domain.metrics.dimensions import Dimension, zone_of
from kobra_domain.portfolios import Institution
from kobra_domain.reports.declared import ReportKind, building, built
from kobra_domain.reports.filters import BEYOND, Against, Filters
from kobra_domain.reports.names import Names
from kobra_domain.reports.report import Report
from kobra_records.sql.conditions import sifted
from kobra_records.sql.report_source import SqlSource, owner_of

MOST_ZONES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks: what the reader looks at, the day it is, how fresh the replica is, the language."""

    reach: Reach
    today: date
    when: str
    locale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What reports may be held to."""

    names: Names
    zones: tuple[str, ...]


def source_of(connection: Connection, asker: Asker) -> SqlSource:
    """The replica as a source of reports."""

    def within(kind: str) -> ColumnElement[bool]:
        return _within(kind, asker.reach)

    return SqlSource(
        connection,
        RECORDS,
        within,
        today=asker.today,
        when=asker.when,
        locale=asker.locale,
    )


def local_report(
    replica: Replica, kind: ReportKind, filters: Filters, asker: Asker, *, for_file: bool = False
) -> Report:
    """The report of what the replica holds; `for_file`: as a table to reckon with holds it. The
    scope is a filter, as it is where the server builds it: rows that are seen beside a team's (a
    visit of nobody) are none of its numbers.
    """
    everything = replace(asker, reach=EVERYTHING)
    with replica.reading() as connection:
        source = source_of(connection, everything)
        return built(kind, source, narrowed(filters, asker.reach), for_file=for_file)


def coming_report(
    replica: Replica, kind: ReportKind, filters: Filters, asker: Asker
) -> Iterator[Report]:
    """The same as it comes about, each time with one panel more."""
    everything = replace(asker, reach=EVERYTHING)
    with replica.reading() as connection:
        source = source_of(connection, everything)
        yield from building(kind, source, narrowed(filters, asker.reach))


def narrowed(filters: Filters, reach: Reach) -> Filters:
    """Filters within the scope that all pages are narrowed to. Of values that all lie beyond it
    there is nothing, and another team is not compared with.
    """
    if reach.team_ids is not None and filters.against_team not in reach.team_ids:
        was_compared = filters.against is Against.TEAM
        against = Against.NONE if was_compared else filters.against
        filters = replace(filters, against=against, against_team="")
    for dimension, ids in (
        (Dimension.TEAM, reach.team_ids),
        (Dimension.PORTFOLIO, reach.portfolio_ids),
    ):
        if ids is not None:
            chosen = filters.values(dimension)
            within = [one for one in chosen if one in ids] if chosen else sorted(ids)
            filters = filters.holding(dimension, *(within or (BEYOND,)))
    return filters


def owner(replica: Replica, kind: ReportKind, filters: Filters, asker: Asker) -> Institution | None:
    """Whose paper a report is."""
    with replica.reading() as connection:
        return owner_of(source_of(connection, asker), filters, for_client=kind.for_client)


def choices(replica: Replica, asker: Asker) -> Choices:
    """What is there to be chosen."""
    address = RECORDS["address"].c
    placed = select(address.neighbourhood, address.municipality).distinct().limit(MOST_ZONES)
    with replica.reading() as connection:
        names = source_of(connection, asker).names
        zones = {zone_of(near, town) for near, town in connection.execute(placed)}
    return Choices(names=names, zones=tuple(sorted(one for one in zones if one)))


def ids_behind(replica: Replica, number: NumberRows, reach: Reach) -> frozenset[str]:
    """The rows that a report's number was counted from."""
    kind, asked = number.question.metric.rows, number.rows
    with replica.reading() as connection:
        facts, behind = sifted(connection, RECORDS, kind, asked, _within(kind, reach))
        own = RECORDS[kind].c.id
        found = select(own).select_from(facts.origin).where(*behind)
        return frozenset(connection.execute(found).scalars())


def _within(kind: str, reach: Reach) -> ColumnElement[bool]:
    columns = RECORDS[kind].c
    if kind == "agent":
        mine = agents_within(reach)
        return true() if mine is None else mine
    if kind in ("portfolio", "team"):
        ids = reach.portfolio_ids if kind == "portfolio" else reach.team_ids
        return true() if ids is None else columns.id.in_(ids)
    if kind == "goal":  # those of teams are of all their portfolios
        if reach.portfolio_ids is not None:
            return false()
        return true() if reach.team_ids is None else columns.team_id.in_(reach.team_ids)
    if "portfolio_id" not in columns:
        return true()
    held = work_within(kind, reach)
    return and_(*held) if held else true()  # no other form of «all» is read again by packs
