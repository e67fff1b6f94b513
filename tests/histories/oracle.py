"""What must be true of every history, whatever happened in it."""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from field_api.change_log.rows import entities
from field_api.change_log.tally import counts, row_hash
from field_api.database import Database
from field_api.tables.operations import operations
from field_api.tables.replicated import TABLES
from kobra_desktop.store import outbox, tally
from kobra_domain.kinds import KINDS, WINDOW_DAYS
from kobra_domain.people import User
from kobra_domain.wire import Status
from kobra_records import json_form
from tests.field_api.servers import NOW
from tests.histories.person import Person
from tests.histories.seen import Applied, Witness


def overwritten(witness: Witness, people: Iterable[Person]) -> Iterator[str]:
    """Each value that an applied operation overwrote, and that neither its maker had before them
    nor its own chain had left there.
    """
    shown = {op_id: values for one in people for op_id, values in one.shown.items()}
    of_people = {op_id: one for op_id, one in witness.applied.items() if op_id in shown}
    for op_id, applied in of_people.items():
        for name, text in _overwritten_by(applied):
            own = {
                json_form.text(getattr(link.after, name))
                for link in witness.chain(applied.operation.after)
                if link.after.id == applied.after.id and name in _written_by(link)
            }
            seen = shown[op_id].get(name, set())
            if text not in seen | own:
                yield (
                    f"{applied.operation.command} {op_id} overwrote {name} = {text}; "
                    f"seen was {sorted(seen)}, its chain left {sorted(own)}"
                )


def _overwritten_by(applied: Applied) -> Iterator[tuple[str, str]]:
    if applied.before is None:
        return
    for name in applied.operation.changed:
        was = getattr(applied.before, name)
        if was != getattr(applied.after, name):
            yield name, json_form.text(was)


def _written_by(link: Applied) -> set[str]:
    names = set(link.operation.changed)
    return names | {name for name, _ in _overwritten_by(link)}


def lost(database: Database, people: Iterable[Person]) -> Iterator[str]:
    """Each edit that a person made and nobody has: neither applied nor held where it is shown."""
    with database.read() as connection:
        applied = select(operations.c.op_id).where(operations.c.status == Status.APPLIED.value)
        done = set(connection.scalars(applied))
    for person in people:
        listed = {row.op_id for row in person.held}
        for op_id in sorted(person.owed - done - listed):
            yield f"{person.name}: the edit {op_id} is gone"
        said = person.engine.status
        if outbox.counts(person.replica).all != len(listed):
            yield f"{person.name}: {len(listed)} edits listed, {said} said"
        if listed and said.is_synced:
            yield f"{person.name}: says «synced» with {len(listed)} edits that are not"


def different(database: Database, people: Iterable[Person]) -> Iterator[str]:
    """Each difference between a replica and what the server shows that user, once all is quiet."""
    with database.read() as connection:
        users = {one.id: one for one in entities(connection, User)}
        for person in people:
            user, replica = users[person.desk.who.id], person.replica
            if outbox.counts(replica).waiting:
                yield f"{person.name}: edits still wait"
            theirs, ours = counts(connection, user, NOW, WINDOW_DAYS), tally.counts(replica)
            for kind in KINDS:
                if theirs[kind] != ours[kind]:
                    yield f"{person.name}: {ours[kind]} of {theirs[kind]} {kind}"
                elif row_hash(connection, user, kind, NOW, WINDOW_DAYS) != tally.row_hash(
                    replica, kind
                ):
                    yield f"{person.name}: other versions of {kind}"
            edited = {row.entity_id for row in person.held}
            for kind in ("visit", "agent", "party", "team", "alert"):
                table = TABLES[kind]
                mine = {one.id: one for one in person.rows(kind) if one.id not in edited}
                there = entities(connection, KINDS[kind], table.c.id.in_(list(mine)))
                for one in there:
                    if mine[one.id] != one:
                        yield f"{person.name}: another {kind} {one.id}"
            replica.check()
