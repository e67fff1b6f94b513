"""Conditions as data: what holds of a row, what held at a moment, what is asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from kobra_domain.metrics.predicates import (
    EVERY,
    Absent,
    All,
    Among,
    Clock,
    Compare,
    Either,
    Not,
    Op,
    Predicate,
    Since,
    as_of,
    holds,
    terms_of,
)

AT = datetime(2026, 11, 20, 4, 30, tzinfo=UTC)  # the evening of Thursday the 19th in Bogotá
ROW = SimpleNamespace(state="done", n=3, at=AT, none=None, time_zone="America/Bogota")


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        (EVERY, True),
        (Either(()), False),
        (Compare("state", "=", "done"), True),
        (Among("state", {"open", "done"}), True),
        (Among("none", {"open"}), False),
        (Absent("none"), True),
        (Absent("state"), False),
        (Compare(Clock("at", "day"), "=", date(2026, 11, 19)), True),
        (Compare(Clock("at", "weekday"), "=", 3), True),
        (Compare(Clock("at", "hour"), "=", 23), True),
        (Compare(Clock("none", "hour"), "=", 23), False),
        (All((Compare("n", "=", 3), Compare("state", "=", "open"))), False),
        (Either((Compare("n", "=", 3), Compare("state", "=", "open"))), True),
        (Since(Compare("n", "=", 3), "at"), True),
    ],
)
def test_what_holds_of_a_row(predicate: Predicate, expected: bool) -> None:
    assert holds(predicate, ROW) is expected
    assert holds(Not(predicate), ROW) is not expected


@pytest.mark.parametrize(
    ("op", "passing"),
    [("=", {3}), ("<", {4}), ("<=", {3, 4}), (">", {2}), (">=", {2, 3})],
)
def test_every_comparison(op: Op, passing: set[int]) -> None:
    """Nothing compares to nothing."""
    assert {value for value in (2, 3, 4) if holds(Compare("n", op, value), ROW)} == passing
    assert not holds(Compare("none", op, 3), ROW)


def test_texts_have_no_order() -> None:
    """Two engines would order «Óscar» differently."""
    with pytest.raises(ValueError, match="no order"):
        Compare("state", "<", "done")


def test_what_came_later_did_not_hold_yet() -> None:
    """Wherever it stands in the condition."""
    done = Since(Compare("state", "=", "done"), "at")
    nested = All((Either((done,)), Not(Not(done))))
    assert holds(as_of(nested, AT), ROW)
    before = AT.replace(hour=3)
    assert not holds(as_of(nested, before), ROW)
    assert holds(as_of(Not(done), before), ROW)


def test_what_is_asked_for() -> None:
    hour = Clock("at", "hour")
    asked = All((Not(Since(Absent("n"), "at")), Either((Among(hour, {7}),)), EVERY))
    assert terms_of(asked) == {"n", "at", hour}
    assert terms_of(Compare("state", "=", "done")) == {"state"}
