"""What is to be recovered in a month: by the company, a team or an agent, in one currency."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kobra_domain.buckets import next_month
from kobra_domain.errors import Invalid
from kobra_domain.limits import AgentId, Currency, Id, Minor, TeamId

_GOALS = uuid.UUID("60a15000-0000-4000-8000-000000000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """The goal of a month (`month_on` is its first day), in minor units of `currency`: of an agent,
    whose team then `team_id` names; of a team; or of all, where neither is named.

    `id` is made of whose it is, so that two who set it apart set the same one. No `amount_minor`:
    it was taken away; 0 is a goal too, which nothing can be a share of.
    """

    id: Id
    month_on: date
    currency: Currency
    team_id: TeamId | None = None
    agent_id: AgentId | None = None
    amount_minor: Minor | None = None


def goal_id(
    month_on: date, currency: str, *, team_id: str | None = None, agent_id: str | None = None
) -> str:
    """The id of a goal. An agent's is the same in whichever team the agent is."""
    whose = f"agent:{agent_id}" if agent_id else f"team:{team_id}" if team_id else ""
    return str(uuid.uuid5(_GOALS, f"{month_on.isoformat()} {currency} {whose}"))


def check_goal(goal: Goal) -> None:
    """Raise Invalid unless it is of a whole month, under the id of whose it is."""
    if goal.month_on.day != 1:
        raise Invalid("not_a_month", field="month_on")
    own = goal_id(goal.month_on, goal.currency, team_id=goal.team_id, agent_id=goal.agent_id)
    if goal.id != own:
        raise Invalid("not_an_id", field="id")


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be recovered, None where nobody has said; `lacking` of those who were asked for
    have no goal.
    """

    amount_minor: int | None = None
    lacking: int = 0


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals of a currency, and who is in which team."""

    held: Mapping[str, int]  # minor units by id
    currency: str
    agents: Mapping[str, Collection[str]]  # their ids by their team's

    def aim(self, month_on: date, team: Collection[str] = (), agent: Collection[str] = ()) -> Aim:
        """The goal of a month: of these agents, else of these teams, else of all. A team without a
        goal of its own has those of its agents, the company those of its teams.
        """
        if agent:
            return _together(self._own(month_on, agent_id=one) for one in agent)
        if team:
            return _together(self._of_team(month_on, one) for one in team)
        own = self._own(month_on)
        if own is not None:
            return Aim(own)
        return _together(self._of_team(month_on, one) for one in self.agents)

    def within(
        self, first: date, end: date, team: Collection[str] = (), agent: Collection[str] = ()
    ) -> Aim:
        """The goals of the days from `first` on and before `end`: a month's lies evenly over its
        days, and those of all its days are the month's, to the last unit.
        """
        found = Aim()
        month = first.replace(day=1)
        while month < end:
            after = next_month(month)
            aim = self.aim(month, team, agent)
            days = (after - month).days
            begun, over = max(0, (first - month).days), min(days, (end - month).days)
            if aim.amount_minor is not None:
                share = aim.amount_minor * over // days - aim.amount_minor * begun // days
                found = Aim((found.amount_minor or 0) + share, max(found.lacking, aim.lacking))
            else:
                found = Aim(found.amount_minor, max(found.lacking, aim.lacking))
            month = after
        return found

    def _of_team(self, month_on: date, team_id: str) -> int | None:
        own = self._own(month_on, team_id=team_id)
        if own is not None:
            return own
        members = self.agents.get(team_id, ())
        return _together(self._own(month_on, agent_id=one) for one in members).amount_minor

    def _own(
        self, month_on: date, *, team_id: str | None = None, agent_id: str | None = None
    ) -> int | None:
        return self.held.get(goal_id(month_on, self.currency, team_id=team_id, agent_id=agent_id))


def _together(found: Iterable[int | None]) -> Aim:
    """The sum of what there is, and how many have none."""
    asked = list(found)
    known = [one for one in asked if one is not None]
    return Aim(sum(known) if known else None, len(asked) - len(known))


def goals_in(currency: str, goals: Iterable[Goal], agents: Mapping[str, Collection[str]]) -> Goals:
    """Those of one currency that stand."""
    held = {
        one.id: one.amount_minor
        for one in goals
        if one.currency == currency and one.amount_minor is not None
    }
    return Goals(held, currency, agents)
