"""The card of a call for help: where, who is nearest with minutes and a number, and who did what,
as it happens.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kobra_desktop.models.alerts import AlertLine
from kobra_desktop.models.sos import history, known_of, near_words, place_words, sos_facts
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.views.outside import call
from kobra_desktop.views.theme import Look
from kobra_desktop.views.widgets.buttons import Button
from kobra_desktop.views.widgets.facts import timeline
from kobra_desktop.views.widgets.labels import label
from kobra_desktop.views.widgets.layouts import column, emptied, holding, row
from kobra_domain.alerts import AlertState
from kobra_domain.escalation import Near
from kobra_domain.words import say


class SosSection(QWidget):
    """Fills itself anew when a position or a step has come."""

    def __init__(
        self, look: Look, workspace: Workspace, shown: AlertLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._workspace, self._shown = look, workspace, shown
        self._facts = sos_facts(workspace)
        self._said: object = None
        self._body: QVBoxLayout = column(space=8)
        self.setLayout(self._body)
        self._facts.loaded.connect(self._fill)
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
        if facts == self._said:
            return
        self._said = facts
        emptied(self._body)
        alert, locale = self._shown.row.alert, self._workspace.locale
        self._body.addWidget(label(self.tr("Where"), "caption"))
        self._body.addWidget(label(_upper(place_words(alert, facts)), "strong", wrap=True))
        if alert.state is AlertState.OPEN:
            self._body.addWidget(label(self.tr("Nearest colleagues"), "caption"))
            for near in facts.near:
                self._body.addWidget(self._near(near))
            if not facts.near:
                self._body.addWidget(label(say("sos.nobody_near", None, locale), wrap=True))
        self._body.addWidget(label(self.tr("Who did what"), "caption"))
        self._body.addWidget(timeline(history(self._shown, facts, self._workspace)))

    def _near(self, near: Near) -> QWidget:
        agent = near.agent
        words = label(near_words(near, self._workspace.locale), "caption", wrap=True)
        head = row(label(agent.name, "strong"), None, space=8)
        if agent.phone:
            ring: Callable[[], None] = lambda: call(self._look, self, agent.phone)  # noqa: E731
            button = Button(self._look, self.tr("Call"), "row", "phone")
            button.setToolTip(agent.phone)
            button.setAccessibleName(self.tr("Call {name}").format(name=agent.name))
            button.clicked.connect(lambda _checked=False: ring())
            head.addWidget(button)
        return holding(column(head, words, space=0))


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
