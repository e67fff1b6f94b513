"""Columns of an outgoing file: which, in what order, what they are called and how they are
written.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QSpinBox, QWidget

from kobra_desktop.models.portfolio.outgoing.draft import OutgoingDraft
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, IconButton
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.forms import Field
from kobra_desktop.views.widgets.layouts import card, column, holding, row, scrolling
from kobra_domain.outgoing.fields import FORMATS, CellType, OutgoingField, type_of
from kobra_domain.outgoing.things import WIDEST, OutgoingColumn, OutgoingFormat, Side
from kobra_domain.words import word

translate = QCoreApplication.translate


class ColumnsPage(QWidget):
    """The columns at the left, the chosen one at the right."""

    def __init__(self, look: Look, draft: OutgoingDraft, locale: str, of_file: str) -> None:
        super().__init__()
        self._draft, self._locale, self._of_file = draft, locale, of_file
        self._is_filling = False
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Outgoing", "Columns"))
        self.list.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.up = IconButton(look, "arrow-up", translate("Outgoing", "Up"), "Alt+Up")
        self.down = IconButton(look, "arrow-down", translate("Outgoing", "Down"), "Alt+Down")
        self.drop = IconButton(look, "trash-2", translate("Outgoing", "Take it out"), "Del")
        fields = [(one, word(one, locale)) for one in OutgoingField]
        self.add = Button(look, translate("Outgoing", "Add a column"), "row", "plus")
        self.field = Choice(fields, is_searched=True)
        self.title = QLineEdit()
        self.format = Choice()
        self.text = QLineEdit()
        self.width_box = QSpinBox()
        self.width_box.setRange(0, WIDEST)
        self.side = Choice([(one, word(one, locale)) for one in Side])
        self.fill = QLineEdit()
        self.fill.setMaxLength(1)
        self.parts = {
            "field": Field(translate("Outgoing", "It says"), self.field),
            "text": Field(translate("Outgoing", "The text"), self.text),
            "title": Field(translate("Outgoing", "It is called"), self.title),
            "format": Field(translate("Outgoing", "It is written"), self.format),
            "width": Field(translate("Outgoing", "Width in characters"), self.width_box),
            "side": Field(translate("Outgoing", "It stands at the"), self.side),
            "fill": Field(translate("Outgoing", "Filled with (empty: blanks)"), self.fill),
        }
        self._lay_out(look)
        self._connect()
        self._fill_list(0)

    def _lay_out(self, look: Look) -> None:
        tools = row(self.add, None, self.up, self.down, self.drop, space=4)
        left = column(self.list, tools, space=8)
        said = column(*self.parts.values(), None, space=10, margins=(16, 12, 16, 12))
        side = scrolling(card(said))
        side.setFixedWidth(look.pixels(330))
        lines = row(holding(left), side, space=12)
        lines.setStretch(0, 1)
        self.setLayout(lines)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(lambda _: self._show_chosen())
        # Once the list has ended the drop itself: until then its lines may not be made anew.
        self._dropped = QTimer(self)
        self._dropped.setSingleShot(True)
        self._dropped.timeout.connect(self._on_dragged)
        self.list.model().rowsMoved.connect(lambda *_: self._dropped.start(0))
        self.add.clicked.connect(self._on_add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.drop.clicked.connect(self._on_drop)
        for keys, act in (
            ("Alt+Up", lambda: self._move(-1)),
            ("Alt+Down", lambda: self._move(1)),
            ("Del", self._on_drop),
        ):
            made = QShortcut(QKeySequence(keys), self.list, act)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.field.edited.connect(self._on_edited)
        self.format.edited.connect(self._on_edited)
        self.side.edited.connect(self._on_edited)
        self.width_box.valueChanged.connect(lambda _: self._on_edited())
        for line in (self.title, self.text, self.fill):
            line.textEdited.connect(lambda _: self._on_edited())

    @property
    def at(self) -> int:
        """The chosen column; −1: none."""
        return self.list.currentRow()

    def show_state(self) -> None:
        """What stands beside a column follows the format of the file."""
        self._show_chosen()

    def _words(self, one: OutgoingColumn) -> str:
        field = word(one.field, self._of_file)
        said = f"«{one.text}»" if one.field is OutgoingField.FIXED else field
        return f"{one.title}  ·  {said}" if one.title else said

    def _fill_list(self, at: int) -> None:
        self._is_filling = True
        self.list.clear()
        for number, one in enumerate(self._draft.terms.columns):
            item = QListWidgetItem(f"{number + 1}.  {self._words(one)}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        self._is_filling = False
        self.list.setCurrentRow(min(at, self.list.count() - 1))
        self._show_chosen()

    def _show_chosen(self) -> None:
        if self._is_filling:
            return
        terms, at = self._draft.terms, self.at
        is_one = 0 <= at < len(terms.columns)
        for part in self.parts.values():
            part.setVisible(is_one)
        for button, can in ((self.up, at > 0), (self.down, at + 1 < len(terms.columns))):
            button.setEnabled(is_one and can)
        self.drop.setEnabled(is_one)
        if not is_one:
            return
        one = terms.columns[at]
        kind, is_fixed = type_of(one.field), terms.format is OutgoingFormat.FIXED
        formats = FORMATS[kind]
        usual = translate("Outgoing", "As it is")
        if formats and kind is not CellType.TEXT:
            usual = translate("Outgoing", "As usual: {format}").format(
                format=word(formats[0], self._locale)
            )
        self._is_filling = True
        self.field.choose(one.field)
        self._put(self.title, one.title)
        self.title.setPlaceholderText(word(one.field, self._of_file))
        self._put(self.text, one.text)
        self.format.set_options([(None, usual), *((f, word(f, self._locale)) for f in formats)])
        self.format.choose(one.format)
        self.width_box.setValue(one.width)
        self.side.choose(one.side)
        self._put(self.fill, one.fill)
        self._is_filling = False
        self.parts["format"].setVisible(bool(formats))
        self.parts["text"].setVisible(one.field is OutgoingField.FIXED)
        for name in ("width", "side", "fill"):
            self.parts[name].setVisible(is_fixed)

    @staticmethod
    def _put(line: QLineEdit, text: str) -> None:
        if line.text() != text:
            line.setText(text)

    def _on_edited(self) -> None:
        if self._is_filling or self.at < 0:
            return
        at, field = self.at, self.field.typed
        one = self._draft.terms.columns[at]
        if not isinstance(field, OutgoingField):  # half a word is typed
            field = one.field
        before = one.field
        self._draft.change(
            at,
            field=field,
            title=self.title.text().strip(),
            text=self.text.text(),
            format=self.format.chosen if field is before else None,
            width=self.width_box.value(),
            side=self.side.chosen,
            fill=self.fill.text(),
        )
        item = self.list.item(at)
        item.setText(f"{at + 1}.  {self._words(self._draft.terms.columns[at])}")
        if field is not before:
            self._show_chosen()

    def _on_add(self) -> None:
        used = {one.field for one in self._draft.terms.columns}
        free = next((one for one in OutgoingField if one not in used), OutgoingField.FIXED)
        self._fill_list(self._draft.add(free, self.at))
        self.field.setFocus()

    def _on_drop(self) -> None:
        if (at := self.at) >= 0:
            self._draft.remove(at)
            self._fill_list(at)

    def _move(self, by: int) -> None:
        at = self.at
        if at >= 0 and 0 <= at + by < self.list.count():
            self._draft.move(at, at + by)
            self._fill_list(at + by)

    def _on_dragged(self) -> None:
        if self._is_filling:
            return
        order = [
            self.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(self.list.count())
        ]
        columns, at = self._draft.terms.columns, self.at
        self._draft.set(columns=tuple(columns[one] for one in order))
        self._fill_list(at)
