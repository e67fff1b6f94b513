"""Links of reports: what they show is kept as it was made, their tokens only as hashes. A link ends
by itself, when it is revoked, and when whoever's scope it shows sees less than it did.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from field_api.auth.audit import note
from field_api.auth.tokens import hash_of
from field_api.change_log.rows import find_all
from field_api.reports.making import Reader, institution_of
from field_api.tables.reports import report_links
from kobra_domain.people import User
from kobra_domain.portfolios import Institution
from kobra_domain.reports.report import Report, report_of, shape_of_report
from kobra_domain.reports.sharing import LinkSaid, LinkState, Shared
from kobra_domain.scope import Permission, keys_held, may
from kobra_records.ids import new_id

SHARED = "/shared"
# What ended is told of for so long.
KEPT_FOR = timedelta(days=90)
_l = report_links.c


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link to be kept: `made_by` answers for it, `scope_of` is whose eyes it was made for."""

    token: str
    shared: Shared
    report: Report
    made_by: User
    scope_of: User
    until: datetime
    email: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token opens: the report, how it is spoken, and whose paper it is."""

    link_id: str
    state: LinkState
    shared: Shared
    report: Report
    made_at: datetime
    expires_at: datetime
    zone: str
    owner: Institution | None = None

    @property
    def language(self) -> str:
        """In which it speaks."""
        return self.shared.language


def link_url(base_url: str, token: str) -> str:
    """The address of a page."""
    return f"{base_url}{SHARED}/{token}"


def keep_link(connection: Connection, link: NewLink, now: datetime) -> LinkSaid:
    """Write it, and that it was made."""
    link_id = new_id()
    row = {
        "id": link_id,
        "token_hash": hash_of(link.token),
        "shared": plain(link.shared),
        "title": link.report.title,
        "about": link.report.about,
        "result": result_text(link.report),
        "keys": tuple(sorted(keys_held(link.scope_of))),
        "made_by": link.made_by.id,
        "scope_of": link.scope_of.id,
        "made_at": now,
        "expires_at": link.until,
        "revoked_at": None,
        "opened": 0,
        "last_opened_at": None,
        "email": link.email,
    }
    made = connection.execute(insert(report_links).values(row).returning(report_links)).one()
    told = {
        "report": link.shared.report,
        "filters": [[one.name, one.value] for one in link.shared.filters],
        "until": link.until.isoformat(),
        **({"email": link.email} if link.email else {}),
    }
    _note(connection, "report_link.create", link.made_by.id, link_id, now, told)
    users = {one.id: one for one in (link.made_by, link.scope_of)}
    return _said(made, users, now)


def links_of(connection: Connection, user_id: str | None, now: datetime) -> list[LinkSaid]:
    """Those of a user, or of all; the newest first."""
    query = select(report_links).order_by(_l.made_at.desc(), _l.id)
    if user_id is not None:
        query = query.where(_l.made_by == user_id)
    rows = connection.execute(query).all()
    users = find_all(connection, User, {one for row in rows for one in (row.made_by, row.scope_of)})
    return [_said(row, users, now) for row in rows]


def find_link(connection: Connection, link_id: str, user_id: str | None) -> Row[Any] | None:
    """One, of a user's own or of all."""
    query = select(report_links).where(_l.id == link_id)
    if user_id is not None:
        query = query.where(_l.made_by == user_id)
    return connection.execute(query).one_or_none()


def revoke(connection: Connection, ids: Collection[str], by: User, now: datetime) -> int:
    """They open nothing any more; answers how many did until now."""
    mine = update(report_links).where(_l.id.in_(ids), _l.revoked_at.is_(None))
    ended = connection.scalars(mine.values(revoked_at=now).returning(_l.id)).all()
    for one in ended:
        _note(connection, "report_link.revoke", by.id, one, now, {})
    return len(ended)


def open_ids(connection: Connection, user_id: str | None, now: datetime) -> Sequence[str]:
    """Which still open, of a user's or of all."""
    query = select(_l.id).where(_l.revoked_at.is_(None), _l.expires_at > now)
    if user_id is not None:
        query = query.where(_l.made_by == user_id)
    return connection.scalars(query).all()


def opened(connection: Connection, token: str, now: datetime) -> Opened | None:
    """What a token opens; None: it is none of ours. Nothing is counted."""
    wanted = hash_of(token)
    row = connection.execute(select(report_links).where(_l.token_hash == wanted)).one_or_none()
    if row is None or not compare_digest(row.token_hash, wanted):
        return None
    users = find_all(connection, User, {row.made_by, row.scope_of})
    maker = users.get(row.made_by)
    zone = maker.time_zone if maker is not None else "UTC"
    reader = Reader(keys=row.keys, zone=zone, now=row.made_at, is_known=False)
    return Opened(
        link_id=row.id,
        state=state_of(row, users, now),
        shared=row.shared,
        report=report_of(msgspec.json.decode(row.result)),
        made_at=row.made_at,
        expires_at=row.expires_at,
        zone=zone,
        owner=institution_of(connection, row.shared, reader),
    )


def count_opened(connection: Connection, link_id: str, now: datetime) -> None:
    """It was looked at once more."""
    once_more = update(report_links).where(_l.id == link_id)
    connection.execute(once_more.values(opened=_l.opened + 1, last_opened_at=now))
    _note(connection, "report_link.open", None, link_id, now, {})


def state_of(row: Row[Any], users: Mapping[str, User], now: datetime) -> LinkState:
    """Whether it opens: whose scope it shows must still see all that it was made of."""
    if row.revoked_at is not None:
        return LinkState.REVOKED
    if not row.made_at - timedelta(days=1) <= now < row.expires_at:
        return LinkState.EXPIRED  # or the clock was wrong when it was made
    maker, eyes = users.get(row.made_by), users.get(row.scope_of)
    if maker is None or not may(maker, Permission.EXPORT):
        return LinkState.ENDED
    if eyes is None or not eyes.is_active or not keys_held(eyes).issuperset(row.keys):
        return LinkState.ENDED
    return LinkState.OPEN


def forget_links(connection: Connection, now: datetime) -> int:
    """Forget those that ended long ago; answers how many."""
    old = delete(report_links).where(_l.expires_at < now - KEPT_FOR)
    return connection.execute(old).rowcount


def plain(shared: Shared) -> Shared:
    """What is shared alone, without what else is wished."""
    return Shared(report=shared.report, filters=shared.filters, language=shared.language)


def result_text(report: Report) -> str:
    """A report as it is kept."""
    return msgspec.json.encode(shape_of_report(report)).decode()


def _said(row: Row[Any], users: Mapping[str, User], now: datetime) -> LinkSaid:
    maker = users.get(row.made_by)
    return LinkSaid(
        report=row.shared.report,
        filters=row.shared.filters,
        language=row.shared.language,
        id=row.id,
        title=row.title,
        about=row.about,
        made_by=row.made_by,
        made_by_name=maker.name if maker is not None else "",
        made_at=row.made_at,
        expires_at=row.expires_at,
        state=state_of(row, users, now),
        opened=row.opened,
        last_opened_at=row.last_opened_at,
        email=row.email,
    )


def _note(
    connection: Connection,
    act: str,
    user_id: str | None,
    link_id: str,
    now: datetime,
    told: Mapping[str, Any],
) -> None:
    subject = ("report_link", link_id)
    note(connection, at=now, user_id=user_id, act=act, subject=subject, details=told)
