"""Where no keyring keeps secrets: it is said, a passphrase can be set, nothing is lost unasked."""

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from field_api.tables.replicated import TABLES
from kobra_desktop.app import Root
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.store import outbox
from kobra_desktop.views.dialogs.message import Question
from kobra_desktop.views.dialogs.secrets import REPEATED, SecretDialog
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.unlock import UnlockPage
from tests.field_api.servers import Running
from tests.system.conftest import Field
from tests.system.program import Start, credentials, wait_main
from tests.system.station import PASSWORD

PASSPHRASE = "tres tristes 'tigres'"


def note(root: Root, visit_id: str, text: str) -> None:
    """Change a visit, off the GUI thread as always."""
    assert root.workplace is not None
    desk = root.workplace.workspace.desk
    edit_visit(desk, visit_id, note=text)


def unsent(root: Root) -> int:
    """Edits that the server does not have."""
    assert root.workplace is not None
    return outbox.counts(root.workplace.signed_in.replica).all


def in_main(qtbot: QtBot, start: Start, server: Running) -> tuple[Root, KobraWindow]:
    """Signed in and synced, and then without the loops, so that an edit stays unsent."""
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    workplace = root.workplace
    assert workplace is not None
    qtbot.waitUntil(lambda: workplace.status.status.is_synced)
    workplace.stop()
    return root, window


def button(window: KobraWindow, words: str) -> QPushButton:
    """A button of the window by its words."""
    return next(b for b in window.findChildren(QPushButton) if words in b.text())


def dialog(window: KobraWindow, kind: type[SecretDialog]) -> SecretDialog:
    """The dialog that is open."""
    return next(d for d in window.findChildren(kind) if d.isVisible())


def protect(qtbot: QtBot, root: Root, window: KobraWindow) -> None:
    """Set a passphrase by the notice's button."""
    assert any("llaves" in text for text in window.notices.texts)
    button(window, "frase de acceso").click()
    asked = dialog(window, SecretDialog)
    asked.edits["new"].setText(PASSPHRASE)
    asked.edits[REPEATED].setText(PASSPHRASE)
    asked.submit()
    qtbot.waitUntil(lambda: root.basis.account.keys.is_lasting)
    qtbot.waitUntil(lambda: window.notices.texts == [])


def test_a_passphrase_keeps_what_is_unsent_until_it_is_given_again(
    server: Running, city: Field, qtbot: QtBot, start: Start
) -> None:
    root, window = in_main(qtbot, start, server)
    note(root, city.visits[0].id, "portón verde")
    protect(qtbot, root, window)
    window.close()
    assert root.close()
    again = start()
    qtbot.waitUntil(lambda: isinstance(again.shown, UnlockPage))
    page = again.shown
    assert isinstance(page, UnlockPage)
    page.passphrase.setText("otra cosa larga")
    page.submit()
    problem: Callable[[], str] = page.passphrase.accessibleDescription
    qtbot.waitUntil(lambda: problem() != "")
    assert problem() == "La frase de acceso no es correcta."
    page.passphrase.setText(PASSPHRASE)
    page.submit()
    wait_main(qtbot, again)
    assert again.workplace is not None
    status = again.workplace.status
    qtbot.waitUntil(lambda: status.status.is_synced)
    visits = TABLES["visit"]
    with server.database.read() as connection:
        asked = visits.select().where(visits.c.id == city.visits[0].id)
        found = connection.execute(asked).one()
    assert found.note == "portón verde"


def test_without_the_passphrase_one_signs_in_anew_and_it_stays_locked(
    server: Running, city: Field, qtbot: QtBot, start: Start
) -> None:
    root, window = in_main(qtbot, start, server)
    protect(qtbot, root, window)
    assert root.close()
    vault = root.basis.paths.vault.read_bytes()
    again = start()
    qtbot.waitUntil(lambda: isinstance(again.shown, UnlockPage))
    assert isinstance(again.shown, UnlockPage)
    again.shown.without.click()
    qtbot.waitUntil(lambda: isinstance(again.shown, SignInPage))
    assert isinstance(again.shown, SignInPage)
    typed = credentials(server)
    again.shown.server.setText(typed.server)
    again.shown.email.setText(typed.email)
    again.shown.password.setText(PASSWORD)
    again.shown.submit()
    other = wait_main(qtbot, again)
    assert not again.basis.account.keys.is_lasting
    assert any("llaves" in text for text in other.notices.texts)
    assert again.basis.paths.vault.read_bytes() == vault


def test_closing_asks_before_work_is_lost(
    server: Running, city: Field, qtbot: QtBot, start: Start
) -> None:
    root, window = in_main(qtbot, start, server)
    note(root, city.visits[0].id, "sin enviar")
    assert root.workplace is not None
    status = root.workplace.status
    qtbot.waitUntil(lambda: status.status.waiting == 1)
    assert not window.close()
    asked = next(d for d in window.findChildren(Question) if d.isVisible())
    asked.leave.click()
    assert window.isVisible()
    assert not window.close()
    asked = next(d for d in window.findChildren(Question) if d.isVisible())
    with qtbot.waitSignal(window.closed):
        asked.act.click()
    assert root.close()
    assert list(root.basis.paths.replicas.glob("session-*")) == []


def test_out_and_in_again_finds_what_was_unsent(
    server: Running, city: Field, qtbot: QtBot, start: Start
) -> None:
    root, _window = in_main(qtbot, start, server)
    note(root, city.visits[0].id, "sin enviar")
    root.inside.sign_out()
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    qtbot.waitUntil(lambda: root.workplace is None)
    signed_in = root.basis.account.sign_in(credentials(server))
    assert outbox.counts(signed_in.replica).waiting == 1
    signed_in.replica.close()
    signed_in.api.close()
