"""Teams and agents: forms, shifts, phones, consent, absence."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from PySide6.QtWidgets import QApplication

from field_api.change_log.record import record
from field_api.change_log.rows import find
from kobra_desktop.store.latest import keep_latest
from kobra_desktop.store.queries.agents import AgentRow, agent_rows
from kobra_desktop.store.queries.people import team_rows
from kobra_desktop.views.administration.agent_form import AgentDialog
from kobra_desktop.views.administration.consent import ConsentDialog
from kobra_desktop.views.administration.enrolment import EnrolmentDialog
from kobra_desktop.views.administration.team_form import TeamDialog
from kobra_desktop.views.dialogs.absence import AbsenceDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_domain.people import Agent, ShiftSpan
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW, TODAY


def _row(desk: Desk, code: str) -> AgentRow:
    rows = agent_rows(desk.office.workspace.desk.store, TODAY, with_inactive=True)
    return next(row for row in rows if row.agent.code == code)


def _panel_of(desk: Desk, code: str) -> Any:
    tab = desk.open("staff")
    tab.choose(_row(desk, code).agent.id)
    desk.until(tab.panel.isVisible)
    return tab


def test_a_new_agent_with_a_shift_reaches_the_server(desk: Desk) -> None:
    desk.open("staff")
    desk.page.create_new()
    form = desk.dialog(AgentDialog)
    desk.until(lambda: form.team.editor.count() == 3)
    form.code.put("AG-77")
    form.name.put("Elena Vega")
    form.phone.put("300 555 0177")
    form.week.lines["shift", 0].setText("7-12, 14-18")
    form.week.copy_day(0, range(5))
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    agent = _row(desk, "AG-77").agent
    assert agent.phone == "+57 300 5550177"
    assert len(agent.shift) == 10
    assert agent.shift[1] == ShiftSpan(weekday=0, start=time(14), end=time(18))
    assert not _row(desk, "AG-77").is_pending


def test_hours_that_cannot_be_read_are_shown_and_nothing_is_written(desk: Desk) -> None:
    desk.open("staff")
    desk.page.create_new()
    form = desk.dialog(AgentDialog)
    form.code.put("AG-78")
    form.name.put("Elena Vega")
    form.week.lines["shift", 2].setText("de siete a doce")
    form.save.click()
    assert form.week.lines["shift", 2].property("wrong")
    assert form.week.lines["shift", 2].accessibleDescription()
    assert form.isVisible()
    assert form.save.isEnabled()


def test_a_phone_that_nobody_can_call_is_said_under_its_field(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-01")
    tab.panel.buttons["edit"].click()
    form = desk.dialog(AgentDialog)
    form.phone.put("12")
    form.save.click()
    desk.until(lambda: form.phone.problem)
    assert _row(desk, "AG-01").agent.phone == "+57 300 555 0100"


def test_only_what_was_changed_is_sent(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-01")
    tab.panel.buttons["edit"].click()
    form = desk.dialog(AgentDialog)
    form.name.put("Ana Ruiz Peña")
    form.save.click()
    desk.until(lambda: desk.said)
    row = _row(desk, "AG-01")
    assert (row.agent.name, row.agent.phone) == ("Ana Ruiz Peña", "+57 300 555 0100")
    assert row.is_pending


def test_a_team_is_made_and_narrows_the_list(desk: Desk) -> None:
    tab = desk.open("staff")
    tab.teams.new.click()
    form = desk.dialog(TeamDialog)
    form.name.put(" ")
    form.save.click()
    assert form.name.problem
    form.name.put("Sur")
    form.save.click()
    desk.until(lambda: tab.teams.list.count() == 4)
    store = desk.office.workspace.desk.store
    assert {row.team.name for row in team_rows(store)} == {"Centro", "Norte", "Sur"}
    tab.teams.list.setCurrentRow(1)
    desk.until(lambda: tab.box.table.model().rowCount() == 3)


def test_who_is_told_of_an_sos_is_kept_in_order(desk: Desk) -> None:
    tab = desk.open("staff")
    tab.teams.new.click()
    form = desk.dialog(TeamDialog)
    form.name.put("Sur")
    people = form.rescuers.typing
    for name, email in (("Eva", "eva@x.example"), ("Iván", "roto"), ("", "")):
        people.add.click()
        people._lines[-1].name.setText(name)
        people._lines[-1].email.setText(email)
    form.save.click()
    assert form.rescuers.problem
    people._lines[1].email.setText("ivan@x.example")
    people._lines[1].up.click()
    form.save.click()
    desk.until(lambda: tab.teams.list.count() == 4)
    store = desk.office.workspace.desk.store
    team = next(row.team for row in team_rows(store) if row.team.name == "Sur")
    assert [(one.name, one.email) for one in team.rescuers] == [
        ("Iván", "ivan@x.example"),
        ("Eva", "eva@x.example"),
    ]


def test_enrolment_shows_codes_that_a_phone_can_use(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-01")
    tab.panel.buttons["enrol"].click()
    desk.dialog(Question).act.click()  # it has a phone already
    dialog = desk.dialog(EnrolmentDialog)
    assert list(dialog.codes) == ["forms", "positions"]
    forms, positions = dialog.codes.values()
    told = json.loads(zlib.decompress(base64.b64decode(forms.qr.text)))
    assert told["general"]["server_url"] == forms.link.text()
    assert requests.get(f"{forms.link.text()}/formList", timeout=10).status_code == 200
    assert dialog.pages.currentWidget() is forms
    dialog.tabs.choose("positions")
    assert dialog.pages.currentWidget() is positions
    parts = urlsplit(positions.qr.text)
    settings = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert settings["id"] == "AG-01"
    assert (settings["interval"], settings["heartbeat"]) == ("60", "300")
    assert (settings["distance"], settings["accuracy"]) == ("30", "high")
    address = f"{parts.scheme}://{parts.netloc}{parts.path}"
    stamp = int(NOW.timestamp())
    report = {"id": "AG-01", "lat": "4.61", "lon": "-74.08", "timestamp": str(stamp)}
    assert requests.get(address, params=report, timeout=10).status_code == 200
    assert min(forms.qr.width(), positions.qr.width()) >= 200
    positions.copy.click()
    assert QApplication.clipboard().text() == positions.qr.text


def test_the_sheet_is_saved_or_says_why_not(desk: Desk, tmp_path: Path) -> None:
    tab = _panel_of(desk, "AG-06")
    tab.panel.buttons["enrol"].click()
    dialog = desk.dialog(EnrolmentDialog)
    dialog.save_to(tmp_path / "hoja con ñ.pdf")
    assert (tmp_path / "hoja con ñ.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.failure.isHidden()
    dialog.save_to(tmp_path / "no" / "hoja.pdf")
    assert "hoja.pdf" in dialog.failure.text()
    assert not dialog.failure.isHidden()


def test_enrolment_says_when_the_phone_has_reported_and_the_sos_came(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-06")
    tab.panel.buttons["enrol"].click()
    dialog = desk.dialog(EnrolmentDialog)

    def told() -> str:
        items = [dialog.live.itemAt(n).widget() for n in range(dialog.live.count())]
        return " ".join(item.accessibleName() for item in items)

    assert "Waiting" in told()
    assert "no consent" in told()
    row = _row(desk, "AG-06")
    assert row.latest is not None
    heard = replace(row.latest, heard_at=NOW + timedelta(seconds=5))
    keep_latest(desk.office.workspace.desk.store, [heard])
    desk.until(lambda: "Waiting" not in told())
    server = desk.office.server
    with server.database.begin() as connection:
        agent = find(connection, Agent, row.agent.id)
        assert agent is not None
        record(connection, replace(agent, sos_tested_at=NOW), agent, at=NOW)
    desk.office.sync()
    desk.until(lambda: "SOS works" in told())


def test_consent_is_recorded_with_its_source_and_withdrawn(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-06")
    tab.panel.buttons["consent"].click()
    form = desk.dialog(ConsentDialog)
    form.save.click()
    assert form.source.problem
    form.source.put("Anexo 3, archivo 118")
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    consent = _row(desk, "AG-06").agent.consent
    assert consent is not None
    assert (consent.source, consent.given_at) == ("Anexo 3, archivo 118", NOW)
    desk.until(lambda: "withdraw" in tab.panel.buttons)
    tab.panel.buttons["withdraw"].click()
    desk.dialog(Question).act.click()
    desk.until(lambda: len(desk.said) == 2)
    desk.office.sync()
    consent = _row(desk, "AG-06").agent.consent
    assert consent is not None
    assert consent.withdrawn_at == NOW


def test_absence_previews_moves_and_is_one_undo(desk: Desk) -> None:
    before = _row(desk, "AG-01")
    tab = _panel_of(desk, "AG-01")
    tab.panel.buttons["absent"].click()
    form = desk.dialog(AbsenceDialog)
    desk.until(lambda: form.move_to.typing.widget.count() > 1)
    desk.until(lambda: form.plan.text() != "…")
    form.reason.put("Cita médica")
    form.save.click()
    desk.until(lambda: desk.said)
    after = _row(desk, "AG-01")
    assert (after.agent.absent_on, after.agent.absence_reason) == (TODAY, "Cita médica")
    assert after.planned < before.planned
    desk.until(lambda: "present" in tab.panel.buttons)
    undo = desk.undo[-1]
    assert undo is not None
    undo()
    desk.until(lambda: _row(desk, "AG-01").agent.absent_on is None)
    assert _row(desk, "AG-01").planned == before.planned


def test_offline_edits_go_on_and_consent_and_phone_wait(desk: Desk) -> None:
    tab = _panel_of(desk, "AG-06")
    desk.office.go_offline()
    enabled = {key for key, button in tab.panel.buttons.items() if button.isEnabled()}
    assert enabled == {"edit", "absent"}


def test_the_zone_is_drawn_on_the_map(desk: Desk, qtbot: Any) -> None:
    tab = desk.open("staff")
    tab.teams.list.setCurrentRow(1)
    with qtbot.waitSignal(desk.page.open_requested) as asked:
        tab.teams.zone.click()
    assert asked.args == ["map", {"tab": "zones", "team": tab.teams.team_id}]
