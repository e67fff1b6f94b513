"""The wizard where things go otherwise: widths instead of separators, another country, uploads and
readings that are stopped, servers and programs that die, others at work on the same portfolio.
"""

from __future__ import annotations

import os
import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from field_api.change_log.rows import entities
from field_api.imports.nightly import Nightly
from kobra_desktop.api import imports as online
from kobra_desktop.api import session
from kobra_desktop.api.http import FieldApi
from kobra_desktop.models.portfolio.imports_mapping import meaning
from kobra_desktop.models.portfolio.imports_steps import Step
from kobra_desktop.store import rows
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.portfolio.importing.fixed import FixedDialog
from kobra_domain.alerts import AlertState
from kobra_domain.imports.formats import FileForm
from kobra_domain.imports.targets import Target
from kobra_domain.imports.things import Import, ImportKind, ImportState
from kobra_domain.portfolios import Account, Address, Portfolio
from tests.kobra_desktop.views.columns import draw_column
from tests.kobra_desktop.views.portfolio.wizard_room import HEADER, LINES, Room
from tests.system.station import PASSWORD

PLAIN = "Crédito;Nombre;Saldo total"
ROWS = ("W-1;Ana Torres;1.234.500,50", "W-2;Luis Vega;2.000.000,00")


def on_server(room: Room, kind: type[Any]) -> list[Any]:
    """All rows of a kind, as the server has them."""
    with room.office.server.database.read() as connection:
        return entities(connection, kind)


def state_of(room: Room, import_id: str) -> ImportState:
    """Where a file stands at the server."""
    [found] = [one for one in on_server(room, Import) if one.id == import_id]
    state: ImportState = found.state
    return state


class Colleague:
    """Another supervisor's program, at the same server."""

    def __init__(self, room: Room) -> None:
        self.api = FieldApi(
            room.office.server.base, guard=threading.Lock(), on_tokens=lambda _: None
        )
        session.sign_in(self.api, email=room.office.world.users[0].email, password=PASSWORD)
        self.portfolio_id = room.office.world.portfolios[0].id

    def ready(self, room: Room, path: Any) -> str:
        """A file of theirs, read to its plan."""
        found = online.send(
            self.api,
            path,
            portfolio_id=self.portfolio_id,
            kind=ImportKind.ACCOUNTS,
            name=path.name,
        )
        room.until(lambda: state_of(room, found.item.id) is ImportState.READY)
        return found.item.id


def test_columns_of_fixed_width(room: Room) -> None:
    """Said by name, first letter and width; the sample shows where columns begin."""
    lines = [f"{number:<8}{name:<20}{saldo:>14}" for number, name, saldo in (
        ("W-1", "Ana Torres", "1.234.500,50"), ("W-2", "Luis Vega", "2.000.000,00"),
    )]  # fmt: skip
    room.bring(room.file(*lines, name="cartera.txt"), ImportKind.ACCOUNTS)
    assert room.wizard.detail.item.state is ImportState.FAILED  # without widths it has no headers
    assert room.wizard.first_lines[0].startswith("W-1     Ana")
    room.page.fixed.click()
    dialog = room.dialog(FixedDialog)
    dialog.text.put("credito 1 8\nnombre 9 20\nsaldo 29 14")
    dialog.submit()
    room.until(lambda: not room.wizard.job.is_running and room.wizard.draft.fixed)
    detail = room.wizard.detail
    assert detail.look.form is FileForm.FIXED
    assert detail.item.rows == 2
    room.go_to_preview()
    room.until(lambda: room.page.list.model.shown == 2)
    row = room.page.list.model.rows.row_at(0)
    assert (row.key, row.name) == ("W-1", "Ana Torres")
    room.go_on(Step.DONE)
    account = room.account("W-2")
    assert account is not None
    assert account.balance_minor == 200_000_000


def test_mexico_asks_who_gave_the_address(room: Room) -> None:
    """Given or found is said for all rows; in Mexico nothing else is asked."""
    office = room.office
    [held] = [one for one in on_server(room, Portfolio) if one.id == office.world.portfolios[0].id]
    office.server.edit(held, country="MX", currency="MXN", time_zone="America/Mexico_City")
    office.sync()
    room.restart()
    header = "Crédito;Nombre;Calle y número;Colonia;Municipio;CP;Saldo"
    room.bring(room.file(header, "M-1;Ana Torres;Reforma 12;Centro;Puebla;72000;1,234.50"))
    room.go_on(Step.COLUMNS)
    law = room.page.law
    assert set(law.choices) == {Target.ADDRESS_SOURCE}
    assert not room.wizard.can_go_on
    law.choices[Target.ADDRESS_SOURCE].choose("found")
    room.go_on(Step.VALUES)
    room.go_on(Step.PREVIEW)
    room.go_on(Step.DONE)
    account = room.account("M-1")
    assert account is not None
    assert (account.balance_minor, account.currency) == (123_450, "MXN")
    [door] = [one for one in on_server(room, Address) if one.street.startswith("Reforma")]
    assert door.origin == "found"


