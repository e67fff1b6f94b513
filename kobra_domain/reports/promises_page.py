"""«Promesas» from a source: what fell due and what became of it by number and by amount, how old
what was not kept is, what the next thirty days let expect, and by whom. No two currencies are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kobra_domain.charts.spec import (
    BarChart,
    BarLayout,
    Column,
    Figure,
    Series,
    StepKind,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.dues import PromiseState
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import about
from kobra_domain.metrics.declared import KEPT_AMOUNT_RATE, KEPT_RATE
from kobra_domain.metrics.dimensions import Dimension, held_to_any, shown, within
from kobra_domain.metrics.predicates import All, Among, Compare, Not, Predicate
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.reports.agents import difference
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.names import in_order, month_words
from kobra_domain.reports.promises import (
    AGES,
    AHEAD_DAYS,
    LEARNT_DAYS,
    SHOWN,
    UNKEPT,
    Book,
    Forecast,
    Open,
    Rates,
    Stacks,
    ages,
    amounts_of,
    books_of,
    counts_of,
    forecast,
    line_of,
    rates_of,
)
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import money_words, share_words, sure_words
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.stretches import step_of, steps_of
from kobra_domain.reports.work import Work
from kobra_domain.statistics.expected import DRAWS
from kobra_domain.statistics.funnel import Attempts, funnel
from kobra_domain.words import full_day, number, say, word

_D = Dimension
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET)
_SHARE, _KIND = Unit(kind=UnitKind.SHARE), (_D.SEGMENT, _D.CHANNEL, _D.AMOUNT)
_IS_OPEN = Compare("state", "=", PromiseState.OPEN)


def promises_panels(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """The panels of the report; of what there is none of, a sentence."""
    page = _Page(source, filters)
    return (*page.due(), *page.ahead(), *page.unkept(), *page.by_agents(), *page.by_portfolios())


class _Page:
    """Makes the panels of what a reader sees and filters hold."""

    def __init__(self, source: Source, filters: Filters) -> None:
        assert isinstance(source, Work)
        self.source, self.work, self.filters = source, source, filters
        self.locale, self.today = source.locale, source.today
        self.span = filters.span(source.today)

    def due(self) -> tuple[Panel, ...]:
        """What fell due in the days, by number and in each currency by amount."""
        found = self._by_day(self._where())
        if not found:
            return (self._nothing("due", "none"),)
        whole = sum(found.values(), Tally())
        steps, kind = steps_of([day for day, _ in found])
        folded: dict[tuple[date, PromiseState], Tally] = defaultdict(Tally)
        for (day, state), tally in found.items():
            folded[step_of(day, kind), state] += tally
        names = tuple(self._step_words(step, kind) for step in steps)
        stacks = {state: [folded[step, state] for step in steps] for state in SHOWN}
        behind = self._steps_behind(steps, kind)

        def panel(key: str, chart: BarChart, metric: Metric) -> Panel:
            return Panel(
                key=key, chart=chart, about=self._about(metric, "due"), behind=behind, is_wide=True
            )

        subtitle = self._say(f"due.{kind.value}")
        sure = sure_words(whole.hits, whole.n, self.locale)
        title = self._say("due", count=whole.n, **sure)
        chart = self._stacks(title, subtitle, names, counts_of(stacks), Unit())
        panels = [panel("due", chart, KEPT_RATE)]
        for coin in sorted(whole.amounts):
            title = self._amount_title(whole, coin)
            subtitle = self._say(f"due_amount.{kind.value}")
            unit = Unit(kind=UnitKind.MONEY, currency=coin)
            chart = self._stacks(title, subtitle, names, amounts_of(stacks, coin), unit)
            one = panel(f"due-{coin}", chart, KEPT_AMOUNT_RATE)
            panels.append(one if len(whole.amounts) == 1 else replace(one, behind=None))
        return tuple(panels)

    def _by_day(self, where: Predicate) -> dict[tuple[date, PromiseState], Tally]:
        found = asked(self.source, KEPT_AMOUNT_RATE, (_D.DAY, _D.STATE), where)
        return {
            (date.fromisoformat(str(day)), PromiseState(str(state))): tally
            for (day, state), tally in found.items()
        }

    def ahead(self) -> tuple[Panel, ...]:
        """What open promises let expect of the next thirty days, in each currency."""
        past = Span(self.today - timedelta(days=LEARNT_DAYS), self.today)
        learnt = All((self._held(), within(KEPT_RATE, past.first, past.until), Not(_IS_OPEN)))
        rates = rates_of(asked(self.source, KEPT_RATE, _KIND, learnt))
        until = self.today + timedelta(days=AHEAD_DAYS)
        coming = All((self._held(), within(KEPT_AMOUNT_RATE, None, until), _IS_OPEN))
        amounts = self.work.amounts(KEPT_AMOUNT_RATE, (_D.DAY, *_KIND), coming)
        if not amounts:
            return (self._nothing("ahead", "none"),)
        if rates is None:
            return (self._nothing("ahead", "nothing_learnt"),)
        held: dict[str, list[Open]] = defaultdict(list)
        for ((day, *kind), coin, amount), count in sorted(amounts.items()):
            one = Open(date.fromisoformat(str(day)), tuple(kind), amount)
            held[coin] += [one] * count
        return tuple(
            self._forecast(coin, forecast(rates, own, self.today), rates)
            for coin, own in sorted(held.items())
        )

    def unkept(self) -> tuple[Panel, ...]:
        """How long ago what was not kept was due, as it stands today, whatever the days asked."""
        before = within(KEPT_AMOUNT_RATE, None, self.today)
        where = All((self._held(), before, Among("state", frozenset(UNKEPT))))
        found = ages(self._by_day(where), self.today)
        whole = sum((one for own in found.values() for one in own), Tally())
        if not whole.n:
            return (self._nothing("ages", "none"),)
        old = sum(one.n for own in found.values() for one in own[AGES.index(30) + 1 :])
        names = tuple(self._age_words(n) for n in range(len(AGES) + 1))
        each = [sum((own[n] for own in found.values()), Tally()) for n in range(len(names))]
        states = {state: sum(one.n for one in own) for state, own in found.items()}
        parts = (
            f"{word(state, self.locale)}: {number(n, self.locale)}" for state, n in states.items()
        )
        title = self._say("ages", count=whole.n, old=old)
        figures = [Figure(one.n, n=one.n) for one in each]
        chart = self._bars(title, self._say("ages.metric"), names, figures, Unit())
        how = self._say("ages.how")
        panels = [Panel(key="ages", chart=chart, notes=(" · ".join(parts),), about=how)]
        for coin in sorted(whole.amounts):
            amount = money_words(whole.amounts[coin], coin, self.locale)
            title = self._say("ages_amount", amount=amount)
            unit = Unit(kind=UnitKind.MONEY, currency=coin)
            [(_, own)] = amounts_of({PromiseState.OPEN: each}, coin)
            subtitle = self._say("ages_amount.metric")
            chart = self._bars(title, subtitle, names, own, unit)
            panels.append(Panel(key=f"ages-{coin}", chart=chart, about=how))
        return tuple(panels)

    def by_agents(self) -> tuple[Panel, ...]:
        """Of whose promises how many were kept."""
        return self._tables(_D.AGENT)

    def by_portfolios(self) -> tuple[Panel, ...]:
        """Of which portfolio's."""
        return self._tables(_D.PORTFOLIO)

    def _tables(self, dimension: Dimension) -> tuple[Panel, ...]:
        """By number and by amount, those of each currency apart."""
        books = books_of(self.work.amounts(KEPT_AMOUNT_RATE, (dimension, _D.STATE), self._where()))
        names = {value: self.source.names.of(dimension, value) for value, _ in books}
        coins = sorted({coin for _, coin in books})
        panels = []
        for coin in coins:
            own = sorted(
                (value for value, other in books if other == coin),
                key=lambda value: (value == "", in_order(names[value]), str(value)),
            )
            lines = [(names[value], books[value, coin]) for value in own]
            behind = None
            if len(coins) == 1:  # rows are not held to a currency
                pairs = self._pairs(dimension, self.span)
                groups = tuple((value,) for value in own)
                behind = Behind(
                    metric=KEPT_AMOUNT_RATE.key, pairs=pairs, by=(dimension,), groups=groups
                )
            panels.append(self._table(dimension, coin, lines, behind))
        return tuple(panels)

    def _table(
        self,
        dimension: Dimension,
        coin: str,
        lines: Sequence[tuple[str, Book]],
        behind: Behind | None,
    ) -> Panel:
        units = (Unit(), _SHARE, Unit(kind=UnitKind.MONEY, currency=coin), _SHARE)
        columns = [Column(name=self._say(f"column.{dimension.value}"))]
        columns += [
            Column(name=self._say(f"column.{name}"), unit=unit)
            for name, unit in zip(("due", "kept", "amount", "kept_amount"), units, strict=True)
        ]
        whole = sum((book for _, book in lines), Book())
        chart = Table(
            title=self._table_title(dimension, lines),
            subtitle=self._say("table.metric", coin=coin),
            cut_off=self.source.cut_off,
            columns=tuple(columns),
            rows=tuple((name, *line_of(book)) for name, book in lines),
            total=(self._say("all"), *line_of(whole)),
        )
        return Panel(
            key=f"{dimension.value}-{coin}",
            chart=chart,
            about=self._about(KEPT_RATE, "table"),
            behind=behind,
            is_wide=True,
            of_people=dimension is _D.AGENT,
        )

    def _table_title(self, dimension: Dimension, lines: Sequence[tuple[str, Book]]) -> str:
        """Whether what each kept differs beyond chance."""
        found = funnel(
            Attempts(str(n), "", sum(book.kept.values()), book.n)
            for n, (_, book) in enumerate(lines)
        )
        code, far = ("one", 0) if found is None else difference(found)
        return self._say(f"{dimension.value}.{code}", count=far)

    def _forecast(self, coin: str, found: Forecast, rates: Rates) -> Panel:
        names, expects, promised = [], [], []
        for first, count, promised_minor, one in found.stretches:
            names.append(self._stretch_words(first))
            expects.append(Figure(one.amount_minor, one.low_minor, one.high_minor, n=count))
            promised.append(Figure(promised_minor, n=count))
        whole = found.whole
        title = self._say(
            "ahead",
            amount=money_words(whole.amount_minor, coin, self.locale),
            low=money_words(whole.low_minor, coin, self.locale),
            high=money_words(whole.high_minor, coin, self.locale),
            promised=money_words(found.promised_minor, coin, self.locale),
        )
        chart = BarChart(
            title=title,
            subtitle=self._say("ahead.metric"),
            cut_off=self.source.cut_off,
            unit=Unit(kind=UnitKind.MONEY, currency=coin),
            categories=tuple(names),
            series=(Series(name=self._say("ahead.expected"), values=tuple(expects)),),
            goals=Series(name=self._say("ahead.promised"), values=tuple(promised)),
        )
        notes = (
            self._say("ahead.count", count=found.count),
            self._say(
                "ahead.learnt", count=rates.n, share=share_words(rates.prior.mean, self.locale)
            ),
        )
        how = self._say("ahead.how", draws=DRAWS)
        return Panel(key=f"ahead-{coin}", chart=chart, notes=notes, about=how, is_wide=True)

    def _stacks(
        self,
        title: str,
        subtitle: str,
        names: tuple[str, ...],
        figures: Stacks,
        unit: Unit,
    ) -> BarChart:
        return BarChart(
            title=title,
            subtitle=subtitle,
            cut_off=self.source.cut_off,
            unit=unit,
            categories=names,
            series=tuple(
                Series(name=word(state, self.locale), values=tuple(own)) for state, own in figures
            ),
            layout=BarLayout.STACKED,
            is_sum=True,
        )

    def _bars(
        self,
        title: str,
        subtitle: str,
        names: tuple[str, ...],
        figures: Sequence[Figure],
        unit: Unit,
    ) -> BarChart:
        return BarChart(
            title=title,
            subtitle=subtitle,
            cut_off=self.source.cut_off,
            unit=unit,
            categories=names,
            series=(Series(name=subtitle, values=tuple(figures)),),
            is_sum=True,
        )

    def _amount_title(self, whole: Tally, coin: str) -> str:
        amount = whole.amounts[coin]
        share = whole.hit_amounts.get(coin, 0) / amount if amount else 0.0
        said = {
            "amount": money_words(amount, coin, self.locale),
            "share": share_words(share, self.locale),
        }
        return self._say("due_amount", **said)

    def _steps_behind(self, steps: Sequence[date], kind: StepKind) -> Behind:
        """Of each state the steps."""
        length = _LENGTHS[kind]
        values = [str(shown(length, step)) for step in steps]
        return Behind(
            metric=KEPT_AMOUNT_RATE.key,
            pairs=self._pairs(None, self.span),
            by=(_D.STATE, length),
            groups=tuple((state.value, value) for state in SHOWN for value in values),
        )

    def _pairs(self, besides: Dimension | None, span: Span) -> tuple[tuple[str, str], ...]:
        """Without what marks are told apart by: a second value would be one more."""
        own = {_D.OUTCOME.value, "first_attempts", besides and besides.value}
        return tuple(one for one in pairs_of(self.filters, span) if one[0] not in own)

    def _where(self) -> Predicate:
        span = self.span
        return All((self._held(), within(KEPT_AMOUNT_RATE, span.first, span.until)))

    def _held(self) -> Predicate:
        held = [one for one in HELD if self.filters.values(one)]
        return All(
            tuple(held_to_any(KEPT_AMOUNT_RATE, one, self.filters.values(one)) for one in held)
        )

    def _nothing(self, key: str, code: str) -> Panel:
        return Panel(key=key, chart=None, notes=(self._say(f"{key}.{code}"),))

    def _age_words(self, number: int) -> str:
        if number == len(AGES):
            return self._say("age.over", last=AGES[-1])
        first = AGES[number - 1] + 1 if number else 1
        return self._say("age", first=first, last=AGES[number])

    def _stretch_words(self, first: date | None) -> str:
        """«Vencidas», «30 nov – 6 dic»."""
        if first is None:
            return self._say("ahead.overdue")
        end = self.today + timedelta(days=AHEAD_DAYS)
        last = min(first + timedelta(days=7), end) - timedelta(days=1)
        return f"{_short(first, self.locale)} – {_short(last, self.locale)}"

    def _step_words(self, step: date, kind: StepKind) -> str:
        return (month_words if kind is StepKind.MONTH else _short)(step, self.locale)

    def _about(self, metric: Metric, code: str) -> str:
        return f"{about(metric, self.locale)} {self._say(f'{code}.how')}"

    def _say(self, code: str, **params: Param) -> str:
        return say(f"report.promises.{code}", params, self.locale)


_LENGTHS = {StepKind.DAY: _D.DAY, StepKind.WEEK: _D.WEEK, StepKind.MONTH: _D.MONTH}


def _short(day: date, locale: str) -> str:
    """30 nov."""
    return full_day(day, locale).rpartition(" ")[0]
