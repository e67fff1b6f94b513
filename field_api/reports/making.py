"""Makes a report of somebody's scope: whole for their own eyes, or what whoever has a link may see,
in which agents are codes and no figure is of few people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection

from field_api.reports.saved import report_kind
from field_api.reports.source import ServerSource, is_of_past, until_words
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.metrics.dimensions import By
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.questions import asked
from kobra_domain.metrics.tallies import Metric
from kobra_domain.people import Agent
from kobra_domain.portfolios import Institution
from kobra_domain.reports.aggregates import People, aggregates, rare_amounts
from kobra_domain.reports.declared import REPORTS, ReportKind, built
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.names import Names
from kobra_domain.reports.report import Behind, Report
from kobra_domain.reports.sharing import Shared, filters_of
from kobra_domain.reports.source import Grouped
from kobra_records.files.reports import Dress
from kobra_records.sql.kinds import inside
from kobra_records.sql.people import people
from kobra_records.sql.report_source import owner_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Whose scope a report is made of, and by which clock. `is_known`: they are signed in."""

    keys: Collection[str]
    zone: str
    now: datetime
    is_known: bool


class _ForAnybody(ServerSource):
    """A source that names no agent, and notes what few rows brought."""

    @cached_property
    def rare(self) -> set[float]:
        """Amounts of few rows, and shares of them."""
        return set()

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        """What metrics count of each group."""
        found = super().tallies(metrics, by, where)
        self.rare.update(rare_amounts(one for held in found.values() for one in held.values()))
        return found

    @cached_property
    def names(self) -> Names:
        """How things are called: agents by their codes."""
        found = super().names
        return replace(found, agents={one.id: one.code for one in self._all(Agent)})


def made(
    connection: Connection, shared: Shared, reader: Reader, kind: ReportKind | None = None
) -> Report:
    """The report; `kind` where somebody else than its reader knows it. Raises ApiError `not_found`,
    Invalid for filters that cannot be read.
    """
    kind = kind or report_kind(connection, shared.report, reader.keys)
    filters, locale = filters_of(shared), shared.language
    source = source_of(connection, filters, reader, locale)
    report = built(kind, source, filters)
    if not isinstance(source, _ForAnybody):
        return report

    def count(behind: Behind) -> People:
        question = asked(behind.metric, behind.pairs)
        mine = _inside(question.metric.rows, reader.keys)
        found = (question.metric, question.where, behind.by, [mine])
        return people(connection, TABLES, *found)

    return aggregates(report, count, locale, source.rare)


def source_of(
    connection: Connection, filters: Filters, reader: Reader, locale: str
) -> ServerSource:
    """Where a reader's report is made from."""
    of = ServerSource if reader.is_known else _ForAnybody
    when = until_words(filters, reader.now, reader.zone, locale)
    return of(connection, reader.keys, now=reader.now, zone=reader.zone, locale=locale, when=when)


def dress(source: ServerSource, kind: ReportKind, filters: Filters) -> Dress:
    """How its paper is dressed. Of days that are over the day is said up to which its data go, and
    not the minute: made again on that day it is the same.
    """
    now, today = source.now, source.today
    is_over = is_of_past(filters, today)
    midnight = datetime.combine(today, time(), ZoneInfo(source.zone))
    at = midnight if is_over else now.replace(second=0, microsecond=0)
    owner = owner_of(source, filters, for_client=kind.for_client)
    return Dress(locale=source.locale, made_at=at, institution=owner)


def institution_of(connection: Connection, shared: Shared, reader: Reader) -> Institution | None:
    """Whose paper what is shared is."""
    kind = REPORTS.get(shared.report)
    filters = filters_of(shared)
    source = source_of(connection, filters, reader, shared.language)
    return owner_of(source, filters, for_client=kind is not None and kind.for_client)


def _inside(kind: str, keys: Collection[str]) -> ColumnElement[bool]:
    return inside(DECLARED[kind], TABLES[kind], keys)
