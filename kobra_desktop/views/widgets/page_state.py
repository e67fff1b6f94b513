"""The four looks of a page beside its content: empty, loading, error, and a line that says how old
the data is.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from kobra_desktop.views import icons
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.copy_button import CopyButton
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import NONE, Margins, card, column, holding, row

Act = tuple[str, Callable[[], None]]
_WIDEST = 520  # at any size of text: a list whose own words ask for more has no room for a panel


class PageState(QStackedWidget):
    """Content, or what stands in its place. Starts as loading. `margins`: around the grey lines,
    where the content brings its own.
    """

    def __init__(
        self,
        look: Look,
        content: QWidget,
        parent: QWidget | None = None,
        *,
        margins: Margins = NONE,
    ) -> None:
        super().__init__(parent)
        self.act: Button | None = None  # the main one of the sentence that is shown
        self._look = look
        self._content = content
        self._skeleton = holding(column(_skeleton(), margins=margins))
        self._skeleton.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._message = QWidget()
        for widget in (content, self._skeleton, self._message):
            self.addWidget(widget)
        self.show_loading()

    @property
    def is_content(self) -> bool:
        """Whether the content is what is seen."""
        return self.currentWidget() is self._content

    @property
    def is_loading(self) -> bool:
        """Whether nothing is known yet."""
        return self.currentWidget() is self._skeleton

    def show_content(self, wants_focus: QWidget | None = None) -> None:
        """There is something to show; it gets the keyboard if nobody is writing elsewhere."""
        is_new = not self.is_content
        self.setCurrentWidget(self._content)
        writing = isinstance(QApplication.focusWidget(), QLineEdit)
        if is_new and wants_focus is not None and self.isVisible() and not writing:
            wants_focus.setFocus()

    def show_loading(self) -> None:
        """Grey lines where rows will be, never a blank."""
        self.setCurrentWidget(self._skeleton)

    def show_empty(self, sentence: str, act: Act | None = None, icon: str = "inbox") -> None:
        """One sentence and the one act that fills the page."""
        self._show_message(icon, sentence, "", [act] if act else [], "text_3")

    def show_error(self, sentence: str, code: str, retry: Callable[[], None]) -> None:
        """Sentence, code, try again, copy the detail."""
        detail = f"{code}\n{sentence}"
        acts: list[Act] = [(self.tr("Try again"), retry)]
        copies = CopyButton(self._look, self.tr("Copy detail"), lambda: detail)
        self._show_message("triangle-alert", sentence, code, acts, "error_fg", copies)

    def _show_message(
        self,
        icon: str,
        sentence: str,
        code: str,
        acts: list[Act],
        colour: str,
        *beside: QWidget,
    ) -> None:
        picture = QLabel()
        picture.setPixmap(icons.pixmap(self._look, icon, 24, colour, self.devicePixelRatioF()))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text = label(sentence, "secondary", wrap=True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        text.setFixedWidth(min(self._look.pixels(440), _WIDEST))
        small = label(code, "caption")
        hide_unless(small, bool(code))
        buttons = [
            Button(self._look, name, "" if n else "primary") for n, (name, _) in enumerate(acts)
        ]
        for button, (_, slot) in zip(buttons, acts, strict=True):
            button.clicked.connect(lambda _checked=False, run=slot: run())
        self.act = buttons[0] if buttons else None
        inside = column(picture, row(None, text, None), row(None, small, None), space=12)
        inside.addLayout(row(None, *buttons, *beside, None))
        self._replace_message(holding(column(None, inside, None, margins=(24, 24, 24, 24))))

    def _replace_message(self, made: QWidget) -> None:
        self.removeWidget(self._message)
        self._message.deleteLater()
        self._message = made
        self.addWidget(made)
        self.setCurrentWidget(made)


def _skeleton() -> QWidget:
    bars = []
    for share in (9, 7, 8, 5, 9, 6, 8, 7):
        bar = QFrame()
        bar.setObjectName("skeleton")
        bar.setFixedHeight(14)
        line = row(space=0)
        line.addWidget(bar, share)
        line.addStretch(12 - share)
        bars.append(line)
    return card(column(*bars, None, space=18, margins=(16, 20, 16, 16)))
