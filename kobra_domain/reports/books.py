"""What reports of money ask beside numbers: goals, ways gone, and what only the server keeps of
accounts month by month.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from kobra_domain.goals import Goal
from kobra_domain.reports.curves import Back, Given
from kobra_domain.reports.filters import Span
from kobra_domain.reports.roll_rates import RollRates
from kobra_domain.reports.source import Source
from kobra_domain.reports.work import Trail

NO_BUCKET = -1  # what an account in a book never has


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Which accounts, and of which days (`until` is not within). `agents`: those that accounts were
    given to, "" for nobody, None: any; `buckets` none: all.
    """

    portfolios: Sequence[str]
    first: date
    until: date
    agents: Sequence[str] | None = None
    buckets: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohorts:
    """Accounts of one currency by when they came, those of a day (or month) as one; what came back
    of them; how many `older` cohorts there are, and how many accounts of which the day or the
    amount is not known.
    """

    given: tuple[Given, ...] = ()
    back: tuple[Back, ...] = ()
    older: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Where the money of one currency went between two days of corte, by buckets of `bounds`."""

    currency: str
    bounds: tuple[int, ...]
    before_on: date
    after_on: date
    rates: RollRates


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the accounts of a portfolio and a bucket owed overdue at the corte before the days
    asked for, in minor units, and the part of it that was visited in those days, of that contacted,
    promised and kept. `recovered_minor` came in from those that kept, `paid_minor` from them all.
    """

    portfolio_id: str
    currency: str
    cut_on: date
    bucket: int
    accounts: int
    overdue_minor: int
    visited_minor: int
    contacted_minor: int
    promised_minor: int
    kept_minor: int
    recovered_minor: int
    paid_minor: int


class Books(Protocol):
    """The accounts that a reader may see."""

    def lots(self, held: Held) -> Mapping[str, Cohorts]:
        """By currency the last lots that were assigned, by days: what was overdue at the first
        corte since, and what had been paid until then.
        """

    def vintages(self, held: Held) -> Mapping[str, Cohorts]:
        """By currency the months of origination: what was lent."""

    def moves(self, held: Held) -> Sequence[Moves]:
        """Between the last two days of corte before the end."""

    def openings(self, held: Held) -> Sequence[Opening]:
        """What stood when the days began."""


@runtime_checkable
class Cash(Source, Protocol):
    """A source that knows what was to come in, and the books where there are any."""

    @property
    def goals(self) -> Sequence[Goal]:
        """Those that the reader sees."""

    @property
    def members(self) -> Mapping[str, Sequence[str]]:
        """The agents of each team, by their ids, as it is now; those who have left too."""

    def trails(
        self, span: Span, agents: Sequence[str], teams: Sequence[str]
    ) -> Mapping[str, Trail]:
        """By agent what the trails of kept days say; without `agents` and `teams` all."""

    @property
    def books(self) -> Books | None:
        """What only the server keeps; None: this source does not reach it."""
