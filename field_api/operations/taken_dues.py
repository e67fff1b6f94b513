"""The promise or payment that a person takes from a form which could not end its visit."""

from typing import Any

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import entities, find
from field_api.operations.story import story_of
from field_api.tables.replicated import payments, promises
from kobra_domain.dues import Payment, Promise, PromiseState
from kobra_domain.errors import Invalid
from kobra_domain.submissions import Proposal, ProposalKind, Submission
from kobra_records.ids import new_id


def taken_due(connection: Connection, proposal: Proposal) -> Edit:
    """The row as proposed; it takes the place of what an earlier word of the same story said.
    Raises Invalid nothing_to_accept.
    """
    submission = find(connection, Submission, proposal.submission_id)
    ids = story_of(connection, submission).ids if submission else frozenset[str]()
    if proposal.kind is ProposalKind.PROMISE:
        return _promise(connection, proposal, ids)
    return _payment(connection, proposal, ids)


def _promise(connection: Connection, proposal: Proposal, ids: frozenset[str]) -> Edit:
    if proposal.due_on is None:
        raise Invalid("nothing_to_accept", field="state")
    said = (promises.c.submission_id.in_(ids), promises.c.state == PromiseState.OPEN)
    before = next(iter(entities(connection, Promise, *said, lock=True)), None)
    after = Promise(
        id=before.id if before else new_id(),
        made_at=proposal.proposed_at,
        due_on=proposal.due_on,
        **_common(proposal),
    )
    return after, before


def _payment(connection: Connection, proposal: Proposal, ids: frozenset[str]) -> Edit:
    if proposal.paid_on is None:
        raise Invalid("nothing_to_accept", field="state")
    said = payments.c.submission_id.in_(ids)
    before = next(iter(entities(connection, Payment, said, lock=True)), None)
    after = Payment(
        id=before.id if before else new_id(),
        reported_at=proposal.proposed_at,
        paid_on=proposal.paid_on,
        **_common(proposal),
        method=proposal.method,
        reference=proposal.reference,
        proof=proposal.proof,
    )
    return after, before


def _common(proposal: Proposal) -> dict[str, Any]:
    """What a promise and a payment say alike. Raises Invalid for money that is not whole."""
    if not proposal.account_id or not proposal.amount_minor or not proposal.currency:
        raise Invalid("nothing_to_accept", field="state")
    return {
        "portfolio_id": proposal.portfolio_id,
        "account_id": proposal.account_id,
        "amount_minor": proposal.amount_minor,
        "currency": proposal.currency,
        "visit_id": proposal.visit_id,
        "submission_id": proposal.submission_id,
        "agent_id": proposal.agent_id,
    }
