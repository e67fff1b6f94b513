"""What is handed to the machine outside the program: addresses to whatever opens them, texts to the
clipboard. Each is looked at, and a person is told when it was not taken.
"""

from __future__ import annotations

import atexit
import shutil
import sys
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QMimeData, QProcess, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from kobra_desktop.views.dialogs.message import Notice, Question
from kobra_desktop.views.theme import Look

_OPENER = "xdg-open"
_made: list[QMimeData] = []  # what was put on the clipboard last, with its other forms


def open_outside(url: QUrl, done: Callable[[bool], None]) -> None:
    """Have the machine open it; `done` hears whether anything did, at once or later."""
    platform = str(sys.platform)  # so that no branch is dead to the type checker
    if platform.startswith("linux") and shutil.which(_OPENER):
        # Qt only looks whether the opener could be started; it alone knows whether it opened.
        process = QProcess(QCoreApplication.instance())
        process.finished.connect(lambda code, _status: done(code == 0))
        process.finished.connect(process.deleteLater)
        process.start(_OPENER, [url.toString(QUrl.ComponentFormattingOption.FullyEncoded)])
    else:
        done(QDesktopServices.openUrl(url))


def copy(text: str) -> bool:
    """Put a text on the clipboard; whether it is there now."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)
    return clipboard.text() == text


def copy_data(data: QMimeData) -> bool:
    """The same with a text that has other forms beside it."""
    clipboard, text = QGuiApplication.clipboard(), data.text()
    clipboard.setMimeData(data)
    _made[:] = [data]
    return clipboard.text() == text


@atexit.register
def _leave_text() -> None:
    """Of what Python made only the text outlives it: the rest would be let go after Python itself,
    which crashes.
    """
    if _made and QGuiApplication.instance() is not None:
        clipboard = QGuiApplication.clipboard()
        if clipboard.mimeData() is _made[0]:
            clipboard.setText(clipboard.text())


def not_copied() -> str:
    """The sentence when the clipboard did not take it."""
    return QCoreApplication.translate("Outside", "The clipboard did not take it. Try again.")


def told_unless(is_there: bool, look: Look, over: QWidget) -> bool:
    """Say over a widget that it was not copied, unless it was; which of them."""
    if not is_there:
        title = QCoreApplication.translate("Outside", "Nothing was copied")
        asked = Notice(look, over, title, not_copied())
        asked.finished.connect(asked.deleteLater)
        asked.open()
    return is_there


def digits(phone: str) -> str:
    """The number as dialled, with its +."""
    return "".join(c for c in phone if c.isdigit() or c == "+")


def call(look: Look, over: QWidget, phone: str) -> None:
    """Open the telephone; where there is none, say so and offer the number."""
    words = QCoreApplication.translate("Outside", "No program on this machine makes calls.")
    url = QUrl(f"tel:{digits(phone)}")
    open_outside(url, partial(_offer_unless, look, over, words, phone))


def write(look: Look, over: QWidget, phone: str) -> None:
    """Open WhatsApp on a chat with the number; where it is not, say so and offer the number."""
    words = QCoreApplication.translate("Outside", "No program on this machine opens WhatsApp.")
    url = QUrl(f"https://wa.me/{digits(phone).lstrip('+')}")
    open_outside(url, partial(_offer_unless, look, over, words, phone))


def _offer_unless(look: Look, over: QWidget, words: str, phone: str, is_open: bool) -> None:
    if is_open or not isValid(over):
        return
    translate = QCoreApplication.translate
    text = translate("Outside", "{why} The number is {phone}.").format(why=words, phone=phone)
    title, act = translate("Outside", "It was not opened"), translate("Outside", "Copy number")
    asked = Question(look, over, title, text, act, translate("Outside", "Close"))
    asked.accepted.connect(lambda: copy(phone))
    asked.open()
