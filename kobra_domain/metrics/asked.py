"""A number as it was asked for: one metric on one day. Count, comparison, the rows behind it and
what stands over them come from this one thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.predicates import Predicate
from kobra_domain.metrics.tallies import Metric, Tally, drill, on_day, share_of, shares_of, standing
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import day_words, monies, number, percent, say

UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Asked:
    """A metric on a day, None: of any."""

    metric: Metric
    on: date | None = None

    @property
    def rows(self) -> Predicate:
        """The condition on exactly the rows that the number is about."""
        return drill(self.metric, on_day(self.metric, self.on))

    @property
    def text(self) -> str:
        """How it goes through links and states: `done@2026-11-20`, read again by `asked`."""
        return f"{self.metric.key}@{self.on.isoformat() if self.on else ''}"

    def caption(self, locale: str) -> str:
        """What stands over the rows: Hechas, vie 20 nov."""
        name = name_of(self.metric, locale)
        return name if self.on is None else f"{name}, {day_words(self.on, locale)}"

    def at(self, moment: datetime, on: date) -> Asked:
        """The same number on another day, as it stood at a moment of it."""
        return Asked(standing(self.metric, moment), on)


def asked(text: str, rows: str) -> Asked | None:
    """What `Asked.text` named; None for what no metric of such rows or no day is called."""
    key, _, day = text.partition("@")
    try:
        on = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    metric = METRICS.get(key)
    return Asked(metric, on) if metric is not None and metric.rows == rows else None


def name_of(metric: Metric, locale: str) -> str:
    """Hechas."""
    return say(f"metric.{metric.key}", None, locale)


def about(metric: Metric, locale: str) -> str:
    """What the number says: its name, its formula, what it is counted from, whose definition."""
    source = say(f"metric_source.{metric.source.value}", None, locale)
    params = {"formula": say(f"metric.{metric.key}.how", None, locale), "source": source}
    rows = say(f"metric_rows.{metric.rows}", None, locale)
    return f"{name_of(metric, locale)}: {say('metric_about', {**params, 'rows': rows}, locale)}"


def figure_words(metric: Metric, tally: Tally, locale: str) -> str:
    """The figure: 1.204, 37 %, 80 % COP · 64 % MXN, $ 1.200.000 COP · $3,000.00 MXN; «–» where it
    is not known.
    """
    if metric.kind == "count":
        return number(tally.n, locale)
    if metric.kind == "ratio" and metric.weighs:
        shares = sorted(shares_of(metric, tally).items())
        return " · ".join(f"{percent(100 * one, locale)} {coin}" for coin, one in shares) or UNKNOWN
    if metric.kind == "ratio":
        share = share_of(metric, tally)
        return UNKNOWN if share is None else percent(100 * share, locale)
    return " · ".join(monies(tally.amounts)) or number(0, locale)


def share_words(metric: Metric, tally: Tally, locale: str) -> str:
    """A ratio beside what it is a share of: 37 % de las hechas."""
    figure = figure_words(metric, tally, locale)
    return say(f"metric.{metric.key}.share", {"share": figure}, locale)


def sureness(tally: Tally, locale: str) -> str:
    """Between what a ratio lies; empty where there is nothing to say it from."""
    if not tally.n:
        return ""
    low, high = wilson(tally.hits, tally.n)
    return say("metric_sure", {"low_pct": 100 * low, "high_pct": 100 * high}, locale)
