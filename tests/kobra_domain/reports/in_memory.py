"""A source of reports over rows in memory that say all that is asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import Any

from kobra_domain.goals import Goal
from kobra_domain.house_rules import HouseRules
from kobra_domain.metrics.dimensions import By, terms_by, told
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally, tallies
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.books import Books
from kobra_domain.reports.filters import Span
from kobra_domain.reports.names import Names
from kobra_domain.reports.source import Grouped
from kobra_domain.reports.work import Trail
from kobra_domain.visits import VisitState
from tests.kobra_domain.things import a_portfolio, an_id

MONDAY = date(2026, 11, 30)
PESOS, DOLLARS = an_id(1), an_id(2)
NORTH, SOUTH = an_id(11), an_id(12)
ANA, LUIS, EVA = an_id(21), an_id(22), an_id(23)


def paid(on: date, amount: int, **said: Any) -> SimpleNamespace:
    """So much by the bank's file."""
    values = {
        "account_id": an_id(50),
        "portfolio_id": PESOS,
        "currency": "COP",
        "is_reversal": False,
        "agent_id": None,
        "team_id": None,
        "bucket": 1,
        "channel": None,
    }
    return SimpleNamespace(**{**values, "booked_on": on, "amount_minor": amount, **said})


def visited(on: date, agent: str | None, **said: Any) -> SimpleNamespace:
    """A visit that was made at noon in Bogotá."""
    values = {
        "state": VisitState.COMPLETED,
        "ended_at": datetime.combine(on, time(17), UTC),
        "time_zone": "America/Bogota",
        "portfolio_id": PESOS,
        "agent_id": agent,
        "team_id": NORTH,
        "bucket": 1,
    }
    return SimpleNamespace(**{**values, **said})


@dataclass
class InMemory:
    """`kobra_domain.reports.source.Source` over lists."""

    payments: Sequence[Any] = ()
    visits: Sequence[Any] = ()
    goals: Sequence[Goal] = ()
    gone: Mapping[str, int] = field(default_factory=dict)
    days: int = 1
    books: Books | None = None
    house: Sequence[HouseRules] = ()
    portfolios: Sequence[Portfolio] = (a_portfolio(id=PESOS, name="Andes", currency="COP"),)
    members: Mapping[str, Sequence[str]] = field(
        default_factory=lambda: {NORTH: (ANA, LUIS), SOUTH: (EVA,)}
    )
    locale: str = "es"
    today: date = MONDAY
    cut_off: str = "Datos hasta las 9:00"

    @property
    def names(self) -> Names:
        """How things are called."""
        return Names(
            portfolios={one.id: one.name for one in self.portfolios},
            teams={NORTH: "Norte", SOUTH: "Sur"},
            agents={ANA: "Ana", LUIS: "Luis", EVA: "Eva"},
            bounds=(7, 30, 60, 90),
            locale=self.locale,
        )

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        """What metrics count of each group."""
        [metric] = metrics
        rows = {"bank_payment": self.payments, "visit": self.visits}[metric.rows]
        found = tallies([metric], rows, where, terms_by(metric, by))
        made: dict[tuple[str | int, ...], dict[str, Tally]] = {}
        for key, tally in told(metric, by, found).items():
            made[key] = {metric.key: tally}
        return made

    def doors(self, metric: Metric, where: Predicate) -> int:
        """Nobody asks here."""
        raise NotImplementedError

    def zone_places(self) -> Mapping[str, tuple[float, float]]:
        """Nobody asks here."""
        raise NotImplementedError

    def trails(
        self, span: Span, agents: Sequence[str], teams: Sequence[str]
    ) -> Mapping[str, Trail]:
        """How far agents went, and on how many days."""
        return {one: Trail(days=self.days, metres=metres) for one, metres in self.gone.items()}
