"""The wizard over a real server: a file is brought, asked about, seen before it is taken, taken,
taken back; nothing that was said is lost on the way.
"""

from __future__ import annotations

from datetime import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kobra_desktop.models.portfolio.imports_steps import Step
from kobra_desktop.views.portfolio.importing.nightly import NightlyDialog
from kobra_desktop.views.portfolio.importing.undo import UndoDialog
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import ImportKind, ImportState
from tests.kobra_desktop.views.portfolio.wizard_room import HEADER, LINES, Room


def test_a_file_is_brought_seen_taken_and_taken_back(room: Room) -> None:
    """All five steps by the keyboard; the book is another only once it is taken."""
    room.bring(room.file(HEADER, *LINES))
    detail = room.wizard.detail
    assert detail.look.encoding == "cp1252"
    assert {one.column for one in detail.reading.survey.evidence} >= {"Saldo total", "Fecha corte"}
    room.go_on(Step.COLUMNS)
    assert not room.wizard.can_go_on
    room.answer_law()
    room.go_on(Step.VALUES)
    [asked] = room.wizard.said.unknown_values
    assert (asked.value, asked.count) == ("XZ", 1)
    room.page.choices[0].choose("withdrawn")
    room.go_on(Step.PREVIEW)
    item = room.wizard.detail.item
    assert (item.rows, item.new, item.refused) == (3, 2, 1)
    assert room.account("W-1") is None
    room.page.list.tabs.choose("refused")
    room.until(lambda: room.page.list.model.shown == 1)
    row = room.page.list.model.rows.row_at(0)
    assert (row.line, row.key) == (4, "W-3")
    room.page.list.table.selectRow(0)
    assert room.page.list.row.isVisible()
    assert "Nombre" in room.page.list.table.model().index(0, 3).data()
    room.go_on(Step.DONE)
    assert room.wizard.detail.item.state is ImportState.COMMITTED
    first, second = room.account("W-1"), room.account("W-2")
    assert first is not None
    assert second is not None
    assert first.balance_minor == 123_450_050
    assert second.state == "withdrawn"
    room.page.buttons["undo"].click()
    room.dialog(UndoDialog).act.click()
    room.until(lambda: room.wizard.detail.item.state is ImportState.UNDONE)
    assert room.account("W-1") is None


def test_going_back_loses_nothing_and_leaving_keeps_it(room: Room) -> None:
    """What was said of columns and values stands there again, also after the list was looked at."""
    room.bring(room.file(HEADER, *LINES))
    room.go_on(Step.COLUMNS)
    room.answer_law()
    room.go_on(Step.VALUES)
    room.page.choices[0].choose("paid")
    said = room.wizard.draft
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert room.wizard.step is Step.COLUMNS
    assert room.wizard.draft == said
    import_id = room.wizard.import_id
    assert room.tab.escape()
    assert not room.tab.is_wizard_open
    assert room.said
    room.office.sync()
    room.until(lambda: room.tab.model.row(import_id))
    room.tab.resume(import_id)
    room.until(lambda: room.wizard.detail is not None)
    assert room.wizard.draft == said


def test_a_question_that_no_row_decides_waits_for_a_yes(room: Room) -> None:
    """One cell, read both ways; the answer is read with the next step."""
    header = "Crédito;Nombre;Fecha corte"
    room.bring(room.file(header, "W-1;Ana Torres;05/11/2026", "W-2;Luis Vega;06/11/2026"))
    assert not room.wizard.can_go_on
    [(day_first, _)] = room.page.questions.choices
    assert "5 nov" in day_first.text()
    day_first.click()
    assert room.wizard.can_go_on
    room.go_on(Step.COLUMNS)
    room.answer_law()
    room.go_on(Step.VALUES)
    assert room.wizard.said.questions == ()


def test_what_was_answered_of_one_file_is_not_said_of_the_next(room: Room) -> None:
    """The next night's file asks the same, and nothing looks as if it were answered."""
    lines = ("Crédito;Nombre;Fecha corte", "W-1;Ana Torres;05/11/2026")
    room.bring(room.file(*lines))
    room.page.questions.choices[0][0].click()
    assert room.wizard.can_go_on
    assert room.tab.escape()
    room.bring(room.file(*lines, name="cartera_1120.csv"))
    assert not room.wizard.can_go_on
    assert not any(button.isChecked() for pair in room.page.questions.choices for button in pair)


