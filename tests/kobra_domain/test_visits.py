"""The lawful moves of a visit's life."""

import pytest

from kobra_domain.errors import UnlawfulMove
from kobra_domain.visits import MOVES, OPEN_STATES, REASSIGNABLE_STATES, VisitState, check_move


def test_every_state_is_in_the_table() -> None:
    assert MOVES.keys() == set(VisitState)
    assert all(after in MOVES for targets in MOVES.values() for after in targets)


@pytest.mark.parametrize("before", list(VisitState))
@pytest.mark.parametrize("after", list(VisitState))
def test_only_the_moves_of_the_table_pass(before: VisitState, after: VisitState) -> None:
    if before is after or after in MOVES[before]:
        check_move(before, after)
    else:
        with pytest.raises(UnlawfulMove) as caught:
            check_move(before, after)
        assert caught.value.params == {"before": before.value, "after": after.value}


def test_every_state_is_reached_from_a_draft() -> None:
    reached, waiting = set(), [VisitState.DRAFT]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += MOVES[state]
    assert reached == set(VisitState)


def test_what_was_done_stays_done() -> None:
    assert not MOVES[VisitState.COMPLETED]
    assert not MOVES[VisitState.NOT_COMPLETED]


def test_nobody_at_the_door_is_taken_off_a_visit() -> None:
    assert VisitState.CHECKED_IN in OPEN_STATES - REASSIGNABLE_STATES
