"""What keeps the program from showing anything is said in a sentence: on the terminal while there
is no window, and in one as soon as there may be.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.theme import Look
from kobra_domain.words import say

NO_SCREEN = 4  # the exit code
IS_ROOT = 7  # the exit code
_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_NO_SANDBOX = ("QTWEBENGINE_DISABLE_SANDBOX", _FLAGS)
_SHARED = Path("/dev/shm")
_LINES_SHOWN = 3


@contextmanager
def said_if_there_is_none(language: str) -> Iterator[None]:
    """While the application object is made: Qt ends the process where it finds no screen to work
    with; here it does so with a sentence and an exit code, and without a dump.
    """
    lines: list[str] = []

    def on_message(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            why = "\n".join(f"  {line}" for line in lines[-_LINES_SHOWN:])
            _say(f"kobra-desktop: {say('no_screen', None, language)}\n{why}")
            os._exit(NO_SCREEN)  # after this Qt calls abort
        lines.append(text.strip())

    before = qInstallMessageHandler(on_message)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
        for line in lines:
            _say(line)


def is_refused_as_root() -> bool:
    """Whether the web engine would end the program at its first page: it has no sandbox for root,
    and nothing here turns a sandbox off but who starts the program.
    """
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return False
    return not any(os.environ.get(name) for name in _NO_SANDBOX)


def make_room(shared: Path = _SHARED) -> None:
    """Where the web engine finds no place for what its processes share it ends the program: a
    folder for passing files that is not there (`TMPDIR`) gives way to the system's, and memory that
    may not be shared (`/dev/shm`, in a container) to that folder.
    """
    if (folder := os.environ.get("TMPDIR")) and not os.access(folder, os.W_OK | os.X_OK):
        del os.environ["TMPDIR"]
    if sys.platform.startswith("linux") and not os.access(shared, os.W_OK | os.X_OK):
        flags = os.environ.get(_FLAGS, "")
        os.environ[_FLAGS] = f"{flags} --disable-dev-shm-usage".strip()


def tell(look: Look, title: str, text: str) -> Notice:
    """A sentence in a window of its own, for who started the program by its icon, and on the
    terminal.
    """
    _say(f"kobra-desktop: {text}")
    told = Notice(look, None, title, text)
    told.open()
    return told


def _say(line: str) -> None:
    """On the terminal, where there is one: a program of Windows that has a window has none."""
    if sys.stderr is not None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()
