"""No more series than the eye tells apart."""

from collections.abc import Sequence

from kobra_domain.charts.sheet import MOST_SERIES
from kobra_domain.charts.spec import Figure, Series


def few_of(series: Sequence[Series], name: str, *, is_sum: bool) -> tuple[tuple[Series, ...], int]:
    """The series that are drawn, in their order, and how many are not. The last drawn is the sum of
    the rest where figures may be added; shares never may, so there the rest is left to the table.
    """
    if len(series) <= MOST_SERIES:
        return tuple(series), 0
    if not is_sum:
        return tuple(series[:MOST_SERIES]), len(series) - MOST_SERIES
    first, rest = series[: MOST_SERIES - 1], series[MOST_SERIES - 1 :]
    values = tuple(map(_sum, zip(*(one.values for one in rest), strict=True)))
    return (*first, Series(name=name, values=values)), 0


def _sum(figures: tuple[Figure, ...]) -> Figure:
    known = [figure.value for figure in figures if figure.value is not None]
    is_estimate = any(figure.is_estimate for figure in figures)
    return Figure(sum(known), is_estimate=is_estimate) if known else Figure()
