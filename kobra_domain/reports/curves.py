"""What came back of what was given, over time: by lot since it was assigned (days), and by month of
origination over months on book. Two things: a lot is the collector's, a month the lender's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from kobra_domain.charts.spec import Figure, Series

Age = Callable[[date, date], int]  # from a first day to a later one


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An account as it was given: its cohort (a lot, a month), since when it counts, and what was
    owed then, in minor units of one currency.
    """

    account_id: str
    cohort: str
    since: date
    owed_minor: int


@dataclass(frozen=True, slots=True)
class Back:
    """What came back of an account on a day; negative where the bank took it back."""

    account_id: str
    on: date
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A cohort: the share of what was owed that had come back at each age, up to the age that its
    youngest account has reached, then up to that of its oldest: there the youngest have had less
    time, and a curve would dip.
    """

    cohort: str
    owed_minor: int
    shares: tuple[float, ...]
    is_whole_until: int  # the last age that all accounts have reached

    def series(self, ages: int) -> Series:
        """The curve over so many ages, dotted beyond what all have reached."""
        reached = len(self.shares)
        return Series(
            name=self.cohort,
            values=tuple(
                Figure(self.shares[age], is_estimate=age > self.is_whole_until)
                if age < reached
                else Figure()
                for age in range(ages)
            ),
        )


def by_days(given: Iterable[Given], back: Iterable[Back], today: date) -> list[Curve]:
    """The curves of lots by whole days since they were assigned."""
    return _curves(given, back, today, _days)


def by_months(given: Iterable[Given], back: Iterable[Back], today: date) -> list[Curve]:
    """The curves of months of origination by months on book: the month it began in is 0."""
    return _curves(given, back, today, _months)


def _days(first: date, last: date) -> int:
    return (last - first).days


def _months(first: date, last: date) -> int:
    return 12 * (last.year - first.year) + last.month - first.month


def _curves(given: Iterable[Given], back: Iterable[Back], today: date, age_of: Age) -> list[Curve]:
    """In the order of the cohorts' names; what came in before the account was given, or for one
    that was not, is nobody's here. Of a cohort that owed nothing there is no share.
    """
    came: dict[str, list[Back]] = defaultdict(list)
    for one in back:
        came[one.account_id].append(one)
    cohorts: dict[str, list[Given]] = defaultdict(list)
    for account in given:
        if account.since <= today:
            cohorts[account.cohort].append(account)
    return [
        _curve(name, held, came, today, age_of)
        for name, held in sorted(cohorts.items())
        if any(one.owed_minor for one in held)
    ]


def _curve(
    name: str, held: list[Given], came: Mapping[str, list[Back]], today: date, age_of: Age
) -> Curve:
    ages = [age_of(one.since, today) for one in held]
    owed = sum(one.owed_minor for one in held)
    at_age = [0] * (max(ages) + 1)
    for account in held:
        for one in came.get(account.account_id, ()):
            if account.since <= one.on <= today:
                at_age[age_of(account.since, one.on)] += one.amount_minor
    shares = tuple(total / owed for total in accumulate(at_age))
    return Curve(cohort=name, owed_minor=owed, shares=shares, is_whole_until=min(ages))
