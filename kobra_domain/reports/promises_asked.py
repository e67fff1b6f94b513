"""How «Promesas» asks for promises: what its panels are held to, in words and in rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kobra_domain.charts.spec import BarChart, BarLayout, Figure, Series, Unit
from kobra_domain.dues import PromiseState
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import about
from kobra_domain.metrics.declared import KEPT_AMOUNT_RATE
from kobra_domain.metrics.dimensions import Dimension, held_to_any, within
from kobra_domain.metrics.predicates import All, Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.promises import Stacks
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.work import Work
from kobra_domain.words import say, word

_D = Dimension
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET)
_EVER = Span(None, None)
Pairs = tuple[tuple[str, str], ...]


class Promised:
    """The promises that a reader sees and filters hold."""

    def __init__(self, source: Source, filters: Filters) -> None:
        assert isinstance(source, Work)
        self.source, self.work, self.filters = source, source, filters
        self.locale, self.today = source.locale, source.today
        self.span = filters.span(source.today)

    @property
    def over_before(self) -> date:
        """The day before which the days of grace of all that fell due are over. Of what fell due
        since, those that were kept are known first: their share says too much.
        """
        chosen = self.filters.values(_D.PORTFOLIO)
        seen = [one for one in self.source.portfolios if not chosen or one.id in chosen]
        longest = max((one.broken_after_days for one in seen), default=0)
        return self.today - timedelta(days=longest)

    def by_day(self, where: Predicate) -> dict[tuple[date, PromiseState], Tally]:
        """By the day that they are due and the state they are in."""
        found = asked(self.source, KEPT_AMOUNT_RATE, (_D.DAY, _D.STATE), where)
        return {
            (date.fromisoformat(str(day)), PromiseState(str(state))): tally
            for (day, state), tally in found.items()
        }

    def where(self) -> Predicate:
        """Those due in the days asked for."""
        span = self.span
        return All((self.held(), within(KEPT_AMOUNT_RATE, span.first, span.until)))

    def where_over(self) -> Predicate:
        """Those of them whose days of grace are over."""
        return All((self.where(), within(KEPT_AMOUNT_RATE, None, self.over_before)))

    def held(self) -> Predicate:
        """Those of any day."""
        held = [one for one in HELD if self.filters.values(one)]
        return All(
            tuple(held_to_any(KEPT_AMOUNT_RATE, one, self.filters.values(one)) for one in held)
        )

    def pairs(self, besides: Dimension | None = None) -> Pairs:
        """Of the days asked for, without what marks are told apart by: a second value would be one
        more.
        """
        return self._pairs(self.span, besides)

    def behind_spans(
        self, states: Sequence[PromiseState], spans: Sequence[tuple[date | None, date | None]]
    ) -> Behind:
        """Those in some states of any day, told apart by the days that they are due."""
        said = tuple((_D.STATE.value, state.value) for state in states)
        return Behind(
            metric=KEPT_AMOUNT_RATE.key,
            pairs=(*self._pairs(_EVER, None), *said),
            spans=tuple((_iso(first), _iso(until)) for first, until in spans),
        )

    def _pairs(self, span: Span, besides: Dimension | None) -> Pairs:
        own = {_D.OUTCOME.value, "first_attempts", besides and besides.value}
        return tuple(one for one in pairs_of(self.filters, span) if one[0] not in own)

    def bars(
        self, title: str, subtitle: str, names: Sequence[str], figures: Sequence[Figure], unit: Unit
    ) -> BarChart:
        """A bar each."""
        return BarChart(
            title=title,
            subtitle=subtitle,
            cut_off=self.source.cut_off,
            unit=unit,
            categories=tuple(names),
            series=(Series(name=subtitle, values=tuple(figures)),),
            is_sum=True,
        )

    def stacks(
        self, title: str, subtitle: str, names: Sequence[str], figures: Stacks, unit: Unit
    ) -> BarChart:
        """What is in each state, one over the other."""
        series = (
            Series(name=word(state, self.locale), values=tuple(own)) for state, own in figures
        )
        return BarChart(
            title=title,
            subtitle=subtitle,
            cut_off=self.source.cut_off,
            unit=unit,
            categories=tuple(names),
            series=tuple(series),
            layout=BarLayout.STACKED,
            is_sum=True,
        )

    def nothing(self, key: str, code: str = "none") -> Panel:
        """A sentence in its place."""
        return Panel(key=key, chart=None, notes=(self.say(f"{key}.{code}"),))

    def about(self, metric: Metric, code: str) -> str:
        """A metric's formula, and what this panel makes of it."""
        return f"{about(metric, self.locale)} {self.say(f'{code}.how')}"

    def say(self, code: str, **params: Param) -> str:
        """A sentence of the report."""
        return say(f"report.promises.{code}", params, self.locale)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
