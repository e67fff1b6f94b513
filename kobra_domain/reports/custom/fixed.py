"""Heat maps, maps and numbers of a block, whose dimensions are fixed: a chart of each measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product

from kobra_domain.charts.spec import (
    HOURS,
    WEEKDAYS,
    BigNumber,
    Figure,
    HeatMap,
    Place,
    PlaceMap,
    UnitKind,
)
from kobra_domain.charts.units import Printer
from kobra_domain.contact import rules_of
from kobra_domain.metrics.dimensions import Dimension, Shown
from kobra_domain.metrics.tallies import Tally
from kobra_domain.reports.contact_hours import lawful_hours, week_grid
from kobra_domain.reports.custom.asking import Asker, Found, Key, Slot
from kobra_domain.reports.custom.drawn import Drawn
from kobra_domain.statistics.hours import FLOOR
from kobra_domain.words import say

_D = Dimension


def heats(asker: Asker) -> Iterator[Drawn]:
    """The week's hours, always all of them, of each measure."""
    by = (_D.WEEKDAY, _D.HOUR)
    found = asker.found(by)
    grid = tuple(product(range(WEEKDAYS), range(HOURS)))
    locale = asker.source.locale
    held = asker.filters.values(_D.PORTFOLIO)
    portfolios = [one for one in asker.source.portfolios if not held or one.id in held]
    lawful = week_grid(lawful_hours(rules_of(one, asker.source.house) for one in portfolios))
    for slot in asker.slots:
        unknown = sum(
            tallies[slot.metric.key].n
            for key, tallies in found.items()
            if "" in key and slot.metric.key in tallies
        )
        cells = tuple(
            tuple(_tried(slot, found, (day, hour)) for hour in range(HOURS))
            for day in range(WEEKDAYS)
        )
        notes = (say("custom.hourless", {"count": unknown}, locale),) if unknown else ()
        few = sum(one.value is None and bool(one.n) for line in cells for one in line)
        if few:
            notes = (*notes, say("custom.few", {"count": few, "least": FLOOR}, locale))
        is_visited = slot.metric.rows == "visit"
        chart = HeatMap(unit=slot.unit, cells=cells, lawful=lawful if is_visited else ())
        yield Drawn(chart, (slot,), by, grid, 0, (*notes, *asker.uncompared))


def maps(asker: Asker) -> Iterator[Drawn]:
    """The zones where their doors are, of each measure; none where nobody knows where any is."""
    by, places = (_D.ZONE,), asker.source.zone_places()
    found = asker.found(by)
    known = [key for key in asker.ordered(by, found) if str(key[0]) in places]
    keys, lost = known[: asker.room.zones], len(found) - len(known)
    if not keys:
        return
    locale = asker.source.locale
    unplaced = (say("report.zones.unplaced", {"count": lost}, locale),) if lost else ()
    notes = (*unplaced, *asker.uncompared)
    for slot in asker.slots:
        made = tuple(_place(asker, slot, key[0], places, found[key]) for key in keys)
        yield Drawn(
            PlaceMap(unit=slot.unit, places=made),
            (slot,), by, tuple(keys), len(known) - len(keys), notes,
        )  # fmt: skip


def _place(
    asker: Asker,
    slot: Slot,
    zone: Shown,
    places: Mapping[str, tuple[float, float]],
    tallies: Mapping[str, Tally],
) -> Place:
    """A zone as large as the rows that it was counted from."""
    lat, lon = places[str(zone)]
    n = tallies.get(slot.metric.key, Tally()).n
    figure = replace(slot.figure(tallies), n=n)
    return Place(name=asker.namer.of(_D.ZONE, zone)[:120] or "–", lat=lat, lon=lon, figure=figure)


def _tried(slot: Slot, found: Found, key: Key) -> Figure:
    """An hour in which nothing was done is unknown, not zero; so is a share of so few attempts that
    chance alone makes it the best or the worst.
    """
    if key not in found:
        return Figure()
    figure = slot.figure(found[key])
    is_few = slot.unit.kind is UnitKind.SHARE and figure.n is not None and figure.n < FLOOR
    return Figure(n=figure.n) if is_few else figure


def numbers(asker: Asker) -> Iterator[Drawn]:
    """One figure of each measure, and what it is compared with."""
    locale, other = asker.source.locale, asker.other
    for slot in asker.slots:
        beside = ""
        if other is not None:
            figure = Printer(slot.unit, locale).whole(slot.figure(other.whole).value)
            params = {"figure": figure, "when": asker.other_words}
            beside = say("custom.beside", params, locale)
        chart = BigNumber(unit=slot.unit, figure=slot.figure(asker.whole), beside=beside[:240])
        yield Drawn(chart, (slot,), (), ((),))
