"""Editors of one value, each with the widget that shows it. An editor never rounds, cuts or clamps:
what it was given stands until a person changes what is shown.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kobra_desktop.models.typed_numbers import read_number, typed_number
from kobra_desktop.views.widgets.choices import CheckList, Choice, Option
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import row
from kobra_domain.errors import Invalid, Param
from kobra_domain.places import read_point
from kobra_domain.words.figures import number

Told = Callable[[], None]
_NO_CUT = 2**30  # Qt would cut a line at 32,767 letters


class Editor(ABC):
    """`hold` gives it the value that is there; `value` answers that very value until what is shown
    is other than it was, so that nothing is written that nobody touched.
    """

    widget: QWidget
    _held: Any = None
    _as_shown: object = None

    def hold(self, value: Any) -> None:
        """Show the value that is there."""
        self.put(value)
        self._held, self._as_shown = value, self.typed()

    @property
    def is_touched(self) -> bool:
        """Whether something else is shown than was held."""
        return self.typed() != self._as_shown

    @property
    def value(self) -> Any:
        """What is meant. Raises Invalid for what cannot be read."""
        return self.read() if self.is_touched else self._held

    @property
    def focus(self) -> QWidget:
        """What takes the keyboard."""
        return self.widget

    def limit_words(self, limit: Param) -> Param:
        """A limit of the stored value as it is said beside this editor."""
        return limit

    @abstractmethod
    def put(self, value: Any) -> None:
        """Show a value as if a person had typed it."""

    @abstractmethod
    def typed(self) -> object:
        """What is shown, as plain data to compare."""

    @abstractmethod
    def read(self) -> Any:
        """What is shown, as a value. Raises Invalid."""

    @abstractmethod
    def listen(self, told: Told) -> None:
        """Call `told` after each change of what is shown."""


class LineEditor(Editor):
    """A line of text; blanks at its ends say nothing."""

    def __init__(self, placeholder: str = "", *, is_secret: bool = False) -> None:
        self.widget: QLineEdit = QLineEdit()
        self.widget.setMaxLength(_NO_CUT)
        self.widget.setPlaceholderText(placeholder)
        self._is_secret = is_secret
        if is_secret:
            self.widget.setEchoMode(QLineEdit.EchoMode.Password)

    def put(self, value: Any) -> None:
        """Show the text from its first letter."""
        self.widget.setText(value or "")
        self.widget.setCursorPosition(0)

    def typed(self) -> object:
        """The text."""
        return self.widget.text()

    def read(self) -> Any:
        """The text without blanks at its ends; a secret as it is."""
        return self.widget.text() if self._is_secret else self.widget.text().strip()

    def listen(self, told: Told) -> None:
        """After each letter."""
        self.widget.textChanged.connect(lambda _: told())


class NoteEditor(Editor):
    """A text of several lines; Tab leaves it."""

    def __init__(self) -> None:
        self.widget: QPlainTextEdit = QPlainTextEdit()
        self.widget.setTabChangesFocus(True)
        self.widget.setFixedHeight(self.widget.fontMetrics().lineSpacing() * 3 + 18)

    def put(self, value: Any) -> None:
        """Show the text."""
        self.widget.setPlainText(value or "")

    def typed(self) -> object:
        """The text."""
        return self.widget.toPlainText()

    def read(self) -> Any:
        """The text without blanks at its end."""
        return self.widget.toPlainText().rstrip()

    def listen(self, told: Told) -> None:
        """After each letter."""
        self.widget.textChanged.connect(told)


class PointEditor(LineEditor):
    """A place by its degrees, «4.65, -74.06», as maps copy it; empty: none."""

    def __init__(self) -> None:
        super().__init__("4.65, -74.06")

    def put(self, value: Any) -> None:
        """Show the degrees."""
        super().put("" if value is None else f"{value.lat:.6g}, {value.lon:.6g}")

    def read(self) -> Any:
        """The place. Raises Invalid (`not_a_place`)."""
        text = super().read()
        return read_point(text) if text else None


class NumberEditor(Editor):
    """A number of any size with its unit. `digits`: how many decimals the unit has below the stored
    one (money is stored in minor units); `is_whole`: no parts of the stored unit.
    """

    def __init__(
        self, locale: str, *, unit: str = "", is_whole: bool, is_optional: bool, digits: int = 0
    ) -> None:
        self._locale, self._digits = locale, digits
        self._unit, self._is_whole, self._is_optional = unit, is_whole, is_optional
        self.line = QLineEdit()
        self.line.setMaxLength(_NO_CUT)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.widget = Named(self.line)
        parts = row(self.line, label(unit, "secondary") if unit else None, space=6)
        parts.setStretch(0, 1)
        self.widget.setLayout(parts)

    @property
    def focus(self) -> QWidget:
        """The line."""
        return self.line

    def limit_words(self, limit: Param) -> Param:
        """In the unit that is typed: 90.071.992.547.409,91 COP, 3.600 s."""
        if not isinstance(limit, int | float):
            return limit
        shown = Decimal(str(limit)).scaleb(-self._digits)
        decimals = 0 if shown == shown.to_integral_value() else self._digits or 1
        return f"{number(shown, self._locale, decimals)} {self._unit}".rstrip()

    def put(self, value: Any) -> None:
        """Show all digits; nothing for None."""
        if value is None:
            self.line.clear()
            return
        shown = Decimal(value).scaleb(-self._digits) if self._digits else value
        self.line.setText(typed_number(shown, self._locale))

    def typed(self) -> object:
        """The text."""
        return self.line.text()

    def read(self) -> Any:
        """The number in the stored unit."""
        text = self.line.text().strip()
        if not text:
            if self._is_optional:
                return None
            raise Invalid("missing")
        exact = read_number(text, self._locale).scaleb(self._digits)
        if not self._is_whole:
            return float(exact)
        if exact != exact.to_integral_value():
            raise Invalid("not_whole")
        return int(exact)

    def listen(self, told: Told) -> None:
        """After each digit."""
        self.line.textChanged.connect(lambda _: told())


class ChoiceEditor(Editor):
    """One of several values by their words; a long list is searched by typing."""

    def __init__(self, options: Iterable[Option] = (), *, is_searched: bool = False) -> None:
        self.widget: Choice = Choice(options, is_searched=is_searched)

    def put(self, value: Any) -> None:
        """Show it, among the options or not."""
        self.widget.choose(value)

    def typed(self) -> object:
        """The value chosen, else the text."""
        return self.widget.typed

    def read(self) -> Any:
        """The value chosen."""
        return self.widget.value

    def set_options(self, options: Iterable[Option]) -> None:
        """Other values; what is shown stays."""
        self.widget.set_options(options)

    def listen(self, told: Told) -> None:
        """After each choice and each letter."""
        self.widget.edited.connect(told)


class TicksEditor(Editor):
    """Several of a list of names."""

    def __init__(self, options: Iterable[Option] = (), lines: int = 4) -> None:
        self.widget: CheckList = CheckList(lines)
        if options := tuple(options):
            self.widget.set_options(options)

    def put(self, value: Any) -> None:
        """Tick exactly these."""
        self.widget.tick(value or ())

    def typed(self) -> object:
        """The values ticked, whatever their order."""
        return frozenset(self.widget.ids)

    def read(self) -> Any:
        """The values ticked."""
        return self.widget.ids

    def set_options(self, options: Iterable[Option]) -> None:
        """Other names; ticks stay."""
        self.widget.set_options(tuple(options))

    def listen(self, told: Told) -> None:
        """After each tick."""
        self.widget.ticked.connect(told)


class BoolEditor(Editor):
    """A tick with its words."""

    def __init__(self, words: str) -> None:
        self.widget: QCheckBox = QCheckBox(words)

    def put(self, value: Any) -> None:
        """Tick it or not."""
        self.widget.setChecked(bool(value))

    def typed(self) -> object:
        """Whether it is ticked."""
        return self.widget.isChecked()

    def read(self) -> Any:
        """Whether it is ticked."""
        return self.widget.isChecked()

    def listen(self, told: Told) -> None:
        """After each tick."""
        self.widget.toggled.connect(lambda _: told())


class Named(QWidget):
    """A field of several parts: `inner` is read with its name."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        self.setFocusProxy(inner)

    def setAccessibleName(self, name: str) -> None:
        """For who listens."""
        super().setAccessibleName(name)
        self._inner.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """What is wrong, for who listens."""
        super().setAccessibleDescription(words)
        self._inner.setAccessibleDescription(words)
