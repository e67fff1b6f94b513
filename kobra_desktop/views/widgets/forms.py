"""Fields with their labels: each field gets its label as accessible name and a place for what is
wrong with it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from kobra_desktop.views.widgets.labels import hide_unless, label, set_property
from kobra_desktop.views.widgets.layouts import column


class Field(QWidget):
    """A label above a field, and below it the sentence that says what is wrong."""

    def __init__(self, name: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._problem = label("", "error", wrap=True)
        self._problem.hide()
        self._label = label(name, "strong")
        self._label.setBuddy(editor)
        self._hint: QLabel = label(hint, "caption", wrap=True)
        hide_unless(self._hint, bool(hint))
        editor.setAccessibleName(name)
        self.setLayout(column(self._label, editor, self._hint, self._problem, space=4))

    def set_name(self, name: str) -> None:
        """Another label."""
        self._label.setText(name)
        self.editor.setAccessibleName(name)

    @property
    def problem(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._problem.text()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong, or with an empty text that nothing is."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        set_property(self.editor, "wrong", bool(sentence))


def name_choice(box: QComboBox, words: str) -> None:
    """What a box of choices without a label of its own is about. On Linux its value is its name to
    a screen reader, and what it says to who hovers is told with it.
    """
    box.setAccessibleName(words)
    box.setToolTip(words)


def line_edit(placeholder: str = "", text: str = "", *, is_secret: bool = False) -> QLineEdit:
    """A line of text; secrets are dotted."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    if is_secret:
        made.setEchoMode(QLineEdit.EchoMode.Password)
    return made