def test_the_second_time_the_mapping_is_remembered_and_nothing_changes(room: Room) -> None:
    """Law five and law seven, as a person meets them."""
    path = room.file(HEADER, *LINES)
    room.bring(path)
    room.go_on(Step.COLUMNS)
    room.answer_law()
    room.go_on(Step.VALUES)
    room.page.choices[0].choose("withdrawn")
    room.go_on(Step.PREVIEW)
    room.go_on(Step.DONE)
    room.page.buttons["close"].click()
    room.bring(path)
    assert room.wizard.detail.is_remembered
    assert room.wizard.said.unknown_values == ()
    room.wizard.know_not(Target.AUTHORISED_ON)
    assert room.wizard.said.is_ready_at_once
    room.page.remembered.click()
    assert room.wizard.step is Step.PREVIEW
    item = room.wizard.detail.item
    assert (item.new, item.changed, item.same, item.refused) == (0, 0, 2, 1)


def test_refused_rows_leave_as_their_file_and_the_night_reads_as_this_one(room: Room) -> None:
    """The file holds only what was not taken; the portfolio's file is looked for from then on."""
    room.bring(room.file(HEADER, LINES[0], LINES[2]))
    room.go_on(Step.COLUMNS)
    room.answer_law()
    room.go_on(Step.VALUES)
    room.go_on(Step.PREVIEW)
    room.go_on(Step.DONE)
    import_id, deeds = room.wizard.import_id, room.tab.deeds
    target, told = room.folder / "rechazadas.csv", list[object]()
    deeds.acts.save_refused(import_id, target, lambda: told.append(None), told.append)
    room.until(lambda: told)
    assert told == [None]
    header, row, *rest = target.read_text("cp1252").splitlines()
    assert header.startswith("Crédito;Nombre")
    assert row.startswith("W-3;;")
    assert not any(rest)
    room.tab.leave()
    room.office.sync()
    room.until(lambda: room.tab.model.row(import_id))
    deeds.ask_night(import_id)
    form = room.dialog(NightlyDialog)
    assert form.fields["pattern"].value == "cartera_*.csv"
    form.folder.put(str(room.folder))
    form.submit()
    room.until(lambda: len(room.said) == 1)
    portfolio_id = room.office.world.portfolios[0].id
    held: list[Any] = []
    deeds.acts.nightly(portfolio_id, held.extend, told.append)
    room.until(lambda: held)
    assert (held[0].pattern, held[0].expected_by, held[0].is_on) == ("cartera_*.csv", time(6), True)
    assert held[0].mapping is not None
    assert held[0].key_made_at is None


def test_a_file_of_the_night_gets_an_upload_address_whose_key_is_shown_once(room: Room) -> None:
    """Made before anything is saved, shown to be copied, and closed again."""
    room.bring(room.file(HEADER, *LINES))
    import_id, deeds = room.wizard.import_id, room.tab.deeds
    room.tab.leave()
    room.office.sync()
    room.until(lambda: room.tab.model.row(import_id))
    deeds.ask_night(import_id)
    form = room.dialog(NightlyDialog)
    assert not form.address.made.isVisible()
    form.address.make.click()
    room.until(form.address.made.isVisible)
    assert "/api/v1/nightly/" in form.address.url.text()
    first = form.address.key.text()
    assert len(first) > 40
    form.address.make.click()
    room.until(lambda: form.address.key.text() != first)
    form.reject()
    deeds.ask_night(import_id)
    form = room.dialog(NightlyDialog)
    assert form.folder.value in (None, "")
    assert form.address.key.text() == ""
    assert not form.address.made.isVisible()
    form.address.end.click()
    room.until(lambda: form.address.end.isHidden())
    form.reject()


def test_another_way_of_writing_is_read_at_once(room: Room) -> None:
    """A person says that the letters are others; the columns that were said stay."""
    room.bring(room.file(HEADER, *LINES))
    room.page.choices["encoding"].choose("cp850")
    room.until(lambda: not room.wizard.job.is_running and room.wizard.detail.look)
    assert room.wizard.detail.look.encoding == "cp850"
    assert room.wizard.detail.look.headers[0] != "Crédito"


def test_a_file_that_is_no_table_says_so_and_can_be_discarded(room: Room) -> None:
    """Nothing to go on with, and nothing left behind."""
    path = room.folder / "foto.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    tab = room.tab
    tab.take_files([path])
    start = tab.sheet.start
    room.until(lambda: start.problem.text())
    start.portfolio.choose(room.office.world.portfolios[0].id)
    start.kind.choose(ImportKind.ACCOUNTS)
    start.send.click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    assert room.wizard.detail.item.state is ImportState.FAILED
    assert not room.wizard.can_go_on
    assert room.page.notes.count() == 1
