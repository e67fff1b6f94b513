"""A phone that is lost, or whose agent leaves: what it would do, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from kobra_desktop.commands.agents import end_phone
from kobra_desktop.models.administration.acts import FormActs, Refused, Values
from kobra_desktop.models.workspace import Workspace
from kobra_desktop.store import rows
from kobra_domain.answers import EndingDone, StayingVisit
from kobra_domain.aside import PhoneEnd
from kobra_domain.errors import DomainError
from kobra_domain.people import Agent
from kobra_domain.portfolios import Party

STAY, NOBODY = "stay", "nobody"  # where visits go, beside the id of an agent


@dataclass(frozen=True, slots=True)
class Planned:
    """What it does, and of each visit that does not go where it was wished to who it is about and
    why.
    """

    done: EndingDone
    staying: tuple[tuple[StayingVisit, str, DomainError], ...]


class Endings:
    """Asks the server; `acts` are those of the page."""

    def __init__(self, workspace: Workspace, acts: FormActs) -> None:
        self._workspace, self._acts = workspace, acts

    def preview(
        self,
        agent: Agent,
        reason: PhoneEnd,
        values: Values,
        then: Callable[[Planned], None],
        refused: Refused,
        owner: QObject,
    ) -> None:
        """What `end` would do now, told to `owner`."""
        ask = lambda: self._asked(agent, reason, values, is_preview=True)  # noqa: E731
        self._workspace.background.network(ask, then, refused, owner=owner)

    def end(
        self,
        agent: Agent,
        reason: PhoneEnd,
        values: Values,
        then: Callable[[Planned], None],
        refused: Refused,
    ) -> None:
        """Do it. `values`: `ended_at` (None: now) and `goes_to`."""
        self._acts.ask(lambda: self._asked(agent, reason, values, is_preview=False), then, refused)

    def _asked(
        self, agent: Agent, reason: PhoneEnd, values: Values, *, is_preview: bool
    ) -> Planned:
        goes_to = values["goes_to"]
        ended_at: datetime | None = values["ended_at"]
        done = end_phone(
            self._workspace.desk,
            agent.id,
            reason,
            ended_at=ended_at,
            moves_visits=goes_to != STAY,
            move_to=None if goes_to in (STAY, NOBODY) else goes_to,
            is_preview=is_preview,
        )
        names = self._names({one.party_id for one in done.staying})
        return Planned(
            done,
            tuple(
                (one, names.get(one.party_id, ""), DomainError(one.code, **one.params))
                for one in done.staying
            ),
        )

    def _names(self, party_ids: set[str]) -> dict[str, str]:
        with self._workspace.desk.store.reading() as connection:
            found: list[Party] = rows.entities(connection, "party", party_ids)
        return {party.id: party.name for party in found}
