"""The last known position of each agent, written seldom, so that an offline map is not empty."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy.dialects.sqlite import insert

from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.tables import LATEST
from kobra_domain.positions import Latest, MockReason
from kobra_records.sql.tables import from_ms

_FIELDS = tuple(item.name for item in fields(Latest))
_REASONS = {one.value: one for one in MockReason}
_TIMES = tuple(name for name in _FIELDS if name.endswith("_at"))


def keep_latest(replica: Replica, positions: Iterable[Latest]) -> None:
    """Put what is known of each agent now."""
    found = [{name: getattr(one, name) for name in _FIELDS} for one in positions]
    if not found:
        return
    statement = insert(LATEST)
    fresh = {name: statement.excluded[name] for name in _FIELDS if name != "agent_id"}
    with replica.pulling() as connection:
        connection.execute(
            statement.on_conflict_do_update(index_elements=["agent_id"], set_=fresh), found
        )
    replica.tell(ChangeSet.of("latest", (str(one["agent_id"]) for one in found)))


def read_rows(names: Sequence[str], found: Iterable[Sequence[Any]]) -> list[Latest]:
    """Positions from rows in stored form, as the live stream has them. Raises ValueError."""
    places = {name: place for place, name in enumerate(names)}
    if not places.keys() >= set(_FIELDS):
        raise ValueError("the stream lacks a field")
    made = []
    for row in found:
        values = {name: row[places[name]] for name in _FIELDS}
        for name in _TIMES:
            values[name] = None if values[name] is None else from_ms(values[name])
        # A reason that only a newer server knows: the place is good to be shown.
        values["mock"] = _REASONS.get(values["mock"])
        if values["is_charging"] is not None:
            values["is_charging"] = bool(values["is_charging"])
        made.append(Latest(**values))
    return made
