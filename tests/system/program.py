"""The program as it is started, for tests that drive all of it: fixtures and waits."""

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
from kobra_desktop.models.sign_in import Credentials
from kobra_desktop.paths import HOME_VARIABLE, paths_of
from kobra_desktop.views.main import KobraWindow
from kobra_desktop.web.walls import register_scheme
from tests.field_api.servers import Running
from tests.system.station import PASSWORD

SARA = "sara@kobra.example"


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


@pytest.fixture(scope="session", autouse=True)
def scheme() -> None:
    """The map page's own, before the web engine begins."""
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


def credentials(server: Running, address: str = "") -> Credentials:
    """Sara's, for the server itself or for a proxy before it."""
    return Credentials(address or server.base, SARA, PASSWORD)


def unlock(root: Root) -> None:
    """As the right password does."""
    assert root.locking.screen is not None
    root.locking.screen.unlocked.emit()


def wait_main(qtbot: QtBot, root: Root) -> KobraWindow:
    """The main window, once it is there."""
    qtbot.waitUntil(lambda: isinstance(root.shown, KobraWindow))
    assert isinstance(root.shown, KobraWindow)
    return root.shown
