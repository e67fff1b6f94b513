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
