"""Rows that came of one story before, and what its last form says now: what is said again changes
where it lies, so that its id and its history stay; what is not said any more goes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities
from field_api.submissions.heard import HeardRows, Row
from field_api.tables.replicated import payments, promises, proposals
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.submissions import Proposal, ProposalState

# What a person made of a proposal is not what the field said.
_NOT_SAID = frozenset(
    {"id", "submission_id", "made_at", "proposed_at", "state", "decided_by", "decided_at", "note"}
)
_AS_HEARD = frozenset({PromiseState.OPEN, PromiseState.CANCELLED})


@dataclass(frozen=True, slots=True)
class Followed:
    """The edits that bring the rows to what was heard; `problem`: the code of what was heard and
    kept nowhere.
    """

    edits: tuple[Edit, ...]
    problem: str


def follow(connection: Connection, submission_ids: Iterable[str], heard: HeardRows) -> Followed:
    """Bring the rows of some submissions to what was heard last. What a person has decided stands:
    a promise that was kept is not made anew.
    """
    held = _held(connection, list(submission_ids))
    edits: list[Edit] = []
    problem = heard.problem
    for row in heard.rows:
        mine = next((one for one in held if _is_live(one) and _slot(one) == _slot(row)), None)
        if mine is None:
            decided = [one for one in held if _slot(one) == _slot(row)]
            is_said = any(_says(one) == _says(row) for one in decided)
            is_decided = bool(decided) and isinstance(row, Promise)
            problem = problem or ("decided_promise" if is_decided and not is_said else "")
            edits += [] if is_said or is_decided else [(row, None)]
            continue
        held.remove(mine)
        after = _in_place(row, mine)
        edits += [(after, mine)] if after != mine else []
    left = [one for one in held if _is_live(one) and not isinstance(one, heard.left_alone)]
    slots = {_slot(row) for row in heard.rows}
    edits += [edit for one in left for edit in _withdrawn(one, is_said=_slot(one) in slots)]
    return Followed(tuple(edits), problem)


def _held(connection: Connection, ids: list[str]) -> list[Row]:
    # Proposals first, as who decides one locks it: what is made of it is then seen below.
    return [
        *entities(connection, Proposal, proposals.c.submission_id.in_(ids), lock=True),
        *entities(connection, Promise, promises.c.submission_id.in_(ids), lock=True),
        *entities(connection, Payment, payments.c.submission_id.in_(ids), lock=True),
    ]


def _is_live(row: Row) -> bool:
    """Whether it is still as the field said it."""
    match row:
        case Promise():
            return row.state in _AS_HEARD
        case Proposal():
            return row.state is ProposalState.OPEN
    return True


def _slot(row: Row) -> tuple[type, str]:
    return type(row), row.kind if isinstance(row, Proposal) else ""


def _says(row: Row) -> dict[str, object]:
    names = {item.name for item in fields(row)} - _NOT_SAID
    return {name: getattr(row, name) for name in names}


def _in_place(row: Row, held: Row) -> Row:
    # Two who say the same are one to the type checker only where each is named.
    match row:
        case Promise():
            return replace(row, id=held.id)
        case Payment():
            return replace(row, id=held.id)
        case Proposal():
            return replace(row, id=held.id)


def _withdrawn(row: Row, *, is_said: bool) -> Iterator[Edit]:
    """A promise that is taken back was made all the same; a payment or proposal was a mistake. One
    that is said in another row was taken for two, because what joins them came last.
    """
    if is_said or not isinstance(row, Promise):
        yield None, row
    elif row.state is not PromiseState.CANCELLED:
        yield replace(row, state=PromiseState.CANCELLED), row
