"""What visits say of compliance: whether they were verified at the address, how far their location
can be trusted, and which were outside the hours of everybody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from functools import reduce
from operator import add

from kobra_domain.charts.spec import Figure, LineChart, Series, Unit, UnitKind
from kobra_domain.metrics.asked import about, name_of
from kobra_domain.metrics.declared import DONE, LOW_LOCATION_SHARE, VERIFIED_SHARE
from kobra_domain.metrics.dimensions import Dimension, shown
from kobra_domain.metrics.predicates import All
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.agents import difference
from kobra_domain.reports.agents_done import has_trails
from kobra_domain.reports.compliance_asked import Complied
from kobra_domain.reports.names import in_order
from kobra_domain.reports.papers import is_agreed, outside, perhaps_outside
from kobra_domain.reports.report import Panel
from kobra_domain.reports.saying import share_words, sure_words
from kobra_domain.reports.stretches import LENGTHS, step_of, steps_of
from kobra_domain.reports.work import Trail
from kobra_domain.statistics.funnel import Attempts, funnel
from kobra_domain.statistics.intervals import wilson
from kobra_domain.visits import Verdict, VisitState

_D = Dimension
_SHARE = Unit(kind=UnitKind.SHARE)
_ENDS = (VisitState.COMPLETED, VisitState.NOT_COMPLETED)


def verified_panel(of: Complied) -> Panel:
    """The share of completed visits that was at the address over time, with its interval."""
    found = {
        date.fromisoformat(str(day)): tally
        for (day,), tally in of.asked(VERIFIED_SHARE, _D.DAY).items()
        if day and tally.n
    }
    if not found:
        return of.nothing("verified")
    steps, kind = steps_of(list(found))
    folded: dict[date, Tally] = defaultdict(Tally)
    for day, tally in found.items():
        folded[step_of(day, kind)] += tally
    whole = reduce(add, found.values())
    name = name_of(VERIFIED_SHARE, of.locale)
    chart = LineChart(
        title=of.say("verified", **sure_words(whole.hits, whole.n, of.locale)),
        subtitle=name,
        cut_off=of.source.cut_off,
        unit=_SHARE,
        steps=tuple(step.isoformat() for step in steps),
        step=kind,
        series=(Series(name=name, values=tuple(_rate(folded[step]) for step in steps)),),
    )
    length = LENGTHS[kind]
    groups = [(str(shown(length, step)),) for step in steps]
    return Panel(
        key="verified",
        chart=chart,
        about=about(VERIFIED_SHARE, of.locale),
        behind=of.behind(VERIFIED_SHARE, (length,), groups),
        is_wide=True,
    )


def verdicts_panel(of: Complied) -> Panel:
    """How many visits were where, those that were completed and those that were not: the share
    above is of the first alone.
    """
    found = {
        (str(state), str(verdict)): tally.n
        for (state, verdict), tally in of.asked(DONE, _D.STATE, _D.VERDICT).items()
    }
    whole = sum(found.values())
    if not whole:
        return of.nothing("verdicts")
    there = [
        one
        for one in (*(one.value for one in Verdict), "")
        if any(found.get((state.value, one)) for state in _ENDS)
    ]
    numbers = {state: [found.get((state.value, one), 0) for one in there] for state in _ENDS}
    at_address = sum(found.get((state.value, Verdict.AT_ADDRESS.value), 0) for state in _ENDS)
    chart = of.stacks(
        of.say("verdicts", count=whole, there=at_address),
        of.say("verdicts.metric"),
        [of.source.names.of(_D.VERDICT, one) for one in there],
        *((f"verdicts.{state.value}", own) for state, own in numbers.items()),
    )
    completed = sum(numbers[VisitState.COMPLETED])
    groups = [(state.value, one) for state in _ENDS for one in there]
    return Panel(
        key="verdicts",
        chart=chart,
        notes=(of.say("verdicts.note", count=completed),) if completed < whole else (),
        about=about(DONE, of.locale),
        behind=of.behind(DONE, (_D.STATE, _D.VERDICT), groups),
    )


def low_location_panel(of: Complied) -> Panel:
    """Where nobody can tell, by agent; and what trails say of it."""
    found = {
        str(who): tally
        for (who,), tally in of.asked(LOW_LOCATION_SHARE, _D.AGENT).items()
        if who and tally.n
    }
    if not found:
        return of.nothing("low_location")
    names = {who: of.source.names.of(_D.AGENT, who) for who in found}
    order = sorted(found, key=lambda who: (in_order(names[who]), who))
    whole = reduce(add, found.values())
    tried = funnel(Attempts(who, "", one.hits, one.n) for who, one in found.items())
    code, far = ("one", 0) if tried is None else difference(tried)
    share, name = (
        share_words(whole.hits / whole.n, of.locale),
        name_of(LOW_LOCATION_SHARE, of.locale),
    )
    chart = of.bars(
        of.say(f"low_location.{code}", share=share, count=far),
        name,
        [names[who] for who in order],
        [(name, [_rate(found[who]) for who in order])],
        _SHARE,
    )
    return Panel(
        key="low_location",
        chart=chart,
        notes=_trail_words(of),
        about=about(LOW_LOCATION_SHARE, of.locale),
        behind=of.behind(LOW_LOCATION_SHARE, (_D.AGENT,), [(who,) for who in order]),
        of_people=True,
    )


def outside_panel(of: Complied) -> Panel:
    """Visits outside everybody's hours, that an agreement let be and that none did."""
    where = of.filters.condition(DONE, of.span)
    asked_for = All((DONE.filter, where, perhaps_outside(of.laws)))
    found = outside(of.papers.knocks(asked_for), of.laws)
    if not found:
        return of.nothing("outside")
    parties = {one.id: one for one in of.papers.parties({one.party_id for one in found})}
    let, not_let = Counter[str](), Counter[str]()
    for one in found:
        agrees = is_agreed(one, of.laws[one.portfolio_id], parties.get(one.party_id))
        (let if agrees else not_let)[one.portfolio_id] += 1
    there = [one for one in of.portfolios if let[one.id] or not_let[one.id]]
    lacking = not_let.total()
    code = "none_agreed" if lacking == len(found) else "some" if lacking else "all"
    chart = of.stacks(
        of.say(f"outside.{code}", count=len(found), lacking=lacking),
        of.say("outside.metric"),
        [one.name for one in there],
        ("outside.with", [let[one.id] for one in there]),
        ("outside.without", [not_let[one.id] for one in there]),
    )
    return Panel(key="outside", chart=chart, about=of.say("outside.how"))


def _trail_words(of: Complied) -> tuple[str, ...]:
    """How much of the time of work, and of the fixes, nobody can rely on."""
    if not has_trails(of.filters):
        return ()
    agents, teams = of.filters.values(_D.AGENT), of.filters.values(_D.TEAM)
    whole = sum(of.work.trails(of.span, agents, teams).values(), Trail())
    said = []
    if whole.work_s:
        share = share_words(whole.unseen_s / whole.work_s, of.locale)
        said.append(of.say("low_location.unseen", share=share))
    if whole.fixes + whole.doubted:
        share = share_words(whole.doubted / (whole.fixes + whole.doubted), of.locale)
        said.append(of.say("low_location.doubted", share=share))
    return tuple(said)


def _rate(tally: Tally) -> Figure:
    if not tally.n:
        return Figure(n=0)
    return Figure(tally.hits / tally.n, *wilson(tally.hits, tally.n), tally.n)
