"""What a report of compliance asks of a source beside numbers: who agreed to be located, what was
signed, who agreed to other hours, when doors were knocked at, and who looked at trails.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple, Protocol, runtime_checkable

from kobra_domain.contact import LawfulHours
from kobra_domain.contact.rules import RuleSet
from kobra_domain.metrics.predicates import All, Clock, Compare, Either, Not, Predicate
from kobra_domain.people import Agent
from kobra_domain.portfolios import Party
from kobra_domain.reports.filters import Span

Laws = Mapping[str, RuleSet]  # by portfolio the rules that its visits are under


@dataclass(frozen=True, slots=True)
class Signed:
    """Accounts that are collected, and those of them with an authorisation in force."""

    accounts: int = 0
    authorised: int = 0


@dataclass(frozen=True, slots=True)
class Agreed:
    """People who asked for other hours: those whose request stands, and those whose has run out,
    was taken back or is kept without its day, which does not count.
    """

    standing: int = 0
    lapsed: int = 0


@dataclass(frozen=True, slots=True)
class Complaints:
    """Those that came in: answered or passed on, waiting within their term, and waiting past it."""

    settled: int = 0
    waiting: int = 0
    overdue: int = 0


class Knock(NamedTuple):
    """When somebody stood at a door, by the clock there; whose it was."""

    at: datetime
    zone: str
    portfolio_id: str
    party_id: str


class Look(NamedTuple):
    """Who (empty: nobody whom the reader sees) looked how often at the trails of how many agents,
    and when last.
    """

    name: str
    agents: int
    times: int
    last_on: date


@runtime_checkable
class Papers(Protocol):
    """A source that knows what was signed and agreed."""

    def people(self) -> Sequence[Agent]:
        """The agents that the reader sees."""

    def signed(self, on: date) -> Mapping[str, Signed]:
        """By portfolio, as it stands on a day."""

    def agreed(self, on: date) -> Mapping[str, Agreed]:
        """By portfolio, as it stands on a day."""

    def complaints(self, span: Span, on: date) -> Mapping[str, Complaints]:
        """By portfolio those received in the days of a span, by its clock, as of a day."""

    def knocks(self, where: Predicate) -> Sequence[Knock]:
        """Of the visits under a condition, when the agent arrived, else when it ended."""

    def parties(self, ids: Collection[str]) -> Sequence[Party]:
        """Those of them that the reader sees."""


@runtime_checkable
class Looks(Protocol):
    """A source that knows who looked at trails: the server's alone."""

    def looks(self, span: Span) -> Sequence[Look]:
        """In the days of a span, by name."""


def perhaps_outside(laws: Laws) -> Predicate:
    """The condition on visits that may have begun outside the hours of everybody: those that did
    not end well within them, by an hour at least.
    """
    day, hour = Clock("ended_at", "weekday"), Clock("ended_at", "hour")
    parts: list[Predicate] = []
    for portfolio_id, law in laws.items():
        within = tuple(
            All(
                (
                    Compare(day, "=", span.weekday),
                    Compare(hour, ">", span.start.hour + (span.start.minute > 0)),
                    Compare(hour, "<", span.end.hour),
                )
            )
            for span in law.hours.spans
        )
        parts.append(All((Compare("portfolio_id", "=", portfolio_id), Not(Either(within)))))
    return Either(tuple(parts))


def outside(knocks: Iterable[Knock], laws: Laws) -> list[Knock]:
    """Those outside the hours of everybody who asked for no others. Holidays are not hours."""
    return [
        one
        for one in knocks
        if one.portfolio_id in laws and not _is_lawful(laws[one.portfolio_id], one, None)
    ]


def is_agreed(knock: Knock, law: RuleSet, party: Party | None) -> bool:
    """Whether the hours that the party asked for let it be."""
    return party is not None and _is_lawful(law, knock, party)


def _is_lawful(law: RuleSet, knock: Knock, party: Party | None) -> bool:
    hours = LawfulHours(rules=law, zone=knock.zone, holidays=lambda _: False, party=party)
    return hours.holding(knock.at) is not None
