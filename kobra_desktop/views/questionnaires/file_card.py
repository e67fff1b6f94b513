"""What one file of a form is: its picture or columns, what is wrong with it, who asks for it, and
what can be done.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from kobra_desktop.models.questionnaires.file_lines import FileLine, FileUse
from kobra_desktop.models.questionnaires.file_words import kind_words, problem_words
from kobra_desktop.models.questionnaires.form_files import FormFilesModel
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row, scrolling
from kobra_domain.questionnaires.files import FileKind
from kobra_domain.words import data_size

translate = QCoreApplication.translate
MOST_PICTURE, MOST_USES, LONGEST_USE = 280, 40, 60


class FileCard(QFrame):
    """`replace_requested` (name); `use_requested` (uid, column, is_choice)."""

    replace_requested = Signal(str)
    use_requested = Signal(str, str, bool)

    def __init__(self, look: Look, model: FormFilesModel) -> None:
        super().__init__()
        self._look, self._model, self._locale = look, model, model.workspace.locale
        self.line: FileLine | None = None
        self._picture = QLabel()
        self._picture.setAccessibleName(translate("Questionnaires", "Picture"))
        self._body: QVBoxLayout = column(space=12)
        inside = scrolling(holding(self._body))
        self.setLayout(column(inside))
        self.setMinimumWidth(look.pixels(280))
        model.pictured.connect(self._on_pictured)

    def show_line(self, line: FileLine | None) -> None:
        """Another file, or the same with other problems."""
        if line == self.line and line is not None:
            return
        was, self.line = self.line, line
        is_same = was is not None and line is not None and was.file == line.file
        image = self._picture.pixmap() if is_same else QPixmap()
        emptied(self._body)
        self._picture = QLabel()
        if line is None:
            return
        self._head(line)
        for is_error, words in problem_words(line, self._locale):
            icon = "octagon-alert" if is_error else "triangle-alert"
            self._body.addWidget(note(self._look, "error" if is_error else "warn", words, icon))
        self._what(line, image)
        self._who(line)
        self._body.addStretch(1)

    def _head(self, line: FileLine) -> None:
        self._body.addWidget(ElidedLabel(line.name, "section"))
        if self._model.editor.is_read_only:
            return
        choose = translate("Questionnaires", "Choose the file…")
        replace = translate("Questionnaires", "Replace…")
        words = choose if line.file is None else replace
        look = "primary" if line.file is None else ""
        self.replace = Button(self._look, words, look, "upload")
        self.replace.clicked.connect(lambda: self.replace_requested.emit(line.name))
        self.away = Button(self._look, translate("Questionnaires", "Remove"), "", "trash-2")
        self.away.clicked.connect(self.remove)
        self.away.setHidden(line.file is None)
        self._body.addLayout(row(self.replace, self.away, None, space=8))

    def remove(self) -> None:
        """Take the file out of the form; undo brings it back."""
        if self.line is not None and self.line.file is not None:
            self._model.remove(self.line.name)

    def _what(self, line: FileLine, image: QPixmap) -> None:
        file = line.file
        if file is None:
            return
        facts = [
            (translate("Questionnaires", "Kind"), kind_words(line, self._locale)),
            (translate("Questionnaires", "Size"), data_size(file.size, self._locale)),
        ]
        if file.columns:
            facts.append((translate("Questionnaires", "Columns"), ", ".join(file.columns)))
        self._body.addWidget(pairs(facts))
        if file.kind is FileKind.IMAGE and not file.name.lower().endswith(".svg"):
            self._body.addWidget(self._picture)
            if image.isNull():
                self._picture.setText(translate("Questionnaires", "Loading…"))
                self._model.picture(file)
            else:
                self._picture.setPixmap(image)

    def _who(self, line: FileLine) -> None:
        if not line.uses:
            return
        self._body.addWidget(label(translate("Questionnaires", "Asked for by"), "caption"))
        for use in line.uses[:MOST_USES]:
            self._body.addWidget(self._door(use), 0, Qt.AlignmentFlag.AlignLeft)

    def _door(self, use: FileUse) -> QWidget:
        words = use.words or use.column
        short = words if len(words) <= LONGEST_USE else f"{words[: LONGEST_USE - 1]}…"
        door = Button(self._look, short, "quiet", "arrow-right")
        door.setToolTip(words)
        door.clicked.connect(lambda: self.use_requested.emit(use.uid, use.column, use.is_choice))
        return door

    # The picture

    def forget_picture(self) -> None:
        """Nobody looks: its memory is given back, and it is asked for again."""
        self.show_line(None)

    def _on_pictured(self, sha256: str, image: QImage | None, problem: Exception | None) -> None:
        file = self.line.file if self.line is not None else None
        if file is None or file.sha256 != sha256:
            return
        if problem is not None:
            self._picture.setText(sentence(problem, self._locale))  # type: ignore[arg-type]
            self._picture.setWordWrap(True)
        elif image is None:
            self._picture.setText(translate("Questionnaires", "It cannot be shown here."))
        else:
            ratio = self.devicePixelRatioF()
            side = round(self._look.pixels(MOST_PICTURE) * ratio)
            fitting = image
            if max(image.width(), image.height()) > side:
                keep = Qt.AspectRatioMode.KeepAspectRatio
                smooth = Qt.TransformationMode.SmoothTransformation
                fitting = image.scaled(side, side, keep, smooth)
            shown = QPixmap.fromImage(fitting)
            shown.setDevicePixelRatio(ratio)
            self._picture.setPixmap(shown)
