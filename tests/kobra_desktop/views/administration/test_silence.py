"""Sin reportar todavía, beside the agents."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kobra_desktop.store.latest import keep_latest
from kobra_desktop.store.queries.agents import agent_rows
from kobra_domain.positions import Latest
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW, TODAY


def _hear(desk: Desk, code: str, days_ago: int) -> str:
    """What was last heard of an agent, as if that long ago."""
    store = desk.office.workspace.desk.store
    row = next(one for one in agent_rows(store, TODAY) if one.agent.code == code)
    held = row.latest or Latest(agent_id=row.agent.id)
    keep_latest(store, [replace(held, heard_at=NOW - timedelta(days=days_ago))])
    return row.agent.id


def test_who_is_silent_stands_with_the_number_to_call_and_leads_to_the_agent(desk: Desk) -> None:
    ana = _hear(desk, "AG-01", 3)
    tab = desk.open("staff")
    desk.until(tab.silent.isVisible)
    tab.silent.click()
    rows = tab.silence.box.table.model()
    desk.until(lambda: rows.rowCount() >= 2)
    shown = {one.of.agent.code: one for one in rows.shown_rows()()}
    assert str(len(shown)) in tab.silent.text()
    assert shown["AG-01"].silent.since < NOW
    assert shown["AG-01"].of.agent.phone
    assert tab.filter_field() is tab.silence.box.search
    tab.silence.box.opened.emit(ana)
    desk.until(lambda: tab.box.chosen_id == ana)
    assert tab.stack.currentWidget() is tab.agents
    tab.silent.click()
    assert tab.escape()
    assert tab.stack.currentWidget() is tab.agents
