"""What Ctrl+K finds: things of the replica, pages and acts, matched without accents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kobra_desktop.store.accents import plain

ICON_ROLE = int(Qt.ItemDataRole.UserRole) + 1
DETAIL_ROLE = ICON_ROLE + 1
KIND_ROLE = ICON_ROLE + 2
MOST_SHOWN = 40
LEAST_TYPED = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be opened or run. `kind` is its word at the right end, or its shortcut;
    `also` is what else finds it, plain and not shown.
    """

    words: str
    detail: str
    kind: str
    icon: str
    run: Callable[[], None]
    also: str = ""


Finder = Callable[[str, Callable[[list[Entry]], None]], None]


class PaletteModel(QAbstractListModel):
    """Acts and pages are matched here; `find` looks up things in the background, answers later,
    and again when they have become others, until it is asked for nothing.
    """

    def __init__(
        self, acts: Sequence[Entry], find: Finder | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._acts = list(acts)
        self._offered: list[Entry] = []
        self._find = find
        self._text = ""
        self._shown: list[Entry] = list(acts)

    def add(self, entries: Sequence[Entry]) -> None:
        """Further acts."""
        self._acts += entries

    def offer(self, entries: Sequence[Entry]) -> None:
        """What changes with time, in the place of what was offered before."""
        self._offered = list(entries)

    def search(self, text: str) -> None:
        """Show what matches: things first, then pages and acts, then what is offered."""
        self._text = text.strip()
        words, known = plain(self._text).split(), (*self._acts, *self._offered)
        acts = [a for a in known if _is_found(a, words)]
        self._show(self._ranked(acts))
        if self._find is not None:
            asked = self._text if len(self._text) >= LEAST_TYPED else ""
            self._find(asked, lambda found: self._on_found(asked, found, acts))

    def rest(self) -> None:
        """Nobody looks any more."""
        if self._find is not None:
            self._find("", lambda _found: None)

    def _on_found(self, asked: str, found: list[Entry], acts: list[Entry]) -> None:
        if asked == self._text:
            self._show(self._ranked([*found, *acts]))

    def _ranked(self, entries: list[Entry]) -> list[Entry]:
        """Exact words, then those that begin with what is typed, then the rest as they came, and
        last what only explains.
        """
        typed = plain(self._text)

        def rank(entry: Entry) -> int:
            words = plain(entry.words)
            return 0 if words == typed else 1 if words.startswith(typed) else 3 if entry.also else 2

        return sorted(entries, key=rank) if typed else entries

    def _show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._shown = entries[:MOST_SHOWN]
        self.endResetModel()

    def run(self, row: int) -> None:
        """Do what the row stands for."""
        self._shown[row].run()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """Qt's: how many."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt's: one quality of a row."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.kind}: {entry.words} {entry.detail}".strip()
        roles = {
            int(Qt.ItemDataRole.DisplayRole): entry.words,
            DETAIL_ROLE: entry.detail,
            KIND_ROLE: entry.kind,
            ICON_ROLE: entry.icon,
        }
        return roles.get(int(role))


def _is_found(entry: Entry, words: Sequence[str]) -> bool:
    text = f"{plain(f'{entry.words} {entry.detail}')} {entry.also}"
    return all(word in text for word in words)
