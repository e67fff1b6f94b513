"""Reports that are sent again and again: kept, and told with what became of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from field_api.auth.audit import note
from field_api.change_log.rows import entities, find_all
from field_api.outbox.forgetting import CONTENT_DAYS
from field_api.reports.saved import report_kind, title_of
from field_api.tables.replicated import folded, users
from field_api.tables.reports import report_mails, report_schedules
from field_api.tables.results import deliveries
from kobra_domain.deliveries import DeliveryState
from kobra_domain.errors import Invalid
from kobra_domain.people import User
from kobra_domain.reports.filter_words import filter_words
from kobra_domain.reports.names import Names
from kobra_domain.reports.schedules import next_sending, next_sendings
from kobra_domain.reports.sharing import (
    ReaderSaid,
    ScheduleSaid,
    ScheduleState,
    ScheduleWish,
    check_schedule,
    filters_of,
)
from kobra_domain.scope import keys_held

READER_GONE = "report_mail.reader_gone"
_LEFT = (DeliveryState.WAITING, DeliveryState.SENDING)
_s, _m, _d = report_schedules.c, report_mails.c, deliveries.c


def save_schedule(
    connection: Connection, schedule_id: str, wish: ScheduleWish, by: User, now: datetime
) -> None:
    """Write one, new or changed: it begins anew with the next time it is due, and stays whose it
    was; a mailbox written twice, in whatever letters, gets it once. Raises Invalid, ApiError.
    """
    report_kind(connection, wish.report, keys_held(by))
    check_schedule(wish)
    wish = replace(wish, to=tuple({folded(one): one for one in wish.to}.values()))
    due = next_sending(wish.rhythm, now)
    values: dict[str, Any] = {
        "wish": wish,
        "is_on": wish.is_on,
        "changed_at": now,
        "due_at": due,
        "next_at": due,
        "failures": 0,
        "problem": "",
        "problem_detail": "",
    }
    known = update(report_schedules).where(_s.id == schedule_id)
    if connection.execute(known.values(values)).rowcount == 0:
        fresh = {"id": schedule_id, "made_by": by.id, "is_judged": True, "alert_ids": ()}
        connection.execute(insert(report_schedules).values({**values, **fresh}))
    told = {
        "report": wish.report,
        "filters": [[one.name, one.value] for one in wish.filters],
        "every": wish.every.value,
        "to": list(wish.to),
        "is_on": wish.is_on,
    }
    note_schedule(connection, "save", schedule_id, by.id, now, told)


def find_schedule(
    connection: Connection, schedule_id: str, user_id: str | None = None
) -> Row[Any] | None:
    """One, of a user's own or of all."""
    query = select(report_schedules).where(_s.id == schedule_id)
    if user_id is not None:
        query = query.where(_s.made_by == user_id)
    return connection.execute(query).one_or_none()


def remove_schedule(connection: Connection, schedule_id: str, by: User, now: datetime) -> None:
    """It is sent no more; what waits to leave does."""
    connection.execute(delete(report_schedules).where(_s.id == schedule_id))
    note_schedule(connection, "remove", schedule_id, by.id, now, {})


