"""Doubts about a position: said by the phone, or inferred from the few before it.

A doubt is a warning with its reason, not a proof; and not every doubt is a suspicion of anybody: a
phone that once does not know where it is, or how exactly, accuses nobody.
"""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

from kobra_domain.geo import distance_m
from kobra_domain.positions import ASTRAY, MockReason, Position

# The thresholds are this project's own: no published source was found for any of them.
LOOK_BACK = 12  # how many earlier positions are worth passing in
IDENTICAL_FIXES = 10  # real receivers scatter by metres within minutes, even on a table
TOP_SPEED_MPS = 70.0  # 252 km/h: nothing on a road, while a dragged pin usually jumps kilometres
LEAST_JUMP_M = 500.0  # below, a city's reflections explain it
TOGETHER_S = 30.0  # two sources this close in time should agree on the place
LASTING_FIXES = 5  # what is said once is an accident of measuring
NOWHERE_DEGREES = 1.0  # round 0, 0 there is sea only; apps put it where they know nothing
CLOCK_LEEWAY = timedelta(minutes=2)  # what ways through a network and ordinary clocks explain


def infer_mock(
    position: Position, previous: Sequence[Position], *, is_flagged: bool = False
) -> MockReason | None:
    """Why a position is doubted, the surest reason first, or None.

    `previous` are positions of the same agent in any order, each with its own doubt, best the
    `LOOK_BACK` measured last; later ones are not looked at, and neither are those of another clock.
    `is_flagged`: the phone itself said that the position is mocked.
    """
    if is_flagged:
        return MockReason.FLAGGED
    if _is_nowhere(position):
        return MockReason.NOWHERE
    ahead, at = is_ahead(position), position.fix_at
    same = [p for p in previous if p.fix_at <= at and is_ahead(p) is ahead]
    earlier = sorted(same, key=lambda p: p.fix_at)
    if any(_contradicts(position, other) for other in earlier):
        return MockReason.TWO_PLACES
    before = [p for p in earlier if p.fix_at < position.fix_at and p.source == position.source]
    if _jumps(before, position):
        return MockReason.IMPOSSIBLE_SPEED
    if _has_no_accuracy(before, position):
        return MockReason.ZERO_ACCURACY
    return MockReason.NO_JITTER if _has_no_jitter(before, position) else None


def is_suspicion(reason: MockReason | None, previous: Sequence[Position]) -> bool:
    """Whether a doubt is worth asking a person about: said by the phone, or lasting."""
    if reason in (MockReason.IMPOSSIBLE_SPEED, MockReason.TWO_PLACES):
        return any(p.mock is reason for p in previous)
    return reason not in (None, MockReason.NOWHERE)


def is_ahead(position: Position) -> bool:
    """Whether its phone's clock is ahead of the server's: it tells no time to measure speeds by."""
    return position.fix_at > position.received_at + CLOCK_LEEWAY


def _is_nowhere(position: Position) -> bool:
    """Near 0, 0, or with one half of exactly 0, which no receiver measures."""
    near = abs(position.lat) < NOWHERE_DEGREES and abs(position.lon) < NOWHERE_DEGREES
    return near or position.lat == 0 or position.lon == 0


def _gap_m(a: Position, b: Position) -> float:
    """Metres that the accuracies of both cannot explain."""
    return distance_m(a, b) - (a.accuracy_m or 0.0) - (b.accuracy_m or 0.0)


def _contradicts(position: Position, other: Position) -> bool:
    apart_s = (position.fix_at - other.fix_at).total_seconds()
    if other.source == position.source or apart_s > TOGETHER_S or other.mock in ASTRAY:
        return False
    return _gap_m(other, position) > max(LEAST_JUMP_M, TOP_SPEED_MPS * apart_s)


def _jumps(before: Sequence[Position], position: Position) -> bool:
    """Whether nothing on a road comes here from where it surely was.

    A few that agree with each other are believed again: the one before them was astray.
    """
    trusted = [n for n, p in enumerate(before) if p.mock not in ASTRAY]
    if not trusted or not _is_impossible(before[trusted[-1]], position):
        return False
    run = [*before[trusted[-1] + 1 :], position][-LASTING_FIXES:]
    is_long = len(run) == LASTING_FIXES
    is_one_fault = all(p.mock is MockReason.IMPOSSIBLE_SPEED for p in run[:-1])
    agrees = not any(_is_impossible(a, b) for a, b in pairwise(run))
    return not (is_long and is_one_fault and agrees)


def _is_impossible(before: Position, position: Position) -> bool:
    apart_s = (position.fix_at - before.fix_at).total_seconds()
    jump_m = _gap_m(before, position)
    return jump_m > LEAST_JUMP_M and jump_m > TOP_SPEED_MPS * apart_s


def _has_no_accuracy(before: Sequence[Position], position: Position) -> bool:
    """Zero is what mocked and hand-placed fixes carry, and now and then a receiver that knows no
    better.
    """
    last = [*before, position][-LASTING_FIXES:]
    return len(last) == LASTING_FIXES and all(p.accuracy_m == 0 for p in last)


def _has_no_jitter(before: Sequence[Position], position: Position) -> bool:
    last = before[-(IDENTICAL_FIXES - 1) :]
    same = all((p.lat, p.lon) == (position.lat, position.lon) for p in last)
    return same and len(last) == IDENTICAL_FIXES - 1
