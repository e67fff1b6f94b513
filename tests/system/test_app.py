"""The program itself, as it is started: signing in, first pull, main window, lock, a second
start.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kobra_desktop.app import Options, Root
from kobra_desktop.app.single_instance import SingleInstance
from kobra_desktop.map.walls import register_scheme
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import HOME_VARIABLE, paths_of
from kobra_desktop.sync.status import Link
from kobra_desktop.views.lock import LockScreen
from kobra_desktop.views.sign_in import SignInPage
from kobra_desktop.views.window import MainWindow
from tests.field_api.field_server import FieldServer
from tests.system.conftest import SARA, Field
from tests.system.station import PASSWORD

WAIT_MS = 20_000


class MemoryKeyring(KeyringBackend):
    """A keyring that keeps secrets as long as the test runs."""

    priority = 1.0

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture(scope="module", autouse=True)
def _scheme() -> None:
    register_scheme()


@pytest.fixture
def secrets() -> Iterator[MemoryKeyring]:
    """A keyring that works, in the place of the system's."""
    before, made = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


Start = Callable[..., Root]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """Start the program with these options; it is closed at the end."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "casa ñandú"))
    made: list[Root] = []

    def run(**options: Any) -> Root:
        paths = paths_of()
        paths.make()
        root = Root(Options(language="es", **options), paths)
        made.append(root)
        root.start()
        return root

    yield run
    for root in made:
        assert root.close()
    made.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()  # here, or a server's thread of a later test will, and hang on it


def credentials(server: FieldServer) -> Credentials:
    return Credentials(server.base, SARA, PASSWORD)


def wait_main(qtbot: QtBot, root: Root) -> MainWindow:
    qtbot.waitUntil(lambda: isinstance(root.shown, MainWindow), timeout=WAIT_MS)
    assert isinstance(root.shown, MainWindow)
    return root.shown


def test_nobody_was_in_so_it_asks(qtbot: QtBot, start: Start, secrets: MemoryKeyring) -> None:
    root = start(server="http://127.0.0.1:9")
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage), timeout=WAIT_MS)
    assert isinstance(root.shown, SignInPage)
    assert root.shown.server.text() == "http://127.0.0.1:9"


def test_in_synced_locked_and_in_again_without_the_server(
    server: FieldServer, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start(credentials=credentials(server))
    wait_main(qtbot, root)
    workplace = root.workplace
    assert workplace is not None
    qtbot.waitUntil(lambda: workplace.status.status.is_live, timeout=WAIT_MS)
    assert workplace.status.status.link is Link.ONLINE
    root.lock()
    screens = root.findChildren(LockScreen)
    assert screens == []
    assert root.shown is not None
    assert not root.shown.isVisible()
    answers: list[object] = []
    root._check_password("otra", answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1, timeout=WAIT_MS)
    assert answers[0] is not None
    root._check_password(PASSWORD, answers.append)
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=WAIT_MS)
    assert answers[1] is None
    root.close()
    again = start()
    wait_main(qtbot, again)
    assert again.workplace is not None
    assert again.workplace.workspace.desk.who.email == SARA


def test_without_a_keyring_nothing_secret_is_on_the_disk(
    server: FieldServer, city: Field, qtbot: QtBot, start: Start, tmp_path: Path
) -> None:
    root = start(credentials=credentials(server))
    wait_main(qtbot, root)
    assert root.workplace is not None
    assert not root.workplace.signed_in.is_lasting
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
    qtbot.waitUntil(lambda: isinstance(again.shown, SignInPage), timeout=WAIT_MS)
    assert list((tmp_path / "casa ñandú").rglob("session-*.db")) == []


def test_a_second_start_brings_the_first_to_the_front(qtbot: QtBot, tmp_path: Path) -> None:
    paths = paths_of("uno")
    paths.make()
    first, second = SingleInstance(paths), SingleInstance(paths)
    assert first.begin()
    with qtbot.waitSignal(first.asked_to_front, timeout=WAIT_MS):
        assert not second.begin()
    first.end()
    assert second.begin()
    second.end()
