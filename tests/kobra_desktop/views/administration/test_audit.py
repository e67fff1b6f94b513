"""The audit as it is read: words, names, filters, and what is said when it cannot be asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel

from field_api.backups.copies import About
from field_api.backups.noting import note_restored
from kobra_desktop.api.http import FieldApi
from kobra_desktop.commands.agents import enrol
from kobra_desktop.commands.exports import record
from kobra_desktop.commands.questionnaires import (
    create_questionnaire,
    publish_questionnaire,
    retire_questionnaire,
)
from kobra_desktop.commands.users import edit_user, invite_user
from kobra_desktop.models.administration.audit import AuditModel
from kobra_desktop.views.administration.audit import AuditTab
from kobra_domain.exports import ExportWay
from kobra_domain.people import Role
from kobra_domain.questionnaires import acts
from kobra_records.templates import template
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW


def _acted(desk: Desk) -> None:
    at = desk.office.workspace.desk
    agent = desk.office.world.agents[0]
    enrol(at, agent.id)
    invite_user(at, name="Pilar", email="pilar@kobra.example", role=Role.VIEWER)
    edit_user(at, desk.office.world.users[2].id, name="Inés Lara Vega")
    desk.office.sync()
    day = {"from": "2026-11-20T12:00:00Z", "to": "2026-11-20T15:00:00Z"}
    desk.office.desktop.api.request("GET", f"/trails/{agent.id}", params=day)


def _lines(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def test_acts_are_said_in_words_newest_first(desk: Desk) -> None:
    _acted(desk)
    tab = desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 4)
    lines = _lines(tab)
    assert lines[0].act == "Looked at a trail"
    assert (lines[0].who, lines[0].subject) == ("Marta Rey", "Ana Ruiz")
    assert all("." not in line.act for line in lines)
    edit = next(line for line in lines if line.act == "Changed a user")
    assert edit.details == "nombre"
    assert edit.subject == "Inés Lara Vega"


def test_a_publication_is_said_with_its_form_and_version(desk: Desk) -> None:
    at = desk.office.workspace.desk
    form = acts.set_setting(template("validacion_domicilio"), "version", "3")
    [made] = create_questionnaire(at, form).ids
    publish_questionnaire(at, made, form)
    desk.office.sync()
    retire_questionnaire(at, made)
    desk.office.sync()
    tab = desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 2)
    retired, published = _lines(tab)[:2]
    assert (retired.act, published.act) == ("Retired a questionnaire", "Published a questionnaire")
    assert {retired.subject, published.subject} == {form.title}
    assert dict(published.pairs) == {"Form": form.form_id, "Version": "3", "Number": "1"}


def test_data_taken_along_is_said_with_its_list_rows_and_filter(desk: Desk) -> None:
    at = desk.office.workspace.desk
    facts = {"listing": "Visitas", "filter": "Estado: Asignada", "has_personal_data": True}
    record(at, rows=1_204, way=ExportWay.PRINT, **facts)  # type: ignore[arg-type]
    desk.office.sync()
    tab = desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 1)
    [line] = _lines(tab)
    assert (line.who, line.act) == ("Marta Rey", "Printed a list")
    told = {"List": "Visitas", "Rows": "1.204", "Filtered by": "Estado: Asignada"}
    assert dict(line.pairs) == told


def test_only_the_days_and_the_trails_that_were_asked_for(desk: Desk) -> None:
    _acted(desk)
    tab = desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 4)
    tab.box.chips["day"].set_values(["..2000-01-01"])
    desk.until(lambda: not _lines(tab))
    tab.box.chips["day"].set_values(["2000-01-01.."])
    desk.until(lambda: len(_lines(tab)) >= 4)
    tab.box.chips["group"].set_values(["trails"])
    desk.until(lambda: len(_lines(tab)) == 1)
    tab.box.table.selectRow(0)
    assert tab.panel.isVisible()


def test_coming_back_brings_what_was_written_since(desk: Desk) -> None:
    tab = desk.open("audit")
    desk.until(lambda: tab.model.is_loaded)
    _acted(desk)
    desk.page.restore({"tab": "users"})
    desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 4)


def test_without_a_server_it_says_so_and_can_be_tried_again(desk: Desk, qtbot: Any) -> None:
    workspace = desk.office.workspace
    nowhere = FieldApi(
        "http://127.0.0.1:9", guard=desk.office.desktop.api._guard, on_tokens=lambda _: None
    )
    alone = replace(workspace, desk=replace(workspace.desk, api=nowhere, clock=lambda: NOW))
    tab = AuditTab(desk.page.look, AuditModel(alone, desk.office.status))
    qtbot.addWidget(tab)
    tab.show()
    tab.on_shown()

    def words() -> list[str]:
        return [label.text() for label in tab.box.stack.findChildren(QLabel)]

    desk.until(lambda: "offline" in words())
    with qtbot.waitSignal(tab.model.list.loaded):  # the empty list may come after the refusal
        tab.model.list.reload()
    assert "offline" in words()
    assert not tab.box.stack.is_content
    nowhere.close()


def test_a_backup_put_back_is_said_with_its_moment_and_by_whom(desk: Desk) -> None:
    told = About(
        format=1,
        engine="sqlite",
        revision="r0001",
        version="1",
        sums="",
        made_at=NOW,
        database="kobra.db",
        files=0,
        bytes=0,
    )
    with desk.office.server.database.begin() as connection:
        note_restored(connection, NOW, Path("/copias/kobra-20261120T150000Z"), told)
    tab = desk.open("audit")
    desk.until(lambda: len(_lines(tab)) >= 1)
    [line] = _lines(tab)
    assert (line.who, line.act) == ("The server", "Put a backup of the server back")
    said = dict(line.pairs)
    assert said["Folder"] == "/copias/kobra-20261120T150000Z"
    assert said["Made"].startswith("vie 20")
    assert said["Account of the machine"]
