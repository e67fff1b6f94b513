"""Many agents at once: a new company's first morning."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from kobra_desktop.models.counts import figure
from kobra_desktop.store.queries.agents import agent_rows
from kobra_desktop.store.queries.people import team_rows
from kobra_desktop.views.administration.staff_sheet import StaffSheetDialog
from kobra_domain.imports.targets import Target
from kobra_domain.people import Agent
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.drops import drop
from tests.kobra_desktop.views.world import TODAY

HEAD = "codigo;nombre;equipo;telefono;turno\n"
ROWS = "".join(f"G{n:03};Rosa {n};Equipo {n % 4};300555{n:04};\n" for n in range(120))


def _agents(desk: Desk) -> dict[str, Agent]:
    store = desk.office.workspace.desk.store
    return {row.agent.code: row.agent for row in agent_rows(store, TODAY, with_inactive=True)}


def _opened(desk: Desk) -> Any:
    tab = desk.open("staff")
    tab.from_sheet.click()
    return desk.dialog(StaffSheetDialog)


def test_a_hundred_and_twenty_agents_are_in_with_two_clicks_after_the_file_is_chosen(
    desk: Desk, tmp_path: Path
) -> None:
    """A click on the tab's act, the file, its one act: four with the tab and the file's dialog."""
    path = tmp_path / "gestores.csv"
    path.write_text(HEAD + ROWS, "utf-8")
    before = len(_agents(desk))
    tab = desk.open("staff")
    assert drop(tab.box.table, path)
    dialog = desk.dialog(StaffSheetDialog)
    desk.until(lambda: dialog.model.may_take)
    assert dialog.rows.rowCount() == 120
    assert "Equipo 0" in dialog.teams.text()
    dialog.accept_all.click()
    desk.until(lambda: desk.said)
    assert "120" in desk.said[-1]
    assert len(_agents(desk)) == before + 120
    assert all(len(_agents(desk)[f"G{n:03}"].shift) == 5 for n in range(120))
    desk.office.sync()
    again = _opened(desk)
    again.model.take(HEAD + ROWS)
    desk.until(lambda: again.model.plan is not None)
    assert again.model.written == 0
    assert not again.accept_all.isEnabled()


def test_it_has_room_on_a_small_screen(desk: Desk) -> None:
    """Of 1920×1080 at 200 % there are 500 lines within a frame; its buttons are at the foot."""
    dialog = _opened(desk)
    dialog.model.take(HEAD + ROWS)
    desk.until(lambda: dialog.model.may_take)
    assert dialog.minimumSizeHint().height() <= 500
    assert dialog.minimumSizeHint().width() <= 950


def test_a_mail_that_is_none_is_left_out_and_said(desk: Desk) -> None:
    dialog = _opened(desk)
    dialog.model.take("clave\tnombre\tcorreo\tturno\nX1\tAna\tana en casa\tL-V 8-17\n")
    desk.until(lambda: dialog.model.may_take)
    said = dialog.teams.text()
    assert "«ana»" in said
    assert said.count(figure(2)) == 1  # one cell of line 2, though it is three words


def test_it_is_taken_back_as_one_act(desk: Desk) -> None:
    before, teams = _agents(desk), len(team_rows(desk.office.workspace.desk.store))
    dialog = _opened(desk)
    dialog.model.take(HEAD + ROWS)
    desk.until(lambda: dialog.model.may_take)
    dialog.accept_all.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    undo = desk.undo[-1]
    assert undo is not None
    undo()
    desk.until(lambda: len(desk.said) > 1)
    desk.office.sync()
    after = _agents(desk)
    assert all(after[code] == agent for code, agent in before.items())
    assert not any(after[f"G{n:03}"].is_active for n in range(120))
    assert len(team_rows(desk.office.workspace.desk.store)) >= teams
    redo = desk.undo[-1]
    assert redo is not None
    redo()
    desk.until(lambda: len(desk.said) > 2)
    desk.office.sync()
    again = _agents(desk)
    assert all(again[f"G{n:03}"].is_active for n in range(120))
    assert all(row.team.is_active for row in team_rows(desk.office.workspace.desk.store))


def test_pasted_rows_with_headers_that_nobody_knows_are_mapped_by_hand(desk: Desk) -> None:
    dialog = _opened(desk)
    data = QMimeData()
    data.setText("Clave única\tQuién\nX1\tAna\nX2\tLuis\n")
    QApplication.clipboard().setMimeData(data)
    dialog.paste.click()
    desk.until(lambda: dialog.model.missing)
    dialog.columns[Target.AGENT_CODE].choose("Clave única")
    desk.until(lambda: not dialog.model.is_busy)
    dialog.columns[Target.NAME].choose("Quién")
    desk.until(lambda: dialog.model.written == 2)
    dialog.shift.setText("a veces")
    desk.until(lambda: dialog.shift_field.problem)
    assert not dialog.accept_all.isEnabled()
    dialog.always.click()
    desk.until(dialog.accept_all.isEnabled)
    dialog.accept_all.click()
    desk.until(lambda: desk.said)
    assert _agents(desk)["X2"].name == "Luis"


def test_what_is_no_sheet_is_said_and_nothing_is_lost(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "foto.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    dialog = _opened(desk)
    dialog.model.take(path)
    desk.until(dialog.problem.isVisible)
    assert dialog.problem.text()
    assert not dialog.accept_all.isEnabled()
    dialog.model.take(tmp_path / "gone.csv")
    desk.until(lambda: "gone.csv" in dialog.problem.text())
    dialog.model.take(f"{HEAD}G1;Ana;;;\nG1;Eva;;;\nG2;;;;\n")
    desk.until(lambda: dialog.model.may_take)
    assert not dialog.problem.isVisible()
    assert [one.line for one in dialog.model.refusals] == [3, 4]
