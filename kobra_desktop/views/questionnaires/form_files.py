"""The tab Archivos: the form's own files at the left, what one is and who asks for it at the right.
Files come by dialog, drop and paste.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QImage,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QListWidgetItem, QWidget

from kobra_desktop.models.questionnaires.file_lines import FileLine
from kobra_desktop.models.questionnaires.file_words import file_count, file_filter, state_words
from kobra_desktop.models.questionnaires.form_files import FormFilesModel, Source
from kobra_desktop.views.questionnaires.file_card import FileCard
from kobra_desktop.views.questionnaires.file_rows import LINE_ROLE, STATE_ROLE, FileRows
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.page_state import PageState
from kobra_domain.questionnaires.files import MOST_FILE_BYTES, MOST_FORM_BYTES

translate = QCoreApplication.translate
LIST_WIDTH = 300


class FilesTab(QWidget):
    """`said` (sentence) is toasted; `use_requested` (uid, column, is_choice): who asks for one."""

    said = Signal(str)
    use_requested = Signal(str, str, bool)

    def __init__(self, look: Look, model: FormFilesModel) -> None:
        super().__init__()
        self._look, self.model = look, model
        self._locale = model.workspace.locale
        self.add = Button(look, translate("Questionnaires", "Add files…"), "", "plus")
        self.count = label("", "secondary")
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Questionnaires", "Files of the questionnaire"))
        self.list.setItemDelegate(FileRows(look, self.list))
        self.list.setMinimumWidth(look.pixels(LIST_WIDTH))
        self.card = FileCard(look, model)
        self.hint = label(
            translate(
                "Questionnaires",
                "Files can also be dropped here, or pasted (Ctrl+V): up to {one} MB each, {all} MB "
                "in all.",
            ).format(one=MOST_FILE_BYTES // 2**20, all=MOST_FORM_BYTES // 2**20),
            "caption",
            wrap=True,
        )
        self.state = PageState(look, self._content())
        self.setLayout(column(self.state, margins=(20, 16, 20, 16)))
        self.setAcceptDrops(not model.editor.is_read_only)
        self._connect()

    def _content(self) -> QWidget:
        head = row(self.add, self.count, None, space=12)
        left = column(head, self.list, self.hint, space=8)
        left.setStretch(1, 1)
        halves = row(left, self.card, space=24)
        halves.setStretch(0, 3)
        halves.setStretch(1, 4)
        is_read_only = self.model.editor.is_read_only
        self.add.setHidden(is_read_only)
        self.hint.setHidden(is_read_only)
        return holding(halves)

    def _connect(self) -> None:
        model = self.model
        self.add.clicked.connect(self.ask_files)
        self.list.currentItemChanged.connect(lambda *_: self._show_card())
        model.changed.connect(self._fill)
        model.busy_changed.connect(self._say_busy)
        model.refused.connect(self._on_refused)
        self.card.replace_requested.connect(self.ask_file_for)
        self.card.use_requested.connect(self.use_requested)
        if not model.editor.is_read_only:
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self, context=within)
            paste.activated.connect(self.paste)
            away = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list, context=within)
            away.activated.connect(self.card.remove)

    # What there is

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's: what the form has now."""
        super().showEvent(event)
        self.model.open()
        self._fill()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's: a picture that nobody sees is let go."""
        super().hideEvent(event)
        self.model.rest()
        self.card.forget_picture()

    def choose(self, name: str) -> None:
        """Bring a file in front, as soon as it is listed."""
        self._wanted = name
        self._fill()

    _wanted = ""

    def _fill(self) -> None:
        lines = self.model.lines
        if not lines:
            self._show_empty()
            return
        self.state.show_content()
        chosen = self._wanted or self.chosen
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(line.name)
            item.setData(LINE_ROLE, line)
            item.setData(STATE_ROLE, state_words(line, self._locale))
            spoken = f"{line.name}. {item.data(STATE_ROLE)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)
        names = [line.name for line in lines]
        at = names.index(chosen) if chosen in names else 0
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)
        if names[at] == self._wanted:
            self._wanted = ""
        self._say_busy()
        self._show_card()

    def _show_empty(self) -> None:
        words = translate(
            "Questionnaires",
            "No files yet. Pictures, sounds, videos and tables (CSV, GeoJSON, XML) that questions "
            "name go to the phones from here.",
        )
        act = (translate("Questionnaires", "Add files…"), self.ask_files)
        is_read_only = self.model.editor.is_read_only
        self.state.show_empty(words, None if is_read_only else act, "paperclip")

    @property
    def chosen(self) -> str:
        """The name of the chosen file."""
        at = self.list.currentRow()
        return self.list.item(at).text() if at >= 0 else ""

    def _show_card(self) -> None:
        line: FileLine | None = self.model.line(self.chosen)
        self.card.show_line(line)

    def _say_busy(self) -> None:
        files = [line.file for line in self.model.lines if line.file is not None]
        reading = translate("Questionnaires", "Reading…")
        self.count.setText(reading if self.model.is_busy else file_count(files, self._locale))

    # Bringing files

    def ask_files(self) -> None:
        """Let files be chosen."""
        dialog = self._dialog(translate("Questionnaires", "Add files"), file_filter())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(
            lambda chosen: self.take([(Path(one).name, Path(one)) for one in chosen])
        )
        dialog.open()

    def ask_file_for(self, name: str) -> None:
        """Let a file be chosen that is called so from then on."""
        ending = name.rpartition(".")[2]
        title = translate("Questionnaires", "A file for {name}").format(name=name)
        dialog = self._dialog(title, f"*.{ending} (*.{ending} *.{ending.upper()})")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.take([(name, Path(chosen))]))
        dialog.open()

    def _dialog(self, title: str, filters: str) -> QFileDialog:
        dialog = QFileDialog(self, title)
        dialog.setNameFilter(filters)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def take(self, sources: Sequence[Source]) -> None:
        """Take files in; the first is the chosen one then."""
        if sources and not self.model.editor.is_read_only:
            self._wanted = sources[0][0]
            self.model.take(sources)

    def paste(self) -> None:
        """Files, or a picture, of the clipboard."""
        found = self._sources(QApplication.clipboard().mimeData())
        if found:
            self.take(found)
        else:
            self.said.emit(translate("Questionnaires", "There is no file to paste."))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's: files are welcome."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's: take them in."""
        self.take(self._sources(event.mimeData()))
        event.acceptProposedAction()

    def _sources(self, data: QMimeData) -> list[Source]:
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if not paths and data.hasImage():
            return [(self._free_name(), QImage(data.imageData()))]
        return [(path.name, path) for path in paths]

    def _free_name(self) -> str:
        taken = {line.name for line in self.model.lines}
        word = translate("Questionnaires", "picture")
        number = 1
        while f"{word}_{number}.png" in taken:
            number += 1
        return f"{word}_{number}.png"

    def _on_refused(self, problems: list[Exception]) -> None:
        words = [sentence(problem, self._locale) for problem in problems]  # type: ignore[arg-type]
        more = translate("Questionnaires", "and {n} more").format(n=len(words) - 3)
        self.said.emit(" ".join(words[:3] + [more] * (len(words) > 3)))
