"""Ctrl+/: the shortcuts that exist, to be searched and printed; and the small dialog about the
product.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QWidget

from kobra_desktop import resources
from kobra_desktop.models.help.matching import says
from kobra_desktop.views import icons
from kobra_desktop.views.room import give_room
from kobra_desktop.views.shortcuts import Shortcut, listed
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.keys import key_words
from kobra_desktop.views.widgets.labels import label, tinted
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling


class ShortcutsDialog(QDialog):
    """Every shortcut with its act, by group; searched by act or key, and printed."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Act or key…"))
        self.field.setAccessibleName(self.tr("Search among the shortcuts"))
        self.nothing = label(self.tr("No shortcut is called that."), "secondary")
        self.nothing.hide()
        self._rows: list[tuple[QWidget, list[tuple[str, QWidget]]]] = []
        inside = column(space=4)
        inside.addWidget(self.nothing)
        for group, members in listed():
            inside.addWidget(self._part(group, members))
        inside.addStretch(1)
        printing = Button(look, self.tr("Print…"), icon="printer")
        printing.clicked.connect(self._ask_printer)
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        note = label(
            self.tr("Single letters act only when no text field has the focus."), "caption"
        )
        foot = row(printing, None, close)
        lines = column(self.field, scrolling(holding(inside)), note, foot, space=12)
        lines.setContentsMargins(24, 24, 24, 16)
        self.setLayout(lines)
        give_room(self, look, 480, 560)
        self.field.textChanged.connect(self._on_typed)

    def _part(self, group: str, members: list[Shortcut]) -> QWidget:
        part = column(label(group, "section"), space=4)
        found = []
        for shortcut in members:
            keys = keys_of(shortcut)
            line = holding(row(label(shortcut.words), None, tinted(keys, "neutral"), space=16))
            part.addWidget(line)
            found.append((f"{shortcut.words} {keys}", line))
        part.addSpacing(12)
        made = holding(part)
        self._rows.append((made, found))
        return made

    def _on_typed(self, typed: str) -> None:
        for part, lines in self._rows:
            shown = [says(text, typed) for text, _line in lines]
            for is_shown, (_text, line) in zip(shown, lines, strict=True):
                line.setVisible(is_shown)
            part.setVisible(any(shown))
        self.nothing.setVisible(not any(part.isVisibleTo(self) for part, _lines in self._rows))

    def _ask_printer(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        if QPrintDialog(printer, self).exec() == QDialog.DialogCode.Accepted:
            sheet(self.windowTitle()).print_(printer)


def sheet(title: str) -> QTextDocument:
    """All of them as pages of paper."""
    parts = [f"<h1>{escape(title)}</h1>"]
    for group, members in listed():
        lines = "".join(
            f"<tr><td>{escape(one.words)}</td><td><b>{escape(keys_of(one))}</b></td></tr>"
            for one in members
        )
        parts.append(f'<h3>{escape(group)}</h3><table width="100%" cellpadding="2">{lines}</table>')
    document = QTextDocument()
    document.setHtml("".join(parts))
    return document


def keys_of(shortcut: Shortcut) -> str:
    """Its keys as this system and language write them."""
    return "  ·  ".join(key_words(key) for key in shortcut.keys.split())


class AboutDialog(QDialog):
    """What this is, its version, and whose parts it is made of."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Kobra Desktop"))
        mark = QLabel()
        mark.setPixmap(icons.product_mark().pixmap(QSize(48, 48), self.devicePixelRatioF()))
        version = self.tr("Version {version}").format(version=resources.product_version())
        law = self.tr("The contact rules shown here are not legal advice.")
        parts = self.tr(
            "Icons: Lucide (ISC). Base map: Natural Earth, world-atlas (ISC), GeoNames (CC BY 4.0)."
        )
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        words = column(
            label("Kobra Desktop", "page"),
            label(version, "secondary"),
            label(law, wrap=True),
            label(parts, "caption", wrap=True),
            space=8,
        )
        top = row(mark, words, space=16)
        top.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
        top.setStretch(1, 1)
        lines = column(top, None, row(None, close), space=16, margins=(24, 24, 24, 16))
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(460))
