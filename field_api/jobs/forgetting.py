"""Forgets what nobody needs any longer: tombstones, answers, ended sessions, old visit lists."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete

from field_api.auth.retention import purge_sessions
from field_api.budgets.phones import purge_phone_days
from field_api.change_log.retention import purge_tombstones
from field_api.database import Database
from field_api.mail.summaries import forget_summaries
from field_api.operations import form_files, ledger
from field_api.outbox.forgetting import forget_sent, purge_told
from field_api.outgoing.files import forget_old
from field_api.reports.links import forget_links
from field_api.reports.schedules import forget_report_mails
from field_api.settings import Settings
from field_api.tables.phone_forms import visit_lists


def forget(database: Database, settings: Settings, now: datetime) -> int:
    """One transaction for each; answers how many rows went."""
    with database.begin() as connection:
        gone = purge_tombstones(connection, now, settings.tombstone_days)
    with database.begin() as connection:
        gone += ledger.purge(connection, now, settings.ledger_days)
    with database.begin() as connection:
        gone += purge_sessions(connection, now, timedelta(seconds=settings.refresh_token_s))
    with database.begin() as connection:
        gone += purge_lists(connection, now, settings.retention_days)
        gone += purge_phone_days(connection, now)
    with database.begin() as connection:
        gone += form_files.purge(connection, now)
    with database.begin() as connection:
        gone += purge_told(connection, now, settings.ledger_days)
    while True:
        with database.begin() as connection:
            went = forget_sent(connection, now)
        if not went:
            break
        gone += went
    with database.begin() as connection:
        gone += forget_summaries(connection, now)
    with database.begin() as connection:
        gone += forget_links(connection, now)
        gone += forget_report_mails(connection, now)
    gone += forget_old(database, now - timedelta(days=settings.retention_days))
    return gone


def purge_lists(connection: Connection, now: datetime, days: int) -> int:
    """Forget the visit lists offered longer ago; they hold names and doors. Answers how many."""
    old = delete(visit_lists).where(visit_lists.c.made_at < now - timedelta(days=days))
    return connection.execute(old).rowcount
