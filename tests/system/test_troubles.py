"""The six troubles that every day brings, on the whole program: what a person sees, and that
nothing is lost. The last: a password that is changed.
"""

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from field_api.app import strict_requests
from field_api.auth.people import set_password
from field_api.routes import sessions
from field_api.tables.replicated import TABLES
from kobra_desktop.api import session, wires
from kobra_desktop.app import Root
from kobra_desktop.app.workplace import Workplace
from kobra_desktop.background import Relay
from kobra_desktop.commands.done import Done
from kobra_desktop.commands.visits import edit_visit
from kobra_desktop.store import outbox
from kobra_desktop.store.replica import Replica
from kobra_desktop.sync.status import Link
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.dialogs.secrets import REPEATED, SecretDialog
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.visits.page import VisitsPage
from kobra_domain.wire import API_VERSION
from tests.field_api.servers import NOW, Running
from tests.system.conftest import SARA, Field
from tests.system.fault_proxy import fault_proxy
from tests.system.program import MemoryKeyring, Start, credentials, wait_main
from tests.system.station import PASSWORD

PAGE = 4096
NEW_PASSWORD = "otra contraseña larga"


def workplace_of(root: Root) -> Workplace:
    """What lives while somebody is in."""
    assert root.workplace is not None
    return root.workplace


def in_main(qtbot: QtBot, start: Start, server: Running) -> tuple[Root, KobraWindow]:
    """Signed in and synced."""
    root = start(credentials=credentials(server))
    window = wait_main(qtbot, root)
    status = workplace_of(root).status
    qtbot.waitUntil(lambda: status.status.is_synced)
    return root, window


def sign_in_page(qtbot: QtBot, root: Root) -> SignInPage:
    """Where one signs in, which is behind the first page of an empty profile."""
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage | BeginPage))
    if isinstance(root.shown, BeginPage):
        root.entrance.beginning.server_found.emit("")
    assert isinstance(root.shown, SignInPage)
    return root.shown


def said_at_sign_in(qtbot: QtBot, page: SignInPage, server: str, password: str) -> str:
    """What stands on the page after trying to sign in."""
    page.server.setText(server)
    page.email.setText(SARA)
    page.password.setText(password)
    page.submit()
    qtbot.waitUntil(page._problem.isVisible)
    return page._problem.text()


def notice_of(qtbot: QtBot, window: KobraWindow) -> str:
    """The words of the dialog that only tells; it comes after the window."""

    def shown() -> list[Notice]:
        return [d for d in window.findChildren(Notice) if d.isVisible()]

    qtbot.waitUntil(lambda: shown() != [])
    return " ".join(label.text() for label in shown()[0].findChildren(QLabel))


