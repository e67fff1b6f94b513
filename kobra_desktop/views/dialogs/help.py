"""Ctrl+/: the shortcuts that exist; and the small dialog about the product."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QWidget

from kobra_desktop import resources
from kobra_desktop.views import icons
from kobra_desktop.views.shortcuts import (
    Shortcut,
    editor_shortcuts,
    import_shortcuts,
    key_words,
    map_shortcuts,
    review_shortcuts,
    shortcuts,
)
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, tinted
from kobra_desktop.views.widgets.layouts import column, holding, row, scrolling


class ShortcutsDialog(QDialog):
    """Every shortcut with its act, by group."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Shortcuts"))
        inside = column(space=4)
        listed = sorted(
            [
                *(*shortcuts(), *map_shortcuts(), *review_shortcuts()),
                *(*import_shortcuts(), *editor_shortcuts()),
            ],
            key=lambda s: s.group,
        )
        for group, members in groupby(listed, key=lambda s: s.group):
            inside.addWidget(label(group, "section"))
            inside.addLayout(_grid(list(members)))
            inside.addSpacing(12)
        inside.addStretch(1)
        close = Button(look, self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        note = label(
            self.tr("Single letters act only when no text field has the focus."), "caption"
        )
        lines = column(scrolling(holding(inside)), row(note, None, close), space=12)
        lines.setContentsMargins(24, 24, 24, 16)
        self.setLayout(lines)
        self.resize(look.pixels(480), look.pixels(560))


def _grid(members: list[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    for line, shortcut in enumerate(members):
        keys = "  ·  ".join(_native(key) for key in shortcut.keys.split())
        grid.addWidget(label(shortcut.words), line, 0)
        grid.addWidget(tinted(keys, "neutral"), line, 1, Qt.AlignmentFlag.AlignRight)
    return grid


def _native(key: str) -> str:
    """As this system writes it; «Ctrl+1…9» is a range."""
    first, dots, last = key.partition("…")
    native = QKeySequence(first).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{key_words(native)}{dots}{last}"


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
        lines = column(top, None, row(None, close), space=16, margins=(24, 24, 24, 16))
        self.setLayout(lines)
        self.setMinimumWidth(look.pixels(460))
