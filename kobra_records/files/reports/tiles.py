"""A number as it stands alone: its name, the number, and what is said under it."""

from __future__ import annotations

from kobra_domain.charts.spec import BigNumber, Figure
from kobra_domain.charts.units import Printer
from kobra_domain.words import say
from kobra_domain.words.figures import number
from kobra_records.files.paper import Tile


def tile_of(chart: BigNumber, locale: str) -> Tile:
    """Between what it lies and of how many, where that is known, and what stands beside it."""
    printer = Printer(chart.unit, locale)
    name = chart.subtitle or chart.title
    beside = (chart.title if chart.title != name else "", *sure_of(chart.figure, printer, locale))
    lines = tuple(one for one in (*beside, chart.beside) if one)
    return Tile(name, printer.whole(chart.figure.value), lines)


def sure_of(figure: Figure, printer: Printer, locale: str) -> tuple[str, ...]:
    """Between what it lies and of how many: one line, or none where neither is known."""
    if figure.value is None:
        return ()
    parts = []
    if figure.low is not None and figure.high is not None:
        parts.append(printer.span(figure.low, figure.high))
    if figure.n is not None:
        parts.append(say("chart.of", {"count": number(figure.n, locale)}, locale))
    return (" · ".join(parts),) if parts else ()
