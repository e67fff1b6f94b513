"""Rows that are named and have not come: every kind of one portfolio is looked at."""

from dataclasses import replace

import pytest

from kobra_desktop.store.references import dangling
from kobra_desktop.store.replica import Replica
from kobra_domain.dues import Payment, Promise
from kobra_domain.kinds import Entity
from kobra_domain.portfolios import AccountParty, PartyRole
from kobra_domain.submissions import Proposal, ProposalKind
from tests.kobra_desktop.field import take
from tests.kobra_domain.things import (
    ACCOUNT_ID,
    NOW,
    PARTY_ID,
    PORTFOLIO_ID,
    TODAY,
    a_visit,
    an_account,
    an_address,
    an_id,
)

NOBODY = an_id(404)
PROMISE = Promise(id=an_id(50), portfolio_id=PORTFOLIO_ID, account_id=ACCOUNT_ID, made_at=NOW,
                  amount_minor=1, currency="COP", due_on=TODAY)  # fmt: skip
PAYMENT = Payment(id=an_id(51), portfolio_id=PORTFOLIO_ID, account_id=ACCOUNT_ID, reported_at=NOW,
                  amount_minor=1, currency="COP", paid_on=TODAY)  # fmt: skip
PROPOSAL = Proposal(id=an_id(52), portfolio_id=PORTFOLIO_ID, party_id=PARTY_ID,
                    kind=ProposalKind.PHONE, proposed_at=NOW)  # fmt: skip
CODEBTOR = AccountParty(party_id=NOBODY, role=PartyRole.CODEBTOR)


@pytest.mark.parametrize(
    ("row", "missing"),
    [
        (a_visit(id=an_id(60), account_ids=(ACCOUNT_ID, NOBODY)), {"visit → account": 1}),
        (an_account(id=an_id(61), parties=(CODEBTOR,)), {"account → party": 1}),
        (an_address(id=an_id(62), party_id=NOBODY), {"address → party": 1}),
        (replace(PROMISE, account_id=NOBODY), {"promise → account": 1}),
        (replace(PAYMENT, account_id=NOBODY), {"payment → account": 1}),
        (replace(PROPOSAL, party_id=NOBODY), {"proposal → party": 1}),
        (replace(PROPOSAL, address_id=NOBODY), {"proposal → address": 1}),
        # An agent may be of another team, a visit may have left by its age.
        (replace(PROMISE, visit_id=NOBODY, agent_id=NOBODY), {}),
        (PAYMENT, {}),
    ],
)
def test_what_is_named_and_missing_is_counted(
    replica: Replica, row: Entity, missing: dict[str, int]
) -> None:
    take(replica, (row, 1))
    assert dangling(replica) == missing


def test_a_row_of_a_portfolio_that_is_not_shown_names_what_it_likes(replica: Replica) -> None:
    take(replica, (replace(PROMISE, portfolio_id=an_id(405), account_id=NOBODY), 1))
    assert dangling(replica) == {}
