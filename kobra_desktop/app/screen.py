"""What keeps the program from showing anything is said in a sentence: on the terminal while there
is no window, and in one as soon as there may be.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.theme import Look
from kobra_domain.words import say

NO_SCREEN = 4  # the exit code
IS_ROOT = 7  # the exit code
_NO_SANDBOX = ("QTWEBENGINE_DISABLE_SANDBOX", "QTWEBENGINE_CHROMIUM_FLAGS")
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
