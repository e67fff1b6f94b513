"""What an act answers: what changed, what was refused and why, and how to undo it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from kobra_desktop.commands.desk import Desk
from kobra_desktop.store import conflicts, making, outbox, rows
from kobra_desktop.store.changes import ChangeSet
from kobra_desktop.store.making import Edit
from kobra_desktop.store.watching import Watch, unwatched
from kobra_domain.commands import COMMANDS
from kobra_domain.errors import DomainError, NotAllowed
from kobra_domain.words import say

Seen = Mapping[str, object]  # id → what of the row the person had before them (see `Edit.seen`)
_MOST_QUOTED = 1_900  # with the words around it still a note
NOTHING_SEEN: Seen = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Refused:
    """One row that the act left as it was, by the name a person knows it by, and the reason."""

    entity_id: str
    title: str
    reason: DomainError


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take an act back: its operations while unsent, else edits that say the opposite of
    what the act left: what somebody else has written over it since becomes a conflict.

    Empty `inverse`: once sent, it stands. `is_redo`: the act was itself a taking back, so that
    taking that back does again what there was first.
    """

    op_ids: tuple[str, ...]
    edits: tuple[Edit, ...]
    inverse: tuple[Edit, ...]
    is_redo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """`ids` are the rows that the act wrote, in order; `undo` None: it cannot be undone."""

    changes: ChangeSet
    ids: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    undo: Undo | None = field(default=None, repr=False)


def do(
    desk: Desk,
    edits: Iterable[Edit],
    *,
    inverse: Iterable[Edit] = (),
    refused: Iterable[Refused] = (),
    watch: Watch = unwatched,
) -> Done:
    """Make edits, all or none, after asking the user's role. Raises DomainError, StoreError;
    Stopped, when whoever watches gives it up.
    """
    wanted = tuple(edits)
    for name in {edit.command for edit in wanted}:
        desk.require(COMMANDS[name].permission)
    made = making.make(desk.store, wanted, now=desk.clock(), new_id=desk.new_id, watch=watch)
    ids = tuple(dict.fromkeys(edit.entity_id for edit in wanted))
    again = (replace(edit, seen=edit.seen or made.before.get(_row(edit))) for edit in wanted)
    reasons = {_row(edit): edit.reason for edit in wanted}
    back = (
        replace(edit, seen=made.left.get(_row(edit)), reason=_undone(desk, edit, reasons))
        for edit in inverse
    )
    undo = Undo(made.op_ids, tuple(again), tuple(back)) if made.op_ids else None
    return Done(changes=made.changes, ids=ids, refused=tuple(refused), undo=undo)


def _again(desk: Desk, act: Undo) -> list[Edit]:
    """The act once more, after it was sent and taken back: a row that it made is there still, so
    what was written over it is said as it was.
    """
    back = {_row(edit): edit for edit in act.inverse if edit.command.endswith(".edit")}
    made = {_row(edit) for edit in act.edits if edit.command.endswith(".create")} & back.keys()
    by_kind: dict[str, list[str]] = defaultdict(list)
    for kind, entity_id in made:
        by_kind[kind].append(entity_id)
    with desk.store.reading() as connection:
        held = {
            (kind, one.id): one
            for kind, ids in by_kind.items()
            for one in rows.entities(connection, kind, ids)
        }
    found: list[Edit] = []
    for edit in act.edits:
        row = held.get(_row(edit)) if edit.command.endswith(".create") else None
        if row is None:
            found.append(edit)
            continue
        over = back[_row(edit)]
        as_it_was = {name: getattr(row, name) for name in over.changes}
        found.append(Edit(over.command, edit.entity_id, as_it_was))
    return found


def _undone(desk: Desk, edit: Edit, reasons: Mapping[tuple[str, str], str]) -> str:
    """Why an edit is taken back: with what it was made for, which is what stood before."""
    if edit.reason or not COMMANDS[edit.command].asks_reason:
        return edit.reason
    before = reasons.get(_row(edit), "")[:_MOST_QUOTED]
    return say("edit_undone", {"reason": before}, desk.who.language)


def _row(edit: Edit) -> tuple[str, str]:
    return edit.kind, edit.entity_id


def undo(desk: Desk, act: Undo, watch: Watch = unwatched) -> Done:
    """Take an act back, whole; the answer's own `undo` does it again.

    Raises NotAllowed (`cannot_undo`) when it was sent and nothing says the opposite, DomainError
    when the rows have moved on meanwhile; Stopped, when whoever watches gives it up.
    """
    if act.op_ids and outbox.withdraw(desk.store, act.op_ids):
        touched = {_row(edit) for edit in act.edits}
        ids = tuple(dict.fromkeys(edit.entity_id for edit in act.edits))
        again = Undo((), (), act.edits, is_redo=not act.is_redo)
        return Done(changes=ChangeSet(frozenset(touched)), ids=ids, undo=again)
    if not act.inverse:
        raise NotAllowed("cannot_undo")
    held = outbox.held_of(desk.store, act.op_ids)
    untaken: dict[tuple[str, str], set[str]] = defaultdict(set)
    for op in held:
        untaken[op.kind, op.entity_id] |= op.changed.keys()
    back = (edit for edit in act.inverse if untaken[_row(edit)].isdisjoint(edit.changes))
    done = do(desk, back, inverse=_again(desk, act), watch=watch)
    # What the server did not take is not said to the contrary, it goes: the last one first, for
    # what stands on another would be sent without it.
    gone = [op.op_id for op in reversed(held)]
    conflicts.take_theirs(desk.store, gone, new_id=desk.new_id, now=desk.clock())
    redo = replace(done.undo, is_redo=not act.is_redo) if done.undo else None
    return replace(done, undo=redo)
