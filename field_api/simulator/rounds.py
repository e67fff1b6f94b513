"""Which doors an agent goes to on which day: lawful ones, in territories and tours."""

import math
from collections import defaultdict
from datetime import date
from random import Random

from field_api.simulator.doors import Door
from field_api.simulator.lenders import PARTING_Y_M
from field_api.simulator.world import World
from kobra_domain.people import Agent
from kobra_domain.portfolios import Account, AccountState, Address, Authorisation, PartyRole

WALKING_VISITS = 12
RIDING_VISITS = 17
RIDING_SHARE = 0.6


class Rounds:
    """The territories of a world's agents; all answers depend on world, agent and day only.
    `agent_of` tells by party whose round it is on.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.accounts_of: defaultdict[str, list[Account]] = defaultdict(list)
        for account in world.accounts:
            for entry in account.parties:
                if entry.role is PartyRole.HOLDER:
                    self.accounts_of[entry.party_id].append(account)
        self._parties = {party.id: party for party in world.parties}
        self._papers: defaultdict[str, list[Authorisation]] = defaultdict(list)
        for paper in world.authorisations:
            self._papers[paper.party_id].append(paper)
        near = [a for a in world.addresses if a.id in world.doors and self._is_owed(a)]
        lawful = [address for address in near if self._may_be_visited(address)]
        visited = {address.id for address in lawful}
        self.unvisited = tuple(a for a in near if a.id not in visited)
        self._territories = self._shared_out(lawful)
        self.agent_of = {
            address.party_id: agent_id
            for agent_id, own in self._territories.items()
            for address in own
        }

    def territory(self, agent: Agent) -> tuple[Address, ...]:
        """The addresses that only this agent goes to, each beside the next."""
        return self._territories[agent.id]

    def is_riding(self, agent: Agent) -> bool:
        """Whether the agent has a motorcycle."""
        return Random(f"vehicle {self.world.seed} {agent.code}").random() < RIDING_SHARE

    def tour_number(self, agent: Agent, day: date) -> int:
        """Which of the agent's tours a date has: every door has its turn before one comes again."""
        return day.toordinal() % self._tours(agent)

    def tour(self, agent: Agent, number: int) -> list[Address]:
        """The addresses of one tour in order; riders criss-cross, walkers go from door to door."""
        own, tours = self.territory(agent), self._tours(agent)
        chosen = list(own[number * len(own) // tours : (number + 1) * len(own) // tours])
        if self.is_riding(agent):
            Random(f"tour {self.world.seed} {agent.code} {number}").shuffle(chosen)
        return chosen

    def _tours(self, agent: Agent) -> int:
        most = RIDING_VISITS if self.is_riding(agent) else WALKING_VISITS
        return max(1, math.ceil(len(self.territory(agent)) / most))

    def home(self, agent: Agent) -> Door:
        """Where the agent's day begins and ends: some door of the territory's neighbourhood."""
        own = self.territory(agent) or self.world.addresses
        return self.world.doors[own[len(own) // 2].id]

    def _is_owed(self, address: Address) -> bool:
        own = self.accounts_of[address.party_id]
        return all(account.state is AccountState.ACTIVE for account in own)

    def _may_be_visited(self, address: Address) -> bool:
        """Signed for every account, still valid, wanted; at special hours, hours were agreed."""
        party = self._parties[address.party_id]
        own = {account.id for account in self.accounts_of[party.id]}
        today = self.world.today
        signed = {
            paper.account_id
            for paper in self._papers[party.id]
            if paper.expires_on is None or paper.expires_on >= today
        }
        agreed = bool(party.hours_exceptions) or not self.world.is_special_hours
        return own <= signed and not party.do_not_contact_reason and agreed

    def _shared_out(self, lawful: list[Address]) -> dict[str, tuple[Address, ...]]:
        shares: dict[str, tuple[Address, ...]] = {}
        for index, team in enumerate(self.world.teams):
            agents = [agent for agent in self.world.agents if agent.team_id == team.id]
            is_north = index == 0
            own = [a for a in lawful if (self.world.doors[a.id].y > PARTING_Y_M) == is_north]
            for agent, part in zip(agents, self._halved(own, len(agents)), strict=True):
                shares[agent.id] = tuple(self._strung(part))
        return shares

    def _halved(self, own: list[Address], count: int) -> list[list[Address]]:
        """Cut the ground again and again across its longer side, into parts of equal work."""
        if count <= 1:
            return [own] if count else []
        doors = self.world.doors
        xs, ys = [doors[a.id].x for a in own] or [0.0], [doors[a.id].y for a in own] or [0.0]
        is_wide = max(xs) - min(xs) > max(ys) - min(ys)
        ranked = sorted(own, key=lambda a: doors[a.id].x if is_wide else doors[a.id].y)
        left = count // 2
        cut = len(ranked) * left // count
        return [*self._halved(ranked[:cut], left), *self._halved(ranked[cut:], count - left)]

    def _strung(self, part: list[Address]) -> list[Address]:
        """Nearest next, from the westernmost."""
        doors = self.world.doors
        left = sorted(part, key=lambda a: doors[a.id].x)
        order: list[Address] = []
        while left:
            here = doors[order[-1].id] if order else doors[left[0].id]
            near = min(
                range(len(left)),
                key=lambda i: (
                    (doors[left[i].id].x - here.x) ** 2 + (doors[left[i].id].y - here.y) ** 2
                ),
            )
            order.append(left.pop(near))
        return order
