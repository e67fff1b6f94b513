"""Who could take visits, the least way first: how much longer the day of each would be, and what
speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.models.counts import counts
from kobra_desktop.models.planning.board import Board
from kobra_desktop.models.planning.words import breach_words
from kobra_desktop.store.accents import plain, words_of
from kobra_domain.planning.model import PlanRule
from kobra_domain.words import distance, duration

# What keeps every visit from an agent, whatever the order.
_NEVER = frozenset({PlanRule.NO_SHIFT, PlanRule.SKILL, PlanRule.TERRITORY, PlanRule.PIN_AGENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """An agent with the visits added: metres and seconds more, and the sentences against it.
    `may`: whether they may be given at all.
    """

    agent_id: str
    name: str
    team_name: str
    visits: int
    metres: float
    seconds: int
    against: tuple[str, ...]
    may: bool

    def more(self, locale: str) -> str:
        """«+18 min · +3,2 km · 9 visitas»."""
        signs = [
            f"+{duration(max(0, self.seconds), locale)}",
            f"+{distance(max(0.0, self.metres), locale)}",
            counts.visits(self.visits),
        ]
        return " · ".join(signs)

    def matches(self, typed: str) -> bool:
        """Whether every typed word occurs, accents aside."""
        held = plain(f"{self.name} {self.team_name}")
        return all(word in held for word in words_of(typed))


def takers(board: Board, visit_ids: Sequence[str], locale: str) -> list[Taker]:
    """All agents of the day: who may first, those against whom least speaks, then the least way."""
    found = [_taker(board, visit_ids, one, locale) for one in board.day.agents]
    return sorted(found, key=lambda one: (not one.may, len(one.against), one.seconds, one.name))


def _taker(board: Board, visit_ids: Sequence[str], agent_id: str, locale: str) -> Taker:
    agent = board.day.agents[agent_id]
    after = board.given(visit_ids, agent_id)
    before, then = board.tours[agent_id], after.tours[agent_id]
    old = {(one.rule, one.visit) for one in before.breaches}
    new = [one for one in then.breaches if (one.rule, one.visit) not in old]
    law = {id(one) for one in after.unlawful(visit_ids)}
    if agent.agent.absent_on == board.day.on:
        absent = QCoreApplication.translate("Planning", "Absent that day")
        against: tuple[str, ...] = (absent,)
    else:
        against = tuple(dict.fromkeys(breach_words(after, one, locale) for one in new))
    return Taker(
        agent_id=agent_id,
        name=agent.agent.name,
        team_name=agent.team.name if agent.team is not None else "",
        visits=len(then.stops),
        metres=then.metres - before.metres,
        seconds=then.busy_s - before.busy_s,
        against=against,
        may=not any(one.rule in _NEVER or id(one) in law for one in new),
    )
