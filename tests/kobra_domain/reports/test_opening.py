"""From a figure to its rows: the question that it was counted by, held to its own group."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from kobra_domain.charts import ChartSpec, example
from kobra_domain.charts.spec import Table
from kobra_domain.metrics.behind import NumberRows, read_number
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.opening import rows_behind
from kobra_domain.reports.report import (
    Behind,
    BehindColumn,
    Panel,
    Report,
    report_of,
    shape_of_report,
)

DAYS = (("from", "2026-11-01"), ("to", "2026-12-01"))


def panel(kind: str, groups: tuple[tuple[str | int, ...], ...], *by: Dimension) -> Panel:
    behind = Behind(metric="rpc_rate", pairs=DAYS, by=by, groups=groups)
    return Panel(key="x", chart=example(kind, "es"), behind=behind)


def numbers(count: int) -> tuple[tuple[int], ...]:
    return tuple((n,) for n in range(count))


def test_an_hour_of_the_week_opens_its_visits() -> None:
    by = (Dimension.WEEKDAY, Dimension.HOUR)
    made = panel("heat_map", tuple(product(range(7), range(24))), *by)
    opened = rows_behind(made, (5, 9), "Contacto · sábado 9:00")
    assert opened is not None
    page, state = opened
    assert (page, list(state)) == ("visits", ["number"])
    read = read_number(state["number"], "visit")
    assert isinstance(read, NumberRows)
    assert read.name == "Contacto · sábado 9:00"
    assert "weekday=5&hour=9" in read.text


@pytest.mark.parametrize(
    ("kind", "of", "groups", "found"),
    [
        ("matrix", (2, 1), 30, 13),
        ("matrix", (2, 1), 5, 2),
        ("line", (1, 3), 10, 3),
        ("line", (1, 3), 40, 13),
        ("line", (1, 3), 4, 1),
        ("bar", (1, 3), 4, 3),
        ("bar", (1, 3), 8, 7),
        ("multiples", (4, 7), 8, 4),
        ("multiples", (4, 7), 12, 7),
        ("table", (3, 2), 4, 3),
        ("table", (5, 2), 4, None),
        ("waterfall", (0, 6), 9, 6),
        ("funnel", (0, 11), 12, 11),
        ("number", (1, 3), 1, None),
        ("line", (1, 3), 3, None),
    ],
)
def test_a_figure_is_of_the_group_that_is_its_own(
    kind: str, of: tuple[int, int], groups: int, found: int | None
) -> None:
    opened = rows_behind(panel(kind, numbers(groups), Dimension.BUCKET), of, "x")
    if found is None:
        assert opened is None
        return
    assert opened is not None
    assert f"bucket={found}#" in opened[1]["number"]


def test_a_total_opens_the_rows_of_all_and_each_column_of_several_measures_its_own() -> None:
    made = panel("table", numbers(4), Dimension.BUCKET)
    whole = rows_behind(made, (4, 1), "x")
    assert whole is not None
    assert whole[1]["number"] == "rpc_rate?from=2026-11-01&to=2026-12-01#x"
    assert made.behind is not None
    columns = (
        BehindColumn(metric="done", pairs=DAYS),
        BehindColumn(metric="kept_rate", pairs=DAYS, by=(Dimension.TEAM,), group=("t",)),
        BehindColumn(metric=""),
    )
    [line] = [example("table", "es")]
    assert isinstance(line, Table)
    names = len(line.columns) - len(columns)
    behind = replace(made.behind, groups=((0,), (1,), (2,), (), ()), columns=columns)
    several = replace(made, behind=behind)
    visits, promises = (rows_behind(several, (2, names + n), "x") for n in (0, 1))
    assert visits == ("visits", {"number": "done?from=2026-11-01&to=2026-12-01&bucket=2#x"})
    assert promises is not None
    assert promises[0] == "agreements"
    assert promises[1]["number"].endswith("&bucket=2&team=t#x")
    total = rows_behind(several, (4, names), "x")
    assert total == ("visits", {"number": "done?from=2026-11-01&to=2026-12-01#x"})
    for nowhere in ((2, names + 2), (2, 0), (9, names)):
        assert rows_behind(several, nowhere, "x") is None
    other = replace(columns[0], groups=((7,), (8,)))
    lines = replace(panel("line", numbers(4), Dimension.BUCKET), behind=replace(
        behind, columns=(columns[0], other)))  # fmt: skip
    opened = rows_behind(lines, (1, 1), "x")
    assert opened is not None
    assert "bucket=8" in opened[1]["number"]
    assert report_of(shape_of_report(a_report(several, lines))) == a_report(several, lines)


def a_report(*panels: Panel) -> Report:
    return Report(key="r", title="r", about="", cut_off="", panels=panels)


def test_its_own_group_stands_in_place_of_what_the_page_is_held_to() -> None:
    made = panel("table", tuple((f"a{n}",) for n in range(4)), Dimension.AGENT)
    assert made.behind is not None
    held = replace(made, behind=replace(made.behind, pairs=(*DAYS, ("agent", "a1"), ("team", "t"))))
    opened = rows_behind(held, (1, 1), "x")
    assert opened is not None
    assert opened[1]["number"].count("agent=") == 1
    assert "team=t" in opened[1]["number"]


def test_one_number_opens_all_its_rows_and_money_the_agreements() -> None:
    whole = panel("number", ())
    opened = rows_behind(whole, (0, 0), "x")
    assert opened is not None
    assert opened[1]["number"].startswith("rpc_rate?from=2026-11-01&to=2026-12-01#")
    assert whole.behind is not None
    for metric, tab in (("collected_amount", "payments"), ("kept_rate", "promises")):
        money = replace(whole, behind=replace(whole.behind, metric=metric))
        opened = rows_behind(money, (0, 0), "x")
        assert opened is not None
        assert (opened[0], opened[1]["tab"]) == ("agreements", tab)


@pytest.mark.parametrize(
    "chart", [None, example("number", "es")], ids=["no chart", "no rows behind"]
)
def test_where_nobody_said_what_is_behind_nothing_opens(chart: ChartSpec | None) -> None:
    assert rows_behind(Panel(key="x", chart=chart), (0, 0), "x") is None
    unknown = Behind(metric="dreams", pairs=())
    assert rows_behind(Panel(key="x", chart=chart, behind=unknown), (0, 0), "x") is None


def test_marks_that_are_spans_of_days_open_those_days() -> None:
    """An end that is open is none; a mark beside them opens nothing."""
    spans = (("", "2026-11-01"), ("2026-11-01", "2026-11-08"), ("2026-11-08", ""), ("", ""))
    behind = Behind(metric="kept_rate", pairs=(("state", "open"),), spans=spans)
    made = Panel(key="x", chart=example("bar", "es"), behind=behind)
    opened = rows_behind(made, (0, 1), "Abiertas")
    assert opened is not None
    assert opened[0] == "agreements"
    said = "kept_rate?state=open"
    assert opened[1]["number"].startswith(f"{said}&from=2026-11-01&to=2026-11-08#")
    for at, rest in ((0, "&to=2026-11-01"), (2, "&from=2026-11-08"), (3, "")):
        other = rows_behind(made, (0, at), "")
        assert other is not None
        assert other[1]["number"] == f"{said}{rest}#"
    assert rows_behind(replace(made, behind=replace(behind, spans=spans[:3])), (0, 9), "") is None
