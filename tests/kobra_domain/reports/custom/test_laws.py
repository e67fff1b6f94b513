"""A saved block keeps the laws of numbers: a total is the metric of the union of its rows, and the
rows behind a mark are those it was counted from.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kobra_domain.charts import check_spec
from kobra_domain.charts.scene import Address
from kobra_domain.charts.spec import (
    BarChart,
    Figure,
    HeatMap,
    LineChart,
    PlaceMap,
    Table,
    Unit,
    UnitKind,
)
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.declared import METRICS
from kobra_domain.metrics.dimensions import By, Dimension
from kobra_domain.metrics.predicates import holds
from kobra_domain.metrics.tallies import tally_of
from kobra_domain.reports.custom.asking import Slot
from kobra_domain.reports.custom.build import panels_of
from kobra_domain.reports.custom.things import Block, Held, Shape
from kobra_domain.reports.filters import Against, Filters, Period
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import Panel
from kobra_domain.visits import Outcome, Verdict, VisitState
from tests.kobra_domain.reports.custom.rows import CAUSES, HOUSE, MONEY, Rows, a_payment, a_row

D = Dimension
VISITS = st.builds(
    a_row,
    st.integers(1, 30),
    st.integers(0, 23),
    state=st.sampled_from([VisitState.COMPLETED] * 4 + list(VisitState)),
    outcome=st.sampled_from([Outcome.PROMISE, Outcome.NO_CONTACT, None]),
    verdict=st.none() | st.sampled_from(Verdict),
    agent_id=st.sampled_from([None, "a", "b"]),
    team_id=st.sampled_from([None, "t", "u"]),
    zone=st.sampled_from([None, "La Paz, Meta"]),
    bucket=st.sampled_from([None, 0, 3]),
    is_first=st.booleans(),
    ended_at=st.datetimes(datetime(2026, 10, 20), datetime(2026, 12, 1)).map(
        lambda at: at.replace(tzinfo=UTC)
    ),
    **{
        HOUSE.value: st.sampled_from([None, "=own", "=rent", "=lost", "blank", "dropped"]),
        MONEY.value: st.sampled_from([None, "#0", "#1", "#2", "odd", "blank"]),
        CAUSES.value: st.sampled_from([None, ("=job",), ("=job", "=ill"), ("blank",)]),
    },
)
PAYMENTS = st.builds(
    a_payment,
    st.integers(1, 30),
    st.integers(1, 9_000),
    st.sampled_from(["COP", "MXN"]),
    is_reversal=st.booleans(),
    agent_id=st.sampled_from([None, "a"]),
)
COUNTED = [*("done", "contact_rate", "rpc_rate", "planned", "ptp_rate"), "collected_amount"]
QUOTIENTS = ["collected_amount/done", "done/planned"]
MEASURES = st.lists(st.sampled_from([*COUNTED, *QUOTIENTS]), min_size=1, max_size=3, unique=True)
DIMENSIONS: st.SearchStrategy[list[By]] = st.lists(
    st.sampled_from([*D, HOUSE, MONEY, CAUSES]), max_size=3, unique=True
)
FILTERS = st.builds(
    Filters,
    period=st.sampled_from([Period.THIS_YEAR, Period.LAST_30, Period.LAST_WEEK, Period.CUSTOM]),
    from_on=st.just(date(2026, 11, 3)) | st.none(),
    held=st.fixed_dictionaries(
        {}, optional={D.TEAM: st.just(("t", "u")), D.BUCKET: st.just(("0", "3"))}
    ),
    first_attempts=st.booleans(),
    against=st.sampled_from(Against),
    against_team=st.just("u"),
)
HELD = st.lists(
    st.builds(Held, name=st.just("agent"), value=st.sampled_from(["a", ""])), max_size=1
)
HELD_ROWS = st.fixed_dictionaries(
    {
        "visit": st.lists(VISITS, min_size=5, max_size=9),
        "bank_payment": st.lists(PAYMENTS, max_size=6),
    }
)


@settings(max_examples=100)
@given(HELD_ROWS, MEASURES, DIMENSIONS, FILTERS, HELD, st.sampled_from(Shape))
def test_every_figure_is_the_metric_of_its_rows(
    held: Any, measures: list[str], by: list[By], filters: Filters, own: list[Held], shape: Shape
) -> None:
    source = Rows(held)
    block = Block(
        shape=shape,
        measures=tuple(measures),
        dimensions=tuple(one.value for one in by),
        filters=tuple(own),
    )
    for panel in panels_of(block, source, filters, "0"):
        if panel.chart is None:
            assert panel.notes
            continue
        check_spec(panel.chart)
        if isinstance(panel.chart, Table) and shape is not Shape.PIVOT:
            totals_hold(source, panel.chart, measures, filters, own)
        if isinstance(panel.chart, LineChart) and panel.chart.unit.kind is UnitKind.SHARE:
            assert all(
                one.value is None or one.n for each in panel.chart.series for one in each.values
            )
        if panel.behind is not None:
            rows_hold(source, panel)


def totals_hold(
    source: Rows, chart: Table, measures: list[str], filters: Filters, own: list[Held]
) -> None:
    """The total of each column is its metric of all rows."""
    held = filters.holding(D.AGENT, *(one.value for one in own)) if own else filters
    span = held.span(source.today)
    figures = {column.name: cell for column, cell in zip(chart.columns, chart.total, strict=False)}
    for key in (one for one in measures if one in COUNTED):
        metric = METRICS[key]
        where = held.condition(metric, span)
        tally = tally_of(metric, [r for r in source.held[metric.rows] if holds(where, r)])
        if chart.total and not metric.weighs:
            assert figures[Slot(metric).name([Slot(metric)], "es")] == Slot(metric).figure(
                {key: tally}
            )


def rows_hold(source: Rows, panel: Panel) -> None:
    """The rows behind each mark, asked as a link asks them, are as many as its figure; those of
    totals and of what is compared with too.
    """
    if isinstance(panel.chart, PlaceMap):
        assert [one.figure.n for one in panel.chart.places]
        return
    for address, figure, unit in marks(panel.chart):
        opened = rows_behind(panel, address, "x")
        if opened is None:
            continue
        kind = "visit" if opened[0] == "visits" else "bank_payment"
        number = read_number(opened[1]["number"], kind)
        assert isinstance(number, NumberRows)
        metric = number.question.metric
        rows = [row for row in source.held[metric.rows] if holds(number.rows, row)]
        found = Slot(metric, unit.currency).figure({metric.key: tally_of(metric, rows)})
        if figure.value is not None:
            assert found == figure
        else:  # nothing there, or of too few attempts to say
            assert found.value in (None, 0) or found.n == figure.n


def marks(chart: Any) -> Iterator[tuple[Address, Figure, Unit]]:
    """The figures of a chart by their addresses."""
    if isinstance(chart, Table):
        for row, cells in enumerate((*chart.rows, chart.total)):
            for n, cell in enumerate(cells):
                if isinstance(cell, Figure):
                    yield (row, n), cell, chart.columns[n].unit or Unit()
    elif isinstance(chart, LineChart | BarChart):
        for row, series in enumerate(chart.series):
            yield from (((row, n), one, chart.unit) for n, one in enumerate(series.values))
    elif isinstance(chart, HeatMap):
        for row, cells in enumerate(chart.cells):
            yield from (((row, n), one, chart.unit) for n, one in enumerate(cells))
    else:
        yield (0, 0), chart.figure, chart.unit
