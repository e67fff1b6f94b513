"""Calles y puertas: what addresses are placed by, and how near it has proved; who administers loads
files of more.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QWidget,
)

from kobra_desktop.errors import Known
from kobra_desktop.models.portfolio.books import BooksModel
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import hide_unless, label, notice
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.streets.answers import BookKind

translate = QCoreApplication.translate
_TOWN = int(Qt.ItemDataRole.UserRole)


class BooksDialog(QDialog):
    """Shows a BooksModel. It may be left while the server reads: that goes on."""

    def __init__(self, look: Look, parent: QWidget, model: BooksModel) -> None:
        super().__init__(parent)
        self._look, self.model = look, model
        model.setParent(self)
        title = translate("Places", "Streets and doors")
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.finished.connect(self.deleteLater)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Places", "What is loaded, by municipality"))
        self.list.setWordWrap(True)
        self.stack = PageState(look, self.list)
        self.town = line_edit(translate("Places", "Municipality of the file"))
        self.town.setAccessibleName(translate("Places", "Municipality of the file"))
        self.streets = Button(look, translate("Places", "Load streets…"), icon="upload")
        self.streets.setToolTip(translate("Places", "GeoJSON of lines with their name, or PMTiles"))
        self.doors = Button(look, translate("Places", "Load doors…"), icon="upload")
        self.doors.setToolTip(
            translate("Places", "OpenAddresses, INEGI (DENUE, outer numbers) as CSV or GeoJSON")
        )
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(translate("Places", "Progress of the file"))
        self.stop = Button(look, translate("Places", "Stop"))
        self.told = label("", "secondary", wrap=True)
        self.problem = notice("error")
        self.leave = Button(look, translate("Administration", "Done"))
        self._lay_out(title)
        self.leave.clicked.connect(self.accept)
        self.streets.clicked.connect(partial(self._ask_file, BookKind.STREETS))
        self.doors.clicked.connect(partial(self._ask_file, BookKind.DOORS))
        self.stop.clicked.connect(model.stop)
        self.town.textChanged.connect(self._allow)
        # Not a selection that comes with the focus: it would put another town than was typed.
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        model.changed.connect(self._say)
        model.failed.connect(self._on_failed)
        self.stack.show_loading()
        self._say()
        model.open()

    def _lay_out(self, title: str) -> None:
        words = translate(
            "Places",
            "Addresses are placed by these, without asking anybody outside. A file takes the "
            "place of what its municipality had.",
        )
        loading = holding(row(self.town, self.streets, self.doors, space=8))
        hide_unless(loading, self.model.may_load)
        going = row(self.told, self.progress, self.stop, space=8)
        going.setStretch(0, 1)
        lines = column(
            label(title, "section", wrap=True),
            label(words, "caption", wrap=True),
            self.stack,
            loading,
            going,
            self.problem,
            row(None, self.leave),
            space=12,
            margins=(20, 16, 20, 12),
        )
        lines.setStretch(2, 1)
        self.setLayout(lines)
        give_room(self, self._look, 680, 480)

    def _say(self) -> None:
        model = self.model
        if model.is_known:
            self._fill(model.lines())
        done, whole = model.sent or (0, 0)
        self.progress.setRange(0, 1_000 if whole else 0)
        self.progress.setValue(1_000 * done // whole if whole else 0)
        for part in (self.progress, self.stop):
            part.setVisible(model.is_busy and model.may_load)
        words, has_failed = model.progress_words(), model.has_failed and not model.is_busy
        self.told.setText("" if has_failed else words)
        self.problem.setText(words if has_failed else "")
        self.problem.setVisible(has_failed)
        self._allow()

    def _fill(self, lines: list[tuple[str, str]]) -> None:
        shown = [f"{town}\n{words}" for town, words in lines]
        if shown != [self.list.item(n).text() for n in range(self.list.count())]:
            self.list.clear()
            for (town, _), words in zip(lines, shown, strict=True):
                item = QListWidgetItem(words)
                item.setData(_TOWN, town)
                self.list.addItem(item)
        if lines:
            self.stack.show_content()
        else:
            words = translate("Places", "Nothing is loaded: doors wait to be placed by hand.")
            self.stack.show_empty(words, None, "map")

    def _allow(self) -> None:
        may = bool(self.town.text().strip()) and not self.model.is_busy
        for act in (self.streets, self.doors):
            act.setEnabled(may)

    def _on_item(self, item: QListWidgetItem) -> None:
        if not self.model.is_busy:
            self.town.setText(item.data(_TOWN))

    def _ask_file(self, kind: BookKind) -> None:
        is_streets = kind is BookKind.STREETS
        title = self.streets.text() if is_streets else self.doors.text()
        dialog = QFileDialog(self, title)
        names = "*.geojson *.json *.pmtiles" if is_streets else "*.csv *.txt *.geojson *.json"
        dialog.setNameFilter(f"{title} ({names})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.send(path, kind))
        dialog.open()

    def send(self, path: str, kind: BookKind) -> None:
        """Load a file for the municipality that is typed."""
        self.problem.hide()
        self.model.send(Path(path), kind, self.town.text().strip())

    def _on_failed(self, problem: Known) -> None:
        words = sentence(problem, self.model.workspace.locale)
        if self.model.is_known:
            self.problem.setText(words)
            self.problem.show()
        else:
            self.stack.show_error(words, problem.code, self.model.open)
