"""A reading ends early once nobody waits for it, and its connection reads on for others."""

from __future__ import annotations

from itertools import chain, repeat

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from kobra_desktop.store.replica import Replica
from kobra_desktop.store.wanted import NotWanted, while_wanted

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def read(connection: Connection, statement: str) -> int:
    """The one number of a statement."""
    found: int = connection.exec_driver_sql(statement).scalar_one()
    return found


def test_a_statement_ends_while_it_runs(replica: Replica) -> None:
    asked = chain([True] * 5, repeat(False))
    with (
        pytest.raises(NotWanted),
        while_wanted(lambda: next(asked)),
        replica.reading() as connection,
    ):
        read(connection, ENDLESS)
    with replica.reading() as connection:
        assert read(connection, "SELECT 2") == 2


def test_what_is_not_wanted_begins_no_statement(replica: Replica) -> None:
    is_wanted = True
    with while_wanted(lambda: is_wanted), replica.reading() as connection:
        assert read(connection, "SELECT 1") == 1
        is_wanted = False
        with pytest.raises(NotWanted):
            read(connection, "SELECT 1")


def test_a_statement_that_is_wrong_stays_so(replica: Replica) -> None:
    with (
        pytest.raises(DBAPIError),
        while_wanted(lambda: True),
        replica.reading() as connection,
    ):
        read(connection, "SELECT nothing")
