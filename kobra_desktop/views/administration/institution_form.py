"""The form of an institution: what it is called, its logo, and whom to ask for data requests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from kobra_desktop.errors import Known
from kobra_desktop.models.administration.acts import Refused, Then, Values
from kobra_desktop.models.administration.logos import logo_image
from kobra_desktop.models.administration.portfolios import PortfoliosModel
from kobra_desktop.views.dialogs.form import Form
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.portfolios import Institution

translate = QCoreApplication.translate


class LogoPicker(QWidget):
    """The picture, and what chooses another or takes it away."""

    edited = Signal()

    def __init__(self, look: Look, choose: Callable[[], None]) -> None:
        super().__init__()
        self._look, self.logo = look, ""
        self.picture = QLabel()
        self.picture.setFixedSize(look.pixels(160), look.pixels(64))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.choose = Button(look, translate("Administration", "Choose a PNG…"), icon="image")
        self.clear = Button(look, translate("Administration", "No logo"))
        self.choose.clicked.connect(choose)
        self.clear.clicked.connect(lambda: self.show_logo(""))
        self.setLayout(row(self.picture, self.choose, self.clear, None, space=8))
        self.setFocusProxy(self.choose)

    def show_logo(self, logo: str) -> None:
        """A PNG as base64; empty for none."""
        self.logo = logo
        image = logo_image(logo)
        self.clear.setEnabled(bool(logo))
        if image.isNull():
            self.picture.setText(translate("Administration", "None"))
        else:
            size = self.picture.size()
            fit = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(QPixmap.fromImage(image.scaled(size, fit, smooth)))
        self.edited.emit()


class LogoEditor(Editor):
    """A PNG as base64."""

    def __init__(self, picker: LogoPicker) -> None:
        self.widget: LogoPicker = picker

    def put(self, value: Any) -> None:
        """Show it."""
        self.widget.show_logo(value or "")

    def typed(self) -> object:
        """The picture."""
        return self.widget.logo

    def read(self) -> Any:
        """The picture."""
        return self.widget.logo

    def listen(self, told: Told) -> None:
        """After each choice."""
        self.widget.edited.connect(told)


class InstitutionDialog(Form):
    """One that is there."""

    kind = Institution

    def __init__(
        self, look: Look, parent: QWidget, model: PortfoliosModel, institution: Institution
    ) -> None:
        def submit(values: Values, then: Then, refused: Refused) -> None:
            model.save_institution(institution, values, then, refused)

        title = translate("Administration", "Edit institution")
        super().__init__(look, parent, title, Setting.of(model.workspace), submit, held=institution)
        self._model = model
        self.name, self.tax_number = self.of("name"), self.of("tax_number")
        hint = translate("Administration", "PNG of at most 64 kB")
        self.picker = LogoPicker(look, self._ask_file)
        self.logo = self.by("logo", LogoEditor(self.picker), hint=hint)
        asked = translate("Administration", "Name, e-mail or telephone of who answers")
        self.requests = self.of("data_requests_to", hint=asked)
        inside = column(self.name, self.tax_number, self.logo, self.requests, None, space=12)
        self.build(inside, 480)
        self.name.take_focus()

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, translate("Administration", "Logo"))
        dialog.setNameFilter("PNG (*.png)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, file: str) -> None:
        """Show a file's picture, or say why it is none."""
        self._model.read_logo(Path(file), self.picker.show_logo, self._on_refused, self)

    def _on_refused(self, problem: Known) -> None:
        self.logo.set_problem(sentence(problem, self.setting.locale))
