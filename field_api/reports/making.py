"""Makes a report of somebody's scope: whole for their own eyes, or what whoever has a link may see,
in which agents are codes and no figure is of few people.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, Connection

from field_api.reports.saved import report_kind
from field_api.reports.source import ServerSource, until_words
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.metrics.dimensions import By
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.questions import asked
from kobra_domain.metrics.tallies import Metric
from kobra_domain.people import Agent
from kobra_domain.reports.aggregates import People, aggregates, rare_amounts
from kobra_domain.reports.declared import ReportKind, built
from kobra_domain.reports.names import Names
from kobra_domain.reports.report import Behind, Report
from kobra_domain.reports.sharing import Shared, filters_of
from kobra_domain.reports.source import Grouped
from kobra_records.sql.kinds import inside
from kobra_records.sql.people import people


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
    filters = filters_of(shared)
    now, zone, locale = reader.now, reader.zone, shared.language
    when = until_words(filters, now, zone, locale)
    if reader.is_known:
        own = ServerSource(connection, reader.keys, now=now, zone=zone, locale=locale, when=when)
        return built(kind, own, filters)
    source = _ForAnybody(connection, reader.keys, now=now, zone=zone, locale=locale, when=when)
    report = built(kind, source, filters)

    def count(behind: Behind) -> People:
        question = asked(behind.metric, behind.pairs)
        mine = _inside(question.metric.rows, reader.keys)
        found = (question.metric, question.where, behind.by, [mine])
        return people(connection, TABLES, *found)

    return aggregates(report, count, locale, source.rare)


def _inside(kind: str, keys: Collection[str]) -> ColumnElement[bool]:
    return inside(DECLARED[kind], TABLES[kind], keys)
