"""Goals of months: those that are set together are one act."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done, do
from kobra_desktop.store import rows
from kobra_desktop.store.making import Edit
from kobra_domain.goals import Goal, goal_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The goal of a month; without an amount there is to be none. `seen`: what stood there."""

    month_on: date
    currency: str
    team_id: str | None = None
    agent_id: str | None = None
    amount_minor: int | None = None
    seen: Goal | None = None

    @property
    def id(self) -> str:
        """Of whose it is."""
        return goal_id(self.month_on, self.currency, team_id=self.team_id, agent_id=self.agent_id)


def set_goals(desk: Desk, wanted: Iterable[Wanted]) -> Done:
    """Set goals, or take them away. Raises DomainError."""
    asked = {one.id: one for one in wanted}
    with desk.store.reading() as connection:
        held = {one.id: one for one in rows.entities(connection, "goal", list(asked))}
    edits, back = [], []
    for key, one in asked.items():
        before = held.get(key)
        was = before.amount_minor if isinstance(before, Goal) else None
        if was == one.amount_minor:
            continue
        if before is None:
            edits.append(Edit("goal.create", key, _values(one)))
        else:
            change = {"amount_minor": one.amount_minor}
            edits.append(Edit("goal.edit", key, change, one.seen))
        back.append(Edit("goal.edit", key, {"amount_minor": was}))
    return do(desk, edits, inverse=back)


def _values(one: Wanted) -> dict[str, object]:
    return {
        "id": one.id,
        "month_on": one.month_on,
        "currency": one.currency,
        "team_id": one.team_id,
        "agent_id": one.agent_id,
        "amount_minor": one.amount_minor,
    }
