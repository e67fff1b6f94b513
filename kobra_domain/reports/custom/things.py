"""A report that somebody put together: blocks of measures and dimensions, as data. What it names
is kept as text, so that what is there no longer can be said in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from kobra_domain.errors import Invalid
from kobra_domain.limits import Code, Id, Length, Line, Name, Note, TeamId, UserId
from kobra_domain.metrics.dimensions import Dimension
from kobra_domain.reports.filters import HELD, Filters, read_filters, said

PERIOD = "period"  # a parameter beside the dimensions of `HELD`
MOST_BLOCKS, MOST_MEASURES, MOST_DIMENSIONS, MOST_FILTERS = 20, 8, 3, 500
DimensionText = Annotated[str, Length(1, 240)]


class Shape(StrEnum):
    """How a block is seen."""

    TABLE = "table"
    PIVOT = "pivot"
    LINE = "line"
    BAR = "bar"
    HEAT = "heat"
    MAP = "map"
    NUMBER = "number"


# By what a shape is told apart, whatever a block says.
FIXED: dict[Shape, tuple[Dimension, ...]] = {
    Shape.HEAT: (Dimension.WEEKDAY, Dimension.HOUR),
    Shape.MAP: (Dimension.ZONE,),
    Shape.NUMBER: (),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A filter as `reports.filters` says it: «team» and an id, «period» and «last_30»."""

    name: Code
    value: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One panel: `measures` are keys of metrics, `dimensions` what `metrics.dimensions.read_by`
    reads, in their order; of a pivot the last stands across. Its own `filters` stand in place of
    those of the report that have the same name. Without a `title` its figures say it.
    """

    shape: Shape = Shape.TABLE
    measures: tuple[Code, ...] = ()
    dimensions: tuple[DimensionText, ...] = ()
    filters: tuple[Held, ...] = ()
    title: Line = ""
    is_wide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedReport:
    """Of its `owner_id`, and of whom it was given to: `team_id`, None: nobody. `parameters` are the
    names of filters that are asked for when it is opened.
    """

    id: Id
    name: Name
    owner_id: UserId
    team_id: TeamId | None = None
    filters: tuple[Held, ...] = ()
    parameters: tuple[Code, ...] = ()
    blocks: tuple[Block, ...] = ()
    note: Note = ""
    edited_at: datetime | None = None
    is_active: bool = True


def check_saved(saved: SavedReport) -> None:
    """Raise Invalid (`too_many`) for a report of more than anybody could look at."""
    _few(saved.blocks, MOST_BLOCKS, "blocks")
    _few(saved.filters, MOST_FILTERS, "filters")
    _few(saved.parameters, len(HELD) + 2, "parameters")
    for block in saved.blocks:
        _few(block.measures, MOST_MEASURES, "blocks.measures")
        _few(block.dimensions, MOST_DIMENSIONS, "blocks.dimensions")
        _few(block.filters, MOST_FILTERS, "blocks.filters")


def _few(held: tuple[object, ...], most: int, field: str) -> None:
    if len(held) > most:
        raise Invalid("too_many", field=field, limit=most)


def held_of(filters: Filters) -> tuple[Held, ...]:
    """Filters as they are kept."""
    return tuple(Held(name=name, value=value) for name, value in said(filters))


def filters_of(held: Iterable[Held]) -> tuple[Filters, tuple[str, ...]]:
    """Kept filters, and the names of those that nothing is called by any longer."""
    pairs = [(one.name, one.value) for one in held]
    try:
        return read_filters(pairs), ()
    except Invalid:
        return _readable(pairs)


def _readable(pairs: Iterable[tuple[str, str]]) -> tuple[Filters, tuple[str, ...]]:
    known, gone = list[tuple[str, str]](), dict[str, None]()
    for pair in pairs:
        try:
            read_filters([*known, pair])
            known.append(pair)
        except Invalid:
            gone[pair[0]] = None
    return read_filters(known), tuple(gone)


ANY = "any"  # a block's filter: not held to any of what is named, whatever the report is held to
# Pairs that say one thing together; the first says the default of all.
_TOGETHER = ((PERIOD, "from", "to"), ("against", "against_team"))
_PLAIN = {
    PERIOD: Filters().period.value,
    "against": Filters().against.value,
    "first_attempts": "false",
}


def over(filters: Filters, own: Iterable[Held]) -> tuple[Filters, tuple[str, ...]]:
    """The report's filters with a block's own in place of those of the same name."""
    own = tuple(own)
    names = _with_theirs({one.value if one.name == ANY else one.name for one in own})
    kept = [Held(name=name, value=value) for name, value in said(filters) if name not in names]
    return filters_of((*kept, *(one for one in own if one.name != ANY)))


def own_of(filters: Filters, wanted: Filters) -> tuple[Held, ...]:
    """What a block is held to by itself, so that `over` the report's filters it is as wanted: what
    differs, said also where that is nothing.
    """
    whole, own = said(filters), said(wanted)
    names = _with_theirs({name for name, _ in set(whole) ^ set(own)})
    made = [Held(name=name, value=value) for name, value in own if name in names]
    lacking = names - {one.name for one in made}
    made += [Held(name=name, value=_PLAIN[name]) for name in sorted(lacking & set(_PLAIN))]
    made += [Held(name=ANY, value=one) for one in HELD if one in lacking]
    return tuple(made)


def _with_theirs(names: set[str]) -> set[str]:
    for together in _TOGETHER:
        if names & set(together):
            names = names | set(together)
    return names


def opened(saved: SavedReport) -> Filters:
    """What a report is held to when it is opened."""
    return filters_of(saved.filters)[0]


FIRST = Block(
    shape=Shape.LINE, measures=("contact_rate",), dimensions=("week",), is_wide=True
)  # what a new report shows at once
