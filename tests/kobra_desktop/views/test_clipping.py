"""No words are cut when every sentence is 40 % longer: all pages and dialogs at 1366 × 768."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from kobra_desktop.views.main import KobraWindow
from kobra_desktop.views.widgets.labels import ElidedLabel
from tests.kobra_desktop.views.walk import dialogs, pages, visible

LONGER = 1.4
BUTTONS = (QPushButton, QCheckBox, QRadioButton)


class Lengthening(QTranslator):
    """A language whose every sentence is 40 % longer than English."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """The sentence with its own last letters again, in accents that take room."""
        text = source.replace("%n", str(n))
        return text + "ñ" * (round(len(text) * LONGER) - len(text))

    def isEmpty(self) -> bool:
        """Qt asks before it translates."""
        return False


@pytest.fixture(autouse=True)
def _longer(qtbot: QtBot) -> Iterator[None]:
    translator = Lengthening()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def clipped(root: QWidget) -> list[str]:
    """The words that do not fit where they stand."""
    found = []
    for widget in visible(root):
        if isinstance(widget, ElidedLabel):
            continue  # it says the rest in its tooltip, by design
        if widget.visibleRegion().boundingRect().height() <= 1:
            continue  # a page that is not there yet is one line of pixels
        if isinstance(widget, QLabel) and widget.text():
            if not _label_fits(widget):
                found.append(widget.text())
        elif isinstance(widget, BUTTONS) and widget.width() + 1 < widget.minimumSizeHint().width():
            found.append(widget.text())
    return found


def _label_fits(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() + 1 >= label.heightForWidth(label.width())
    return label.width() + 1 >= label.minimumSizeHint().width()


def settled(root: QWidget, qtbot: QtBot, name: str) -> None:
    """Layouts are done a moment after words have changed."""
    with suppress(QtBot.TimeoutError):
        qtbot.waitUntil(lambda: not clipped(root))
    assert not clipped(root), name


def test_nothing_is_cut_on_the_pages(window: KobraWindow, qtbot: QtBot) -> None:
    """Also the window itself must not grow past its size."""
    for name, root in pages(window, qtbot):
        settled(root, qtbot, name)
        assert root.width() == 1366, name
        assert root.height() == 768, name


def test_nothing_is_cut_in_the_dialogs(window: KobraWindow, qtbot: QtBot) -> None:
    """Every dialog."""
    for name, root in dialogs(window, qtbot):
        settled(root, qtbot, name)


def test_the_test_finds_cut_words(qtbot: QtBot) -> None:
    """It can fail."""
    label = QLabel("A long sentence")
    qtbot.addWidget(label)
    label.show()
    label.setFixedWidth(20)
    assert clipped(label) == ["A long sentence"]
