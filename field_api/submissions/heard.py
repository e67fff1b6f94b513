"""What was heard at the door beside the visit's end: promise, payment, and what the field proposes
to change, which a person takes or leaves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from field_api.change_log.rows import find, find_all
from kobra_domain.dues import Payment, Promise
from kobra_domain.portfolios import Account, Address, Portfolio
from kobra_domain.questionnaires.results import Due, Result, minor_units
from kobra_domain.submissions import Proposal, ProposalKind, Submission
from kobra_domain.visits import ENDED_STATES, NotCompletedReason, Visit
from kobra_domain.words.figures import COINS, OTHER_COIN
from kobra_records.ids import new_id

_PHONE = re.compile(r"\+?[0-9 ().-]{5,24}")
_LINE, _NOTE = 240, 2_000


Row = Promise | Payment | Proposal


@dataclass(frozen=True, slots=True)
class HeardRows:
    """New rows for what the answers say. `left_alone`: of what was said and could not be kept,
    which rows of an earlier form stay as they are; `problem` is its code.
    """

    rows: tuple[Row, ...]
    left_alone: tuple[type[Row], ...]
    problem: str


@dataclass(frozen=True, slots=True)
class _Heard:
    """What every row that comes of a submission says of where it comes from."""

    submission: Submission
    visit: Visit
    portfolio: Portfolio
    account: Account | None
    zone: ZoneInfo

    @property
    def origin(self) -> dict[str, Any]:
        return {
            "portfolio_id": self.portfolio.id,
            "visit_id": self.visit.id,
            "submission_id": self.submission.id,
            "agent_id": self.submission.agent_id,
        }

    def minor(self, due: Due) -> int | None:
        """The amount in minor units; None where there is nothing to keep."""
        digits = COINS.get(self.portfolio.currency, OTHER_COIN).digits
        return minor_units(due.amount, digits) or None


def heard_rows(
    connection: Connection,
    submission: Submission,
    result: Result,
    visit: Visit,
    portfolio: Portfolio,
) -> HeardRows:
    """What is heard of a form; `visit` is as the form has it. Of one that did not end it, promise
    and payment are proposals.
    """
    account, is_named = _account(connection, visit, result.account)
    heard = _Heard(submission, visit, portfolio, account, _zone(connection, visit, portfolio))
    proposals = _proposals(heard, result)
    if visit.state not in ENDED_STATES:
        rows = (*_dues_proposed(heard, result), *proposals)
        return HeardRows(rows, (Promise, Payment), "")
    promise, payment = _promise(heard, result), _payment(heard, result)
    lacks_promise = promise is None and result.speaks_of_promise
    lacks_payment = payment is None and result.speaks_of_payment
    left_alone = (*([Promise] if lacks_promise else []), *([Payment] if lacks_payment else []))
    dues = [row for row in (promise, payment) if row is not None]
    problems = {
        "half_a_promise": lacks_promise,
        "unreadable_amount": lacks_payment,
        "other_account": bool(dues) and not is_named,
    }
    problem = next((code for code, is_one in problems.items() if is_one), "")
    return HeardRows((*dues, *proposals), left_alone, problem)


def _account(connection: Connection, visit: Visit, said: str) -> tuple[Account | None, bool]:
    """The account that was named by its number or id, else the visit's first; and whether it is
    the one meant.
    """
    accounts = find_all(connection, Account, visit.account_ids)
    name = said.casefold()
    named = [a for a in accounts.values() if name in (a.number.casefold(), a.id)]
    return (named[0] if named else accounts.get(visit.account_ids[0])), bool(named) or not said


def _zone(connection: Connection, visit: Visit, portfolio: Portfolio) -> ZoneInfo:
    address = find(connection, Address, visit.address_id)
    return ZoneInfo((address.time_zone if address else None) or portfolio.time_zone)


def _promise(heard: _Heard, result: Result) -> Promise | None:
    due, account = result.promise, heard.account
    if due is None or due.on is None or account is None or not (amount := heard.minor(due)):
        return None
    return Promise(
        id=new_id(),
        account_id=account.id,
        made_at=_at(heard),
        amount_minor=amount,
        currency=heard.portfolio.currency,
        due_on=due.on,
        **heard.origin,
    )


def _payment(heard: _Heard, result: Result) -> Payment | None:
    due, account = result.payment, heard.account
    if due is None or account is None or not (amount := heard.minor(due)):
        return None
    return Payment(
        id=new_id(),
        account_id=account.id,
        reported_at=_at(heard),
        amount_minor=amount,
        currency=heard.portfolio.currency,
        paid_on=_paid_on(heard, due),
        method=due.method[:_LINE],
        reference=due.reference[:_LINE],
        proof=due.proof[:_LINE],
        **heard.origin,
    )


def _paid_on(heard: _Heard, due: Due) -> date:
    return due.on or _at(heard).astimezone(heard.zone).date()


def _dues_proposed(heard: _Heard, result: Result) -> Iterator[Proposal]:
    """Promise and payment as a person may take them."""
    base = _proposed(heard)
    account_id = heard.account.id if heard.account else None
    money: dict[str, Any] = {"account_id": account_id, "currency": heard.portfolio.currency}
    promise, payment = result.promise, result.payment
    if promise is not None and (amount := heard.minor(promise)):
        yield Proposal(
            id=new_id(),
            kind=ProposalKind.PROMISE,
            amount_minor=amount,
            due_on=promise.on,
            **money,
            **base,
        )
    if payment is not None and (amount := heard.minor(payment)):
        yield Proposal(
            id=new_id(),
            kind=ProposalKind.PAYMENT,
            amount_minor=amount,
            paid_on=_paid_on(heard, payment),
            method=payment.method[:_LINE],
            reference=payment.reference[:_LINE],
            proof=payment.proof[:_LINE],
            **money,
            **base,
        )


def _proposed(heard: _Heard) -> dict[str, Any]:
    return {**heard.origin, "party_id": heard.visit.party_id, "proposed_at": _at(heard)}


def _proposals(heard: _Heard, result: Result) -> list[Proposal]:
    base = _proposed(heard)
    made = []
    if result.phone:
        is_phone = _PHONE.fullmatch(result.phone) is not None
        said: dict[str, Any] = {"phone" if is_phone else "note": result.phone[:_NOTE]}
        made.append(Proposal(id=new_id(), kind=ProposalKind.PHONE, **base, **said))
    if result.address:
        rest = result.address[_LINE:_NOTE]
        made.append(
            Proposal(
                id=new_id(),
                kind=ProposalKind.ADDRESS,
                street=" ".join(result.address[:_LINE].split()),
                note=rest,
                **base,
            )
        )
    is_misplaced = heard.visit.not_completed_reason is NotCompletedReason.MISPLACED_ADDRESS
    pin = result.door if is_misplaced else result.pin
    if pin is not None:
        made.append(
            Proposal(
                id=new_id(),
                kind=ProposalKind.PIN,
                address_id=heard.visit.address_id,
                lat=pin.lat,
                lon=pin.lon,
                note=result.note[:_NOTE],
                **base,
            )
        )
    return made


def _at(heard: _Heard) -> datetime:
    return heard.visit.ended_at or heard.submission.received_at
