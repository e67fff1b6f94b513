"""A live preview whose console must stay clean, and the questions a test may ask its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from kobra_desktop.preview.view import FormPreview
from kobra_records.sample_visit import sample_media

MEDIA = sample_media("CO", "es")


class LivePreview:
    """A preview that is ready."""

    def __init__(self, view: FormPreview, qtbot: QtBot) -> None:
        self.view: FormPreview = view
        self.qtbot = qtbot
        self.errors: list[str] = []
        self.submitted: list[str] = []
        self.failures: list[str] = []
        view.console_error.connect(self.errors.append)
        view.submitted.connect(self.submitted.append)
        view.failed.connect(self.failures.append)

    def ask(self, code: str) -> Any:
        """The value of an expression in the page."""
        answers: list[Any] = []
        self.view._host.page.runJavaScript(code, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return answers[0]

    def text(self) -> str:
        """What a person reads on the page."""
        return str(self.ask("document.body.innerText"))

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something of the page."""
        self.qtbot.waitUntil(is_so)

    def until_said(self, words: str) -> None:
        """Wait until the page says so."""
        self.until(lambda: words in self.text())

    def show(self, xform: str, media: Mapping[str, str] = MEDIA, language: str = "") -> None:
        """Show a form and wait until it stands."""
        with self.qtbot.waitSignal(self.view.shown):
            self.view.show_form(xform, media, language)

    def press(self, words: str) -> None:
        """Click the first button or choice with these words."""
        code = (
            "[...document.querySelectorAll('button, label')]"
            f".find(each => each.innerText.trim() === {words!r})?.click(); 1"
        )
        self.ask(code)

    def type(self, words: str, index: int = 0) -> None:
        """Type into a text field."""
        self.ask(
            f"{{ const field = document.querySelectorAll('input[type=text], textarea')[{index}];"
            f"field.value = {words!r}; field.dispatchEvent(new Event('input')); }}; 1"
        )


@pytest.fixture
def live(qtbot: QtBot) -> Iterator[LivePreview]:
    """A preview; a console error fails the test, unless it took `errors` away itself."""
    view = FormPreview()
    page = LivePreview(view, qtbot)
    view.resize(view.width(), 700)
    with qtbot.waitSignal(view.ready):
        view.show()
    yield page
    view.dispose()
    view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert page.errors == []