def send_now(connection: Connection, schedule_id: str, by: User, now: datetime) -> bool:
    """One that is on is due at once, besides the next time; False: there is none that is on."""
    mine = update(report_schedules).where(_s.id == schedule_id, _s.is_on)
    if connection.execute(mine.values(due_at=now, next_at=now, changed_at=now)).rowcount == 0:
        return False
    note_schedule(connection, "send", schedule_id, by.id, now, {"asked": True})
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Who wants to see schedules: `user_id` sees their own, None all; `names` are those they know.
    `has_mail`: the server can send.
    """

    user_id: str | None
    now: datetime
    today: date
    names: Names
    has_mail: bool


def schedules_of(connection: Connection, asking: Asking) -> list[ScheduleSaid]:
    """Those of a user, or of all, the next first."""
    query = select(report_schedules).order_by(_s.is_on.desc(), _s.due_at, _s.id)
    if asking.user_id is not None:
        query = query.where(_s.made_by == asking.user_id)
    rows = connection.execute(query).all()
    makers = find_all(connection, User, {row.made_by for row in rows})
    last = last_mails(connection, rows)
    known = users_of(connection, [one for row in rows for one in row.wish.to])
    made = []
    for row in rows:
        readers = tuple(
            _reader(one, known.get(folded(one)), last[row.id].get(one)) for one in row.wish.to
        )
        title = title_of(connection, row.wish.report, asking.names.locale)
        made.append(_said(row, title, makers, readers, asking))
    return made


def users_of(connection: Connection, emails: Sequence[str]) -> Mapping[str, User]:
    """Users by their folded addresses."""
    asked = {folded(one) for one in emails}
    found = entities(connection, User, users.c.email_key.in_(asked)) if asked else []
    return {folded(one.email): one for one in found}


def last_mails(
    connection: Connection, rows: Sequence[Row[Any]]
) -> Mapping[str, Mapping[str, Row[Any]]]:
    """By schedule the mails of the time it was sent last, by address."""
    found: dict[str, dict[str, Row[Any]]] = defaultdict(dict)
    sent = {row.id: row.sent_at for row in rows if row.sent_at is not None}
    query = select(_m.schedule_id, _m.due_at, *deliveries.c).join(
        deliveries, deliveries.c.target_id == _m.id
    )
    for one in connection.execute(query.where(_m.schedule_id.in_(sent))):
        if one.due_at == sent[one.schedule_id]:
            found[one.schedule_id][one.address] = one
    return found


def leave(connection: Connection, mail_id: str, now: datetime, *, is_asked: bool) -> str | None:
    """The reader of a mail gets the report no more: it is sent to the others, or rests without any.
    Answers what the report is called in its own language; None: there is nothing to leave any more.
    With `is_asked` nothing changes.
    """
    mail = connection.execute(
        select(_m.schedule_id, _d.address)
        .join(deliveries, _d.target_id == _m.id)
        .where(_m.id == mail_id)
    ).one_or_none()
    row = find_schedule(connection, mail.schedule_id) if mail is not None else None
    if mail is None or row is None:
        return None
    wish: ScheduleWish = row.wish
    title = title_of(connection, wish.report, wish.language)
    if is_asked or mail.address not in wish.to:
        return title
    left = tuple(one for one in wish.to if one != mail.address)
    is_on = row.is_on and bool(left)
    values = {"wish": replace(wish, to=left, is_on=is_on), "is_on": is_on, "changed_at": now}
    connection.execute(update(report_schedules).where(_s.id == row.id).values(values))
    note_schedule(connection, "leave", row.id, None, now, {"email": mail.address})
    return title


def forget_report_mails(connection: Connection, now: datetime) -> int:
    """Forget what was sent long ago, but for what still waits; answers how many."""
    is_left = exists().where(_d.target_id == _m.id, _d.state.in_(_LEFT))
    old = delete(report_mails).where(_m.made_at < now - timedelta(days=CONTENT_DAYS), ~is_left)
    return connection.execute(old).rowcount


def note_schedule(
    connection: Connection,
    act: str,
    schedule_id: str,
    user_id: str | None,
    now: datetime,
    told: Mapping[str, Any],
) -> None:
    """A line of the audit."""
    subject, name = ("report_schedule", schedule_id), f"report_schedule.{act}"
    note(connection, at=now, user_id=user_id, act=name, subject=subject, details=told)


def _reader(email: str, user: User | None, mail: Row[Any] | None) -> ReaderSaid:
    if user is not None and not user.is_active:
        return ReaderSaid(email=email, name=user.name, state="failed", code=READER_GONE)
    name = user.name if user is not None else ""
    if mail is None:
        return ReaderSaid(email=email, name=name)
    return ReaderSaid(
        email=email,
        name=name,
        state=DeliveryState(mail.state).value,
        code=mail.code,
        detail=mail.detail,
        at=mail.sent_at or mail.tried_at or mail.created_at,
    )


def _said(
    row: Row[Any],
    title: str,
    makers: Mapping[str, User],
    readers: tuple[ReaderSaid, ...],
    asking: Asking,
) -> ScheduleSaid:
    wish: ScheduleWish = row.wish
    maker = makers.get(row.made_by)
    values = {name: getattr(wish, name) for name in ScheduleWish.__dataclass_fields__}
    state = ScheduleState.NEW if row.sent_at is None else ScheduleState.WELL
    return ScheduleSaid(
        **values,
        id=row.id,
        title=title,
        about=_about(wish, asking),
        made_by=row.made_by,
        made_by_name=maker.name if maker is not None else "",
        state=ScheduleState.FAILING if row.failures else state,
        problem=row.problem,
        problem_detail=row.problem_detail,
        again_at=row.next_at if row.next_at != row.due_at else None,
        sent_at=row.sent_at,
        next=next_sendings(wish.rhythm, asking.now) if wish.is_on else (),
        readers=readers,
        has_mail=asking.has_mail,
    )


def _about(wish: ScheduleWish, asking: Asking) -> str:
    try:
        return filter_words(filters_of(wish), asking.names, asking.today)
    except Invalid:  # of a version that knew another filter
        return ""
