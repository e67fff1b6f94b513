"""A saved report as panels. What it names and is there no longer is a sentence in its place; all
else is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kobra_domain.charts.spec import ChartSpec
from kobra_domain.metrics.answered import Answered
from kobra_domain.metrics.asked import name_of
from kobra_domain.metrics.dimensions import By, Dimension, read_by, term_of
from kobra_domain.metrics.tallies import Metric
from kobra_domain.reports.custom.asking import FILE, SCREEN, Asker, Namer, Room
from kobra_domain.reports.custom.drawn import Drawn, bars, lines, measures_words
from kobra_domain.reports.custom.fixed import heats, maps, numbers
from kobra_domain.reports.custom.measures import Measure, read_measure
from kobra_domain.reports.custom.tables import compares, pivot, table
from kobra_domain.reports.custom.things import (
    FIXED,
    MOST_DIMENSIONS,
    MOST_MEASURES,
    Block,
    SavedReport,
    Shape,
    filters_of,
    opened,
    over,
)
from kobra_domain.reports.declared import Build, ReportKind
from kobra_domain.reports.filter_words import filter_words
from kobra_domain.reports.filters import Filters
from kobra_domain.reports.report import Behind, Panel
from kobra_domain.reports.source import Source
from kobra_domain.words import number, say


def kind_of_saved(saved: SavedReport) -> ReportKind:
    """A saved report as one of those that there are."""
    return ReportKind(
        key=saved.id,
        title=saved.name,
        build=builder(saved),
        build_for_file=builder(saved, FILE),
        has_first_attempts=True,
        opens=opened(saved),
    )


def builder(saved: SavedReport, room: Room = SCREEN) -> Build:
    """Makes the panels of a saved report, as much of each as there is room for."""
    gone = filters_of(saved.filters)[1]

    def build(source: Source, filters: Filters) -> tuple[Panel, ...]:
        locale = source.locale
        notes = tuple(_gone("custom.gone.filter", name, locale) for name in gone)
        made = [Panel(key="gone", chart=None, notes=notes, is_wide=True)] if notes else []
        if not saved.blocks:
            words = say("custom.no_blocks", None, locale)
            made.append(Panel(key="none", chart=None, notes=(words,), is_wide=True))
        for n, block in enumerate(saved.blocks):
            made += panels_of(block, source, filters, f"{n}", room)
        return tuple(made)

    return build


@dataclass(frozen=True)
class _Read:
    """What a block names and there is, and sentences for what is there no longer."""

    measures: tuple[Measure, ...]
    by: tuple[By, ...]
    filters: Filters
    notes: tuple[str, ...]


def panels_of(
    block: Block, source: Source, filters: Filters, key: str, room: Room = SCREEN
) -> list[Panel]:
    """The panels of a block: one, or of shapes with an axis one for each unit."""
    namer = Namer(source)
    read = _read(block, source, namer, filters)
    if not read.measures:
        notes = read.notes or (say("custom.no_measures", None, source.locale),)
        return [Panel(key=key, chart=None, notes=notes, is_wide=block.is_wide)]
    asker = Asker(source, read.measures, read.filters, read.filters.span(source.today), room)
    if asker.is_empty and block.shape is not Shape.NUMBER:
        names = ", ".join(one.name(source.locale) for one in read.measures)
        words = say("custom.nothing", {"measures": names}, source.locale)
        held = filter_words(read.filters, source.names, source.today)
        notes = (*read.notes, words, held)
        return [Panel(key=key, chart=None, notes=notes, is_wide=block.is_wide)]
    made = list(_drawn(block, asker, read)) or list(_tabled(asker, read.by))
    return [
        _panel(block, asker, read, one, key if len(made) == 1 else f"{key}.{n}")
        for n, one in enumerate(made)
    ]


def _read(block: Block, source: Source, namer: Namer, filters: Filters) -> _Read:
    locale = source.locale
    known, notes = list[Measure](), list[str]()
    for key in dict.fromkeys(block.measures):
        measure = read_measure(key)
        if measure is None:
            notes.append(_gone("custom.gone.measure", key, locale))
        else:
            known.append(measure)
    by: list[By] = []
    for text in dict.fromkeys(block.dimensions):
        one = read_by(text)
        if one is None:
            notes.append(_gone("custom.gone.dimension", text, locale))
        elif isinstance(one, Answered) and namer.question(one) is None:
            notes.append(_gone("custom.gone.question", one.path, locale))
        else:
            by.append(one)
    own, gone = over(filters, block.filters)
    notes += [_gone("custom.gone.filter", name, locale) for name in gone]
    told = tuple(FIXED.get(block.shape, by[:MOST_DIMENSIONS]))
    measures, lost = _divisible(known[:MOST_MEASURES], told, namer, locale)
    plain = [one.of for one in measures if one.per is None]
    notes += [*lost, *_together(plain, told, namer, locale)]
    several = (namer.title(one) for one in told if namer.is_several(one))
    notes += [say("custom.several", {"question": one}, locale) for one in several]
    if block.filters:
        notes.append(filter_words(own, source.names, source.today))
    return _Read(measures, told, own, tuple(notes))


def _divisible(
    measures: Sequence[Measure], by: Sequence[By], namer: Namer, locale: str
) -> tuple[tuple[Measure, ...], list[str]]:
    """Without quotients of which one side knows nothing of a dimension: there is no group of both;
    and sentences for those.
    """
    kept, said = list[Measure](), list[str]()
    for measure in measures:
        lacking = (
            (metric, one)
            for metric in measure.metrics
            for one in by
            if measure.per is not None and term_of(metric, one) is None
        )
        found = next(lacking, None)
        if found is None:
            kept.append(measure)
            continue
        params = {
            "measure": measure.name(locale),
            "side": name_of(found[0], locale),
            "dimension": namer.title(found[1]),
        }
        said.append(say("custom.indivisible", params, locale))
    return tuple(kept), said


def _together(
    metrics: Sequence[Metric], by: Sequence[By], namer: Namer, locale: str
) -> Iterator[str]:
    """Measures whose rows know nothing of a dimension stand in one group."""
    for one in by:
        lacking = [metric for metric in metrics if term_of(metric, one) is None]
        if lacking:
            params = {"measures": _names(lacking, locale), "dimension": namer.title(one)}
            yield say("custom.together", params, locale)


def _drawn(block: Block, asker: Asker, read: _Read) -> Iterator[Drawn]:
    by = read.by
    match block.shape:
        case Shape.LINE:
            yield from lines(asker, by)
        case Shape.BAR:
            yield from bars(asker, by)
        case Shape.HEAT:
            yield from heats(asker)
        case Shape.NUMBER:
            yield from numbers(asker)
        case Shape.MAP:
            yield from maps(asker)
        case Shape.PIVOT if len(by) > 1:
            yield _pivoted(asker, by)
        case _:
            yield from _tabled(asker, by)


def _tabled(asker: Asker, by: Sequence[By]) -> Iterator[Drawn]:
    """What has no other look, and zones of which nobody knows where they are."""
    laid = table(asker, by)
    notes = () if compares(asker, by) else asker.uncompared
    drawn = Drawn(laid.table, asker.slots, tuple(by), laid.groups, laid.left, notes)
    if len(laid.columns) == 1 and by:  # its groups say it, and the total is that of all
        yield replace(drawn, groups=laid.groups[:-1])
    else:
        yield replace(drawn, columns=laid.columns)


def _pivoted(asker: Asker, by: Sequence[By]) -> Drawn:
    laid, locale = pivot(asker, by), asker.source.locale
    notes = asker.uncompared
    if laid.left_across:
        notes = (say("custom.left_across", {"count": laid.left_across}, locale), *notes)
    return Drawn(
        laid.table,
        asker.slots,
        tuple(by[:-1]),
        laid.groups,
        laid.left,
        notes,
        laid.columns,
        is_cut=bool(laid.left_across),
    )


def _panel(block: Block, asker: Asker, read: _Read, drawn: Drawn, key: str) -> Panel:
    source = asker.source
    measures = dict.fromkeys(slot.measure for slot in drawn.slots)
    chart: ChartSpec = replace(
        drawn.chart,
        title=block.title or drawn.chart.title,
        subtitle=measures_words(drawn.slots, source.locale),
        cut_off=source.cut_off,
    )
    return Panel(
        key=key,
        chart=chart,
        notes=(*read.notes, *_left(drawn.left, source.locale), *drawn.notes),
        about="\n".join(one.about(source.locale) for one in measures),
        behind=_behind(asker, drawn),
        is_wide=block.is_wide,
        is_cut=bool(drawn.left) or drawn.is_cut,
        of_people=Dimension.AGENT in read.by,
    )


def _behind(asker: Asker, drawn: Drawn) -> Behind | None:
    """The rows behind marks, where each mark is a group of one measure, or its column says what it
    is of.
    """
    if not drawn.groups or not (len(drawn.slots) == 1 or drawn.columns):
        return None
    if not drawn.columns and drawn.slots[0].per is not None:
        return None
    metric = drawn.slots[0].metric
    return Behind(
        metric=metric.key,
        pairs=asker.pairs(metric),
        by=drawn.by,
        groups=drawn.groups,
        columns=drawn.columns,
    )


def _names(metrics: Sequence[Metric], locale: str) -> str:
    return ", ".join(name_of(one, locale) for one in metrics)


def _left(count: int, locale: str) -> tuple[str, ...]:
    """«y 4.214 más»: what is cut is said."""
    if not count:
        return ()
    return (say("custom.left", {"more": number(count, locale), "count": count}, locale),)


def _gone(code: str, name: str, locale: str) -> str:
    return say(code, {"name": name}, locale)
