"""Promises, payments and proposals of one result in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from kobra_desktop.store.queries.results import Result
from kobra_domain.dues import Payment, Promise
from kobra_domain.submissions import Proposal, ProposalKind, ProposalState
from kobra_domain.words import day_words, money, word


@dataclass(frozen=True, slots=True)
class Due:
    """A promise or a payment: its amount, and the rest in one line."""

    title: str
    amount: str
    detail: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A proposal of the field: what it is, what it says, and what became of it."""

    proposal: Proposal
    title: str
    value: str
    note: str
    state: str

    @property
    def is_open(self) -> bool:
        """Whether it waits for a person."""
        return self.proposal.state is ProposalState.OPEN


def dues_of(result: Result, locale: str) -> tuple[Due, ...]:
    """What was promised and paid."""
    promised = (_promise(one, result, locale) for one in result.promises)
    return (*promised, *(_payment(one, result, locale) for one in result.payments))


def _promise(one: Promise, result: Result, locale: str) -> Due:
    translate = QCoreApplication.translate
    due = translate("Result", "for {day}").format(day=day_words(one.due_on, locale))
    parts = (due, _account(one.account_id, result), word(one.state, locale))
    return Due(
        translate("Result", "Promise to pay"),
        money(one.amount_minor, one.currency),
        " · ".join(part for part in parts if part),
    )


def _payment(one: Payment, result: Result, locale: str) -> Due:
    parts = (
        day_words(one.paid_on, locale),
        _account(one.account_id, result),
        one.method,
        one.reference,
    )
    return Due(
        QCoreApplication.translate("Result", "Payment"),
        money(one.amount_minor, one.currency),
        " · ".join(part for part in parts if part),
    )


def _money_words(one: Proposal, result: Result, locale: str) -> str:
    """«$ 90.000,00 COP · para el 15 mar. · C-1»: amount, day, account."""
    assert one.amount_minor is not None
    assert one.currency is not None
    due, paid = one.due_on, one.paid_on
    day = QCoreApplication.translate("Result", "for {day}").format(
        day=day_words(due, locale)
    ) if due else day_words(paid, locale) if paid else ""  # fmt: skip
    account = _account(one.account_id or "", result)
    rest = (day, account, one.method, one.reference)
    return " · ".join(filter(None, (money(one.amount_minor, one.currency), *rest)))


def _account(account_id: str, result: Result) -> str:
    return result.accounts.get(account_id, "")


def offers_of(result: Result, locale: str) -> tuple[Offer, ...]:
    """What the field proposes."""
    return tuple(_offer(one, result, locale) for one in result.proposals)


def _offer(one: Proposal, result: Result, locale: str) -> Offer:
    value = {ProposalKind.PHONE: one.phone, ProposalKind.ADDRESS: one.street}.get(one.kind, "")
    if one.amount_minor is not None and one.currency is not None:
        value = _money_words(one, result, locale)
    if not value and one.lat is not None and one.lon is not None:
        value = f"{one.lat:.6f}, {one.lon:.6f}"
    by = result.users.get(one.decided_by or "", "")
    state = word(one.state, locale)
    return Offer(one, word(one.kind, locale), value, one.note, f"{state} · {by}" if by else state)
