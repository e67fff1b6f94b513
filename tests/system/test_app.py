"""The program itself, as it is started: signing in, first pull, main window, lock, a second
start.
"""

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from field_api.auth.codes import CodePurpose, issue_code
from kobra_desktop.app import Options, Root
from kobra_desktop.app.start import words_of
from kobra_desktop.command_line import flags_of
from kobra_desktop.keychain import PassphraseNeeded
from kobra_desktop.models.questionnaires.new_forms import new_forms
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import HOME_VARIABLE, paths_of
from kobra_desktop.sync.status import Link
from kobra_desktop.views.dialogs.crash import CrashDialog
from kobra_desktop.views.dialogs.line import ReasonDialog
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.first_sync import FirstSyncPage
from kobra_desktop.views.lock import LockScreen
from kobra_desktop.views.questionnaires.page import QuestionnairesPage
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.window import MainWindow
from kobra_domain.invitations import Invitation, link_of
from kobra_records.files.xlsform import write_workbook
from tests.field_api.servers import Running
from tests.system.conftest import ADMIN, SARA, Field
from tests.system.program import MemoryKeyring, Start, credentials, unlock, wait_main
from tests.system.station import PASSWORD


def test_nobody_was_in_so_it_asks(qtbot: QtBot, start: Start, secrets: MemoryKeyring) -> None:
    root = start(server="http://127.0.0.1:9")
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    assert isinstance(root.shown, SignInPage)
    assert root.shown.server.text() == "http://127.0.0.1:9"


