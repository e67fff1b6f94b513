"""Datos personales: a hold, a restriction, an erasure, as an administrator does them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from field_api.change_log.record import record
from kobra_desktop.commands.edits import edit
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.store.queries.portfolios import parties_found
from kobra_desktop.store.tables import SENT
from kobra_desktop.views.administration.privacy_forms import ErasureDialog, HoldDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_domain.portfolios import Account, Party
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.world import NOW


def _party(desk: Desk) -> Party:
    return next(one for one in desk.office.world.entities if isinstance(one, Party))


def _find(desk: Desk, form: Any, party: Party) -> None:
    """Type a name and take the first that is found."""
    form.finder.line.setText(party.name)
    form.finder.line.textEdited.emit(party.name)  # QTest types no accents
    desk.until(lambda: form.finder.hits.count())
    ids = [form.finder.hits.item(n).data(0x0100) for n in range(form.finder.hits.count())]
    form.finder.hits.itemActivated.emit(form.finder.hits.item(ids.index(party.id)))


def _settle(desk: Desk, party: Party) -> None:
    """The person owes nothing."""
    for one in desk.office.world.entities:
        if isinstance(one, Account) and party.id in {p.party_id for p in one.parties}:
            paid = replace(one, balance_minor=0, overdue_minor=0)
            if paid != one:
                with desk.office.server.database.begin() as connection:
                    record(connection, paid, one, at=NOW)


def test_that_nobody_is_found_is_said(desk: Desk) -> None:
    tab = desk.open("privacy")
    tab.erase.click()
    finder = desk.dialog(ErasureDialog).finder
    QTest.keyClicks(finder.line, "zzzz")
    desk.until(finder.nobody.isVisible)
    QTest.keyClick(finder.line, Qt.Key.Key_Backspace)
    assert not finder.nobody.isVisible()


def _confirmed(desk: Desk) -> set[str]:
    """What this desk remembers to have written to, should the server forget it."""
    with desk.office.workspace.desk.store.reading() as connection:
        return set(connection.scalars(select(SENT.c.entity_id)))


def test_a_hold_is_placed_seen_and_lifted(desk: Desk) -> None:
    tab, party = desk.open("privacy"), _party(desk)
    assert not tab.lift.isEnabled()
    desk.page.create_new()
    form = desk.dialog(HoldDialog)
    _find(desk, form, party)
    form.ordered_by.put("Juzgado 12 Civil")
    form.case_number.put("2026-00123")
    form.save.click()
    desk.until(lambda: tab.model.list.held.rows)
    [row] = tab.model.list.held.rows
    assert (row.party.id, row.hold.case_number) == (party.id, "2026-00123")
    desk.office.sync()
    tab.choose(row.id)
    desk.until(tab.lift.isEnabled)
    tab.lift.click()
    desk.until(lambda: tab.model.row(row.id).hold.lifted_at)
    desk.until(lambda: not tab.lift.isEnabled())


def test_what_must_be_kept_is_restricted_and_said(desk: Desk) -> None:
    tab, party = desk.open("privacy"), _party(desk)
    tab.erase.click()
    form = desk.dialog(ErasureDialog)
    _find(desk, form, party)
    form.reason.put("Solicitud 18")
    QTest.keyClick(form.reason.typing.focus, Qt.Key.Key_Return)
    assert form.save.isEnabled()  # what cannot be undone is pressed, not slipped into
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    desk.until(lambda: [row.party.id for row in tab.model.list.held.rows] == [party.id])
    tab.choose(party.id)
    desk.until(tab.lift.isEnabled)
    tab.lift.click()
    why = desk.dialog(ReasonDialog)
    why.text.setText("El juez lo levantó")
    why.save.click()
    desk.until(lambda: not tab.model.list.held.rows)


def test_who_is_erased_is_found_no_more(desk: Desk) -> None:
    tab, party = desk.open("privacy"), _party(desk)
    _settle(desk, party)
    desk.office.sync()
    store = desk.office.workspace.desk.store
    assert party.id in dict(parties_found(store, party.name))
    changes = {"document_number": "9.999.999"}
    edit(desk.office.workspace.desk, "party.edit", party.id, changes)
    visit = next(v for v in desk.office.world.visits if v.party_id == party.id)
    edit_visit(desk.office.workspace.desk, visit.id, note="Perro bravo")
    desk.office.sync()
    assert _confirmed(desk) >= {party.id, visit.id}
    tab.erase.click()
    form = desk.dialog(ErasureDialog)
    _find(desk, form, party)
    form.reason.put("Solicitud 18")
    form.save.click()
    desk.until(lambda: desk.said)
    desk.office.sync()
    assert party.id not in dict(parties_found(store, party.name))
    assert not _confirmed(desk) & {party.id, visit.id}


def test_erasing_waits_for_the_server_and_a_hold_does_not(desk: Desk) -> None:
    tab = desk.open("privacy")
    assert tab.erase.isEnabled()
    desk.office.go_offline()
    desk.until(lambda: not tab.erase.isEnabled())
    desk.page.create_new()
    desk.dialog(HoldDialog).reject()


def test_without_a_person_it_is_said_where(desk: Desk) -> None:
    tab = desk.open("privacy")
    tab.erase.click()
    form = desk.dialog(ErasureDialog)
    form.reason.put("Solicitud 18")
    form.save.click()
    assert form.holder.problem
