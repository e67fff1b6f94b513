"""The source of reports on the server: the rows of a reader's scope."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection

from field_api.reports.compliance import looks
from field_api.reports.recovery import ServerBooks
from field_api.tables.replicated import TABLES
from kobra_domain.kinds import DECLARED
from kobra_domain.reports.books import Books
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.papers import Look
from kobra_domain.words import full_day, full_moment, hour
from kobra_records.sql.kinds import inside
from kobra_records.sql.report_source import SqlSource


class ServerSource(SqlSource):
    """What is under the scope `keys`; `zone` is the reader's. `when`: up to when data go, as papers
    say it; else the hour.
    """

    def __init__(
        self,
        connection: Connection,
        keys: Collection[str],
        *,
        now: datetime,
        zone: str,
        locale: str,
        when: str = "",
    ) -> None:
        def within(kind: str) -> ColumnElement[bool]:
            return inside(DECLARED[kind], TABLES[kind], keys)

        today = now.astimezone(ZoneInfo(zone)).date()
        said = when or hour(now, zone)
        super().__init__(connection, TABLES, within, today=today, when=said, locale=locale)
        self.keys, self.now, self.zone = keys, now, zone

    @cached_property
    def books(self) -> Books | None:
        """What is kept of the accounts of the portfolios that the reader sees."""
        return ServerBooks(self.connection, self.portfolios)

    def looks(self, span: Span) -> Sequence[Look]:
        """Who looked at trails in the days of a span."""
        agents = {one.id for one in self.people()}
        return looks(self.connection, agents, span, self.zone, self.within("user"))


def until_words(filters: Filters, now: datetime, zone: str, locale: str) -> str:
    """Up to when data go, for what is read later: of days that are over the day alone, so that it
    is the same when it is made again on that day.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    is_over = is_of_past(filters, today)
    return full_day(today, locale) if is_over else full_moment(now, zone, locale)


def is_of_past(filters: Filters, today: date) -> bool:
    """Whether a report's days are over."""
    until = filters.span(today).until
    return until is not None and until <= today
