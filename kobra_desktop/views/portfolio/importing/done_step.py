"""Done: what was taken, what was not and as which file it can be mended, and the way back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.counts import figure
from kobra_desktop.models.portfolio.imports_wizard import ImportWizard
from kobra_desktop.models.portfolio.imports_words import counts_words
from kobra_desktop.views.portfolio.importing.step import StepPage
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import note, pairs
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import Flow, card, column, emptied, holding, row, scrolling
from kobra_domain.imports.answers import ImportDetail
from kobra_domain.imports.things import ImportKind, ImportState
from kobra_domain.words import day_words, moment, word

translate = QCoreApplication.translate
_WITH_DOORS = {ImportKind.ACCOUNTS, ImportKind.ADDRESSES}


class DoneStep(StepPage):
    """`refused_wished`, `undo_wished` (import id)."""

    refused_wished = Signal(str)
    undo_wished = Signal(str)

    def __init__(self, look: Look, wizard: ImportWizard, parent: QWidget | None = None) -> None:
        super().__init__(look, wizard, parent)
        self._shown: object = None
        self.buttons: dict[str, Button] = {}
        self.lines = column(space=12, margins=(24, 20, 24, 20))
        frame = card(self.lines)
        frame.setMaximumWidth(look.pixels(760))
        whole = row(frame, None)
        whole.setStretch(0, 1)
        self.setLayout(column(scrolling(holding(column(whole, None))), space=0))

    def first_field(self) -> QWidget | None:
        """On, and never what takes it back."""
        return self.buttons.get("next") or self.buttons.get("close")

    def show_state(self) -> None:
        """What became of it."""
        detail = self.wizard.detail
        if detail is None or detail is self._shown:
            return
        self._shown, self.buttons = detail, {}
        emptied(self.lines)
        state = detail.item.state
        tint, icon = ("ok", "circle-check") if state is ImportState.COMMITTED else ("info", "info")
        self.lines.addWidget(note(self.look, tint, _title(detail), icon))
        if state in (ImportState.COMMITTED, ImportState.UNDONE):
            self.lines.addWidget(label(counts_words(detail), "strong", wrap=True))
            self.lines.addWidget(pairs(self._facts(detail)))
        if detail.agents:
            told = translate("Imports", "On their phones stands the list of before: {agents}")
            words = told.format(agents=", ".join(detail.agents))
            self.lines.addWidget(note(self.look, "warn", words, "smartphone"))
        self._add_acts(detail)

    def _facts(self, detail: ImportDetail) -> list[tuple[str, str]]:
        item, workspace = detail.item, self.wizard.workspace
        made = [(translate("Imports", "What"), word(item.kind, self.locale_))]
        if item.absent:
            made.append((translate("Imports", "Not in the file"), figure(item.absent)))
        if detail.kept:
            made.append((translate("Imports", "Kept as settled here"), figure(detail.kept)))
        if detail.visits:
            made.append((translate("Imports", "Visits called off"), figure(detail.visits)))
        if item.cut_off_on:
            words = day_words(item.cut_off_on, self.locale_, workspace.today)
            made.append((translate("Imports", "Cut-off"), words))
        zone, now = workspace.zone.key, workspace.now
        if item.committed_at:
            at = moment(item.committed_at, zone, self.locale_, now)
            made.append((translate("Imports", "Taken"), at))
        if item.undone_at:
            at = moment(item.undone_at, zone, self.locale_, now)
            made.append((translate("Imports", "Taken back"), at))
        return made

    def _add_acts(self, detail: ImportDetail) -> None:
        item, flow = detail.item, Flow(8)
        is_taken = item.state is ImportState.COMMITTED
        if is_taken and item.kind in _WITH_DOORS and item.new + item.changed:
            self._act(flow, "places", translate("Imports", "Doors to be placed"), "map-pin")
        if is_taken and item.kind is ImportKind.PAYMENTS:
            self._act(flow, "payments", translate("Imports", "See the payments"), "banknote")
        if is_taken and item.kind is ImportKind.PROMISES:
            self._act(flow, "promises", translate("Imports", "See the promises"), "handshake")
        if item.refused:
            self._act(flow, "refused", translate("Imports", "Refused rows as a file…"), "download")
        if is_taken:
            self._act(flow, "undo", translate("Imports", "Take it back…"), "undo-2")
        if self.wizard.files:
            told = translate("Imports", "Next file ({count})")
            words = told.format(count=figure(len(self.wizard.files)))
            self._act(flow, "next", words, "arrow-right")
        self._act(flow, "close", translate("Imports", "To the list"), "arrow-left")
        self.lines.addWidget(holding(flow))

    def _act(self, flow: Flow, key: str, words: str, icon: str) -> None:
        button = Button(self.look, words, "", icon)
        button.clicked.connect(lambda: self._on_act(key))
        self.buttons[key] = button
        flow.addWidget(button)

    def _on_act(self, key: str) -> None:
        import_id = self.wizard.import_id
        match key:
            case "places":
                self.open_requested.emit("portfolio", {"tab": "places"})
            case "payments" | "promises":
                self.open_requested.emit("agreements", {"tab": key})
            case "refused":
                self.refused_wished.emit(import_id)
            case "undo":
                self.undo_wished.emit(import_id)
            case "next":
                self.wizard.next_file()
            case _:
                self.wizard.leave()


def _title(detail: ImportDetail) -> str:
    told = {
        ImportState.COMMITTED: translate("Imports", "{file} was taken, whole."),
        ImportState.UNDONE: translate("Imports", "{file} was taken back."),
    }.get(detail.item.state, translate("Imports", "{file} was left: nothing of it is here."))
    return told.format(file=detail.item.filename)
