"""What all forms do alike: names for who listens, an order for the keyboard, Enter and Esc."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QWidget

from kobra_desktop.views.administration.agent_form import AgentDialog
from kobra_desktop.views.administration.authorisation_form import AuthorisationDialog
from kobra_desktop.views.administration.portfolio_form import PortfolioDialog
from kobra_desktop.views.administration.qr import QUIET, QrCode
from kobra_desktop.views.administration.user_form import UserDialog
from kobra_desktop.views.dialogs.form import Form
from tests.kobra_desktop.views.administration.conftest import Desk


def _paper(desk: Desk) -> Form:
    tab = desk.open("portfolios")
    desk.until(lambda: tab.papers.portfolio_id)
    tab.edit_paper("")
    return _shown(desk, AuthorisationDialog)


def _new(key: str, kind: type[Form]) -> Callable[[Desk], Form]:
    def opened(desk: Desk) -> Form:
        desk.open(key)
        desk.page.create_new()
        return _shown(desk, kind)

    return opened


def _shown(desk: Desk, kind: type[Form]) -> Form:
    form = desk.dialog(kind)
    assert isinstance(form, Form)
    return form


FORMS = {
    "user": _new("users", UserDialog),
    "agent": _new("staff", AgentDialog),
    "portfolio": _new("portfolios", PortfolioDialog),
    "paper": _paper,
}


def _stops(form: Form) -> list[QWidget]:
    """What Tab goes to, from the first on."""
    made: list[QWidget] = []
    widget = form.nextInFocusChain()
    while widget is not None and widget is not form:
        stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if stops and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            made.append(widget)
        widget = widget.nextInFocusChain()
    return made


RIGHT_HALF = {
    "shift",
    "breaks",
    "every_day_reason",
    "two_way_reason",
    "pay_how",
    "pay_contact",
    "receipts_from",
}


def _line_of(editor: QWidget, form: Form) -> int:
    """How far down it stands; two of one line may differ by what their frames do."""
    return round((editor.mapTo(form, QPoint()).y() + editor.height() / 2) / 8)


@pytest.mark.parametrize("name", FORMS)
def test_every_stop_of_the_keyboard_has_a_name(desk: Desk, name: str) -> None:
    for stop in _stops(FORMS[name](desk)):
        words = stop.accessibleName() or (stop.text() if isinstance(stop, QAbstractButton) else "")
        assert words, (name, stop)


@pytest.mark.parametrize("name", FORMS)
def test_tab_goes_down_each_half_of_the_form(desk: Desk, name: str) -> None:
    form = FORMS[name](desk)
    plain = (QLineEdit, QComboBox, QAbstractSpinBox)
    fields = {
        field.typing.focus: (field.name in RIGHT_HALF, _line_of(field.typing.focus, form))
        for field in form.fields.values()
        if isinstance(field.typing.focus, plain) and field.typing.focus.isVisible()
    }
    order = [stop for stop in _stops(form) if stop in fields]
    lines = [fields[stop] for stop in order]
    assert lines == sorted(lines), [stop.accessibleName() for stop in order]


@pytest.mark.parametrize("name", FORMS)
def test_enter_saves_and_esc_leaves(desk: Desk, name: str) -> None:
    form = FORMS[name](desk)
    first = next(field.typing.focus for field in form.fields.values())
    assert not form.save.isEnabled()
    QTest.keyClicks(first, " ")
    assert form.save.isEnabled()
    QTest.keyClick(first, Qt.Key.Key_Return)
    desk.until(lambda: any(field.problem for field in form.fields.values()))
    assert form.focusWidget() is first
    assert first.accessibleDescription()
    QTest.keyClick(first, Qt.Key.Key_Backspace)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    desk.until(lambda: not [f for f in desk.page.findChildren(Form) if f.isVisible()])


def test_a_code_is_painted_as_it_was_made(qtbot: Any) -> None:
    code = QrCode("https://kobra.example/phones/abc?id=AG-01", 300, "QR")
    qtbot.addWidget(code)
    picture = code.grab().toImage()
    ratio = picture.devicePixelRatio()
    for y, line in enumerate(code._modules):
        for x, is_dark in enumerate(line):
            middle = [round(((n + QUIET) + 0.5) * code.pixels * ratio) for n in (x, y)]
            assert (picture.pixelColor(*middle).lightness() < 128) == is_dark
    assert picture.pixelColor(1, 1).lightness() == 255


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_left_at_once_is_not_told_what_it_asked_for(desk: Desk, name: str) -> None:
    form = FORMS[name](desk)
    form.done(0)
    desk.until(lambda: not desk.page.findChildren(Form))
    done: list[object] = []
    background = desk.office.workspace.background
    for _ in range(6):  # behind whatever the form asked for, on every worker
        background.read(lambda: None, done.append, owner=None)
    desk.until(lambda: len(done) == 6)
