"""The screens before and around the window: sign in, lock, first pull, crash, errors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.api import errors as api_errors
from kobra_desktop.api.errors import Offline, SignInNeeded
from kobra_desktop.background import Background
from kobra_desktop.errors import Known, KobraError
from kobra_desktop.models.memory import SessionMemory
from kobra_desktop.models.sign_in import Credentials, SignInModel
from kobra_desktop.store import errors as store_errors
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.first_sync import FirstSyncPage
from kobra_desktop.views.lock import Answer, IdleWatch, LockScreen
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.theme import Look
from kobra_domain.words import say


def test_wrong_fields_are_marked_where_they_are(
    qtbot: QtBot, look: Look, background: Background
) -> None:
    """Nothing is asked of a server."""
    asked: list[Credentials] = []
    model = SignInModel(background, SessionMemory(), asked.append)
    page = SignInPage(look, model, "es")
    qtbot.addWidget(page)
    page.show()
    page.server.setText("http://kobra.example")
    QTest.mouseClick(page.enter, Qt.MouseButton.LeftButton)
    assert page.server.property("wrong") is True
    assert "https" in page.server.accessibleDescription()
    assert asked == []


def test_a_refusal_is_said_inline_and_the_password_is_ready_again(
    qtbot: QtBot, look: Look, background: Background
) -> None:
    """No box opens."""

    def refuse(_typed: Credentials) -> None:
        raise SignInNeeded("sign_in_failed", status=401)

    model = SignInModel(background, SessionMemory(), refuse)
    page = SignInPage(look, model, "es")
    qtbot.addWidget(page)
    page.show()
    page.server.setText("https://kobra.example")
    page.email.setText("marta@kobra.example")
    page.password.setText("wrong")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(page._problem.isVisible)
    assert page._problem.text() == "El correo o la contraseña no son correctos."
    assert page.password.selectedText() or page.password.hasSelectedText()


def test_an_unreachable_server_asks_for_the_server(
    qtbot: QtBot, look: Look, background: Background
) -> None:
    """The keyboard is where the mistake can be."""
    model = SignInModel(background, SessionMemory(), lambda _: None)
    page = SignInPage(look, model, "es")
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    model.problem = Offline()
    model.changed.emit()
    assert page.server.hasFocus()


def test_a_code_stands_above_the_password_to_be_chosen(
    qtbot: QtBot, look: Look, background: Background
) -> None:
    """One click shows the field; an empty code is said before anything is asked."""
    model = SignInModel(background, SessionMemory(), lambda typed: typed)
    page = SignInPage(look, model, "es")
    qtbot.addWidget(page)
    page.show()
    assert not page.code.isVisible()
    QTest.mouseClick(page.has_code, Qt.MouseButton.LeftButton)
    assert page.code.isVisible()
    assert page.password.accessibleName() == "New password"
    page.server.setText("https://kobra.example")
    page.email.setText("marta@kobra.example")
    page.password.setText("una nueva")
    page.submit()
    assert model.wrong == {"code": "missing"}
    assert page.code.property("wrong") is True


def test_the_lock_opens_by_the_password_alone(qtbot: QtBot, look: Look) -> None:
    """A wrong one is said; the field is empty again."""

    def check(password: str, answer: Answer) -> None:
        answer(None if password == "right" else KobraError("sign_in_failed"))

    screen = LockScreen(look, "Marta Rey", check, "es")
    qtbot.addWidget(screen)
    screen.show()
    screen.password.setText("wrong")
    with qtbot.assertNotEmitted(screen.unlocked):
        screen.submit()
    assert screen.password.text() == ""
    assert screen.password.accessibleDescription() == "The password is not right."
    screen.password.setText("right")
    with qtbot.waitSignal(screen.unlocked):
        screen.submit()


def test_idleness_is_counted_from_the_last_touch(qtbot: QtBot, look: Look) -> None:
    """A thousandth of a minute, here; zero means never."""
    watch = IdleWatch(0)
    assert not watch._clock.isActive()
    with qtbot.waitSignal(watch.idle):
        watch.set_minutes(0.001)


def test_a_touch_of_the_window_begins_the_count_anew(qtbot: QtBot, look: Look) -> None:
    """Listened to at the window: a filter on the application crashes with the web engine."""
    watch = IdleWatch(0)
    watch._clock.setTimerType(Qt.TimerType.PreciseTimer)  # so that what remains can be read
    watch.set_minutes(10)
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    window = widget.windowHandle()
    qtbot.waitUntil(lambda: watch._clock.remainingTime() < 599_700)
    QTest.keyClick(window, Qt.Key.Key_A)
    assert watch._clock.remainingTime() > 599_700


def test_the_first_pull_says_how_far_it_is(qtbot: QtBot, look: Look) -> None:
    """And keeps what came when it stops."""
    page = FirstSyncPage(look, "es")
    qtbot.addWidget(page)
    page.show()
    page.set_progress(50_000, 200_000)
    assert page._bar.maximum() == 200_000
    assert page._bar.value() == 50_000
    page.show_problem(Offline())
    assert page._retry.isVisible()
    with qtbot.waitSignal(page.retry_requested):
        QTest.mouseClick(page._retry, Qt.MouseButton.LeftButton)


def test_a_crash_report_can_be_copied_and_goes_nowhere(qtbot: QtBot, look: Look) -> None:
    """By a button."""
    dialog = CrashDialog(look, "Kobra Desktop 0\ntrace")
    qtbot.addWidget(dialog)
    copy = next(b for b in dialog.findChildren(QPushButton) if "Copy" in b.text())
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "Kobra Desktop 0\ntrace"


def known_errors() -> list[Known]:
    """One of each error class of the desktop that says a code by itself."""
    found: list[Known] = []
    for module in (api_errors, store_errors):
        for kind in vars(module).values():
            if isinstance(kind, type) and issubclass(kind, KobraError) and kind.default_code:
                found.append(kind())
    return found


@pytest.mark.parametrize("problem", known_errors(), ids=lambda problem: type(problem).__name__)
def test_every_known_error_has_a_sentence(problem: Known) -> None:
    """In words, never a bare code."""
    for locale in ("es", "en"):
        unknown = say("a code nobody knows", {}, locale).replace("a code nobody knows", "")
        words = sentence(problem, locale)
        assert words
        assert problem.code not in words
        assert unknown.strip() not in words or not unknown.strip()
