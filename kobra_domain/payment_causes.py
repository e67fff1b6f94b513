"""Payments that were reported at doors and are not in the bank's file when they should be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kobra_domain.collected import DAYS_BEFORE, pairs
from kobra_domain.dues import BankPayment, Payment

# What is older was told for so long that telling it more changes nothing.
LOOKED_BACK = timedelta(days=60)
NOBODY = "nobody"
_WEEKEND = 5


@dataclass(frozen=True, slots=True)
class Files:
    """What the bank's files of a portfolio have told: the day of the first payment in them, and the
    day on which the last of them came.
    """

    first_on: date
    last_on: date


def business_day_after(day: date, count: int, is_holiday: Callable[[date], bool]) -> date:
    """The day that is so many business days later: no weekend, no holiday."""
    while count:
        day += timedelta(days=1)
        if day.weekday() < _WEEKEND and not is_holiday(day):
            count -= 1
    return day


def absent_payments(
    heard: Iterable[Payment],
    bank: Iterable[BankPayment],
    files: Mapping[str, Files],
    holidays: Mapping[str, Callable[[date], bool]],
    days: int,
) -> list[Payment]:
    """Those reported payments that no line of the bank is, though a file came on or after their
    last business day (`days` of them); `files` and `holidays` by portfolio.

    While no file comes nothing is absent from it, and of what was paid before its first line
    nothing is known: only what a file could have told is asked of it.
    """
    reported = list(heard)
    found = pairs(reported, bank)
    return sorted(
        (
            one
            for one in reported
            if one.id not in found
            and (told := files.get(one.portfolio_id)) is not None
            and one.paid_on >= told.first_on - timedelta(days=DAYS_BEFORE)
            and _is_due(one, told.last_on, days, holidays[one.portfolio_id])
        ),
        key=lambda one: (one.paid_on, one.id),
    )


def _is_due(one: Payment, last_on: date, days: int, is_holiday: Callable[[date], bool]) -> bool:
    if last_on < one.paid_on + timedelta(days=days):  # sooner than any calendar
        return False
    return business_day_after(one.paid_on, days, is_holiday) <= last_on


def by_agent(absent: Iterable[Payment]) -> dict[str | None, list[Payment]]:
    """The absent payments of each agent; None: of those that no agent reported."""
    found: dict[str | None, list[Payment]] = defaultdict(list)
    for one in absent:
        found[one.agent_id].append(one)
    return found


def absence_detail(agent_id: str | None, absent: Iterable[Payment]) -> str:
    """How many, and the day of the first: what an alert carries, without amounts. Where no agent
    is named beside it, it says so itself.
    """
    days = [one.paid_on for one in absent]
    said = f"{len(days)} {min(days).isoformat()}"
    return said if agent_id else f"{NOBODY} {said}"
