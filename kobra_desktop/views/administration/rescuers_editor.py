"""Who is told of a call for help that nobody attends: a line a person, in the order of telling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.editors import Editor, Told
from kobra_desktop.views.widgets.forms import line_edit
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_domain.errors import Invalid
from kobra_domain.people import Rescuer

translate = QCoreApplication.translate
MOST = 20


@dataclass(eq=False, slots=True)
class _Line:
    """One person: the number, the two fields, and what holds them."""

    number: QLabel
    name: QLineEdit
    email: QLineEdit
    up: IconButton
    shown: QWidget


class RescuersEditor(Editor):
    """Lines that can be moved up and taken away; a line without anything is none."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._lines: list[_Line] = []
        self._told: list[Told] = []
        self._rows: QVBoxLayout = column(space=4)
        self.add = Button(look, translate("Administration", "Add a person"), "link", "plus")
        self.add.clicked.connect(lambda: self._added())
        self.widget = holding(column(self._rows, row(self.add, None, space=0), space=4))
        self.widget.setFocusProxy(self.add)

    def put(self, value: Any) -> None:
        """These people."""
        while self._lines:
            self._remove(self._lines[0])
        for one in value or ():
            self._add(one.name, one.email)

    def typed(self) -> object:
        """Name and address of each line."""
        return tuple((one.name.text().strip(), one.email.text().strip()) for one in self._lines)

    def read(self) -> Any:
        """The people. Raises Invalid."""
        made = []
        for name, email in self.typed():  # type: ignore[attr-defined]
            if not name and not email:
                continue
            if not name or not email:
                raise Invalid("missing", field="name" if not name else "email")
            made.append(Rescuer(name=name, email=email))
        if len(made) > MOST:
            raise Invalid("too_many", limit=MOST)
        return tuple(made)

    def listen(self, told: Told) -> None:
        """After each letter and line."""
        self._told.append(told)

    def _added(self) -> None:
        line = self._add("", "")
        line.name.setFocus()
        self._tell()

    def _add(self, name: str, email: str) -> _Line:
        words = translate("Administration", "Name"), translate("Administration", "E-mail")
        fields = [line_edit(one) for one in words]
        for field, said, text in zip(fields, words, (name, email), strict=True):
            field.setAccessibleName(said)
            field.setText(text)
            field.setCursorPosition(0)
        number = label("", "caption")
        number.setFixedWidth(self._look.pixels(18))
        up = IconButton(self._look, "arrow-up", translate("Administration", "Tell earlier"))
        gone = IconButton(self._look, "x", translate("Administration", "Take off the list"))
        parts = row(number, *fields, up, gone, space=6)
        parts.setStretch(1, 4)
        parts.setStretch(2, 5)
        line = _Line(number, fields[0], fields[1], up, holding(parts))
        up.clicked.connect(lambda: self._move_up(line))
        gone.clicked.connect(lambda: self._remove(line))
        for field in fields:
            field.textChanged.connect(lambda _: self._tell())
        self._lines.append(line)
        self._rows.addWidget(line.shown)
        self._count()
        return line

    def _move_up(self, line: _Line) -> None:
        at = self._lines.index(line)
        if at:
            self._lines[at - 1 : at + 1] = [line, self._lines[at - 1]]
            self._rows.removeWidget(line.shown)
            self._rows.insertWidget(at - 1, line.shown)
            self._count()
            self._tell()

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        self._rows.removeWidget(line.shown)
        line.shown.hide()
        line.shown.deleteLater()
        self._count()
        self._tell()

    def _count(self) -> None:
        for n, line in enumerate(self._lines):
            line.number.setText(f"{n + 1}.")
            line.up.setEnabled(n > 0)
        self.add.setEnabled(len(self._lines) < MOST)

    def _tell(self) -> None:
        for told in self._told:
            told()
