"""What a reading stands on is noted from its statements, joins and subqueries included."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from kobra_desktop.store.noting import Unnamed, noting, reads
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.reach import Reach
from kobra_desktop.store.queries.search import search
from kobra_desktop.store.queries.visits import visit_rows
from kobra_desktop.store.replica import Replica


def test_joined_tables_and_subqueries_are_noted(replica: Replica) -> None:
    """A visit's line names its holder, door, agent and portfolio; its scope asks for agents; what
    waits in the outbox is marked, and a form whose money was said and not kept. The second time the
    statement is compiled already.
    """
    wanted = {"visit", "party", "address", "agent", "portfolio", "outbox", "submission"}
    for _ in range(2):
        with noting() as kinds:
            visit_rows(replica, reach=Reach(team_ids=frozenset({"a"})))
        assert kinds == wanted


def test_who_notes_around_notes_what_is_read_inside(replica: Replica) -> None:
    """A reading is made of others."""
    with noting() as outer:
        with noting() as inner:
            agent_rows(replica, date(2026, 11, 20))
        assert inner <= outer
    assert {"agent", "team", "latest", "visit", "alert"} <= outer


def test_raw_text_says_what_it_reads_or_does_not_run(replica: Replica) -> None:
    """Whatever showed it would never hear of a change."""
    asked = text("SELECT count(*) FROM party")
    with noting() as kinds, replica.reading() as connection:
        with pytest.raises(Unnamed):
            connection.execute(asked)
        with pytest.raises(Unnamed):
            connection.exec_driver_sql("SELECT count(*) FROM party")
        connection.execute(asked, execution_options=reads("party"))
        connection.exec_driver_sql("SELECT 1", execution_options=reads("agent"))
    assert kinds == {"party", "agent"}
    with noting() as found:
        search(replica, "ana", kinds=("party",))
    assert found == {"party", "address"}  # namesakes are told apart by their street


def test_nobody_notes_and_nothing_is_asked(replica: Replica) -> None:
    """Outside of a noting raw text runs as ever."""
    with replica.reading() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
