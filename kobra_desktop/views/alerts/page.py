"""Alertas: open, attended and muted ones; by cause; attended with a note, muted for an hour or
the day.
"""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kobra_desktop.models.alert_evidence import payments_wish
from kobra_desktop.models.alerts import ATTENDED, MUTED, OPEN, AlertsModel
from kobra_desktop.models.counts import figure
from kobra_desktop.models.status import StatusModel
from kobra_desktop.views.alerts.panel import AlertPanel
from kobra_desktop.views.page import Page, PageState
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.freshness import Freshness
from kobra_desktop.views.widgets.labels import label, titled
from kobra_desktop.views.widgets.layouts import column, row
from kobra_desktop.views.widgets.list_box import ListBox
from kobra_desktop.views.widgets.tabs import TabBar


class AlertsPage(Page):
    """Shows an AlertsModel. The first open alert is chosen when the page opens: attending it is
    one more click.
    """

    def __init__(
        self, look: Look, model: AlertsModel, status: StatusModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, parent)
        self._model = model
        model.setParent(self)
        self._tab_words = {
            OPEN: self.tr("Open"),
            ATTENDED: self.tr("Attended"),
            MUTED: self.tr("Muted"),
        }
        self.tabs = TabBar(look, self._tab_words)
        self.panel = AlertPanel(look, model)
        self.box = ListBox(
            look,
            model.list,
            model.workspace.memory,
            self.tr("Alerts"),
            self.tr("Filter by agent or cause…   Ctrl+F"),
            several=True,
            panel=self.panel,
        )
        self.table = self.box.table
        self.fresh = Freshness(look, model.workspace, status)
        self._line = 0  # where the chosen alert stands: what comes after it takes its place
        self._is_put_away = False  # the panel, by a hand: news do not open it again
        head = row(label(self.tr("Alerts"), "page"), None, self.fresh)
        lines = column(head, self.tabs, self.box, space=10, margins=(20, 14, 20, 12))
        lines.setStretchFactor(self.box, 1)
        self.setLayout(lines)
        self._connect()

    def _connect(self) -> None:
        model, panel = self._model, self.panel
        self.tabs.chosen.connect(self._on_tab)
        self.listen(model.acts, model.workspace.locale)
        self.table.chosen_changed.connect(self._on_chosen)
        panel.map_requested.connect(lambda i: self.open_requested.emit("map", {"agent": i}))
        panel.visit_requested.connect(
            lambda i: self.open_requested.emit("visits", {"visit": i, "chosen": i})
        )
        panel.payments_requested.connect(
            lambda: self.open_requested.emit("agreements", payments_wish())
        )
        panel.imports_requested.connect(
            lambda i: self.open_requested.emit("portfolio", {"tab": "imports", "chosen": i})
        )
        panel.outgoing_requested.connect(
            lambda i: self.open_requested.emit("portfolio", {"tab": "outgoing", "chosen": i})
        )
        panel.reports_requested.connect(
            lambda: self.open_requested.emit("reports", {"shared": "mails"})
        )
        panel.closed.connect(self.table.clearSelection)
        self._on_tab()
        model.list.tell(self._on_loaded)

    # Page

    def on_shown(self) -> None:
        """The first of what is open is chosen, also where others have it read already."""
        if self._model.list.is_loaded:
            self._on_loaded()

    def hideEvent(self, event: QHideEvent) -> None:
        """Who comes again finds the panel open."""
        super().hideEvent(event)
        self._is_put_away = False

    def focus_content(self) -> None:
        """The table."""
        self.table.setFocus()

    def state(self) -> PageState:
        """Tab, filter, selection, scroll, and whether the panel was put away."""
        return {**self.box.state(), "tab": self.tabs.key, "put_away": self._is_put_away}

    def restore(self, state: PageState) -> None:
        """A state of before, or a wish: `kind` one cause, `chosen` an alert, on whichever tab it
        stands by now.
        """
        line = self._model.line_of(str(state.get("chosen") or ""))
        self.tabs.choose(str(state.get("tab") or (line.tab if line else OPEN)))
        kind = state.get("kind")
        self.box.restore({**state, "accepted": {"kind": [kind]}} if kind else state)
        self._is_put_away = bool(state.get("put_away"))
        if chosen := state.get("chosen"):
            self.box.choose(str(chosen))

    def filter_field(self) -> QLineEdit | None:
        """The search field."""
        return self.box.search

    def escape(self) -> bool:
        """Close the panel."""
        return self.panel.escape()

    # The list

    def _on_tab(self) -> None:
        self._line, self._is_put_away = 0, False
        nothing = self.tr("Nothing here yet.")
        calm = self.tr("No open alerts. What asks for somebody appears here at once.")
        tab, listed = self.tabs.key, self._model.list
        self.box.set_empty(calm if tab == OPEN else nothing, "bell")
        self.box.set_count(figure, lambda: len(self._model.lines(self.tabs.key)))
        self.table.columns.put_away(("answer",) if tab == OPEN else ())  # nobody has answered yet
        listed.look(accepted={**listed.view.accepted, "tab": frozenset({tab})})

    def _on_loaded(self) -> None:
        for tab, words in self._tab_words.items():
            count = len(self._model.lines(tab))
            self.tabs.set_word(tab, titled(words, count))
        if self._model.list.model.rowCount():
            self._choose_next()
        else:
            self.panel.hide()

    def _choose_next(self) -> None:
        is_wanted = self.tabs.key == OPEN and not self._is_put_away
        if is_wanted and not self.box.chosen_id:
            self.table.selectRow(min(self._line, self._model.list.model.rowCount() - 1))
        else:
            self._on_chosen()

    def _on_chosen(self) -> None:
        ids = self.table.chosen_ids
        shown = self._model.line_of(ids[0]) if ids else None
        if shown is None:
            # Its line is there, and yet it is not chosen: a hand put it away.
            self._is_put_away |= self._model.list.model.line_of(self.panel.alert_id) is not None
            if self.panel.isAncestorOf(self.window().focusWidget()):
                self.table.setFocus()  # what had the keyboard goes: the list goes on from there
            self.panel.hide()
        else:
            self._is_put_away = False
            self._line = self._model.list.model.line_of(shown.id) or 0
            self.panel.show_alert(shown, ids)
