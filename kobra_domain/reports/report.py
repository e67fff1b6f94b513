"""A report: what a page shows, a paper prints and a link opens, as data. Built once, it is the same
everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kobra_domain.charts.reading import shape_of, spec_of
from kobra_domain.charts.spec import (
    ChartSpec,
)
from kobra_domain.errors import Invalid
from kobra_domain.metrics.dimensions import By, Shown, read_by

MOST_PANELS, MOST_NOTES = 60, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindColumn:
    """What a column of figures, or a series, is of: a metric (""; nobody can say which rows), its
    pairs, and the values of `by` that all of it is of. `groups` are of its own lines or steps where
    they are others than those of the whole.
    """

    metric: str
    pairs: tuple[tuple[str, str], ...] = ()
    by: tuple[By, ...] = ()
    group: tuple[Shown, ...] = ()
    groups: tuple[tuple[Shown, ...], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What the rows behind a chart's marks are asked by: a metric, the pairs that hold it (days,
    filters; those of `metrics.questions`), by what marks are told apart, and the values of each:
    of a heat map's or matrix's cells line by line, of a table's lines, of a chart's steps, which
    hold for all its series, or of its series one after the other. `spans` instead of those: the
    days of each mark from one on and before another, "" where there is no end. `columns`: of
    several measures, or told apart both ways, each column of figures or series says what it is of;
    a group may then be of the first of `by` alone, or of none of them: a line that is a total.
    """

    metric: str
    pairs: tuple[tuple[str, str], ...]
    by: tuple[By, ...] = ()
    groups: tuple[tuple[Shown, ...], ...] = ()
    spans: tuple[tuple[str, str], ...] = ()
    columns: tuple[BehindColumn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A chart with what is said beside it. `about`: how its number is counted. `is_wide`: it has
    the whole width. Without a chart it is its notes: a sentence where nothing can be drawn.
    `is_cut`: it holds more than was room for. `of_people`: its marks are people each, so that only
    who is signed in sees it.
    """

    key: str
    chart: ChartSpec | None
    notes: tuple[str, ...] = ()
    about: str = ""
    behind: Behind | None = None
    is_wide: bool = False
    is_cut: bool = False
    of_people: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`about` says what it is held to, `cut_off` up to when its data go."""

    key: str
    title: str
    about: str
    cut_off: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSaid:
    """A report by its name, in the reader's language."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportsSaid:
    """All of them."""

    items: tuple[ReportSaid, ...]


def shape_of_report(report: Report) -> dict[str, Any]:
    """The report as plain JSON values."""
    return {
        "key": report.key,
        "title": report.title,
        "about": report.about,
        "cut_off": report.cut_off,
        "panels": [_panel_shape(one) for one in report.panels],
    }


def _panel_shape(panel: Panel) -> dict[str, Any]:
    behind = panel.behind
    return {
        "key": panel.key,
        "chart": None if panel.chart is None else shape_of(panel.chart),
        "notes": list(panel.notes),
        "about": panel.about,
        "behind": None
        if behind is None
        else {
            "metric": behind.metric,
            "pairs": [list(pair) for pair in behind.pairs],
            "by": [one.value for one in behind.by],
            "groups": [list(group) for group in behind.groups],
            "spans": [list(span) for span in behind.spans],
            "columns": [_column_shape(one) for one in behind.columns],
        },
        "is_wide": panel.is_wide,
        "is_cut": panel.is_cut,
        "of_people": panel.of_people,
    }


def _column_shape(column: BehindColumn) -> dict[str, Any]:
    own = None if column.groups is None else [list(group) for group in column.groups]
    return {
        "metric": column.metric,
        "pairs": [list(pair) for pair in column.pairs],
        "by": [one.value for one in column.by],
        "group": list(column.group),
        "groups": own,
    }


def report_of(said: Any) -> Report:
    """The report of JSON values. Raises Invalid (`wrong_type`, or a chart's problem)."""
    try:
        return Report(
            key=_text(said["key"]),
            title=_text(said["title"]),
            about=_text(said["about"]),
            cut_off=_text(said["cut_off"]),
            panels=tuple(_panel(one) for one in said["panels"][:MOST_PANELS]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Invalid("wrong_type", field="report") from None


def _panel(said: Any) -> Panel:
    chart, behind = said["chart"], said["behind"]
    return Panel(
        key=_text(said["key"]),
        chart=None if chart is None else spec_of(chart),
        notes=tuple(_text(one) for one in said["notes"][:MOST_NOTES]),
        about=_text(said["about"]),
        behind=None if behind is None else _behind(behind),
        is_wide=said["is_wide"] is True,
        is_cut=said.get("is_cut") is True,
        of_people=said.get("of_people") is True,
    )


def _behind(said: Any) -> Behind:
    return Behind(
        metric=_text(said["metric"]),
        pairs=tuple((_text(name), _text(value)) for name, value in said["pairs"]),
        by=tuple(map(_by, said["by"])),
        groups=_groups(said["groups"]),
        spans=tuple((_text(first), _text(until)) for first, until in said.get("spans", ())),
        columns=tuple(map(_column, said.get("columns") or ())),
    )


def _column(said: Any) -> BehindColumn:
    own = said["groups"]
    return BehindColumn(
        metric=_text(said["metric"]),
        pairs=tuple((_text(name), _text(value)) for name, value in said["pairs"]),
        by=tuple(map(_by, said["by"])),
        group=_group(said["group"]),
        groups=None if own is None else _groups(own),
    )


def _groups(said: Any) -> tuple[tuple[Shown, ...], ...]:
    return tuple(map(_group, said))


def _group(said: Any) -> tuple[Shown, ...]:
    return tuple(one if isinstance(one, int) else _text(one) for one in said)


def _by(said: Any) -> By:
    found = read_by(_text(said))
    if found is None:
        raise ValueError(said)
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
