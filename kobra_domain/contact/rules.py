"""The shapes of contact rules: each is a record that a lawyer can check, with where it stands, how
sure it is, when somebody last read it, and by when somebody must read it again.
"""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kobra_domain.contacts import ContactPurpose
from kobra_domain.people import ShiftSpan
from kobra_domain.portfolios import ChannelKind, CreditorType, ProductType


class RuleStatus(StrEnum):
    """Whether the sources that were found agree."""

    AGREED = "agreed"
    UNVERIFIED = "unverified"


class Sureness(StrEnum):
    """What a rule was read in: the words of the statute, the regulator's own page, several law
    firms, the press that quotes the regulator, one source alone; or no source at all: ours.
    """

    STATUTE = "statute"
    REGULATOR = "regulator"
    LAW_FIRMS = "law_firms"
    PRESS = "press"
    ONE_SOURCE = "one_source"
    OURS = "ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: `key` names it («co.hours»), `source` and `article` say where it stands, `dated`
    the year of its text (empty where unconfirmed). `version` grows whenever what it says changes.
    `verified_on`: when its sources were last read; `review_by`: by when they must be again.
    """

    key: str
    source: str
    country: str
    dated: str
    status: RuleStatus
    sureness: Sureness
    article: str = ""
    version: int = 1
    verified_on: date | None = None
    review_by: date | None = None

    @property
    def citation(self) -> str:
        """As it is printed: «Ley 2300, art. 3 (CO)»."""
        named = ", ".join(part for part in (self.source, self.article) if part)
        return f"{named} ({self.country})" if self.country else named


# What no law says and this project holds to all the same.
HOUSE = Rule(
    key="kobra",
    source="Kobra",
    country="",
    dated="",
    status=RuleStatus.AGREED,
    sureness=Sureness.OURS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRule(Rule):
    """When a visit may be made, by the clock at the address.

    `may_be_agreed`: other hours that the person asked for replace these; where the law does not
    say so, they can only narrow them.
    """

    spans: tuple[ShiftSpan, ...]
    may_be_agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRule(Rule):
    """No visits, save for these products with the party's express authorisation for the account."""

    products: frozenset[ProductType]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRule(Rule):
    """How long a person rests after a contact by one of `channels`, over all accounts and
    portfolios of one creditor: by the same channel until that day is over and `same_days` times 24
    hours have passed, by another until it is over and `other_days` have. `counts_attempts`: one
    that nobody answered counts as well. `excepts`: what a contact may be for and not count.
    """

    same_days: int = 0
    other_days: int = 0
    channels: frozenset[ChannelKind] = frozenset(ChannelKind)
    counts_attempts: bool = True
    excepts: frozenset[ContactPurpose] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRule(Rule):
    """How many visits are made at most of what its key names; several in one stay are one."""

    visits: int


# Ours: what is lawful each time is harassment if it never ends.
PERSON_MONTH = CapRule(
    key="kobra.person_month",
    source="Kobra",
    country="",
    dated="",
    status=RuleStatus.AGREED,
    sureness=Sureness.OURS,
    visits=4,
)
DOOR_DAY = CapRule(
    key="kobra.door_day",
    source="Kobra",
    country="",
    dated="",
    status=RuleStatus.AGREED,
    sureness=Sureness.OURS,
    visits=3,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSet:
    """What holds for one country and creditor type; a rule that is None does not exist there.

    `no_holidays`: no visit on a public holiday. `no_third_parties`: references are not contacted.
    `given_only`: only addresses that the person gave to the creditor. `person_month`: visits to one
    person in a calendar month. `door_day`: visits to one door in a day, whoever is sought there.
    `is_fallback`: the country is unknown, and the strictest of all known rules are applied.
    """

    country: str
    creditor_type: CreditorType
    hours: HoursRule
    no_third_parties: Rule
    no_holidays: Rule | None = None
    visits: VisitRule | None = None
    frequency: FrequencyRule | None = None
    given_only: Rule | None = None
    person_month: CapRule = PERSON_MONTH
    door_day: CapRule = DOOR_DAY
    is_fallback: bool = False

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Those that exist."""
        known = (
            self.hours,
            self.no_holidays,
            self.visits,
            self.frequency,
            self.given_only,
            self.person_month,
            self.door_day,
            self.no_third_parties,
        )
        return tuple(rule for rule in known if rule is not None)


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
