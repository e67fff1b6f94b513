"""What a visit and a kilometre bring: what came in beside the visits that were made and how far
agents went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kobra_domain.charts.spec import Cell, Column, Figure, Table, Unit
from kobra_domain.metrics.declared import DONE
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import Span
from kobra_domain.reports.names import in_order
from kobra_domain.reports.purses import Purse
from kobra_domain.reports.report import Panel
from kobra_domain.reports.source import asked
from kobra_domain.words import money

_KILOMETRE = 1_000
_KILOMETRES = Unit(decimals=1)
_D = Dimension
_TOLD = 0.8  # of an agent's days with visits: of fewer days' ways nothing is a share


@dataclass(frozen=True, slots=True)
class Effort:
    """What came in (minor units), the visits made, and the metres gone; None: not known of this
    money alone.
    """

    minor: int
    visits: int
    metres: int | None

    def cells(self) -> tuple[Cell, ...]:
        """Of nothing done nothing is a share."""
        km = None if self.metres is None else self.metres / _KILOMETRE
        return (
            Figure(self.minor),
            Figure(self.visits),
            Figure(round(self.minor / self.visits) if self.visits else None),
            Figure(km),
            Figure(round(self.minor / km) if km else None),
        )


def efforts_panel(purse: Purse) -> list[Panel]:
    """A row an agent, by name, and all together, which is no sum of shares. What no contact came
    before was brought by no visit: it stands beside.
    """
    span = Span(purse.first, purse.until)
    came = {str(agent): minor for agent, minor in purse.collected(_D.AGENT).items()}
    nobodys = came.pop("", 0)
    where = purse.own_filters.condition(DONE, span)
    done, worked = Counter[str](), Counter[str]()
    for (agent, _), tally in asked(purse.source, DONE, (_D.AGENT, _D.DAY), where).items():
        if agent and tally.n:
            done[str(agent)] += tally.n
            worked[str(agent)] += 1
    if not done:
        key = f"efforts.{purse.currency.lower()}"
        return [Panel(key=key, chart=None, notes=(purse.say("efforts.none"),))]
    metres, untold = _metres(purse, done, worked)
    agents = sorted({*came, *done}, key=lambda one: (in_order(_name(purse, one)), one))
    known = [metres[one] for one in agents if one in metres]
    notes = [purse.say("attribution")]
    if nobodys:
        notes.append(purse.say("efforts.nobodys", amount=money(nobodys, purse.currency)))
    if untold:
        notes.append(purse.say("km_untold", count=untold))
    if len(known) < len(done):
        notes.append(purse.say("km_unknown"))
    whole = Effort(
        sum(came.values()), sum(done.values()), sum(known) if len(known) == len(done) else None
    )
    rows = [(_name(purse, one), _effort(one, came, done, metres)) for one in agents]
    return [
        Panel(
            key=f"efforts.{purse.currency.lower()}",
            chart=_table(purse, rows, whole),
            notes=tuple(notes),
            about=purse.say("efforts.how"),
            behind=purse.behind(_D.AGENT, agents),
            is_wide=True,
            of_people=True,
        )
    ]


def _table(purse: Purse, rows: Sequence[tuple[str, Effort]], whole: Effort) -> Table:
    return Table(
        title=_title(purse, whole),
        subtitle=purse.say("efforts", currency=purse.currency),
        cut_off=purse.source.cut_off,
        unit=purse.unit,
        columns=_columns(purse),
        rows=tuple((name, *effort.cells()) for name, effort in rows),
        total=(purse.say("total"), *whole.cells()),
    )


def _effort(
    agent: str, came: Mapping[str, int], done: Mapping[str, int], metres: Mapping[str, int]
) -> Effort:
    return Effort(came.get(agent, 0), done.get(agent, 0), metres.get(agent))


def _metres(
    purse: Purse, done: Mapping[str, int], worked: Mapping[str, int]
) -> tuple[Mapping[str, int], int]:
    """How far those went who visited for this money alone (a day's way is not cut up) and whose
    days are told but for a few; and how many of these days are not told.
    """
    span = Span(purse.first, purse.until)
    free = purse.filters.holding(_D.PORTFOLIO).holding(_D.BUCKET)
    all_done = asked(purse.source, DONE, (_D.AGENT,), free.condition(DONE, span))
    trails = purse.source.trails(span, (), ())
    known = {
        one: trails[one]
        for one, visits in done.items()
        if one in trails
        and all_done[(one,)].n == visits
        and trails[one].days >= _TOLD * worked[one]
    }
    untold = sum(max(0, worked[one] - trail.days) for one, trail in known.items())
    return {one: trail.metres for one, trail in known.items()}, untold


def _name(purse: Purse, agent: str) -> str:
    return purse.source.names.of(_D.AGENT, agent)


def _columns(purse: Purse) -> tuple[Column, ...]:
    return (
        Column(name=purse.say("column.agent")),
        Column(name=purse.say("column.came"), unit=purse.unit),
        Column(name=purse.say("column.visits"), unit=Unit()),
        Column(name=purse.say("column.per_visit"), unit=purse.unit),
        Column(name=purse.say("column.km"), unit=_KILOMETRES),
        Column(name=purse.say("column.per_km"), unit=purse.unit),
    )


def _title(purse: Purse, whole: Effort) -> str:
    per_visit = money(round(whole.minor / whole.visits), purse.currency)
    if not whole.metres:
        return purse.say("per_visit", visit=per_visit)
    per_km = money(round(whole.minor * _KILOMETRE / whole.metres), purse.currency)
    return purse.say("per_visit_and_km", visit=per_visit, km=per_km)
