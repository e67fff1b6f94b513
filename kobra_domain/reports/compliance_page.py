"""«Cumplimiento normativo» from a source: where visits were made and how sure that is, who agreed
to be located, what is signed, who agreed to other hours, which visits those let be, and who looked
at trails.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import reduce
from operator import add

from kobra_domain.charts.spec import (
    BarChart,
    BarLayout,
    Column,
    Figure,
    LineChart,
    Series,
    StepKind,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import about, name_of
from kobra_domain.metrics.declared import DONE, LOW_LOCATION_SHARE, VERIFIED_SHARE
from kobra_domain.metrics.dimensions import Dimension, Shown, shown
from kobra_domain.metrics.predicates import All
from kobra_domain.metrics.tallies import Metric, Tally
from kobra_domain.people import Agent
from kobra_domain.portfolios import Portfolio
from kobra_domain.reports.agents import difference
from kobra_domain.reports.agents_done import has_trails
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.hours import pairs_of
from kobra_domain.reports.names import in_order
from kobra_domain.reports.papers import (
    Agreed,
    Looks,
    Papers,
    Signed,
    is_agreed,
    law_of,
    outside,
    perhaps_outside,
)
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.saying import share_words, sure_words
from kobra_domain.reports.source import Source, asked
from kobra_domain.reports.stretches import step_of, steps_of
from kobra_domain.reports.work import Trail, Work
from kobra_domain.statistics.funnel import Attempts, funnel
from kobra_domain.statistics.intervals import wilson
from kobra_domain.visits import Verdict
from kobra_domain.words import full_day, say

_D = Dimension
HELD = (_D.PORTFOLIO, _D.TEAM, _D.AGENT, _D.ZONE, _D.BUCKET)
_SHARE = Unit(kind=UnitKind.SHARE)
_LENGTHS = {StepKind.DAY: _D.DAY, StepKind.WEEK: _D.WEEK, StepKind.MONTH: _D.MONTH}


def compliance_panels(source: Source, filters: Filters) -> tuple[Panel, ...]:
    """The panels of the report; of what there is none of, a sentence."""
    page = _Page(source, filters)
    made = (page.verified(), page.verdicts(), page.low_location(), page.consents())
    return (*made, page.signed(), page.agreed(), page.outside(), page.looks())


class _Page:
    """Makes the panels of what a reader sees and filters hold."""

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

    def verified(self) -> Panel:
        """The share that was at the address over time, with its interval."""
        found = {
            date.fromisoformat(str(day)): tally
            for (day,), tally in self._asked(VERIFIED_SHARE, _D.DAY).items()
            if day and tally.n
        }
        if not found:
            return self._nothing("verified")
        steps, kind = steps_of(list(found))
        folded: dict[date, Tally] = defaultdict(Tally)
        for day, tally in found.items():
            folded[step_of(day, kind)] += tally
        whole = reduce(add, found.values())
        series = Series(
            name=name_of(VERIFIED_SHARE, self.locale),
            values=tuple(_rate(folded[step]) for step in steps),
        )
        chart = LineChart(
            title=self._say("verified", **sure_words(whole.hits, whole.n, self.locale)),
            subtitle=name_of(VERIFIED_SHARE, self.locale),
            cut_off=self.source.cut_off,
            unit=_SHARE,
            steps=tuple(step.isoformat() for step in steps),
            step=kind,
            series=(series,),
        )
        length = _LENGTHS[kind]
        groups = tuple((str(shown(length, step)),) for step in steps)
        return Panel(
            key="verified",
            chart=chart,
            about=about(VERIFIED_SHARE, self.locale),
            behind=self._behind(VERIFIED_SHARE, length, groups),
            is_wide=True,
        )

    def verdicts(self) -> Panel:
        """How many visits were where."""
        found = {str(one): tally for (one,), tally in self._asked(DONE, _D.VERDICT).items()}
        whole = sum(tally.n for tally in found.values())
        if not whole:
            return self._nothing("verdicts")
        order = [*(one.value for one in Verdict), ""]
        there = [one for one in order if found.get(one, Tally()).n]
        chart = self._bars(
            self._say("verdicts", count=whole, there=found.get("at_address", Tally()).n),
            self._say("verdicts.metric"),
            [self.source.names.of(_D.VERDICT, one) for one in there],
            [
                (
                    self._say("verdicts.metric"),
                    [Figure(found[one].n, n=found[one].n) for one in there],
                )
            ],
        )
        groups: tuple[tuple[Shown, ...], ...] = tuple((one,) for one in there)
        behind = self._behind(DONE, _D.VERDICT, groups)
        return Panel(key="verdicts", chart=chart, about=about(DONE, self.locale), behind=behind)

    def low_location(self) -> Panel:
        """Where nobody can tell, by agent; and what trails say of it."""
        found = {
            str(who): tally
            for (who,), tally in self._asked(LOW_LOCATION_SHARE, _D.AGENT).items()
            if who and tally.n
        }
        if not found:
            return self._nothing("low_location")
        names = {who: self.source.names.of(_D.AGENT, who) for who in found}
        order = sorted(found, key=lambda who: (in_order(names[who]), who))
        whole = reduce(add, found.values())
        tried = funnel(Attempts(who, "", one.hits, one.n) for who, one in found.items())
        code, far = ("one", 0) if tried is None else difference(tried)
        share = share_words(whole.hits / whole.n, self.locale)
        chart = self._bars(
            self._say(f"low_location.{code}", share=share, count=far),
            name_of(LOW_LOCATION_SHARE, self.locale),
            [names[who] for who in order],
            [(name_of(LOW_LOCATION_SHARE, self.locale), [_rate(found[who]) for who in order])],
            _SHARE,
        )
        behind = self._behind(LOW_LOCATION_SHARE, _D.AGENT, tuple((who,) for who in order))
        return Panel(
            key="low_location",
            chart=chart,
            notes=self._trail_words(),
            about=about(LOW_LOCATION_SHARE, self.locale),
            behind=behind,
            of_people=True,
        )

    def consents(self) -> Panel:
        """Of the agents who work, who agreed to be located, by team."""
        held = [one for one in self.papers.people() if one.is_active and self._is_held(one)]
        if not held:
            return self._nothing("consents")
        teams = sorted(
            {one.team_id or "" for one in held},
            key=lambda one: (one == "", in_order(self.source.names.of(_D.TEAM, one))),
        )
        own = {
            team: [_agrees(one) for one in held if (one.team_id or "") == team] for team in teams
        }
        lacking = sorted((one.name for one in held if not _agrees(one)), key=in_order)
        chart = self._stacks(
            self._say("consents", count=len(held), agreed=len(held) - len(lacking)),
            self._say("consents.metric"),
            [self.source.names.of(_D.TEAM, team) for team in teams],
            ("consents.with", [sum(own[team]) for team in teams]),
            ("consents.without", [len(own[team]) - sum(own[team]) for team in teams]),
        )
        notes = (self._say("consents.lacking", names=", ".join(lacking)),) if lacking else ()
        return Panel(
            key="consents",
            chart=chart,
            notes=notes,
            about=self._say("consents.how"),
            of_people=bool(lacking),
        )

    def signed(self) -> Panel:
        """Accounts with an authorisation in force, where the law asks for one."""
        asks = [one for one in self.portfolios if law_of(one).visits is not None]
        found = self.papers.signed(self.source.today)
        own = [found.get(one.id, Signed()) for one in asks]
        accounts, some = (sum(one.accounts for one in own), sum(one.authorised for one in own))
        if not accounts:
            return self._nothing("signed")
        chart = self._stacks(
            self._say("signed", share=share_words(some / accounts, self.locale)),
            self._say("signed.metric"),
            [one.name for one in asks],
            ("signed.with", [one.authorised for one in own]),
            ("signed.without", [one.accounts - one.authorised for one in own]),
        )
        notes = [self._say("signed.note")]
        if len(asks) < len(self.portfolios):
            notes.append(self._say("signed.not_asked", count=len(self.portfolios) - len(asks)))
        how = self._say("signed.how")
        return Panel(key="signed", chart=chart, notes=tuple(notes), about=how)

    def agreed(self) -> Panel:
        """People with other hours."""
        found = self.papers.agreed()
        there = [one for one in self.portfolios if one.id in found]
        if not there:
            return self._nothing("agreed")
        own: list[Agreed] = [found[one.id] for one in there]
        documented = sum(one.documented for one in own)
        chart = self._stacks(
            self._say("agreed", count=documented),
            self._say("agreed.metric"),
            [one.name for one in there],
            ("agreed.with", [one.documented for one in own]),
            ("agreed.without", [one.undocumented for one in own]),
        )
        return Panel(key="agreed", chart=chart, about=self._say("agreed.how"))

    def outside(self) -> Panel:
        """Visits outside everybody's hours, that an agreement let be and that none did."""
        where = self.filters.condition(DONE, self.span)
        asked_for = All((DONE.filter, where, perhaps_outside(self.portfolios)))
        found = outside(self.papers.knocks(asked_for), self.portfolios)
        if not found:
            return self._nothing("outside")
        parties = {one.id: one for one in self.papers.parties({one.party_id for one in found})}
        by_id: Mapping[str, Portfolio] = {one.id: one for one in self.portfolios}
        let, not_let = Counter[str](), Counter[str]()
        for one in found:
            agrees = is_agreed(one, by_id[one.portfolio_id], parties.get(one.party_id))
            (let if agrees else not_let)[one.portfolio_id] += 1
        there = [one for one in self.portfolios if let[one.id] or not_let[one.id]]
        code = "some" if not_let.total() else "all"
        chart = self._stacks(
            self._say(f"outside.{code}", count=len(found), lacking=not_let.total()),
            self._say("outside.metric"),
            [one.name for one in there],
            ("outside.with", [let[one.id] for one in there]),
            ("outside.without", [not_let[one.id] for one in there]),
        )
        return Panel(key="outside", chart=chart, about=self._say("outside.how"))

    def looks(self) -> Panel:
        """Who looked at trails; only the server keeps it."""
        if not isinstance(self.source, Looks):
            return self._nothing("looks", "offline")
        found = self.source.looks(self.span)
        if not found:
            return self._nothing("looks")
        rows = sorted(found, key=lambda one: (one.name == "", in_order(one.name)))
        chart = Table(
            title=self._say("looks", count=sum(one.times for one in found)),
            subtitle=self._say("looks.metric"),
            cut_off=self.source.cut_off,
            columns=(
                Column(name=self._say("looks.who")),
                Column(name=self._say("looks.times"), unit=Unit()),
                Column(name=self._say("looks.agents"), unit=Unit()),
                Column(name=self._say("looks.last")),
            ),
            rows=tuple(
                (
                    one.name or self._say("looks.other"),
                    Figure(one.times),
                    Figure(one.agents),
                    full_day(one.last_on, self.locale),
                )
                for one in rows
            ),
        )
        how = self._say("looks.how")
        return Panel(key="looks", chart=chart, about=how, is_wide=True, of_people=True)

    def _trail_words(self) -> tuple[str, ...]:
        """How much of the time of work, and of the fixes, nobody can rely on."""
        if not has_trails(self.filters):
            return ()
        agents, teams = self.filters.values(_D.AGENT), self.filters.values(_D.TEAM)
        whole = sum(self.work.trails(self.span, agents, teams).values(), Trail())
        said = []
        if whole.work_s:
            share = share_words(whole.unseen_s / whole.work_s, self.locale)
            said.append(self._say("low_location.unseen", share=share))
        if whole.fixes + whole.doubted:
            share = share_words(whole.doubted / (whole.fixes + whole.doubted), self.locale)
            said.append(self._say("low_location.doubted", share=share))
        return tuple(said)

    def _is_held(self, agent: Agent) -> bool:
        agents, teams = self.filters.values(_D.AGENT), self.filters.values(_D.TEAM)
        is_own = not agents or agent.id in agents
        return is_own and (not teams or (agent.team_id or "") in teams)

    def _asked(self, metric: Metric, by: Dimension) -> Mapping[tuple[Shown, ...], Tally]:
        return asked(self.source, metric, (by,), self.filters.condition(metric, self.span))

    def _behind(
        self, metric: Metric, by: Dimension, groups: tuple[tuple[Shown, ...], ...]
    ) -> Behind:
        """Held to all but what marks are told apart by: a second value would be one more."""
        pairs = (one for one in pairs_of(self.filters, self.span) if one[0] != by.value)
        return Behind(metric=metric.key, pairs=tuple(pairs), by=(by,), groups=groups)

    def _stacks(
        self,
        title: str,
        subtitle: str,
        names: Sequence[str],
        *series: tuple[str, Sequence[int]],
    ) -> BarChart:
        """What has it and what lacks it."""
        figures = [(self._say(code), [_count(n) for n in own]) for code, own in series]
        return self._bars(title, subtitle, names, figures)

    def _bars(
        self,
        title: str,
        subtitle: str,
        names: Sequence[str],
        series: Sequence[tuple[str, Sequence[Figure]]],
        unit: Unit = Unit(),  # noqa: B008
    ) -> BarChart:
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

    def _nothing(self, key: str, code: str = "none") -> Panel:
        return Panel(key=key, chart=None, notes=(self._say(f"{key}.{code}"),))

    def _say(self, code: str, **params: Param) -> str:
        return say(f"report.compliance.{code}", params, self.locale)


def _count(n: int) -> Figure:
    return Figure(n, n=n)


def _agrees(agent: Agent) -> bool:
    return agent.consent is not None and agent.consent.withdrawn_at is None


def _rate(tally: Tally) -> Figure:
    if not tally.n:
        return Figure(n=0)
    return Figure(tally.hits / tally.n, *wilson(tally.hits, tally.n), tally.n)
