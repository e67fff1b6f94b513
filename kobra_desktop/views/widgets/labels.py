"""Labels by role: the style sheet knows a role as the property `look`, a tint as `tint`."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from kobra_desktop.models.counts import figure


def label(text: str = "", look: str = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `look` is page, section, strong, secondary, caption, table, number,
    error…
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # names come from outside
    made.setWordWrap(wrap)
    if look:
        made.setProperty("look", look)
    return made


def titled(words: str, count: int) -> str:
    """A title with how many there are: «Gestores (1.204)»; none are not counted."""
    return f"{words} ({figure(count)})" if count else words


def tinted(text: str, tint: str) -> QLabel:
    """A word on a tint: info, ok, warn, error, doubt or neutral."""
    made = label(text)
    made.setProperty("tint", tint)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def notice(tint: str) -> QLabel:
    """A sentence on a tint that wraps as wide as its place; hidden until it says something."""
    made = label("", "notice", wrap=True)
    made.setProperty("tint", tint)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    made.hide()
    return made


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet selects by."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def hide_unless(widget: QWidget, is_wanted: bool) -> None:
    """Hide a part that has no parent yet. Showing one would open a window and take the keyboard."""
    if not is_wanted:
        widget.hide()


def line() -> QFrame:
    """A hair line across."""
    made = QFrame()
    made.setObjectName("line")
    return made


def cut_to(metrics: QFontMetrics, text: str, width: int) -> str:
    """As much of a text as has room, then one …: where one stands in what is left, up to that."""
    cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return cut if cut == text else f"{cut.partition('…')[0].rstrip(' .·')}…"


def plain_tip(text: str) -> str:
    """A text as a tooltip says it: Qt takes what looks like HTML for it, and names come from
    outside.
    """
    if "<" not in text:
        return text
    return f"<qt>{escape(text, quote=False)}</qt>".replace("\n", "<br>")


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the whole text is its tooltip and accessible
    name.
    """

    def __init__(self, text: str = "", look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the text and keep it whole for who hovers or listens."""
        super().setText(text)
        self.setToolTip(plain_tip(text))
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to a few letters."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 6), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        with QPainter(self) as painter:
            text = cut_to(self.fontMetrics(), self.text(), self.contentsRect().width())
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), int(self.alignment()), text)
