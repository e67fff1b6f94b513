"""One time of a schedule: what each reader gets, as their own scope allows."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from field_api.change_log.rows import find
from field_api.database import Database
from field_api.reports.links import plain
from field_api.reports.making import Reader, dress, made, source_of
from field_api.reports.saved import report_kind
from field_api.reports.schedules import users_of
from field_api.tables.replicated import folded
from kobra_domain.errors import DomainError
from kobra_domain.people import User
from kobra_domain.reports.declared import ReportKind
from kobra_domain.reports.report import Report
from kobra_domain.reports.schedules import Every
from kobra_domain.reports.sharing import ReportForm, ScheduleWish, Shared, filters_of
from kobra_domain.scope import Permission, keys_held, may
from kobra_records.files.reports import Dress, ReportFile

OWNER_GONE, NOBODY = "report_mail.owner_gone", "report_mail.nobody"
LARGEST = 10 * 2**20  # of a document: in base64 it is a third more
# How long the page of a mail opens: until the next one has come.
PAGE_DAYS = {Every.DAY: 7, Every.WEEK: 14, Every.MONTH: 40}
# What is shared, whose scope, by which clock, and whether a user reads it.
_Copy = tuple[Shared, frozenset[str], str, bool]
Write = Callable[[Report, Dress], ReportFile]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What one reader gets. `scope_of` is whose scope it shows, `page` what its link would, where
    there is no document; `user_id`: the reader, if they are a user.
    """

    address: str
    scope_of: User
    user_id: str | None
    report: Report
    pdf: bytes | None
    page: Report | None


@dataclass(frozen=True, slots=True)
class _Built:
    kind: ReportKind
    report: Report
    dress: Dress


class Press:
    """Makes what is due in one round: what several readers or schedules get alike is made once.
    `write` sets a document.
    """

    def __init__(self, database: Database, now: datetime, write: Write) -> None:
        self._database, self._now, self._write = database, now, write
        self._built: dict[_Copy, _Built] = {}
        self._papers: dict[_Copy, bytes | None] = {}
        self._pages: dict[_Copy, Report] = {}

    def editions(self, row: Row[Any]) -> list[Edition]:
        """What each reader of a schedule gets. Raises DomainError: it cannot be made, or there is
        nobody to get it.
        """
        wish: ScheduleWish = row.wish
        with self._database.read() as connection:
            owner = find(connection, User, row.made_by)
            if owner is None or not may(owner, Permission.EXPORT):
                raise DomainError(OWNER_GONE)
            known = users_of(connection, wish.to)
            readers = [
                (one, user, user or owner)
                for one in dict.fromkeys(wish.to)
                if (user := known.get(folded(one))) is None or user.is_active
            ]
            if not readers:
                raise DomainError(NOBODY)
            kind = report_kind(connection, wish.report, keys_held(owner))
            for _, user, eyes in readers:
                copy = _copy(wish, user, eyes)
                if copy not in self._built:
                    self._built[copy] = _build(connection, kind, copy, self._now)
        return [self._edition(wish, *reader) for reader in readers]

    def _edition(self, wish: ScheduleWish, address: str, user: User | None, eyes: User) -> Edition:
        copy = _copy(wish, user, eyes)
        built, pdf = self._built[copy], None
        if wish.form is ReportForm.PDF:
            if copy not in self._papers:
                self._papers[copy] = self._paper(built)
            pdf = self._papers[copy]
        return Edition(
            address=address,
            scope_of=eyes,
            user_id=user.id if user is not None else None,
            report=built.report,
            pdf=pdf,
            page=self._page(copy) if pdf is None else None,
        )

    def _page(self, copy: _Copy) -> Report:
        """What anybody may see of it."""
        built, (*_, is_known) = self._built[copy], copy
        if not is_known:
            return built.report
        if copy not in self._pages:
            with self._database.read() as connection:
                found = _made(connection, built.kind, copy, self._now, is_known=False)
            self._pages[copy] = found
        return self._pages[copy]

    def _paper(self, built: _Built) -> bytes | None:
        """The document; None where the page does: it is too large for a mail, or cannot be set."""
        try:
            content = self._write(built.report, built.dress).content
        except DomainError as problem:
            _log.warning("report_not_printed", extra={"reason": problem.code})
            return None
        return content if len(content) <= LARGEST else None


def page_until(wish: ScheduleWish, now: datetime) -> datetime:
    """Until when the page of a mail opens."""
    return now + timedelta(days=PAGE_DAYS[wish.every])


def _copy(wish: ScheduleWish, user: User | None, eyes: User) -> _Copy:
    return plain(wish), keys_held(eyes), eyes.time_zone, user is not None


def _build(connection: Connection, kind: ReportKind, copy: _Copy, now: datetime) -> _Built:
    shared, keys, zone, is_known = copy
    report, filters = _made(connection, kind, copy, now, is_known=is_known), filters_of(shared)
    reader = Reader(keys=keys, zone=zone, now=now, is_known=True)
    source = source_of(connection, filters, reader, shared.language)
    return _Built(kind, report, dress(source, kind, filters))


def _made(
    connection: Connection, kind: ReportKind, copy: _Copy, now: datetime, *, is_known: bool
) -> Report:
    shared, keys, zone, _ = copy
    reader = Reader(keys=keys, zone=zone, now=now, is_known=is_known)
    return made(connection, shared, reader, kind)
