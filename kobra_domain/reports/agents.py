"""«Gestores»: who does other than chance lets expect, after the doors each was given. No rank."""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from kobra_domain.charts.spec import FunnelPlot, Limit, Spot, Unit, UnitKind
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.tallies import Metric
from kobra_domain.statistics.funnel import INNER, OUTER, Funnel, FunnelPlace
from kobra_domain.words import say

_STEPS = 40  # points of a limit's curve
_FAR = (FunnelPlace.FAR_LOW, FunnelPlace.FAR_HIGH)


def agents_funnel(
    metric: Metric, found: Funnel | None, names: Mapping[str, str], locale: str, cut_off: str = ""
) -> FunnelPlot:
    """The chart: each agent's rate after case mix against how many visits it is made of, between
    the limits of chance, widened where all agents differ by more. `names` by the agents' ids.
    """
    standings = () if found is None else found.standings
    far = sum(one.place in _FAR for one in standings)
    code = "beyond" if far else "alike" if standings else "none"
    return FunnelPlot(
        title=say(f"report.agents.{code}", {"count": far}, locale),
        subtitle=name_of(metric, locale),
        cut_off=cut_off,
        unit=Unit(kind=UnitKind.SHARE),
        spots=tuple(
            Spot(name=names.get(one.who, one.who), n=one.n, value=one.rate) for one in standings
        ),
        centre=0.0 if found is None else found.rate,
        limits=() if found is None else _limits(found),
        of=say("report.agents.of", None, locale),
    )


def _limits(found: Funnel) -> tuple[Limit, ...]:
    most = max(one.n for one in found.standings)
    steps = sorted({max(1, round(most ** (step / _STEPS))) for step in range(_STEPS + 1)})
    return tuple(_limit(found, n) for n in steps)


def _limit(found: Funnel, n: int) -> Limit:
    wider = sqrt(found.overdispersion)
    inner, outer = found.limits(n, INNER), found.limits(n, OUTER)
    low_95, high_95, low_998, high_998 = (
        min(1.0, max(0.0, found.rate + wider * (hits / n - found.rate)))
        for hits in (*inner, *outer)
    )
    return Limit(n=n, low_95=low_95, high_95=high_95, low_998=low_998, high_998=high_998)
