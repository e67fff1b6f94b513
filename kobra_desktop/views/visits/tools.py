"""What stands around the table: search and chips above, the acts on many below."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from kobra_desktop.models.about import About, about
from kobra_desktop.models.counts import counts
from kobra_desktop.models.visits import VisitsModel
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button, ElidedButton, IconButton
from kobra_desktop.views.widgets.chips import RemovableChip, chip_of
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, holding, row
from kobra_desktop.views.widgets.search_field import SearchField
from kobra_domain.commands import is_open_to
from kobra_domain.metrics.asked import Asked, asked
from kobra_domain.metrics.predicates import EVERY
from kobra_domain.visits import VisitState


class VisitTools(QWidget):
    """Changes the list's view; `buttons` are those of the page's head."""

    new_requested = Signal()
    copy_requested = Signal()
    columns_requested = Signal(object)

    def __init__(self, look: Look, model: VisitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._held: Asked | About | None = None
        self.search = SearchField(self.tr("Filter by name, street, agent…   Ctrl+F"))
        self.search.setMinimumWidth(look.pixels(120))
        self.search.setMaximumWidth(look.pixels(300))
        self.chips = {one.key: chip_of(look, one) for one in model.qualities}
        for one in model.qualities:
            if one.options is not None:
                self.chips[one.key].set_options(one.options())
            self.chips[one.key].values_changed.connect(self._on_filters)
        self.number = RemovableChip(look)
        self.number.removed.connect(lambda: self._hold(None))
        # One line at any width: rows that move down escape the hand that opens a panel.
        line = row(self.search, self.number, *self.chips.values(), None, space=6)
        line.setStretch(0, 3)
        self.setLayout(line)
        self.search.searched.connect(lambda _: self._on_typed())
        model.list.loaded.connect(self._on_options)
        self.buttons = self._make_buttons(look)

    def _make_buttons(self, look: Look) -> QWidget:
        columns = IconButton(look, "columns-3", self.tr("Columns"))
        copy = IconButton(look, "copy", self.tr("Copy rows"), "Ctrl+C")
        new = ElidedButton(look, self.tr("New visit"), "primary", "plus", least=36)
        hide_unless(new, self._model.may_plan)
        new.setToolTip("Ctrl+N")
        columns.clicked.connect(lambda: self.columns_requested.emit(columns))
        copy.clicked.connect(self.copy_requested)
        new.clicked.connect(self.new_requested)
        return holding(row(columns, copy, new, space=4))

    def state(self) -> dict[str, object]:
        """Search, ticks, and the number or thing whose rows are seen."""
        accepted = {key: sorted(chip.values) for key, chip in self.chips.items() if chip.values}
        held = self._held
        number = held.text if isinstance(held, Asked) else ""
        thing = held.state() if isinstance(held, About) else {}
        search = self.search.text()
        return {"search": search, "accepted": accepted, "number": number, "about": thing}

    def restore(self, state: Mapping[str, object]) -> None:
        """Search and ticks as `state` gave them; what is not named is cleared."""
        self.search.setText(str(state.get("search") or ""))
        accepted = state.get("accepted")
        values = accepted if isinstance(accepted, dict) else {}
        for key, chip in self.chips.items():
            chip.set_values(values.get(key, ()))
        number = asked(str(state.get("number") or ""), "visit")
        self._hold(number or about(state.get("about")))
        self._on_typed()

    def clear(self) -> None:
        """No search, no ticks."""
        self.restore({})

    def _hold(self, held: Asked | About | None) -> None:
        """Only the rows of a number, or about a thing, with its name over them; None: all rows."""
        self._held = held
        words = held.name if isinstance(held, About) else ""
        if isinstance(held, Asked):
            words = held.caption(self._model.workspace.locale)
        self.number.set_text(words)
        self._model.list.look(where=held.rows if held else EVERY)

    def _on_typed(self) -> None:
        self._model.list.look(search=self.search.text())

    def _on_filters(self) -> None:
        self._model.list.look(accepted={key: chip.values for key, chip in self.chips.items()})

    def _on_options(self) -> None:
        for key, options in self._model.list.options.items():
            self.chips[key].set_options(options)


class BulkBar(QFrame):
    """Acts on the rows that are chosen, when there is more than one."""

    assign_requested = Signal()
    unassign_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, look: Look, *, may_plan: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._may_plan = may_plan
        self._count = label("", "strong")
        self.assign = Button(look, self.tr("Assign…"), "primary", "user-plus")
        self.assign.setToolTip("Ctrl+Shift+A")
        self.nobody = Button(look, self.tr("Take from agent"), "row", "user-x")
        self.cancel = Button(look, self.tr("Cancel visits…"), "row", "ban")
        self.assign.clicked.connect(self.assign_requested)
        self.nobody.clicked.connect(self.unassign_requested)
        self.cancel.clicked.connect(self.cancel_requested)
        acts = (self.cancel, self.nobody, self.assign)
        self.setLayout(column(row(self._count, None, *acts, margins=(16, 8, 8, 8)), space=0))
        self.hide()

    def show_chosen(self, count: int, states: Collection[VisitState]) -> None:
        """How many are chosen, and what the states of some of them permit; hidden under two."""
        assignable = [state for state in states if is_open_to("visit.assign", state)]
        self.assign.setEnabled(bool(assignable))
        self.nobody.setEnabled(any(state is not VisitState.DRAFT for state in assignable))
        self.cancel.setEnabled(any(is_open_to("visit.cancel", state) for state in states))
        self._count.setText(counts.chosen(count))
        self.setVisible(count > 1 and self._may_plan)
