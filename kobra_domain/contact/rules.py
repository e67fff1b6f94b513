"""The shapes of contact rules: each one carries its country, source, date, and how sure it is."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import CreditorType, ProductType


class RuleStatus(StrEnum):
    """Whether the sources that were found agree."""

    AGREED = "agreed"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a rule comes from; `dated` is the year of its text, empty where unconfirmed."""

    source: str
    country: str
    dated: str
    status: RuleStatus

    @property
    def citation(self) -> str:
        """As it is printed: «Ley 2300, art. 3 (CO)»."""
        return f"{self.source} ({self.country})" if self.country else self.source


# What no law says and this project holds to all the same.
HOUSE = Rule(source="Kobra", country="", dated="", status=RuleStatus.AGREED)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule(Rule):
    """When a visit may be made, by the clock at the address.

    `may_be_agreed`: other hours in a separate express document replace these; where the law does
    not say so, agreed hours can only narrow them.
    """

    spans: tuple[ShiftSpan, ...]
    may_be_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRule(Rule):
    """No visits, save for these products with the party's express authorisation for the account."""

    products: frozenset[ProductType]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRule(Rule):
    """After a contact no other channel for `quiet_days`, and not again that day on the same, over
    all accounts of one creditor. `counts_attempts`: one that nobody answered counts as well.
    """

    quiet_days: int
    counts_attempts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """What holds for one country and creditor type; a rule that is None does not exist there.

    `no_holidays`: no visit on a public holiday. `no_third_parties`: references are not contacted.
    `is_fallback`: the country is unknown, and the strictest of all known rules are applied.
    """

    country: str
    creditor_type: CreditorType
    hours: HoursRule
    no_third_parties: Rule
    no_holidays: Rule | None = None
    visits: VisitRule | None = None
    frequency: FrequencyRule | None = None
    is_fallback: bool = False


def week(start: time, end: time, *weekdays: int) -> tuple[ShiftSpan, ...]:
    """The same hours on several weekdays (0 = Monday)."""
    return tuple(ShiftSpan(weekday=day, start=start, end=end) for day in weekdays)


def common_hours(one: tuple[ShiftSpan, ...], other: tuple[ShiftSpan, ...]) -> tuple[ShiftSpan, ...]:
    """The hours that both allow."""
    pairs = ((a, b) for a in one for b in other if a.weekday == b.weekday)
    shared = (
        ShiftSpan(weekday=a.weekday, start=max(a.start, b.start), end=min(a.end, b.end))
        for a, b in pairs
    )
    return tuple(span for span in shared if span.start < span.end)
