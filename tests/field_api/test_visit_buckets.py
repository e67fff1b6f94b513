"""Visits that ended before buckets were kept get the one that their account stands in."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, select, text

from field_api.database import Database
from field_api.tables.replicated import TABLES, stored_values, visits
from field_api.tables.upgrade import configuration
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.visits import VisitState
from tests.kobra_domain.things import NOW, a_portfolio, a_visit, an_account, an_id


@pytest.mark.both_engines
def test_old_visits_take_the_bucket_that_is_known(database: Database) -> None:
    ended: dict[str, Any] = {"state": VisitState.COMPLETED, "ended_at": NOW}
    rows: list[Entity] = [
        a_portfolio(id=an_id(1), buckets=(15, 45)),
        an_account(id=an_id(20), portfolio_id=an_id(1), days_past_due=20, overdue_minor=1),
        an_account(id=an_id(21), portfolio_id=an_id(1), days_past_due=0, overdue_minor=1,
                   number="2"),
        a_visit(id=an_id(30), portfolio_id=an_id(1), account_ids=(an_id(20), an_id(21)), **ended),
        a_visit(id=an_id(31), portfolio_id=an_id(1), account_ids=(an_id(21),), **ended),
        a_visit(id=an_id(32), portfolio_id=an_id(1), account_ids=(an_id(20),)),
        a_visit(id=an_id(33), portfolio_id=an_id(1), account_ids=(), **ended),
    ]  # fmt: skip
    with database.begin() as connection:
        connection.execute(text("ALTER TABLE visits DROP COLUMN bucket"))
        for row in rows:
            values = {**stored_values(row), "version": 1}
            values.pop("bucket", None)
            connection.execute(insert(TABLES[NAMES[type(row)]]), values)
        config = configuration(connection)
        command.stamp(config, "r0065")
        command.upgrade(config, "r0066")
        asked = select(visits.c.id, visits.c.bucket).order_by(visits.c.id)
        found = {row.id: row.bucket for row in connection.execute(asked)}
    assert found == {an_id(30): 2, an_id(31): None, an_id(32): None, an_id(33): None}
