"""A person starts the program for the first time and tries it: the city, its server, its phones and
its window in processes of their own, of which nothing stays.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from field_api.simulator.kept import Shelf
from kobra_desktop.app import Root
from kobra_desktop.models.first_run.trial import TrialStep
from kobra_desktop.models.sign_in import KEY
from kobra_desktop.paths import paths_of
from kobra_desktop.views.first_run.begin import BeginPage
from kobra_desktop.views.sign_in import SignInPage
from kobra_domain.invitations import Invitation, link_of
from tests.field_api.servers import Running
from tests.system.conftest import Field
from tests.system.program import MemoryKeyring, Start

TRIAL_MS = 250_000


def first_page(qtbot: QtBot, root: Root) -> BeginPage:
    """What an empty profile shows."""
    qtbot.waitUntil(lambda: isinstance(root.shown, BeginPage))
    assert isinstance(root.shown, BeginPage)
    return root.shown


@pytest.mark.timeout(540)  # it starts a city, whatever else runs
@pytest.mark.skipif(sys.platform != "linux", reason="reads the table of processes")
def test_one_click_to_the_map_and_one_to_nothing(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring, tmp_path: Path
) -> None:
    Shelf(tmp_path / "kept").city(1)
    root = start()
    page = first_page(qtbot, root)
    trial, folder = root.entrance.beginning.trial, root.basis.paths.trial
    size = ("--agents", "3", "--days", "1", "--parties", "150", "--cache", str(tmp_path / "kept"))
    trial._command = (sys.executable, "-m", "demo", *size)
    QTest.mouseClick(page.trial.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trial.step is TrialStep.SHOWN or not trial.is_running, timeout=TRIAL_MS)
    assert trial.problem is None
    assert not page.isVisible()
    assert folder.is_dir()
    assert len(processes(folder)) >= 2
    root.to_front()
    QTest.mouseClick(page.trial.end, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not trial.is_running, timeout=TRIAL_MS)
    assert trial.problem is None
    assert page.isVisible()
    assert processes(folder) == []
    assert not folder.exists()
    assert secrets.held == {}


def processes(folder: Path) -> list[Path]:
    """Those that were told the trial's folder."""
    told = os.fsencode(folder)
    found = []
    for one in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has just ended
            found += [one] if told in one.read_bytes() else []
    return found


def test_what_a_killed_trial_left_goes_at_the_next_start(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    left = paths_of().trial / "server"
    left.mkdir(parents=True)
    root = start()
    first_page(qtbot, root)
    qtbot.waitUntil(lambda: not left.parent.exists())


def test_the_address_leads_to_the_door_and_back(
    server: Running, city: Field, qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start()
    page = first_page(qtbot, root)
    page.server.address.setText(server.base)
    QTest.mouseClick(page.server.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(root.shown, SignInPage))
    assert isinstance(root.shown, SignInPage)
    assert root.shown.server.text() == server.base
    assert root.basis.memory.read(KEY) is None  # nobody was in yet
    QTest.mouseClick(root.shown.begin, Qt.MouseButton.LeftButton)
    assert first_page(qtbot, root).server.address.text() == server.base


def test_an_invitation_leaves_nothing_but_the_password(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start()
    page = first_page(qtbot, root)
    link = link_of(Invitation("https://kobra.example", "ABCD-1234", "eva@kobra.example"))
    page.server.address.setText(link)
    QTest.keyClick(page.server.address, Qt.Key.Key_Return)
    door = root.shown
    assert isinstance(door, SignInPage)
    assert (door.server.text(), door.email.text()) == ("https://kobra.example", "eva@kobra.example")
    assert door.code.text() == "ABCD-1234"
    assert door.code.isVisible()
    qtbot.waitUntil(door.password.hasFocus)


def test_language_and_theme_are_seen_at_once_and_stay(
    qtbot: QtBot, start: Start, secrets: MemoryKeyring
) -> None:
    root = start()
    page = first_page(qtbot, root)
    assert page.server.go.text() == "Continuar"
    page.server.address.setText("kobra.example")
    page.language_chosen.emit("en")
    page = first_page(qtbot, root)
    assert page.server.go.text() == "Continue"
    assert page.server.address.text() == "kobra.example"
    page.theme_chosen.emit("dark")
    assert root.basis.look.theme == "dark"
    assert (root.basis.settings.read("language"), root.basis.settings.read("theme")) == (
        "en",
        "dark",
    )
    page.language_chosen.emit("es")
    qtbot.waitUntil(lambda: not isValid(page))
    root.entrance.beginning.trial._hear(
        b'{"step": "shown"}'
    )  # the page of another language stands aside
    assert root.shown is not None
    assert not root.shown.isVisible()
    assert first_page(qtbot, root).server.go.text() == "Continuar"
