"""What was heard at the door beside the visit's end: promise, payment, and what the field proposes
to change, which a person takes or leaves.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from field_api.change_log.record import Edit
from field_api.change_log.rows import find, find_all
from kobra_domain.dues import Payment, Promise
from kobra_domain.portfolios import Account, Address, Portfolio
from kobra_domain.questionnaires.results import Due, Result, minor_units
from kobra_domain.submissions import Proposal, ProposalKind, Submission
from kobra_domain.visits import NotCompletedReason, Visit
from kobra_domain.words.figures import COINS, OTHER_COIN
from kobra_records.ids import new_id

_PHONE = re.compile(r"\+?[0-9 ().-]{5,24}")
_LINE, _NOTE = 240, 2_000


@dataclass(frozen=True, slots=True)
class _Heard:
    """What every row that comes of a submission says of where it comes from."""

    submission: Submission
    visit: Visit
    portfolio: Portfolio

    @property
    def origin(self) -> dict[str, Any]:
        return {
            "portfolio_id": self.portfolio.id,
            "visit_id": self.visit.id,
            "submission_id": self.submission.id,
            "agent_id": self.submission.agent_id,
        }


def heard_edits(
    connection: Connection,
    submission: Submission,
    result: Result,
    visit: Visit,
    portfolio: Portfolio,
) -> tuple[list[Edit], str]:
    """New rows for what the answers say, and the code of what was said and could not be kept."""
    heard = _Heard(submission, visit, portfolio)
    account = _account(connection, visit, result.account)
    digits = COINS.get(portfolio.currency, OTHER_COIN).digits
    edits: list[Edit] = []
    problem = ""
    if result.promise is not None and account is not None:
        promise = _promise(heard, result.promise, account, digits)
        problem = "" if promise else "half_a_promise"
        edits += [(promise, None)] if promise else []
    if result.payment is not None and account is not None:
        zone = _zone(connection, visit, portfolio)
        payment = _payment(heard, result.payment, account, digits, zone)
        problem = problem or ("" if payment else "unreadable_amount")
        edits += [(payment, None)] if payment else []
    return [*edits, *((proposal, None) for proposal in _proposals(heard, result))], problem


def _account(connection: Connection, visit: Visit, number: str) -> Account | None:
    """The account that was named by its number or id; the visit's first if none was."""
    accounts = find_all(connection, Account, visit.account_ids)
    named = [a for a in accounts.values() if number and number in (a.number, a.id)]
    return named[0] if named else accounts.get(visit.account_ids[0])


def _zone(connection: Connection, visit: Visit, portfolio: Portfolio) -> ZoneInfo:
    address = find(connection, Address, visit.address_id)
    return ZoneInfo((address.time_zone if address else None) or portfolio.time_zone)


def _promise(heard: _Heard, due: Due, account: Account, digits: int) -> Promise | None:
    amount_minor = minor_units(due.amount, digits)
    if due.on is None or not amount_minor:
        return None
    return Promise(
        id=new_id(),
        account_id=account.id,
        made_at=_at(heard),
        amount_minor=amount_minor,
        currency=heard.portfolio.currency,
        due_on=due.on,
        **heard.origin,
    )


def _payment(
    heard: _Heard, due: Due, account: Account, digits: int, zone: ZoneInfo
) -> Payment | None:
    amount_minor = minor_units(due.amount, digits)
    if not amount_minor:
        return None
    return Payment(
        id=new_id(),
        account_id=account.id,
        reported_at=_at(heard),
        amount_minor=amount_minor,
        currency=heard.portfolio.currency,
        paid_on=due.on or _at(heard).astimezone(zone).date(),
        method=due.method[:_LINE],
        reference=due.reference[:_LINE],
        proof=due.proof[:_LINE],
        **heard.origin,
    )


def _proposals(heard: _Heard, result: Result) -> list[Proposal]:
    base: dict[str, Any] = {
        **heard.origin,
        "party_id": heard.visit.party_id,
        "proposed_at": _at(heard),
    }
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
