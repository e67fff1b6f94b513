"""Without a screen, a library or a folder there is a sentence and an exit code, and no dump."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kobra_desktop.app.screen import NO_SCREEN, is_refused_as_root, make_room, tell
from kobra_desktop.command_line import LIBRARY_MISSING
from kobra_desktop.paths import HOME_VARIABLE, NO_FOLDER
from kobra_desktop.views.theme import Look, ThemeChoice

ROOT = Path(__file__).resolve().parents[3]
_WITHOUT = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


def started(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The program, as from a terminal without a desktop."""
    environment = {name: value for name, value in os.environ.items() if name not in _WITHOUT}
    environment |= {HOME_VARIABLE: str(home), "PYTHONPATH": str(ROOT), **more}
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=home,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a screen")
def test_without_a_screen_it_is_said_on_the_terminal(tmp_path: Path) -> None:
    for more in ({}, {"DISPLAY": ":9999"}):
        done = started(tmp_path, "-m", "kobra_desktop", "--lang", "es", **more)
        assert done.returncode == NO_SCREEN
        assert "No hay una pantalla" in done.stderr
        assert "Abort" not in done.stderr
        assert list(tmp_path.iterdir()) == []


def test_a_library_that_is_missing_is_named(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'PySide6':\n"
        "            raise ImportError('libEGL.so.1: cannot open shared object file')\n"
        "sys.meta_path.insert(0, Finder())\n"
        "from kobra_desktop.command_line import main\n"
        "sys.exit(main(['--lang', 'en']))\n"
    )
    done = started(tmp_path, "-c", program)
    assert done.returncode == LIBRARY_MISSING
    assert "libEGL.so.1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a home")
def test_an_account_without_home_and_name_is_told_what_to_name(tmp_path: Path) -> None:
    program = (
        "import os, sys\n"
        "for name in list(os.environ):\n"
        "    if 'HOME' in name:\n"
        "        del os.environ[name]\n"
        "os.getuid = lambda: 4_000_000\n"
        "from kobra_desktop.command_line import main\n"
        "sys.exit(main(['--lang', 'en']))\n"
    )
    done = started(tmp_path, "-c", program)
    assert done.returncode == NO_FOLDER
    assert HOME_VARIABLE in done.stderr
    assert "Traceback" not in done.stderr


def test_the_engine_has_a_place_for_what_it_shares(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags = "QTWEBENGINE_CHROMIUM_FLAGS"
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv(flags, "--disable-gpu")
    make_room(tmp_path)
    assert (os.environ["TMPDIR"], os.environ[flags]) == (str(tmp_path), "--disable-gpu")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    make_room(tmp_path / "gone")
    assert "TMPDIR" not in os.environ
    is_linux = sys.platform.startswith("linux")
    assert ("--disable-dev-shm-usage" in os.environ[flags].split()) is is_linux


def test_what_stops_the_start_is_shown_too(
    qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tell(Look(ThemeChoice.LIGHT), "Kobra Desktop", "No se puede escribir en /x.")
    qtbot.addWidget(told)
    assert told.isVisible()
    assert any("/x" in label.text() for label in told.findChildren(QLabel))
    assert "/x" in capsys.readouterr().err


def test_where_there_is_no_terminal_it_is_shown_all_the_same(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a program of Windows that has a window."""
    monkeypatch.setattr(sys, "stderr", None)
    told = tell(Look(ThemeChoice.LIGHT), "Kobra Desktop", "No se puede escribir en /x.")
    qtbot.addWidget(told)
    assert told.isVisible()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others have no such sandbox")
def test_root_is_refused_before_the_web_engine_ends_the_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Unless whoever starts it gave the sandbox up."""
    monkeypatch.delenv("QTWEBENGINE_CHROMIUM_FLAGS", raising=False)
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not is_refused_as_root()
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert is_refused_as_root()
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    assert not is_refused_as_root()
