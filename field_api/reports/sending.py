"""Sends reports when they are due, in whichever process holds the lease: makes what each reader
gets, and puts it into the outbox in the transaction that moves the schedule on, so that no time is
sent twice. What fails is tried again, later each time, and never given up; two in a row are an
alert.
"""

import logging
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from field_api.alarms import over_edits
from field_api.auth.tokens import keyed_hash
from field_api.change_log.identity import identity
from field_api.change_log.record import record_all
from field_api.change_log.rows import find
from field_api.database import Database
from field_api.lease import hold as hold_lease
from field_api.lease import release
from field_api.outbox import add_deliveries
from field_api.reports.alarms import failed_edits
from field_api.reports.editions import Edition, Press, page_until
from field_api.reports.links import NewLink, keep_link, result_text
from field_api.reports.saved import title_of
from field_api.reports.schedules import last_mails, note_schedule
from field_api.settings import Settings
from field_api.tables.reports import report_mails, report_schedules
from field_api.worker import Worker
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.errors import DomainError
from kobra_domain.people import User
from kobra_domain.reports.report import Report
from kobra_domain.reports.schedules import next_sending
from kobra_domain.reports.sharing import ScheduleWish
from kobra_domain.scope import keys_held
from kobra_records.files.reports import Dress, ReportFile, ReportFormat, file_of
from kobra_records.files.worker import Worker as Process
from kobra_records.ids import new_id

