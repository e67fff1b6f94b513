"""Number tiles: a figure, its name, and how it compares. A tile is a button to its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.labels import ElidedLabel, label
from kobra_desktop.views.widgets.layouts import column, row

SIDE = 16  # pixels left and right of what a tile says
BORDERS = 2  # of the frame, both
BETWEEN = 8  # a name and an amount on one line


class OpeningFrame(QFrame):
    """A surface that is a button: a click, Enter and Space open its rows."""

    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tile")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the rows."""
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Enter and Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class LowTile(OpeningFrame):
    """An amount beside its name, as low as one line; below it where there is no room."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._amount, self._title = ElidedLabel("–", "strong"), ElidedLabel(name, "secondary")
        self._inside = row(self._title, self._amount, space=BETWEEN, margins=(SIDE, 6, SIDE, 6))
        self._inside.setStretchFactor(self._title, 1)
        self.setLayout(self._inside)
        self.setAccessibleName(name)
        self.set_stacked(is_stacked=False)

    @property
    def wanted_width(self) -> int:
        """Pixels in which name and amount are whole beside each other."""
        both = (self._title, self._amount)
        said = sum(one.fontMetrics().horizontalAdvance(one.text()) for one in both)
        return said + BETWEEN + 2 * SIDE + 4

    @property
    def amount_width(self) -> int:
        """Pixels in which the amount is whole below its name."""
        amount = self._amount
        return amount.fontMetrics().horizontalAdvance(amount.text()) + 2 * SIDE + 4

    @property
    def is_whole(self) -> bool:
        """Whether its amount is seen without a cut."""
        amount = self._amount
        return amount.fontMetrics().horizontalAdvance(amount.text()) <= amount.width()

    def set_stacked(self, *, is_stacked: bool) -> None:
        """The amount below the name, as in the tiles beside it, or to its right."""
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._inside.setDirection(down if is_stacked else right)
        self._inside.setSpacing(0 if is_stacked else BETWEEN)
        side = Qt.AlignmentFlag.AlignLeft if is_stacked else Qt.AlignmentFlag.AlignRight
        self._amount.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy.Policy.Ignored if is_stacked else QSizePolicy.Policy.Preferred
        self._amount.setSizePolicy(policy, QSizePolicy.Policy.Fixed)

    def set_amount(self, text: str, about: str = "") -> None:
        """The amount; who hovers or listens is told what it is."""
        self._amount.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
        self.setAccessibleDescription(about)
        self.setToolTip("\n".join((f"{self._name}: {text}", about)))

    @property
    def amount(self) -> str:
        """What it shows."""
        return self._amount.text()


class Tile(OpeningFrame):
    """One number of today."""

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._number = label("–", "number")
        self._number.setFont(look.font("number"))
        self._under = label("", "caption")
        self._under.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._forms: tuple[str, ...] = ("",)
        self._title = label(name, "secondary", wrap=True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setLayout(
            column(
                self._title, self._number, self._under, None, space=0, margins=(SIDE, 10, SIDE, 10)
            )
        )
        self.setAccessibleName(name)

    def set_number(self, text: str, forms: Sequence[str] = ("",), about: str = "") -> None:
        """The figure, a caption below it in words, shorter from form to form, and what they say to
        who hovers or listens.
        """
        self._number.setText(text)
        self._forms = tuple(forms)
        self.setAccessibleName(f"{self._name}: {text} {forms[0]}".strip())
        self.setAccessibleDescription(about)
        self.setToolTip("\n".join(words for words in (forms[0], about) if words))

    @property
    def is_whole(self) -> bool:
        """Whether its figure and its caption are seen without a cut."""
        is_high = all(
            one.height() >= one.sizeHint().height() for one in (self._number, self._under)
        )
        return is_high and self._widest(self._under.text()) <= self._under.width()

    def wanted_width(self, form: int) -> int:
        """Pixels in which the caption of this form is whole."""
        return self._widest(self._form(form)) + 2 * SIDE + BORDERS

    def title_height(self, width: int) -> int:
        """Pixels that its name takes in a tile of this width, in as many lines as it needs."""
        self._title.setMinimumHeight(0)  # else it is never less than it was
        return self._title.heightForWidth(max(1, width - 2 * SIDE - BORDERS))

    def _form(self, form: int) -> str:
        return self._forms[min(form, len(self._forms) - 1)]

    def _widest(self, words: str) -> int:
        metrics = self._under.fontMetrics()
        return max(metrics.horizontalAdvance(line) for line in words.split("\n"))

    def show_form(self, form: int, *, title_height: int) -> None:
        """One of the captions, under a name as high as in the tiles beside it."""
        self._under.setText(self._form(form))
        self._title.setMinimumHeight(title_height)
        # A name that wraps has no height of its own: on a low screen all would be pressed.
        self.setMinimumHeight(self.sizeHint().height())

    @property
    def figure(self) -> str:
        """What it shows."""
        return self._number.text()
