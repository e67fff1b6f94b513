"""Visits of many days as rows of both sides and as one table of plain columns: what a benchmark of
numbers asks of us and of another engine alike.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from kobra_domain.metrics.attribution import Contact, Paid, owners
from kobra_domain.metrics.dimensions import zone_of
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Outcome, Verdict, VisitState
from kobra_records.sql.tables import feed_fields, to_ms
from tests.kobra_domain.things import a_portfolio, an_address, an_agent

LAST_DAY = date(2026, 11, 20)
PORTFOLIOS, AGENTS, TEAMS, TOWNS = 20, 180, 10, 300
ZONES = ("America/Bogota", "America/Mexico_City", "America/Tijuana", "America/Cancun")
HOURS = (*range(7, 20), *range(9, 13), *range(16, 19))
FLAT = (
    *("id", "day", "weekday", "hour", "portfolio_id", "agent_id", "team_id", "zone"),
    *("state", "outcome", "verdict", "door", "at"),
)
FLAT_PAID = (
    *("id", "day", "portfolio_id", "agent_id", "team_id", "amount_minor", "is_reversal"),
    "channel",
)


def uid(kind: int, number: int) -> str:
    """An id, the same in every run."""
    return str(UUID(int=kind * 10**12 + number))


@dataclass(frozen=True, slots=True)
class Field:
    """So many visits over so many days, a third as many doors."""

    visits: int
    days: int

    @property
    def doors(self) -> int:
        """How many addresses there are."""
        return max(1, self.visits // 3)

    def others(self) -> Iterator[tuple[str, Any]]:
        """What visits name: kind and entity."""
        for n in range(PORTFOLIOS):
            yield "portfolio", a_portfolio(id=uid(1, n), time_zone=ZONES[n % 4], name=f"P{n}")
        for n in range(AGENTS):
            yield "agent", an_agent(id=uid(2, n), team_id=uid(3, n % TEAMS), code=f"AG-{n}")
        for n in range(self.doors):
            yield "address", an_address(
                id=uid(4, n), portfolio_id=uid(1, n % PORTFOLIOS), time_zone=ZONES[n % 4],
                neighbourhood=f"Barrio {n % TOWNS}", municipality="Meta",
            )  # fmt: skip

    def rows(self) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], Contact]]:
        """Each visit in stored form, flat as `FLAT`, and as whoever paid may have been met."""
        dice, names = random.Random(7), feed_fields("visit")
        outcomes, verdicts = [*Outcome], [*Verdict]
        for n in range(self.visits):
            door, hour = dice.randrange(self.doors), dice.choice(HOURS)
            on = LAST_DAY - timedelta(days=n * self.days // self.visits)
            at = datetime.combine(on, time(hour, dice.randrange(60)), ZoneInfo(ZONES[door % 4]))
            agent, outcome = dice.randrange(AGENTS), dice.choice(outcomes)
            state = VisitState.COMPLETED if dice.random() < 0.9 else VisitState.NOT_COMPLETED
            said = {
                "id": uid(5, n * 7_919 % 10**9), "version": n + 1, "party_id": uid(6, door),
                "portfolio_id": uid(1, door % PORTFOLIOS), "address_id": uid(4, door),
                "account_ids": f'["{uid(7, door)}"]', "purpose": "collection",
                "created_at": to_ms(at) - 86_400_000, "priority": "normal", "state": state.value,
                "agent_id": uid(2, agent), "planned_on": on.isoformat(), "position": n % 14,
                "note": "", "ended_at": to_ms(at.astimezone(UTC)), "outcome": outcome.value,
                "result_note": "", "verdict": dice.choice(verdicts).value, "cancel_reason": "",
            }  # fmt: skip
            values: dict[str, Any] = dict.fromkeys(names) | said
            place = zone_of(f"Barrio {door % TOWNS}", "Meta")
            yield (
                tuple(values[name] for name in names),
                (said["id"], on.isoformat(), on.weekday(), hour, said["portfolio_id"],
                 said["agent_id"], uid(3, agent % TEAMS), place, state.value, outcome.value,
                 said["verdict"], said["address_id"], said["ended_at"]),
                Contact(uid(7, door), on, at, uid(2, agent)),
            )  # fmt: skip

    def paid(
        self, contacts: Iterable[Contact]
    ) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """A payment for each fourth visit, in stored form and flat as `FLAT_PAID`: whose work each
        is, is said by the rule in memory.
        """
        dice, names, made = random.Random(8), feed_fields("bank_payment"), []
        for n in range(self.visits // 4):
            on = LAST_DAY - timedelta(days=dice.randrange(self.days))
            made.append((uid(8, n * 7_919 % 10**9), dice.randrange(self.doors), on))
        whose = owners((Paid(one, uid(7, door), on) for one, door, on in made), contacts)
        teams = {uid(2, n): uid(3, n % TEAMS) for n in range(AGENTS)}
        for n, (one, door, on) in enumerate(made):
            amount, is_back = dice.randrange(1, 10**8), dice.random() < 0.02
            said = {
                "id": one, "version": n + 1, "portfolio_id": uid(1, door % PORTFOLIOS),
                "account_number": f"{door:012d}", "amount_minor": amount, "currency": "COP",
                "value_on": on.isoformat(), "booked_on": on.isoformat(), "account_id": uid(7, door),
                "document_number": "", "method": "", "reference": "", "is_reversal": is_back,
            }  # fmt: skip
            values: dict[str, Any] = dict.fromkeys(names) | said
            agent = whose[one]
            yield (
                tuple(values[name] for name in names),
                (one, on.isoformat(), said["portfolio_id"], agent, teams.get(agent or ""), amount,
                 is_back, agent and ChannelKind.VISIT.value),
            )  # fmt: skip


@contextmanager
def flat_file(path: Path, names: Sequence[str]) -> Iterator[Callable[[tuple[Any, ...]], object]]:
    """A CSV file of flat rows, and what puts one into it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        yield writer.writerow
