"""What the panels of «Cumplimiento normativo» are held to, and the bars that they are drawn as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kobra_domain.charts.spec import BarChart, BarLayout, Figure, Series, Unit, UnitKind
from kobra_domain.contact import rules_of
from kobra_domain.errors import Param
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.people import Agent
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.names import in_order
from kobra_domain.reports.papers import Papers
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.work import Work
from kobra_domain.words import say

_D = Dimension
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET)
_NUMBER = Unit()
Named = tuple[str, Sequence[Figure]]


class Complied:
    """What a reader sees and filters hold."""

    def __init__(self, source: Source, filters: Filters) -> None:
        assert isinstance(source, Work)
        assert isinstance(source, Papers)
        self.source, self.work, self.papers, self.filters = source, source, source, filters
        self.locale, self.span = source.locale, filters.span(source.today)
        chosen = filters.values(_D.PORTFOLIO)
        self.portfolios = sorted(
            (one for one in source.portfolios if not chosen or one.id in chosen),
            key=lambda one: (in_order(one.name), one.id),
        )
        self.laws = {one.id: rules_of(one, source.house) for one in self.portfolios}

    def holds(self, agent: Agent) -> bool:
        """Whether an agent is among those held to."""
        agents, teams = self.filters.values(_D.AGENT), self.filters.values(_D.TEAM)
        is_own = not agents or agent.id in agents
        return is_own and (not teams or (agent.team_id or "") in teams)

    def passed_over(self, *obeyed: Dimension) -> tuple[str, ...]:
        """The sentence where filters hold to what a panel does not tell apart."""
        others = [one for one in HELD if one not in obeyed and self.filters.values(one)]
        if not others:
            return ()
        named = (say(f"dimension.{one.value}", None, self.locale) for one in others)
        return (self.say("passed_over", what=", ".join(named)),)

    def asked(self, metric: Metric, *by: Dimension) -> Mapping[tuple[Shown, ...], Tally]:
        """What a metric counts of each group."""
        return asked(self.source, metric, by, self.filters.condition(metric, self.span))

    def behind(
        self, metric: Metric, by: Sequence[Dimension], groups: Sequence[tuple[Shown, ...]]
    ) -> Behind:
        """Held to all but what marks are told apart by: a second value would be one more."""
        own = {one.value for one in by}
        pairs = tuple(one for one in pairs_of(self.filters, self.span) if one[0] not in own)
        return Behind(metric=metric.key, pairs=pairs, by=tuple(by), groups=tuple(groups))

    def stacks(
        self, title: str, subtitle: str, names: Sequence[str], *series: tuple[str, Sequence[int]]
    ) -> BarChart:
        """What has it and what lacks it."""
        figures = [(self.say(code), [Figure(n, n=n) for n in own]) for code, own in series]
        return self.bars(title, subtitle, names, figures)

    def bars(
        self,
        title: str,
        subtitle: str,
        names: Sequence[str],
        series: Sequence[Named],
        unit: Unit = _NUMBER,
    ) -> BarChart:
        """A bar each, several series on top of each other."""
        return BarChart(
            title=title,
            subtitle=subtitle,
            cut_off=self.source.cut_off,
            unit=unit,
            categories=tuple(names),
            series=tuple(Series(name=name, values=tuple(own)) for name, own in series),
            layout=BarLayout.STACKED if len(series) > 1 else BarLayout.GROUPED,
            is_horizontal=True,
            is_sum=unit.kind is UnitKind.NUMBER,
        )

    def nothing(self, key: str, code: str = "none") -> Panel:
        """A sentence in its place."""
        return Panel(key=key, chart=None, notes=(self.say(f"{key}.{code}"),))

    def say(self, code: str, **params: Param) -> str:
        """A sentence of the report."""
        return say(f"report.compliance.{code}", params, self.locale)
