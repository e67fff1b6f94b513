"""Visits that ended before they kept how their account stood get what it is now."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from sqlalchemy import insert, select, text

from field_api.database import Database
from field_api.tables.replicated import TABLES, stored_values, visits
from field_api.tables.upgrade import configuration
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.visits import Visit, VisitState
from tests.kobra_domain.things import NOW, a_portfolio, a_visit, an_account, an_id

ENDED: dict[str, Any] = {"state": VisitState.COMPLETED, "ended_at": NOW}
ROWS: list[Entity] = [
    a_portfolio(id=an_id(1), buckets=(15, 45)),
    an_account(id=an_id(20), portfolio_id=an_id(1), days_past_due=20, overdue_minor=7),
    an_account(id=an_id(21), portfolio_id=an_id(1), days_past_due=0, overdue_minor=1, number="2"),
    a_visit(id=an_id(30), portfolio_id=an_id(1), account_ids=(an_id(20), an_id(21)), **ENDED),
    a_visit(id=an_id(31), portfolio_id=an_id(1), account_ids=(an_id(21),), **ENDED),
    a_visit(id=an_id(32), portfolio_id=an_id(1), account_ids=(an_id(20),)),
    a_visit(id=an_id(33), portfolio_id=an_id(1), account_ids=(), **ENDED),
]


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("field", "before", "known"),
    [("bucket", "r0065", [2, None, None, None]), ("overdue_minor", "r0067", [7, 1, None, None])],
)
def test_old_visits_take_what_is_known(
    database: Database, field: str, before: str, known: list[int | None]
) -> None:
    later = ("bucket", "overdue_minor") if field == "bucket" else (field,)
    with database.begin() as connection:
        for name in later:
            connection.execute(text(f"ALTER TABLE visits DROP COLUMN {name}"))
        for row in ROWS:
            values = {**stored_values(row), "version": 1}
            if isinstance(row, Visit):
                values = {name: said for name, said in values.items() if name not in later}
            connection.execute(insert(TABLES[NAMES[type(row)]]), values)
        config = configuration(connection)
        command.stamp(config, before)
        command.upgrade(config, f"r{int(before[1:]) + 1:04}")
        found = connection.scalars(select(visits.c[field]).order_by(visits.c.id)).all()
    assert found == known
