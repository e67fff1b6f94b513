"""Which columns of a table are seen, in which order and how wide: chosen by a person, and
remembered.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from kobra_desktop.models.listed import Rows
from kobra_desktop.models.memory import Memory
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.column_widths import ColumnWidths

_WIDEST = 10_000


class TableColumns(QObject):
    """Of one table; `name` is that under which they are remembered."""

    def __init__(
        self, look: Look, table: QTableView, model: Rows, memory: Memory, name: str
    ) -> None:
        super().__init__(table)
        self._all, self._memory, self._name = model.columns, memory, name
        self._header = table.horizontalHeader()
        self._put_away: dict[str, bool] = {}  # and whether a person hid them
        self._widths = ColumnWidths(look, table, model)
        self._restore()
        self._widths.drawn.connect(self._keep)
        self._header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._header.customContextMenuRequested.connect(self._on_menu_wanted)
        self._header.sectionMoved.connect(lambda *_: self._keep())

    @property
    def all_keys(self) -> list[str]:
        """The columns there are."""
        return [column.key for column in self._all]

    @property
    def shown_keys(self) -> list[str]:
        """The columns that a person sees, in their order: also what is put away for now."""
        header = self._header
        wanted = (n for n in range(header.count()) if self._is_wanted(n))
        return [self._all[n].key for n in sorted(wanted, key=header.visualIndex)]

    @property
    def in_sight(self) -> list[int]:
        """The sections that are seen, in the order of the screen."""
        header = self._header
        seen = (n for n in range(header.count()) if not header.isSectionHidden(n))
        return sorted(seen, key=header.visualIndex)

    @property
    def titles(self) -> list[tuple[int, str]]:
        """The sections, in the order of the screen, with their titles, hidden ones too but none
        that is put away.
        """
        there = (n for n, column in enumerate(self._all) if column.key not in self._put_away)
        return [(n, self._all[n].title) for n in sorted(there, key=self._header.visualIndex)]

    def menu(self) -> QMenu:
        """The chooser: tick what shall be seen."""
        menu = QMenu(self._header)
        for section, column in enumerate(self._all):
            if column.key in self._put_away:
                continue
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self._header.isSectionHidden(section))
            action.toggled.connect(lambda on, s=section: self.show_one(s, is_shown=on))
            menu.addAction(action)
        return menu

    def show_one(self, section: int, *, is_shown: bool) -> bool:
        """Show or hide one, and remember it; False: the last one stays."""
        header = self._header
        if not is_shown and header.count() - header.hiddenSectionCount() == 1:
            return False
        header.setSectionHidden(section, not is_shown)
        self._widths.fit()
        self._keep()
        return True

    def show_only(self, keys: Sequence[str]) -> None:
        """See exactly these columns, in this order; none of them: as it is."""
        header, known = self._header, self.all_keys
        wanted = [known.index(key) for key in keys if key in known]
        if not wanted:
            return
        for place, section in enumerate(wanted):
            header.moveSection(header.visualIndex(section), place)
        away = set(self._put_away)
        self._put_away = {key: known.index(key) not in wanted for key in away}
        for section in range(header.count()):
            is_hidden = section not in wanted or known[section] in away
            header.setSectionHidden(section, is_hidden)
        self._widths.fit()
        self._keep()

    def put_away(self, keys: Sequence[str] = ()) -> None:
        """Columns that say nothing of what is listed now are neither seen nor offered; those put
        away before are as a person left them.
        """
        header = self._header
        for key, was_hidden in self._put_away.items():
            header.setSectionHidden(self.all_keys.index(key), was_hidden)
        sections = {key: self.all_keys.index(key) for key in keys}
        self._put_away = {key: header.isSectionHidden(n) for key, n in sections.items()}
        for section in sections.values():
            header.setSectionHidden(section, True)
        self._widths.refit()

    def refit(self) -> None:
        """The table is wider or narrower."""
        self._widths.refit()

    def _is_wanted(self, section: int) -> bool:
        """Whether a person sees this column, or would if it were not put away."""
        return not self._put_away.get(self._all[section].key, self._header.isSectionHidden(section))

    def _on_menu_wanted(self, at: QPoint) -> None:
        self.menu().popup(self._header.mapToGlobal(at))

    def _keep(self) -> None:
        header, drawn = self._header, self._widths.by_hand
        kept = {
            column.key: [header.visualIndex(n), drawn.get(column.key, 0), not self._is_wanted(n)]
            for n, column in enumerate(self._all)
        }
        self._memory.write(f"drawn_columns:{self._name}", kept)

    def _restore(self) -> None:
        places, header = _places(self._memory.read(f"drawn_columns:{self._name}")), self._header
        header.blockSignals(True)
        for section, column in enumerate(self._all):
            place = places.get(column.key) or [section, 0, not column.is_shown]
            if place[1]:
                self._widths.by_hand[column.key] = place[1]
            header.setSectionHidden(section, bool(place[2]))
        for key, place in sorted(places.items(), key=lambda item: item[1][0]):
            for section, column in enumerate(self._all):
                if column.key == key and place[0] < header.count():
                    header.moveSection(header.visualIndex(section), place[0])
        header.blockSignals(False)
        self._widths.fit()


def _places(kept: object) -> dict[str, list[int]]:
    """Place, width and whether it is hidden by column, as far as they are that: a newer version may
    have kept another thing.
    """
    held = kept.items() if isinstance(kept, dict) else ()
    return {
        str(key): place
        for key, place in held
        if isinstance(place, list)
        and len(place) == 3
        and all(isinstance(one, int) and 0 <= one <= _WIDEST for one in place)
    }
