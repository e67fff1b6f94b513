"""Marking an agent absent, and taking that back, from wherever agents are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QObject

from kobra_desktop.commands.agents import (
    AbsencePreview,
    absence_preview,
    clear_absence,
    mark_absent,
)
from kobra_desktop.commands.desk import Desk
from kobra_desktop.models.administration.acts import FormActs, Refused, Then, Values
from kobra_domain.people import Agent

translate = QCoreApplication.translate


class Absences:
    """What it does is said by `acts`."""

    def __init__(self, desk: Desk, acts: FormActs) -> None:
        self._desk, self._acts = desk, acts

    def preview(
        self,
        agent: Agent,
        on: date,
        move_to: str | None,
        then: Callable[[AbsencePreview], None],
        owner: QObject,
    ) -> None:
        """What `mark` would do with the visits of that day."""
        desk = self._desk
        self._acts.look(
            lambda: absence_preview(desk, agent_id=agent.id, on=on, move_to=move_to), then, owner
        )

    def mark(self, agent: Agent, values: Values, then: Then, refused: Refused) -> None:
        """The agent does not work that day; the visits move in the same act, to another agent or
        to nobody. `values`: `absent_on`, `absence_reason`, `move_to`.
        """
        desk = self._desk
        words = translate("Absence", "{name} is marked absent.").format(name=agent.name)
        self._acts.keep(
            lambda: mark_absent(
                desk,
                agent_id=agent.id,
                on=values["absent_on"],
                reason=values["absence_reason"],
                move_to=values["move_to"],
                seen=agent,
            ),
            words,
            then,
            refused,
        )

    def clear(self, agent: Agent) -> None:
        """The agent works after all."""
        desk = self._desk
        words = translate("Absence", "{name} works after all.").format(name=agent.name)
        self._acts.run(lambda: clear_absence(desk, agent_id=agent.id, seen=agent), lambda _: words)
