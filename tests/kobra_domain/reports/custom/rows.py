"""A source over rows in memory, which answers as a database does, and one question of a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from kobra_domain.house_rules import HouseRules
from kobra_domain.metrics.answered import Answered, Question
from kobra_domain.metrics.dimensions import By, terms_by, told
from kobra_domain.metrics.predicates import Predicate, holds
from kobra_domain.metrics.tallies import Metric, Tally, tallies
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.names import Names
from kobra_domain.reports.source import Grouped
from kobra_domain.visits import Outcome, VisitState
from tests.kobra_domain.things import a_portfolio, an_id

MONDAY = date(2026, 11, 30)
HOUSE = Answered(an_id(10), "casa/tipo")
CAUSES = Answered(an_id(10), "causas")
MONEY = Answered(an_id(10), "monto", (100.0, 500.5))
QUESTIONS = (
    Question(
        questionnaire_id=an_id(10),
        questionnaire="Visita",
        path="casa/tipo",
        label="Vivienda",
        choices={"own": "Propia", "rent": "Rentada"},
    ),
    Question(questionnaire_id=an_id(10), questionnaire="Visita", path="monto", label="Monto"),
    Question(
        questionnaire_id=an_id(10),
        questionnaire="Visita",
        path="causas",
        label="Causas",
        choices={"job": "Sin empleo", "ill": "Enfermedad"},
        is_multiple=True,
    ),
)


@dataclass
class Rows:
    """`held`: rows by kind; `asked`: how often it was asked."""

    held: Mapping[str, Sequence[Any]]
    locale: str = "es"
    today: date = MONDAY
    names: Names = field(
        default_factory=lambda: Names(
            teams={"t": "Andes", "u": "Norte"}, agents={"a": "Ana", "b": "Beto"}
        )
    )
    portfolios: Sequence[Portfolio] = (a_portfolio(currency="COP"),)
    house: Sequence[HouseRules] = ()
    cut_off: str = "Datos hasta 9:00"
    places: Mapping[str, tuple[float, float]] = field(
        default_factory=lambda: {"La Paz, Meta": (4.1, -73.6)}
    )

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        first = metrics[0]
        rows = self.held.get(first.rows, ())
        found = tallies(metrics, rows, where, terms_by(first, by))
        made: dict[Any, dict[str, Tally]] = {}
        for metric in metrics:
            for key, tally in told(metric, by, found).items():
                made.setdefault(key, {})[metric.key] = tally
        return made

    def doors(self, metric: Metric, where: Predicate) -> int:
        return sum(holds(where, row) for row in self.held.get(metric.rows, ()))

    def zone_places(self) -> Mapping[str, tuple[float, float]]:
        return self.places

    def question(self, asked: Answered) -> Question | None:
        return next((one for one in QUESTIONS if one.path == asked.path), None)

    def questions(self) -> Sequence[Question]:
        return QUESTIONS


def a_row(day: int = 2, hour: int = 15, **known: Any) -> SimpleNamespace:
    """A visit of November as numbers ask it, made on a day at an hour (UTC)."""
    said: dict[str, Any] = {
        "state": VisitState.COMPLETED,
        "outcome": Outcome.PROMISE,
        "verdict": None,
        "planned_on": date(2026, 11, day),
        "on_phone_at": None,
        "ended_at": datetime(2026, 11, day, hour, tzinfo=UTC),
        "time_zone": "UTC",
        "portfolio_id": an_id(1),
        "agent_id": "a",
        "team_id": "t",
        "zone": "La Paz, Meta",
        "bucket": 1,
        "segment": None,
        "amount_band": 1,
        "is_first": True,
        HOUSE.value: "=own",
        MONEY.value: "#1",
        CAUSES.value: ("=job",),
    }
    return SimpleNamespace(**{**said, **known})


def a_payment(day: int = 2, amount: int = 100, currency: str = "COP", **known: Any) -> Any:
    """A payment of the bank's file."""
    said: dict[str, Any] = {
        "account_id": "c",
        "booked_on": date(2026, 11, day),
        "is_reversal": False,
        "amount_minor": amount,
        "currency": currency,
        "portfolio_id": an_id(1),
        "agent_id": "a",
        "team_id": "t",
        "bucket": 1,
        "segment": None,
        "amount_band": 0,
        "channel": None,
    }
    return SimpleNamespace(**{**said, **known})
