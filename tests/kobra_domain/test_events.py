"""What an edit tells, and what it does not."""

from dataclasses import replace
from datetime import date

import pytest

from kobra_domain.alerts import Alert, AlertKind, AlertState
from kobra_domain.deliveries import DeliveryPurpose
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.events import EventKind, told_by
from kobra_domain.kinds import Entity
from kobra_domain.submissions import Proposal, ProposalKind, ReviewAct
from kobra_domain.visits import NotCompletedReason, Outcome, Verdict, VisitState
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    a_party,
    a_review,
    a_visit,
    after,
    an_id,
)

DONE = a_visit(
    state=VisitState.COMPLETED,
    outcome=Outcome.PROMISE,
    verdict=Verdict.AT_ADDRESS,
    distance_m=14.0,
    ended_at=after(-60),
)
PROMISE = Promise(
    id=an_id(20),
    portfolio_id=PORTFOLIO_ID,
    account_id=ACCOUNT_ID,
    made_at=after(-60),
    amount_minor=25_000_000,
    currency="COP",
    due_on=date(2026, 3, 30),
)
PAYMENT = Payment(
    id=an_id(21),
    portfolio_id=PORTFOLIO_ID,
    account_id=ACCOUNT_ID,
    reported_at=after(-60),
    amount_minor=5_000,
    currency="COP",
    paid_on=date(2026, 3, 2),
)
PIN = Proposal(
    id=an_id(22),
    portfolio_id=PORTFOLIO_ID,
    party_id=PARTY_ID,
    kind=ProposalKind.PIN,
    proposed_at=after(-60),
    lat=4.61,
    lon=-74.07,
)
OUT = Alert(id=an_id(24), kind=AlertKind.LEFT_ZONE, raised_at=after(-9), last_at=after(-9))
BACK_IN = replace(OUT, detail="back 15:42", state=AlertState.OVER, last_at=NOW)
SOS = Alert(id=an_id(23), kind=AlertKind.SOS, raised_at=after(-5), last_at=after(-5))


@pytest.mark.parametrize(
    ("now", "before", "kind"),
    [
        (DONE, a_visit(state=VisitState.CHECKED_IN), EventKind.VISIT_COMPLETED),
        (
            replace(
                DONE,
                state=VisitState.NOT_COMPLETED,
                not_completed_reason=NotCompletedReason.NO_ACCESS,
            ),
            DONE,
            EventKind.VISIT_NOT_COMPLETED,
        ),
        (DONE, replace(DONE, outcome=Outcome.PAID), EventKind.VISIT_COMPLETED),
        (PROMISE, None, EventKind.PROMISE_MADE),
        (PROMISE, replace(PROMISE, amount_minor=1), EventKind.PROMISE_MADE),
        (replace(PROMISE, state=PromiseState.BROKEN), PROMISE, EventKind.PROMISE_BROKEN),
        (PAYMENT, None, EventKind.PAYMENT_REPORTED),
        (PIN, None, EventKind.ADDRESS_PROPOSED),
        (a_review(act=ReviewAct.APPROVE), None, EventKind.SUBMISSION_REVIEWED),
        (SOS, None, EventKind.ALERT_RAISED),
        (BACK_IN, OUT, EventKind.ZONE_ENTERED),
    ],
)
def test_what_is_told(now: Entity, before: Entity | None, kind: EventKind) -> None:
    told = told_by(now, before, NOW)
    assert told is not None
    assert told.kind is kind


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (a_visit(state=VisitState.CHECKED_IN), a_visit(state=VisitState.ON_PHONE)),
        (replace(DONE, note="more"), DONE),
        (None, DONE),
        (replace(PROMISE, state=PromiseState.KEPT), PROMISE),
        (replace(PROMISE, agent_id=an_id(6)), PROMISE),
        (replace(PAYMENT, reference="17"), PAYMENT),
        (replace(PIN, note="x"), PIN),
        (replace(PIN, kind=ProposalKind.PHONE), None),
        (a_review(act=ReviewAct.COMMENT), None),
        (replace(SOS, state=AlertState.ATTENDED), SOS),
        (replace(OUT, detail="300"), OUT),
        (replace(BACK_IN, state=AlertState.ATTENDED), BACK_IN),
        (a_party(), None),
    ],
)
def test_what_is_not_told(now: Entity | None, before: Entity | None) -> None:
    assert told_by(now, before, NOW) is None


def test_the_facts_are_words_and_figures_and_name_nobody() -> None:
    told = told_by(DONE, None, NOW)
    assert told is not None
    assert told.at == after(-60)
    assert told.facts["state"] == "completed"
    assert told.facts["distance_m"] == 14.0
    assert told.facts["ended_at"] == after(-60).isoformat()
    assert told.facts["account_ids"] == [ACCOUNT_ID]
    assert told.facts["not_completed_reason"] is None


def test_a_call_for_help_leaves_before_all_else() -> None:
    assert DeliveryPurpose.ESCALATION.importance == 0
    assert DeliveryPurpose.ALERT.importance < DeliveryPurpose.EACH.importance
    assert DeliveryPurpose.EACH.importance < DeliveryPurpose.DIGEST.importance
