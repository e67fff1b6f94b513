"""«Gestores» from a source: who differs beyond chance after the doors each was given, what a day of
work brings, how sure it is, in which order and how fast; everybody in the order of their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from kobra_domain.charts.spec import (
    BarChart,
    ChartSpec,
    Column,
    Figure,
    Multiples,
    Series,
    StepKind,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.metrics.asked import about
from kobra_domain.metrics.declared import (
    CONTACT_RATE,
    DONE,
    PTP_RATE,
    RPC_RATE,
    VERIFIED,
    VERIFIED_SHARE,
)
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.agents import agents_funnel, by_name, difference, funnel_words
from kobra_domain.reports.agents_done import Day, Done, all_of, done_by_agents, has_trails
from kobra_domain.reports.filters import Filters, Span
from kobra_domain.reports.hours import measure_of, pairs_of
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import share_words
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.stretches import step_of, steps_of
from kobra_domain.statistics.funnel import Attempts, funnel
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import duration, number, say

_D = Dimension
METRICS = (CONTACT_RATE, RPC_RATE, PTP_RATE, VERIFIED_SHARE)
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET)
_CASE_MIX = (_D.BUCKET, _D.AMOUNT, _D.ZONE, _D.HOUR)
_SHARE, _A_DAY = Unit(kind=UnitKind.SHARE), Unit(decimals=1)
_LEAST_STEPS = 3
_COLUMNS = {
    "days": Unit(),
    "planned": _A_DAY,
    "done": _A_DAY,
    "verified": _A_DAY,
    "verified_share": _SHARE,
    "order": _SHARE,
    "pace": Unit(kind=UnitKind.DURATION),
}


def agents_panels(source: Source, filters: Filters) -> Iterator[Panel]:
    """The panels of the report; where nobody did anything, the sentence that says so. What each did
    is asked after the funnel, which does not need it.
    """
    page = _Page(source, filters, filters.span(source.today))
    if not page.tried and not page.done:
        nobody = say("report.agents.none", None, source.locale)
        yield Panel(key="agents", chart=None, notes=(nobody,))
        return
    yield page.funnel()
    figures = (page.productivity, page.verified, page.order, page.pace)
    for make in (*figures, page.weeks, page.table) if page.done else ():
        if (made := make()) is not None:
            yield made


class _Page:
    """Makes the panels of some agents' work."""

    def __init__(self, source: Source, filters: Filters, span: Span) -> None:
        self.source, self.filters, self.span = source, filters, span
        self.locale, self.metric = source.locale, measure_of(filters, METRICS)

    @cached_property
    def done(self) -> Sequence[Done]:
        """What each did."""
        return done_by_agents(self.source, self.filters, self.span)

    @cached_property
    def all(self) -> Done:
        """What all did."""
        return all_of(self.done)

    @cached_property
    def tried(self) -> Sequence[Attempts]:
        """What each tried, by what doors differ before anybody knocks."""
        where = self.filters.condition(self.metric, self.span)
        found = asked(self.source, self.metric, (_D.AGENT, *_CASE_MIX), where)
        return [
            Attempts(str(who), tuple(stratum), tally.hits, tally.n)
            for (who, *stratum), tally in found.items()
            if who
        ]

    def funnel(self) -> Panel:
        """A rate of each after case mix."""
        metric, found = self.metric, funnel(self.tried)
        names = {
            who: self.source.names.of(_D.AGENT, who) for who in {one.who for one in self.tried}
        }
        chart = agents_funnel(metric, found, names, self.locale, self.source.cut_off)
        ids = () if found is None else tuple(one.who for one in by_name(found, names))
        return Panel(
            key="funnel",
            chart=chart,
            notes=() if found is None else funnel_words(found, names, self.locale),
            about=self._how("funnel", metric),
            behind=self._behind(metric, ids),
            is_wide=True,
            of_people=True,
        )

    def productivity(self) -> Panel:
        """Verified visits of a day of work beside those planned."""
        params = {
            "verified": _each(self.all.at_address, self.all, self.locale),
            "planned": _each(self.all.planned, self.all, self.locale),
        }
        chart = self._bars(
            "productivity",
            say("report.agents.productivity", params, self.locale),
            _A_DAY,
            lambda one: Figure(one.at_address / one.days, n=one.at_address),
            goal=lambda one: Figure(one.planned / one.days, n=one.planned),
        )
        panel = self._panel("productivity", chart, VERIFIED)
        made = _each(self.all.done, self.all, self.locale)
        return replace(panel, notes=(self._say("productivity.done", made=made),))

    def verified(self) -> Panel:
        """The share of completed visits that were at the address."""
        hits = {one.id: (one.verified.hits, one.verified.n) for one in self.done}
        title = self._share_words("verified", hits)
        chart = self._bars("verified", title, _SHARE, lambda one: _rate(*hits[one.id]))
        return self._panel("verified", chart, VERIFIED_SHARE)

    def order(self) -> Panel:
        """The share of visits that came in the order of the route."""
        hits = {one.id: (one.walk.in_order, one.walk.ordered) for one in self.done}
        title = self._share_words("order", hits)
        if not self.all.walk.ordered:
            return Panel(key="order", chart=None, notes=(title,))
        chart = self._bars("order", title, _SHARE, lambda one: _rate(*hits[one.id]))
        return self._panel("order", chart, DONE)

    def pace(self) -> Panel:
        """The usual time from the end of a visit to the end of the next."""
        usual = self.all.walk.usual_minutes
        if usual is None:
            return Panel(key="pace", chart=None, notes=(self._say("pace.none"),))
        title = self._say("pace", time=duration(60 * usual, self.locale))
        chart = self._bars("pace", title, Unit(kind=UnitKind.DURATION), _pace)
        return self._panel("pace", chart, DONE)

    def weeks(self) -> Panel | None:
        """Each agent's verified visits of a day of work over time, all agents' behind; None over
        too few days to say. Today is not over.
        """
        today = self.source.today
        made = [[day for day in one.made if day[0] < today] for one in self.done]
        everybody = [day for own in made for day in own]
        steps, kind = steps_of([on for on, _ in everybody])
        if len(steps) < _LEAST_STEPS:
            return None
        chart = Multiples(
            title=self._weeks_title(_over(everybody, steps, kind)),
            subtitle=self._say("weeks.metric"),
            cut_off=self.source.cut_off,
            unit=_A_DAY,
            steps=tuple(on.isoformat() for on in steps),
            step=kind,
            series=tuple(
                Series(name=one.name, values=_over(own, steps, kind))
                for one, own in zip(self.done, made, strict=True)
            ),
            reference=Series(name=self._say("all"), values=_over(everybody, steps, kind)),
        )
        return Panel(
            key="weeks", chart=chart, about=self._how("weeks"), is_wide=True, of_people=True
        )

    def table(self) -> Panel:
        """All of it, a line each; the last is that of all together."""
        has_way = self.all.trail.days > 0
        columns = [Column(name=self._say("agent"))]
        columns += [
            Column(name=self._say(f"column.{name}"), unit=unit) for name, unit in _COLUMNS.items()
        ]
        if has_way:
            columns.append(Column(name=self._say("column.way"), unit=_A_DAY))
        notes = () if has_trails(self.filters) else (self._say("no_way"),)
        chart = Table(
            title=self._say("table", count=len(self.done)),
            subtitle=self._say("table.metric"),
            cut_off=self.source.cut_off,
            columns=tuple(columns),
            rows=tuple((one.name, *_line(one, has_way)) for one in self.done),
            total=(self._say("all"), *_line(self.all, has_way)),
        )
        ids = tuple(one.id for one in self.done)
        return Panel(
            key="table",
            chart=chart,
            notes=notes,
            about=self._how("table"),
            behind=self._behind(DONE, ids),
            is_wide=True,
            of_people=True,
        )

    def _weeks_title(self, values: Sequence[Figure]) -> str:
        """The last step beside the first."""
        known = [one.value for one in values if one.value is not None]
        before, after = (number(one, self.locale, 1) for one in (known[0], known[-1]))
        code = "same" if before == after else "change"
        return self._say(f"weeks.{code}", before=before, after=after)

    def _share_words(self, key: str, hits: Mapping[str, tuple[int, int]]) -> str:
        """How much of all it is, and whether agents differ by more than chance."""
        found = funnel(Attempts(who, "", *one) for who, one in hits.items())
        if found is None:
            return self._say(f"{key}.none")
        code, far = difference(found)
        share = share_words(found.rate, self.locale)
        said = self._say(key, share=share)
        return said if code == "one" else said + self._say(f"differ.{code}", count=far)

    def _bars(
        self,
        key: str,
        title: str,
        unit: Unit,
        figure: Callable[[Done], Figure],
        goal: Callable[[Done], Figure] | None = None,
    ) -> BarChart:
        goals = None
        if goal is not None:
            values = tuple(goal(one) for one in self.done)
            goals = Series(name=self._say(f"{key}.goal"), values=values)
        series = Series(name=self._say(f"{key}.metric"), values=tuple(map(figure, self.done)))
        return BarChart(
            title=title,
            subtitle=self._say(f"{key}.metric"),
            cut_off=self.source.cut_off,
            unit=unit,
            categories=tuple(one.name for one in self.done),
            series=(series,),
            goals=goals,
            is_horizontal=True,
        )

    def _panel(self, key: str, chart: ChartSpec, metric: Metric) -> Panel:
        """A bar each. Behind steps from a visit to the next are the visits that they join."""
        ids = tuple(one.id for one in self.done)
        how = self._how(key) if metric is DONE else self._how(key, metric)
        behind = self._behind(metric, ids)
        return Panel(key=key, chart=chart, about=how, behind=behind, of_people=True)

    def _behind(self, metric: Metric, ids: Sequence[str]) -> Behind:
        return Behind(
            metric=metric.key,
            pairs=tuple(
                pair for pair in pairs_of(self.filters, self.span) if pair[0] != _D.AGENT.value
            ),
            by=(_D.AGENT,),
            groups=tuple((one,) for one in ids),
        )

    def _how(self, key: str, metric: Metric | None = None) -> str:
        own = self._say(f"{key}.how")
        return own if metric is None else f"{about(metric, self.locale)} {own}"

    def _say(self, code: str, **params: str | int | float) -> str:
        return say(f"report.agents.{code}", params, self.locale)


