"""An outgoing file by mail: one delivery for each address, with the file and its manifest."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select

from field_api.outbox import add_deliveries
from field_api.tables.results import deliveries
from kobra_domain.deliveries import Delivery, DeliveryChannel, DeliveryPurpose, DeliveryState
from kobra_records import json_form
from kobra_records.ids import new_id

_GONE = (DeliveryState.SENT, DeliveryState.MAYBE_SENT)


def mails_to(
    connection: Connection,
    addresses: Sequence[str],
    file_id: str,
    name: str,
    portfolio_id: str,
    now: datetime,
) -> None:
    """Write the mails of a file into the outbox, in the transaction that makes it. What they hold
    is read from the file itself when they leave.
    """
    add_deliveries(
        connection,
        [
            Delivery(
                id=new_id(),
                channel=DeliveryChannel.MAIL,
                purpose=DeliveryPurpose.FILE,
                address=address,
                created_at=now,
                next_at=now,
                target_id=file_id,
                portfolio_id=portfolio_id,
                content=json_form.text({"file_id": file_id, "name": name}),
            )
            for address in dict.fromkeys(addresses)
        ],
    )


def mail_states(connection: Connection, file_ids: Sequence[str]) -> dict[str, datetime | None]:
    """When the last mail of each of the files was sent: None as long as one was not."""
    d = deliveries.c
    of_files = (d.target_id.in_(list(file_ids)), d.purpose == DeliveryPurpose.FILE)
    query = select(d.target_id, d.state, func.max(d.sent_at)).where(*of_files)
    found: dict[str, datetime | None] = {}
    left: set[str] = set()
    for file_id, state, sent_at in connection.execute(query.group_by(d.target_id, d.state)):
        if state in _GONE:
            known = found.get(file_id)
            found[file_id] = max(filter(None, (known, sent_at)), default=None)
        else:
            left.add(file_id)
    return {key: None if key in left else at for key, at in found.items()}
