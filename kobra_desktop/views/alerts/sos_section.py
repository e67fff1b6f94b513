"""The card of a call for help: where, who is nearest with minutes and a number, and who did what,
as it happens.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kobra_desktop.models.alerts import AlertLine
from kobra_desktop.models.sos import history, known_of, near_words, place_words, sos_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.outside import call
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import timeline
from kobra_desktop.views.widgets.kept_rows import KeptRows, RowWish
from kobra_desktop.views.widgets.labels import hide_unless, label
from kobra_desktop.views.widgets.layouts import column, emptied, row
from kobra_domain.alerts import AlertState
from kobra_domain.escalation import Near
from kobra_domain.people import Agent
from kobra_domain.words import say


class SosSection(QWidget):
    """Follows positions and steps while it is seen; who is near keeps the button to call them."""

    def __init__(
        self, look: Look, workspace: Workspace, shown: AlertLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._workspace, self._shown = look, workspace, shown
        self._facts = sos_facts(workspace)
        self._place = label("", "strong", wrap=True)
        self._near_title = label(self.tr("Nearest colleagues"), "caption")
        self._near = KeptRows()
        self._steps = column(space=0)
        self._told: object = None
        lines = column(label(self.tr("Where"), "caption"), self._place, self._near_title, space=8)
        lines.addWidget(self._near)
        lines.addWidget(label(self.tr("Who did what"), "caption"))
        lines.addLayout(self._steps)
        self.setLayout(lines)
        self._facts.loaded.connect(self._fill)
        self._fill()

    def show_alert(self, shown: AlertLine) -> None:
        """The same call, as it is known now."""
        self._shown = shown
        self._fill()

    def showEvent(self, event: QShowEvent) -> None:
        """Seen: what is known is followed."""
        super().showEvent(event)
        self._facts.open(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Not seen."""
        self._facts.rest(self)
        super().hideEvent(event)

    def _fill(self) -> None:
        facts = known_of(self._facts, self._shown.id)
        alert, locale = self._shown.row.alert, self._workspace.locale
        if (facts, alert) == self._told:
            return
        self._told = facts, alert
        is_open = alert.state is AlertState.OPEN
        self._place.setText(_upper(place_words(alert, facts)))
        for part in (self._near_title, self._near):
            hide_unless(part, is_open)
        near = facts.near if is_open else ()
        nobody = RowWish("", None, lambda: label(say("sos.nobody_near", None, locale), wrap=True))
        self._near.show_rows([self._wish(one) for one in near] or [nobody])
        for one in near:
            row = self._near.rows.get(one.agent.id)
            if isinstance(row, NearRow):
                row.tell(near_words(one, locale))
        emptied(self._steps)
        self._steps.addWidget(timeline(history(self._shown, facts, self._workspace)))

    def _wish(self, near: Near) -> RowWish:
        agent = near.agent
        said = (agent.name, agent.phone)
        return RowWish(agent.id, said, lambda: NearRow(self._look, agent))


class NearRow(QWidget):
    """A colleague who is near, with the number; how far they are is told again and again."""

    def __init__(self, look: Look, agent: Agent) -> None:
        super().__init__()
        self._words = label("", "caption", wrap=True)
        name = label(agent.name, "strong", wrap=True)  # a long one must not push the number away
        head = row(name, space=8)
        head.setStretchFactor(name, 1)
        if agent.phone:
            translate = QCoreApplication.translate
            button = Button(look, translate("SosSection", "Call"), "row", "phone")
            button.setToolTip(agent.phone)
            button.setAccessibleName(
                QCoreApplication.translate("SosSection", "Call {name}").format(name=agent.name)
            )
            button.clicked.connect(lambda _checked=False: call(look, self, agent.phone))
            head.addWidget(button)
        self.setLayout(column(head, self._words, space=0, margins=(0, 0, 0, 8)))

    def tell(self, words: str) -> None:
        """How far, and for how long."""
        self._words.setText(words)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
