"""The head of the editor: what is open and how safe it is, undo and redo by name, and the acts on
the whole.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.questionnaires.checks import Step
from kobra_desktop.models.questionnaires.drafts import DraftModel, Safety
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.labels import ElidedLabel, label, set_property, titled
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.tabs import TabBar
from kobra_domain.words import moment

translate = QCoreApplication.translate


class EditorHeader(QWidget):
    """`back_requested`, `review_requested`, `publish_requested`, `export_requested`."""

    back_requested = Signal()
    review_requested = Signal()
    publish_requested = Signal()
    export_requested = Signal()
    preview_toggled = Signal()
    conflicts_requested = Signal()

    def __init__(self, look: Look, draft: DraftModel) -> None:
        super().__init__()
        self._look, self._draft = look, draft
        self._version = 0
        self._step: Step | None = None
        acts = draft.editor.acts
        back = translate("Questionnaires", "Back to the list")
        self.back = IconButton(look, "arrow-left", back, "Esc")
        self.title = ElidedLabel("", "page")
        self.safety = label("", "caption")
        self.conflict = Button(look, translate("Questionnaires", "See both sides"), "row")
        self.undo = IconButton(look, "undo-2", translate("Questionnaires", "Undo"), "Ctrl+Z")
        self.redo = IconButton(look, "redo-2", translate("Questionnaires", "Redo"), "Ctrl+Shift+Z")
        export = translate("Questionnaires", "Export…")
        self.export = IconButton(look, "download", export)
        phone = translate("Questionnaires", "Show or hide the preview")
        self.preview = IconButton(look, "smartphone", phone)
        self.review = Button(look, translate("Questionnaires", "Check"), "", "shield-check")
        self.publish = Button(look, translate("Questionnaires", "Publish…"), "primary", "send")
        self.tabs = TabBar(look, _tabs())
        self._build()
        self.back.clicked.connect(self.back_requested)
        self.undo.clicked.connect(acts.undo)
        self.redo.clicked.connect(acts.redo)
        self.review.clicked.connect(self.review_requested)
        self.publish.clicked.connect(self.publish_requested)
        self.export.clicked.connect(self.export_requested)
        self.preview.clicked.connect(self.preview_toggled)
        self.conflict.clicked.connect(self.conflicts_requested)
        acts.changed.connect(self._say_undo)
        draft.safety_changed.connect(self._say_safety)
        draft.editor.form_changed.connect(self._say_title)
        draft.editor.problems_changed.connect(self.say_problems)
        for say in (self._say_undo, self._say_safety, self._say_title, self.say_problems):
            say()

    def _build(self) -> None:
        first = row(
            self.back,
            self.title,
            self.safety,
            self.conflict,
            None,
            self.undo,
            self.redo,
            self.export,
            self.preview,
            self.review,
            self.publish,
            space=8,
            margins=(12, 10, 20, 0),
        )
        first.setStretch(1, 3)
        first.setStretch(4, 1)
        second = row(self.tabs, None, margins=(20, 0, 20, 0))
        self.setLayout(column(first, second, space=2))

    def set_version(self, number: int) -> None:
        """The number of the newest version; the draft is the next."""
        self._version = number
        self._say_safety()

    def show_read_only(self) -> None:
        """Who may not design reads: no act that changes."""
        for part in (self.undo, self.redo, self.publish):
            part.hide()

    def _say_title(self) -> None:
        title = self._draft.editor.form.title
        self.title.setText(title or translate("Questionnaires", "Without title"))

    def _say_undo(self) -> None:
        acts = self._draft.editor.acts
        undo, redo = translate("Questionnaires", "Undo"), translate("Questionnaires", "Redo")
        for button, text, words, keys in (
            (self.undo, acts.undo_text, undo, "Ctrl+Z"),
            (self.redo, acts.redo_text, redo, "Ctrl+Shift+Z"),
        ):
            button.setEnabled(bool(text))
            button.set_name(f"{words}: {text}" if text else words, keys)

    def _say_safety(self) -> None:
        draft = self._draft
        state = translate("Questionnaires", "draft v{n}").format(n=self._version + 1)
        self.safety.setText(f"{state} · {self._safety_words()}")
        is_conflict = draft.safety is Safety.CONFLICT
        set_property(self.safety, "look", "warn" if is_conflict else "caption")
        self.conflict.setVisible(is_conflict and self.conflict.parent() is not None)

    def _safety_words(self) -> str:
        draft = self._draft
        workspace = draft.workspace
        at = ""
        if draft.safe_at is not None:
            zone = workspace.zone.key
            at = moment(draft.safe_at, zone, workspace.locale, workspace.now)
        if draft.safety is Safety.CONFLICT:
            return translate("Questionnaires", "a colleague saved it too")
        if draft.safety is Safety.CHANGED:
            return translate("Questionnaires", "saving…")
        if draft.safety is Safety.KEPT:
            return translate("Questionnaires", "kept on this computer {at}").format(at=at)
        return translate("Questionnaires", "saved {at}").format(at=at)

    def say_problems(self) -> None:
        """How many are known, on the button that looks for more; while it looks, how far it is."""
        step, count = self._step, len(self._draft.editor.problems)
        if step is None:
            self.review.setText(titled(translate("Questionnaires", "Check"), count))
            self.review.setToolTip("")
            return
        words = translate("Questionnaires", "Stop ({step} of {steps})")
        self.review.setText(words.format(step=step.value, steps=len(Step)))
        what = {
            Step.COMPILE: translate("Questionnaires", "Rules and compiler are asked."),
            Step.VALIDATE: translate(
                "Questionnaires", "The phone's own validator is asked; it may take a minute."
            ),
        }
        self.review.setToolTip(what[step])

    def say_step(self, step: Step | None) -> None:
        """How far a check is; None when none runs."""
        self._step = step
        self.review.set_icon("shield-check" if step is None else "x")
        self.say_problems()


def _tabs() -> dict[str, str]:
    return {
        "questions": translate("Questionnaires", "Questions"),
        "translations": translate("Questionnaires", "Translations"),
        "lists": translate("Questionnaires", "Lists"),
        "files": translate("Questionnaires", "Files"),
        "settings": translate("Questionnaires", "Settings"),
        "versions": translate("Questionnaires", "Versions"),
    }
