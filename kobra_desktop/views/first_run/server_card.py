"""The address of one's own server, asked whether it is one as soon as it is given."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QWidget

from kobra_desktop.models.first_run.server import ServerModel
from kobra_desktop.scanned import FILES
from kobra_desktop.views.sentences import at_the_door
from kobra_desktop.views.sign_in import field_sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import Field, line_edit
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row


class ServerCard(QFrame):
    """Shows a ServerModel."""

    def __init__(
        self,
        look: Look,
        model: ServerModel,
        locale: str,
        address: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._model, self._locale = model, locale
        self.address = line_edit("kobra.example", address)
        self._field = Field(self.tr("Address of your server"), self.address)
        why = self.tr(
            "Your agents' visits, your portfolio and your map come from there. Whoever runs Kobra "
            "at your company gave you the address or an invitation; either can be pasted here, or "
            "read from its QR code."
        )
        self.problem = notice("error")
        self.go = Button(look, self.tr("Continue"))
        self.scan = Button(look, self.tr("Read a QR code"), "quiet", "qr-code")
        self.setLayout(
            column(
                label(self.tr("With my company's server"), "section"),
                label(why, "secondary", wrap=True),
                None,
                self._field,
                self.problem,
                row(self.go, self.scan, None),
                space=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.go.clicked.connect(self.submit)
        self.scan.clicked.connect(self._on_scan)
        self.setAcceptDrops(True)
        model.scanned.connect(self.address.setText)
        self.address.returnPressed.connect(self.submit)
        model.changed.connect(self._on_changed)
        self._on_changed()

    def submit(self) -> None:
        """Look whether it is there."""
        self._model.ask(self.address.text())

    def take(self, data: QMimeData) -> bool:
        """Read the code of a picture, or of the first file, that was copied or dropped; answers
        whether there is one.
        """
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        picture = data.imageData() if data.hasImage() else None
        if isinstance(picture, QImage):
            self._model.scan(picture)
        elif files:
            self._model.scan(Path(files[0]))
        return isinstance(picture, QImage) or bool(files)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's: pictures are welcome."""
        data = event.mimeData()
        if data.hasImage() or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's: read it."""
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def _on_scan(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        menu = QMenu(self)
        copied = QAction(self.tr("Of the picture that was copied"), menu)
        copied.setEnabled(data.hasImage() or any(url.isLocalFile() for url in data.urls()))
        copied.triggered.connect(lambda: self.take(QGuiApplication.clipboard().mimeData()))
        file = QAction(self.tr("Of a picture in a file…"), menu)
        file.triggered.connect(self.choose_file)
        menu.addActions([copied, file])
        menu.popup(self.scan.mapToGlobal(self.scan.rect().bottomLeft()))

    def choose_file(self) -> None:
        """Ask for a picture's file."""
        dialog = QFileDialog(self, self.tr("Picture with a QR code"))
        kinds = " ".join(f"*.{ending}" for ending in FILES)
        dialog.setNameFilter(self.tr("Pictures") + f" ({kinds})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self._model.scan(Path(chosen)))
        dialog.open()

    def _on_changed(self) -> None:
        model = self._model
        self._field.set_problem(field_sentence(model.wrong))
        self.address.setReadOnly(model.is_busy)
        self.go.setEnabled(not model.is_busy)
        self.scan.setEnabled(not model.is_busy)
        words = self.tr("Continue anyway") if model.skew else self.tr("Continue")
        self.go.setText(self.tr("Looking for it…") if model.is_busy else words)
        text = at_the_door(model.problem, self._locale) if model.problem else ""
        if model.skew:
            text = skew_sentence(model.skew)
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        if model.problem is not None or model.wrong:
            self.address.setFocus()
            self.address.selectAll()


def skew_sentence(skew: timedelta) -> str:
    """How far the clock of this machine is from the server's, which is the later by `skew`."""
    minutes = max(round(abs(skew) / timedelta(minutes=1)), 1)
    days, rest = divmod(minutes, 24 * 60)
    hours, minutes = divmod(rest, 60)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else ""]
    parts.append(f"{minutes} min" if minutes and not days else "")
    translate = QCoreApplication.translate
    words = (
        translate("ServerCard", "The clock of this machine is {span} behind the server's.")
        if skew > timedelta()
        else translate("ServerCard", "The clock of this machine is {span} ahead of the server's.")
    )
    way = translate("ServerCard", "Set date, time and time zone; hours on the screen depend on it.")
    return f"{words.format(span=' '.join(part for part in parts if part))} {way}"
