"""Notes what recorded edits tell, in their own transaction: nothing that is told can be lost, and
nothing is told that was not done.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from field_api.tables.results import events
from kobra_domain.events import Event, Facts, told_by
from kobra_domain.kinds import NAMES, Entity
from kobra_domain.visits import Visit
from kobra_records import json_form
from kobra_records.ids import new_id

_Edit = tuple[Entity | None, Entity | None]


def note_events(
    connection: Connection, edits: Sequence[_Edit], versions: Sequence[int], at: datetime
) -> None:
    """Write the events of edits that have their versions. On PostgreSQL the log's lock is held, so
    that no two count the events of a visit at once.
    """
    made = [
        (after, told, version)
        for (after, before), version in zip(edits, versions, strict=True)
        if after is not None and (told := told_by(after, before, at)) is not None
    ]
    if not made:
        return
    last = _last(connection, {_visit_of(after) for after, _told, _version in made} - {None})
    rows = list[dict[str, Any]]()
    for after, told, version in made:
        visit_id = _visit_of(after)
        if visit_id is not None:
            last[visit_id] += 1
        rows.append(
            {
                "id": new_id(),
                "kind": told.kind,
                "at": told.at,
                "recorded_at": at,
                "subject_kind": NAMES[type(after)],
                "subject_id": after.id,
                "version": version,
                "sequence": last[visit_id] if visit_id is not None else 0,
                "visit_id": visit_id,
                "portfolio_id": getattr(after, "portfolio_id", None),
                "agent_id": getattr(after, "agent_id", None),
                "team_id": getattr(after, "team_id", None),
                "facts": json_form.text(told.facts),
            }
        )
    connection.execute(insert(events), rows)


def event_of(row: Any) -> Event:
    """The event of a row of the table."""
    facts: Facts = json_form.read_text(row.facts, dict[str, Any])
    values = {name: getattr(row, name) for name in Event.__dataclass_fields__ if name != "facts"}
    return Event(facts=facts, **values)


def _visit_of(row: Entity) -> str | None:
    return row.id if isinstance(row, Visit) else getattr(row, "visit_id", None)


def _last(connection: Connection, visits: Iterable[str | None]) -> dict[str, int]:
    """How many events each visit has had."""
    e = events.c
    query = select(e.visit_id, func.max(e.sequence)).where(e.visit_id.in_(list(visits)))
    found = connection.execute(query.group_by(e.visit_id))
    return defaultdict(int, {row[0]: row[1] for row in found})
