"""What a block measures: a metric, or how much of one there is for each of another: «collected ÷
visits». It is kept as text, `done` or `collected_amount/done`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kobra_domain.metrics.asked import about, name_of
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.tallies import Metric
from kobra_domain.words import say

_PER = "/"


@dataclass(frozen=True, slots=True)
class Measure:
    """`of` alone, or what there is of it for each of `per`."""

    of: Metric
    per: Metric | None = None

    @property
    def text(self) -> str:
        """As `read_measure` reads it."""
        return self.of.key if self.per is None else f"{self.of.key}{_PER}{self.per.key}"

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """What has to be counted for it."""
        return (self.of,) if self.per is None else (self.of, self.per)

    def name(self, locale: str) -> str:
        """«Recuperado ÷ Hechas»."""
        return " ÷ ".join(name_of(one, locale) for one in self.metrics)

    def about(self, locale: str) -> str:
        """How it is counted."""
        parts = [about(one, locale) for one in self.metrics]
        if self.per is not None:
            parts.insert(0, say("custom.quotient", {"name": self.name(locale)}, locale))
        return "\n".join(parts)


def read_measure(text: str) -> Measure | None:
    """What a text names; None: there is no such measure."""
    key, mark, per = text.partition(_PER)
    top, bottom = METRICS.get(key), METRICS.get(per)
    if top is None or not mark:
        return None if top is None else Measure(top)
    return Measure(top, bottom) if bottom is not None and may_divide(top, bottom) else None


def may_divide(top: Metric, bottom: Metric) -> bool:
    """Whether one for each of the other says anything: counts and amounts, by counts or, within a
    currency, by amounts; of the same days, which not all have.
    """
    if top is bottom or "ratio" in (top.kind, bottom.kind) or None in (top.dated, bottom.dated):
        return False
    return bottom.kind == "count" or top.kind == "amount"


def quotients_of(top: Metric) -> Iterable[Measure]:
    """What there may be for each of others."""
    return (Measure(top, one) for one in METRICS.values() if may_divide(top, one))
