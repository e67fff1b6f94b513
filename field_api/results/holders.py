"""Writes to holders of what they did: a receipt of each payment reported at the door, and the
confirmation of a promise. What may not leave stands in the outbox all the same, with why.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import Connection

from field_api.change_log.rows import find, remembering
from field_api.mail.letters.holding import Written, written_of
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_domain.dues import Payment, Promise
from kobra_domain.events import Event, EventKind
from kobra_domain.portfolios import Portfolio
from kobra_domain.receipts import HolderMail, is_sent, mailbox_of
from kobra_records.ids import new_id

_WHAT = {
    EventKind.PAYMENT_REPORTED: HolderMail.RECEIPT,
    EventKind.PROMISE_MADE: HolderMail.CONFIRMATION,
}
_PURPOSES = {
    HolderMail.RECEIPT: DeliveryPurpose.RECEIPT,
    HolderMail.CONFIRMATION: DeliveryPurpose.CONFIRMATION,
}
# What a phone brings later than that is no news to who said it.
_FRESH = timedelta(days=14)


def tell_holders(
    connection: Connection, found: Sequence[Event], now: datetime
) -> Sequence[Delivery]:
    """The receipts and confirmations that follow from what was said at doors."""
    made = []
    with remembering(connection):  # an account and its portfolio are those of many
        for event in found:
            what = _WHAT.get(event.kind)
            if what is None or now - event.at > _FRESH:
                continue
            portfolio = find(connection, Portfolio, event.portfolio_id)
            if portfolio is None or not is_sent(portfolio, what):
                continue
            written = _written(connection, what, event)
            # Without a mailbox nobody expects a mail, and there is nothing to say.
            if written is not None and mailbox_of(written.party):
                made.append(_delivery(event, what, written, now))
    return made


def _written(connection: Connection, what: HolderMail, event: Event) -> Written | None:
    """To whom it goes; None for what nobody said at a door, or nobody is there to be written to."""
    kind: type[Payment | Promise] = Payment if what is HolderMail.RECEIPT else Promise
    due = find(connection, kind, event.subject_id)
    if due is None or (due.visit_id is None and due.submission_id is None):
        return None
    return written_of(connection, what, due)


def _delivery(event: Event, what: HolderMail, written: Written, now: datetime) -> Delivery:
    # What was asked for at the door is named, so that the proof is found.
    proof = {"submission_id": written.asked_in} if written.asked_in else {}
    return Delivery(
        id=new_id(),
        channel=DeliveryChannel.MAIL,
        purpose=_PURPOSES[what],
        address=mailbox_of(written.party),
        created_at=now,
        next_at=now,
        event_id=event.id,
        target_id=written.party.id,
        portfolio_id=event.portfolio_id,
        visit_id=event.visit_id,
        state=DeliveryState.UNSENT if written.refusal else DeliveryState.WAITING,
        code=written.refusal or "",
        content=msgspec.json.encode(proof).decode(),
    )
