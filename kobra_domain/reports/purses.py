"""What a report of money is held to, one currency at a time: they are never summed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kobra_domain.buckets import next_month
from kobra_domain.charts.spec import Unit, UnitKind
from kobra_domain.goals import Aim, Goals, goals_in
from kobra_domain.metrics.declared import COLLECTED_AMOUNT
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.books import NO_BUCKET, Cash, Held
from kobra_domain.reports.filters import Against, Filters, Span, said
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.report import Behind
from kobra_domain.reports.source import asked
from kobra_domain.words import say

_D = Dimension
_LONGEST = timedelta(days=5 * 366)  # of longer spans only the months that hold something are told
# What no goal is entered by.
_WITHOUT_GOALS = (_D.PORTFOLIO, _D.BUCKET, _D.ZONE, _D.OUTCOME)


_WHOSE = (_D.PORTFOLIO, _D.TEAM, _D.AGENT)  # whose work a payment is takes long: asked once
Question = tuple[tuple[tuple[str, str], ...], Span, tuple[Dimension, ...]]


@dataclass(frozen=True, slots=True)
class Till:
    """Asks a source for what came in, each question once."""

    source: Cash
    _told: dict[Question, Mapping[tuple[Shown, ...], Tally]] = field(default_factory=dict)

    def came(
        self, filters: Filters, span: Span, by: Dimension
    ) -> Iterator[tuple[Shown, Shown, Tally]]:
        """A portfolio, a value and what came in of both."""
        asked_by = _WHOSE if by in _WHOSE else (_D.PORTFOLIO, by)
        question = (tuple(said(filters)), span, asked_by)
        if question not in self._told:
            where = filters.condition(COLLECTED_AMOUNT, span)
            self._told[question] = asked(self.source, COLLECTED_AMOUNT, asked_by, where)
        for key, tally in self._told[question].items():
            yield key[0], key[asked_by.index(by)], tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """The payments of one currency: those of `portfolios`, of the days from `first` on and before
    `until`, under the report's filters. `is_one_of_many`: other portfolios have other currencies.
    """

    till: Till
    filters: Filters
    is_one_of_many: bool = False
    currency: str
    portfolios: tuple[str, ...]
    first: date
    until: date

    @property
    def source(self) -> Cash:
        """Where all is asked."""
        return self.till.source

    @property
    def own_filters(self) -> Filters:
        """The report's, held to the portfolios of the currency too."""
        if not self.is_one_of_many:
            return self.filters
        return self.filters.holding(_D.PORTFOLIO, *self.portfolios)

    @property
    def locale(self) -> str:
        """In which language is spoken."""
        return self.source.locale

    @property
    def unit(self) -> Unit:
        """Its money."""
        return Unit(kind=UnitKind.MONEY, currency=self.currency)

    def say(self, code: str, **params: str | int | float) -> str:
        """A sentence of the report."""
        return say(f"report.recovery.{code}", params, self.locale)

    def collected(self, by: Dimension) -> dict[Shown, int]:
        """What came in of each value, in minor units."""
        made: dict[Shown, int] = {}
        for portfolio, value, tally in self.till.came(
            self.filters, Span(self.first, self.until), by
        ):
            if portfolio in self.portfolios and self.currency in tally.amounts:
                made[value] = made.get(value, 0) + tally.amounts[self.currency]
        return made

    def behind(self, by: Dimension, values: Sequence[Shown]) -> Behind:
        """What the payments behind marks are asked by."""
        return Behind(
            metric=COLLECTED_AMOUNT.key,
            pairs=pairs_of(self.own_filters, Span(self.first, self.until)),
            by=(by,),
            groups=tuple((value,) for value in values),
        )

    def before(self) -> Purse | None:
        """The same of what is compared with: of the period before where nothing was chosen."""
        chosen = self.filters.against is not Against.NONE
        filters = self.filters if chosen else replace(self.filters, against=Against.PERIOD_BEFORE)
        other = filters.other(self.source.today)
        if other is None or other[1].first is None or other[1].until is None:
            return None
        return replace(self, filters=other[0], first=other[1].first, until=other[1].until)

    @property
    def has_goals(self) -> bool:
        """Whether goals are of the same money as what is held to: they are of teams and agents."""
        return not any(self.filters.values(one) for one in _WITHOUT_GOALS if not self._is_own(one))

    def aim(self, first: date, until: date) -> Aim:
        """The goal of some days, of whom the report is held to."""
        team, agent = self.filters.values(_D.TEAM), self.filters.values(_D.AGENT)
        return self.goals.within(first, until, team, agent) if self.has_goals else Aim()

    @property
    def goals(self) -> Goals:
        """Those in its currency."""
        return goals_in(self.currency, self.source.goals, self.source.members)

    def held(self) -> Held:
        """The accounts that the server's books are asked for."""
        return Held(
            portfolios=self.portfolios,
            first=self.first,
            until=self.until,
            agents=self._agents(),
            buckets=tuple(int(one or NO_BUCKET) for one in self.filters.values(_D.BUCKET)),
        )

    def _agents(self) -> tuple[str, ...] | None:
        """The agents that are held to, those of the teams too; None: all."""
        agent, team = self.filters.values(_D.AGENT), self.filters.values(_D.TEAM)
        if not agent and not team:
            return None
        of_teams = {one for each in team for one in self.source.members.get(each, ())}
        return tuple(sorted(set(agent) & of_teams if agent and team else of_teams | set(agent)))

    def _is_own(self, dimension: Dimension) -> bool:
        """Whether only the currency holds it to its portfolios, and not a person."""
        mine = {one.id for one in self.source.portfolios if one.currency == self.currency}
        return dimension is _D.PORTFOLIO and mine <= set(self.portfolios)


def purses_of(source: Cash, filters: Filters) -> tuple[Purse, ...]:
    """By currency, those of the portfolios held to and those that money came in. The days of a span
    are asked as they are, so that nothing is asked twice.
    """
    chosen = filters.values(_D.PORTFOLIO)
    seen = [one for one in source.portfolios if not chosen or one.id in chosen]
    span = filters.span(source.today)
    till = Till(source)
    amounts: dict[Shown, set[str]] = {}
    for portfolio, _, tally in till.came(filters, span, _D.PORTFOLIO):
        amounts.setdefault(portfolio, set()).update(tally.amounts)
    coins: dict[str, list[str]] = {}
    for one in seen:
        for coin in sorted({one.currency, *amounts.get(one.id, ())}):
            coins.setdefault(coin, []).append(one.id)
    if not coins:
        return ()
    first, until = _days(source, filters, span)
    return tuple(
        Purse(
            till=till,
            filters=filters,
            is_one_of_many=len(coins) > 1,
            currency=coin,
            portfolios=tuple(ids),
            first=first,
            until=until,
        )
        for coin, ids in sorted(coins.items())
    )


def _days(source: Cash, filters: Filters, span: Span) -> tuple[date, date]:
    """The days; of a span without an end, or of years, only from when on and until when there is
    something.
    """
    until = span.until or source.today + timedelta(days=1)
    if span.first is not None and until - span.first <= _LONGEST:
        return span.first, max(until, span.first)
    where = filters.condition(COLLECTED_AMOUNT, Span(span.first, until))
    months: Mapping[tuple[Shown, ...], Tally] = asked(source, COLLECTED_AMOUNT, (_D.MONTH,), where)
    held = sorted(date.fromisoformat(f"{key[0]}-01") for key in months if key[0])
    if not held:
        return max(span.first or until, until - timedelta(days=1)), until
    return max(span.first or held[0], held[0]), min(until, next_month(held[-1]))
