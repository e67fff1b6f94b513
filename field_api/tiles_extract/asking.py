"""The region that was asked for, in the book: a yes or a stop of whoever asked, and how it goes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from field_api.errors import ApiError
from field_api.tables.region_maps import region_maps as table
from kobra_domain.region_maps import BUSY_STATES, RegionAsked, RegionMap, RegionState
from kobra_records import json_form
from kobra_records.ids import new_id

_ONE = "basemap"


@dataclass(frozen=True, slots=True)
class Row:
    """What is in the book, and whose work it is."""

    id: str
    by: str
    wants_stop: bool
    region: RegionMap


def row_of(connection: Connection) -> Row | None:
    """The region that was asked for last."""
    row = connection.execute(select(table)).one_or_none()
    if row is None:
        return None
    told = {
        **msgspec.json.decode(row.told),
        "asked": msgspec.json.decode(row.asked),
        "state": row.state,
        "asked_at": row.asked_at,
    }
    return Row(row.id, row.asked_by, row.wants_stop, msgspec.convert(told, RegionMap))


def ask(connection: Connection, asked: RegionAsked, by: str, now: datetime) -> None:
    """Have a region's size told. Raises ApiError region_busy while another is at work."""
    connection.execute(delete(table).where(table.c.state.not_in(list(BUSY_STATES))))
    values = {
        "name": _ONE,
        "id": new_id(),
        "state": RegionState.SIZING,
        "asked": json_form.text(asked),
        "told": "{}",
        "asked_by": by,
        "asked_at": now,
        "wants_stop": False,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(table).values(values))
    except IntegrityError as problem:
        raise ApiError("region_busy") from problem


def say_yes(connection: Connection) -> None:
    """Have a region brought whose size is told. Raises ApiError region_not_sized."""
    sized = update(table).where(table.c.state == RegionState.SIZED)
    if not connection.execute(sized.values(state=RegionState.FETCHING)).rowcount:
        raise ApiError("region_not_sized")


def stop(connection: Connection) -> None:
    """End it, if it is not over."""
    connection.execute(
        update(table)
        .where(table.c.state == RegionState.SIZED)
        .values(state=RegionState.STOPPED, told="{}")
    )
    busy = update(table).where(table.c.state.in_(list(BUSY_STATES)))
    connection.execute(busy.values(wants_stop=True))


def tell(
    connection: Connection,
    row_id: str,
    told: Mapping[str, Any],
    state: RegionState | None = None,
) -> bool:
    """Say how it goes; answers whether the work is still wanted."""
    values: dict[str, Any] = {"told": json_form.text(dict(told))}
    if state is not None:
        values["state"] = state
    mine = (table.c.id == row_id, table.c.state.in_(list(BUSY_STATES)))
    if not connection.execute(update(table).where(*mine).values(values)).rowcount:
        return False
    wants_stop = select(table.c.wants_stop).where(table.c.id == row_id)
    return not connection.scalar(wants_stop)
