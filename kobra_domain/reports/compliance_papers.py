"""What papers say of compliance, as they stand today: who agreed to be located, what was signed,
who agreed to other hours, what was complained of; and from the audit who looked at trails.
"""

from __future__ import annotations

from kobra_domain.charts.spec import Column, Figure, Table, Unit
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.people import Agent
from kobra_domain.reports.compliance_asked import Complied
from kobra_domain.reports.names import in_order
from kobra_domain.reports.papers import Agreed, Looks, Signed
from kobra_domain.reports.report import Panel
from kobra_domain.reports.saying import share_words
from kobra_domain.words import full_day

_D = Dimension


def consents_panel(of: Complied) -> Panel:
    """Of the agents who work, who agreed to be located, by team."""
    held = [one for one in of.papers.people() if one.is_active and of.holds(one)]
    if not held:
        return of.nothing("consents")
    teams = sorted(
        {one.team_id or "" for one in held},
        key=lambda one: (one == "", in_order(of.source.names.of(_D.TEAM, one))),
    )
    own = {team: [_agrees(one) for one in held if (one.team_id or "") == team] for team in teams}
    lacking = sorted((one.name for one in held if not _agrees(one)), key=in_order)
    said = [of.say("consents.lacking", names=", ".join(lacking))] if lacking else []
    chart = of.stacks(
        of.say("consents", count=len(held), agreed=len(held) - len(lacking)),
        of.say("consents.metric"),
        [of.source.names.of(_D.TEAM, team) for team in teams],
        ("consents.with", [sum(own[team]) for team in teams]),
        ("consents.without", [len(own[team]) - sum(own[team]) for team in teams]),
    )
    return Panel(
        key="consents",
        chart=chart,
        notes=(*said, *of.passed_over(_D.TEAM, _D.AGENT)),
        about=of.say("consents.how"),
        of_people=bool(lacking),
    )


def signed_panel(of: Complied) -> Panel:
    """Accounts with an authorisation in force, where the law asks for one."""
    asks = [one for one in of.portfolios if of.laws[one.id].visits is not None]
    found = of.papers.signed(of.source.today)
    own = [found.get(one.id, Signed()) for one in asks]
    accounts, some = (sum(one.accounts for one in own), sum(one.authorised for one in own))
    if not accounts:
        return of.nothing("signed")
    chart = of.stacks(
        of.say("signed", share=share_words(some / accounts, of.locale)),
        of.say("signed.metric"),
        [one.name for one in asks],
        ("signed.with", [one.authorised for one in own]),
        ("signed.without", [one.accounts - one.authorised for one in own]),
    )
    notes = [of.say("signed.note")]
    if len(asks) < len(of.portfolios):
        notes.append(of.say("signed.not_asked", count=len(of.portfolios) - len(asks)))
    notes += of.passed_over(_D.PORTFOLIO)
    return Panel(key="signed", chart=chart, notes=tuple(notes), about=of.say("signed.how"))


def agreed_panel(of: Complied) -> Panel:
    """People with other hours."""
    found = of.papers.agreed(of.source.today)
    there = [one for one in of.portfolios if one.id in found]
    if not there:
        return of.nothing("agreed")
    own: list[Agreed] = [found[one.id] for one in there]
    standing = sum(one.standing for one in own)
    lapsed = sum(one.lapsed for one in own)
    title = of.say("agreed", count=standing) if standing else of.say("agreed.lapsed", count=lapsed)
    chart = of.stacks(
        title,
        of.say("agreed.metric"),
        [one.name for one in there],
        ("agreed.with", [one.standing for one in own]),
        ("agreed.without", [one.lapsed for one in own]),
    )
    notes = of.passed_over(_D.PORTFOLIO)
    return Panel(key="agreed", chart=chart, notes=notes, about=of.say("agreed.how"))


def complaints_panel(of: Complied) -> Panel:
    """Complaints received in the period, and how they stand today."""
    found = of.papers.complaints(of.span, of.source.today)
    there = [one for one in of.portfolios if one.id in found]
    if not there:
        return of.nothing("complaints")
    own = [found[one.id] for one in there]
    overdue = sum(one.overdue for one in own)
    count = sum(one.settled + one.waiting for one in own) + overdue
    chart = of.stacks(
        of.say("complaints", count=count),
        of.say("complaints.metric"),
        [one.name for one in there],
        ("complaints.settled", [one.settled for one in own]),
        ("complaints.waiting", [one.waiting for one in own]),
        ("complaints.overdue", [one.overdue for one in own]),
    )
    late = (of.say("complaints.late", count=overdue),) if overdue else ()
    notes = (*late, *of.passed_over(_D.PORTFOLIO))
    return Panel(key="complaints", chart=chart, notes=notes, about=of.say("complaints.how"))


def looks_panel(of: Complied) -> Panel:
    """Who looked at trails; only the server keeps it."""
    if not isinstance(of.source, Looks):
        return of.nothing("looks", "offline")
    found = of.source.looks(of.span)
    if not found:
        return of.nothing("looks")
    rows = sorted(found, key=lambda one: (one.name == "", in_order(one.name)))
    chart = Table(
        title=of.say("looks", count=sum(one.times for one in found)),
        subtitle=of.say("looks.metric"),
        cut_off=of.source.cut_off,
        columns=(
            Column(name=of.say("looks.who")),
            Column(name=of.say("looks.times"), unit=Unit()),
            Column(name=of.say("looks.agents"), unit=Unit()),
            Column(name=of.say("looks.last")),
        ),
        rows=tuple(
            (
                one.name or of.say("looks.other"),
                Figure(one.times),
                Figure(one.agents),
                full_day(one.last_on, of.locale),
            )
            for one in rows
        ),
    )
    return Panel(
        key="looks",
        chart=chart,
        notes=of.passed_over(),
        about=of.say("looks.how"),
        is_wide=True,
        of_people=True,
    )


def _agrees(agent: Agent) -> bool:
    return agent.consent is not None and agent.consent.withdrawn_at is None
