"""Doubts about a position: said by the phone, or inferred from the few before it.

A doubt is a warning with its reason, not a proof.
"""

from collections.abc import Sequence

from kobra_domain.geo import distance_m
from kobra_domain.positions import MockReason, Position

# The thresholds are this project's own: no published source was found for any of them.
LOOK_BACK = 12  # how many earlier positions are worth passing in
IDENTICAL_FIXES = 10  # real receivers scatter by metres within minutes, even on a table
TOP_SPEED_MPS = 70.0  # 252 km/h: nothing on a road, while a dragged pin usually jumps kilometres
LEAST_JUMP_M = 500.0  # below, a city's reflections explain it
TOGETHER_S = 30.0  # two sources this close in time should agree on the place


def infer_mock(
    position: Position, previous: Sequence[Position], *, is_flagged: bool = False
) -> MockReason | None:
    """Why a position is doubted, the surest reason first, or None.

    `previous` are positions of the same agent in any order, best the `LOOK_BACK` measured last;
    later ones are not looked at. `is_flagged`: the phone itself said that the position is mocked.
    """
    if is_flagged:
        return MockReason.FLAGGED
    if position.accuracy_m == 0:
        return MockReason.ZERO_ACCURACY
    earlier = sorted((p for p in previous if p.fix_at <= position.fix_at), key=lambda p: p.fix_at)
    if any(_contradicts(position, other) for other in earlier):
        return MockReason.TWO_PLACES
    before = [p for p in earlier if p.fix_at < position.fix_at and p.source == position.source]
    if before and _is_impossible(before[-1], position):
        return MockReason.IMPOSSIBLE_SPEED
    return MockReason.NO_JITTER if _has_no_jitter(before, position) else None


def _gap_m(a: Position, b: Position) -> float:
    """Metres that the accuracies of both cannot explain."""
    return distance_m(a, b) - (a.accuracy_m or 0.0) - (b.accuracy_m or 0.0)


def _contradicts(position: Position, other: Position) -> bool:
    apart_s = (position.fix_at - other.fix_at).total_seconds()
    if other.source == position.source or apart_s > TOGETHER_S:
        return False
    return _gap_m(other, position) > max(LEAST_JUMP_M, TOP_SPEED_MPS * apart_s)


def _is_impossible(before: Position, position: Position) -> bool:
    apart_s = (position.fix_at - before.fix_at).total_seconds()
    jump_m = _gap_m(before, position)
    return jump_m > LEAST_JUMP_M and jump_m > TOP_SPEED_MPS * apart_s


def _has_no_jitter(before: Sequence[Position], position: Position) -> bool:
    last = before[-(IDENTICAL_FIXES - 1) :]
    same = all((p.lat, p.lon) == (position.lat, position.lon) for p in last)
    return same and len(last) == IDENTICAL_FIXES - 1
