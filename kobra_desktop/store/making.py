"""Makes edits: the rows they change and the operations they queue, all in one transaction or none.

However many edits, the rows they stand on are read at once and written at once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from kobra_desktop.store import outbox, replay, rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.outbox import OpState, Pending
from kobra_desktop.store.replica import Replica
from kobra_desktop.store.watching import Step, Watch, in_parts, unwatched
from kobra_domain.commands import COMMANDS, reason_for, revise
from kobra_domain.kinds import Entity
from kobra_records import json_form

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One command on one row with typed values by field. `seen`: what the person had before them,
    the row or a line of a list, with the row's names; what it lacks was seen as it is when the
    edit is made. `reason`: why, where the command asks for it.
    """

    command: str
    entity_id: str
    changes: Mapping[str, Any]
    seen: object = None
    reason: str = ""

    @property
    def kind(self) -> str:
        """The kind of the row."""
        return COMMANDS[self.command].kind


@dataclass(frozen=True, slots=True)
class Made:
    """What edits did: which rows changed, their operations, oldest first, and by kind and id the
    rows as they were before and as they are left.
    """

    changes: ChangeSet
    op_ids: tuple[str, ...] = ()
    before: Mapping[Pair, Entity] = field(default_factory=dict)
    left: Mapping[Pair, Entity] = field(default_factory=dict)


def make(
    replica: Replica,
    edits: Iterable[Edit],
    *,
    now: datetime,
    new_id: Callable[[], str],
    watch: Watch = unwatched,
) -> Made:
    """Apply edits to their rows and queue them, in one transaction or none. Several are one act.

    Raises what `revise` raises; StoreError; Stopped, when whoever watches gives it up.
    """
    wanted = list(edits)
    ids: dict[str, dict[str, None]] = {}
    for edit in wanted:
        ids.setdefault(edit.kind, {})[edit.entity_id] = None
    by = By(replica.owner, now, new_id() if len(wanted) > 1 else None)
    with replica.editing() as connection:
        grounds = {kind: Ground(connection, kind, of_kind) for kind, of_kind in ids.items()}
        before = _rows_of(grounds)
        ops: list[Pending] = []
        for part in in_parts(wanted, Step.KEEPING, watch):
            found = (grounds[edit.kind].record(edit, new_id(), by) for edit in part)
            ops += (op for op in found if op is not None)
        for ground in grounds.values():
            ground.write(connection)
        outbox.queue(connection, ops)
    changes = outbox.news((op.kind, op.entity_id) for op in ops)
    replica.tell(changes)
    return Made(changes, tuple(op.op_id for op in ops), before, _rows_of(grounds))


def _rows_of(grounds: Mapping[str, "Ground"]) -> dict[Pair, Entity]:
    return {
        (kind, one): entity
        for kind, ground in grounds.items()
        for one, entity in ground.entities.items()
    }


@dataclass(frozen=True, slots=True)
class By:
    """Who makes edits, when, and as which act."""

    owner: str
    at: datetime
    act_id: str | None


class Ground:
    """The rows of one kind that edits stand on, with the operations already on them."""

    def __init__(self, connection: Connection, kind: str, ids: Iterable[str]) -> None:
        named = list(ids)
        self._kind = kind
        self._rows: dict[str, tuple[Entity, int]] = {
            entity.id: (entity, version) for entity, version in rows.of_ids(connection, kind, named)
        }
        self._bases = replay.bases(connection, kind, named)
        self._ops = outbox.of_entities(connection, kind, named)
        self._new_bases: dict[str, replay.Base] = {}
        self._changed: set[str] = set()
        self._written: dict[str, set[str]] = defaultdict(set)  # by row: fields, by this act

    @property
    def entities(self) -> dict[str, Entity]:
        """The rows by id, as they are now."""
        return {one: entity for one, (entity, _) in self._rows.items()}

    def record(self, edit: Edit, op_id: str, by: By) -> Pending | None:
        """The edit's operation, its row changed; None when it changes nothing.

        Raises what `revise` raises.
        """
        one = edit.entity_id
        before, version = self._rows.get(one, (None, 0))
        reason = reason_for(COMMANDS[edit.command], edit.changes, edit.reason)
        after = revise(COMMANDS[edit.command], before, edit.changes)
        changed = differences(before, after, edit.changes)
        if not changed:
            return None
        contested = self._contested(edit, changed, before)
        for name in contested:
            changed[name] = (_shown(edit, name, before), changed[name][1])
        if one not in self._bases:
            self._bases[one] = self._new_bases[one] = (before, version)
        shown = replay.shown(self._bases[one], self._ops[one])
        is_held = bool(shown) and shown[-1].state is not OpState.WAITING
        op = Pending(
            seq=0,  # the outbox counts
            op_id=op_id,
            owner=by.owner,
            kind=self._kind,
            entity_id=one,
            command=edit.command,
            changed=changed,
            base_version=version or None,
            after=shown[-1].op_id if shown else None,
            made_at=by.at,
            state=_first_state(contested, is_held=is_held),
            code="conflict" if contested else "",
            fields=tuple(contested),
            act_id=by.act_id,
            reason=reason,
        )
        self._ops[one].append(op)
        if not contested:
            self._written[one] |= changed.keys()
            self._rows[one] = (after, version)
            self._changed.add(one)
        return op

    def write(self, connection: Connection) -> None:
        """Put what was changed, and keep what it stood on."""
        replay.keep_bases(connection, self._kind, self._new_bases)
        rows.write_all(connection, self._kind, [self._rows[one] for one in self._changed])

    def _contested(
        self, edit: Edit, changed: Mapping[str, tuple[Any, Any]], before: Entity | None
    ) -> list[str]:
        """The changed fields that the server's row has otherwise than the form showed them:
        somebody else wrote them meanwhile. Own edits that still wait are nobody else's, whether
        the form showed them or not.
        """
        kept = self._bases.get(edit.entity_id)
        theirs = kept[0] if kept else before
        if edit.seen is None or theirs is None:
            return []
        found = []
        for name, (_, new) in changed.items():
            if name in self._written[edit.entity_id]:
                continue
            now = json_form.builtin(getattr(theirs, name))
            seen = _shown(edit, name, before)
            is_as_shown = before is not None and json_form.builtin(getattr(before, name)) == seen
            if now not in (seen, new) and not is_as_shown:
                found.append(name)
        return found


def _shown(edit: Edit, name: str, before: Entity | None) -> Any:
    """A field's JSON value as the person saw it."""
    return json_form.builtin(getattr(edit.seen, name, getattr(before, name, None)))


def _first_state(contested: list[str], *, is_held: bool) -> OpState:
    if contested:
        return OpState.CONFLICT
    return OpState.PARKED if is_held else OpState.WAITING


def differences(before: Any, after: Any, names: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """Field → (old, new) as JSON values, of the named fields that differ; all of them for a new
    row.
    """
    made = {}
    for name in names:
        new = json_form.builtin(getattr(after, name))
        old = None if before is None else json_form.builtin(getattr(before, name))
        if before is None or old != new:
            made[name] = (old, new)
    return made
