"""Makes a report of somebody's scope: whole for their own eyes, or what whoever has a link may see,
in which agents are codes and no figure is of few people.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from field_api.reports.saved import report_kind
from field_api.reports.source import ServerSource, is_of_past, until_words
from field_api.tables.replicated import TABLES
from kobra_domain.metrics.dimensions import By, Dimension
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.questions import asked
from kobra_domain.metrics.tallies import Metric
from kobra_domain.people import Agent
from kobra_domain.portfolios import Institution
from kobra_domain.reports.aggregates import FEWEST, Few, People, aggregates, rare_amounts
from kobra_domain.reports.books import Books
from kobra_domain.reports.declared import REPORTS, ReportKind, built
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.names import Names
from kobra_domain.reports.papers import Signed
from kobra_domain.reports.report import Behind, Report
from kobra_domain.reports.sharing import Shared, filters_of
from kobra_domain.reports.source import Grouped
from kobra_domain.reports.work import Amount
from kobra_records.files.reports import Dress
from kobra_records.sql.holders import accounts_of_few, rows_of_few
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
    """A source that names no agent, and notes what may be of few people."""

    @cached_property
    def rare(self) -> set[float]:
        """Amounts of groups of few, and shares of them."""
        return set()

    @cached_property
    def counts(self) -> set[int]:
        """How many rows groups of few have, where those are not few themselves."""
        return set()

    @cached_property
    def rows(self) -> dict[str, int]:
        """By kind how many of the rows that were asked for few people have."""
        return {}

    @property
    def few(self) -> Few:
        """What a report that was built from here says of few."""
        most = max(self.rows.values(), default=FEWEST - 1)
        return Few(amounts=self.rare, counts=self.counts, rows=most)

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        """What metrics count of each group."""
        found = super().tallies(metrics, by, where)
        for metric in metrics:
            self._note_rows(metric, where)
            groups = self.people_of(metric, where, by).groups
            held = ((key, one[metric.key]) for key, one in found.items() if metric.key in one)
            few = [one for key, one in held if groups.get(key, 0) < FEWEST]
            self.rare.update(rare_amounts(few))
            self.counts.update(one.n for one in few if one.n >= FEWEST)
        return found

    def amounts(
        self, metric: Metric, by: Sequence[Dimension], where: Predicate
    ) -> Mapping[Amount, int]:
        """How many rows there are of each amount."""
        self._note_rows(metric, where)
        return super().amounts(metric, by, where)

    @cached_property
    def books(self) -> Books | None:
        """Of accounts, each of which is a row."""
        self._note_accounts()
        return super().books

    def signed(self, on: date) -> Mapping[str, Signed]:
        """By portfolio what is signed for its accounts."""
        self._note_accounts()
        return super().signed(on)

    def people_of(self, metric: Metric, where: Predicate, by: Sequence[By]) -> People:
        """How many people there are behind each group."""
        mine = [self.within(metric.rows)]
        return people(self.connection, TABLES, metric, where, by, mine)

    def _note_rows(self, metric: Metric, where: Predicate) -> None:
        mine = [self.within(metric.rows)]
        found = rows_of_few(self.connection, TABLES, metric, where, mine)
        self.rows[metric.rows] = max(found, self.rows.get(metric.rows, 0))

    def _note_accounts(self) -> None:
        found = accounts_of_few(self.connection, TABLES, self.within("account"))
        self.rows["account"] = max(found, self.rows.get("account", 0))

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
        return source.people_of(question.metric, question.where, behind.by)

    return aggregates(report, count, locale, source.few)


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
