"""The values of a chip of numbers: from which to which, over the steps that can be ticked."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.told_figures import FiguresModel, read_figure
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.choices import Choice
from kobra_desktop.views.widgets.labels import label, set_property
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.options_popover import OptionsPopover
from kobra_domain.errors import Invalid
from kobra_domain.words import number

translate = QCoreApplication.translate


class RangeEditor(QWidget):
    """Two ends and a currency where there are several; a range holds once it can be read."""

    def __init__(self, look: Look, model: FiguresModel) -> None:
        super().__init__()
        self._model = model
        units = list(model.figures.units())
        self.first, self.last = QLineEdit(), QLineEdit()
        self.unit = Choice([(one, one) for one in units], units[0] if units else None)
        self.unit.setAccessibleName(translate("Figures", "Currency"))
        self.unit.setVisible(len(units) > 1)
        self.wrong = label("", "error", wrap=True)
        title = model.figures.title
        for field, words in (
            (self.first, translate("Figures", "{what}: from")),
            (self.last, translate("Figures", "{what}: up to")),
        ):
            field.setAccessibleName(words.format(what=title))
            field.setFixedWidth(look.pixels(104))
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.editingFinished.connect(self.take)
        self.first.setPlaceholderText(translate("Figures", "From"))
        self.last.setPlaceholderText(translate("Figures", "Up to"))
        self.unit.edited.connect(self.take)
        ends = row(self.first, label("–", "secondary"), self.last, self.unit, None, space=6)
        self.setLayout(column(label(title, "caption"), ends, self.wrong, space=4))
        model.ticked.connect(self.show_range)
        self.show_range()

    def take(self) -> bool:
        """Hold to what is typed; False if it cannot be read, and that is said."""
        locale, wrong, ends = self._model.figures.locale, [], list[int | None]()
        words = ""
        for field in (self.first, self.last):
            try:
                ends.append(read_figure(field.text(), locale))
            except Invalid:
                wrong.append(field)
                words = translate("Figures", "This is no number: {text}").format(text=field.text())
        if not wrong:
            try:
                self._model.set_ends(ends[0], ends[1], self.unit.chosen or "")
            except Invalid:
                wrong = [self.first, self.last]
                words = translate("Figures", "The first is more than the last.")
        self._say(words, wrong)
        return not wrong

    def show_range(self) -> None:
        """What the model holds to."""
        found, locale = self._model.range, self._model.figures.locale
        for field, end in (
            (self.first, found.first if found else None),
            (self.last, found.last if found else None),
        ):
            field.setText("" if end is None else number(end, locale))
        if found is not None and found.unit:
            self.unit.choose(found.unit)
        self._say("", [])

    def _say(self, words: str, wrong: list[QLineEdit]) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        for field in (self.first, self.last):
            set_property(field, "wrong", field in wrong)
            field.setAccessibleDescription(words if field in wrong else "")


class FiguresPopover(OptionsPopover):
    """Enter in an end takes the range and closes."""

    def __init__(self, look: Look, model: FiguresModel, name: str, anchor: QWidget) -> None:
        self.range = RangeEditor(look, model)
        super().__init__(look, model, name, anchor, above=self.range)

    def focus_first(self) -> None:
        """The ends: what steps offer is one key away."""
        self.range.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is enough."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.range.take():
                self.close()
        else:
            super().keyPressEvent(event)
