"""A lost phone and an agent who leaves, as an administrator does them: what it would do is said
first, forms of before are taken later, and whose data the phone held is listed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel

from field_api.phones import visit_list
from field_api.phones.enrolment import enrol
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.visits import VisitWish, visit_rows
from kobra_desktop.views.administration.ending import EndingDialog
from kobra_domain.answers import EndingItem
from kobra_domain.people import Agent
from kobra_domain.visits import VisitState
from tests.field_api.submissions.phone import Phone, form, publish
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW, TODAY


def agent_of(desk: Desk, code: str) -> Agent:
    rows = agent_rows(desk.office.workspace.desk.store, TODAY, with_inactive=True)
    return next(row.agent for row in rows if row.agent.code == code)


def panel_of(desk: Desk, code: str) -> Any:
    tab = desk.open("staff")
    tab.choose(agent_of(desk, code).id)
    desk.until(tab.panel.isVisible)
    return tab


def phone_of(desk: Desk, agent: Agent) -> Phone:
    """The agent's ODK Collect, enrolled and known to the desktop."""
    server = desk.office.server
    with server.database.begin() as connection:
        link = enrol(connection, agent.id, server.base, NOW)
    desk.office.sync()
    return Phone(server.base, link.openrosa_url.rpartition("/")[2])


def words_of(widget: Any) -> str:
    return " ".join(one.text() for one in widget.findChildren(QLabel))


def open_visits(desk: Desk, agent_id: str) -> int:
    store = desk.office.workspace.desk.store
    return len(visit_rows(store, VisitWish(agent_id=agent_id, open_only=True)))


def asked(desk: Desk, tab: Any, wish: str) -> Any:
    tab.panel.buttons[wish].click()
    form = desk.dialog(EndingDialog)
    desk.until(lambda: form.plan.text() != "…")
    return form


def test_a_lost_phone_ends_and_its_late_form_is_taken_later(desk: Desk) -> None:
    office, agent = desk.office, agent_of(desk, "AG-01")
    store = office.workspace.desk.store
    visit = next(
        row
        for row in visit_rows(store, VisitWish(agent_id=agent.id, open_only=True))
        if row.state in (VisitState.ASSIGNED, VisitState.ON_PHONE)
    )
    publish(office.server.database)
    phone = phone_of(desk, agent)
    tab = panel_of(desk, "AG-01")
    dialog = asked(desk, tab, "lost")
    assert "No visit changes hands." in dialog.plan.text()
    before = open_visits(desk, agent.id)
    desk.until(lambda: dialog.goes_to.typing.widget.count() > 2)
    dialog.goes_to.put("nobody")
    desk.until(lambda: "Without agent" in dialog.plan.text())
    assert open_visits(desk, agent.id) == before  # nothing is done yet
    dialog.save.click()
    desk.until(lambda: desk.said)
    office.sync()
    assert open_visits(desk, agent.id) < before
    assert agent_of(desk, "AG-01").enrolled_at is None
    office.server.clock.forward(minutes=30)
    ended = (NOW - timedelta(minutes=5)).isoformat()
    answers = {
        "visita": visit.id,
        "resultado": "",
        "motivo_no_realizada": "nobody_home",
        "end": ended,
    }
    assert phone.post(form(answers)).status_code == 202
    aside = desk.open("aside")
    desk.until(lambda: aside.model.list.model.rowCount() == 1)
    row = aside.model.list.model.row_at(0)
    assert row.item.reason == "phone_lost"
    aside.choose(row.id)
    desk.until(lambda: "take" in aside.panel.buttons)
    aside.panel.buttons["take"].click()
    desk.until(lambda: aside.model.list.model.rowCount() == 0)
    office.sync()
    [after] = visit_rows(store, VisitWish(ids=frozenset({visit.id})))
    assert after.agent_id == agent.id
    assert desk.said[-1] == "Taken."


def test_an_agent_who_leaves_is_switched_off_and_may_come_back(desk: Desk) -> None:
    tab = panel_of(desk, "AG-02")
    agent, other = agent_of(desk, "AG-02"), agent_of(desk, "AG-03")
    had = open_visits(desk, agent.id)
    dialog = asked(desk, tab, "leave")
    desk.until(lambda: dialog.goes_to.typing.widget.count() > 1)
    dialog.goes_to.put(other.id)
    desk.until(lambda: "other agent" in dialog.plan.text() or "without agent" in dialog.plan.text())
    dialog.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    assert not agent_of(desk, "AG-02").is_active
    assert open_visits(desk, agent.id) < had
    desk.until(lambda: "switch" in tab.panel.buttons or not tab.panel.isVisible())
    tab = panel_of(desk, "AG-02")
    tab.panel.buttons["switch"].click()
    desk.until(lambda: agent_of(desk, "AG-02").is_active)


def test_what_cannot_be_is_said_before_and_in_the_form(desk: Desk) -> None:
    tab = panel_of(desk, "AG-01")
    dialog = asked(desk, tab, "leave")
    dialog.at.put(NOW - timedelta(days=20))
    desk.until(lambda: "seven days" in dialog.plan.text() or "siete" in dialog.plan.text())
    dialog.save.click()
    desk.until(lambda: dialog.save.isEnabled() and "Since when" in words_of(dialog))
    assert agent_of(desk, "AG-01").is_active
    assert not desk.said


def test_an_answer_that_comes_late_is_not_shown_for_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four requests are on their way at once: which is answered first is nobody's choice."""
    tab, first, second = desk.open("staff"), agent_of(desk, "AG-01"), agent_of(desk, "AG-02")
    model, told = tab.held.model, list[Any]()
    monkeypatch.setattr(
        desk.office.workspace.background, "network", lambda ask, then, *_, **__: told.append(then)
    )
    model.open(first)
    model.open(second)
    item = EndingItem(id="1", reason="phone_lost", ended_at=NOW, noted_at=NOW, noted_by="")
    told[1](())
    told[0]((item,))
    assert (model.agent, model.endings) == (second, ())


def test_whose_data_a_phone_held_is_listed_by_phone_and_leaves_by_the_one_door(desk: Desk) -> None:
    office, agent = desk.office, agent_of(desk, "AG-01")
    phone_of(desk, agent)
    visit_list.offer(office.server.database, agent, NOW)
    tab = panel_of(desk, "AG-01")
    dialog = asked(desk, tab, "lost")
    assert "data of" in dialog.plan.text()
    dialog.save.click()
    desk.until(lambda: tab.held.isVisible() and tab.held.box.table.model().rowCount() > 0)
    person = tab.held.model.list.model.row_at(0)
    assert person.name
    assert person.how == "offered"
    assert tab.held.box.table.has_personal_data  # so its exits ask the right, and are recorded
    assert tab.filter_field() is tab.held.box.search
    assert desk.page.escape()
    assert not tab.held.isVisible()
    tab = panel_of(desk, "AG-02")
    tab.panel.buttons["held"].click()
    desk.until(lambda: not tab.held.model.is_asking and tab.held.model.list.is_loaded)
    desk.until(lambda: not tab.held.box.stack.is_content)
