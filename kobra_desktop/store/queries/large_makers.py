"""What other kinds make of the rows of a large list: their holders, the last visit and the next
one, where their doors are. Each is read as a whole, in arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import (
    Connection,
    Integer,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
    type_coerce,
)

from kobra_desktop.store.queries.figure_ranges import FigureRange
from kobra_desktop.store.queries.large_columns import LISTED, NEVER, Figures, Values, raw
from kobra_desktop.store.queries.packed import (
    FIGURES,
    IDS,
    NUMBERS,
    Keys,
    Mask,
    Numbers,
    Packed,
    arrays,
    row_number,
)
from kobra_desktop.store.tables import RECORDS, holder_of
from kobra_domain.places import GeocodeQuality
from kobra_domain.portfolios import TALKED
from kobra_domain.visits import OPEN_STATES, Outcome

_BEYOND = 2**53  # no amount is as large
PlacesOf = Callable[[Packed], Numbers]  # where each id stands in an array, 0 for nowhere
QUALITIES = tuple(GeocodeQuality)  # the best first
_OUTCOMES = tuple(Outcome)
HOLDER: Any = literal_column(holder_of('"account"'), Text())
# The telephones of a party, each once, without what people write between figures.
_TALKED = ", ".join(f"'{kind.value}'" for kind in TALKED)
PHONES: Any = literal_column(
    "(SELECT group_concat(DISTINCT replace(replace(replace(json_extract(c.value, '$.value'), "
    "' ', ''), '-', ''), '.', '')) FROM json_each(\"party\".channels) c WHERE "
    f"json_extract(c.value, '$.kind') IN ({_TALKED}) "
    "AND json_extract(c.value, '$.value') != '')",
    Text(),
)
# How well a door is placed, from 1 on in the order of `QUALITIES`.
PLACED: Any = case(
    {one: n for n, one in enumerate(QUALITIES, 1)}, value=RECORDS["address"].c.geocode_quality
)
STREETS = ("street", "neighbourhood", "municipality")


@dataclass(frozen=True, slots=True)
class LastVisits:
    """Place by place: what the last visit that ended came to (its place among outcomes from 1 on, 0
    for none), when it ended (milliseconds, `NEVER` for none), and the day of the next open one
    (yyyymmdd, `NEVER` for none).
    """

    outcomes: Numbers
    ended: Keys
    next: Keys


def last_visits(connection: Connection, places: PlacesOf, size: int, *, by: str) -> LastVisits:
    """By what visits name in a field: `party_id`, or `account_ids`. `size`: below which places
    are.
    """
    visit = RECORDS["visit"]
    outcome = case({one: n for n, one in enumerate(_OUTCOMES, 1)}, value=visit.c.outcome, else_=0)
    of, ended, said = _visits(connection, by, raw(visit.c.ended_at), outcome)
    made = LastVisits(np.zeros(size, np.int32), np.full(size, NEVER), np.full(size, NEVER))
    at, order = places(of), np.lexsort((said, ended))
    made.ended[at[order]] = ended[order]  # of several the last stays, as in `last_seen`
    made.outcomes[at[order]] = said[order]
    day = cast(func.replace(visit.c.planned_on, "-", ""), Integer)
    of, days, _ = _visits(connection, by, day, literal_column("0"), visit.c.state.in_(OPEN_STATES))
    np.minimum.at(made.next, places(of), days)
    made.ended[0] = made.next[0] = NEVER
    made.outcomes[0] = 0
    return made


def _visits(
    connection: Connection, by: str, figure: Any, number: Any, *where: Any
) -> tuple[Packed, Keys, Numbers]:
    """Of each thing that a visit names: its id, a figure and a number of the visit. Visits without
    the figure are left out.
    """
    visit = RECORDS["visit"]
    named = type_coerce(visit.c[by], Text())
    count = func.length(named) // LISTED if by == "account_ids" else literal_column("1")
    asked = select(
        row_number(visit).label("key"),
        count.label("count"),
        figure.label("figure"),
        number.label("number"),
        named.label("ids"),
    ).where(figure.is_not(None), *where)
    if by != "account_ids":
        asked = asked.where(visit.c[by].is_not(None))
    counts, figures, numbers, ids = arrays(connection, asked, NUMBERS, FIGURES, NUMBERS, IDS)
    return ids, np.repeat(figures, counts), np.repeat(numbers, counts)


def outcomes(codes: Numbers) -> Values:
    """The column of what last visits came to."""
    made = Values(len(codes))
    for one in _OUTCOMES:
        made.place(one)
    made.codes = codes
    return made


def best_places(connection: Connection, places: PlacesOf, size: int) -> Numbers:
    """Place by place of parties: how well the best of their doors is placed, from 1 on in the order
    of `QUALITIES`; 0 for who has no door.
    """
    address = RECORDS["address"]
    key, of_ = row_number(address).label("key"), address.c.party_id.label("of")
    asked = select(key, of_, PLACED.label("rank"))
    of, ranks = arrays(connection, asked, IDS, NUMBERS)
    made = np.full(size, len(QUALITIES) + 1, np.int32)
    np.minimum.at(made, places(of), ranks)
    made[(made > len(QUALITIES))] = 0
    made[0] = 0
    return made


def qualities(codes: Numbers) -> Values:
    """The column of how well doors are placed."""
    made = Values(len(codes))
    for one in QUALITIES:
        made.place(one)
    made.codes = codes
    return made


def flagged(
    connection: Connection, kind: str, conditions: Mapping[Any, Any], places: PlacesOf, size: int
) -> Values:
    """One of several values by the first condition that a row of a kind fulfils, place by place;
    the last is of all others, and of those that are not here.
    """
    record = RECORDS[kind]
    said = case(*((test, n) for n, test in enumerate(conditions.values(), 1)), else_=0)
    asked = select(row_number(record).label("key"), record.c.id.label("of"), said.label("said"))
    of, numbers = arrays(connection, asked, IDS, NUMBERS)
    made = Values(size)
    for one in conditions:
        made.place(one)
    made.codes[:] = len(conditions)
    made.codes[places(of)] = numbers
    made.codes[0] = len(conditions)
    return made


def of_things(made: Values, codes: Numbers) -> Values:
    """What the things say that rows name, row by row."""
    gathered = Values(0)
    for one in made.values[1:]:
        gathered.place(one)
    gathered.codes = made.codes[codes]
    return gathered


def within(amounts: Keys, codes: Numbers, currencies: Sequence[str]) -> Keys:
    """The order of amounts that are never compared with those of another currency: those of one
    stand beside each other. `codes`: row by row the place of its currency among the names.
    """
    if len(np.unique(codes)) < 2:
        return amounts
    ranks = np.argsort(np.argsort(np.array(currencies))).astype(np.int64)
    _, places = np.unique(
        ranks[codes] * _BEYOND + amounts * (amounts != NEVER), return_inverse=True
    )
    made: Keys = np.where(amounts == NEVER, NEVER, places)
    return made


def in_range(figures: Keys, wanted: FigureRange, scale: int = 1) -> Mask:
    """The rows whose figure lies in a range of whole units, of which each is `scale` of theirs."""
    made: Mask = figures != NEVER
    if wanted.first is not None:
        made = made & (figures >= wanted.first * scale)
    if wanted.last is not None:
        made = made & (figures <= wanted.last * scale)
    return made


def figures(values: Keys) -> Figures:
    """A column of these."""
    made = Figures(0)
    made.figures = values
    return made


def day_figure(day: date) -> int:
    """A day as `LastVisits.next` has it."""
    return day.year * 10_000 + day.month * 100 + day.day
