"""When people are found, by the zone of their doors: which zones differ from all together beyond
chance, and the best hour of each.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kobra_domain.charts.spec import Cell, Column, Figure, Place, PlaceMap, Table, Unit, UnitKind
from kobra_domain.errors import Param
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.contact_hours import how_often
from kobra_domain.reports.names import Names
from kobra_domain.statistics.groups import GroupRate, group_rates
from kobra_domain.statistics.hours import FLOOR, Hour, Tried, best, hour_rates, spans
from kobra_domain.statistics.intervals import wilson
from kobra_domain.words import say
from kobra_domain.words.figures import calendar

MOST_ZONES = 200  # a row each; of more is told how many there are
_SHARE, _COUNT = Unit(kind=UnitKind.SHARE), Unit()
_SIDES = {1: "above", -1: "below"}


@dataclass(frozen=True, kw_only=True)
class Zones:
    """What was counted: attempts and hits of each zone by hour of the week (None: of those without
    an hour), and the lawful hours.
    """

    metric: Metric
    tried: Mapping[str, Mapping[Hour | None, Tried]]
    lawful: Collection[Hour]

    @cached_property
    def wholes(self) -> dict[str, Tried]:
        """Of each zone all together, those of most attempts first."""
        made = {zone: _sum(hours.values()) for zone, hours in self.tried.items()}
        return dict(sorted(made.items(), key=lambda one: (-one[1].n, one[0])))

    @cached_property
    def rates(self) -> dict[str, GroupRate[str]]:
        """Of those that were tried often enough."""
        return group_rates(self.wholes)


def _sum(tried: Collection[Tried]) -> Tried:
    return Tried(sum(one.hits for one in tried), sum(one.n for one in tried))


def zones_table(zones: Zones, names: Names, cut_off: str = "") -> Table:
    """A row a zone, in the order of their attempts; a zone of fewer than `FLOOR` is unknown."""
    locale, wholes, rates = names.locale, zones.wholes, zones.rates
    shown = list(wholes)[:MOST_ZONES]
    metric = name_of(zones.metric, locale)
    columns = (
        Column(name=_column("zone", locale)),
        Column(name=_column("attempts", locale), unit=_COUNT),
        Column(name=metric, unit=_SHARE),
        Column(name=_column("value", locale), unit=_SHARE),
        Column(name=_column("side", locale)),
        Column(name=_column("hours", locale)),
    )
    return Table(
        title=zones_answer(zones.metric, rates, bool(wholes), names),
        subtitle=metric,
        cut_off=cut_off,
        unit=_SHARE,
        columns=columns,
        rows=tuple(_row(zones, one, wholes[one], rates.get(one), names) for one in shown),
        total=_total(_sum(wholes.values()), locale) if shown else (),
    )


def zones_map(
    zones: Zones, names: Names, places: Mapping[str, tuple[float, float]], cut_off: str = ""
) -> PlaceMap | None:
    """The zones where their doors are, in the colours of what they are compared by; None where
    nobody knows where any is.
    """
    locale, rates = names.locale, zones.rates
    shown = placed(zones, places)
    if not shown:
        return None
    called = _without_town([names.of(Dimension.ZONE, one) for one in shown])
    return PlaceMap(
        title=_overview(rates, len(zones.tried), locale),
        subtitle=name_of(zones.metric, locale),
        cut_off=cut_off,
        unit=_SHARE,
        places=tuple(
            Place(
                name=name,
                lat=places[one][0],
                lon=places[one][1],
                figure=_value(zones.wholes[one], rates.get(one)),
            )
            for one, name in zip(shown, called, strict=True)
        ),
    )


def _without_town(names: Sequence[str]) -> Sequence[str]:
    """«El Recreo, Cali» is «El Recreo» where all are of Cali: there is little room on a map."""
    towns = {name.partition(", ")[2] for name in names}
    return [name.partition(", ")[0] for name in names] if len(towns) == 1 else names


def placed(zones: Zones, places: Mapping[str, tuple[float, float]]) -> list[str]:
    """The zones of a map, those of most attempts first."""
    return [one for one in zones.wholes if one in places][:MOST_ZONES]


def map_notes(
    zones: Zones, places: Mapping[str, tuple[float, float]], locale: str
) -> tuple[str, ...]:
    """How many zones a map lacks."""
    count = len(zones.tried) - len(placed(zones, places))
    return (say("report.zones.unplaced", {"count": count}, locale),) if count else ()


def _overview(rates: Mapping[str, GroupRate[str]], count: int, locale: str) -> str:
    """«12 zonas: 2 por encima del conjunto, 1 por debajo»."""
    sides = [one.side for one in rates.values()]
    params: dict[str, Param] = {
        "zones": say("report.zones.count", {"count": count}, locale),
        "above": sides.count(1),
        "below": sides.count(-1),
    }
    if len(sides) == 1:  # beside nothing to differ from
        return str(params["zones"])
    return say(f"report.zones.{'map' if any(sides) else 'map_alike'}", params, locale)


def zones_notes(zones: Zones, locale: str) -> tuple[str, ...]:
    """What has to be known to read the table; none where there is nothing to read."""
    if not zones.tried:
        return ()
    left = len(zones.tried) - MOST_ZONES
    said = say("report.zones.adjusted", None, locale)
    if left > 0:
        said += f" {say('report.zones.left_out', {'count': left}, locale)}"
    return (said,)


def zones_answer(
    metric: Metric, rates: Mapping[str, GroupRate[str]], has_any: bool, names: Names
) -> str:
    """«En Centro, Cali alguien atiende 5 de cada 10 veces, más que en el conjunto»: the zone that
    is best beyond chance, else the one that is worst, else that none is either.
    """
    locale = names.locale
    if not has_any:
        return say("report.hours.none", None, locale)
    if not rates:
        return say("report.zones.few", {"count": FLOOR}, locale)
    beyond = [one for one in rates.values() if one.side]
    if not beyond:
        return say("report.zones.alike", None, locale)
    told = max(beyond, key=lambda one: (one.side, one.value * one.side))
    params: dict[str, Param] = {
        "zone": names.of(Dimension.ZONE, told.key),
        "how_often": how_often(told.value, locale),
    }
    said = say(f"report.zones.best.{metric.key}", params, locale)
    return say(f"report.zones.{_SIDES[told.side]}", {"said": said}, locale)


def _column(name: str, locale: str) -> str:
    return say(f"report.zones.column.{name}", None, locale)


def _row(
    zones: Zones, zone: str, tried: Tried, rate: GroupRate[str] | None, names: Names
) -> tuple[Cell, ...]:
    own = Figure(n=tried.n) if rate is None else Figure(rate.rate, *rate.interval, tried.n)
    value = _value(tried, rate)
    named = names.of(Dimension.ZONE, zone)
    best_hour = _best_hour(zones, zone, names.locale)
    side = _side(rate, names.locale)
    return (named, Figure(float(tried.n)), own, value, side, best_hour)


def _value(tried: Tried, rate: GroupRate[str] | None) -> Figure:
    return Figure(n=tried.n) if rate is None else Figure(rate.value, n=tried.n)


def _total(tried: Tried, locale: str) -> tuple[Cell, ...]:
    rate = Figure(n=tried.n)
    if tried.n >= FLOOR:
        rate = Figure(tried.hits / tried.n, *wilson(*tried), tried.n)
    named = say("report.zones.total", None, locale)
    return (named, Figure(float(tried.n)), rate, Figure(rate.value, n=tried.n), "", "")


def _best_hour(zones: Zones, zone: str, locale: str) -> str:
    """«sáb 9–11»: better than the zone's other hours beyond chance."""
    tried = {hour: one for hour, one in zones.tried[zone].items() if hour is not None}
    rates = hour_rates(tried, zones.lawful)
    found = spans(best(rates))
    if not found:
        code = "alike" if rates else "unknown"
        return say(f"report.zones.hours.{code}", None, locale)
    one = max(found, key=lambda span: span.value)
    params: dict[str, Param] = {
        "day": calendar(locale).weekdays[one.weekday],
        "first": one.first,
        "until": one.until,
    }
    return say("report.zones.hours", params, locale)


def _side(rate: GroupRate[str] | None, locale: str) -> str:
    side = "unknown" if rate is None else _SIDES.get(rate.side, "")
    return say(f"report.zones.side.{side}", None, locale) if side else ""
