"""Entregas over a real server: how a file is made is told with the rows before one's eyes, one that
is held is let go by giving its code, and what left is downloaded byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from field_api.change_log.record import record_all
from field_api.outgoing.maker import OutgoingMaker
from kobra_desktop.api.http import FieldApi
from kobra_desktop.background import Background
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.outgoing import tab as tabs
from kobra_desktop.views.portfolio.outgoing.editor import OutgoingEditor
from kobra_desktop.views.portfolio.outgoing.tab import OutgoingTab
from kobra_desktop.views.theme import Look
from kobra_domain.outgoing.codes import OUTCOME_KEYS
from kobra_domain.outgoing.fields import OutgoingField
from kobra_domain.outgoing.things import OutgoingFormat, OutgoingState
from kobra_domain.portfolios import Portfolio
from kobra_domain.visits import Outcome, Visit, VisitState
from tests.kobra_desktop.views.administration.office import Founded, Office, office


class Room:
    """The tab, and the server's hand."""

    def __init__(self, made: Office, tab: OutgoingTab, qtbot: QtBot) -> None:
        self.office, self.tab, self.qtbot = made, tab, qtbot
        self.said: list[str] = []
        tab.said.connect(lambda words, _: self.said.append(words))
        qtbot.addWidget(tab)
        tab.resize(1178, 640)
        tab.show()
        tab.on_shown()
        self.until(lambda: tab.model.is_loaded)

    def until(self, is_so: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(is_so()))

    @property
    def portfolio(self) -> Portfolio:
        return self.office.world.portfolios[0]

    def end_visits(self, outcome: Outcome, count: int = 2) -> None:
        """Some visits of the portfolio end now."""
        world, now = self.office.world, self.office.server.clock()
        found = [
            one
            for one in world.entities
            if isinstance(one, Visit)
            and one.portfolio_id == self.portfolio.id
            and one.state is VisitState.ASSIGNED
        ][:count]
        assert len(found) == count
        ended: dict[str, Any] = {
            "state": VisitState.COMPLETED,
            "outcome": outcome,
            "ended_at": now,
        }
        edits = [(replace(one, **ended), one) for one in found]
        with self.office.server.database.begin() as connection:
            record_all(connection, edits, at=now)

    def editor(self, *missing: str) -> Any:
        """The dialog, once what it begins with has come."""
        self.tab.open_terms(self.portfolio, missing)
        return self.dialog()

    def dialog(self) -> Any:
        """The open one."""

        def shown() -> list[OutgoingEditor]:
            return [one for one in self.tab.findChildren(OutgoingEditor) if one.isVisible()]

        self.until(shown)
        return shown()[-1]

    def save(self, editor: Any) -> None:
        """Save and wait until it is kept."""
        before = len(self.said)
        editor.save.click()
        self.until(lambda: len(self.said) > before)

    def work(self) -> None:
        """The server's maker."""
        server = self.office.server
        OutgoingMaker(server.database, server.settings).work(server.clock())
        self.tab.model.open()

    def rows(self) -> list[Any]:
        model: Any = self.tab.model.list.model
        return [model.row_at(line) for line in range(model.rowCount())]

    def when(self, *states: OutgoingState) -> list[Any]:
        """The rows, once they are in these states, the newest first."""
        self.until(lambda: tuple(row.file.state for row in self.rows()) == states)
        return self.rows()


@pytest.fixture
def room(
    tmp_path: Path, qtbot: QtBot, look: Look, background: Background, founded: Founded
) -> Iterator[Room]:
    """An administrator in Entregas."""
    with office(tmp_path, background, founded) as made:
        tab = OutgoingTab(look, made.workspace, made.status)
        yield Room(made, tab, qtbot)
        assert background.close(10)


def all_codes(editor: Any, but: str = "") -> None:
    for key, line in editor.codes.lines.items():
        if not line.text() and key != but:
            line.setText("X")
            editor.draft.code(key, "X")


def test_the_rows_follow_each_letter(room: Room) -> None:
    room.end_visits(Outcome.PROMISE)
    editor = room.editor()
    assert editor.is_new
    room.until(lambda: len(editor.preview.toPlainText().splitlines()) >= 3)
    before = editor.preview.toPlainText()
    assert "Compromiso de pago" in editor.wrong.text() or "Promesa" in editor.wrong.text()
    editor.columns.list.setCurrentRow(0)
    editor.columns.title.setText("NUM_CRED")
    editor.columns.title.textEdited.emit("NUM_CRED")
    room.until(lambda: editor.preview.toPlainText().startswith("NUM_CRED;"))
    editor.columns.drop.click()
    room.until(lambda: "NUM_CRED" not in editor.preview.toPlainText())
    editor.columns.add.click()
    editor.columns.field.choose(OutgoingField.FIXED)
    editor.columns.text.setText("AGENCIA")
    editor.columns.text.textEdited.emit("AGENCIA")
    room.until(lambda: "AGENCIA" in editor.preview.toPlainText())
    editor.columns.up.click()
    editor.tabs.choose("format")
    editor.format.format.choose(OutgoingFormat.FIXED)
    room.until(lambda: ";" not in editor.preview.toPlainText().splitlines()[0])
    widths = {len(line) for line in editor.preview.toPlainText().splitlines()}
    assert widths == {20 * len(editor.draft.terms.columns)}
    editor.format.format.choose(OutgoingFormat.XLSX)
    room.until(lambda: "│" in editor.preview.toPlainText())
    editor.format.name.setText("a/b")
    editor.format.name.textEdited.emit("a/b")
    room.until(lambda: "/" in editor.wrong.text())
    editor.save.click()
    assert editor.isVisible()
    assert before
    editor.done(QDialog.DialogCode.Rejected)


