"""Which command may lead a visit from one state to which other."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kobra_domain.errors import UnlawfulMove
from kobra_domain.visits import (
    MOVES,
    OPEN_STATES,
    REASSIGNABLE_STATES,
    Visit,
    VisitState,
    check_move,
)

# What an assignment leaves behind: a place in one agent's day says nothing of another's.
UNORDERED: Mapping[str, Any] = MappingProxyType({"position": 0, "expected_at": None, "pins": ()})

_STATE_OF_COMMAND = {
    "visit.create": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.assign": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.cancel": {VisitState.CANCELLED},
    "visit.reopen": {VisitState.DRAFT, VisitState.ASSIGNED},
    "visit.deliver": {VisitState.ON_PHONE},
    "visit.check_in": {VisitState.CHECKED_IN},
    "visit.complete": {VisitState.COMPLETED},
    "visit.fail": {VisitState.NOT_COMPLETED},
}


def check_visit_move(command: str, before: Visit | None, after: Visit) -> None:
    """Raise UnlawfulMove where the command does not lead from one to the other."""
    allowed = _STATE_OF_COMMAND.get(command, {before.state} if before else set())
    if after.state not in allowed:
        raise UnlawfulMove(
            "unlawful_move", before=before.state if before else "", after=after.state.value
        )
    if before is None:
        return
    check_move(before.state, after.state)
    if command == "visit.check_in" and before.check_in not in (None, after.check_in):
        # The first fix is the evidence; a retry repeats it.
        raise UnlawfulMove("unlawful_move", before=before.state.value, after=after.state.value)
    if command == "visit.edit" and not is_open_to("visit.edit", before.state):
        raise UnlawfulMove("too_late_to_edit", before=before.state.value, after=after.state.value)
    if before.state is after.state and not MOVES[before.state]:  # an end is written once
        raise UnlawfulMove("unlawful_move", before=before.state.value, after=after.state.value)
    if command in ("visit.assign", "visit.order") and not is_open_to(command, before.state):
        raise UnlawfulMove(
            "too_late_to_reassign", before=before.state.value, after=after.state.value
        )


def is_open_to(command: str, state: VisitState) -> bool:
    """Whether a visit in this state may be edited, assigned, cancelled or reopened, and it would
    become another one.
    """
    if command == "visit.cancel":
        return VisitState.CANCELLED in MOVES[state]
    if command == "visit.reopen":
        return state not in OPEN_STATES and VisitState.DRAFT in MOVES[state]
    return state in REASSIGNABLE_STATES
