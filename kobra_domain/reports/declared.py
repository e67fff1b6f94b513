"""The reports there are: each is a builder and what it may be held to. Its words are `report.KEY`
(what it is called) and those that its builder says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.agents_page import HELD as AGENTS_HELD
from kobra_domain.reports.agents_page import METRICS as AGENTS_METRICS
from kobra_domain.reports.agents_page import agents_panels
from kobra_domain.reports.bare import in_words
from kobra_domain.reports.compliance_page import HELD as COMPLIANCE_HELD
from kobra_domain.reports.compliance_page import compliance_panels
from kobra_domain.reports.contact_hours import METRICS as HOURS_METRICS
from kobra_domain.reports.filter_words import filter_words
from kobra_domain.reports.filters import HELD, Against, Filters, read_filters, said
from kobra_domain.reports.hours import hours_panels
from kobra_domain.reports.promises_page import HELD as PROMISES_HELD
from kobra_domain.reports.promises_page import promises_panels
from kobra_domain.reports.recovery import recovery_panels
from kobra_domain.reports.report import Panel, Report
from kobra_domain.reports.shipped import (
    MONTH,
    MONTH_FILTERS,
    WEEK,
    WEEK_FILTERS,
    month_panels,
    week_panels,
)
from kobra_domain.reports.source import Source
from kobra_domain.words import say

# Pairs that say one thing together.
_TOGETHER = ({"period", "from", "to"}, {"against", "against_team"})
# Of reports that are never told alone: the first is what they open with.
_COMPARED = (Against.PERIOD_BEFORE, Against.YEAR_BEFORE, Against.TEAM)
Build = Callable[[Source, Filters], Iterable[Panel]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportKind:
    """`build` makes the panels, one after the other where that takes long; `held` are the
    dimensions it can be held to, `measures` those that one is chosen of, the first where none is;
    `needs_server`: it stands on what no replica has.
    `has_period`: its days are chosen.
    `title`: what somebody called it; without one its words do.
    `against`: what it can be compared with, the first where nobody chose one of them.
    `build_for_file` makes them for a table to reckon with, which has room for more than a screen.
    `opens`: what it is held to where nobody said. `for_client`: it is an institution's own paper.
    """

    key: str
    build: Build
    held: tuple[Dimension, ...] = HELD
    measures: tuple[Metric, ...] = ()
    against: tuple[Against, ...] = tuple(Against)
    has_first_attempts: bool = False
    needs_server: bool = False
    has_period: bool = True
    title: str = ""
    build_for_file: Build | None = None
    opens: Filters | None = None
    for_client: bool = False


REPORTS: dict[str, ReportKind] = {
    one.key: one
    for one in (
        ReportKind(
            key="hours", build=hours_panels, measures=HOURS_METRICS, has_first_attempts=True
        ),
        ReportKind(
            key="recovery",
            build=recovery_panels,
            held=(Dimension.PORTFOLIO, Dimension.TEAM, Dimension.AGENT, Dimension.BUCKET),
            against=_COMPARED,
            needs_server=True,
        ),
        ReportKind(
            key="agents",
            build=agents_panels,
            held=AGENTS_HELD,
            measures=AGENTS_METRICS,
            against=(Against.NONE,),
            has_first_attempts=True,
        ),
        ReportKind(
            key="promises", build=promises_panels, held=PROMISES_HELD, against=(Against.NONE,)
        ),
        ReportKind(
            key="compliance",
            build=compliance_panels,
            held=COMPLIANCE_HELD,
            against=(Against.NONE,),
            needs_server=True,
        ),
        ReportKind(key=WEEK, build=week_panels, against=_COMPARED, opens=WEEK_FILTERS),
        ReportKind(
            key=MONTH, build=month_panels, against=_COMPARED, opens=MONTH_FILTERS, for_client=True
        ),
    )
}


def built(kind: ReportKind, source: Source, filters: Filters, *, for_file: bool = False) -> Report:
    """The report of a source; `for_file`: as a table to reckon with holds it. Raises Invalid for a
    filter that no value is called by.
    """
    held = fitting(kind, filters)
    build = (kind.build_for_file if for_file else None) or kind.build
    return replace(
        _headed(kind, source, held),
        panels=tuple(in_words(one, source.locale) for one in build(source, held)),
    )


def building(kind: ReportKind, source: Source, filters: Filters) -> Iterator[Report]:
    """The report as it comes about, first without any panel, each time with one more; the last is
    `built`'s.
    """
    held = fitting(kind, filters)
    made = _headed(kind, source, held)
    yield made
    for panel in kind.build(source, held):
        made = replace(made, panels=(*made.panels, in_words(panel, source.locale)))
        yield made


def _headed(kind: ReportKind, source: Source, held: Filters) -> Report:
    """The report without its panels."""
    return Report(
        key=kind.key,
        title=kind.title or say(f"report.{kind.key}", None, source.locale),
        about=filter_words(held, source.names, source.today),
        cut_off=source.cut_off,
        panels=(),
    )


def opened(kind: ReportKind, pairs: Sequence[tuple[str, str]]) -> Filters:
    """What pairs hold a report to, and of what they do not say what it opens with. Raises Invalid
    as `read_filters` does.
    """
    asked = read_filters(pairs)
    if kind.opens is None:
        return asked
    names = {name for name, _ in pairs}
    for together in _TOGETHER:
        if names & together:
            names |= together
    own = [pair for pair in said(kind.opens) if pair[0] not in names]
    return read_filters([*own, *pairs])


def fitting(kind: ReportKind, filters: Filters) -> Filters:
    """Filters without what a report cannot be held to: a person's are one for all reports."""
    return replace(
        filters,
        held={one: values for one, values in filters.held.items() if one in kind.held},
        first_attempts=filters.first_attempts and kind.has_first_attempts,
        against=compared(kind, filters),
    )


def compared(kind: ReportKind, filters: Filters) -> Against:
    """What a report is compared with: what is chosen, where it is any of its own."""
    return filters.against if filters.against in kind.against else kind.against[0]
