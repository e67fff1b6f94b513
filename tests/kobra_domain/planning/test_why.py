"""Why a visit is due: what the supervisor is told, the strongest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from kobra_domain.dues import Promise, PromiseState
from kobra_domain.persons import Touch
from kobra_domain.planning.why import Why, quiet_days, why_on
from kobra_domain.portfolios import ChannelKind
from kobra_domain.visits import Priority, Visit, VisitState
from tests.kobra_domain.things import ACCOUNT_ID, AGENT_ID, NOW, PORTFOLIO_ID, TODAY, a_visit, an_id

ZONE = "America/Bogota"
DAY = timedelta(days=1)


def promise(**changes: Any) -> Promise:
    made = Promise(
        id=an_id(40),
        portfolio_id=PORTFOLIO_ID,
        account_id=ACCOUNT_ID,
        made_at=NOW - 9 * DAY,
        amount_minor=1,
        currency="COP",
        due_on=TODAY,
    )
    return replace(made, **changes)


def touch(at: datetime, *, answered: bool, received: bool = False) -> Touch:
    return Touch(
        at=at,
        channel=ChannelKind.VISIT,
        is_two_way=answered,
        is_received=received,
        kind="visit",
        id=an_id(41),
    )


def why(visit: Visit, touches: Any = (), promises: Any = ()) -> tuple[Why, ...]:
    return why_on(visit, TODAY, ZONE, touches, promises)


YESTERDAY = touch(NOW - DAY, answered=True)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"window_start_at": NOW, "window_end_at": NOW + DAY / 24}, Why.HOUR_AGREED),
        ({"priority": Priority.URGENT}, Why.URGENT),
        ({"agent_id": AGENT_ID, "planned_on": TODAY - DAY}, Why.LEFT_OVER),
        ({"state": VisitState.EXPIRED}, Why.EXPIRED),
    ],
)
def test_the_visit_itself_speaks_for_the_day(changes: dict[str, Any], reason: Why) -> None:
    assert why(a_visit(**changes), [YESTERDAY]) == (reason,)


def test_an_hour_agreed_for_another_day_says_nothing() -> None:
    tomorrow = a_visit(window_start_at=NOW + DAY, window_end_at=NOW + DAY * 25 / 24)
    assert why(tomorrow, [YESTERDAY]) == ()


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, (Why.PROMISE_DUE,)),
        ({"due_on": TODAY + DAY}, ()),
        ({"due_on": TODAY - DAY, "state": PromiseState.BROKEN}, (Why.BROKEN_PROMISE,)),
    ],
)
def test_a_promise_speaks_on_its_day_and_once_it_is_broken(
    changes: dict[str, Any], reasons: tuple[Why, ...]
) -> None:
    assert why(a_visit(), [YESTERDAY], [promise(**changes)]) == reasons


def test_how_the_person_was_sought_speaks_too() -> None:
    visit = a_visit()
    assert why(visit) == (Why.NEVER_SOUGHT,)
    assert why(visit, [touch(NOW - DAY, answered=False)]) == (Why.NOBODY_BEFORE,)
    assert why(visit, [touch(NOW - 7 * DAY, answered=True)]) == (Why.QUIET,)
    assert why(visit, [touch(NOW - 6 * DAY, answered=True)]) == ()
    came = touch(NOW, answered=True, received=True)
    assert why(visit, [came]) == (Why.NEVER_SOUGHT,), "who came by themselves was not sought"


def test_days_are_the_address_s() -> None:
    late = datetime.fromisoformat("2026-03-03T03:00:00+00:00")  # the second, where the door is
    assert quiet_days(late, TODAY, ZONE) == (TODAY - late.date()).days + 1