def test_an_upload_is_stopped_and_begun_again(room: Room) -> None:
    """The server keeps nothing of it, and the file is still at hand."""
    room.choose(room.file(PLAIN, *ROWS))
    start = room.tab.sheet.start
    start.send.click()
    assert room.tab.sheet.stop.isVisible()
    room.tab.sheet.stop.click()
    room.until(lambda: not room.wizard.job.is_running)
    assert room.wizard.detail is None
    assert on_server(room, Import) == []
    assert start.send.isEnabled()
    start.send.click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    assert len(on_server(room, Import)) == 1


def test_a_server_that_dies_during_the_upload_loses_nothing(room: Room) -> None:
    """A sentence, the file at hand, and the same press again."""
    room.choose(room.file(PLAIN, *ROWS))
    room.proxy.arm("refuse", "POST /api/v1/imports")
    start = room.tab.sheet.start
    start.send.click()
    room.until(lambda: not room.wizard.job.is_running)
    assert room.proxy.done == 1
    assert len(room.said) == 1
    assert room.wizard.file is not None
    assert on_server(room, Import) == []
    start.send.click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    assert room.wizard.detail.item.state is ImportState.READY


def test_a_file_that_the_server_finds_too_large_is_said(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """413 in words; it is still at hand, and can be put away."""
    monkeypatch.setattr("field_api.imports.bringing.MOST_BYTES", 20)
    room.choose(room.file(PLAIN, *ROWS))
    room.tab.sheet.start.send.click()
    room.until(lambda: not room.wizard.job.is_running)
    [words] = room.said
    assert "MB" in words
    assert on_server(room, Import) == []
    room.tab.sheet.start.drop.click()
    assert not room.tab.is_wizard_open
    room.until(lambda: room.tab.start.waiting == [])


@pytest.mark.parametrize("is_gone", [True, False], ids=["gone", "held"])
def test_a_file_that_cannot_be_read_any_more_is_said(
    room: Room, monkeypatch: pytest.MonkeyPatch, is_gone: bool
) -> None:
    """It lay on a disk that was taken out, or a spreadsheet holds it; it may be sent once more."""
    path = room.file(PLAIN, *ROWS)
    room.choose(path)

    def held(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "held by another", str(path))

    with monkeypatch.context() as while_held:
        if is_gone:
            path.unlink()
        else:
            while_held.setattr("kobra_desktop.api.imports.send", held)
        room.tab.sheet.start.send.click()
        room.until(lambda: not room.wizard.job.is_running)
    [words] = room.said
    assert path.name in words
    assert room.tab.is_wizard_open


def test_a_reading_is_stopped_and_begun_again(room: Room) -> None:
    """Another file has its turn; this one stays, and is read when a person says so."""
    busy = threading.Event()
    room.office.server.app.state.importer._readers.submit(busy.wait)
    room.choose(room.file(PLAIN, *ROWS))
    room.tab.sheet.start.send.click()
    stop = room.tab.sheet.stop
    room.until(lambda: on_server(room, Import) and stop.isVisible())
    room.until(lambda: room.wizard.job.progress and room.wizard.job.progress.doing == "reading")
    stop.click()
    room.until(lambda: room.wizard.said.is_unread and not room.wizard.job.is_running)
    assert not room.wizard.can_go_on
    busy.set()
    room.wizard.read_now()
    room.until(lambda: room.wizard.detail.item.state is ImportState.READY)
    assert room.wizard.detail.item.rows == 2


def test_a_file_is_discarded(room: Room) -> None:
    """Asked about first; the server keeps nothing of its rows."""
    room.bring(room.file(PLAIN, *ROWS))
    import_id = room.wizard.import_id
    room.tab.sheet.discard.click()
    room.dialog(Question).act.click()
    room.until(lambda: not room.tab.is_wizard_open)
    assert state_of(room, import_id) is ImportState.DISCARDED
    assert room.tab.start.drafts == {}
    room.office.sync()
    room.until(lambda: room.tab.model.row(import_id))
    room.tab.choose(import_id)
    room.until(lambda: room.tab.panel.isVisible())
    assert "discard" not in room.tab.panel.buttons


def test_widths_and_what_columns_are_stay(room: Room) -> None:
    """A width that a hand drew and a column that a person said, there and back and for the next
    file.
    """
    room.bring(room.file(PLAIN, *ROWS))
    room.go_on(Step.COLUMNS)
    table = room.page.table
    draw_column(table, 0, -40)
    drawn = table.columnWidth(0)
    room.page.table.choose("Saldo total")
    room.page.unit.choose(1_000)
    room.answer_law()
    room.go_on(Step.VALUES)
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert room.page.table.columnWidth(0) == drawn
    [use] = [one for one in room.wizard.draft.columns if one.header == "Saldo total"]
    assert use.unit == 1_000
    assert room.page.unit.chosen == 1_000


def test_a_killed_program_goes_on_where_it_was(room: Room) -> None:
    """Between any two steps another process finds the file, and what was said of it."""
    room.bring(room.file(HEADER, *LINES))
    import_id = room.wizard.import_id

    def again() -> None:
        said, files = room.wizard.draft, len(on_server(room, Import))
        room.restart()
        room.until(lambda: room.tab.model.row(import_id))
        room.tab.resume(import_id)
        room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
        assert room.wizard.draft == said
        assert len(on_server(room, Import)) == files == 1

    room.office.sync()
    again()
    room.go_on(Step.COLUMNS)
    room.answer_law()
    room.go_on(Step.VALUES)
    room.page.choices[0].choose("withdrawn")
    room.wizard.go_back()
    again()
    room.go_on(Step.COLUMNS)
    room.page.law.unknown[Target.AUTHORISED_ON].click()
    room.go_on(Step.VALUES)
    assert meaning(room.wizard.draft, "Estado", "XZ") == "withdrawn"
    room.go_on(Step.PREVIEW)
    again()
    room.go_on(Step.COLUMNS)
    room.page.law.unknown[Target.AUTHORISED_ON].click()
    room.go_on(Step.VALUES)
    room.go_on(Step.PREVIEW)
    room.wizard.go_on()  # and dies with the press
    room.until(lambda: state_of(room, import_id) is ImportState.COMMITTED)
    room.office.sync()
    room.restart()
    room.until(lambda: room.tab.model.row(import_id))
    room.tab.resume(import_id)
    room.until(lambda: room.wizard.step is Step.DONE)
    assert room.account("W-2").state == "withdrawn"  # type: ignore[union-attr]


def test_rows_are_pasted_and_taken_after_a_file(room: Room) -> None:
    """What was dropped and what was pasted come one after another, each of its own kind."""
    room.choose(room.file(PLAIN, *ROWS))
    QGuiApplication.clipboard().setText(
        "credito\tvalor_pago\tfecha_pago\nW-1\t1.200,50\t2026-11-19\n"
    )
    room.tab.take_text(QGuiApplication.clipboard().text())
    assert "1" in room.said[-1]
    room.tab.sheet.start.send.click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    assert room.wizard.place == (1, 2)
    room.go_to_preview()
    room.go_on(Step.DONE)
    room.page.buttons["next"].click()
    start = room.tab.sheet.start
    room.until(lambda: start.kind.chosen is ImportKind.PAYMENTS)
    assert room.wizard.place == (2, 2)
    start.portfolio.choose(room.office.world.portfolios[0].id)
    start.send.click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    for step in (Step.COLUMNS, Step.VALUES, Step.PREVIEW, Step.DONE):
        room.go_on(step)
    assert (room.wizard.detail.item.kind, room.wizard.detail.item.new) == (ImportKind.PAYMENTS, 1)
    assert "next" not in room.page.buttons
    room.until(lambda: room.tab.start.waiting == [])


def test_two_supervisors_take_one_portfolio_at_once(room: Room) -> None:
    """Who comes second is told, and sees what will happen now: nothing twice."""
    path = room.file(PLAIN, *ROWS)
    room.bring(path)
    room.go_to_preview()
    assert room.wizard.detail.item.new == 2
    colleague = Colleague(room)
    theirs = colleague.ready(room, path)
    online.commit(colleague.api, theirs, closes_absent=False)
    room.until(lambda: state_of(room, theirs) is ImportState.COMMITTED)
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: room.said and not room.wizard.job.is_running)
    assert room.wizard.step is Step.PREVIEW
    item = room.wizard.detail.item
    assert (item.new, item.changed + item.same) == (0, 2)
    room.go_on(Step.DONE)
    numbers = [one.number for one in on_server(room, Account) if one.number.startswith("W-")]
    assert sorted(numbers) == ["W-1", "W-2"]


