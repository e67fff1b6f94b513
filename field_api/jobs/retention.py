"""Forgets where people were, and what was filled in at their doors, once the retention time has
passed; makes room for days to come.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select, update

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities, find, find_all
from field_api.database import Database
from field_api.partitions import AHEAD, Partitions
from field_api.privacy.forms import forgotten
from field_api.tables.positions import latest, positions, quarantine, sos_calls, unstored
from field_api.tables.replicated import TABLES, agents, submissions
from kobra_domain.portfolios import Account, Portfolio
from kobra_domain.privacy import LegalHold, is_held, is_open
from kobra_domain.submissions import Submission
from kobra_domain.visits import Visit
from kobra_records.sql.tables import entity_of

FORMS_AT_ONCE = 200
legal_holds = TABLES["legal_hold"]


def prepare_days(partitions: Partitions, now: datetime) -> None:
    """Make the parts of today and the days to come, so that no phone waits for them."""
    days = [now.date() + timedelta(days=n) for n in range(AHEAD.days + 1)]
    partitions.ensure(days, now.date())


def purge_trails(
    database: Database, partitions: Partitions, now: datetime, *, retention_days: int
) -> int:
    """Delete what was measured, set aside or counted longer ago; answers how many rows and parts.

    The last place of an agent goes too; that it was heard stays.
    """
    before = now - timedelta(days=retention_days)
    gone = partitions.drop_before(before.date())
    with database.begin() as connection:
        gone += _delete_positions(connection, before)
        old = delete(quarantine).where(quarantine.c.received_at < before)
        gone += connection.execute(old).rowcount
        connection.execute(delete(sos_calls).where(sos_calls.c.called_at < before))
        connection.execute(delete(unstored).where(unstored.c.day < before.date()))
        connection.execute(
            update(latest)
            .where(latest.c.fix_at < before)
            .values(
                dict.fromkeys(
                    (
                        *("fix_at", "lat", "lon", "accuracy_m", "speed_mps", "bearing"),
                        *("stop_since_at", "doubt_at", "doubt_lat", "doubt_lon"),
                    )
                )
                | {"recent": ""}
            )
        )
    return gone


def _delete_positions(connection: Connection, before: datetime) -> int:
    # Agent by agent, because that is how the key begins: no row that stays is looked at.
    gone = 0
    for agent_id in connection.scalars(select(agents.c.id)).all():
        old = delete(positions).where(positions.c.agent_id == agent_id, positions.c.fix_at < before)
        gone += connection.execute(old).rowcount
    return gone


def forget_submissions(database: Database, now: datetime) -> int:
    """Delete the forms of portfolios that keep them for so many days only, with their files;
    answers how many. Those of a person with an open account or under a legal hold stay.
    """
    with database.read() as connection:
        kept = [p for p in entities(connection, Portfolio) if p.submissions_kept_days is not None]
    return sum(_forget_forms(database, portfolio, now) for portfolio in kept)


def _forget_forms(database: Database, portfolio: Portfolio, now: datetime) -> int:
    before = now - timedelta(days=portfolio.submissions_kept_days or 0)
    gone, last = 0, ""
    while True:
        with database.begin() as connection:
            old = _old_forms(connection, portfolio, before, last)
            free = [form for form in old if not _must_stay(connection, form)]
            record_all(connection, forgotten(connection, free, now), at=now)
        gone += len(free)
        if len(old) < FORMS_AT_ONCE:
            return gone
        last = old[-1].id


def _old_forms(
    connection: Connection, portfolio: Portfolio, before: datetime, last: str
) -> list[Submission]:
    table = submissions.c
    asked = (
        select(submissions)
        .where(table.portfolio_id == portfolio.id, table.received_at < before, table.id > last)
        .order_by(table.id)
        .limit(FORMS_AT_ONCE)
    )
    return [entity_of(Submission, row) for row in connection.execute(asked)]


def _must_stay(connection: Connection, form: Submission) -> bool:
    visit = find(connection, Visit, form.visit_id)
    if visit is None:
        return False
    holds = entities(connection, LegalHold, legal_holds.c.party_id == visit.party_id)
    accounts = find_all(connection, Account, visit.account_ids)
    return is_held(holds) or any(is_open(account) for account in accounts.values())
