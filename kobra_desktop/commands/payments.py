"""Money of the bank's file is given to the account that it is of."""

from kobra_desktop.commands import edits
from kobra_desktop.commands.desk import Desk
from kobra_desktop.commands.done import Done
from kobra_domain.collected import check_match
from kobra_domain.dues import BankPayment
from kobra_domain.portfolios import Account


def match_payment(
    desk: Desk, payment_id: str, account_id: str, *, seen: BankPayment | None = None
) -> Done:
    """Say whose a payment is; it can be taken back. Raises DomainError."""
    payment = edits.held(desk, "bank_payment", payment_id)
    account = edits.held(desk, "account", account_id)
    assert isinstance(payment, BankPayment)
    assert isinstance(account, Account)
    check_match(payment, account)
    return edits.edit(desk, "bank_payment.match", payment_id, {"account_id": account_id}, seen)
