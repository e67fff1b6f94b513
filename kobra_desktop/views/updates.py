"""A newer version over the main window: a quiet line, and what the menu's act finds. The page is
opened in the browser; nothing is ever fetched or installed from here.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, QUrl, Slot
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from kobra_desktop.models.updates import Answer, UpdatesModel
from kobra_desktop.views.dialogs.message import Notice
from kobra_desktop.views.outside import open_outside
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.window import MainWindow

CAUSE = "update"


class UpdateNotice(QObject):
    """Keeps the window's line in step with the model, as long as the window lives."""

    def __init__(self, model: UpdatesModel, window: MainWindow) -> None:
        super().__init__(window)
        self._model, self._window = model, window
        model.changed.connect(self._on_changed)
        window.updates_requested.connect(self.show_dialog)
        self._on_changed()

    @Slot()
    def show_dialog(self) -> None:
        """What there is, asked for anew."""
        UpdatesDialog(self._model, self._window).open()

    @Slot()
    def _on_changed(self) -> None:
        found = self._model.newer
        if found is None:
            self._window.notices.take_back(CAUSE)
            return
        text = self.tr("There is a newer version of Kobra Desktop: {version}.")
        act = (self.tr("Open its page"), partial(open_page, self._model, self._window))
        self._window.notices.say(CAUSE, text.format(version=found.version), "info", [act])


def open_page(model: UpdatesModel, over: MainWindow) -> None:
    """The page of the newer version, in the machine's browser."""
    found = model.newer
    if found is not None:
        page = found.page
        open_outside(QUrl(page), lambda is_open: _tell(is_open, page, over.look, over))


def _tell(is_open: bool, page: str, look: Look, over: QWidget) -> None:
    if is_open or not isValid(over):
        return
    translate = QCoreApplication.translate
    text = translate(
        "UpdatesDialog", "No browser opened. The page is {page}; the text can be copied."
    )
    title = translate("UpdatesDialog", "The page was not opened")
    Notice(look, over, title, text.format(page=page)).open()


class UpdatesDialog(QDialog):
    """«Buscar actualizaciones»: asks at once, and says what was found."""

    def __init__(self, model: UpdatesModel, window: MainWindow) -> None:
        super().__init__(window)
        look = window.look
        self._model = model
        self.setWindowTitle(self.tr("Updates"))
        here = self.tr("This is version {version}.").format(version=model.version)
        self.says = label("", wrap=True)
        self.says.setMinimumWidth(look.pixels(380))
        self.again = Button(look, self.tr("Ask again"))
        self.page = Button(look, self.tr("Open its page"), "primary")
        self.close_it = Button(look, self.tr("Close"))
        buttons = row(self.again, None, self.close_it, self.page)
        lines = column(
            label(self.windowTitle(), "section"), label(here, "secondary"), self.says, buttons
        )
        lines.setSpacing(12)
        lines.setContentsMargins(24, 20, 24, 16)
        self.setLayout(lines)
        self.again.clicked.connect(model.ask)
        self.page.clicked.connect(partial(open_page, model, window))
        self.close_it.clicked.connect(self.accept)
        model.changed.connect(self._on_changed)
        model.ask()
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        model = self._model
        self.says.setText(self._words())
        self.again.setVisible(model.answer is not Answer.NOBODY_ASKED)
        self.again.setEnabled(not model.is_busy)
        has_page = model.newer is not None
        if has_page and not self.page.isVisible():  # what most do next, once it is there
            self.page.show()
            self.page.setFocus()
        self.page.setVisible(has_page)

    def _words(self) -> str:
        model = self._model
        if model.is_busy:
            return self.tr("Asking…")
        if model.newer is not None:
            found = self.tr("Version {version} is to be had. Its page says how to install it.")
            return found.format(version=model.newer.version)
        return {
            Answer.NOBODY_ASKED: self.tr(
                "This copy asks nobody for newer versions: whoever installed it brings them."
            ),
            Answer.NONE_NEWER: self.tr("There is no newer one."),
        }.get(
            model.answer,
            self.tr("Nothing certain was heard: try again later. Your work does not depend on it."),
        )