LEASE = "reports"
NOT_MADE, REFUSED = "report_mail.not_made", "report_mail.refused"
TOO_LARGE = "report_mail.too_large"
_LEASE_S, _LOOK_S, _PRINT_S = 300.0, 15.0, 60.0
_AT_ONCE = 200
_AFTER_MINUTES = (5, 15, 60, 240)
_ALERT_AFTER = 2
_LEFT = frozenset({DeliveryState.WAITING, DeliveryState.SENDING})
_BAD = frozenset({DeliveryState.FAILED, DeliveryState.UNSENT})
_BEYOND_SIZE = "552"  # "message size exceeds fixed maximum", before or after the content
_s = report_schedules.c
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a time was not sent."""

    code: str
    detail: str = ""


class ReportSender(Worker):
    """Looks every quarter of a minute, and at once when it is woken."""

    def __init__(self, database: Database, settings: Settings) -> None:
        super().__init__("reports", _LOOK_S)
        self._database, self._settings = database, settings
        self._holder = str(uuid.uuid4())
        self._printer = Process(seconds=_PRINT_S)

    def look(self) -> None:
        """Send what is due, while this process is the one to do so."""
        if self._hold():
            self.work(self._settings.clock())

    def work(self, now: datetime) -> int:
        """Send what is due, and look what became of what was sent; answers how many were sent."""
        is_due = (_s.is_on, _s.next_at <= now)
        query = select(report_schedules).where(*is_due).order_by(_s.next_at, _s.id).limit(_AT_ONCE)
        with self._database.read() as connection:
            due = connection.execute(query).all()
        sent, press = 0, Press(self._database, now, self._printed)
        for row in due:
            if self.is_over or not self._hold():
                break
            sent += self._serve(row, press, now)
        self._judge(now)
        return sent

    def ended(self) -> None:
        """What is due is left to the next server, at once."""
        self._printer.close()
        with suppress(SQLAlchemyError), self._database.begin() as connection:
            release(connection, LEASE, self._holder)

    def _serve(self, row: Row[Any], press: Press, now: datetime) -> bool:
        try:
            found = press.editions(row)
        except DomainError as problem:
            self._fail(row, Failure(problem.code), now)
            return False
        except Exception:
            # One report that cannot be made, or takes the database too long, holds up nobody
            # else's; where there is no database, noting it fails too.
            _log.exception("report_not_made")
            self._fail(row, Failure(NOT_MADE), now)
            return False
        with self._database.begin() as connection:
            return _sent(connection, row, found, now)

    def _printed(self, report: Report, dress: Dress) -> ReportFile:
        return self._printer.run(file_of, report, ReportFormat.PDF, dress)

    def _fail(self, row: Row[Any], failure: Failure, now: datetime) -> None:
        with self._database.begin() as connection:
            _failed(connection, row, failure, now, is_again=True)

    def _judge(self, now: datetime) -> None:
        """What became of the mails of the last time: refused ones fail it, all taken end that."""
        query = select(report_schedules).where(~_s.is_judged, _s.sent_at.is_not(None))
        with self._database.read() as connection:
            rows = connection.execute(query).all()
            mails = last_mails(connection, rows)
        for row in rows:
            states = {one.address: one for one in mails[row.id].values()}
            if any(one.state in _LEFT for one in states.values()):
                continue
            bad = [one for one in states.values() if one.state in _BAD]
            with self._database.begin() as connection:
                if bad:
                    _failed(connection, row, _refusal(bad), now, is_again=False)
                else:
                    _well(connection, row, now)

    def _hold(self) -> bool:
        with self._database.begin() as connection:
            now = self._settings.clock()
            return hold_lease(connection, LEASE, self._holder, now, _LEASE_S)


def page_token(key: bytes, mail_id: str) -> str:
    """The token of a mail's page: it stands in the mail, which is made anew at each try, and is
    kept nowhere. 256 bits that nobody knows without the server's key.
    """
    return keyed_hash(key, "report_page", mail_id)


def _refusal(bad: Sequence[Row[Any]]) -> Failure:
    """Whom it did not reach; a document beyond what a mail server takes is said with what helps."""
    words = ", ".join(sorted(one.address for one in bad))
    is_size = all(one.detail.startswith(_BEYOND_SIZE) for one in bad)
    return Failure(TOO_LARGE if is_size else REFUSED, words)


def _sent(connection: Connection, row: Row[Any], found: list[Edition], now: datetime) -> bool:
    """Into the outbox, once: False if it was changed or sent by another meanwhile."""
    wish: ScheduleWish = row.wish
    own = (_s.id == row.id, _s.due_at == row.due_at, _s.changed_at == row.changed_at, _s.is_on)
    due = next_sending(wish.rhythm, now)
    moved = update(report_schedules).where(*own)
    served = {"sent_at": row.due_at, "is_judged": False, "due_at": due, "next_at": due}
    if connection.execute(moved.values(served)).rowcount == 0:
        return False
    owner = find(connection, User, row.made_by)
    assert owner is not None
    key = identity(connection).signing_key
    mails, made = [], []
    for one in found:
        mail_id = new_id()
        mails.append(_mail(mail_id, row, one, now))
        made.append(_delivery(mail_id, one.address, now))
        if one.page is not None:
            link = NewLink(
                token=page_token(key, mail_id),
                shared=wish,
                report=one.page,
                made_by=owner,
                scope_of=one.scope_of,
                until=page_until(wish, now),
                email=one.address,
            )
            keep_link(connection, link, now)
    connection.execute(insert(report_mails), mails)
    add_deliveries(connection, made)
    told = {"to": [one.address for one in found], "due": row.due_at.isoformat()}
    note_schedule(connection, "send", row.id, None, now, told)
    return True


def _mail(mail_id: str, row: Row[Any], one: Edition, now: datetime) -> dict[str, Any]:
    return {
        "id": mail_id,
        "schedule_id": row.id,
        "due_at": row.due_at,
        "made_at": now,
        "made_by": row.made_by,
        "language": row.wish.language,
        "zone": row.wish.time_zone,
        "keys": tuple(sorted(keys_held(one.scope_of))),
        "scope_of": one.scope_of.id,
        "user_id": one.user_id,
        "result": result_text(one.report),
        "pdf": one.pdf,
    }


def _delivery(mail_id: str, address: str, now: datetime) -> Delivery:
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=DeliveryPurpose.REPORT,
        address=address,
        created_at=now,
        next_at=now,
        target_id=mail_id,
        content="{}",
    )


def _failed(
    connection: Connection, row: Row[Any], failure: Failure, now: datetime, *, is_again: bool
) -> None:
    """One more in a row; the second is an alert. `is_again`: it is tried once more before the next
    time that it is due.
    """
    failures = row.failures + 1
    values: dict[str, Any] = {
        "failures": failures,
        "problem": failure.code,
        "problem_detail": failure.detail,
        "is_judged": True,
    }
    if is_again:
        minutes = _AFTER_MINUTES[min(failures, len(_AFTER_MINUTES)) - 1]
        values["next_at"] = now + timedelta(minutes=minutes)
    edits = []
    if failures >= _ALERT_AFTER and not row.alert_ids:
        title = title_of(connection, row.wish.report, row.wish.language)
        owner = find(connection, User, row.made_by)
        edits = failed_edits(owner, failure.code, title, now)
        values["alert_ids"] = tuple(after.id for after, _ in edits if after is not None)
    own = (_s.id == row.id, _s.changed_at == row.changed_at)
    if connection.execute(update(report_schedules).where(*own).values(values)).rowcount and edits:
        record_all(connection, edits, at=now)


def _well(connection: Connection, row: Row[Any], now: datetime) -> None:
    calm: dict[str, Any] = {
        "failures": 0,
        "problem": "",
        "problem_detail": "",
        "is_judged": True,
        "alert_ids": (),
    }
    own = (_s.id == row.id, _s.changed_at == row.changed_at)
    if connection.execute(update(report_schedules).where(*own).values(calm)).rowcount:
        record_all(connection, over_edits(connection, row.alert_ids), at=now)
