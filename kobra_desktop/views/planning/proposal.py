"""A proposal under the tools of Planear: how the search goes, what would change of each day, what
has no room and why; taken or left as one.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.planning.board import Board, Change
from kobra_desktop.models.planning.proposals import ProposalModel, Step, Wish, terms_of
from kobra_desktop.views.planning.terms import TermsDialog
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.fields import Setting
from kobra_desktop.views.widgets.labels import label, plain_tip
from kobra_desktop.views.widgets.layouts import column, row
from kobra_domain.words import distance, duration, word

ID = Qt.ItemDataRole.UserRole
HIGH = 190  # pixels at 100 %


class ProposeButton(Button):
    """Asks for a plan: the usual with one click, the others by the menu."""

    def __init__(self, look: Look, model: ProposalModel, parent: QWidget | None = None) -> None:
        super().__init__(look, "", "primary", "sparkles")
        if parent is not None:
            self.setParent(parent)
        self._look, self._model = look, model
        self.setText(self.tr("Propose"))
        self.wishes = QMenu(self)
        for wish, words in self._words().items():
            act = self.wishes.addAction(words)
            act.triggered.connect(lambda _=False, wish=wish: self.ask(wish))
        self.wishes.addSeparator()
        self.adjusting = self.wishes.addAction(self.tr("Adjust…"))
        self.adjusting.triggered.connect(self.adjust)
        self.setMenu(self.wishes)

    def _words(self) -> dict[Wish, str]:
        return {
            Wish.FIT: self.tr("Fit in what is new"),
            Wish.NEAREST: self.tr("The least way"),
            Wish.BALANCE: self.tr("Balance"),
            Wish.ZONES: self.tr("By zone"),
            Wish.ORDER: self.tr("Only the order"),
        }

    def ask(self, wish: Wish) -> None:
        """Of what is chosen, if something is that waits; else of all."""
        board = self._model.plan.board
        if board is not None and self._model.plan.may_plan:
            self._model.ask(terms_of(wish, board, self._model.plan.chosen))

    def adjust(self) -> None:
        """The terms one by one, from the usual ones or those that were asked last."""
        model, board = self._model, self._model.plan.board
        if board is None or not model.plan.may_plan:
            return
        usual = terms_of(Wish.NEAREST, board, model.plan.chosen)
        terms = usual if model.terms is None else replace(model.terms, only=usual.only)
        setting = Setting.of(model.plan.workspace)
        TermsDialog(self._look, self.window(), setting, terms, model).open()


class ProposalStrip(QFrame):
    """Shown while there is a proposal or a search for one. `opened` (visit id)."""

    opened = Signal(str)

    def __init__(self, look: Look, model: ProposalModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposal")
        self._look, self._model = look, model
        self.words = label("", "strong", wrap=True)
        self.told = label("", "caption", wrap=True)
        self.running = QProgressBar()
        self.running.setProperty("look", "line")
        self.running.setRange(0, 0)
        self.running.setAccessibleName(self.tr("Looking for a plan"))
        self.take = Button(look, self.tr("Take the plan"), "primary", "check")
        self.enough = Button(look, self.tr("This will do"), icon="square")
        self.leave = Button(look, self.tr("Leave it"))
        self.tree = QTreeWidget()
        self._shape()
        head = row(column(self.words, self.told, space=2), self.enough, self.leave, self.take)
        head.setStretch(0, 1)
        head.setSpacing(look.pixels(8))
        lines = column(head, self.running, self.tree, space=6, margins=(12, 8, 12, 8))
        self.setLayout(lines)
        self.take.clicked.connect(model.take)
        self.enough.clicked.connect(model.enough)
        self.leave.clicked.connect(model.leave)
        self.tree.itemActivated.connect(self._on_activated)
        model.changed.connect(self._show)
        self._show()

    def _shape(self) -> None:
        tree = self.tree
        tree.setAccessibleName(self.tr("What would change"))
        tree.setHeaderLabels(
            [
                self.tr("Agent"),
                self.tr("Comes"),
                self.tr("Leaves"),
                self.tr("Moves"),
                self.tr("Way"),
                self.tr("Time"),
            ]
        )
        tree.setUniformRowHeights(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.itemExpanded.connect(lambda _: tree.setFixedHeight(self._look.pixels(HIGH)))
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    # What is shown

    def _show(self) -> None:
        model = self._model
        self.setVisible(model.step is not Step.NONE)
        is_running = model.step is Step.SEARCHING
        self.running.setVisible(is_running)
        self.enough.setVisible(is_running)
        self.enough.setEnabled(model.board is not None)
        changes = model.changes
        self.take.setEnabled(bool(changes))
        self.tree.setVisible(model.board is not None)
        self.words.setText(self._head(changes))
        self.told.setText(" ".join(self._notes()))
        self.told.setVisible(bool(self.told.text()))
        self._fill(changes)

    def _head(self, changes: list[Change]) -> str:
        model, locale = self._model, self._model.plan.workspace.locale
        if model.board is None or model.terms is None:
            return self.tr("Looking for a first plan…")
        if not changes and model.step is Step.STANDING:
            return self.tr("Nothing would change: the day stands as well as it can.")
        way = sum(one.metres for one in changes)
        time = sum(one.seconds for one in changes)
        number = figure(model.plans)
        parts = (
            self.tr("Plan {number}").format(number=number),
            word(model.terms.scope, locale),
            self.tr("{count} without room").format(count=figure(len(model.left))),
            signed(way, distance(abs(way), locale)),
            signed(time, duration(abs(time), locale)),
        )
        return " · ".join(parts)

    def _notes(self) -> list[str]:
        """What keeping the days as they are costs, and what the day itself has changed since."""
        model, locale = self._model, self._model.plan.workspace.locale
        notes = []
        found = model.found
        if found is not None and found.price_m is not None and found.price_m >= 500:
            words = self.tr("Moving everything would save {way}.")
            notes.append(words.format(way=distance(found.price_m, locale)))
        if model.dropped:
            words = self.tr("The day has changed meanwhile: {visits} left out.")
            notes.append(words.format(visits=counts.visits(len(model.dropped))))
        return notes

    def _fill(self, changes: list[Change]) -> None:
        board = self._model.board
        self.tree.clear()
        if board is None:
            return
        for change in changes:
            self.tree.addTopLevelItem(self._agent(board, change))
        left = self._model.left
        if left:
            words = self.tr("Without room ({count})").format(count=figure(len(left)))
            item = QTreeWidgetItem([words])
            for visit, why in left:
                item.addChild(self._visit(board, visit, why))
            self.tree.addTopLevelItem(item)
            item.setFirstColumnSpanned(True)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, up to a limit: what is below is what the day is planned on."""
        lines = self.tree.topLevelItemCount() + 1
        high = self.tree.header().sizeHint().height() + lines * self.tree.sizeHintForRow(0)
        self.tree.setFixedHeight(min(self._look.pixels(HIGH), high + 2 * self.tree.frameWidth()))

    def _agent(self, board: Board, change: Change) -> QTreeWidgetItem:
        locale = self._model.plan.workspace.locale
        name = board.day.agents[change.agent].agent.name
        numbers = (len(change.comes), len(change.leaves), len(change.moves))
        item = QTreeWidgetItem(
            [
                name,
                *(figure(one) if one else "" for one in numbers),
                signed(change.metres, distance(abs(change.metres), locale)),
                signed(change.seconds, duration(abs(change.seconds), locale)),
            ]
        )
        for at in range(1, 6):
            item.setTextAlignment(at, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for visits, words in (
            (change.comes, self.tr("Comes: {name}")),
            (change.leaves, self.tr("Leaves: {name}")),
            (change.moves, self.tr("Another place in the day: {name}")),
        ):
            for visit in visits:
                item.addChild(self._visit(board, visit, "", words))
        return item

    def _visit(self, board: Board, visit: str, why: str, words: str = "{name}") -> QTreeWidgetItem:
        card = board.day.visits[visit].card
        name = card.party.name if card.party is not None else ""
        said = words.format(name=name)
        made = QTreeWidgetItem([f"{said} · {why}" if why else said])
        made.setToolTip(0, plain_tip(made.text(0)))
        made.setData(0, ID, visit)
        if why:
            made.setForeground(0, QColor(self._look.colour("text_2")))
        return made

    def _on_activated(self, item: QTreeWidgetItem) -> None:
        visit = item.data(0, ID)
        if visit:
            self.opened.emit(str(visit))


def signed(value: float, words: str) -> str:
    """«+3,2 km», «−12 min»; nothing is «±0»."""
    if abs(value) < 1:
        return f"±{words}"
    return f"+{words}" if value > 0 else f"\u2212{words}"
