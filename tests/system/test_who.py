"""Somebody else changes who the user is while they work: pages and permissions follow."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from field_api.tables.replicated import TABLES
from kobra_desktop.app import Root
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.store import outbox
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.status import Link
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.sign_in import SignInPage
from kobra_domain.people import Role
from kobra_domain.scope import Permission
from tests.field_api.servers import Running
from tests.system.conftest import SARA, Field
from tests.system.program import MemoryKeyring, Start, credentials, unlock, wait_main


def begin(qtbot: QtBot, start: Start, server: Running) -> tuple[Root, KobraWindow, Workplace]:
    """Signed in, synced and listening."""
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    workplace = root.workplace
    assert workplace is not None
    status = workplace.status
    qtbot.waitUntil(lambda: status.status.is_synced and status.status.is_live)
    return root, window, workplace


def test_another_role_has_other_pages_at_the_same_place(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window, workplace = begin(qtbot, start, server)
    assert window.keys == [
        *("today", "map", "visits", "portfolio", "agreements", "questionnaires"),
        *("reports", "alerts"),
    ]
    window.open_page("visits")
    desk = workplace.workspace.desk
    viewer = server.edit(city.users[SARA], role=Role.VIEWER)
    qtbot.waitUntil(lambda: root.shown is not window)
    fewer = wait_main(qtbot, root)
    assert fewer.keys == ["today", "map", "visits", "reports"]
    assert fewer.page is fewer._pages["visits"]
    assert not desk.may(Permission.PLAN_VISITS)
    server.edit(viewer, role=Role.ADMIN)
    qtbot.waitUntil(lambda: root.shown is not fewer)
    assert "administration" in wait_main(qtbot, root).keys
    assert desk.may(Permission.ADMINISTER)
    root.close()
    again = start()  # it is remembered without asking the server
    assert "administration" in wait_main(qtbot, again).keys


def test_what_is_typed_in_a_form_keeps_the_window_until_it_is_left(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    """Behind the lock too."""
    root, window, workplace = begin(qtbot, start, server)
    window.open_page("visits")
    page = window.page
    page.create_new()
    qtbot.waitUntil(lambda: bool(window.findChildren(Form)))
    (form,) = window.findChildren(Form)
    form.fields["note"].put("Trae el recibo")
    root.lock()
    viewer = server.edit(city.users[SARA], role=Role.VIEWER)
    desk = workplace.workspace.desk
    qtbot.waitUntil(lambda: desk.who.role is Role.VIEWER)
    server.edit(viewer, role=Role.ADMIN)
    qtbot.waitUntil(lambda: desk.who.role is Role.ADMIN)
    assert root.shown is window
    unlock(root)
    assert form.isVisible()
    assert form.fields["note"].typing.typed() == "Trae el recibo"
    form.done(Form.DialogCode.Rejected)
    qtbot.waitUntil(lambda: root.shown is not window)
    assert "administration" in wait_main(qtbot, root).keys


def test_other_teams_need_no_other_window(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window, workplace = begin(qtbot, start, server)
    desk = workplace.workspace.desk
    server.edit(city.users[SARA], team_ids=(city.south.id,))
    qtbot.waitUntil(lambda: desk.who.team_ids == (city.south.id,))
    assert root.shown is window
    qtbot.waitUntil(lambda: set(workplace.scope.teams) == {city.south.id})


def test_a_role_that_changes_behind_the_lock_uncovers_nothing(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window, _ = begin(qtbot, start, server)
    root.lock()
    server.edit(city.users[SARA], role=Role.VIEWER)
    qtbot.waitUntil(lambda: root.shown is not window)
    assert root.shown is not None
    assert not root.shown.isVisible()
    root.to_front()  # the program was started a second time
    assert not root.shown.isVisible()
    assert root.locking.screen is not None
    assert root.locking.screen.isVisible()


def test_a_disabled_account_sees_nothing_more_and_is_told(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, _, workplace = begin(qtbot, start, server)
    path, key = workplace.signed_in.replica.path, bytes.fromhex(workplace.signed_in.replica._key)
    owner = city.users[SARA].id
    # In this order: whoever has just begun to listen runs once more, and would send it.
    server.edit(city.users[SARA], is_active=False)
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="sin enviar")
    workplace.sync_now()
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    page = root.shown
    assert isinstance(page, SignInPage)
    assert root.workplace is None
    words = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "Esta cuenta está desactivada" in words
    root.close()
    held = Replica(path, key, owner)
    assert outbox.counts(held).waiting == 1
    held.close()
    assert isinstance(_first(qtbot, start), SignInPage)


def _first(qtbot: QtBot, start: Start) -> object:
    again = start()
    qtbot.waitUntil(lambda: again.shown is not None)
    return again.shown


def test_an_edit_is_sent_soon_without_being_told_to(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    _, _, workplace = begin(qtbot, start, server)
    workplace._sending_soon.setInterval(1)
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="enviada")

    def is_there() -> bool:
        note = select(TABLES["visit"].c.note).where(TABLES["visit"].c.id == city.visits[0].id)
        with server.database.read() as connection:
            return connection.scalar(note) == "enviada"

    qtbot.waitUntil(is_there)
    qtbot.waitUntil(lambda: workplace.status.status.is_synced)
    assert workplace.status.status.link is Link.ONLINE
