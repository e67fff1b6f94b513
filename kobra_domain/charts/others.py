"""No more series than the eye tells apart."""

from collections.abc import Sequence
from typing import NamedTuple

from kobra_domain.charts.sheet import MOST_SERIES
from kobra_domain.charts.spec import Figure, Series


class Few(NamedTuple):
    """The series that are drawn, in their order, how many are not, and how many of those drawn are
    the chart's own: another is the sum of several.
    """

    series: tuple[Series, ...]
    left_out: int
    own: int


def few_of(series: Sequence[Series], name: str, *, is_sum: bool) -> Few:
    """At most six. The last one is the sum of the rest where figures may be added; shares never
    may, so there the rest is left to the table.
    """
    if len(series) <= MOST_SERIES:
        return Few(tuple(series), 0, len(series))
    if not is_sum:
        return Few(tuple(series[:MOST_SERIES]), len(series) - MOST_SERIES, MOST_SERIES)
    first, rest = series[: MOST_SERIES - 1], series[MOST_SERIES - 1 :]
    values = tuple(map(_sum, zip(*(one.values for one in rest), strict=True)))
    return Few((*first, Series(name=name, values=values)), 0, len(first))


def _sum(figures: tuple[Figure, ...]) -> Figure:
    known = [figure.value for figure in figures if figure.value is not None]
    is_estimate = any(figure.is_estimate for figure in figures)
    return Figure(sum(known), is_estimate=is_estimate) if known else Figure()
