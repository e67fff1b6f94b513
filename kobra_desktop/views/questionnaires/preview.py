"""The preview beside the editor: which section, in which language, with which sample visit; it may
be hidden or stand in a window of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QVBoxLayout

from kobra_desktop.models.questionnaires.checks import Checks
from kobra_desktop.models.questionnaires.editor import EditorModel
from kobra_desktop.models.questionnaires.form_files import FormFilesModel
from kobra_desktop.models.questionnaires.preview_words import absent_words, preview_media
from kobra_desktop.preview.page import PreviewFile
from kobra_desktop.preview.view import FormPreview
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import IconButton
from kobra_desktop.views.widgets.forms import name_choice
from kobra_desktop.views.widgets.labels import label, notice
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.questionnaires.columns import default_language, languages
from kobra_domain.questionnaires.form import Form
from kobra_records.files.compile import Compiled

T = TypeVar("T")
translate = QCoreApplication.translate
WIDTH = 400
SAMPLES = ("CO", "MX", "")


class PreviewPane(QFrame):
    """`closed`: it was put away."""

    closed = Signal()

    def __init__(
        self, look: Look, editor: EditorModel, checks: Checks, files: FormFilesModel
    ) -> None:
        super().__init__()
        self._files = files
        locale = files.workspace.locale
        self.setObjectName("side")
        self.setFixedWidth(look.pixels(WIDTH))
        self._look, self._editor, self._checks, self._locale = look, editor, checks, locale
        self._shown: tuple[Compiled, Form] | None = None
        self._window: QDialog | None = None
        self.phone: FormPreview | None = None
        self.language = QComboBox()
        name_choice(self.language, translate("Questionnaires", "Language of the preview"))
        self.sample = QComboBox()
        name_choice(self.sample, translate("Questionnaires", "Sample visit"))
        for code, words in zip(SAMPLES, self._sample_words(), strict=True):
            self.sample.addItem(words, code)
        detach = translate("Questionnaires", "In a window of its own")
        self.detach = IconButton(look, "external-link", detach)
        self.away = IconButton(look, "x", translate("Questionnaires", "Hide the preview"))
        self._notice = notice("warn")
        self._build()
        self._connect()

    def _sample_words(self) -> tuple[str, str, str]:
        return (
            translate("Questionnaires", "Sample visit in Colombia"),
            translate("Questionnaires", "Sample visit in Mexico"),
            translate("Questionnaires", "Without a visit"),
        )

    def _build(self) -> None:
        title = label(translate("Questionnaires", "On the phone"), "section")
        head = row(title, None, self.detach, self.away, margins=(16, 8, 8, 0))
        choices = row(self.language, self.sample, space=8, margins=(16, 0, 16, 0))
        choices.setStretch(1, 1)
        self._body: QVBoxLayout = column(head, choices, self._notice, space=8)
        self._body.addStretch(1)
        self.setLayout(self._body)
        self._fill_languages()

    def _connect(self) -> None:
        self._checks.previewed.connect(self._on_previewed)
        self._editor.form_changed.connect(self._fill_languages)
        self._editor.selection_changed.connect(self._reach)
        self.language.activated.connect(lambda _: self._show())
        self.sample.activated.connect(lambda _: self._show())
        self.detach.clicked.connect(self.toggle_window)
        self.away.clicked.connect(self.put_away)
        self._look.changed.connect(self._on_look_changed)

    def _fill_languages(self) -> None:
        named = list(languages(self._editor.form))
        if [self.language.itemData(n) for n in range(self.language.count())] == named:
            return
        now = self.language.currentData()
        self.language.clear()
        for name in named:
            self.language.addItem(name, name)
        wanted = now if now in named else default_language(self._editor.form)
        self.language.setCurrentIndex(max(0, self.language.findData(wanted)))
        self.language.setVisible(len(named) > 1 and self.language.parent() is not None)

    # Showing

    def start(self) -> None:
        """It is seen: make the phone, if there is none yet, and ask for the section."""
        self._checks.wants_preview = True
        if self.phone is None:
            self.phone = FormPreview(self, locale=self._locale, run=self._run)
            self.phone.set_theme(self._look.theme)
            self.phone.failed.connect(self._on_failed)
            self._body.takeAt(self._body.count() - 1)
            self._body.addWidget(self.phone, 1, Qt.AlignmentFlag.AlignHCenter)
            self._reach()
        self._checks.preview_again()

    def put_away(self) -> None:
        """Hide it; nothing is compiled for it meanwhile."""
        self._checks.wants_preview = False
        if self._window is not None:
            self._window.close()
        self.hide()
        self.closed.emit()

    def _on_previewed(self, compiled: Compiled, form: Form) -> None:
        self._shown = (compiled, form)
        self._show()

    def _show(self) -> None:
        if self.phone is None or self._shown is None:
            return
        compiled, form = self._shown
        if compiled.xform is None:
            # What was shown last stays: a form is broken for a moment at every other keystroke.
            words = translate("Questionnaires", "Cannot be shown until its errors are solved.")
            self._notice.setText(words)
            self._notice.show()
            return
        self._notice.hide()
        country = str(self.sample.currentData() or "")
        media = preview_media(country, self._locale, form, compiled)
        language, own = str(self.language.currentData() or ""), self._own_files(form)
        self.phone.show_form(compiled.xform, media, language, own)
        self._files.bring(form.files, self._show)
        self.phone.show_absent(absent_words(form, self._locale))

    def _own_files(self, form: Form) -> dict[str, PreviewFile]:
        read = self._files.reader
        return {f.name: PreviewFile(f.sha256, f.media_type, read(f)) for f in form.files}

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """What the page asks for is read off the GUI thread."""
        self._files.workspace.background.read(work, done, owner=self)

    def _reach(self) -> None:
        """Bring what is chosen into view: the first of several."""
        if self.phone is not None:
            chosen = self._editor.selection
            self.phone.reach(self._path(chosen[0]) if chosen else "")

    def _path(self, uid: str) -> str:
        spot = self._editor.spots[uid]
        above = f"{self._path(spot.parent)}/" if spot.parent else ""
        return f"{above}{spot.node.name}"

    def _on_failed(self, message: str) -> None:
        words = translate("Questionnaires", "The preview cannot show this: {message}")
        self._notice.setText(words.format(message=message[:300]))
        self._notice.show()

    def _on_look_changed(self) -> None:
        if self.phone is not None:
            self.phone.set_theme(self._look.theme)

    # A window of its own

    def toggle_window(self) -> None:
        """Take the phone out of the editor, or bring it back."""
        if self.phone is None:
            return
        if self._window is not None:
            self._window.close()
            return
        window = QDialog(self.window(), Qt.WindowType.Window)
        window.setWindowTitle(translate("Questionnaires", "Preview"))
        window.setLayout(column(self.phone, margins=(8, 8, 8, 8)))
        window.resize(self._look.pixels(WIDTH), self._look.pixels(720))
        window.installEventFilter(self)
        self._window = window
        self.hide()
        window.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window is closed: the phone comes back."""
        if watched is self._window and event.type() is QEvent.Type.Close:
            window, self._window = self._window, None
            if self.phone is not None and window is not None:
                self._body.addWidget(self.phone, 1, Qt.AlignmentFlag.AlignHCenter)
                self.show()
                window.deleteLater()
        return super().eventFilter(watched, event)

    def dispose(self) -> None:
        """The editor is left: the page of the phone ends."""
        if self._window is not None:
            self._window.close()
        if self.phone is not None:
            self.phone.dispose()
