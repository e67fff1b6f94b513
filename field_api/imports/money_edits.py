"""What money a commit moves beside its rows: payments that waited for an account which comes now,
and promises that payments of the file keep.
"""

from datetime import datetime

from sqlalchemy import Connection, select

from field_api.change_log.record import Edit
from field_api.imports.stage import Stage
from field_api.imports.stored import entity_of_stored, fields_of
from field_api.money.payments import waiting_edits
from field_api.money.promises import promise_edits
from field_api.tables.replicated import bank_payments
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import Account


def money_edits(
    connection: Connection, stage: Stage, portfolio_id: str, now: datetime
) -> list[Edit]:
    """The edits that follow from the new accounts and payments of a plan. Locks their rows."""
    waiting = _of_new_accounts(connection, stage, portfolio_id)
    coming: list[Edit] = [(one, None) for one in new_entities(stage, "bank_payment")]
    return [*waiting, *promise_edits(connection, [*waiting, *coming], now)]


def _of_new_accounts(connection: Connection, stage: Stage, portfolio_id: str) -> list[Edit]:
    b = bank_payments.c
    waiting = select(b.id).where(b.portfolio_id == portfolio_id, b.account_id.is_(None)).limit(1)
    if connection.scalar(waiting) is None:
        return []
    made = [one for one in new_entities(stage, "account") if isinstance(one, Account)]
    return waiting_edits(connection, portfolio_id, made)


def new_entities(stage: Stage, kind: str) -> list[Entity]:
    """The rows of a kind that come, as entities."""
    width = len(fields_of(kind))
    return [entity_of_stored(kind, row[:width]) for row in stage.new_rows(kind, 0)]
