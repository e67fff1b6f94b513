"""Retenidos: what was set aside is seen with its remedy, and what can be done is done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel

from kobra_desktop.api.http import FieldApi
from kobra_desktop.models.administration.aside import AsideModel
from kobra_desktop.views.administration.aside import AsideTab, suggested_name
from kobra_desktop.views.administration.aside_content import ContentDialog, by_bytes, shown
from kobra_desktop.views.dialogs.held import HeldDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_domain.answers import AsideKind
from tests.field_api.submissions.phone import publish
from tests.kobra_desktop.views.administration.aside_things import send_what_cannot_be_taken
from tests.kobra_desktop.views.administration.conftest import Desk


def opened(desk: Desk, lines: int = 5) -> Any:
    tab = desk.open("aside")
    desk.until(lambda: tab.model.is_loaded and len(rows(tab)) == lines)
    return tab


def rows(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def choose(desk: Desk, tab: Any, reason: str) -> Any:
    row = next(one for one in rows(tab) if one.item.reason == reason)
    tab.choose(row.id)
    desk.until(lambda: tab.panel.isVisible())
    return row


def test_everything_set_aside_is_in_one_list_with_its_remedy(desk: Desk) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    kinds = [row.item.kind for row in rows(tab)]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        AsideKind.FORMS: 2,
        AsideKind.ATTACHMENTS: 1,
        AsideKind.POSITIONS: 2,
    }
    row = choose(desk, tab, "null_island")
    assert (row.agent, row.item.count) == ("Ana Ruiz · AG-01", 3)
    said = " ".join(one.text() for one in tab.panel.findChildren(QLabel))
    assert row.remedy in said
    assert "GPS" in said
    choose(desk, tab, "no_consent")
    assert tab.panel.buttons == {}


def test_a_form_is_taken_once_its_questionnaire_is_published(desk: Desk) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    choose(desk, tab, "unknown_form")
    tab.panel.buttons["take"].click()
    desk.until(lambda: desk.said)
    assert len(rows(tab)) == 5
    publish(desk.office.server.database, form_id="visita_nueva")
    tab.panel.buttons["take"].click()
    desk.until(lambda: len(rows(tab)) == 4)
    assert desk.said[-1] == "Taken."
    assert not tab.panel.isVisible()


def test_the_bytes_are_seen_and_saved(desk: Desk, tmp_path: Path) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    row = choose(desk, tab, "unreadable_xml")
    assert "take" not in tab.panel.buttons
    tab.panel.buttons["look"].click()
    dialog = desk.dialog(ContentDialog)
    assert dialog.text.toPlainText() == "<data id='x'>"
    done: list[bool] = []
    tab.model.save(row, tmp_path / "copia.xml", lambda: done.append(True), done.append)
    desk.until(lambda: done)
    assert (tmp_path / "copia.xml").read_bytes() == b"<data id='x'>"
    tab.model.save(row, tmp_path / "no" / "x.xml", lambda: None, done.append)
    desk.until(lambda: len(done) == 2)
    assert getattr(done[1], "code", "") == "file_not_written"
    photo = choose(desk, tab, "no_form")
    assert suggested_name(photo) == "IMG_0042.jpg"
    assert suggested_name(row).startswith("AG-01-unreadable_xml-")
    reports = choose(desk, tab, "null_island")
    seen: list[bytes] = []
    tab.model.content(reports, seen.append, lambda problem: None)
    desk.until(lambda: seen)
    assert seen[0].count(b"null_island") == 3


def test_it_is_discarded_with_a_reason(desk: Desk) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    choose(desk, tab, "null_island")
    tab.panel.buttons["discard"].click()
    dialog = desk.dialog(ReasonDialog)
    dialog.text.setText("Prueba")
    dialog.submit()
    desk.until(lambda: len(rows(tab)) == 4)
    audit = desk.open("audit")
    desk.until(lambda: len(rows(audit)) > 0 and "Discarded" in rows(audit)[0].act)
    assert "Prueba" in rows(audit)[0].details


def test_chips_and_search_narrow_it(desk: Desk) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    tab.box.chips["kind"].set_values(["forms"])
    desk.until(lambda: len(rows(tab)) == 2)
    tab.box.clear_filters()
    desk.until(lambda: len(rows(tab)) == 5)
    tab.box.search.setText("img_0042")
    desk.until(lambda: len(rows(tab)) == 1)


def test_without_connection_it_is_said_and_nothing_can_be_done(desk: Desk) -> None:
    send_what_cannot_be_taken(desk.office)
    tab = opened(desk)
    choose(desk, tab, "null_island")
    assert tab.panel.buttons["discard"].isEnabled()
    desk.office.go_offline()
    desk.until(lambda: not tab.panel.buttons["discard"].isEnabled())
    assert "Without connection" in tab.kept.told.text()


def test_a_server_that_is_not_there_is_said_and_can_be_tried_again(desk: Desk, qtbot: Any) -> None:
    workspace = desk.office.workspace
    nowhere = FieldApi(
        "http://127.0.0.1:9", guard=desk.office.desktop.api._guard, on_tokens=lambda _: None
    )
    alone = replace(workspace, desk=replace(workspace.desk, api=nowhere))
    tab = AsideTab(desk.page.look, AsideModel(alone, desk.office.status))
    qtbot.addWidget(tab)
    tab.show()
    tab.on_shown()

    def said() -> set[str]:
        return {one.text() for one in tab.box.stack.findChildren(QLabel) if one.isVisible()}

    desk.until(lambda: "offline" in said())
    tab.model.list.reload()  # what the list reads by itself says nothing of the server
    desk.until(lambda: tab.model.list.is_loaded and not tab.model.is_asking)
    QCoreApplication.processEvents()
    assert "offline" in said()
    nowhere.close()


def test_nothing_set_aside_is_said_and_edits_parked_here_have_their_way(desk: Desk) -> None:
    tab = desk.open("aside")
    desk.until(lambda: tab.model.is_loaded and not tab.box.stack.is_content)
    assert not tab.parked.isVisible()
    status = desk.office.status
    status.show(replace(status.status, parked=1, rejected=1))
    desk.until(lambda: tab.parked.isVisible())
    assert "2 change" in tab.parked.text()
    tab.parked.click()
    assert desk.dialog(HeldDialog).isVisible()


def test_what_is_no_text_is_shown_by_its_bytes() -> None:
    assert shown("año".encode()) == "año"
    assert shown(b"\xff\xd8\xff\x00") == "00000000  ff d8 ff 00" + " " * 38 + "...."
    assert shown(b"a\0b").startswith("00000000  61 00 62")
    long = ("ñ" * 150_000).encode()
    assert shown(b"a" + long)[-1] == "ñ"
    assert by_bytes(bytes(range(32))).count("\n") == 1
