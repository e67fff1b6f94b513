"""What has not reached the server: the waiting list, and for each conflict both sides field by
field.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFrame,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kobra_desktop.errors import Known
from kobra_desktop.models.counts import counts, figure
from kobra_desktop.models.held import HeldLine, HeldModel, act_of, together
from kobra_desktop.views.room import give_room
from kobra_desktop.views.sentences import sentence
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.labels import label, line, notice, tinted
from kobra_desktop.views.widgets.layouts import card, column, emptied, holding, row, scrolling

MOST_CARDS = 60  # each is a dozen widgets: hundreds would hold the window up for half a minute


class HeldDialog(QDialog):
    """Conflicts first, then what was refused, then what waits by itself."""

    def __init__(self, look: Look, model: HeldModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._look, self._model = look, model
        self.setWindowTitle(self.tr("Changes that have not reached the server"))
        self._body = column(space=12)
        self._problem = notice("error")
        close = Button(look, self.tr("Close"))
        close.clicked.connect(self.accept)
        title = label(self.windowTitle(), "section")
        why = label(self.tr("They are kept here, encrypted, until they are sent."), "caption")
        body = holding(self._body)
        lines = column(title, why, scrolling(body), self._problem, row(None, close), space=10)
        lines.setContentsMargins(20, 16, 20, 12)
        self.setLayout(lines)
        give_room(self, look, 680, 560)
        model.changed.connect(self._fill)
        model.failed.connect(self._on_failed)
        model.open()
        self.finished.connect(lambda _: model.rest())
        self.finished.connect(self.deleteLater)  # else it goes on following, unseen

    def _fill(self) -> None:
        emptied(self._body)
        acts = together(self._model.lines)
        for held, *more in acts[:MOST_CARDS]:
            if more:
                self._body.addWidget(ActCard(self._look, [held, *more]))
            elif held.is_conflict:
                self._body.addWidget(ConflictCard(self._look, self._model, held))
            else:
                self._body.addWidget(self._card(held))
        if left := len(acts[MOST_CARDS:]):
            words = self.tr("and {count} more, which come as these are decided")
            self._body.addWidget(label(words.format(count=figure(left)), "secondary"))
        if not acts:
            self._body.addWidget(label(self.tr("Everything has been sent."), "secondary"))
        self._body.addStretch(1)

    def _card(self, held: HeldLine) -> QFrame:
        tint = "neutral" if held.is_waiting else "error"
        head = row(label(held.title, "strong"), label(held.act, "secondary"), None)
        head.addWidget(tinted(held.state, tint))
        lines = column(head, label(held.made, "caption"), space=4, margins=(12, 10, 12, 10))
        if held.reason:
            lines.addWidget(label(held.reason, "table", wrap=True))
        lines.addWidget(label(_changed(held), "caption", wrap=True))
        if held.is_refused:
            again = Button(self._look, self.tr("Send again"), "row", "refresh-cw")
            again.clicked.connect(lambda: self._model.retry(held.row.op_id))
            discard = Button(self._look, self.tr("Discard"), "row", "trash-2")
            discard.clicked.connect(lambda: self._model.discard(held.row.op_id))
            lines.addLayout(row(None, discard, again))
        return card(lines)

    def _on_failed(self, problem: Known) -> None:
        self._problem.setText(sentence(problem, self._model.workspace.locale))
        self._problem.show()


class ActCard(QFrame):
    """The edits of one act that wait to be sent: one line that opens to its rows."""

    def __init__(self, look: Look, held: Sequence[HeldLine]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._held = held
        self._rows = column(space=6)
        self._inside = holding(self._rows)
        self._inside.hide()
        head = row(label(counts.together(len(held)), "strong"), label(act_of(held), "secondary"))
        head.addStretch(1)
        head.addWidget(tinted(held[0].state, "neutral"))
        self.opener = Button(look, self._words(), "row")
        self.opener.clicked.connect(self._on_open)
        foot = row(label(held[0].made, "caption"), None, self.opener)
        self.setLayout(column(head, foot, self._inside, space=4, margins=(12, 10, 12, 10)))

    @property
    def is_open(self) -> bool:
        """Whether its rows are seen."""
        return not self._inside.isHidden()

    def _on_open(self) -> None:
        if not self._rows.count():
            for held in self._held:
                self._rows.addWidget(label(f"{held.title} · {held.act}", "table", wrap=True))
                self._rows.addWidget(label(_changed(held), "caption", wrap=True))
        self._inside.setVisible(not self.is_open)
        self.opener.setText(self._words())

    def _words(self) -> str:
        return self.tr("Hide its rows") if self.is_open else self.tr("Show its rows")


def _changed(held: HeldLine) -> str:
    return "; ".join(f"{side.label}: {side.mine}" for side in held.sides[:6])


class ConflictCard(QFrame):
    """For each contested field: mine or theirs. The other fields go with mine."""

    def __init__(self, look: Look, model: HeldModel, held: HeldLine) -> None:
        super().__init__()
        self.setObjectName("card")
        self._model, self._held = model, held
        self._mine: dict[str, QRadioButton] = {}
        self._groups: list[QButtonGroup] = []
        head = row(label(held.title, "strong"), label(held.act, "secondary"), None)
        head.addWidget(tinted(held.state, "warn"))
        lines = column(head, label(held.made, "caption"), self._sides(), line(), space=8)
        theirs = Button(look, self.tr("All theirs"), "row")
        mine = Button(look, self.tr("All mine"), "row")
        self.keep = Button(look, self.tr("Keep what is chosen"), "primary")
        theirs.clicked.connect(lambda: model.take_theirs(held.row.op_id))
        mine.clicked.connect(lambda: model.keep_mine(held.row))
        self.keep.clicked.connect(self._on_keep)
        lines.addLayout(row(None, theirs, mine, self.keep))
        lines.setContentsMargins(12, 10, 12, 10)
        self.setLayout(lines)

    def _sides(self) -> QWidget:
        translate = QCoreApplication.translate
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, words in enumerate(
            ("", translate("ConflictCard", "Mine"), translate("ConflictCard", "On the server"))
        ):
            grid.addWidget(label(words, "caption"), 0, place)
        for number, side in enumerate(self._held.sides, start=1):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(side.label, "caption"), number, 0, top)
            if not side.is_contested:
                grid.addWidget(label(side.mine, "table", wrap=True), number, 1, top)
                grid.addWidget(label(side.theirs, "caption", wrap=True), number, 2, top)
                continue
            mine, theirs = (QRadioButton(w.partition("\n")[0]) for w in (side.mine, side.theirs))
            own = translate("ConflictCard", "Mine")
            mine.setAccessibleName(f"{side.label}, {own}: {side.mine}")
            server = translate("ConflictCard", "On the server")
            theirs.setAccessibleName(f"{side.label}, {server}: {side.theirs}")
            group = QButtonGroup(self)
            group.addButton(mine)
            group.addButton(theirs)
            mine.setChecked(True)
            self._groups.append(group)
            self._mine[side.field] = mine
            for place, (button, words) in enumerate(((mine, side.mine), (theirs, side.theirs)), 1):
                grid.addLayout(_with_rest(button, words), number, place, top)
        return holding(grid)

    def _on_keep(self) -> None:
        chosen = {name for name, button in self._mine.items() if button.isChecked()}
        sides = self._held.sides
        kept = {n for side in sides if side.field in chosen for n in (side.field, *side.leads)}
        others = {side.field for side in sides if not side.is_contested}
        if kept | others:
            self._model.keep_mine(self._held.row, kept | others)
        else:
            self._model.take_theirs(self._held.row.op_id)


def _with_rest(button: QRadioButton, words: str) -> QVBoxLayout:
    """A choice whose words go on below it, where they wrap."""
    made = column(button, space=2)
    if rest := words.partition("\n")[2]:
        made.addWidget(label(rest, "caption", wrap=True))
    return made
