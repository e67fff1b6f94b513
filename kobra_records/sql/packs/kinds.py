"""What is packed of a kind: which rows, by which day, and what may be asked of them then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import assert_never

from kobra_domain.metrics.declared import ENDED, METRICS
from kobra_domain.metrics.dimensions import AGENT, AMOUNT, BUCKET, CHANNEL, IS_FIRST, TEAM, ZONE
from kobra_domain.metrics.predicates import (
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Predicate,
    Since,
    Term,
)
from kobra_domain.metrics.tallies import Metric, Share, Sum
from kobra_domain.visits import ENDED_STATES, Outcome, Verdict
from kobra_records.sql.packs.levels import LEVELS, Level

PORTFOLIO = "portfolio_id"
Leaf = Compare | Among | Absent
_FORMAT = 4


@dataclass(frozen=True, kw_only=True, eq=False)
class Packed:
    """A kind whose rows of `filter` are packed by the day of `moment` (UTC of a time, else the date
    itself).

    `shown`: the day by which numbers tell them apart, `hour` its hour; `keys`: by which there is a
    series of sums each; `marks`: the conditions whose answer a sum knows, `never`: those that no
    row passes; `codes`: fields of few values, and `more` others, that only the lines of rows say;
    `ids`: fields of which nearly every row has its own, with the names under which they lie beside
    the lines, for whoever counts how many there are; `amount`: what is summed.
    """

    kind: str
    moment: str
    filter: Predicate
    shown: Term
    hour: Clock | None = None
    keys: tuple[str, ...]
    marks: tuple[Leaf, ...]
    never: tuple[Leaf, ...] = ()
    codes: dict[str, tuple[Enum | bool, ...]]
    more: tuple[str, ...] = ()
    ids: dict[str, str] = field(default_factory=dict)
    amount: str | None = None

    @property
    def are_over(self) -> bool:
        """Whether its rows are visits that have ended."""
        return self.filter == _ENDED

    @property
    def weekday(self) -> Clock | None:
        """Follows from the day."""
        return Clock(self.hour.field, "weekday") if self.hour else None

    @cached_property
    def clocks(self) -> tuple[Term, ...]:
        """What is said of when."""
        return tuple(one for one in (self.shown, self.hour, self.weekday) if one is not None)

    @cached_property
    def shape(self) -> str:
        """What packs of another version of the program do not have in common with ours."""
        codes = {name: [*map(str, held)] for name, held in self.codes.items()}
        marks = [*map(_said, self.marks)]
        fields = (self.keys, marks, codes, self.more, [*self.ids], self.amount, self.levels)
        text = repr((_FORMAT, self.moment, *fields))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def levels(self) -> tuple[Level, ...]:
        """What blocks there are of its days."""
        return tuple(one for one in LEVELS if self.hour or one.has_days)

    def series(self, key: str = "", level: Level | None = None) -> str:
        """The name of the sums by a key, without one of all together: of days, or of blocks."""
        of = level.kind(self.kind) if level else self.kind
        return f"{of}.{key}" if key else of


def _said(leaf: Leaf) -> str:
    """The same text in every process: sets have no order."""
    match leaf:
        case Among(term, values):
            return f"{term} among {sorted(map(str, values))}"
        case _:
            return repr(leaf)


def leaves(predicate: Predicate) -> Iterator[Leaf]:
    """Every condition on one term: since when something holds is no matter here."""
    match predicate:
        case Compare() | Among() | Absent():
            yield predicate
        case All(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Since(part, _):
            yield from leaves(part)
        case _:
            assert_never(predicate)


def leaves_of(metric: Metric) -> Iterator[Leaf]:
    """The conditions that a metric asks of its rows."""
    yield from leaves(metric.filter)
    match metric.expr:
        case Share(part, _):
            yield from leaves(part)
        case Sum(_, less) if less is not None:
            yield from leaves(less)


def _marks(kind: str, shown: Term) -> tuple[Leaf, ...]:
    """All that the metrics of a kind ask which are told by such a day."""
    metrics = [one for one in METRICS.values() if one.rows == kind and one.dated == shown]
    found = dict.fromkeys(leaf for one in metrics for leaf in leaves_of(one))
    return tuple(leaf for leaf in found if leaf not in _NO_ACCOUNT)


(_ENDED,) = leaves(ENDED)
_NO_ACCOUNT = (Absent("account_id"),)
_ENDED_ON, _BOOKED_ON = Clock("ended_at", "day"), "booked_on"
VISITS = Packed(
    kind="visit",
    moment="ended_at",
    filter=_ENDED,
    shown=_ENDED_ON,
    hour=Clock("ended_at", "hour"),
    keys=(PORTFOLIO, AGENT, TEAM),
    marks=_marks("visit", _ENDED_ON),
    codes={"state": tuple(sorted(ENDED_STATES)), "outcome": (*Outcome,), "verdict": (*Verdict,)},
    more=(ZONE, IS_FIRST, BUCKET, AMOUNT),
    ids={"address_id": "visit.door", "party_id": "visit.person"},
)
# Of a known account: what a bank's file brought, and whose work it is.
PAYMENTS = Packed(
    kind="bank_payment",
    moment=_BOOKED_ON,
    filter=Not(*_NO_ACCOUNT),
    shown=_BOOKED_ON,
    keys=(PORTFOLIO, AGENT, TEAM),
    marks=_marks("bank_payment", _BOOKED_ON),
    never=_NO_ACCOUNT,
    codes={"is_reversal": (False, True)},
    more=(CHANNEL,),
    amount="amount_minor",
)
PACKED = {one.kind: one for one in (VISITS, PAYMENTS)}
