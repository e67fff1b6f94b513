"""When a person's data may be erased, and why it may not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kobra_domain.portfolios import Account
from kobra_domain.privacy import CONTACTS_KEPT, LegalHold, is_held, is_open, why_kept
from tests.kobra_domain.things import NOW, an_account, an_id

HOLD = LegalHold(
    id=an_id(1),
    portfolio_id=an_id(2),
    party_id=an_id(3),
    ordered_by="Juzgado 12 Civil",
    case_number="2026-00123",
    placed_at=NOW,
)
LIFTED = replace(HOLD, lifted_at=NOW)
PAID = replace(an_account(), balance_minor=0, overdue_minor=0)
OWED = replace(PAID, balance_minor=1)
OVERDUE = replace(PAID, overdue_minor=1)
YOUNG, OLD = NOW - CONTACTS_KEPT + timedelta(seconds=1), NOW - CONTACTS_KEPT


@pytest.mark.parametrize(
    ("holds", "accounts", "last", "code"),
    [
        ((), (), None, ""),
        ((LIFTED,), (PAID,), OLD, ""),
        ((LIFTED, HOLD), (), None, "kept_for_court"),
        ((), (PAID, OWED), None, "kept_account_open"),
        ((), (OVERDUE,), OLD, "kept_account_open"),
        ((), (PAID,), YOUNG, "kept_contacts"),
        ((HOLD,), (OWED,), YOUNG, "kept_for_court"),
    ],
)
def test_why_data_is_kept(
    holds: Sequence[LegalHold], accounts: Sequence[Account], last: datetime | None, code: str
) -> None:
    kept = why_kept(
        holds=holds, accounts=accounts, last_contact_at=last, zone="America/Bogota", now=NOW
    )
    assert (kept.code if kept else "") == code


def test_a_refusal_names_the_case_and_the_day() -> None:
    kept = why_kept(holds=[HOLD], accounts=(), last_contact_at=None, zone="UTC", now=NOW)
    assert kept is not None
    assert kept.params == {"case_number": "2026-00123", "ordered_by": "Juzgado 12 Civil"}
    kept = why_kept(holds=(), accounts=(), last_contact_at=NOW, zone="UTC", now=NOW)
    assert kept is not None
    assert kept.params["until_at"] == (NOW + CONTACTS_KEPT).isoformat()


def test_what_stands_and_what_is_open() -> None:
    assert is_held([LIFTED, HOLD])
    assert not is_held([LIFTED])
    assert is_open(OWED)
    assert not is_open(PAID)
