"""What a report is built from: a replica or the server's database, which answer alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from kobra_domain.house_rules import HouseRules
from kobra_domain.metrics.dimensions import By, Shown
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.names import Names
from kobra_domain.words import day_words, say

Grouped = Mapping[tuple[Shown, ...], Mapping[str, Tally]]  # by values, then by metric


class Source(Protocol):
    """The rows that a reader may see, asked for numbers."""

    @property
    def locale(self) -> str:
        """In which language is spoken."""

    @property
    def today(self) -> date:
        """The day that periods are told by."""

    @property
    def names(self) -> Names:
        """How things are called."""

    @property
    def portfolios(self) -> Sequence[Portfolio]:
        """Those that the reader sees."""

    @property
    def house(self) -> Sequence[HouseRules]:
        """What the company sets beside the law."""

    @property
    def cut_off(self) -> str:
        """How far what is counted reaches, in words; every report says it."""

    def tallies(self, metrics: Sequence[Metric], by: Sequence[By], where: Predicate) -> Grouped:
        """What metrics of one kind of rows count of each group; without `by` the one group ()."""

    def doors(self, metric: Metric, where: Predicate) -> int:
        """At how many addresses a metric's rows were, of visits."""

    def zone_places(self) -> Mapping[str, tuple[float, float]]:
        """Where zones are: latitude and longitude of the middle of their doors that have a place.
        A zone without any is not among them.
        """


def asked(
    source: Source, metric: Metric, by: Sequence[By], where: Predicate
) -> dict[tuple[Shown, ...], Tally]:
    """What one metric counts of each group."""
    return {key: held[metric.key] for key, held in source.tallies([metric], by, where).items()}


def whole(source: Source, metric: Metric, where: Predicate) -> Tally:
    """What one metric counts of all rows together."""
    return source.tallies([metric], (), where).get((), {}).get(metric.key, Tally())


def cut_off_words(when: str, payments_until: date | None, today: date, locale: str) -> str:
    """«Datos hasta las 18:31 · pagos del banco hasta el sáb 28 nov»; `when` as the reader's clock
    says it.
    """
    if payments_until is None:
        return say("report.cut_off", {"when": when}, locale)
    params = {"when": when, "payments": day_words(payments_until, locale, today)}
    return say("report.cut_off.payments", params, locale)