def damage(replica: Replica, table: str) -> None:
    """Write nonsense over the first page of a table, once the log has been taken into the file."""
    with replica.reading() as connection:
        asked = f"SELECT rootpage FROM sqlite_master WHERE name = '{table}'"
        page = int(str(connection.exec_driver_sql(asked).scalar()))
    raw = replica.open_copy(replica.path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    with replica.path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(bytes(PAGE))


def test_no_server_at_sign_in_is_said_on_the_page(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    page = sign_in_page(qtbot, start())
    assert "No se llega al servidor" in said_at_sign_in(qtbot, page, "http://127.0.0.1:9", PASSWORD)


def test_no_server_in_the_middle_of_work_is_said_at_the_foot(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    with fault_proxy(server.base) as proxy:
        root = start(credentials=credentials(server, proxy.address))
        wait_main(qtbot, root)
        status = workplace_of(root).status
        qtbot.waitUntil(lambda: status.status.is_synced)
        assert root.close()
    again = start()
    window = wait_main(qtbot, again)
    status = workplace_of(again).status
    qtbot.waitUntil(lambda: status.status.link is Link.OFFLINE)
    assert "Sin conexión: trabajas con lo guardado a las" in window.status.link.text()
    assert window.notices.texts == []


def test_a_wrong_password_is_said_beside_it(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    page = sign_in_page(qtbot, start())
    said = said_at_sign_in(qtbot, page, server.base, "no es esta")
    assert said == "El correo o la contraseña no son correctos."
    assert page.password.hasSelectedText()


def test_a_session_that_ends_in_the_middle_of_work_asks_once_and_loses_nothing(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window = in_main(qtbot, start, server)
    window.open_page("visits")
    workplace = workplace_of(root)
    with server.database.begin() as connection:
        set_password(connection, city.users[SARA].id, NEW_PASSWORD, NOW)
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="en medio")
    workplace.sync_now()

    def asked() -> list[SecretDialog]:
        return [d for d in window.findChildren(SecretDialog) if d.isVisible()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    assert root.shown is window
    assert window.page is window._pages["visits"]
    assert workplace.status.status.waiting == 1
    (dialog,) = asked()
    dialog.reject()
    window.status.link.click()  # «Sign in again» at the foot asks anew
    qtbot.waitUntil(lambda: len(asked()) == 1)
    (dialog,) = asked()
    dialog.edits["password"].setText(PASSWORD)
    dialog.submit()
    qtbot.waitUntil(dialog.problem.isVisible)
    dialog.edits["password"].setText(NEW_PASSWORD)
    dialog.submit()
    qtbot.waitUntil(lambda: asked() == [])
    qtbot.waitUntil(lambda: workplace.status.status.is_synced)
    assert outbox.counts(workplace.signed_in.replica).all == 0
    qtbot.waitUntil(lambda: workplace.status.status.is_live)


def test_a_newer_server_asks_for_an_update_and_work_goes_on(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, _ = in_main(qtbot, start, server)
    assert root.close()
    monkeypatch.setattr(wires, "API_VERSION", 0)  # the server says from which wire on it speaks
    again = start()
    window = wait_main(qtbot, again)
    qtbot.waitUntil(lambda: window.notices.texts != [])
    assert "actualiz" in window.notices.texts[0].lower()
    assert workplace_of(again).status.status.link is Link.FAILING
    again.inside.sign_out()
    page = sign_in_page(qtbot, again)
    assert "instalar la versión actual" in said_at_sign_in(qtbot, page, server.base, PASSWORD)


def test_a_server_that_was_set_back_loses_nothing_of_what_waits(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And to whoever signs in there it is said before the password is sent."""
    root, window = in_main(qtbot, start, server)
    workplace = workplace_of(root)
    monkeypatch.setattr(wires, "OLDEST_SERVER_API_VERSION", API_VERSION + 1)
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="mientras tanto")
    workplace.sync_now()
    qtbot.waitUntil(lambda: workplace.status.status.link is Link.FAILING)
    assert workplace.status.status.waiting == 1
    assert "más antiguo" in window.notices.texts[0]
    monkeypatch.undo()  # as after the update
    workplace.sync_now()
    qtbot.waitUntil(lambda: workplace.status.status.is_synced)
    assert window.notices.texts == []
    monkeypatch.setattr(wires, "OLDEST_SERVER_API_VERSION", API_VERSION + 1)
    root.inside.sign_out()
    page = sign_in_page(qtbot, root)
    assert "No se envió nada" in said_at_sign_in(qtbot, page, server.base, "no importa")


def test_a_server_that_becomes_newer_loses_nothing_of_what_waits(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root, window = in_main(qtbot, start, server)
    workplace = workplace_of(root)
    replica = workplace.signed_in.replica
    tokens = workplace.signed_in.api._tokens
    monkeypatch.setattr(strict_requests, "OLDEST_API_VERSION", API_VERSION + 1)
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="mientras tanto")
    workplace.sync_now()
    qtbot.waitUntil(lambda: workplace.status.status.link is Link.FAILING)
    assert workplace.status.status.waiting == 1
    assert outbox.counts(replica).all == 1
    assert "actualiz" in window.notices.texts[0]
    edit_visit(workplace.workspace.desk, city.visits[1].id, note="y después")
    assert workplace.signed_in.api._tokens == tokens
    monkeypatch.undo()  # as after the update
    workplace.sync_now()
    qtbot.waitUntil(lambda: workplace.status.status.is_synced)
    assert window.notices.texts == []
    visits = TABLES["visit"]
    with server.database.read() as connection:
        found = connection.execute(select(visits.c.note)).scalars().all()
    assert {"mientras tanto", "y después"} <= set(found)


def test_a_server_that_speaks_a_newer_wire_too_goes_on_with_an_older_one(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sessions, "API_VERSION", API_VERSION + 1)
    root, window = in_main(qtbot, start, server)
    assert workplace_of(root).status.status.is_behind
    assert ["sigue funcionando" in text for text in window.notices.texts] == [True]


@pytest.mark.parametrize("is_key", [False, True], ids=["file", "key"])
def test_a_replica_that_nothing_can_be_read_of_is_set_aside_and_told_after_signing_in(
    server: Running,
    city: Field,
    qtbot: QtBot,
    start: Start,
    secrets: MemoryKeyring,
    is_key: bool,
) -> None:
    root, _ = in_main(qtbot, start, server)
    workplace = workplace_of(root)
    workplace.stop()
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="antes del daño")
    path = workplace.signed_in.replica.path
    assert root.close()
    if is_key:  # what the keyring holds is not what was put there
        held = next(name for name in secrets.held if "replica" in name[1])
        secrets.held[held] = "ñ" * 64
    else:
        with path.open("r+b") as file:
            file.write(bytes(PAGE))
    again = start()
    page = sign_in_page(qtbot, again)
    page.server.setText(server.base)
    page.email.setText(SARA)
    page.password.setText(PASSWORD)
    page.submit()
    said = notice_of(qtbot, wait_main(qtbot, again))
    assert "dañada" in said
    assert "No todo se pudo leer" in said
    assert list(path.parent.glob("*.damaged-*"))
    status = workplace_of(again).status
    qtbot.waitUntil(lambda: status.status.is_synced)


def test_a_replica_found_damaged_in_the_middle_of_work_is_replaced_at_once(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window = in_main(qtbot, start, server)
    workplace = workplace_of(root)
    workplace.stop()
    replica = workplace.signed_in.replica
    edit_visit(workplace.workspace.desk, city.visits[0].id, note="antes del daño")
    damage(replica, "address")
    root.basis.background.read(replica.check, lambda _: None, owner=None)
    qtbot.waitUntil(lambda: root.shown is not window)
    said = notice_of(qtbot, wait_main(qtbot, root))
    assert "1 cambio sin enviar se conservó." in said
    assert "No se perdió nada" in said
    status = workplace_of(root).status
    qtbot.waitUntil(lambda: status.status.is_synced)
    with server.database.read() as connection:
        visits = TABLES["visit"]
        row = connection.execute(visits.select().where(visits.c.id == city.visits[0].id)).one()
    assert row.note == "antes del daño"


def test_a_full_disk_is_said_where_the_act_was_and_nothing_is_half_kept(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window = in_main(qtbot, start, server)
    replica = workplace_of(root).signed_in.replica
    workplace_of(root).stop()
    with replica.editing() as connection:
        pages = int(str(connection.exec_driver_sql("PRAGMA page_count").scalar()))
    replica.limit_pages(pages)
    window.open_page("visits")
    page = window.page
    assert isinstance(page, VisitsPage)
    desk, visit_id = workplace_of(root).workspace.desk, city.visits[0].id

    def fill() -> Done:
        return [edit_visit(desk, visit_id, note=f"{n} " * 60) for n in range(2_000)][-1]

    page._model.acts.run(fill, lambda done: "hecho")
    qtbot.waitUntil(window.toast.isVisible)
    assert (
        window.toast.text
        == "El disco está lleno. No se guardó nada de este cambio: libera espacio y hazlo otra vez."
    )


def test_the_password_is_changed_and_this_session_goes_on(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root, window = in_main(qtbot, start, server)
    workplace = workplace_of(root)
    window.password_requested.emit()
    dialog = next(d for d in window.findChildren(SecretDialog) if d.isVisible())
    dialog.edits["old"].setText("no es esta")
    dialog.edits["new"].setText("corta")
    dialog.submit()
    assert dialog.edits["new"].property("wrong") is True
    dialog.edits["new"].setText(NEW_PASSWORD)
    dialog.edits[REPEATED].setText(NEW_PASSWORD)
    dialog.submit()
    old = dialog.fields["old"]
    qtbot.waitUntil(lambda: bool(old.problem))
    assert old.problem == "La contraseña actual no es correcta."
    dialog.edits["old"].setText(PASSWORD)
    dialog.submit()
    qtbot.waitUntil(window.toast.isVisible)
    assert window.toast.text == "Contraseña cambiada"
    told = Relay(root)
    with qtbot.waitSignal(told.arrived):
        root.basis.background.network(
            lambda: session.session(workplace.signed_in.api), told.send, owner=None
        )
    root.basis.account.check_password(workplace.signed_in.replica, NEW_PASSWORD)
    assert workplace.status.status.link is Link.ONLINE