def test_in_synced_locked_and_in_again_without_the_server(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start(credentials=credentials(server))
    wait_main(qtbot, root)
    workplace = root.workplace
    assert workplace is not None
    qtbot.waitUntil(lambda: workplace.status.status.is_live)
    assert workplace.status.status.link is Link.ONLINE
    assert root.shown is not None
    form = ReasonDialog(root.basis.look, root.shown, "Motivo", "Guardar")
    form.open()
    form.text.setText("a medio escribir")
    root.lock()
    assert not form.isVisible()
    screens = root.findChildren(LockScreen)
    assert screens == []
    assert isinstance(root.shown, MainWindow)
    assert not root.shown.isVisible()
    screen = root.locking.screen
    assert screen is not None
    screen.password.setText("otra")
    screen.submit()
    qtbot.waitUntil(screen.enter.isEnabled)
    root.shown.open_in_front("alerts", {})  # a notice was clicked: it asks to unlock first
    assert screen.isVisible()
    assert root.shown.key == "today"
    screen.password.setText(PASSWORD)
    screen.submit()
    qtbot.waitUntil(lambda: root.locking.screen is None)
    assert root.shown.key == "alerts"
    assert form.isVisible()
    assert form.text.text() == "a medio escribir"
    root.shown.close()
    assert root.shown.isVisible()
    (asked,) = form.findChildren(Question)
    asked.leave.click()
    root.close()
    again = start()
    wait_main(qtbot, again)
    assert again.workplace is not None
    assert again.workplace.workspace.desk.who.email == SARA


def test_without_a_keyring_nothing_secret_is_on_the_disk(
    server: Running, city: Field, qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    root = start(credentials=credentials(server))
    wait_main(qtbot, root)
    assert root.workplace is not None
    assert not root.basis.account.keys.is_lasting
    tokens = [root.workplace.signed_in.api._tokens]
    assert tokens[0] is not None
    root.close()
    for path in (tmp_path / "casa ñandú").rglob("*"):
        if path.is_file():
            raw = path.read_bytes()
            assert "García".encode() not in raw
            assert SARA.encode() not in raw or path.name == "settings.json"
            assert PASSWORD.encode() not in raw
            assert tokens[0].refresh.encode() not in raw
    again = start()
    qtbot.waitUntil(lambda: isinstance(again.shown, SignInPage))
    assert list((tmp_path / "casa ñandú").rglob("session-*.db")) == []


def test_whatever_is_shown_ends_the_program_when_a_person_closes_it(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start(credentials=credentials(server))
    ended: list[str] = []
    root.quit = lambda: ended.append("end")  # type: ignore[method-assign]  # this test's loop goes on
    qtbot.waitUntil(lambda: root.shown is not None)
    assert isinstance(root.shown, FirstSyncPage)
    root.shown.close()
    wait_main(qtbot, root)
    root.lock()
    assert root.locking.screen is not None
    root.locking.screen.leave.lost = lambda: 2
    root.locking.screen.close()
    assert ended == ["end"]
    assert root.locking.screen.findChild(Question) is not None
    root.locking.screen.leave.lost = lambda: 0
    root.locking.screen.close()
    assert ended == ["end", "end"]
    root.inside.ended.emit(None)
    root.shown.close()
    root.entrance.ask(PassphraseNeeded())
    root.shown.close()
    assert len(ended) == 4


def test_what_a_crash_left_is_offered_once_at_the_next_start(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    left = paths_of().hard_crash
    left.parent.mkdir(parents=True)
    left.write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    root = start(server="http://127.0.0.1:9")
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    assert root.shown is not None
    (dialog,) = root.shown.findChildren(CrashDialog)
    assert dialog.isVisible()
    assert "Segmentation fault" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    root.entrance.ask(None)
    assert root.shown.findChildren(CrashDialog) == []


def test_an_invitation_signs_out_and_waits_on_the_page(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    made = Invitation(server.base, "ABCD-EFGH-JKLM", "ana@kobra.example")
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    root.lock()
    root.take(link_of(made))
    assert window.findChildren(Question) == []  # nothing is asked over what is locked
    unlock(root)
    (asked,) = window.findChildren(Question)
    asked.act.click()
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    assert isinstance(root.shown, SignInPage)
    typed = (root.shown.server.text(), root.shown.email.text(), root.shown.code.text())
    assert typed == (made.server, made.email, made.code)


def test_who_is_invited_is_in_by_three_steps(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    """Yes to the server's name, the password of one's own choice, Enter: the link has the rest."""
    with server.database.begin() as connection:
        told = issue_code(connection, city.users[SARA].id, CodePurpose.INVITATION, server.settings)
    link = link_of(Invitation(server.base, told.code, SARA))
    root = start(opened=link)
    qtbot.waitUntil(lambda: isinstance(root.shown, BeginPage))
    first = root.shown
    assert isinstance(first, BeginPage)
    qtbot.waitUntil(lambda: bool(first.findChildren(Question)))
    (asked,) = first.findChildren(Question)
    QTest.mouseClick(asked.act, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    page = root.shown
    assert isinstance(page, SignInPage)
    qtbot.waitUntil(page.password.hasFocus)
    QTest.keyClicks(page.password, "otra clave larga 9")
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    wait_main(qtbot, root)


def test_a_questionnaire_of_the_file_manager_becomes_a_draft_once_a_person_says_so(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    tmp_path: Path,
) -> None:
    book = tmp_path / "encuesta ñ.xlsform"
    form = next(one for one in new_forms() if not one.is_blank).make()
    book.write_bytes(write_workbook(form))
    who = Credentials(server.base, ADMIN, PASSWORD)
    root = start(credentials=who, opened=str(book))
    window = wait_main(qtbot, root)
    (asked,) = window.findChildren(Question)
    asked.act.click()
    qtbot.waitUntil(lambda: window.key == "questionnaires")
    page = window.page
    assert isinstance(page, QuestionnairesPage)
    qtbot.waitUntil(lambda: page.editor is not None)


def test_a_bug_in_the_middle_of_work_is_shown_and_the_program_begins_anew_if_one_wishes(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    ended: list[str] = []
    root.quit = lambda: ended.append("end")  # type: ignore[method-assign]  # this test's loop goes on
    held: dict[str, int] = {}
    root.basis.background.read(lambda: held[SARA], print, owner=root)
    qtbot.waitUntil(lambda: window.findChildren(CrashDialog) != [])
    (dialog,) = window.findChildren(CrashDialog)
    report = dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    assert "KeyError" in report
    assert "Kobra Desktop" in report
    assert SARA not in report
    dialog.restart.click()
    assert root.restarts
    assert not window.isVisible()
    again = flags_of(words_of(root.basis.options)[3:])
    assert (again.profile, again.language, again.opened) == (root.basis.options.profile, "es", "")


def test_a_program_that_has_ended_is_freed(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secrets: MemoryKeyring
) -> None:
    """Nothing that it owns holds it: else its words would be spoken on in the next one."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    left = _ended(qtbot)
    gc.collect()
    assert left() is None


def _ended(qtbot: QtBot) -> weakref.ref[Root]:
    paths = paths_of()
    paths.make()
    root = Root(Options(language="es", server="http://127.0.0.1:9"), paths)
    root.start()
    qtbot.waitUntil(lambda: root.shown is not None)
    assert root.close()
    return weakref.ref(root)
