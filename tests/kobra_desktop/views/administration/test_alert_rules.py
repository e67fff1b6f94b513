"""The rules of alerts: what they would have told stands beside them before they are saved."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from field_api.change_log.record import record_all
from field_api.change_log.rows import entities
from field_api.tables.audit import audit
from kobra_desktop.models.administration.alert_rules import KINDS, changed_kinds
from kobra_desktop.views.administration.alert_rules import AlertRulesDialog
from kobra_domain.alert_rules import AlertRules
from kobra_domain.alerts import AlertKind
from kobra_domain.visits import CheckIn, Outcome, VisitState
from tests.kobra_desktop.views.administration.conftest import Desk


def a_long_visit(desk: Desk) -> None:
    """Of the day before: fifty minutes at the door."""
    world, clock = desk.office.world, desk.office.server.clock
    visit = next(one for one in world.visits if one.agent_id)
    begun = clock() - timedelta(days=1)
    after = {"check_in": CheckIn(at=begun), "ended_at": begun + timedelta(minutes=50)}
    desk.office.server.edit(
        visit, state=VisitState.COMPLETED, outcome=Outcome.PAID, planned_on=begun.date(), **after
    )


def test_other_rules_are_counted_before_they_are_saved(desk: Desk) -> None:
    a_long_visit(desk)
    tab = desk.open("alerts")
    desk.until(lambda: tab.model.read.value is not None)
    tab.change.click()
    form = desk.dialog(AlertRulesDialog)
    said = form.says[AlertKind.VISIT_LONG]
    desk.until(lambda: form.effect.now is not None and not form.effect.is_counting)
    before = form.effect.now[AlertKind.VISIT_LONG]
    assert said.text() == f"Now: {before} in 7 days"
    facts = [one.text() for one in tab.findChildren(QLabel)]
    assert facts.count("45 min") == 1
    form.fields["visit_long_min"].put(60)
    desk.until(lambda: "So: " in said.text() and not form.effect.is_counting)
    fewer = form.effect.wanted[AlertKind.VISIT_LONG]
    assert fewer < before
    assert said.text().splitlines()[1] == f"So: {fewer}"
    assert "So: " not in form.says[AlertKind.LOW_BATTERY].text()
    form.fields["visit_long_min"].put(2)  # less than may be: nothing is counted of it
    desk.until(lambda: "So: " not in said.text())
    form.fields["visit_long_min"].put(60)
    form.save.click()
    desk.until(lambda: desk.said == ["Alert rules changed"])
    desk.office.sync()
    server = desk.office.server.database
    with server.read() as connection:
        assert [one.visit_long_min for one in entities(connection, AlertRules)] == [60]
        acts = connection.scalars(select(audit.c.act).where(audit.c.subject_kind == "alert_rules"))
        assert list(acts) == ["alert_rules.create"]


def test_what_somebody_else_changed_is_shown_and_a_kind_may_be_off(desk: Desk) -> None:
    tab = desk.open("alerts")
    server = desk.office.server
    with server.database.begin() as connection:
        record_all(connection, [(AlertRules(idle_min=77), None)], at=server.clock())
    desk.office.sync()
    desk.until(lambda: tab.model.read.value == AlertRules(idle_min=77))
    tab.change.click()
    form = desk.dialog(AlertRulesDialog)
    form.halt.click()
    form.off.put((AlertKind.LATE,))
    form.save.click()
    desk.until(lambda: tab.model.read.value == AlertRules(idle_min=77, off=(AlertKind.LATE,)))


def test_a_server_that_does_not_answer_is_said(desk: Desk) -> None:
    tab = desk.open("alerts")
    desk.until(lambda: tab.model.read.value is not None)
    desk.office.desktop.api.server = "http://127.0.0.1:9"
    tab.change.click()
    form = desk.dialog(AlertRulesDialog)
    desk.until(lambda: form.effect.problem is not None)
    assert form.told.text()


def test_what_is_told_instead_of_another_is_counted_with_it() -> None:
    rules = AlertRules()
    assert changed_kinds(rules, rules) == frozenset()
    assert changed_kinds(rules, AlertRules(idle_min=60)) == {
        AlertKind.LONG_IDLE,
        AlertKind.STOP_UNEXPLAINED,
    }
    assert changed_kinds(rules, AlertRules(off=(AlertKind.LATE,))) == {AlertKind.LATE}
    assert changed_kinds(rules, AlertRules(off=(AlertKind.CLOCK_WRONG,))) == frozenset()
    assert AlertKind.SOS not in KINDS