def test_an_edit_meanwhile_is_seen_and_stays(room: Room) -> None:
    """The book is another than the plan saw: it is planned anew, and her edit is in it."""
    room.bring(room.file(PLAIN, *ROWS))
    room.go_to_preview()
    room.go_on(Step.DONE)
    room.page.buttons["close"].click()
    room.bring(room.file(PLAIN, "W-1;Ana Torres;900.000,00", ROWS[1], name="cartera_1120.csv"))
    room.wizard.know_not(Target.AUTHORISED_ON)
    room.wizard.go_to_preview()
    assert room.wizard.step is Step.PREVIEW
    assert room.wizard.detail.item.changed == 1
    [held] = [one for one in on_server(room, Account) if one.number == "W-1"]
    room.office.server.edit(held, segment="VIP")
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: room.said and not room.wizard.job.is_running)
    assert room.wizard.step is Step.PREVIEW
    room.go_on(Step.DONE)
    account = room.account("W-1")
    assert account is not None
    assert (account.segment, account.balance_minor) == ("VIP", 90_000_000)


def test_a_held_file_is_looked_at_and_taken(room: Room) -> None:
    """The alert names it, the wizard says why, and once it is taken nobody is asked any more."""
    server, folder = room.office.server, room.folder / "buzon"
    folder.mkdir()
    admin = Colleague(room).api
    wish = {"folder": str(folder), "pattern": "cartera*.csv", "expected_by": "06:00"}
    path = f"/portfolios/{room.office.world.portfolios[0].id}/nightly/accounts"
    admin.request("PUT", path, json=wish)
    file = room.file(PLAIN, *ROWS)
    at = server.clock().timestamp()
    os.utime(file, (at, at))
    file.rename(folder / file.name)
    job = Nightly(server.database, server.app.state.importer, server.settings)
    job.look(server.clock())
    server.clock.forward(seconds=31)
    assert job.look(server.clock()) == 1
    room.until(lambda: [one.state for one in on_server(room, Import)] == [ImportState.HELD])
    room.office.sync()
    [held] = on_server(room, Import)

    def alerts() -> list[Any]:
        with room.office.desktop.replica.reading() as connection:
            found = rows.entities(connection, "alert")
        return [one for one in found if one.import_id == held.id]

    assert {one.state for one in alerts()} == {AlertState.OPEN}
    room.until(lambda: room.tab.model.row(held.id))
    room.tab.choose(held.id)
    room.until(lambda: "open" in room.tab.panel.buttons)
    room.tab.panel.buttons["open"].click()
    room.until(lambda: room.wizard.detail is not None and not room.wizard.job.is_running)
    assert room.wizard.step is Step.PREVIEW
    assert room.page.notes.count() > 0
    words = room.tab.sheet.next.text()
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.until(lambda: room.wizard.step is Step.DONE and not room.wizard.job.is_running)
    assert words == "Take it all the same"
    room.office.sync()
    assert {one.state for one in alerts()} == {AlertState.OVER}


def test_another_portfolios_file_is_asked_about_before_it_is_taken(room: Room) -> None:
    """Loudly, with the other's name; a second press takes it all the same."""
    office = room.office
    ids = [one.id for one in office.world.portfolios[:2]]
    mine, other = (next(one for one in on_server(room, Portfolio) if one.id == id_) for id_ in ids)
    office.server.edit(other, institution_id=mine.institution_id)
    colleague = Colleague(room)
    colleague.portfolio_id = other.id
    path = room.file(PLAIN, *ROWS)
    online.commit(colleague.api, colleague.ready(room, path), closes_absent=False)
    room.bring(path)
    room.go_to_preview()
    assert room.wizard.detail.elsewhere.portfolio == other.name
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    asked = room.dialog(Question)
    assert room.wizard.step is Step.PREVIEW
    asked.leave.click()
    assert room.wizard.detail.item.state is ImportState.READY
    QTest.keyClick(room.tab.sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    room.dialog(Question).act.click()
    room.until(lambda: room.wizard.step is Step.DONE)
