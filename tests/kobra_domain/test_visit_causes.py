"""Visits that are too long or too short to be true."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from kobra_domain.alert_rules import AlertRules
from kobra_domain.metrics.predicates import holds
from kobra_domain.visit_causes import MET_DANGER, AtDoor, seconds_taken, too_long, too_short
from kobra_domain.visits import CheckIn, NotCompletedReason, Outcome, Visit, VisitState

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
RULES = AlertRules()


def ago(**amount: float) -> datetime:
    return NOW - timedelta(**amount)


def a_visit(seconds: float = 40, **changes: Any) -> Visit:
    values: dict[str, Any] = {
        "state": VisitState.COMPLETED,
        "outcome": Outcome.PROMISE,
        "check_in": CheckIn(at=NOW),
        "ended_at": NOW + timedelta(seconds=seconds),
    }
    return Visit(
        id="v",
        portfolio_id="p",
        party_id="q",
        address_id="a",
        account_ids=("c",),
        created_at=NOW,
        **{**values, **changes},
    )


def said(visit: Visit, *forms: tuple[datetime | None, datetime | None]) -> str:
    return too_short(seconds_taken(visit, forms), visit, RULES)


@pytest.mark.parametrize(("minutes", "expected"), [(44, ""), (45, "45"), (24 * 60 + 1, "")])
def test_a_stay_is_too_long_until_its_end_was_plainly_forgotten(
    minutes: int, expected: str
) -> None:
    door = AtDoor(visit_id="v", begun_at=ago(minutes=minutes))
    assert too_long(door, NOW, RULES) == expected


def test_a_phone_that_was_without_a_network_sends_arrival_and_end_at_once() -> None:
    late = AtDoor(visit_id="v", begun_at=ago(hours=2), seen_at=ago(seconds=20))
    assert too_long(late, NOW, RULES) == ""
    assert too_long(late, NOW + timedelta(minutes=1), RULES) == "121"


def test_an_arrival_that_lies_ahead_is_not_long() -> None:
    assert too_long(AtDoor(visit_id="v", begun_at=ago(hours=-2)), NOW, RULES) == ""


def test_a_talk_of_seconds_is_too_short() -> None:
    assert said(a_visit(59)) == "59"
    assert said(a_visit(60)) == ""
    assert said(a_visit(40), (NOW, None), (None, NOW)) == "40"


def test_who_says_late_that_they_are_there_has_worked_before() -> None:
    assert said(a_visit(5), (ago(minutes=4), NOW)) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"outcome": Outcome.NO_CONTACT},
        {"outcome": Outcome.REFUSED},
        {"state": VisitState.NOT_COMPLETED, "outcome": None},
        {"check_in": None},
        {"ended_at": None},
        {"ended_at": ago(seconds=9)},
    ],
    ids=["nobody", "refused", "not_done", "no_arrival", "no_end", "clock"],
)
def test_a_door_that_nobody_opens_takes_no_time(change: dict[str, Any]) -> None:
    assert said(a_visit(**change)) == ""


def test_danger_is_an_outcome_or_a_reason() -> None:
    assert holds(MET_DANGER, a_visit(outcome=Outcome.DANGEROUS))
    reason = NotCompletedReason.DANGER
    assert holds(MET_DANGER, a_visit(outcome=None, not_completed_reason=reason))
    assert not holds(MET_DANGER, a_visit(outcome=Outcome.PAID))
