"""«Gestores»: who does other than chance lets expect, after the doors each was given. No rank."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from kobra_domain.charts.spec import FunnelPlot, Limit, Spot, Unit, UnitKind
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.names import in_order
from kobra_domain.statistics.funnel import INNER, OUTER, Funnel, FunnelPlace, Standing
from kobra_domain.words import percent, say

_STEPS = 40  # points of a limit's curve
_FIRST = 10  # of fewer visits the limits are steps of a few hits, and nobody is judged
_TITLES = {
    "none": "none",
    "one": "alike",
    "chance": "alike",
    "spread": "spread",
    "far": "beyond",
}
FAR = (FunnelPlace.FAR_LOW, FunnelPlace.FAR_HIGH)


def agents_funnel(
    metric: Metric, found: Funnel | None, names: Mapping[str, str], locale: str, cut_off: str = ""
) -> FunnelPlot:
    """The chart: each agent's rate after case mix against how many visits it is made of, between
    the limits of chance, widened where all agents differ by more. `names` by the agents' ids; they
    stand in the order of these.
    """
    standings = () if found is None else by_name(found, names)
    code, far = ("none", 0) if found is None else difference(found)
    return FunnelPlot(
        title=say(f"report.agents.{_TITLES[code]}", {"count": far}, locale),
        subtitle=name_of(metric, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        spots=tuple(
            Spot(
                name=names.get(one.who, one.who),
                n=one.n,
                value=min(1.0, one.rate),
                place=one.place,
            )
            for one in standings
        ),
        centre=0.0 if found is None else found.rate,
        limits=() if found is None else _limits(found),
        of=say("report.agents.of", None, locale),
    )


def difference(found: Funnel) -> tuple[str, int]:
    """How those in a funnel differ, and how many lie far out: `one` alone, some `far` out, all by
    more than chance and nobody out of line (`spread`), or by `chance` alone.
    """
    far = sum(one.place in FAR for one in found.standings)
    if len(found.standings) == 1:
        return "one", far
    code = "far" if far else "spread" if found.overdispersion > 1 else "chance"
    return code, far


def by_name(found: Funnel, names: Mapping[str, str]) -> tuple[Standing, ...]:
    """Everybody in the order of their names."""

    def key(one: Standing) -> tuple[str, str]:
        return in_order(names.get(one.who, one.who)), one.who

    return tuple(sorted(found.standings, key=key))


def funnel_words(found: Funnel, names: Mapping[str, str], locale: str) -> tuple[str, ...]:
    """What stands beside the chart: who lies far beyond chance and what was expected there, how
    many lie beyond 95 of 100 and how many would by chance, and how much wider the limits are.
    """
    standings = by_name(found, names)
    said = [
        say(f"report.agents.{one.place.value}", _of(one, names, locale), locale)
        for one in standings
        if one.place in FAR
    ]
    outside = sum(one.place is not FunnelPlace.WITHIN for one in standings)
    params: dict[str, Param] = {
        "count": outside,
        "all": len(standings),
        "by_chance": round(len(standings) * (1 - INNER), 1),
    }
    said.append(say(f"report.agents.outside{'' if outside else '.nobody'}", params, locale))
    if found.overdispersion > 1:
        times = round(sqrt(found.overdispersion), 1)
        said.append(say("report.agents.wider", {"times": times}, locale))
    return tuple(said)


def _of(one: Standing, names: Mapping[str, str], locale: str) -> dict[str, Param]:
    return {
        "name": names.get(one.who, one.who),
        "found": percent(100 * one.hits / one.n, locale),
        "count": one.n,
        "expected": percent(100 * one.expected / one.n, locale),
    }


def _limits(found: Funnel) -> tuple[Limit, ...]:
    most = max(one.n for one in found.standings)
    first = min(_FIRST, *(one.n for one in found.standings), most)
    grows = most / first
    steps = sorted({round(first * grows ** (step / _STEPS)) for step in range(_STEPS + 1)})
    return tuple(_limit(found, n) for n in steps)


def _limit(found: Funnel, n: int) -> Limit:
    wider = sqrt(found.overdispersion)
    inner, outer = found.limits(n, INNER), found.limits(n, OUTER)
    low_95, high_95, low_998, high_998 = (
        min(1.0, max(0.0, found.rate + wider * (hits / n - found.rate)))
        for hits in (*inner, *outer)
    )
    return Limit(n=n, low_95=low_95, high_95=high_95, low_998=low_998, high_998=high_998)