def _each(count: int, done: Done, locale: str) -> str:
    return number(count / done.days, locale, 1)


def _rate(hits: int, n: int) -> Figure:
    return Figure(hits / n, *wilson(hits, n), n) if n else Figure(n=0)


def _pace(one: Done) -> Figure:
    usual = one.walk.usual_minutes
    return Figure(n=0) if usual is None else Figure(60 * usual, n=one.walk.steps)


def _line(one: Done, has_way: bool) -> tuple[Figure, ...]:
    way = one.trail
    kilometres = Figure(way.metres / 1_000 / way.days, n=way.days) if way.days else Figure(n=0)
    return (
        Figure(one.days),
        Figure(one.planned / one.days, n=one.planned),
        Figure(one.done / one.days, n=one.done),
        Figure(one.at_address / one.days, n=one.at_address),
        _rate(one.verified.hits, one.verified.n),
        _rate(one.walk.in_order, one.walk.ordered),
        _pace(one),
        *((kilometres,) if has_way else ()),
    )


def _over(
    made: Sequence[tuple[date, Day]], steps: Sequence[date], kind: StepKind
) -> tuple[Figure, ...]:
    """Verified visits of a day of work in each step; of one without work nothing is known."""
    days, verified = Counter[date](), defaultdict[date, int](int)
    for on, day in made:
        step = step_of(on, kind)
        days[step] += 1
        verified[step] += day.at_address
    return tuple(
        Figure(verified[one] / days[one], n=verified[one]) if days[one] else Figure(n=0)
        for one in steps
    )