def test_a_held_file_is_let_go_by_giving_its_code(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = room.editor()
    all_codes(editor, but="outcome.refused")
    room.save(editor)
    room.end_visits(Outcome.REFUSED)
    room.office.server.clock.forward(minutes=1)
    room.tab.model.make(room.portfolio.id, lambda: None, lambda problem: None)
    room.when(OutgoingState.WAITING)
    room.work()
    [held] = room.when(OutgoingState.HELD)
    room.tab.choose(held.id)
    room.until(lambda: room.tab.panel.isVisible())
    room.tab.panel.buttons["codes"].click()
    editor = room.dialog()
    line = editor.codes.first_missing()
    assert line is editor.codes.lines["outcome.refused"]
    assert editor.tabs.key == "codes"
    line.setText("RN")
    line.textEdited.emit("RN")
    room.save(editor)
    room.work()
    [made] = room.when(OutgoingState.MADE)
    codes = {one.key: (one.code, one.rows) for one in made.told.results}
    assert codes["outcome.refused"] == ("RN", 2)
    room.tab.panel.show_row(made.id)
    target = tmp_path / "copia.csv"
    monkeypatch.setattr(tabs, "ask_where", lambda *_: target)
    room.tab.panel.buttons["save"].click()
    room.until(lambda: any("copia.csv" in words for words in room.said))
    assert hashlib.sha256(target.read_bytes()).hexdigest() == made.told.sha256
    room.tab.panel.show_row(made.id)
    room.tab.panel.buttons["again"].click()
    room.until(lambda: made.name in room.said[-1])


def test_when_and_where_to_are_kept(room: Room, tmp_path: Path) -> None:
    editor = room.editor()
    all_codes(editor)
    page = editor.leaving
    page.is_on.setChecked(True)
    page.days[5].setChecked(True)
    page.folder.setText(str(tmp_path))
    page.folder.textEdited.emit("")
    page.emails.setText("a@banco.example, b@banco.example")
    page.emails.textEdited.emit("")
    room.save(editor)
    editor = room.editor()
    terms = editor.draft.terms
    assert (terms.is_on, terms.days, terms.folder) == (True, (0, 1, 2, 3, 4, 5), str(tmp_path))
    assert terms.emails == ("a@banco.example", "b@banco.example")
    assert not editor.save.isEnabled()
    editor.leaving.folder.setText("/no/such")
    editor.leaving.folder.textEdited.emit("")
    editor.save.click()
    room.until(lambda: editor.problem.isVisible())
    assert editor.isVisible()
    editor.stop.click()
    editor.done(QDialog.DialogCode.Rejected)


def test_without_a_connection_what_was_read_stays(room: Room) -> None:
    room.office.go_offline()
    room.until(lambda: not room.tab.make.isEnabled())
    assert "Sin conexión" in room.tab.kept.told.text() or "Without" in room.tab.kept.told.text()


def test_until_the_server_has_answered_no_file_is_said_to_be_missing(room: Room) -> None:
    workspace, guard = room.office.workspace, room.office.desktop.api._guard
    nowhere = FieldApi("http://127.0.0.1:9", guard=guard, on_tokens=lambda _: None)
    alone = replace(workspace, desk=replace(workspace.desk, api=nowhere))
    tab = OutgoingTab(room.tab.look, alone, room.office.status)
    room.qtbot.addWidget(tab)
    tab.show()
    tab.on_shown()

    def said() -> str:
        found = tab.box.stack.findChildren(QLabel)
        return " ".join(one.text() for one in found if one.isVisible())

    room.until(lambda: "offline" in said())
    tab.model.list.reload()
    room.until(lambda: tab.model.list.is_settled)
    assert "offline" in said()
    nowhere.close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_whose_file_it_is_about_is_asked_where_one_pressed(room: Room) -> None:
    """The act in the middle of the empty list opens its choice under itself, not in the header."""
    stack = room.tab.box.stack
    room.tab.show()
    room.tab.on_shown()
    room.until(lambda: stack.act is not None and stack.act.isVisible())
    room.until(lambda: len(room.tab.model.portfolios) > 1)
    for pressed in (stack.act, room.tab.terms):
        assert pressed is not None
        pressed.click()
        menu = next(one for one in room.tab.findChildren(QMenu) if one.isVisible())
        below = pressed.mapToGlobal(pressed.rect().bottomLeft())
        assert abs(menu.y() - below.y()) < 8
        menu.close()


def test_each_of_our_results_has_a_line(room: Room) -> None:
    editor = room.editor(OUTCOME_KEYS[3])
    assert next(iter(editor.codes.lines)) == OUTCOME_KEYS[3]
    assert set(OUTCOME_KEYS) <= set(editor.codes.lines)
    editor.done(QDialog.DialogCode.Rejected)


def test_a_column_that_is_dragged_stands_where_it_was_dropped(room: Room) -> None:
    editor = room.editor()
    page = editor.columns
    before = [one.field for one in editor.draft.terms.columns]
    parent = QModelIndex()
    page.list.model().moveRow(parent, 0, parent, 3)
    wanted = [*before[1:3], before[0], *before[3:]]
    room.until(lambda: [one.field for one in editor.draft.terms.columns] == wanted)
    assert page.list.item(2).text().startswith("3.")
    editor.done(QDialog.DialogCode.Rejected)


def test_what_was_typed_is_asked_about_before_it_is_lost(room: Room) -> None:
    editor = room.editor()
    assert (editor.would_lose, editor.save.isEnabled()) == (False, True)
    editor.columns.drop.click()
    editor.reject()
    assert editor.isVisible()
    [asked] = [one for one in editor.findChildren(Question) if one.isVisible()]
    asked.accept()
    room.until(lambda: not room.tab.findChildren(OutgoingEditor))
