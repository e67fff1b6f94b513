"""The table of shortcuts that exist, for the dialog that lists them and for the window that binds
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Shortcut:
    """`keys` in Qt's portable form; several are separated by a space and do the same."""

    act: str
    keys: str
    words: str
    group: str


def shortcuts() -> list[Shortcut]:
    """All of them, in the order in which they are listed."""
    tr = QCoreApplication.translate
    window = tr("Shortcuts", "Everywhere")
    lists = tr("Shortcuts", "Lists")
    the_map = tr("Shortcuts", "Map")
    return [
        Shortcut("palette", "Ctrl+K", tr("Shortcuts", "Search or run"), window),
        Shortcut("help", "Ctrl+/ F1", tr("Shortcuts", "Help, shortcuts"), window),
        Shortcut("back", "Alt+Left", tr("Shortcuts", "Back"), window),
        Shortcut("forward", "Alt+Right", tr("Shortcuts", "Forward"), window),
        Shortcut("sync", "F5", tr("Shortcuts", "Sync now"), window),
        Shortcut("undo", "Ctrl+Z", tr("Shortcuts", "Undo"), window),
        Shortcut("scope", "Ctrl+Shift+S", tr("Shortcuts", "Scope"), window),
        Shortcut("lock", "Ctrl+L", tr("Shortcuts", "Lock the screen"), window),
        Shortcut("filter", "Ctrl+F /", tr("Shortcuts", "Filter this list"), lists),
        Shortcut("new", "Ctrl+N", tr("Shortcuts", "New (of the page)"), lists),
        Shortcut("assign", "Ctrl+Shift+A", tr("Shortcuts", "Assign what is chosen"), lists),
        Shortcut("copy", "Ctrl+C", tr("Shortcuts", "Copy rows"), lists),
        Shortcut("wall", "F11", tr("Shortcuts", "Wall"), the_map),
    ]


def map_shortcuts() -> list[Shortcut]:
    """Those that the map page binds itself."""
    tr = QCoreApplication.translate
    the_map, replay = tr("Shortcuts", "Map"), tr("Shortcuts", "Trail")
    return [
        Shortcut("follow", "F", tr("Shortcuts", "Follow"), the_map),
        Shortcut("trail", "R", tr("Shortcuts", "Trail of the day"), the_map),
        Shortcut("fit", "T", tr("Shortcuts", "See all"), the_map),
        Shortcut("zoom_in", "+", tr("Shortcuts", "Zoom in"), the_map),
        Shortcut("zoom_out", "-", tr("Shortcuts", "Zoom out"), the_map),
        Shortcut("play", "Space", tr("Shortcuts", "Play or pause"), replay),
        Shortcut("slower", "[", tr("Shortcuts", "Slower"), replay),
        Shortcut("faster", "]", tr("Shortcuts", "Faster"), replay),
        Shortcut("minute_back", "Left", tr("Shortcuts", "One minute back"), replay),
        Shortcut("minute_on", "Right", tr("Shortcuts", "One minute on"), replay),
    ]
