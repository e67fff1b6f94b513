"""Envíos: what left, waits or failed; resent, taken back, paused; and the mail server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtGui import QColor, QTextFormat
from PySide6.QtWidgets import QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop import resources
from kobra_desktop.api.http import FieldApi
from kobra_desktop.views.administration.sending.letter import LetterDialog
from kobra_desktop.views.administration.sending.mail_form import MailForm, TestForm
from kobra_desktop.views.administration.sending.tab import SendingTab
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.theme import Look, ThemeChoice
from kobra_domain.deliveries import DeliveryState
from kobra_domain.sending import DeliveryLetter
from tests.field_api.mail.postbox import Postbox, postbox
from tests.kobra_desktop.views.administration.conftest import Desk
from tests.kobra_desktop.views.administration.sending_things import put_deliveries

S = DeliveryState


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as made:
        yield made


def opened(desk: Desk, part: str = "deliveries", lines: int = 7) -> Any:
    desk.page.restore({"tab": "sending", "lists": {"part": part}})
    tab: Any = desk.page.tab
    desk.until(lambda: tab.model.is_loaded)
    if part == "deliveries":
        desk.until(lambda: len(rows(tab)) == lines)
    return tab


def rows(tab: Any) -> list[Any]:
    model = tab.model.list.model
    return [model.row_at(line) for line in range(model.rowCount())]


def choose(desk: Desk, tab: Any, state: DeliveryState) -> Any:
    row = next(one for one in rows(tab) if one.delivery.state is state)
    tab.choose(row.id)
    desk.until(lambda: tab.part.panel.isVisible() and tab.part.box.chosen_id == row.id)
    return row


def said(widget: Any) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_each_state_is_seen_with_its_reason(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    told = {row.delivery.state: row.why for row in rows(tab) if row.channel == "Correo"}
    assert told[S.FAILED] == (
        "Destinatario no aceptado por el servidor de correo. (550 5.1.1 no such user)"
    )
    assert "se repite una vez" in told[S.MAYBE_SENT]
    assert told[S.UNSENT] == "Una regla no permite que salga."
    offered = {
        S.WAITING: {"letter", "cancel"},
        S.SENT: {"letter", "resend"},
        S.MAYBE_SENT: {"letter", "resend"},
        S.UNSENT: {"letter"},
        S.CANCELLED: {"letter", "resend"},
    }
    for state, acts in offered.items():
        choose(desk, tab, state)
        assert set(tab.part.panel.buttons) == acts, state
    assert "There is no mail server yet: 1 wait." in said(tab)
    part = tab.part
    part.box.chips["state"].set_values(["failed"])
    desk.until(lambda: len(rows(tab)) == 2)
    part.box.clear_filters()
    part.box.search.setText("persona3")
    desk.until(lambda: len(rows(tab)) == 1)


def test_beside_the_panel_how_when_and_what_stay_whole(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    choose(desk, tab, S.UNSENT)  # its reason is the longest, its address a long one
    table = tab.part.box.table
    table.resize(760, table.height())  # of a window of 1366
    model, cells = tab.model.list.model, table.itemDelegate()
    header, keys = table.horizontalHeader(), [one.key for one in model.columns]
    for key in ("state", "what", "made"):
        section = keys.index(key)
        for line in range(model.rowCount()):
            need = cells.need(model.cell(model.index(line, section)))
            assert header.sectionSize(section) >= need, key
    assert model.cell(model.index(0, 0)).mark == "icon:clock"


def test_in_large_text_too_how_and_when_stay_whole_beside_the_panel(desk: Desk) -> None:
    desk.page.look.apply(ThemeChoice.LIGHT, 1.5)
    put_deliveries(desk.office)
    tab = opened(desk)
    choose(desk, tab, S.UNSENT)
    table = tab.part.box.table
    table.resize(714, table.height())  # of a window of 1366
    model, cells, header = tab.model.list.model, table.itemDelegate(), table.horizontalHeader()
    keys = [one.key for one in model.columns]

    def is_whole(key: str) -> bool:
        section = keys.index(key)
        need = (cells.need(model.cell(model.index(n, section))) for n in range(model.rowCount()))
        return bool(header.sectionSize(section) >= max(need))

    desk.until(lambda: is_whole("state") and is_whole("made"))


def test_it_is_sent_once_more_or_not_at_all(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    failed = choose(desk, tab, S.FAILED)
    tab.part.panel.buttons["resend"].click()
    desk.until(lambda: tab.model.row(failed.id).delivery.state is S.WAITING)
    assert desk.said == ["It is sent once more."]
    desk.until(lambda: "cancel" in tab.part.panel.buttons)
    tab.part.panel.buttons["cancel"].click()
    desk.until(lambda: tab.model.row(failed.id).delivery.state is S.CANCELLED)
    assert desk.said[-1] == "It is not sent."


def test_the_letter_is_seen_and_nothing_of_it_is_fetched(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    choose(desk, tab, S.SENT)
    tab.part.panel.buttons["letter"].click()
    dialog = desk.dialog(LetterDialog)
    [page] = dialog.findChildren(QTextBrowser)
    assert "En la puerta (14" in page.toPlainText()
    ground = page.document().rootFrame().frameFormat().background().color()
    assert ground == QColor(resources.tokens("light")["surface"])  # paper, in either theme
    assert page.loadResource(2, "https://elsewhere.example/x.png") is None
    assert page.loadResource(2, "file:///etc/hostname") is None
    dialog.bar.choose("text")
    assert dialog.text.toPlainText() == "En la puerta."
    dialog.accept()


def test_a_letter_is_as_large_as_the_program(qtbot: QtBot, look: Look) -> None:
    """Its title too, which Qt would enlarge once more for being a heading."""
    look.apply(ThemeChoice.LIGHT, 1.5)
    html = '<h1 style="font-size:22px">Pago</h1><p style="font-size:16px">En el domicilio</p>'
    letter = DeliveryLetter(subject="Pago", text="Pago", html=html)
    over = QWidget()
    qtbot.addWidget(over)
    dialog = LetterDialog(look, over, letter, "marta@kobra.example", "es")
    [page] = dialog.findChildren(QTextBrowser)
    for words, pixels in (("Pago", 33), ("En el domicilio", 24)):
        form = page.document().find(words).charFormat()
        assert form.property(QTextFormat.Property.FontPixelSize) == pixels
        assert not form.hasProperty(QTextFormat.Property.FontSizeAdjustment)


def test_all_sending_is_paused_and_that_is_seen_over_every_part(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    desk.until(tab.pause.isEnabled)
    tab.pause.click()
    desk.dialog(Question).accept()
    desk.until(tab.paused.isVisible)
    assert desk.office.server.app.state.settings.mail_paused
    tab.bar.choose("mail")
    assert "All sending is paused" in said(tab)
    desk.until(tab.resume.isEnabled)
    tab.resume.click()
    desk.until(lambda: not tab.paused.isVisible())
    assert not desk.office.server.app.state.settings.mail_paused


def test_a_mail_server_is_set_and_tried(desk: Desk, box: Postbox) -> None:
    tab = opened(desk, "mail")
    part = tab.part
    desk.until(lambda: part.model.held is not None)
    assert not part.test.isEnabled()
    part.change.click()
    form = desk.dialog(MailForm)
    form.host.put("127.0.0.1")
    form.port.put(box.port)
    form.user.put("cobros@kobra.example")
    form.password.put("muy secreta")
    form.submit()
    desk.until(part.test.isEnabled)
    desk.until(lambda: "cobros@kobra.example, with a password" in said(part))
    assert "muy secreta" not in said(part)
    part.test.click()
    asked = desk.dialog(TestForm)
    asked.email.put("eva@banco.example")
    asked.submit()
    desk.until(lambda: part.model.tried is not None)
    # The server of this test knows no sign-in, and says so at that step.
    desk.until(lambda: "no aceptó el usuario o la contraseña" in said(part))
    part.change.click()
    form = desk.dialog(MailForm)
    form.user.put("")
    form.mail_from.put('"jefe@banco.example" <kobra@kobra.example>')
    form.submit()
    assert "no puede llevar «@»" in said(form)
    form.mail_from.put("Kobra <kobra@kobra.example>")
    form.submit()
    desk.until(lambda: part.model.held.user == "")
    part.model.send_test("eva@banco.example")
    desk.until(lambda: part.model.tried is not None and part.model.tried.is_sent)
    assert box.recipients == ["eva@banco.example"]
    desk.until(lambda: "aceptó el mensaje para eva@banco.example" in said(part))


def test_no_late_answer_tells_of_the_mail_server_before(
    desk: Desk, box: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = opened(desk, "mail").part.model
    desk.until(lambda: model.held is not None)
    late: list[Callable[[], None]] = []
    ask = model.acts.ask

    def ask_late(asked: Any, then: Any, refused: Any) -> None:
        ask(asked, lambda found: late.append(lambda: then(found)), refused)

    with monkeypatch.context() as patch:
        patch.setattr(model.acts, "ask", ask_late)
        model.open()
        model.send_test("eva@banco.example")
        desk.until(lambda: len(late) == 2)
    wish = {"host": "127.0.0.1", "port": box.port, "mail_from": "kobra@kobra.example"}
    model.change(wish, lambda: None, lambda problem: pytest.fail(problem.code))
    desk.until(lambda: model.held.host)
    for answer in late:
        answer()
    assert model.held.port == box.port
    assert (model.is_trying, model.tried) == (False, None)


def test_without_connection_it_is_said_and_nothing_can_be_done(desk: Desk) -> None:
    put_deliveries(desk.office)
    tab = opened(desk)
    choose(desk, tab, S.SENT)
    desk.office.go_offline()
    desk.until(lambda: not tab.part.panel.buttons["resend"].isEnabled())
    assert "Without connection: as it was at" in tab.part.kept.told.text()
    assert not tab.pause.isEnabled()


def test_a_server_that_is_not_there_is_said_and_can_be_tried_again(desk: Desk, qtbot: Any) -> None:
    workspace = desk.office.workspace
    nowhere = FieldApi(
        "http://127.0.0.1:9", guard=desk.office.desktop.api._guard, on_tokens=lambda _: None
    )
    alone = replace(workspace, desk=replace(workspace.desk, api=nowhere))
    tab: Any = SendingTab(desk.page.look, alone, desk.office.status)
    qtbot.addWidget(tab)
    tab.show()
    tab.on_shown()
    desk.until(lambda: "Try again" in words(tab))
    tab.bar.choose("mail")
    desk.until(lambda: "Try again" in words(tab.part))


def words(widget: Any) -> str:
    from PySide6.QtWidgets import QAbstractButton

    buttons = [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisible()]
    return "\n".join([said(widget), *buttons])


def test_the_empty_list_says_what_will_stand_there(desk: Desk) -> None:
    tab = opened(desk, lines=0)
    desk.until(lambda: "Nothing has left yet" in said(tab))
